"""The result in brief, on top of every part of the page: sign, word, safe day, and what is still open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from permitdesk.domain.law.findings import Verdict
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone
from permitdesk.ui.widgets.verdict_tones import SIGN_OF_VERDICT, TONE_OF_VERDICT


class ResultStrip(Surface):
    """``action_asked``: the button beside what is open. ``picture_asked``: show or hide the picture."""

    action_asked = Signal()
    picture_asked = Signal(bool)

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(Tone.PLAIN, parent)
        self.setObjectName("result_strip")
        self.body.setContentsMargins(14, 6, 10, 6)
        self._icon = SignIcon(Sign.QUESTION, Tone.INFO, 1.5)
        self.word = TextLabel("", "strong")
        self.day = TextLabel("")
        self.open = TextLabel("")
        self.action = QPushButton()
        self.action.setObjectName("result_action")
        self.action.clicked.connect(self.action_asked)
        self.action.hide()
        self.picture = QToolButton()
        self.picture.setObjectName("picture_toggle")
        self.picture.setText(texts.get("page.timeline.picture"))
        self.picture.setToolTip(texts.get("page.timeline.picture_tip"))
        self.picture.setAccessibleDescription(texts.get("page.timeline.picture_tip"))
        self.picture.setCheckable(True)
        self.picture.setAutoRaise(True)
        self.picture.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.picture.toggled.connect(self._on_toggled)
        self.picture.clicked.connect(self.picture_asked)
        words = QVBoxLayout()
        words.setSpacing(1)
        for label in (self.word, self.day, self.open):
            words.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.action, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._on_toggled(False)

    def minimumSizeHint(self) -> QSize:
        """The words wrap, so only the buttons need their width."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 46), hint.height())

    def show_result(self, verdict: Verdict, word: str, day: str, still_open: str, action: str) -> None:
        """Show the result; empty texts take no room, an empty ``action`` hides the button."""
        tone = TONE_OF_VERDICT[verdict]
        self._icon.show_sign(SIGN_OF_VERDICT[verdict], tone)
        self.word.set_text(word)
        self.day.set_text(day)
        self.open.set_text(still_open)
        self.action.setText(action)
        self.action.setAccessibleDescription(still_open)
        self.action.setVisible(bool(action))
        self.set_tone(tone)
        self.setAccessibleName(word)
        self.setAccessibleDescription("\n".join(line for line in (day, still_open) if line))

    def show_unreliable(self, word: str, why: str) -> None:
        """Both counts differ: a stop sign, and nothing that looks like a result."""
        self.show_result(Verdict.UNKNOWN, word, "", why, "")
        self._icon.show_sign(Sign.STOP, Tone.RED)
        self.set_tone(Tone.RED)

    def spoken_text(self) -> str:
        """All words, one line each, as a screen reader hears them."""
        return f"{self.accessibleName()}\n{self.accessibleDescription()}"

    def _on_toggled(self, shown: bool) -> None:
        self.picture.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
