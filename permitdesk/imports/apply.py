"""Taking over: the chosen lines become entries of the case, all in one step or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from permitdesk.domain.case import Absence, ApproximateDay, Case, SchengenStay, StatusEntry
from permitdesk.domain.stay.approximate import careful_end
from permitdesk.imports.days import ReadDay
from permitdesk.imports.entries import Entry
from permitdesk.imports.report import ImportReport
from permitdesk.imports.words import Target

#: where the entries of a list stand in the case: area, letter of the ids, names of both days
_AREAS = {
    Target.JOURNEYS: ("absences", "a", "left", "returned"),
    Target.STAYS: ("statuses", "s", "first_day", "last_day"),
    Target.SCHENGEN: ("schengen_stays", "v", "entry", "exit"),
}


def apply(case: Case, report: ImportReport, chosen: Collection[int]) -> Case:
    """The case with the lines at the places ``chosen`` added behind what it has.

    Raises IndexError for a place without a line and ValueError for one that was refused; nothing is
    changed then, because a case never is.
    """
    entries = []
    for place in sorted(chosen):
        entry = report.lines[place].entry
        if entry is None:
            raise ValueError(f"line {report.lines[place].line.number} was refused")
        entries.append(entry)
    area, letter, first_name, last_name = _AREAS[report.target]
    number = _last_number(case, report.target, letter)
    ids = [f"{letter}{number + place}" for place in range(1, len(entries) + 1)]
    unknown: list[str] = []
    ranges: list[ApproximateDay] = []
    days: list[tuple[date | None, date | None]] = []
    for name, entry in zip(ids, entries, strict=True):
        pair = []
        for field, read in ((first_name, entry.first), (last_name, entry.last)):
            path = f"{area}.{name}.{field}"
            pair.append(_day(path, read, unknown, ranges))
        days.append((pair[0], pair[1]))
    made = case.with_changes(
        dont_know=case.dont_know | frozenset(unknown), approximate=(*case.approximate, *ranges)
    )
    return _with_entries(made, report.target, zip(ids, entries, days, strict=True))


def _day(path: str, read: ReadDay, unknown: list[str], ranges: list[ApproximateDay]) -> date | None:
    if read.unknown:
        unknown.append(path)
    if read.day is None or read.until is None or read.until == read.day:
        return read.day
    ranges.append(ApproximateDay(path, read.day, read.until))
    return careful_end(path, read.day, read.until)


def _with_entries(
    case: Case, target: Target, rows: Iterable[tuple[str, Entry, tuple[date | None, date | None]]]
) -> Case:
    match target:
        case Target.JOURNEYS:
            journeys = (Absence(i, d[0], d[1], e.country, e.reason, e.proof) for i, e, d in rows)
            return case.with_changes(absences=(*case.absences, *journeys))
        case Target.STAYS:
            stays = (StatusEntry(i, e.kind, d[0], d[1], e.outcome, e.note) for i, e, d in rows)
            return case.with_changes(statuses=(*case.statuses, *stays))
        case Target.SCHENGEN:
            visits = (SchengenStay(i, d[0], d[1]) for i, e, d in rows)
            return case.with_changes(schengen_stays=(*case.schengen_stays, *visits))


def _last_number(case: Case, target: Target, letter: str) -> int:
    entries: Iterable[Absence | StatusEntry | SchengenStay]
    match target:
        case Target.JOURNEYS:
            entries = case.absences
        case Target.STAYS:
            entries = case.statuses
        case Target.SCHENGEN:
            entries = case.schengen_stays
    tails = (entry.id.removeprefix(letter) for entry in entries)
    return max((int(tail) for tail in tails if tail.isascii() and tail.isdecimal()), default=0)
