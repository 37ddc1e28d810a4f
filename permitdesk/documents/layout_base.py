"""What the three layouts share: the view, days to places, shortened words, ticks and the legend.

A layout is pure: equal arguments give an equal drawing. Words come in as a function, so that no layout
knows a language; days are written in figures, as Polish offices write them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from permitdesk.documents.drawing import (
    Anchor,
    Dash,
    Drawing,
    Hit,
    Ink,
    Label,
    Line,
    Measure,
    Pattern,
    Rect,
    Shape,
    Style,
)
from permitdesk.documents.timeline_scene import MarkerKind, Scene
from permitdesk.domain.law.findings import Statement

Words = Callable[[Statement], str]

#: how the vertical line of each marker is drawn: its pattern tells them apart without colour
MARKERS: dict[MarkerKind, tuple[Ink, float, Dash]] = {
    MarkerKind.TODAY: (Ink.TEXT, 1.4, Dash.FULL),
    MarkerKind.LAST_LEGAL_DAY: (Ink.RED, 2.2, Dash.FULL),
    MarkerKind.EARLIEST_SAFE: (Ink.GOOD, 1.5, Dash.DASHED),
    MarkerKind.EARLIEST_LENIENT: (Ink.AMBER, 1.5, Dash.DOTTED),
    MarkerKind.PLANNED_FILING: (Ink.INFO, 1.0, Dash.DASHED),
}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal() - 1


@dataclass(frozen=True, slots=True)
class View:
    """The days shown, from the beginning of day ``first`` to the beginning of day ``last``, and the width."""

    first: float
    last: float
    width: float


def whole_view(scene: Scene, width: float) -> View:
    """Everything worth showing."""
    return View(scene.first, scene.last + 1, width)


class Scale:
    """Days to places between ``left`` and ``right``; a day reaches to the beginning of the next one."""

    def __init__(self, view: View, margin: float) -> None:
        self.left, self.right = margin, max(margin + 1.0, view.width - margin)
        self.first = view.first
        self.last = max(view.last, view.first + 1)
        #: units for one day
        self.per_day = (self.right - self.left) / (self.last - self.first)

    def x(self, day: float) -> float:
        """Where a day begins, inside the drawing or not."""
        return self.left + (day - self.first) * self.per_day

    def inside(self, day: float) -> float:
        """Where a day begins, moved to the nearer edge if it lies outside."""
        return min(self.right, max(self.left, self.x(day)))

    def day(self, x: float) -> int:
        """The day at a place."""
        return min(_LAST, max(_FIRST, int((x - self.left) // self.per_day + self.first)))


class Sheet:
    """Shapes and hits as they are put down."""

    def __init__(self, style: Style, measure: Measure) -> None:
        self.style, self.measure = style, measure
        self.shapes: list[Shape] = []
        self.hits: list[Hit] = []

    def write(
        self,
        x: float,
        y: float,
        text: str,
        room: float,
        *,
        size: float | None = None,
        ink: Ink = Ink.TEXT,
        bold: bool = False,
        anchor: Anchor = Anchor.LEFT,
    ) -> float:
        """Put down a text shortened to ``room``; the width it takes, 0 if nothing of it fits."""
        wanted = self.style.small if size is None else size
        shown = elided(text, room, wanted, self.measure, bold=bold)
        if not shown:
            return 0.0
        self.shapes.append(Label(x, y, shown, wanted, ink, anchor, bold))
        return self.measure(shown, wanted, bold=bold)

    def drawing(self, width: float, height: float) -> Drawing:
        """All of it."""
        return Drawing(width, height, tuple(self.shapes), tuple(self.hits))


def elided(text: str, room: float, size: float, measure: Measure, *, bold: bool = False) -> str:
    """The text cut to ``room`` with an ellipsis; empty if not even two letters would be left."""
    if room <= 0:
        return ""
    if measure(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + "…", size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low >= 2 else ""


def figures(day: int) -> str:
    """A day as 05.03.2027."""
    found = date.fromordinal(day)
    return f"{found.day:02}.{found.month:02}.{found.year}"


# --- ticks --------------------------------------------------------------------------

_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_MONTH_STEPS = (1, 3)
_DAY_STEPS = (1, 7)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis where a day begins; without text it is a mark only."""

    day: int
    text: str


def ticks(scale: Scale, size: float, measure: Measure) -> tuple[Tick, ...]:
    """Marks in the finest step whose texts fit: days, weeks, months, quarters, years, several years."""
    first, last = max(_FIRST, int(scale.first)), min(_LAST, int(scale.last))
    gap = size
    for step, texts_width, span in _steps(size, measure):
        if span * scale.per_day >= texts_width + gap:
            return tuple(_marks(step, first, last))
    return tuple(_marks(("year", _YEAR_STEPS[-1]), first, last))


def _steps(size: float, measure: Measure) -> Iterator[tuple[tuple[str, int], float, float]]:
    for step in _DAY_STEPS:
        yield ("day", step), measure("88.88.8888", size), step
    for step in _MONTH_STEPS:
        yield ("month", step), measure("88.8888", size), step * 29.5
    for step in _YEAR_STEPS:
        yield ("year", step), measure("8888", size), step * 365


def _marks(step: tuple[str, int], first: int, last: int) -> Iterator[Tick]:
    unit, many = step
    begin, end = date.fromordinal(first), date.fromordinal(last)
    if unit == "day":
        offset = -begin.weekday() % 7 if many == 7 else 0
        for day in range(first + offset, last + 1, many):
            yield Tick(day, figures(day))
    elif unit == "month":
        month = begin.year * 12 + begin.month - 1
        month += -month % many
        while (year := month // 12) <= min(end.year, date.max.year):
            opening = date(year, month % 12 + 1, 1)
            if opening > end:
                return
            if opening >= begin:
                yield Tick(opening.toordinal(), f"{opening.month:02}.{year}")
            month += many
    else:
        for year in range(begin.year + -begin.year % many, end.year + 1, many):
            if date(max(1, year), 1, 1) >= begin:
                yield Tick(date(year, 1, 1).toordinal(), str(year))


# --- legend -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a legend: a box with a pattern or, with ``line``, a piece of a line."""

    text: str
    pattern: Pattern
    ink: Ink
    line: tuple[float, Dash] | None = None
    thin: bool = False


def put_legend(sheet: Sheet, samples: Iterable[Sample], left: float, right: float, top: float) -> float:
    """Samples side by side, on as many lines as they need; the lower edge of the last one."""
    style = sheet.style
    box, line, space = style.small * 1.6, style.small * 1.55, style.small * 1.1
    x, y, used = left, top, False
    for sample in samples:
        wide = sheet.measure(sample.text, style.small)
        if used and x + box + style.small * 0.5 + wide > right:
            x, y = left, y + line
        _put_sample(sheet, sample, x, y, box, style.small)
        start = x + box + style.small * 0.5
        sheet.write(start, y + style.small * 0.95, sample.text, right - start)
        x, used = start + wide + space, True
    return y + line if used else top


def _put_sample(sheet: Sheet, sample: Sample, x: float, y: float, width: float, size: float) -> None:
    if sample.line is not None:
        weight, dash = sample.line
        middle = y + size * 0.6
        sheet.shapes.append(Line(((x, middle), (x + width, middle)), sample.ink, weight, dash))
        return
    height = size * 0.45 if sample.thin else size
    edge = not sample.thin
    sheet.shapes.append(
        Rect(x, y + size * 0.1 + (size - height) / 2, width, height, sample.pattern, sample.ink, edge)
    )


def legend_height(
    style: Style, samples: Sequence[Sample], left: float, right: float, measure: Measure
) -> float:
    """The height that ``put_legend`` takes."""
    return put_legend(Sheet(style, measure), samples, left, right, 0.0)
