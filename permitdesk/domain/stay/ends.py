"""The timelines behind approximate days: as many as it takes to have the worst and the best among them.

A longer journey is never better for a limit, so all journeys at their longest and all at their
shortest bound the rest. Two things need more. A gap between titles may be bridged by being abroad:
a journey that can do so is also tried at the ends that just reach over the gap. And where titles
overlap the careful reading takes the lowest weight, so a longer title may be worse: each uncertain
end of a title is also tried where it meets an end of another one. In between nothing turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product

from permitdesk.domain.case import Absence, ApproximateDay, Case
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import other_end, range_of, with_days
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.timeline import Timeline, build_timeline

#: combinations of ends of titles that are counted one by one; with more, each end is moved alone
_MOST_TITLES = 64
_ONE = timedelta(days=1)

_Days = dict[str, date]


@dataclass(frozen=True, slots=True)
class World:
    """One possible choice of the approximate days: the case and its timeline."""

    case: Case
    timeline: Timeline


def worlds(timeline: Timeline) -> tuple[World, ...]:
    """The other ends of a timeline with approximate days, built once; empty if every day is known."""
    if timeline.told is None:
        return ()
    if "worlds" not in timeline.memo:
        plain = timeline.told.with_changes(approximate=())
        found = {case: None for case in _other_cases(timeline.told, timeline) if case != plain}
        timeline.memo["worlds"] = tuple(world(timeline, case) for case in found)
    built: tuple[World, ...] = timeline.memo["worlds"]
    return built


def world(timeline: Timeline, case: Case) -> World:
    """The timeline of ``case``, which has no ranges, beside ``timeline``."""
    return World(case, build_timeline(case, timeline.kinds, date.fromordinal(timeline.on)))


def swung(timeline: Timeline, paths: Iterable[str]) -> Timeline:
    """The timeline with the days ``paths`` at their other ends and all others at the careful ones."""
    chosen = tuple(paths)
    key = ("swung", chosen)
    if key not in timeline.memo:
        told = timeline.told
        assert told is not None
        days = {e.path: _swung_day(e, told, timeline.on) for e in told.approximate if e.path in chosen}
        case = with_days(told.with_changes(approximate=()), days)
        timeline.memo[key] = world(timeline, case).timeline
    found: Timeline = timeline.memo[key]
    return found


def matters_for_stay(entry: ApproximateDay) -> bool:
    """Whether the day lies in a journey or a title; Schengen stays count towards no period."""
    return not entry.path.startswith("schengen_stays.")


def _other_cases(told: Case, timeline: Timeline) -> Iterator[Case]:
    bare = told.with_changes(approximate=())
    for titles in _title_days(told, timeline):
        placed = with_days(bare, titles)
        for days in _journey_days(told, placed, timeline):
            yield _without_vanished(with_days(placed, days), told, days)


# --- titles -----------------------------------------------------------------------


def _title_days(told: Case, timeline: Timeline) -> list[_Days]:
    entries = [e for e in told.approximate if matters_for_stay(e) and not e.path.startswith("absences.")]
    if not entries:
        return [{}]
    meeting = _meeting_days(told, timeline)
    choices = {e.path: _candidates(e, told, meeting, timeline.kinds) for e in entries}
    many = 1
    for days in choices.values():
        many *= len(days)
    if many <= _MOST_TITLES:
        found = [dict(zip(choices, days, strict=True)) for days in product(*choices.values())]
    else:
        found = _one_by_one(entries, choices, told, timeline.kinds)
    return [days for days in found if _in_order(days)]


def _in_order(days: _Days) -> bool:
    """No title whose both ends are uncertain may end before it began."""
    return all(
        path.removesuffix(".first_day") == path
        or days.get(f"{path.removesuffix('.first_day')}.last_day", first) >= first
        for path, first in days.items()
    )


def _one_by_one(
    entries: list[ApproximateDay],
    choices: Mapping[str, list[date]],
    told: Case,
    kinds: Mapping[str, StatusKind],
) -> list[_Days]:
    short = {e.path: choices[e.path][0] for e in entries}
    grown = {e.path: choices[e.path][1] for e in entries}
    legal = {e.path for e in entries if _is_legal(told, e.path, kinds)}
    mixed = {path: (grown if path in legal else short)[path] for path in short}
    turned = {path: (short if path in legal else grown)[path] for path in short}
    found = [short, grown, mixed, turned]
    for path, days in choices.items():
        found += [{**around, path: day} for day in days for around in (short, grown)]
    return found


def _is_legal(told: Case, path: str, kinds: Mapping[str, StatusKind]) -> bool:
    kind = kinds.get(_kind_of(told, path))
    return kind is None or kind.legal


def _kind_of(told: Case, path: str) -> str:
    if path.startswith("current_stay."):
        return "" if told.current_stay is None else told.current_stay.kind
    entry = path.removeprefix("statuses.").rpartition(".")[0]
    return next((s.kind for s in told.statuses if s.id == entry), "")


def _candidates(
    entry: ApproximateDay, told: Case, meeting: set[date], kinds: Mapping[str, StatusKind]
) -> list[date]:
    """The careful end, the other end, and the days between them on which the title meets something."""
    before = _ONE if entry.path.endswith("last_day") else timedelta()
    days = {day - before for day in meeting} | _ninety_days(entry, told, kinds)
    other = other_end(entry)
    careful = entry.first if other == entry.last else entry.last
    return [careful, other, *sorted(day for day in days if entry.first < day < entry.last)]


def _ninety_days(entry: ApproximateDay, told: Case, kinds: Mapping[str, StatusKind]) -> set[date]:
    """Ends that make 90 days of a short stay: told as longer, it counts less on the careful reading.

    Short stays that touch are one stay, so a day of distance to the next one matters too.
    """
    kind = _kind_of(told, entry.path)
    known = kinds.get(kind)
    if known is None or known.last_day_rule is not LastDayRule.SCHENGEN_90_180:
        return set()
    begins = not entry.path.endswith("last_day")
    found: set[date] = set()
    for path, day in _ends(told):
        if _kind_of(told, path) != kind or not 1900 <= day.year <= 2200:
            continue
        ends = path.endswith("last_day")
        if begins == ends:
            # A stay that begins two days after another ends, or ends two days before, stands alone.
            found.add(day + 2 * _ONE if ends else day - 2 * _ONE)
            found.add(day - 89 * _ONE if ends else day + 89 * _ONE)
    return found


def _meeting_days(told: Case, timeline: Timeline) -> set[date]:
    """The days on which a title begins, or the day after it ends; with ranges, both ends of them."""
    found = {day + (_ONE if path.endswith("last_day") else timedelta()) for path, day in _ends(told)}
    today = date.fromordinal(timeline.on)
    return found | {today, today + _ONE}


def _ends(told: Case) -> Iterator[tuple[str, date]]:
    """All days on which titles begin or end, by their path; of ranges both ends."""
    entries = [(f"statuses.{s.id}", s.first_day, s.last_day) for s in told.statuses]
    stay = told.current_stay
    if stay is not None:
        entries.append(("current_stay", stay.first_day or stay.entered_on or stay.filed_on, stay.last_day))
    for place, first, last in entries:
        for name, day in (("first_day", first), ("last_day", last)):
            entry = range_of(told, f"{place}.{name}")
            if entry is None and stay is not None and stay.first_day is None and place == "current_stay":
                entry = range_of(told, "current_stay.entered_on") if name == "first_day" else None
            days = (day,) if entry is None else (entry.first, entry.last)
            yield from ((f"{place}.{name}", d) for d in days if d is not None and d.year < 9000)


# --- journeys ---------------------------------------------------------------------


def _journey_days(told: Case, placed: Case, timeline: Timeline) -> list[_Days]:
    entries = [e for e in told.approximate if e.path.startswith("absences.")]
    if not entries:
        return [{}]
    short = {e.path: _swung_day(e, told, timeline.on) for e in entries}
    bridging = _bridging(told, placed, entries)
    if not bridging:
        return [{}, short]
    near = {path: day for path, day in short.items() if path in bridging}
    far = {path: day for path, day in short.items() if path not in bridging}
    return [{**days, **others} for days in ({}, near, bridging) for others in ({}, far)]


def _swung_day(entry: ApproximateDay, told: Case, today: int) -> date:
    """The other end; a journey without a return that has begun is not moved behind the day assessed."""
    other = other_end(entry)
    if entry.path.endswith(".left") and entry.first.toordinal() <= today < other.toordinal():
        absence = next(a for a in told.absences if f"absences.{a.id}.left" == entry.path)
        if absence.returned is None:
            return date.fromordinal(today)
    return other


def _bridging(told: Case, placed: Case, entries: list[ApproximateDay]) -> _Days:
    """For journeys that may reach over a gap between titles, the ends that just do so."""
    ends = tuple(_ends(placed))
    lasts = [day for path, day in ends if path.endswith("last_day")]
    firsts = [day for path, day in ends if path.endswith("first_day")]
    by_id: dict[str, list[ApproximateDay]] = {}
    for entry in entries:
        by_id.setdefault(entry.path.split(".", 1)[1].rpartition(".")[0], []).append(entry)
    found: _Days = {}
    for absence in told.absences:
        if absence.id not in by_id or absence.left is None:
            continue
        over = [d for d in lasts if d >= absence.left and (absence.returned is None or d < absence.returned)]
        if not over or not any(d > over[0] for d in firsts):
            continue
        for entry in by_id[absence.id]:
            reached = over if entry.path.endswith(".left") else firsts
            inside = [day for day in reached if entry.first <= day <= entry.last]
            snug = (max if entry.path.endswith(".left") else min)(inside, default=other_end(entry))
            found[entry.path] = snug
    return found


def _without_vanished(case: Case, told: Case, days: _Days) -> Case:
    """Without journeys that become shorter than nothing: both their ends may fall on one day.

    Leaving such a journey out is at least as good as any day it could have taken. The last
    journey stays, as a single day, because a case without journeys is read in another way.
    """
    if not days:
        return case
    kept = [a for a in case.absences if not _vanished(a, told)]
    if len(kept) == len(case.absences):
        return case
    if not kept:
        first = case.absences[0]
        kept = [Absence(first.id, first.returned, first.returned, first.country, first.reason, first.proof)]
    return case.with_changes(absences=tuple(kept))


def _vanished(absence: Absence, told: Case) -> bool:
    if absence.left is None or absence.returned is None or absence.left <= absence.returned:
        return False
    longest = next(a for a in told.absences if a.id == absence.id)
    return longest.left is not None and longest.returned is not None and longest.left <= longest.returned
