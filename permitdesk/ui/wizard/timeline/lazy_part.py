"""A part of the page that is made when it is first shown, so that the page itself opens at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from permitdesk.ui.widgets.labels import ScrollBox


class LazyPart(QWidget):
    """Holds what ``make`` makes, scrolling by itself unless ``scrolls`` says that it does so already."""

    def __init__(
        self, make: Callable[[], QWidget], *, scrolls: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._scrolls = scrolls
        #: what was made; None before it was shown
        self.made: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 6, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.made is None:
            self.made = made = self._make()
            shown = ScrollBox(made) if self._scrolls else made
            self._box.addWidget(shown)
            # Now: Qt would show it later, and the keyboard could not go to it yet.
            shown.show()
