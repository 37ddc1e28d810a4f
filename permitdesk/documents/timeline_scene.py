"""The scene: everything the timeline can show, as days and texts, before anybody lays it out.

Days are proleptic ordinals (``date.toordinal``), both ends inside. Items are sorted by first day within
their lane, so that a layout finds the visible ones by bisection.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.domain.law.findings import Statement


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
    focus tell. ``unsure``: days at either end that only may belong to it.
    """

    id: str
    first: int
    last: int
    pattern: Pattern
    ink: Ink
    title: Statement
    facts: tuple[Statement, ...]
    path: str = ""
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SceneLane:
    """One lane; ``id`` is a ``LaneId``, with ``.<route id>`` behind it for the lanes of permits."""

    id: str
    title: Statement
    items: tuple[SceneItem, ...]


@dataclass(frozen=True, slots=True)
class SceneMarker:
    """A vertical line on one day."""

    kind: MarkerKind
    day: int
    title: Statement


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
    """A rolling count as its corner points (day, days counted), with the limit and what it means."""

    kind: RollingKind
    points: tuple[tuple[int, int], ...]
    limit: int
    #: the lenient limit above, if there are two readings
    upper_limit: int | None
    title: Statement


@dataclass(frozen=True, slots=True)
class Scene:
    """All of it. ``first`` and ``last`` are the outermost days worth showing."""

    first: int
    last: int
    today: int
    lanes: tuple[SceneLane, ...]
    markers: tuple[SceneMarker, ...]
    windows: tuple[SceneWindow, ...]
    days: tuple[DayRun, ...]
    rolling: tuple[Rolling, ...]

    def item(self, item_id: str) -> SceneItem | None:
        """The item with this id, or None."""
        return next((i for lane in self.lanes for i in lane.items if i.id == item_id), None)
