"""A quiet line with buttons behind it; hidden while it has nothing to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from permitdesk.ui.widgets.labels import TextLabel


class LineWithButtons(QFrame):
    """What happened, or what could be done, in one line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self.words = TextLabel()
        self.words.setObjectName(name)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(12, 5, 8, 5)
        self._box.addWidget(self.words, 1)
        self.hide()

    def add_button(self, slot: Callable[[], object]) -> QPushButton:
        """A button at the end of the line; its words are set by whoever adds it."""
        button = QPushButton()
        button.clicked.connect(lambda: slot())
        self._box.addWidget(button)
        return button

    def show_words(self, words: str) -> None:
        """Say something; without words the line is hidden."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
