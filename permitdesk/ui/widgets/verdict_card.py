"""The verdict as a word with a sign, a sentence, and its reasons behind a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from permitdesk.domain.law.findings import Verdict
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel, clear_layout
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone
from permitdesk.ui.widgets.verdict_tones import SIGN_OF_VERDICT, TONE_OF_VERDICT


class VerdictCard(Surface):
    """One verdict. ``show_verdict`` takes the headline, the lines always visible and the reasons.

    ``offer`` puts a button under the lines: the way to what is missing.
    """

    action_asked = Signal()

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(Tone.PLAIN, parent)
        self._texts = texts
        self._icon = SignIcon(Sign.QUESTION, Tone.INFO, 1.9)
        self._over = TextLabel("", "help")
        self._word = TextLabel("", "heading")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self._reasons = QWidget()
        self._reason_lines = QVBoxLayout(self._reasons)
        self._reason_lines.setContentsMargins(0, 4, 0, 0)
        self._reason_lines.setSpacing(3)
        self.why = QToolButton()
        self.why.setObjectName("why")
        self.why.setCheckable(True)
        self.why.setAutoRaise(True)
        self.why.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.why.toggled.connect(self._on_why_toggled)
        self.action = QPushButton()
        self.action.setObjectName("answer_open")
        self.action.clicked.connect(self.action_asked)
        self.action.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._over)
        column.addWidget(self._word)
        column.addLayout(self._lines)
        head.addLayout(column, 1)
        self.body.addLayout(head)
        foot = QHBoxLayout()
        foot.addWidget(self.why)
        foot.addStretch(1)
        foot.addWidget(self.action)
        self.body.addLayout(foot)
        self.body.addWidget(self._reasons)
        self._on_why_toggled(False)

    def show_verdict(
        self,
        verdict: Verdict,
        headline: str,
        lines: Sequence[str] = (),
        reasons: Sequence[str] = (),
        over: str = "",
    ) -> None:
        """Show a verdict; ``over`` is the small line above the headline (what the verdict is about)."""
        tone = TONE_OF_VERDICT[verdict]
        self._icon.show_sign(SIGN_OF_VERDICT[verdict], tone)
        self._over.set_text(over)
        self._word.setText(headline)
        for layout, content in ((self._lines, lines), (self._reason_lines, reasons)):
            clear_layout(layout)
            for line in content:
                layout.addWidget(TextLabel(line, "body" if layout is self._lines else "help"))
        self.why.setVisible(bool(reasons))
        self._reasons.setVisible(bool(reasons) and self.why.isChecked())
        self.set_tone(tone)
        self.setAccessibleName(f"{over} {headline}".strip())
        self.setAccessibleDescription("\n".join([*lines, *reasons]))

    def offer(self, words: str) -> None:
        """Show the button with these words; empty words hide it."""
        self.action.setText(words)
        self.action.setVisible(bool(words))

    def _on_why_toggled(self, opened: bool) -> None:
        self.why.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.why.setText(self._texts.get("page.why.close" if opened else "page.why.open"))
        self._reasons.setVisible(opened)

    def headline(self) -> str:
        """The headline shown."""
        return self._word.text()
