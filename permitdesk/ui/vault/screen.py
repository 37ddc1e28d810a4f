"""What the screens before the cases have in common: one calm column in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from permitdesk.storage.errors import StorageError, WrongPassphrase
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.vault.message import Message
from permitdesk.ui.widgets.labels import TextLabel

#: width of the column in letters
LETTERS = 88


class VaultScreen(QWidget):
    """A title, a few words, and what the subclass adds to ``column``.

    Subclasses fill the words in ``retranslate`` and say in ``first`` where the keyboard belongs.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vault_screen")
        self.title = TextLabel("", "big")
        self.lead = TextLabel("")
        self.message = Message()
        self._card = QWidget()
        self.column = QVBoxLayout(self._card)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lead)
        self.column.addWidget(self.message)
        inner = QWidget()
        line = QHBoxLayout(inner)
        line.setContentsMargins(24, 30, 24, 24)
        line.addStretch(1)
        line.addWidget(self._card, 100, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(FlowArea(inner))
        self._fit()

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """What gets the keyboard when the screen comes up."""
        raise NotImplementedError

    def refresh(self) -> None:
        """The gate has news that leave this screen in its place."""

    def tell(self, words: str, problem: StorageError) -> None:
        """Say a known problem that leaves the screen in its place."""
        self.message.say(words)
        # The fields could not be used meanwhile, and lost the keyboard.
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(problem, WrongPassphrase):
            self.ask_again(words)

    def ask_again(self, words: str) -> None:
        """A passphrase was refused, as ``words`` say: make room for the next try."""

    def forget(self) -> None:
        """The screen goes: what was typed into it is not kept."""
        for edit in self.findChildren(QLineEdit):
            edit.clear()

    def buttons(self, *buttons: QPushButton) -> None:
        """Add a line of buttons, the first of them the one to press."""
        line = QHBoxLayout()
        line.setSpacing(10)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        buttons[0].setProperty("primary", True)
        self.column.addLayout(line)

    def _fit(self) -> None:
        self._card.setMaximumWidth(LETTERS * self.fontMetrics().averageCharWidth())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
