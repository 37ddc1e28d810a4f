"""The scene: everything the timeline can show, as days and texts, before anybody lays it out.

Days are proleptic ordinals (``date.toordinal``), both ends inside. Items are sorted by first day within
their lane, so that a layout finds the visible ones by bisection. Facts are made when somebody looks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.domain.law.findings import Statement

#: above any count of days
_MORE_THAN_A_LIFE = 10**6


class LaneId(StrEnum):
    """Lanes from top to bottom."""

    STATUS = "status"
    PRESENCE = "presence"
    SCHENGEN = "schengen"
    MILESTONES = "milestones"
    #: one lane for each permit that counts stay: which days count
    ROUTES = "routes"


class MarkerKind(StrEnum):
    """What a vertical line stands for."""

    TODAY = "today"
    LAST_LEGAL_DAY = "last_legal_day"
    EARLIEST_SAFE = "earliest_safe"
    EARLIEST_LENIENT = "earliest_lenient"
    PLANNED_FILING = "planned_filing"


class RollingKind(StrEnum):
    """What the rolling chart counts."""

    #: days abroad within the period the law looks at, ending with each day
    ABSENCE = "absence"
    #: days of short stay in the Schengen area within the 180 days ending with each day
    SCHENGEN = "schengen"


class DayState(StrEnum):
    """What a day of the heat map was."""

    HERE = "here"
    AWAY = "away"
    #: away, for a reason that may take the journey out of the limits
    AWAY_EXCUSED = "away_excused"
    NOT_LEGAL = "not_legal"
    NO_TITLE = "no_title"
    #: within the range of an approximate day
    UNSURE = "unsure"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class SceneItem:
    """Something that can be drawn, pointed at, read out and opened.

    ``path`` is the field of the case to edit, empty if there is none. ``facts`` are what hovering and
    focus tell. ``unsure``: days at either end that only may belong to it. ``row`` counts from the top
    of its lane; ``legend`` says what the pattern means.
    """

    id: str
    first: int
    last: int
    pattern: Pattern
    ink: Ink
    title: Statement
    facts: Sequence[Statement]
    path: str = ""
    unsure: tuple[tuple[int, int], ...] = ()
    row: int = 0
    legend: Statement | None = None


@dataclass(frozen=True, slots=True)
class SceneLane:
    """One lane; ``id`` is a ``LaneId``, with ``.<route id>`` behind it for the lanes of permits.

    ``ground``: the days of a life in Poland, on which journeys lie as bars. The items of lanes of
    permits are made when somebody looks, because few are looked at.
    """

    id: str
    title: Statement
    items: Sequence[SceneItem]
    rows: int = 1
    ground: tuple[int, int] | None = None

    def visible(self, first: float, last: float) -> Sequence[SceneItem]:
        """The items with a day from ``first`` to ``last``; some that end before may be among them."""
        items = self.items
        reach = list(accumulate((i.last for i in items), max))
        return items[bisect_left(reach, first) : bisect_right(items, last, key=lambda i: i.first)]


@dataclass(frozen=True, slots=True)
class SceneMarker:
    """A vertical line on one day; the day is not part of the title."""

    kind: MarkerKind
    day: int
    title: Statement
    path: str = ""


@dataclass(frozen=True, slots=True)
class SceneWindow:
    """The period that counts for the route shown."""

    rule_id: str
    first: int
    last: int
    title: Statement


@dataclass(frozen=True, slots=True)
class DayRun:
    """Days of one state, both inside."""

    first: int
    last: int
    state: DayState
    item: str = ""


@dataclass(frozen=True, slots=True)
class Rolling:
    """A rolling count as its corner points (day, days counted), with the limit and what it means.

    Between two corners the count changes evenly; before the first and after the last it stays.
    """

    kind: RollingKind
    points: tuple[tuple[int, int], ...]
    limit: int
    #: the lenient limit above, if there are two readings
    upper_limit: int | None
    title: Statement

    def on(self, day: int) -> int:
        """Days counted on ``day``."""
        place = bisect_right(self.points, (day, _MORE_THAN_A_LIFE))
        if place == 0:
            return 0
        before = self.points[place - 1]
        if place == len(self.points):
            return before[1]
        after = self.points[place]
        return before[1] + (after[1] - before[1]) * (day - before[0]) // (after[0] - before[0])

    def most(self, first: int, last: int) -> tuple[int, int]:
        """The earliest day with the highest count from ``first`` to ``last``, and that count."""
        inside = [p for p in self.points if first <= p[0] <= last]
        ends = [(first, self.on(first)), (last, self.on(last))]
        return max([*inside, *ends], key=lambda p: (p[1], -p[0]))

    def falls_after(self, day: int) -> int | None:
        """The first day after ``day`` with a lower count than the day before; None if there is none."""
        for before, after in pairwise(self.points):
            if after[1] < before[1] and after[0] > day:
                return max(before[0], day) + 1
        return None


@dataclass(frozen=True, slots=True)
class Scene:
    """All of it. ``first`` and ``last`` are the outermost days worth showing.

    ``route``: the permit whose window, markers and grades are shown; None if none is chosen.
    """

    first: int
    last: int
    today: int
    lanes: tuple[SceneLane, ...]
    markers: tuple[SceneMarker, ...]
    windows: tuple[SceneWindow, ...]
    days: tuple[DayRun, ...]
    rolling: tuple[Rolling, ...]
    route: str | None = None

    def item(self, item_id: str) -> SceneItem | None:
        """The item with this id, or None."""
        return next((i for lane in self.lanes for i in lane.items if i.id == item_id), None)

    def lane_of(self, item_id: str) -> SceneLane | None:
        """The lane that holds the item, or None."""
        return next((lane for lane in self.lanes if any(i.id == item_id for i in lane.items)), None)
