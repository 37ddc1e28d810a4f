"""Repairs of a timeline: for each problem whole new cases to choose from, each with what it changes.

A repair is only an offer. Its sentence says what will change and why that may be wrong; nothing is
invented: no repair makes a stay legal that nobody told of. Only the entries of the problem change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import TimelineProblem, TimelineView
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import range_of
from permitdesk.domain.stay.entry_fields import FIELDS, Entry, entries_of, entry_at, without_entry
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.repair_offers import (
    Offer,
    gap_offers,
    missing_offers,
    overlap_offers,
    reversed_offers,
    strange_year,
    year_offers,
)
from permitdesk.domain.stay.timeline import build_timeline

#: what an entry can say besides its days
_TOLD = ("country", "reason", "proof", "proof_state", "outcome", "note")
#: problems looked at in one go; the others follow when these are mended
MOST_PROBLEMS = 40


@dataclass(frozen=True, slots=True)
class Repair:
    """One offer: ``kind`` names the button, ``text`` says what changes and why it may be wrong."""

    id: str
    kind: str
    problem: TimelineProblem
    text: Statement
    case: Case


def all_problems(case: Case, timeline: TimelineView, on: date) -> tuple[TimelineProblem, ...]:
    """The problems of the timeline with those of single entries: doubled entries, mistyped years.

    Two entries of the same days are named once, as doubled and not as an overlap too. Reversed stays in
    the Schengen area are named here, because the timeline does not hold them.
    """
    doubled = tuple(_duplicates(case))
    pairs = {frozenset(problem.paths) for problem in doubled}
    slips = tuple(_year_slips(case, on))
    strange = {path for problem in slips for path in problem.paths}
    rest = tuple(
        problem
        for problem in (*timeline.problems, *_reversed_stays(case))
        if frozenset(problem.paths) not in pairs and not strange.intersection(problem.paths)
    )
    return (*slips, *doubled, *rest)


def repairs(
    case: Case, timeline: TimelineView, on: date, kinds: Mapping[str, StatusKind], most: int = MOST_PROBLEMS
) -> tuple[Repair, ...]:
    """Every repair of the first ``most`` problems, in the order of ``all_problems``."""
    return tuple(
        repair
        for problem in all_problems(case, timeline, on)[:most]
        for repair in repairs_of(case, problem, on, kinds)
    )


def repairs_of(
    case: Case, problem: TimelineProblem, on: date, kinds: Mapping[str, StatusKind]
) -> tuple[Repair, ...]:
    """The repairs of one problem, the likeliest first; none if only the person can mend it.

    An offer that would leave the same problem in the same place is not made; only the question when an
    application was filed stays open until it is answered.
    """
    found = []
    for offer in _offers(case, problem, on):
        if offer.case == case or (offer.mends and _remains(case, offer.case, problem, on, kinds)):
            continue
        found.append(
            Repair(f"{offer.kind}:{'+'.join(problem.paths)}", offer.kind, problem, offer.text, offer.case)
        )
    return tuple(found)


def _offers(case: Case, problem: TimelineProblem, on: date) -> Iterator[Offer]:
    match problem.kind:
        case "year_slip":
            yield from year_offers(case, problem, on)
        case "duplicate":
            yield from _doubled_offers(case, problem)
        case "reversed":
            yield from reversed_offers(case, problem)
        case "missing_day":
            yield from missing_offers(case, problem, on)
        case "overlap" | "absence_overlap":
            yield from overlap_offers(case, problem)
        case "gap":
            yield from gap_offers(case, problem, on)
        case _:  # future
            yield from year_offers(case, problem, on)


def _remains(
    before: Case, after: Case, problem: TimelineProblem, on: date, kinds: Mapping[str, StatusKind]
) -> bool:
    """Whether the same kind of problem still stands at the same entries.

    For entries that do not depend on others only these are looked at, so that it is quick with thousands.
    """
    at = {*problem.paths, *_added(before, after)}
    if problem.kind not in ("gap", "overlap"):
        after = _only(after, at)
    timeline = build_timeline(after, kinds, on)
    view = TimelineView((), timeline.problems)
    return any(
        p.kind == problem.kind and at.issuperset(p.paths) and bool(set(p.paths) & set(problem.paths))
        for p in all_problems(after, view, on)
    )


def _added(before: Case, after: Case) -> tuple[str, ...]:
    """Paths of the entries that a repair adds."""
    added = []
    for group in FIELDS:
        if getattr(before, group) is not getattr(after, group):
            known = {record.id for record in getattr(before, group)}
            added += [f"{group}.{r.id}" for r in getattr(after, group) if r.id not in known]
    return tuple(added)


def _only(case: Case, paths: Collection[str]) -> Case:
    """The case with these entries of its tables alone, and what belongs to them."""
    wanted = {group: {p.partition(".")[2] for p in paths if p.startswith(f"{group}.")} for group in FIELDS}
    tables = {group: tuple(r for r in getattr(case, group) if r.id in wanted[group]) for group in FIELDS}
    ranges = tuple(e for e in case.approximate if e.path.rpartition(".")[0] in paths)
    return case.with_changes(**tables, approximate=ranges)


# --- problems of single entries -----------------------------------------------------


def _reversed_stays(case: Case) -> Iterator[TimelineProblem]:
    for entry in entries_of(case, "schengen_stays"):
        if entry.first is not None and entry.last is not None and entry.last < entry.first:
            text = say("repair.stay_reversed", first=entry.first, last=entry.last)
            yield TimelineProblem("reversed", entry.last, entry.first, (entry.path,), text)


def _duplicates(case: Case) -> Iterator[TimelineProblem]:
    """Entries of one table with the same two days (and, for stays, the same kind), each with the first."""
    for group in FIELDS:
        seen: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for entry in sorted(entries_of(case, group), key=lambda e: str(e.record.id)):
            if entry.first is None:
                continue
            what = getattr(entry.record, "kind", None)
            seen[entry.first, entry.last, what, *_ranges(case, entry)].append(entry)
        for first, *others in seen.values():
            for other in others:
                if _same_place(first, other):
                    text = say(f"repair.doubled_{group}", day=first.first or date.min)
                    yield TimelineProblem(
                        "duplicate", first.first, first.last, (first.path, other.path), text
                    )


def _ranges(case: Case, entry: Entry) -> tuple[object, ...]:
    ends = (range_of(case, entry.first_path), range_of(case, entry.last_path)) if case.approximate else ()
    return tuple(None if end is None else (end.first, end.last) for end in ends)


def _same_place(one: Entry, other: Entry) -> bool:
    """Journeys on the same days to different countries are not doubled; one without a country may be."""
    first, second = (getattr(e.record, "country", "").strip().casefold() for e in (one, other))
    return first == second or not first or not second


def _doubled_offers(case: Case, problem: TimelineProblem) -> Iterator[Offer]:
    """Remove one of two equal entries, the one with less in it first."""
    pair = [entry for path in problem.paths if (entry := entry_at(case, path)) is not None]
    for gone in sorted(pair, key=_richness)[: 1 if len({_content(e) for e in pair}) == 1 else 2]:
        rows = [e.record.id for e in entries_of(case, gone.group)]
        text = say("repair.remove_double", n=rows.index(gone.record.id) + 1)
        yield Offer("remove_double", text, without_entry(case, gone.path))


def _content(entry: Entry) -> tuple[object, ...]:
    """Everything an entry says besides its days and its id."""
    return tuple(getattr(entry.record, name, None) for name in _TOLD)


def _richness(entry: Entry) -> tuple[int, int]:
    told = [value for value in _content(entry) if value not in (None, "", "ordinary")]
    number = entry.record.id.strip("asv")
    return len(told), -int(number) if number.isdecimal() else 0


def _year_slips(case: Case, on: date) -> Iterator[TimelineProblem]:
    """Days whose year cannot be meant, such as 0023 or 2203."""
    for group in FIELDS:
        for entry in entries_of(case, group):
            strange = [day for day in (entry.first, entry.last) if day is not None and strange_year(day, on)]
            if strange:
                text = say("repair.strange_year", year=f"{strange[0].year:04d}")
                yield TimelineProblem("year_slip", strange[0], strange[-1], (entry.path,), text)


def span_days(first: date, last: date) -> tuple[int, int]:
    """Days of a journey, counting the days of leaving and returning, and counting neither."""
    both = (last - first) // timedelta(days=1) + 1
    return both, max(0, both - 2)
