"""What can be offered for each kind of problem of the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from permitdesk.domain.case import Absence, ApproximateDay, Case, DocumentStatus, StatusEntry
from permitdesk.domain.dossier import TimelineProblem
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.entry_fields import (
    Entry,
    careful,
    entries_of,
    entry_at,
    new_id,
    told_at,
    told_in_year,
    with_day_told,
    with_new,
    with_record,
    without_entry,
)

#: a journey over New Year with a mistyped year is believed up to this many days
_NEW_YEAR = 120
#: years before the day assessed and after it in which a day of somebody's stay can lie
YEARS_BACK, YEARS_AHEAD = 100, 20
_WAITING = "pending_application"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A repair before it is checked. ``mends`` False: it leaves the problem open and asks a question."""

    kind: str
    text: Statement
    case: Case
    mends: bool = True


# --- reversed -----------------------------------------------------------------------


def reversed_offers(case: Case, problem: TimelineProblem) -> Iterator[Offer]:
    """Swap the days; or, over New Year, take the year before for the one or the year after for the other."""
    entry = entry_at(case, problem.paths[0])
    if entry is None or entry.first is None or entry.last is None:
        return
    first = told_at(case, entry.first_path, entry.first)
    last = told_at(case, entry.last_path, entry.last)
    later, earlier = told_in_year(last, 1), told_in_year(first, -1)
    if later is not None and _soon_after(entry.first, careful(entry.last_path, later)):
        text = say("repair.later_year", was=entry.last, day=careful(entry.last_path, later))
        yield Offer("later_year", text, with_day_told(case, entry.last_path, later))
    if earlier is not None and _soon_after(careful(entry.first_path, earlier), entry.last):
        text = say("repair.earlier_year", was=entry.first, day=careful(entry.first_path, earlier))
        yield Offer("earlier_year", text, with_day_told(case, entry.first_path, earlier))
    text = say("repair.swap", first=entry.last, last=entry.first)
    yield Offer(
        "swap", text, with_day_told(with_day_told(case, entry.first_path, last), entry.last_path, first)
    )


def _soon_after(first: date, last: date) -> bool:
    return timedelta() <= last - first <= timedelta(days=_NEW_YEAR)


# --- years --------------------------------------------------------------------------


def year_offers(case: Case, problem: TimelineProblem, on: date) -> Iterator[Offer]:
    """The likely years of days whose year was mistyped; of a title yet to come, of its first day alone."""
    entry = entry_at(case, problem.paths[0])
    if entry is None:
        return
    slip = problem.kind == "year_slip"
    ends = [(entry.first_path, entry.first, entry.last), (entry.last_path, entry.last, entry.first)]
    days = [
        (path, day, _likely_years(day, other, on))
        for path, day, other in (ends if slip else ends[:1])
        if day is not None and (strange_year(day, on) or not slip)
    ]
    for place in range(2):
        changed, text = case, None
        for path, day, years in days:
            step = years[place] - day.year if place < len(years) else 0
            moved = told_in_year(told_at(case, path, day), step)
            if moved is not None and step:
                changed = with_day_told(changed, path, moved)
                text = say("repair.likely_year", was=f"{day.year:04d}", day=careful(path, moved))
        if text is not None:
            yield Offer("likely_year", text, changed)


def strange_year(day: date, on: date) -> bool:
    """Whether the year lies so far from the day assessed that it cannot be meant, such as 0023 or 2203."""
    return not on.year - YEARS_BACK <= day.year <= on.year + YEARS_AHEAD


def _likely_years(day: date, other: date | None, on: date) -> list[int]:
    """Years that one slip of the fingers turns into that of ``day``, closest to the other day first."""
    if day.year < 100:
        years = {2000 + day.year, 1900 + day.year}
    else:
        digits = f"{day.year:04d}"
        years = {int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]) for i in range(3)}
        years.add(day.year - 1)
    near = on.year if other is None or strange_year(other, on) else other.year
    good = [year for year in years - {day.year} if on.year - YEARS_BACK <= year <= on.year]
    return sorted(good, key=lambda year: (abs(near - year), -year))[:2]


# --- missing days -------------------------------------------------------------------


def missing_offers(case: Case, problem: TimelineProblem, on: date) -> Iterator[Offer]:
    """A return that is not known: still abroad."""
    entry = entry_at(case, problem.paths[0])
    if entry is None or entry.group != "absences" or entry.first is None or entry.last is not None:
        return
    if entry.first <= on:
        text = say("repair.still_abroad", first=entry.first)
        yield Offer("still_abroad", text, with_day_told(case, entry.last_path, None))


# --- overlaps -----------------------------------------------------------------------


def overlap_offers(case: Case, problem: TimelineProblem) -> Iterator[Offer]:
    """Of two journeys or two stays on the same days."""
    first, second = (entry_at(case, path) for path in problem.paths[:2])
    begun = problem.first
    if first is None or begun is None:
        return
    if problem.kind == "absence_overlap":
        if second is not None:
            yield from _journeys(case, first, second, begun)
    elif second is not None and second.last is not None and _ends_after(first, second.last):
        yield from _around(case, first, second, apart=1)
    else:
        end = begun - _DAY
        text = say("repair.end_before", day=end, second=begun)
        yield Offer("end_before", text, with_day_told(case, first.last_path, end))


def _ends_after(entry: Entry, day: date) -> bool:
    return entry.last is None or entry.last > day


def _journeys(case: Case, first: Entry, second: Entry, begun: date) -> Iterator[Offer]:
    """Of two journeys, the second of which began on ``begun``, while the first lasted."""
    contained = first.last is not None and second.last is not None and second.last <= first.last
    if contained:
        yield _removed(case, second)
        yield from _around(case, first, second, apart=0)
        return
    if first.record.reason is second.record.reason:
        yield _joined(case, first, second)
    text = say("repair.end_first", day=begun)
    yield Offer("end_first", text, with_day_told(case, first.last_path, begun))
    if first.last is None:
        bare = with_day_told(case, first.last_path, None)
        unknown = bare.with_changes(dont_know=bare.dont_know | {first.last_path})
        yield Offer("return_unknown", say("repair.return_unknown", first=first.first or date.min), unknown)


def _removed(case: Case, inner: Entry) -> Offer:
    text = say("repair.remove_inner", first=inner.first or date.min, last=inner.last or date.min)
    return Offer("remove_inner", text, without_entry(case, inner.path))


def _around(case: Case, outer: Entry, inner: Entry, *, apart: int) -> Iterator[Offer]:
    """Part the longer entry in two around the shorter; journeys share the days, stays lie a day apart."""
    if inner.first is None or inner.last is None or outer.first is None or inner.first <= outer.first:
        return
    step = timedelta(days=apart)
    end, start = inner.first - step, inner.last + step
    rest = replace(outer.record, id=new_id(case, outer.group))
    last = told_at(case, outer.last_path, outer.last)
    changed = with_day_told(case, outer.last_path, end)
    changed = with_new(changed, outer.group, rest)
    begin, end_of_rest = (path.replace(outer.path, f"{outer.group}.{rest.id}", 1) for path in outer.paths)
    changed = with_day_told(with_day_told(changed, begin, start), end_of_rest, last)
    yield Offer("part", say(f"repair.part_{outer.group}", end=end, start=start), changed)


def _joined(case: Case, first: Entry, second: Entry) -> Offer:
    """Both journeys as one, under the id of the first."""
    last = None
    if first.last is not None and second.last is not None:
        last = told_at(case, second.last_path, second.last)
    one, two = first.record, second.record
    states = [s for s in (one.proof_state, two.proof_state) if s is not None]
    changed = with_record(
        without_entry(case, second.path),
        first.path,
        country=_both(one.country, two.country, ", "),
        proof=_both(one.proof, two.proof, "; "),
        proof_state=min(states, key=list(DocumentStatus).index) if states else None,
    )
    changed = with_day_told(changed, first.last_path, last)
    begin = first.first or date.min
    if isinstance(last, ApproximateDay):
        last = careful(first.last_path, last)
    if last is None:
        return Offer("join", say("repair.join_open", first=begin), changed)
    return Offer("join", say("repair.join", first=begin, last=last), changed)


def _both(one: str, two: str, mark: str) -> str:
    """Both texts, without saying one twice."""
    if not one or not two or one.strip().casefold() == two.strip().casefold():
        return one or two
    return f"{one}{mark}{two}"


# --- gaps ---------------------------------------------------------------------------


def gap_offers(case: Case, problem: TimelineProblem, on: date) -> Iterator[Offer]:
    """Days between two titles: waited for a decision, was abroad, or the earlier title lasted longer."""
    first, last = problem.first, problem.last
    if first is None or last is None or len(problem.paths) < 2:
        return
    if not _asked_already(case, last):
        entry = StatusEntry(new_id(case, "statuses"), _WAITING, None, last)
        text = say("repair.waited", first=first, last=last)
        yield Offer("waited", text, with_new(case, "statuses", entry, ("first_day",)), mends=False)
    left, returned = first - _DAY, last + _DAY
    if returned <= on and not _journey_between(case, left, returned):
        journey = Absence(new_id(case, "absences"), left, returned)
        text = say("repair.was_abroad", first=left, last=returned)
        yield Offer("was_abroad", text, with_new(case, "absences", journey))
    earlier = entry_at(case, problem.paths[0])
    if earlier is not None:
        changed = with_day_told(case, earlier.last_path, last)
        yield Offer("lasted_until", say("repair.lasted_until", day=last), changed)


def _asked_already(case: Case, last: date) -> bool:
    return any(s.kind == _WAITING and s.first_day is None and s.last_day == last for s in case.statuses)


def _journey_between(case: Case, left: date, returned: date) -> bool:
    """Whether a journey is told that shares more than a day of crossing with this time."""
    return any(
        e.first is None or (e.first < returned and (e.last is None or e.last > left))
        for e in entries_of(case, "absences")
    )
