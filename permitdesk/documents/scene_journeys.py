"""The lane of presence in Poland with its journeys, and the lane of other Schengen states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.documents.scene_context import Limits, Told, in_rows
from permitdesk.documents.scene_titles import incomplete, range_facts
from permitdesk.documents.timeline_scene import LaneId, SceneItem, SceneLane
from permitdesk.domain.case import Absence, SchengenStay
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.stay.countries import HOME, country_name, in_schengen
from permitdesk.domain.stay.evidence import Grade
from permitdesk.domain.stay.lazy import Lazy
from permitdesk.domain.stay.single_break import single_grade
from permitdesk.domain.stay.timeline import Journey

_LOOKS = {
    Grade.WITHIN: (Pattern.LIGHT, Ink.AWAY),
    Grade.NEEDS_CHECK: (Pattern.HATCH, Ink.AMBER),
    Grade.EXCEEDED: (Pattern.SOLID, Ink.RED),
}
_LEGENDS = {grade: say(f"scene.legend_away_{grade.value}") for grade in Grade}
_EXCUSED = say("scene.legend_away_excused")
_AWAY = say("scene.away")
_OTHER_STATE = say("scene.legend_other_state")
_ORDER = (Grade.WITHIN, Grade.NEEDS_CHECK, Grade.EXCEEDED)


def presence_lane(told: Told) -> SceneLane:
    """Journeys on the line of a life in Poland; each with the worst grade that a limit gives it."""
    entries = {a.id: a for a in told.case.absences}
    items = [_journey(told, entries[j.id], j, j.id in told.excused) for j in told.timeline.journeys]
    placed = {j.id for j in told.timeline.journeys}
    items += [
        incomplete(f"absences.{a.id}", sorted(days), _title(told, a), told.today)
        for a in told.case.absences
        if a.id not in placed and (days := [d for d in (a.left, a.returned) if d is not None])
    ]
    found, rows = in_rows(items)
    begun = min((t.first for t in told.timeline.titles), default=None)
    ground = None if begun is None else (begun, told.today)
    return SceneLane(LaneId.PRESENCE, say("scene.lane_presence"), found, rows, ground)


def _journey(told: Told, entry: Absence, journey: Journey, excused: bool) -> SceneItem:
    grade = Grade.WITHIN
    for limits in told.limits:
        grade = max(grade, _grade(limits, journey), key=_ORDER.index)
    # A long journey whose reason is not proved yet is a question, not an excuse.
    excused = excused and grade is Grade.WITHIN
    pattern, ink = (Pattern.OUTLINE, Ink.AWAY) if excused else _LOOKS[grade]
    path = f"absences.{entry.id}"
    return SceneItem(
        path,
        journey.left,
        journey.returned,
        pattern,
        ink,
        _title(told, entry),
        Lazy(partial(_facts, told, entry, journey)),
        path,
        _unsure_ends(told, path, "left", "returned", journey.left, journey.returned),
        legend=_EXCUSED if excused else _LEGENDS[grade],
    )


def _title(told: Told, entry: Absence) -> Statement:
    """Journeys to one country share their title."""
    if not entry.country.strip():
        return _AWAY
    found = told.titles.get(entry.country)
    if found is None:
        found = told.titles[entry.country] = say("scene.away_in", country=_country(told, entry))
    return found


def _country(told: Told, entry: Absence) -> TextRef | str:
    """The name of the country, or what was typed if that names none for sure."""
    found = told.country(entry.country)
    return entry.country if found is None else country_name(found)


def _grade(limits: Limits, journey: Journey) -> Grade:
    """The grade of a journey in the window; one that ended before it counts no longer."""
    continuity = limits.evidence.continuity
    if continuity is not None and journey.returned <= continuity.window_first.toordinal():
        return Grade.WITHIN
    grade = single_grade(journey.left, journey.returned, limits.breaks.limits.single_months)
    if grade is Grade.WITHIN:
        return grade
    # Only long journeys ask for their reason.
    return limits.result(journey).grade


def _unsure_ends(
    told: Told, path: str, begin: str, end: str, first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """Days at the ends of a journey that only may belong to it; the journey stands as long as may be."""
    if not told.ranges:
        return ()
    left, back = told.range(f"{path}.{begin}"), told.range(f"{path}.{end}")
    found = []
    if left is not None and left[1] > first:
        found.append((first, min(left[1] - 1, last)))
    if back is not None and back[0] < last:
        found.append((max(back[0] + 1, first), last))
    return tuple(found)


def _facts(told: Told, entry: Absence, journey: Journey) -> tuple[Statement, ...]:
    days = journey.returned - journey.left
    first, last = date.fromordinal(journey.left), date.fromordinal(journey.returned)
    found = []
    if journey.open:
        found.append(say("scene.still_away", first=first, n=days + 1))
    else:
        found.append(say("scene.away_days", first=first, last=last, n=days + 1, m=max(0, days - 1)))
    if journey.left > told.today:
        found.append(say("scene.planned_journey"))
    found.append(say("scene.reason", reason=TextRef(f"reason.{entry.reason.value}.title")))
    path = f"absences.{entry.id}"
    found += range_facts(told, f"{path}.left", "scene.left_between")
    found += range_facts(told, f"{path}.returned", "scene.returned_between")
    found += [fact for limits in told.limits for fact in _graded(limits, journey, told.excused)]
    if entry.proof_state is not None:
        found.append(say(f"scene.proof_{entry.proof_state.value}"))
    return tuple(dict.fromkeys(found))


def _graded(limits: Limits, journey: Journey, excused: frozenset[str]) -> Iterator[Statement]:
    """How the journey stands to the limits of one required period, and by which article."""
    continuity = limits.evidence.continuity
    if continuity is not None and journey.returned <= continuity.window_first.toordinal():
        yield say("scene.before_window", day=continuity.window_first)
        return
    result = limits.result(journey)
    if not result.exempt:
        yield say(f"scene.grade_{result.grade.value}", safe=result.safe_until)
    if journey.id in excused:
        yield say("scene.grade_exempt")
    if limits.articles:
        yield say("scene.article", article=", ".join(limits.articles))


def schengen_lane(told: Told) -> SceneLane:
    """Short stays told for the 90 days in 180, and journeys to other Schengen states."""
    items = [item for stay in told.case.schengen_stays for item in _stay(told, stay)]
    items += [_visit(told, absence, *days) for absence, days in visits(told)]
    found, rows = in_rows(items)
    return SceneLane(LaneId.SCHENGEN, say("scene.lane_schengen"), found, rows)


def visits(told: Told) -> list[tuple[Absence, tuple[int, int]]]:
    """Journeys to other Schengen states, with their first and last day; looked for once."""
    if "visits" not in told.shared:
        told.shared["visits"] = list(_visits(told))
    found: list[tuple[Absence, tuple[int, int]]] = told.shared["visits"]
    return found


def _visits(told: Told) -> Iterator[tuple[Absence, tuple[int, int]]]:
    entries = {a.id: a for a in told.case.absences}
    for journey in told.timeline.journeys:
        entry = entries[journey.id]
        country = told.country(entry.country) if entry.country else None
        if country is None or country.code == HOME:
            continue
        if in_schengen(country, date.fromordinal(journey.left)):
            yield entry, (journey.left, journey.returned)


def _stay(told: Told, stay: SchengenStay) -> Iterator[SceneItem]:
    path = f"schengen_stays.{stay.id}"
    title = say("scene.short_stay")
    known = [d for d in (stay.entry, stay.exit) if d is not None]
    if stay.entry is None or (stay.exit is not None and stay.exit < stay.entry):
        if known:
            yield incomplete(path, sorted(known), title, told.today)
        return
    first = stay.entry.toordinal()
    last = max(first, told.today) if stay.exit is None else stay.exit.toordinal()
    yield SceneItem(
        path,
        first,
        last,
        Pattern.LIGHT,
        Ink.INFO,
        title,
        (
            say("scene.stay_days", first=stay.entry, last=date.fromordinal(last), n=last - first + 1),
            *range_facts(told, f"{path}.entry", "scene.began_between"),
            *range_facts(told, f"{path}.exit", "scene.ended_between"),
        ),
        path,
        _unsure_ends(told, path, "entry", "exit", first, last),
        legend=_OTHER_STATE,
    )


def _visit(told: Told, entry: Absence, first: int, last: int) -> SceneItem:
    """A journey to another Schengen state, once more in the lane of these states."""
    path = f"absences.{entry.id}"
    title = told.shared.get(("visit", entry.country))
    if title is None:
        title = told.shared["visit", entry.country] = say("scene.in_country", country=_country(told, entry))
    return SceneItem(
        f"{path}.state",
        first,
        last,
        Pattern.LIGHT,
        Ink.INFO,
        title,
        Lazy(partial(_visit_facts, first, last)),
        path,
        _unsure_ends(told, path, "left", "returned", first, last),
        legend=_OTHER_STATE,
    )


def _visit_facts(first: int, last: int) -> tuple[Statement, ...]:
    begin, end = date.fromordinal(first), date.fromordinal(last)
    return (say("scene.stay_days", first=begin, last=end, n=last - first + 1),)
