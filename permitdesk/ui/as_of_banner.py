"""The line that says that another day than today is looked at, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import SIGN_OF_TONE, Sign, Tone


class AsOfBanner(Surface):
    """Cannot be closed: it stays until the person goes back to today. Hidden as of today."""

    back_asked = Signal()
    other_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.AMBER)
        self.setObjectName("as_of")
        self._compact = False
        self._icon = SignIcon(Sign.WARN, Tone.AMBER)
        self._first = TextLabel("", "strong")
        self._second = TextLabel("", "help")
        self.other = QPushButton()
        self.other.setObjectName("as_of_other")
        self.other.setProperty("flat", True)
        self.back = QPushButton()
        self.back.setObjectName("as_of_back")
        self.other.clicked.connect(self.other_asked)
        self.back.clicked.connect(self.back_asked)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._first)
        words.addWidget(self._second)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        line.addWidget(self.other)
        line.addWidget(self.back)
        self.body.setContentsMargins(16, 6, 10, 6)
        self.body.addLayout(line)
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """Leave out the second sentence when the text is large for the window; ``refresh`` afterwards."""
        self._compact = compact

    def refresh(self, session: CaseSession) -> None:
        """Show the day a case is seen as of."""
        self.setVisible(session.is_as_of)
        if not session.is_as_of:
            return
        texts = session.texts
        covered = session.dossier.covered
        first = texts.fill("as_of.banner", day=session.day, today=session.today)
        if covered:
            second = texts.fill("as_of.banner_help", day=session.day)
        else:
            second = texts.fill("as_of.no_rules_title", begin=session.ruleset.covered_from)
        tone = Tone.AMBER if covered else Tone.RED
        self._icon.show_sign(SIGN_OF_TONE[tone], tone)
        self._first.setText(first)
        self._second.set_text("" if self._compact and covered else second)
        self.other.setText(texts.get("as_of.other_short"))
        self.other.setAccessibleName(texts.get("as_of.other"))
        self.back.setText(texts.get("as_of.back"))
        self.set_tone(tone)
        self.setAccessibleName(f"{first} {second}")

    def words(self) -> str:
        """What the banner says."""
        return self.accessibleName()
