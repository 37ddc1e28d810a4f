"""Two ways to see the same thing: small buttons of which one is down, and what each shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from permitdesk.ui.widgets.wrap_row import WrapRow


class Switch(QWidget):
    """A row of buttons over the widget that belongs to the one pressed; arrow keys and Space choose."""

    changed = Signal(int)

    def __init__(
        self, name: str, parts: Sequence[tuple[str, QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.stack = QStackedWidget()
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        row = WrapRow(6)
        for place, (words, part) in enumerate(parts):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("tool", True)
            button.setAccessibleName(f"{name} {words}")
            button.clicked.connect(lambda _=False, at=place: self.show_part(at))
            self._group.addButton(button)
            self.buttons.append(button)
            row.add(button)
            self.stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(row)
        box.addWidget(self.stack, 1)
        self.show_part(0)

    def place(self) -> int:
        """The part shown, counted from 0."""
        return self.stack.currentIndex()

    def show_part(self, place: int) -> None:
        """Show one part."""
        self.buttons[place].setChecked(True)
        self.stack.setCurrentIndex(place)
        self.changed.emit(place)
