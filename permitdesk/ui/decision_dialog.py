"""A question with a few answers, asked before something typed could be lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.ui.widgets.labels import TextLabel

#: the words of a button and what it does
Choice = tuple[str, Callable[[], object]]


class DecisionDialog(QDialog):
    """Says what would happen and offers ways on; the first is the safe one and has the keyboard.

    Escape changes nothing at all.
    """

    def __init__(self, title: str, words: str, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(TextLabel(title, "title"))
        box.addWidget(TextLabel(words))
        box.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        self.buttons = [self._button(choice) for choice in choices]
        for button in self.buttons:
            line.addWidget(button)
        box.addLayout(line)
        self.buttons[0].setDefault(True)
        self.buttons[0].setProperty("primary", True)
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(60 * self.fontMetrics().averageCharWidth())

    def _button(self, choice: Choice) -> QPushButton:
        words, action = choice
        button = QPushButton(words)
        button.setAutoDefault(True)
        # Closed before it acts, for acting may close the window around it.
        button.clicked.connect(self.accept)
        button.clicked.connect(lambda: action())
        return button
