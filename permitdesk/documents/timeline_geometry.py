"""The timeline strip as plain geometry: the PDF draws it with ReportLab, the window with QPainter.

Positions along the time axis are fractions of the full width (0 left, 1 right).
A day is an interval: its span begins at the start of ``first`` and ends at the
end of ``last``, so that a stay of one day has a width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from permitdesk.domain.dossier import TimelineSpan, TimelineView
from permitdesk.domain.stay.evidence import Grade, StayEvidence


class Pattern(StrEnum):
    """Fill patterns that can be told apart without colour."""

    SOLID = "solid"
    LIGHT = "light"
    HATCH = "hatch"
    CROSS = "cross"
    OUTLINE = "outline"


class MarkerKind(StrEnum):
    """What a vertical line stands for."""

    TODAY = "today"
    LAST_LEGAL_DAY = "last_legal_day"
    EARLIEST_SAFE = "earliest_safe"
    EARLIEST_LENIENT = "earliest_lenient"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn span. ``row`` counts from the top within its lane; ``label_id`` names a text."""

    first: date
    last: date
    left: float
    right: float
    row: int
    pattern: Pattern
    label_id: str
    days: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of bars; ``rows`` is how many rows overlapping bars need (at least one)."""

    id: str
    bars: tuple[Bar, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A vertical line on one day. ``level`` staggers labels that would touch, 0 being the first level.

    ``label_left``: the label stands left of its line, because there is no room to the right.
    """

    kind: MarkerKind
    day: date
    position: float
    level: int
    label_left: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis at the start of a year (or quarter, in a short timeline)."""

    day: date
    position: float
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """The period the law looks at, with its length and what counts of it."""

    rule_id: str
    first: date
    last: date
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Geometry:
    """Everything to draw. ``first`` and ``last`` are the outermost days shown."""

    first: date
    last: date
    lanes: tuple[Lane, ...]
    windows: tuple[Window, ...]
    markers: tuple[Marker, ...]
    ticks: tuple[Tick, ...]

    @property
    def label_levels(self) -> int:
        """How many levels the marker labels need."""
        return max((m.level for m in self.markers), default=-1) + 1


LANES = ("status", "absence", "milestone")
#: part of the width that a marker label may take
_LABEL_WIDTH = 0.33
_ABSENCE_PATTERNS = {
    Grade.WITHIN: Pattern.LIGHT,
    Grade.NEEDS_CHECK: Pattern.HATCH,
    Grade.EXCEEDED: Pattern.SOLID,
}


class _Scale:
    """Days to fractions of the width."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.total = (last - first).days + 1

    def start(self, day: date) -> float:
        return self._clip((day - self.first).days / self.total)

    def end(self, day: date) -> float:
        return self._clip(((day - self.first).days + 1) / self.total)

    @staticmethod
    def _clip(value: float) -> float:
        return round(min(1.0, max(0.0, value)), 6)


def build_geometry(
    view: TimelineView,
    evidence: Sequence[StayEvidence],
    today: date,
    last_legal_day: date | None = None,
    earliest_safe: date | None = None,
    earliest_lenient: date | None = None,
) -> Geometry | None:
    """The strip for a timeline; None when there is neither a span nor a window to draw.

    Absences take their pattern from the grade of the break (within, needs check, exceeded).
    The strip runs from the earliest span to the latest marker, with a little room on both sides;
    dates far ahead (more than four years after today) are left out of the picture, not out of the text.
    """
    windows = [(e.rule_id, e.window_first, e.window_last) for e in evidence]
    days = [s.first for s in view.spans] + [f for _, f, _ in windows if f is not None]
    if not days:
        return None
    wanted = [
        (MarkerKind.TODAY, today),
        (MarkerKind.LAST_LEGAL_DAY, last_legal_day),
        (MarkerKind.EARLIEST_SAFE, earliest_safe),
        (MarkerKind.EARLIEST_LENIENT, earliest_lenient if earliest_lenient != earliest_safe else None),
    ]
    horizon = today + timedelta(days=4 * 366)
    shown = [(kind, day) for kind, day in wanted if day is not None and day <= horizon]
    first = min(days + [day for _, day in shown])
    last = max([day for _, day in shown] + [min(s.last, horizon) for s in view.spans])
    room = max(5, (last - first).days // 40)
    first, last = first - timedelta(days=room), last + timedelta(days=room)
    scale = _Scale(first, last)
    grades = _grades(evidence)
    lanes = [_lane(n, [s for s in view.spans if s.lane == n], scale, grades) for n in LANES]
    return Geometry(
        first,
        last,
        tuple(lane for lane in lanes if lane.bars),
        tuple(
            Window(rule, f, w, scale.start(f), scale.end(w))
            for rule, f, w in windows
            if f is not None and w is not None and f <= w
        ),
        _staggered(scale, shown),
        _ticks(first, last, scale),
    )


def _grades(evidence: Iterable[StayEvidence]) -> dict[date, Grade]:
    """The worst grade of the break that begins on a day, over all windows."""
    order = (Grade.WITHIN, Grade.NEEDS_CHECK, Grade.EXCEEDED)
    found: dict[date, Grade] = {}
    for each in evidence:
        for part in each.continuity.breaks if each.continuity else ():
            old = found.get(part.left, Grade.WITHIN)
            found[part.left] = max(old, part.grade, key=order.index)
    return found


def _lane(lane: str, spans: Sequence[TimelineSpan], scale: _Scale, grades: dict[date, Grade]) -> Lane:
    """Bars of one lane, overlapping ones on rows of their own."""
    ends: list[date] = []
    bars: list[Bar] = []
    for span in sorted(spans, key=lambda s: (s.first, s.last, s.kind)):
        row = next((i for i, end in enumerate(ends) if end < span.first), len(ends))
        ends[row : row + 1] = [span.last]
        bars.append(
            Bar(
                span.first,
                span.last,
                scale.start(span.first),
                scale.end(span.last),
                row,
                _pattern(lane, span, grades),
                _label_id(lane, span.kind),
                (span.last - span.first).days + 1,
            )
        )
    return Lane(lane, tuple(bars), max(1, len(ends)))


def _pattern(lane: str, span: TimelineSpan, grades: dict[date, Grade]) -> Pattern:
    if lane == "absence":
        return _ABSENCE_PATTERNS[grades.get(span.first, Grade.WITHIN)]
    return Pattern.OUTLINE if span.legal else Pattern.CROSS


def _label_id(lane: str, kind: str) -> str:
    """The text that names a bar."""
    if lane == "absence":
        return f"reason.{kind}.title"
    return f"status.{kind}.title" if lane == "status" else f"report.milestone.{kind}"


def _staggered(scale: _Scale, wanted: Sequence[tuple[MarkerKind, date]]) -> tuple[Marker, ...]:
    """Markers by day, each on the first level on which its label touches no other."""
    levels: list[float] = []
    found: list[Marker] = []
    for kind, day in sorted(wanted, key=lambda pair: pair[1]):
        position = scale.start(day)
        left = position > 1 - _LABEL_WIDTH
        begin = position - _LABEL_WIDTH if left else position
        level = next((i for i, taken in enumerate(levels) if begin >= taken), len(levels))
        levels[level : level + 1] = [position if left else position + _LABEL_WIDTH]
        found.append(Marker(kind, day, position, level, left))
    return tuple(found)


def _ticks(first: date, last: date, scale: _Scale) -> tuple[Tick, ...]:
    """Years, thinned out so that at most a dozen fit; months of a timeline shorter than two years."""
    if (last - first).days < 730:
        starts = [
            date(y, m, 1)
            for y in range(first.year, last.year + 1)
            for m in (1, 4, 7, 10)
            if first <= date(y, m, 1) <= last
        ]
        return tuple(Tick(d, scale.start(d), f"{d.month:02}.{d.year}") for d in starts)
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // 12))
    return tuple(Tick(date(y, 1, 1), scale.start(date(y, 1, 1)), str(y)) for y in years if y % step == 0)
