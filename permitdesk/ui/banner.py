"""Red and amber flags above every page: one calm line, opened to what to do today and where help is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.viewmodels.headline import Flag, Urgency
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel, clear_layout
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import SIGN_OF_TONE, Sign, Tone

#: Lines of text that the opened banner shows before it scrolls.
_OPEN_LINES = 11
#: The most it takes of the height of the window.
_OPEN_SHARE = 0.33


class FlagBanner(Surface):
    """Hidden while nothing is the matter."""

    def __init__(self) -> None:
        super().__init__(Tone.AMBER)
        self.setObjectName("flag_banner")
        self._flags: tuple[Flag, ...] = ()
        self._help: tuple[str, ...] = ()
        self._other_day: TextSource | None = None
        self._icon = SignIcon(Sign.WARN, Tone.AMBER)
        self._first = TextLabel("", "strong")
        self.toggle = QPushButton()
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._show_opened)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self._first, 1)
        head.addWidget(self.toggle)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(5)
        self._area = FlowArea(self._inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self.body.setContentsMargins(16, 6, 10, 6)
        self.body.addLayout(head)
        self.body.addWidget(self._area)
        self._area.hide()
        self.hide()

    def show_flags(
        self, flags: Sequence[Flag], free_help: Sequence[str], other_day: TextSource | None = None
    ) -> None:
        """Show these flags, the worst first; the same ones again change nothing.

        ``other_day``: the words for a day that is not today; nobody can act today on that day's flags.
        """
        new = (tuple(flags), tuple(free_help), other_day)
        if new == (self._flags, self._help, self._other_day):
            return
        self._flags, self._help, self._other_day = new
        self._fill()

    def _fill(self) -> None:
        self.setVisible(bool(self._flags))
        if not self._flags:
            self.toggle.setChecked(False)
            return
        first = self._flags[0]
        tone = Tone.RED if first.urgency is Urgency.RED else Tone.AMBER
        self._icon.show_sign(SIGN_OF_TONE[tone], tone)
        word = self.tr("Act today:") if tone is Tone.RED else self.tr("Please note:")
        if self._other_day is not None:
            word = self._other_day.get("as_of.flag" if tone is Tone.RED else "as_of.flag_amber")
        self._first.setText(f"{word} {first.words}")
        clear_layout(self._lines)
        for flag in self._flags:
            if flag is not first:
                self._lines.addWidget(TextLabel(flag.words, "strong"))
            if flag.today is not None:
                self._lines.addWidget(TextLabel(self._to_do(flag.today)))
        if self._help:
            self._lines.addWidget(TextLabel(self.tr("Where help is free"), "strong"))
            for line in self._help:
                self._lines.addWidget(TextLabel("• " + line, "help"))
        self._lines.addStretch(1)
        self.set_tone(tone)
        self.setAccessibleName(self._first.text())
        self._show_opened(self.toggle.isChecked())

    def _to_do(self, text: str) -> str:
        if self._other_day is not None:
            return self._other_day.fill("as_of.flag_do", text=text)
        return self.tr("What to do today: {text}").format(text=text)

    def _show_opened(self, opened: bool) -> None:
        count = len(self._flags)
        closed_words = (
            self.tr("What to do") if count < 2 else self.tr("What to do ({count})").format(count=count)
        )
        self.toggle.setText(self.tr("Close") if opened else closed_words)
        self._area.setVisible(opened)
        room = round(self.window().height() * _OPEN_SHARE)
        self._area.setFixedHeight(min(self.fontMetrics().height() * _OPEN_LINES, room))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._fill()
