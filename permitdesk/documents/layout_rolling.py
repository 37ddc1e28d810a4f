"""The rolling chart: for each day how many days abroad (or of short stay) lie behind it, and the limit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from permitdesk.documents.drawing import Anchor, Dash, Drawing, Ink, Line, Measure, Pattern, Rect, Style
from permitdesk.documents.layout_base import (
    MARKERS,
    Sample,
    Scale,
    Sheet,
    View,
    Words,
    elided,
    figures,
    put_legend,
    ticks,
)
from permitdesk.documents.timeline_scene import MarkerKind, Rolling, RollingKind, Scene
from permitdesk.domain.law.findings import Statement, say

#: height of the plot in rows
_ROWS = 5.5
#: steps between the lines of the grid
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
#: corners nearer to each other than this are drawn as one column
_COLUMN = 0.8
#: width of a column of the ground below the curve
_AREA = 2.0
_MORE_THAN_A_LIFE = 10**6


def draw_rolling(
    scene: Scene,
    view: View,
    style: Style,
    words: Words,
    measure: Measure,
    kind: RollingKind = RollingKind.ABSENCE,
) -> Drawing:
    """The count of ``kind`` in ``view``, on the same time axis as the lanes; empty if nothing is counted."""
    rolling = next((r for r in scene.rolling if r.kind is kind), None)
    if rolling is None:
        return Drawing(view.width, 0.0, ())
    return _Chart(scene, rolling, Scale(view, style.margin), Sheet(style, measure), words).drawn(view.width)


class _Chart:
    """One chart."""

    def __init__(self, scene: Scene, rolling: Rolling, scale: Scale, sheet: Sheet, words: Words) -> None:
        self._scene, self._rolling, self._scale = scene, rolling, scale
        self._sheet, self._words = sheet, words
        self._first, self._last = int(scale.first), max(int(scale.first), int(scale.last) - 1)
        self._worst = rolling.most(self._first, self._last)
        self._limits = [n for n in (rolling.limit, rolling.upper_limit) if n is not None]
        self._highest = max(*self._limits, self._worst[1]) * 1.14
        self._top = self._floor = 0.0

    def drawn(self, width: float) -> Drawing:
        """Title, what to read off, the plot, the axis."""
        sheet, scale, style = self._sheet, self._scale, self._sheet.style
        size = style.small
        sheet.write(
            scale.left,
            style.margin + size * 1.1,
            self._words(self._rolling.title),
            scale.right - scale.left,
            bold=True,
        )
        self._top = (
            put_legend(sheet, self._told(), scale.left, scale.right, style.margin + size * 1.7) + size * 0.6
        )
        self._floor = self._top + style.row * _ROWS
        self._put_grid()
        points = self._points()
        self._put_area(points)
        self._put_curve(points)
        self._put_days()
        self._put_counts()
        self._put_limits()
        self._put_axis()
        return sheet.drawing(width, self._floor + size * 1.9 + style.margin / 2)

    def _y(self, count: float) -> float:
        return self._floor - (self._floor - self._top) * count / self._highest

    def _told(self) -> list[Sample]:
        """Today's count, the highest one in view, and when it falls next."""
        rolling, today = self._rolling, self._scene.today
        ink, weight, dash = MARKERS[MarkerKind.TODAY]
        found = [
            Sample(self._say("rolling_today", n=rolling.on(today)), Pattern.SOLID, ink, (weight, dash)),
        ]
        if self._worst[1]:
            text = f"{self._say('rolling_most', n=self._worst[1], day=figures(self._worst[0]))}"
            found.append(Sample(text, Pattern.SOLID, self._ink(self._worst[1])))
        falls = rolling.falls_after(today)
        if falls is not None:
            text = self._say("rolling_falls", day=figures(falls))
            found.append(Sample(text, Pattern.SOLID, Ink.INFO, (1.2, Dash.DOTTED)))
        return found

    def _say(self, text: str, **values: int | str) -> str:
        return self._words(say(f"scene.{text}", **values))

    def _ink(self, count: int) -> Ink:
        """Green up to the limit, amber between both readings, red above."""
        if count <= self._rolling.limit:
            return Ink.GOOD
        upper = self._rolling.upper_limit
        return Ink.AMBER if upper is not None and count <= upper else Ink.RED

    def _put_grid(self) -> None:
        sheet, scale = self._sheet, self._scale
        for count in self._counts():
            y = self._y(count)
            sheet.shapes.append(Line(((scale.left, y), (scale.right, y)), Ink.GRID, 0.7))

    def _counts(self) -> range:
        """Counts at which the grid has a line."""
        room = max(2.0, (self._floor - self._top) / (self._sheet.style.small * 2.2))
        step = next((s for s in _STEPS if self._highest / s <= room), _STEPS[-1])
        return range(0, int(self._highest) + 1, step)

    def _put_counts(self) -> None:
        """The numbers of the grid, where neither the top nor the limit is in their way."""
        sheet, scale, size = self._sheet, self._scale, self._sheet.style.small
        for count in self._counts()[1:]:
            y = self._y(count)
            near = any(abs(y - self._y(limit)) < size * 1.2 for limit in self._limits)
            if y - size > self._top and not near:
                wide = sheet.measure(str(count), size)
                base = y - size * 0.2
                box = Rect(scale.left, base - size * 0.85, wide + 4, size, Pattern.SOLID, Ink.GROUND, False)
                sheet.shapes.append(box)
                sheet.write(scale.left + 2, base, str(count), wide + 1, ink=Ink.QUIET)

    def _points(self) -> list[tuple[float, int]]:
        """Corners in view as places and counts, thinned out to what the columns can show."""
        rolling, scale = self._rolling, self._scale
        begin = bisect_right(rolling.points, (self._first, _MORE_THAN_A_LIFE))
        end = bisect_left(rolling.points, (self._last, 0), begin)
        # The middle of each day; a loop over thousands of corners asks for no more than sums.
        start, per_day = scale.x(0.5), scale.per_day
        column = _Column(scale.inside(self._first + 0.5), rolling.on(self._first))
        found: list[tuple[float, int]] = []
        for day, count in rolling.points[begin:end]:
            x = start + day * per_day
            if x - column.x < _COLUMN:
                column.put(x, count)
            else:
                found += column.corners()
                column = _Column(x, count)
        found += column.corners()
        found.append((scale.inside(self._last + 0.5), rolling.on(self._last)))
        return found

    def _put_area(self, points: list[tuple[float, int]]) -> None:
        """The ground below the curve, as columns of a fixed width; those of equal height are one."""
        x, end = points[0][0], points[-1][0]
        place, begun, height = 0, x, 0.0
        while x < end:
            middle = min(x + _AREA / 2, end)
            while points[place + 1][0] < middle:
                place += 1
            (left, count), (right, then) = points[place], points[place + 1]
            here = count + (then - count) * (middle - left) / (right - left) if count != then else count
            if here != height:
                self._put_column(begun, x, height)
                begun, height = x, here
            x += _AREA
        self._put_column(begun, end, height)

    def _put_column(self, left: float, right: float, height: float) -> None:
        if height > 0 and right > left:
            y = self._y(height)
            area = Rect(left, y, right - left + 0.3, self._floor - y, Pattern.SOLID, Ink.BAND, False)
            self._sheet.shapes.append(area)

    def _put_limits(self) -> None:
        rolling = self._rolling
        if rolling.upper_limit is None:
            self._put_limit(rolling.limit, say("scene.limit", n=rolling.limit), Ink.RED, above=True)
            return
        self._put_limit(
            rolling.upper_limit, say("scene.limit_upper", n=rolling.upper_limit), Ink.RED, above=True
        )
        self._put_limit(rolling.limit, say("scene.limit_safe", n=rolling.limit), Ink.AMBER, above=False)

    def _put_limit(self, count: int, title: Statement, ink: Ink, *, above: bool) -> None:
        sheet, scale, size = self._sheet, self._scale, self._sheet.style.small
        y = self._y(count)
        dash = Dash.FULL if above else Dash.DASHED
        sheet.shapes.append(Line(((scale.left, y), (scale.right, y)), ink, 1.3, dash))
        text = elided(self._words(title), (scale.right - scale.left) / 2, size, sheet.measure, bold=True)
        wide = sheet.measure(text, size, bold=True)
        base = y - size * 0.3 if above else y + size * 1.1
        left = scale.right - wide - 3
        back = Rect(left - 2, base - size * 0.9, wide + 4, size * 1.1, Pattern.SOLID, Ink.GROUND, False)
        sheet.shapes.append(back)
        sheet.write(left, base, text, wide + 1, bold=True)

    def _put_curve(self, points: list[tuple[float, int]]) -> None:
        places = tuple((x, self._y(count)) for x, count in points)
        if len(places) > 1:
            self._sheet.shapes.append(Line(places, Ink.TEXT, 1.6))

    def _put_days(self) -> None:
        """Today, the highest count, and the day on which the count falls next."""
        sheet, scale = self._sheet, self._scale
        ink, weight, dash = MARKERS[MarkerKind.TODAY]
        falls = self._rolling.falls_after(self._scene.today)
        for day, how in ((self._scene.today, (ink, weight, dash)), (falls, (Ink.INFO, 1.2, Dash.DOTTED))):
            if day is not None and self._first <= day <= self._last:
                x = scale.x(day + 0.5)
                sheet.shapes.append(Line(((x, self._top), (x, self._floor)), *how))
        if self._worst[1]:
            x, y = scale.x(self._worst[0] + 0.5), self._y(self._worst[1])
            mark = sheet.style.small * 0.7
            x = min(max(x, scale.left + mark / 2), scale.right - mark / 2)
            box = Rect(x - mark / 2, y - mark / 2, mark, mark, Pattern.SOLID, self._ink(self._worst[1]))
            sheet.shapes.append(box)

    def _put_axis(self) -> None:
        sheet, scale, size = self._sheet, self._scale, self._sheet.style.small
        sheet.shapes.append(Line(((scale.left, self._floor), (scale.right, self._floor)), Ink.QUIET, 1.0))
        free = scale.left
        for tick in ticks(scale, size, sheet.measure):
            x = scale.x(tick.day)
            wide = sheet.measure(tick.text, size)
            start = min(max(scale.left, x - wide / 2), scale.right - wide)
            if scale.left <= x <= scale.right and start >= free:
                sheet.shapes.append(Line(((x, self._floor), (x, self._floor + size * 0.35)), Ink.QUIET, 1.0))
                sheet.write(
                    start + wide / 2,
                    self._floor + size * 1.45,
                    tick.text,
                    wide + 1,
                    ink=Ink.QUIET,
                    anchor=Anchor.MIDDLE,
                )
                free = start + wide + size * 0.6


class _Column:
    """Corners too near to each other to be seen apart: the first, the lowest, the highest and the last."""

    __slots__ = ("_first", "_high", "_last", "_low", "x")

    def __init__(self, x: float, count: int) -> None:
        self.x = x
        self._first = self._low = self._high = count
        self._last = (x, count)

    def put(self, x: float, count: int) -> None:
        """One more corner."""
        if count < self._low:
            self._low = count
        elif count > self._high:
            self._high = count
        self._last = (x, count)

    def corners(self) -> list[tuple[float, int]]:
        """What is drawn of them."""
        between = [(self.x, c) for c in (self._low, self._high) if c not in (self._first, self._last[1])]
        last = [self._last] if self._last != (self.x, self._first) else []
        return [(self.x, self._first), *between, *last]
