"""Findings one below the other; each opens to its explanation, arithmetic, facts and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from permitdesk.domain.law.findings import Verdict
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import TextLabel, clear_layout
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import tone_colors
from permitdesk.ui.widgets.verdict_tones import SIGN_OF_VERDICT, TONE_OF_VERDICT


@dataclass(frozen=True, slots=True)
class FindingLines:
    """One finding, already in words."""

    id: str
    verdict: Verdict
    title: str
    #: the verdict in words for this list ("met", or "does not apply" for a bar)
    word: str
    #: (heading or "", lines) in the order to show
    parts: tuple[tuple[str, tuple[str, ...]], ...]


class FindingRow(QFrame):
    """A header that can be opened with mouse, Enter or Space, and the reasons below it."""

    def __init__(self, lines: FindingLines, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"finding_{lines.id}")
        tone = TONE_OF_VERDICT[lines.verdict]
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.setIconSize(QSize(12, 12))
        self.toggle.setAccessibleName(f"{lines.title}: {lines.word}")
        self.toggle.setAccessibleDescription(texts.get("page.why.open"))
        self.toggle.toggled.connect(self._on_toggled)
        word = TextLabel(lines.word, "help")
        word.setWordWrap(False)
        ink = word.palette()
        ink.setColor(word.foregroundRole(), QColor(tone_colors(self.palette(), tone).edge))
        word.setPalette(ink)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(SignIcon(SIGN_OF_VERDICT[lines.verdict], tone))
        head.addWidget(TextLabel(lines.title), 1)
        head.addWidget(word)
        head.addWidget(self.toggle)
        self.reasons = QWidget()
        inner = QVBoxLayout(self.reasons)
        inner.setContentsMargins(30, 2, 8, 8)
        inner.setSpacing(3)
        for heading, content in lines.parts:
            if heading and content:
                inner.addWidget(TextLabel(heading, "strong"))
            for line in content:
                inner.addWidget(TextLabel(line, "body" if not heading else "help"))
        self.reasons.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 3, 4, 3)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.reasons)

    def _on_toggled(self, opened: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.reasons.setVisible(opened)


class FindingList(QWidget):
    """A list of findings that keeps the opened ones open when it is filled anew."""

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: dict[str, FindingRow] = {}
        self._shown: tuple[FindingLines, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_findings(self, findings: Sequence[FindingLines]) -> None:
        """Show ``findings``; the same findings again change nothing."""
        if tuple(findings) == self._shown:
            return
        opened = {key for key, row in self._rows.items() if row.toggle.isChecked()}
        clear_layout(self._box)
        self._rows = {}
        self._shown = tuple(findings)
        for lines in findings:
            row = FindingRow(lines, self._texts)
            row.toggle.setChecked(lines.id in opened)
            self._rows[lines.id] = row
            self._box.addWidget(row)
        self._box.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            # The words of the verdicts carry colours of the theme.
            shown, self._shown = self._shown, ()
            self.show_findings(shown)

    def row(self, finding_id: str) -> FindingRow:
        """The row of one finding. Raises KeyError if it is not shown."""
        return self._rows[finding_id]
