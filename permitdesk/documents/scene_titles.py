"""The lane of titles of stay, and the lane of milestones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.documents.scene_context import HORIZON, Told, in_rows
from permitdesk.documents.timeline_scene import LaneId, SceneItem, SceneLane
from permitdesk.domain.case import Case, StatusEntry
from permitdesk.domain.dates.arithmetic import add_years
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.lazy import Lazy
from permitdesk.domain.stay.timeline import FOREVER, Title, kind_name

_STAYS = (Ink.STAY_1, Ink.STAY_2, Ink.STAY_3, Ink.STAY_4, Ink.STAY_5)
_NOT_LEGAL = say("scene.legend_not_legal")
_INCOMPLETE = say("scene.legend_incomplete")
_ADULT_YEARS = 18


def status_lane(told: Told) -> SceneLane:
    """Every title told: the engine joins titles of one kind, here each entry keeps its own bar."""
    inks: dict[str, Ink] = {}
    items, shown = [], set()
    entries: dict[tuple[str, str | None], list[StatusEntry]] = {}
    for entry in told.case.statuses:
        entries.setdefault((entry.kind, entry.outcome), []).append(entry)
    for title in told.timeline.titles:
        ink = inks.setdefault(title.kind.id, _STAYS[len(inks) % len(_STAYS)])
        parts = _parts(told, title, entries.get((title.kind.id, title.outcome), []))
        items += [_item(told, title.kind, ink, *part) for part in parts]
        shown.update({title.path, *(path for path, _, _ in parts)})
    items += _not_placed(told, shown)
    placed, rows = in_rows(items)
    return SceneLane(LaneId.STATUS, say("scene.lane_status"), placed, rows)


def _parts(told: Told, title: Title, entries: Iterable[StatusEntry]) -> list[tuple[str, int, int]]:
    """The entries (of its kind) that one title of the engine is made of: path, first and last day."""
    inside = sorted(
        (day, f"statuses.{entry.id}", entry.last_day)
        for entry in entries
        if entry.first_day is not None and title.first <= (day := entry.first_day.toordinal()) <= title.last
    )
    parts = [
        (path, first, title.last if last is None else last.toordinal())
        for first, path, last in inside
        if last is None or last.toordinal() >= first
    ]
    current = told.case.current_stay
    joined = current is not None and current.kind == title.kind.id and title.last >= told.today
    if joined and parts and current is not None and all(last < title.last for _, _, last in parts):
        begun = current.first_day.toordinal() if current.first_day else max(p[2] for p in parts) + 1
        parts.append(("current_stay", begun, title.last))
    return parts if len(parts) > 1 else [(title.path, title.first, title.last)]


def _item(told: Told, kind: StatusKind, ink: Ink, path: str, first: int, last: int) -> SceneItem:
    begun, ended = told.range(f"{path}.first_day"), told.range(f"{path}.last_day")
    unsure = []
    shown = min(last, told.today + HORIZON)
    if last == FOREVER:
        shown = max(first, told.today)
    if begun is not None and begun[0] < first:
        unsure.append((begun[0], first - 1))
    if ended is not None and ended[1] > last:
        unsure.append((last + 1, ended[1]))
        shown = ended[1]
    return SceneItem(
        path,
        unsure[0][0] if unsure and unsure[0][0] < first else first,
        shown,
        Pattern.OUTLINE if kind.legal else Pattern.CROSS,
        ink if kind.legal else Ink.RED,
        say("scene.status", kind=kind_name(kind)),
        Lazy(partial(_facts, told, kind, path, first, last)),
        path,
        tuple(unsure),
        legend=None if kind.legal else _NOT_LEGAL,
    )


def _facts(told: Told, kind: StatusKind, path: str, first: int, last: int) -> tuple[Statement, ...]:
    found = []
    begin = date.fromordinal(first)
    if last == FOREVER:
        found.append(say("scene.stay_open", first=begin, n=max(0, told.today - first) + 1))
    else:
        found.append(say("scene.stay_days", first=begin, last=date.fromordinal(last), n=last - first + 1))
    if not kind.legal:
        found.append(say("scene.not_legal"))
    elif kind.pending:
        found.append(say("scene.pending"))
    found += range_facts(told, f"{path}.first_day", "scene.began_between")
    found += range_facts(told, f"{path}.last_day", "scene.ended_between")
    return tuple(found)


def range_facts(told: Told, path: str, text: str) -> Iterator[Statement]:
    """What was told of an approximate day."""
    found = told.ranges.get(path)
    if found is not None:
        yield say(text, first=found.first, last=found.last)


def _not_placed(told: Told, shown: Collection[str]) -> Iterator[SceneItem]:
    """Titles that the engine could not place, shown on the day that is known, so that none vanishes."""
    kinds = told.timeline.kinds
    for entry in told.case.statuses:
        path = f"statuses.{entry.id}"
        days = sorted(d for d in (entry.first_day, entry.last_day) if d is not None)
        if path in shown or not days or _merged_away(told, entry.kind, days[0].toordinal()):
            continue
        kind = kinds.get(entry.kind)
        name = TextRef("status.not_known.title") if kind is None else kind_name(kind)
        yield incomplete(path, days, say("scene.status", kind=name), told.today)


def _merged_away(told: Told, kind: str, day: int) -> bool:
    """Whether a title of this kind holds the day already."""
    return any(t.kind.id == kind and t.first <= day <= t.last for t in told.timeline.titles)


def incomplete(path: str, days: list[date], title: Statement, today: int) -> SceneItem:
    """An entry with a missing day or days in the wrong order; ``days`` are the known ones in order."""
    first, last = days[0].toordinal(), min(days[-1].toordinal(), max(days[0].toordinal(), today) + HORIZON)
    facts = (say("scene.days_missing" if len(days) == 1 else "scene.days_doubtful", day=days[0]),)
    unsure = ((first, last),)
    return SceneItem(
        path, first, last, Pattern.OUTLINE, Ink.AMBER, title, facts, path, unsure, legend=_INCOMPLETE
    )


def milestone_lane(told: Told) -> SceneLane:
    """Days on which something happened or will; the planned filing is a marker."""
    items = [
        SceneItem(
            f"milestones.{name}",
            day.toordinal(),
            day.toordinal(),
            Pattern.SOLID,
            Ink.INFO,
            say(f"scene.milestone_{name}"),
            (say("scene.on_day", day=day),),
            path,
        )
        for name, path, day in _milestones(told)
    ]
    items.sort(key=lambda i: (i.first, i.id))
    return SceneLane(LaneId.MILESTONES, say("scene.lane_milestones"), tuple(items))


def _milestones(told: Told) -> Iterator[tuple[str, str, date]]:
    case = told.case
    stay, filing, earlier, born = case.current_stay, case.filing, case.earlier_filing, case.person.birth_date
    days: list[tuple[str, str, date | None]] = []
    if stay is not None:
        days.append(("filed", "current_stay.filed_on", stay.filed_on))
        days.append(("delivered", "current_stay.decision_delivered_on", stay.decision_delivered_on))
    if earlier is not None:
        days.append(("earlier_filing", "earlier_filing.sent_on", earlier.sent_on))
    days.append(("sent", "filing.sent_on", filing.sent_on))
    days.append(("upo", "filing.upo_received_on", filing.upo_received_on))
    if born is not None:
        days.append(("adult", "person.birth_date", _adult(told, born)))
        days.append(("birth", "person.birth_date", born if _born_here(told, case) else None))
    for name, path, day in days:
        if day is not None and day.toordinal() <= told.today + HORIZON:
            yield name, path, day


def _adult(told: Told, born: date) -> date | None:
    """The 18th birthday, if it lies in the time that the timeline shows."""
    day = add_years(born, _ADULT_YEARS)
    known = [t.first for t in told.timeline.titles] + [j.left for j in told.timeline.journeys]
    return day if min([*known, told.today]) <= day.toordinal() <= told.today + HORIZON // 2 else None


def _born_here(told: Told, case: Case) -> bool:
    kind = None if case.current_stay is None else told.timeline.kinds.get(case.current_stay.kind)
    return kind is not None and kind.last_day_rule is LastDayRule.BORN_HERE
