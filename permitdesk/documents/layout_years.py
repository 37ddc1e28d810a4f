"""Years as strips: one row for each year, the months below each other, what each day was, days abroad."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
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
    Style,
)
from permitdesk.documents.layout_base import MARKERS, Sample, Sheet, View, Words, put_legend
from permitdesk.documents.timeline_scene import DayRun, DayState, Scene
from permitdesk.domain.law.findings import say

_LOOKS = {
    DayState.HERE: (Pattern.LIGHT, Ink.GOOD),
    DayState.AWAY: (Pattern.SOLID, Ink.AWAY),
    DayState.AWAY_EXCUSED: (Pattern.OUTLINE, Ink.AWAY),
    DayState.NOT_LEGAL: (Pattern.CROSS, Ink.RED),
    DayState.NO_TITLE: (Pattern.OUTLINE, Ink.RED),
    DayState.UNSURE: (Pattern.HATCH, Ink.AMBER),
    DayState.AHEAD: (Pattern.SOLID, Ink.GRID),
}
_ABROAD = (DayState.AWAY, DayState.AWAY_EXCUSED, DayState.UNSURE)
#: a day is drawn at least so wide
_LEAST = 1.6
#: slots of a month: the longest has 31 days
_SLOTS = 31


class _Grid:
    """Where the days of the years shown lie."""

    def __init__(self, scene: Scene, view: View, style: Style, measure: Measure) -> None:
        first = max(1, int(view.first)) if scene.days else 1
        runs = [r for r in scene.days if r.last >= first and r.first < view.last]
        self.years: range = range(0)
        if runs:
            begin, end = date.fromordinal(max(first, runs[0].first)), min(int(view.last) - 1, runs[-1].last)
            self.years = range(begin.year, date.fromordinal(max(begin.toordinal(), end)).year + 1)
        self.left = style.margin + measure("8888", style.small) + style.small * 0.8
        self.right = view.width - style.margin - measure("888", style.small) - style.small * 0.8
        self.space = 1.5 if self.right - self.left > 400 else 0.6
        self.cell = max(0.1, (self.right - self.left - 11 * self.space) / (12 * _SLOTS))
        self.row = style.row * 0.82
        self.bar = self.row * 0.74
        #: half of the space between two strips, so that frames of neighbouring years meet
        self.rim = (self.row - self.bar) / 2
        self.top = style.margin + style.small * 3.1
        self.floor = self.top + len(self.years) * self.row

    def y(self, year: int) -> float:
        """Upper edge of the strip of a year."""
        return self.top + (year - self.years.start) * self.row + (self.row - self.bar) / 2

    def month_x(self, month: int) -> float:
        """Where a month (0 to 11) begins."""
        return self.left + month * (_SLOTS * self.cell + self.space)

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.month_x(day.month - 1) + (day.day - 1) * self.cell

    def day(self, x: float, y: float) -> int | None:
        """The day at a place, or None beside all strips and days."""
        place = int((y - self.top) // self.row)
        month = int((x - self.left) // (_SLOTS * self.cell + self.space))
        if not (0 <= place < len(self.years) and 0 <= month < 12):
            return None
        number = int((x - self.month_x(month)) // self.cell) + 1
        begin = date(self.years[place], month + 1, 1).toordinal()
        found = date.fromordinal(begin + min(number, _SLOTS) - 1)
        return found.toordinal() if found.month == month + 1 else None


def draw_years(scene: Scene, view: View, style: Style, words: Words, measure: Measure) -> Drawing:
    """A strip for each year with days in ``view``, the newest at the bottom."""
    grid, sheet = _Grid(scene, view, style, measure), Sheet(style, measure)
    if not grid.years:
        return Drawing(view.width, 0.0, ())
    _put_head(sheet, grid, words, view.width)
    used: set[DayState] = set()
    firsts = [run.first for run in scene.days]
    for year in grid.years:
        begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        start = max(0, bisect_right(firsts, begin) - 1)
        runs = [r for r in scene.days[start : bisect_left(firsts, end + 1)] if r.last >= begin]
        _put_year(sheet, grid, year, runs, used)
    samples = [
        Sample(words(say(f"scene.day_{state.value}")), *_LOOKS[state]) for state in DayState if state in used
    ]
    samples += _put_windows(sheet, grid, scene, words)
    samples += _put_markers(sheet, grid, scene, words)
    low = put_legend(sheet, samples, style.margin, view.width - style.margin, grid.floor + style.gap / 2)
    return sheet.drawing(view.width, low + style.margin / 2)


def day_at(
    scene: Scene, view: View, style: Style, measure: Measure, place: tuple[float, float]
) -> int | None:
    """The day at a place of the drawing of the years, or None."""
    return _Grid(scene, view, style, measure).day(*place)


def year_totals(scene: Scene) -> dict[int, int]:
    """Days abroad in each year of the heat map, both travel days counted, each day once."""
    found: dict[int, int] = {}
    for run in scene.days:
        begin, end = date.fromordinal(run.first), date.fromordinal(run.last)
        for year in range(begin.year, end.year + 1):
            first = max(run.first, date(year, 1, 1).toordinal())
            last = min(run.last, date(year, 12, 31).toordinal())
            found[year] = found.get(year, 0) + (last - first + 1 if run.state in _ABROAD else 0)
    return found


def _put_head(sheet: Sheet, grid: _Grid, words: Words, width: float) -> None:
    style = sheet.style
    total = words(say("scene.year_total"))
    wide = sheet.measure(total, style.small)
    edge = width - style.margin
    room = edge - style.margin - wide - style.small
    y = style.margin + style.small * 1.1
    sheet.write(style.margin, y, words(say("scene.years_title")), room, bold=True)
    sheet.write(edge, y, total, edge - style.margin, ink=Ink.QUIET, anchor=Anchor.RIGHT)
    for month in range(12):
        middle = grid.month_x(month) + _SLOTS * grid.cell / 2
        if _SLOTS * grid.cell > sheet.measure("12", style.small):
            label = Label(
                middle, grid.top - style.small * 0.35, str(month + 1), style.small, Ink.QUIET, Anchor.MIDDLE
            )
            sheet.shapes.append(label)


def _put_year(sheet: Sheet, grid: _Grid, year: int, runs: list[DayRun], used: set[DayState]) -> None:
    style, y = sheet.style, grid.y(year)
    base = y + grid.bar / 2 + style.small * 0.36
    sheet.write(style.margin, base, str(year), grid.left - style.margin)
    begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    journeys = [
        (
            r
            if r.first >= begin and r.last <= end
            else replace(r, first=max(r.first, begin), last=min(r.last, end))
        )
        for r in runs
        if r.state in _ABROAD
    ]
    abroad = sum([r.last - r.first + 1 for r in journeys])
    if abroad:
        room = sheet.measure("888", style.small) + 2
        right = grid.right + style.small * 0.6 + room
        sheet.write(right, base, str(abroad), room, anchor=Anchor.RIGHT, bold=True)
    starts = [date(year, month, 1).toordinal() for month in range(1, 13)] + [end + 1]
    for first, last, state in _under(runs, begin, end):
        used.add(state)
        for left, right, _ in _by_month(grid, starts, first, last):
            sheet.shapes.append(Rect(left, y, right - left, grid.bar, *_LOOKS[state], edge=False))
    before: Rect | None = None
    used.update({run.state for run in journeys})
    edges = [grid.month_x(month) + _SLOTS * grid.cell + grid.space for month in range(12)]
    for run in journeys:
        pattern, ink = _LOOKS[run.state]
        for left, right, month in _by_month(grid, starts, run.first, run.last):
            right = max(right, left + _LEAST)
            edge = edges[month]
            if right > edge + _LEAST:
                left, right = edge - _LEAST, edge
            touching = before is not None and before.ink is ink and before.pattern is pattern
            if before is not None and touching and before.x <= left < before.x + before.width:
                # Shorter than can be shown: journeys in one place are one mark.
                before = Rect(before.x, y, right - before.x, grid.bar, pattern, ink, False)
                sheet.shapes[-1] = before
            else:
                before = Rect(left, y, right - left, grid.bar, pattern, ink, edge=pattern is Pattern.OUTLINE)
                sheet.shapes.append(before)
            if run.item:
                sheet.hits.append(Hit(left, y, right - left, grid.bar, run.item))


def _under(runs: list[DayRun], begin: int, end: int) -> Iterator[tuple[int, int, DayState]]:
    """The days of stay below the journeys, as few long runs: a journey does not part them."""
    current: tuple[int, int, DayState] | None = None
    for run in runs:
        first, last = max(run.first, begin), min(run.last, end)
        if run.state in _ABROAD:
            if current is not None and first == current[1] + 1:
                current = (current[0], last, current[2])
            continue
        if current is not None and current[2] is run.state and first == current[1] + 1:
            current = (current[0], last, current[2])
            continue
        if current is not None:
            yield current
        current = (first, last, run.state)
    if current is not None:
        yield current


def _by_month(grid: _Grid, starts: list[int], first: int, last: int) -> Iterator[tuple[float, float, int]]:
    """Left and right edge of the days in each month they fall into, with the month (0 to 11)."""
    for month in range(bisect_right(starts, first) - 1, bisect_right(starts, last)):
        begin, end = max(first, starts[month]), min(last, starts[month + 1] - 1)
        left = grid.month_x(month) + (begin - starts[month]) * grid.cell
        yield left, left + (end - begin + 1) * grid.cell, month


def _put_windows(sheet: Sheet, grid: _Grid, scene: Scene, words: Words) -> list[Sample]:
    """The period the law looks at as a frame around its days in each year."""
    found = []
    for window in scene.windows[:1]:
        parts = {}
        for year in grid.years:
            first = max(window.first, date(year, 1, 1).toordinal())
            last = min(window.last, date(year, 12, 31).toordinal())
            if first <= last:
                begin, end = date.fromordinal(first), date.fromordinal(last)
                parts[year] = (grid.x(begin) - 1, grid.x(end) + grid.cell + 1)
        for year, (left, right) in parts.items():
            top, low = grid.y(year) - grid.rim, grid.y(year) + grid.bar + grid.rim
            above, below = parts.get(year - 1), parts.get(year + 1)
            for points in (
                ((left, top), (left, low)),
                ((right, top), (right, low)),
                ((left, top), (right if above is None else max(left, above[0]), top)),
                ((left if below is None else min(right, below[1]), low), (right, low)),
            ):
                if points[0] != points[1]:
                    sheet.shapes.append(Line(points, Ink.INFO, 1.2))
        if parts:
            found = [Sample(words(say("scene.legend_window")), Pattern.OUTLINE, Ink.INFO, (1.2, Dash.FULL))]
    return found


def _put_markers(sheet: Sheet, grid: _Grid, scene: Scene, words: Words) -> list[Sample]:
    """The days that matter as strokes through the strip of their year."""
    found = []
    for marker in scene.markers:
        day = date.fromordinal(marker.day)
        if day.year in grid.years:
            ink, weight, dash = MARKERS[marker.kind]
            x, y = grid.x(day) + grid.cell / 2, grid.y(day.year)
            weight = max(weight, 1.4)
            sheet.shapes.append(Line(((x, y - 1.5), (x, y + grid.bar + 1.5)), ink, weight, dash))
            text = f"{words(marker.title)} {day.day:02}.{day.month:02}.{day.year}"
            found.append(Sample(text, Pattern.SOLID, ink, (weight, dash)))
    return found
