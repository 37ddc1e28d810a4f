"""The line under the bar of the window that tells a known problem."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone


class ProblemBar(Surface):
    """A known problem in one line with the way out; stays until it is closed."""

    def __init__(self) -> None:
        super().__init__(Tone.RED)
        self.setObjectName("problem_bar")
        self._words = TextLabel("", "strong")
        self._say: Callable[[], str] = str
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.hide)
        line = QHBoxLayout()
        line.addWidget(SignIcon(Sign.STOP, Tone.RED))
        line.addWidget(self._words, 1)
        line.addWidget(self.close_button)
        self.body.setContentsMargins(18, 6, 12, 6)
        self.body.addLayout(line)
        self.hide()

    def show_problem(self, say: Callable[[], str]) -> None:
        """Show a problem; ``say`` gives its words and is asked again when the language changes."""
        self._say = say
        self.set_tone(Tone.RED)
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Say the problem in the language in use."""
        words = self._say()
        self.close_button.setText(self.tr("Close"))
        self._words.setText(words)
        self.setAccessibleName(words)

    def words(self) -> str:
        """The problem shown."""
        return self._words.text()
