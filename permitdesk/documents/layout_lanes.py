"""The lanes of the timeline as a display list: titles, journeys, events, permits, with what they mean.

Bars narrower than a few units are joined with their neighbours, so that the work follows the room on
the screen and not the number of journeys. Rows of bars do not depend on the view: nothing jumps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from permitdesk.documents.drawing import Dash, Drawing, Hit, Ink, Line, Measure, Pattern, Rect, Style
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
from permitdesk.documents.layout_markers import few_levels, marker_labels
from permitdesk.documents.timeline_scene import LaneId, Scene, SceneItem, SceneLane
from permitdesk.domain.law.findings import Statement, say

#: a bar is drawn at least so wide; narrower ones are joined with narrow neighbours
NARROW = 2.5
#: more levels than these are not used for the labels of events
_EVENT_ROWS = 3
_WORST = {Ink.RED: 2, Ink.AMBER: 1}
#: height of a bar that stands for several, as a part of the whole
_JOINED = 0.5
_SEVERAL = say("scene.legend_several")
_UNSURE = say("scene.legend_unsure")
_IN_POLAND = say("scene.legend_in_poland")
_WINDOW = say("scene.legend_window")


@dataclass(slots=True)
class _Box:
    """One drawn bar, or several narrow ones in one place; ``lead`` is the gravest or longest of them."""

    left: float
    right: float
    lead: SceneItem
    more: int
    narrow: bool


def draw_lanes(
    scene: Scene,
    view: View,
    style: Style,
    words: Words,
    measure: Measure,
    permits: Collection[str] | None = None,
    *,
    brief: bool = False,
    roomy: bool = False,
) -> Drawing:
    """All lanes in ``view``. ``permits``: ids of the permits whose lanes are wanted; None: the one shown.

    ``brief``: for little room; stays and journeys without titles, legend and events, few labels for days.
    ``roomy``: brief, but with the titles and all lanes.
    """
    scale = Scale(view, style.margin)
    wanted = ({scene.route} if scene.route else set()) if permits is None else set(permits)
    lanes = [lane for lane in scene.lanes if _permit(lane) is None or _permit(lane) in wanted]
    if brief and not roomy:
        lanes = [lane for lane in lanes if _basic(lane)]
    sheet = Sheet(style, measure)
    labels = marker_labels(scene.markers, scale, style, words, measure)
    lines = [marker for marker, *_ in labels]
    if brief:
        labels = few_levels(labels, scale, style, words, measure)
    levels = max((level for *_, level in labels), default=-1) + 1
    line = style.small * 1.45
    top = style.margin + levels * line + (style.gap / 2 if levels else 0.0)
    body = _Body(sheet, scale, words)
    bands = Sheet(style, measure)
    y = top + (line if _put_windows(bands, scene, scale, words, top) else 0.0)
    for lane in lanes:
        y = body.put(lane, y, named=roomy or not brief) + style.gap
    floor = y
    _stretch(bands, top, floor)
    grid = _axis(sheet, scale, floor, top)
    for marker in lines:
        x = scale.x(marker.day + 0.5)
        ink, weight, dash = MARKERS[marker.kind]
        level = next((found[-1] for found in labels if found[0] is marker), -1)
        begin = style.margin + (levels - 1 - level) * line
        sheet.shapes.append(Line(((x, begin), (x, floor)), ink, weight, dash))
    for marker, start, text, level in labels:
        y = style.margin + (levels - 1 - level) * line
        wide = measure(text, style.small, bold=True)
        sheet.shapes.append(Rect(start - 1, y, wide + 2, line, Pattern.SOLID, Ink.GROUND, edge=False))
        sheet.write(start, y + style.small * 1.08, text, wide + 1, bold=True)
        if marker.path:
            sheet.hits.append(Hit(start - 1, y, wide + 2, line, f"markers.{marker.kind.value}"))
    if scene.windows and bands.shapes:
        body.samples[words(_WINDOW)] = Sample(words(_WINDOW), Pattern.SOLID, Ink.BAND)
    low = floor + style.small * 1.9
    if brief:
        body.samples.clear()
    low = put_legend(sheet, body.samples.values(), scale.left, scale.right, low + style.gap / 2)
    sheet.shapes[:0] = [*bands.shapes, *grid]
    return sheet.drawing(view.width, low + style.margin / 2)


def _permit(lane: SceneLane) -> str | None:
    """The permit of a lane, None for the other lanes."""
    name, _, route = lane.id.partition(".")
    return route if name == LaneId.ROUTES else None


# --- windows, axis, markers ----------------------------------------------------------


def _put_windows(sheet: Sheet, scene: Scene, scale: Scale, words: Words, top: float) -> bool:
    """The periods the law looks at as pale bands with brackets; whether one is in view."""
    seen = False
    for window in scene.windows:
        if window.last + 1 <= scale.first or window.first >= scale.last:
            continue
        left, right = scale.inside(window.first), scale.inside(window.last + 1)
        size = sheet.style.small
        sheet.shapes.append(Rect(left, top, right - left, 0.0, Pattern.SOLID, Ink.BAND, edge=False))
        y = top + size * 0.25
        points = [(left, y), (right, y)]
        if window.first >= scale.first:
            points.insert(0, (left, y + size * 0.5))
        if window.last < scale.last:
            points.append((right, y + size * 0.5))
        sheet.shapes.append(Line(tuple(points), Ink.QUIET, 1.0))
        if not seen:
            room = right - left - size
            text = words(window.title)
            if sheet.measure(text, size) > room:
                text = words(say("scene.window_short"))
            shown = elided(text, room, size, sheet.measure)
            wide = sheet.measure(shown, size)
            sheet.write((left + right - wide) / 2, top + size * 1.35, shown, wide + 1, ink=Ink.QUIET)
        seen = True
    return seen


def _stretch(sheet: Sheet, top: float, floor: float) -> None:
    """Let the bands reach to the axis, now that its place is known."""
    sheet.shapes = [
        Rect(s.x, top, s.width, floor - top, s.pattern, s.ink, s.edge) if isinstance(s, Rect) else s
        for s in sheet.shapes
    ]


def _axis(sheet: Sheet, scale: Scale, floor: float, top: float) -> list[Line]:
    """The axis with its texts; the lines of the grid, which lie behind everything."""
    style, measure = sheet.style, sheet.measure
    sheet.shapes.append(Line(((scale.left, floor), (scale.right, floor)), Ink.QUIET, 1.0))
    free, grid = scale.left, []
    for tick in ticks(scale, style.small, measure):
        x = scale.x(tick.day)
        if not scale.left <= x <= scale.right:
            continue
        grid.append(Line(((x, top), (x, floor)), Ink.GRID, 0.7))
        sheet.shapes.append(Line(((x, floor), (x, floor + style.small * 0.35)), Ink.QUIET, 1.0))
        wide = measure(tick.text, style.small)
        start = min(max(scale.left, x - wide / 2), scale.right - wide)
        if start >= free:
            sheet.write(start, floor + style.small * 1.45, tick.text, wide + 1, ink=Ink.QUIET)
            free = start + wide + style.small * 0.6
    return grid


def _basic(lane: SceneLane) -> bool:
    """Whether a lane is drawn even in little room: visits to other states are journeys drawn already."""
    if lane.id == LaneId.SCHENGEN:
        return any(item.path.startswith("schengen_stays.") for item in lane.items)
    return lane.id in (LaneId.STATUS, LaneId.PRESENCE)


# --- lanes ---------------------------------------------------------------------------


class _Body:
    """Puts lanes below each other and remembers which patterns need a legend."""

    def __init__(self, sheet: Sheet, scale: Scale, words: Words) -> None:
        self._sheet, self._scale, self._words = sheet, scale, words
        self.samples: dict[str, Sample] = {}

    def put(self, lane: SceneLane, top: float, *, named: bool = True) -> float:
        """One lane, ``named`` with its title; its lower edge."""
        style, scale = self._sheet.style, self._scale
        size = style.small
        if named:
            self._sheet.write(
                scale.left, top + size * 1.15, self._words(lane.title), scale.right - scale.left, bold=True
            )
            top += size * 1.5
        permit = _permit(lane) is not None
        row = style.row * 0.55 if permit else style.row
        if lane.ground is not None:
            self._put_ground(lane.ground, top, row)
        items = lane.visible(scale.first - 1, scale.last)
        if lane.id == LaneId.MILESTONES:
            return self._put_events(items, top, row)
        boxes = self._boxes(items)
        for box in sorted(boxes, key=lambda b: b.narrow):
            y = top + box.lead.row * row
            self._put_box(box, y + row * 0.08, row * 0.84, named=not permit)
        return top + lane.rows * row

    def _put_ground(self, ground: tuple[int, int], top: float, row: float) -> None:
        """The life in Poland as a thin bar on which journeys lie."""
        left, right = self._scale.inside(ground[0]), self._scale.inside(ground[1] + 1)
        if right > left:
            thin = row * 0.26
            y = top + (row - thin) / 2
            shape = Rect(left, y, right - left, thin, Pattern.SOLID, Ink.GOOD, edge=False)
            self._sheet.shapes.append(shape)
            self._remember(_IN_POLAND, Pattern.SOLID, Ink.GOOD, thin=True)

    def _boxes(self, items: Iterable[SceneItem]) -> list[_Box]:
        """Bars of the items in view, the narrow ones that touch as one."""
        scale = self._scale
        found: list[_Box] = []
        last_narrow: dict[int, _Box] = {}
        for item in items:
            if item.last < scale.first or item.first >= scale.last:
                continue
            left, right = scale.inside(item.first), scale.inside(item.last + 1)
            narrow = right - left < NARROW
            if narrow:
                left = min(left, scale.right - NARROW)
                right = left + NARROW
                before = last_narrow.get(item.row)
                if before is not None and left <= before.right + 0.5:
                    before.right = max(before.right, right)
                    before.more += 1
                    before.lead = _graver(before.lead, item)
                    continue
            box = _Box(left, right, item, 0, narrow)
            found.append(box)
            if narrow:
                last_narrow[item.row] = box
        return found

    def _put_box(self, box: _Box, y: float, height: float, *, named: bool) -> None:
        sheet, item = self._sheet, box.lead
        x, width = box.left, box.right - box.left
        rounded = not box.narrow
        if box.more == 0 and item.unsure:
            self._put_unsure(item, x, y, width, height)
        elif box.more:
            low = height * _JOINED
            middle = y + (height - low) / 2
            sheet.shapes.append(Rect(x, middle, width, low, item.pattern, item.ink))
            self._remember(_SEVERAL, Pattern.LIGHT, Ink.AWAY, thin=True)
        else:
            sheet.shapes.append(Rect(x, y, width, height, item.pattern, item.ink, True, rounded))
        if item.legend is not None:
            self._remember(item.legend, item.pattern, item.ink)
        sheet.hits.append(Hit(x, y, width, height, item.id, box.more))
        if named and not box.narrow:
            self._put_name(item, x, y, width, height)

    def _put_unsure(self, item: SceneItem, x: float, y: float, width: float, height: float) -> None:
        """Unsure ends stand as a dotted outline around the sure part."""
        scale, shapes = self._scale, self._sheet.shapes
        shapes.append(Rect(x, y, width, height, Pattern.OUTLINE, Ink.AMBER, edge=False))
        first, last = item.first, item.last
        for begin, end in item.unsure:
            if begin <= first:
                first = end + 1
            elif end >= last:
                last = begin - 1
        if first <= last:
            left, right = scale.inside(first), scale.inside(last + 1)
            if right - left > 0.5:
                shapes.append(Rect(left, y, right - left, height, item.pattern, item.ink))
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        shapes.append(Line(corners, Ink.AMBER, 1.0, Dash.DOTTED))
        self.samples.setdefault(
            self._words(_UNSURE),
            Sample(self._words(_UNSURE), Pattern.OUTLINE, Ink.AMBER, (1.2, Dash.DOTTED)),
        )

    def _put_name(self, item: SceneItem, x: float, y: float, width: float, height: float) -> None:
        """The title inside its bar, on a clear ground where the pattern would hide it."""
        style, measure = self._sheet.style, self._sheet.measure
        pad = style.small * 0.4
        room = width - 2 * pad
        if room < style.small * 2:
            return
        size = min(style.small, height * 0.82)
        shown = elided(self._words(item.title), room, size, measure)
        if not shown:
            return
        wide = measure(shown, size)
        if item.pattern not in (Pattern.OUTLINE, Pattern.LIGHT) or item.unsure:
            if wide + 2 * pad > room:
                return
            back = Rect(
                x + pad, y + height * 0.1, wide + pad, height * 0.8, Pattern.SOLID, Ink.GROUND, False, True
            )
            self._sheet.shapes.append(back)
            x += pad / 2
        self._sheet.write(x + pad, y + height / 2 + size * 0.36, shown, wide + 1, size=size)

    def _put_events(self, items: Sequence[SceneItem], top: float, row: float) -> float:
        """Events as marks with their names, each on the first row where it touches no other."""
        sheet, scale, size = self._sheet, self._scale, self._sheet.style.small
        mark = size * 0.62
        ends: list[float] = []
        inside = [i for i in items if scale.first <= i.first < scale.last]
        for item in inside:
            x = min(max(scale.x(item.first + 0.5), scale.left + mark / 2), scale.right - mark / 2)
            text = f"{self._words(item.title)} {figures(item.first)}"
            text = elided(text, (scale.right - scale.left) * 0.9, size, sheet.measure)
            wide = sheet.measure(text, size)
            label_left = x + mark + wide > scale.right
            begin = x - mark - wide if label_left else x - mark / 2
            end = x + mark / 2 if label_left else x + mark + wide
            free = (n for n, taken in enumerate(ends) if begin > taken + size * 0.5)
            level = next(free, len(ends))
            named = level < _EVENT_ROWS and begin >= scale.left - 1
            level = min(level, _EVENT_ROWS - 1)
            if level == len(ends):
                ends.append(scale.left - size)
            ends[level] = max(ends[level], end if named else x + mark / 2)
            y = top + level * row + (row - mark) / 2
            sheet.shapes.append(Rect(x - mark / 2, y, mark, mark, item.pattern, item.ink, True, True))
            if named:
                start = x - mark - wide if label_left else x + mark
                sheet.write(start, y + mark / 2 + size * 0.36, text, wide + 1)
            left, right = (begin, end) if named else (x - mark / 2, x + mark / 2)
            sheet.hits.append(Hit(left, y - (row - mark) / 2, right - left, row, item.id))
        return top + max(1, len(ends)) * row

    def _remember(self, text: Statement, pattern: Pattern, ink: Ink, *, thin: bool = False) -> None:
        shown = self._words(text)
        self.samples.setdefault(shown, Sample(shown, pattern, ink, thin=thin))


def _graver(one: SceneItem, other: SceneItem) -> SceneItem:
    """The item that a joined bar stands for: the gravest, then the longest, then the first."""
    return max(one, other, key=lambda i: (_WORST.get(i.ink, 0), i.last - i.first))
