"""A short ranking of permits: sign, name and group of each; it opens to the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from permitdesk.domain.dossier import RouteGroup
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import TextLabel, clear_layout
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone, tone_colors

TONE_OF_GROUP = {
    RouteGroup.POSSIBLE_NOW: Tone.GOOD,
    RouteGroup.FITS_SO_FAR: Tone.INFO,
    RouteGroup.POSSIBLE_FROM: Tone.AMBER,
    RouteGroup.OPEN: Tone.INFO,
    RouteGroup.IF_CHANGED: Tone.AMBER,
    RouteGroup.NOT_POSSIBLE: Tone.RED,
}
SIGN_OF_GROUP = {
    RouteGroup.POSSIBLE_NOW: Sign.CHECK,
    RouteGroup.FITS_SO_FAR: Sign.INFO,
    RouteGroup.POSSIBLE_FROM: Sign.CLOCK,
    RouteGroup.OPEN: Sign.QUESTION,
    RouteGroup.IF_CHANGED: Sign.WARN,
    RouteGroup.NOT_POSSIBLE: Sign.CROSS,
}


@dataclass(frozen=True, slots=True)
class RankingLine:
    """One permit in words."""

    route: str
    group: RouteGroup
    title: str
    #: the group, and from when if that is known
    word: str
    reasons: tuple[str, ...]


class RankingRow(QFrame):
    """One permit: the header opens with mouse, Enter or Space to the reasons and a way to the details."""

    look_asked = Signal(str)

    def __init__(self, line: RankingLine, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setObjectName(f"rank_{line.route}")
        tone = TONE_OF_GROUP[line.group]
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.setIconSize(QSize(12, 12))
        self.toggle.setAccessibleName(f"{line.title}: {line.word}")
        self.toggle.setAccessibleDescription(texts.get("page.why.open"))
        self.toggle.toggled.connect(self._on_toggled)
        word = TextLabel(line.word, "help")
        ink = word.palette()
        ink.setColor(word.foregroundRole(), QColor(tone_colors(self.palette(), tone).edge))
        word.setPalette(ink)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(TextLabel(line.title))
        names.addWidget(word)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(SignIcon(SIGN_OF_GROUP[line.group], tone), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self.reasons = QWidget()
        inner = QVBoxLayout(self.reasons)
        inner.setContentsMargins(28, 2, 4, 6)
        inner.setSpacing(3)
        for reason in line.reasons:
            inner.addWidget(TextLabel(f"• {reason}", "help"))
        self.look = QPushButton(texts.get("page.finder.look"))
        self.look.setAccessibleName(f"{texts.get('page.finder.look')}: {line.title}")
        self.look.clicked.connect(lambda: self.look_asked.emit(line.route))
        inner.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.reasons.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 3, 2, 3)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.reasons)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words of the header open and close the reasons as its arrow does."""
        if event.button() is Qt.MouseButton.LeftButton and event.position().y() <= self._head_bottom():
            self.toggle.toggle()
            event.accept()
        else:
            super().mousePressEvent(event)

    def _head_bottom(self) -> int:
        return self.reasons.y() if self.reasons.isVisible() else self.height()

    def _on_toggled(self, opened: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.reasons.setVisible(opened)


class RankingList(QWidget):
    """Permits best first; the opened ones stay open when the ranking changes."""

    look_asked = Signal(str)

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: dict[str, RankingRow] = {}
        self._shown: tuple[object, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_lines(self, lines: Sequence[RankingLine], below: Sequence[str]) -> None:
        """Show permits, and ``below`` how many others there are; the same again changes nothing."""
        wanted = (*lines, *below)
        if wanted == self._shown:
            return
        opened = {key for key, row in self._rows.items() if row.toggle.isChecked()}
        clear_layout(self._box)
        self._rows = {}
        self._shown = wanted
        for line in lines:
            row = RankingRow(line, self._texts)
            row.toggle.setChecked(line.route in opened)
            row.look_asked.connect(self.look_asked)
            self._rows[line.route] = row
            self._box.addWidget(row)
        for words in below:
            self._box.addWidget(TextLabel(words, "help"))
        self._box.addStretch(1)

    def rows(self) -> tuple[RankingRow, ...]:
        """The permits shown, best first."""
        return tuple(self._rows.values())

    def row(self, route: str) -> RankingRow:
        """The row of one permit. Raises KeyError if it is not shown."""
        return self._rows[route]
