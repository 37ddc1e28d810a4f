"""The result of a plan beside that of today, as a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.what_if import Comparison, RouteView
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.verdict_tones import SIGN_OF_VERDICT, TONE_OF_VERDICT

#: rows below the verdict: what each shows
_ROWS: tuple[tuple[str, Callable[[RouteView], date | Decimal | None]], ...] = (
    ("safe", lambda view: view.earliest_safe),
    ("lenient", lambda view: view.earliest_lenient),
    ("credited", lambda view: view.credited_strict),
)


def beside_today(found: Comparison, texts: TextSource) -> QGridLayout:
    """What holds today and what would hold with the plan; a row that changes says so in a word."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for column in (1, 2):
        grid.setColumnStretch(column, 1)
    head = TextLabel(_say(texts, "now"), "strong")
    grid.setColumnMinimumWidth(0, 24 * head.fontMetrics().averageCharWidth())
    grid.addWidget(head, 0, 1)
    grid.addWidget(TextLabel(_say(texts, "then"), "strong"), 0, 2)
    rows: list[tuple[str, str, str]] = []
    shown = found.shown
    if shown is not None:
        grid.addWidget(TextLabel(_say(texts, "verdict")), 1, 0)
        for column, view in ((1, shown.before), (2, shown.after)):
            grid.addWidget(_verdict(view, texts), 1, column)
        for name, read in _ROWS:
            before, after = (None if v is None else read(v) for v in (shown.before, shown.after))
            rows.append((name, _written(before, texts), _written(after, texts)))
    legal = (found.last_legal_day_before, found.last_legal_day_after)
    rows.append(("last_legal_day", _written(legal[0], texts), _written(legal[1], texts)))
    for place, (name, now, then) in enumerate(rows, start=2):
        same = now == then
        grid.addWidget(TextLabel(_say(texts, name)), place, 0)
        grid.addWidget(TextLabel(now), place, 1)
        word = _say(texts, "same" if same else "changed")
        grid.addWidget(TextLabel(f"{then} ({word})", "body" if same else "strong"), place, 2)
    return grid


def _verdict(view: RouteView | None, texts: TextSource) -> Surface:
    verdict = Verdict.UNKNOWN if view is None else view.verdict
    tone = TONE_OF_VERDICT[verdict]
    card = Surface(tone)
    line = QHBoxLayout()
    line.addWidget(SignIcon(SIGN_OF_VERDICT[verdict], tone), 0, Qt.AlignmentFlag.AlignTop)
    word = _say(texts, "none") if view is None else texts.get(f"verdict.{verdict}.title")
    line.addWidget(TextLabel(word, "strong"), 1)
    card.body.addLayout(line)
    card.setAccessibleName(word)
    return card


def _written(value: date | Decimal | None, texts: TextSource) -> str:
    if value is None:
        return _say(texts, "none")
    return texts.day(value) if isinstance(value, date) else str(value)


def _say(texts: TextSource, name: str) -> str:
    return texts.get(f"page.plan.{name}")
