"""A quiet line above the list of cases: the recovery sheet is missing, or what a rescue brought."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone


class ReminderBar(Surface):
    """Goes away for this time when it is closed."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.INFO)
        self.setObjectName("reminder_bar")
        self._words = TextLabel("")
        self._say: Callable[[], str] = str
        self.make = QPushButton()
        self.make.clicked.connect(self.asked)
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.hide)
        line = QHBoxLayout()
        line.addWidget(SignIcon(Sign.INFO, Tone.INFO))
        line.addWidget(self._words, 1)
        line.addWidget(self.make)
        line.addWidget(self.close_button)
        self.body.setContentsMargins(18, 6, 12, 6)
        self.body.addLayout(line)
        self.hide()

    def say_sheet_due(self, *, due: bool) -> None:
        """Remind of the recovery sheet, or stop that."""
        self._say = lambda: self.tr(
            "Without a recovery sheet, a forgotten passphrase means that nobody can open your cases."
        )
        self.make.setVisible(True)
        self._retranslate()
        self.setVisible(due)

    def say_rescued(self, cases: int, *, without_copy: bool = False) -> None:
        """Say what could be taken over from the damaged file; ``without_copy``: there is nothing else."""

        def say() -> str:
            if without_copy:
                words = self.tr(
                    "Cases read from the damaged file: {n}. Look through them before you rely on their dates."
                )
            else:
                words = self.tr("You work with a copy now. Newer cases read from the damaged file: {n}.")
            return words.format(n=cases)

        self._say = say
        self.make.setVisible(False)
        self._retranslate()
        self.show()

    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def _retranslate(self) -> None:
        self._words.setText(self._say())
        self.setAccessibleName(self._words.text())
        self.make.setText(self.tr("Ma&ke the sheet…"))
        self.close_button.setText(self.tr("Not now"))
        self.set_tone(Tone.INFO)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
