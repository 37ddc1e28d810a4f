"""A notice: sign, word, text and what to do today. Shape and word say the urgency, colour repeats it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel, clear_layout
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import SIGN_OF_TONE, Sign, Tone


class Notice(Surface):
    """Shows a message in one tone; hidden while it has nothing to say."""

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, parent)
        self._texts = texts
        self.setObjectName("notice")
        self._icon = SignIcon(Sign.INFO, Tone.INFO)
        self._word = TextLabel("", "strong")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._word)
        column.addLayout(self._lines)
        head.addLayout(column, 1)
        self.body.addLayout(head)
        self.body.setContentsMargins(16, 10, 14, 10)
        self.hide()

    def show_message(
        self, tone: Tone, lines: Sequence[str], today: Sequence[str] = (), title: str | None = None
    ) -> None:
        """Show ``lines`` and, under "What to do today", ``today``. Nothing to say hides the notice.

        ``title`` replaces the word of the tone ("Important", "Stop: act today"…).
        """
        self.set_tone(tone)
        self._icon.show_sign(SIGN_OF_TONE[tone], tone)
        word = title or self._texts.get(f"page.tone.{tone}")
        self._word.setText(word)
        clear_layout(self._lines)
        for line in lines:
            self._lines.addWidget(TextLabel(line))
        if today:
            self._lines.addWidget(TextLabel(self._texts.get("page.notice.today"), "strong"))
            for line in today:
                self._lines.addWidget(TextLabel("• " + line))
        self._apply_ink()
        spoken = [word, *lines, *([self._texts.get("page.notice.today"), *today] if today else [])]
        self.setAccessibleName(word)
        self.setAccessibleDescription("\n".join(spoken[1:]))
        self.setVisible(bool(lines or today or title))

    def spoken_text(self) -> str:
        """All words of the notice, one line each, as a screen reader hears them."""
        return self.accessibleName() + "\n" + self.accessibleDescription()
