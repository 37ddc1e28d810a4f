"""The scene of a case: lanes, markers, windows, days and rolling counts, before anybody lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from permitdesk.documents.scene_context import HORIZON, Told, told
from permitdesk.documents.scene_counts import rolling_counts
from permitdesk.documents.scene_days import day_runs
from permitdesk.documents.scene_journeys import presence_lane, schengen_lane
from permitdesk.documents.scene_permits import permit_lanes
from permitdesk.documents.scene_titles import milestone_lane, status_lane
from permitdesk.documents.timeline_scene import MarkerKind, Scene, SceneLane, SceneMarker, SceneWindow
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier, RouteAssessment
from permitdesk.domain.law.findings import say
from permitdesk.domain.law.rules import Ruleset

#: shown around the day assessed when nothing else is told
_LEAST_SPAN = 180


def build_scene(
    case: Case,
    dossier: Dossier,
    ruleset: Ruleset,
    route: RouteAssessment | None,
) -> Scene:
    """All that the timeline can show of ``case`` as assessed in ``dossier``, with the window of ``route``."""
    found = told(case, dossier, ruleset, route)
    presence = presence_lane(found)
    lanes = [status_lane(found), presence, schengen_lane(found), milestone_lane(found)]
    markers = tuple(_markers(found))
    windows = tuple(_windows(found))
    first, last = _range(found, lanes, markers, windows)
    return Scene(
        first,
        last,
        found.today,
        tuple(_shown(lanes)) + tuple(permit_lanes(found)),
        markers,
        windows,
        day_runs(found, presence, found.excused, min(last, _end_of_next_year(dossier.on))),
        rolling_counts(found),
        None if route is None else route.id,
    )


def _end_of_next_year(on: date) -> int:
    """Later days without journeys would be empty rows in the years."""
    return date(min(on.year + 1, date.max.year), 12, 31).toordinal()


def _shown(lanes: Iterable[SceneLane]) -> Iterator[SceneLane]:
    """Lanes that hold something."""
    return (lane for lane in lanes if lane.items or lane.ground is not None)


def _markers(found: Told) -> Iterator[SceneMarker]:
    """Vertical lines in order of their days."""
    earliest = None if found.route is None else found.route.earliest_filing_date
    safe = None if earliest is None else earliest.safe
    lenient = None if earliest is None or earliest.lenient == safe else earliest.lenient
    wanted = (
        (MarkerKind.TODAY, found.dossier.on, ""),
        (MarkerKind.LAST_LEGAL_DAY, found.dossier.last_day_of_legal_stay.day, "current_stay"),
        (MarkerKind.EARLIEST_SAFE, safe, ""),
        (MarkerKind.EARLIEST_LENIENT, lenient, ""),
        (MarkerKind.PLANNED_FILING, found.case.planned_filing_on, "planned_filing_on"),
    )
    markers = [
        SceneMarker(kind, day.toordinal(), say(f"scene.marker_{kind.value}"), path)
        for kind, day, path in wanted
        if day is not None
    ]
    return iter(sorted(markers, key=lambda m: m.day))


def _windows(found: Told) -> Iterator[SceneWindow]:
    """The periods that count for the permit shown, each stretch of days once."""
    seen = set()
    for evidence in () if found.route is None else found.route.stay_evidence:
        first, last = evidence.window_first, evidence.window_last
        if first is not None and last is not None and first <= last and (first, last) not in seen:
            seen.add((first, last))
            title = say("scene.window", first=first, last=last)
            yield SceneWindow(evidence.rule_id, first.toordinal(), last.toordinal(), title)


def _range(
    found: Told,
    lanes: Iterable[SceneLane],
    markers: Iterable[SceneMarker],
    windows: Iterable[SceneWindow],
) -> tuple[int, int]:
    """The outermost days worth showing, with a little room; days far ahead are left to the texts."""
    horizon = found.today + HORIZON
    items = [item for lane in lanes for item in lane.items]
    firsts = [i.first for i in items] + [m.day for m in markers] + [w.first for w in windows]
    lasts = [i.last for i in items] + [m.day for m in markers]
    first = min(firsts)
    last = max(min(day, horizon) for day in lasts)
    if last - first < _LEAST_SPAN:
        first, last = first - _LEAST_SPAN // 2, last + _LEAST_SPAN // 2
    room = max(7, (last - first) // 40)
    return max(1, first - room), last + room
