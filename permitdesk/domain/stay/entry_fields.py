"""Entries of the tables of a case as one shape: which two days they have, and how to change them whole.

Every change keeps what belongs to an entry with it: days told as a range and fields answered with
"I don't know". Entries that are not named are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from permitdesk.domain.case import ApproximateDay, Case
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import careful_end, range_of, with_range, without_ranges

#: the day that begins and the day that ends an entry, by the group it stands in
FIELDS = {
    "absences": ("left", "returned"),
    "statuses": ("first_day", "last_day"),
    "schengen_stays": ("entry", "exit"),
}
_PREFIX = {"absences": "a", "statuses": "s", "schengen_stays": "v"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with its path, e.g. ``absences.a1``, its record and its two days."""

    path: str
    record: Any
    first: date | None
    last: date | None

    @property
    def group(self) -> str:
        """The table it stands in."""
        return self.path.partition(".")[0]

    @property
    def first_path(self) -> str:
        """The path of the day that begins it."""
        return f"{self.path}.{FIELDS[self.group][0]}"

    @property
    def last_path(self) -> str:
        """The path of the day that ends it."""
        return f"{self.path}.{FIELDS[self.group][1]}"

    @property
    def paths(self) -> tuple[str, str]:
        """The paths of both days."""
        return self.first_path, self.last_path


def entries_of(case: Case, group: str) -> tuple[Entry, ...]:
    """All entries of a table, in its order."""
    begin, end = FIELDS[group]
    return tuple(
        Entry(f"{group}.{record.id}", record, getattr(record, begin), getattr(record, end))
        for record in getattr(case, group)
    )


def entry_at(case: Case, path: str) -> Entry | None:
    """The entry of a path; None for the current stay and for an entry that is gone."""
    group, _, wanted = path.partition(".")
    if group not in FIELDS:
        return None
    begin, end = FIELDS[group]
    found = next((record for record in getattr(case, group) if record.id == wanted), None)
    return None if found is None else Entry(path, found, getattr(found, begin), getattr(found, end))


def with_record(case: Case, path: str, **changes: Any) -> Case:
    """The case with fields of one entry changed, its ranges and its "I don't know" left alone."""
    group, _, wanted = path.partition(".")
    records = getattr(case, group)
    changed = tuple(replace(r, **changes) if r.id == wanted else r for r in records)
    return case.with_changes(**{group: changed})


def with_day_told(case: Case, path: str, told: date | ApproximateDay | None) -> Case:
    """The case with one day of an entry told anew: exactly, as a range, or not at all."""
    entry, _, name = path.rpartition(".")
    if isinstance(told, ApproximateDay):
        return with_range(case, path, told.first, told.last)
    bare = with_record(without_ranges(case, path), entry, **{name: told})
    return bare.with_changes(dont_know=bare.dont_know - {path})


def told_at(case: Case, path: str, day: date | None) -> date | ApproximateDay | None:
    """What was told of a day: its range if it has one, else the plain ``day``."""
    return range_of(case, path) or day


def told_in_year(told: date | ApproximateDay | None, step: int) -> date | ApproximateDay | None:
    """What was told of a day, so many years on; None if one of its days is not in the calendar then."""
    try:
        if isinstance(told, ApproximateDay):
            first, last = (day.replace(year=day.year + step) for day in (told.first, told.last))
            return ApproximateDay(told.path, first, last)
        return None if told is None else told.replace(year=told.year + step)
    except ValueError:
        return None


def without_entry(case: Case, path: str) -> Case:
    """The case without one entry and all that belongs to it."""
    group, _, gone = path.partition(".")
    bare = without_ranges(case, path)
    records = tuple(record for record in getattr(case, group) if record.id != gone)
    unknown = frozenset(p for p in bare.dont_know if not p.startswith(f"{path}."))
    return bare.with_changes(**{group: records, "dont_know": unknown})


def new_id(case: Case, group: str) -> str:
    """An id that no entry of the group has."""
    prefix = _PREFIX[group]
    tails = (record.id.removeprefix(prefix) for record in getattr(case, group))
    return f"{prefix}{1 + max((int(tail) for tail in tails if tail.isdecimal()), default=0)}"


def with_new(case: Case, group: str, record: Any, unknown: Iterable[str] = ()) -> Case:
    """The case with one entry more; ``unknown`` are fields of it answered with "I don't know"."""
    paths = frozenset(f"{group}.{record.id}.{name}" for name in unknown)
    changes = {group: (*getattr(case, group), record), "dont_know": case.dont_know | paths}
    return case.with_changes(**changes)


def careful(path: str, told: date | ApproximateDay) -> date:
    """The day a field would hold if this were told for it."""
    return careful_end(path, told.first, told.last) if isinstance(told, ApproximateDay) else told
