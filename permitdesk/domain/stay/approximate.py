"""Days told as "around" or "between": their range in the case, its careful end, and its other ends.

The plain field of the case always holds the careful end: journeys and Schengen stays as long as they
may have been, stays in Poland as short. The day of the last entry and the last printed day stand at
their earliest, because the last legal day follows from them.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import combinations
from typing import Any

from permitdesk.domain.case import ApproximateDay, Case
from permitdesk.domain.dates.arithmetic import add_years

#: no day is remembered only to ten years; a longer range is a typing mistake
MOST_YEARS = 10

#: fields that may be approximate, by the place they stand in: True if the careful end is the first day
_CAREFUL_FIRST = {
    ("absences", "left"): True,
    ("absences", "returned"): False,
    ("schengen_stays", "entry"): True,
    ("schengen_stays", "exit"): False,
    ("statuses", "first_day"): False,
    ("statuses", "last_day"): True,
    ("current_stay", "first_day"): False,
    ("current_stay", "last_day"): True,
    ("current_stay", "entered_on"): True,
}


def may_be_approximate(path: str) -> bool:
    """Whether the field named by ``path`` may hold a day that is not known to the day."""
    place = _place(path)
    return (place[0], place[2]) in _CAREFUL_FIRST and (place[0] == "current_stay") == (not place[1])


def careful_end(path: str, first: date, last: date) -> date:
    """The end of the range that never promises too much in the field ``path``.

    Raises ValueError for a field that cannot be approximate and for a range that is reversed.
    """
    if not may_be_approximate(path) or first > last:
        raise ValueError(f"no range for {path}: {first} to {last}")
    place = _place(path)
    return first if _CAREFUL_FIRST[(place[0], place[2])] else last


def is_too_long(first: date, last: date) -> bool:
    """Whether a range is longer than anybody can mean: the same day ten years later is still inside."""
    return last > add_years(first, MOST_YEARS)


def other_end(entry: ApproximateDay) -> date:
    """The end of a range that is not the careful one."""
    return entry.last if careful_end(entry.path, entry.first, entry.last) == entry.first else entry.first


def with_range(case: Case, path: str, first: date, last: date) -> Case:
    """The case with the day ``path`` told as lying from ``first`` to ``last``, both inside.

    The field gets the careful end; with ``first == last`` it is a plain day. A path that was answered
    with "I don't know" no longer is. Raises ValueError as ``careful_end`` does, KeyError if the case
    has no such entry.
    """
    found = with_day(case, path, careful_end(path, first, last))
    entries = tuple(e for e in case.approximate if e.path != path)
    if first < last:
        entries = (*entries, ApproximateDay(path, first, last))
    return found.with_changes(approximate=entries, dont_know=case.dont_know - {path})


def without_ranges(case: Case, prefix: str) -> Case:
    """The case without the ranges of ``prefix`` and of all below it; the plain days stay as they are."""
    kept = tuple(e for e in case.approximate if e.path != prefix and not e.path.startswith(f"{prefix}."))
    return case if len(kept) == len(case.approximate) else case.with_changes(approximate=kept)


def range_of(case: Case, path: str) -> ApproximateDay | None:
    """The range told for the field ``path``, or None if its day is plain."""
    return next((e for e in case.approximate if e.path == path), None) if case.approximate else None


def day_at(case: Case, path: str) -> date | None:
    """The plain day in the field ``path``. Raises KeyError if the case has no such entry or field."""
    group, entry, name = _place(path)
    record = case.current_stay if group == "current_stay" else _entry(case, group, entry)
    if record is None or name not in {f.name for f in fields(record)}:
        raise KeyError(path)
    day: date | None = getattr(record, name)
    return day


def with_day(case: Case, path: str, day: date) -> Case:
    """The case with a plain day in the field ``path``; its range, if any, is left alone.

    Raises KeyError if the case has no such entry.
    """
    return with_days(case, {path: day})


def with_days(case: Case, days: dict[str, date]) -> Case:
    """The case with several plain days set at once. Raises KeyError for an entry that is not there."""
    told: dict[str, dict[str, dict[str, date]]] = {}
    for path, day in days.items():
        group, entry, name = _place(path)
        told.setdefault(group, {}).setdefault(entry, {})[name] = day
    changes: dict[str, Any] = {}
    for group, entries in told.items():
        if group == "current_stay":
            if case.current_stay is None:
                raise KeyError(group)
            changes[group] = replace(case.current_stay, **_named(entries[""]))
            continue
        missing = set(entries) - {record.id for record in getattr(case, group, ())}
        if missing:
            raise KeyError(f"{group}.{min(missing)}")
        changes[group] = tuple(
            replace(record, **_named(entries[record.id])) if record.id in entries else record
            for record in getattr(case, group)
        )
    return case.with_changes(**changes)


def tidied(case: Case) -> Case:
    """The case with only those ranges that say something, and with the careful end in each field.

    Left out are ranges of entries that are gone, of fields without a day, reversed ones, and the
    earlier of two for one field. A case that is in order comes back as it is.
    """
    if not case.approximate:
        return case
    told = {e.path: e for e in case.approximate}
    plain = plain_days(case)
    kept = tuple(
        e
        for e in told.values()
        if may_be_approximate(e.path) and e.first < e.last and plain.get(e.path) is not None
    )
    days = {e.path: careful_end(e.path, e.first, e.last) for e in kept}
    changed = {path: day for path, day in days.items() if plain[path] != day}
    if kept != case.approximate:
        case = case.with_changes(approximate=kept)
    return with_days(case, changed) if changed else case


def plain_days(case: Case) -> dict[str, date | None]:
    """The days of all fields that may be approximate, by path."""
    found: dict[str, date | None] = {}
    for group, name in _CAREFUL_FIRST:
        if group != "current_stay":
            found |= {f"{group}.{record.id}.{name}": getattr(record, name) for record in getattr(case, group)}
        elif case.current_stay is not None:
            found[f"{group}.{name}"] = getattr(case.current_stay, name)
    return found


def variants(case: Case) -> tuple[Case, ...]:
    """The case with its ranges at other ends than the careful ones; empty if it has no ranges.

    Journeys, stays in Poland, and days of entry and exit are swung apart: each alone and together.
    """
    groups: dict[str, dict[str, date]] = {}
    for entry in case.approximate:
        groups.setdefault(_group(entry.path), {})[entry.path] = other_end(entry)
    return tuple(
        with_days(case, {path: day for days in chosen for path, day in days.items()})
        for n in range(1, len(groups) + 1)
        for chosen in combinations(groups.values(), n)
    )


def _group(path: str) -> str:
    place = _place(path)
    if place[0] == "schengen_stays" or place[2] == "entered_on":
        return "presence"
    return "journeys" if place[0] == "absences" else "titles"


def _place(path: str) -> tuple[str, str, str]:
    """Group, entry and field of a path; entry ids may hold dots, and are empty for the current stay."""
    group, _, rest = path.partition(".")
    entry, _, name = rest.rpartition(".")
    return group, entry, name


def _entry(case: Case, group: str, entry: str) -> Any:
    records = getattr(case, group, ())
    # A path from a file may name any field of the case, and not every field is a list of entries.
    for record in records if isinstance(records, tuple) else ():
        if getattr(record, "id", None) == entry:
            return record
    raise KeyError(f"{group}.{entry}")


def _named(days: dict[str, date]) -> dict[str, Any]:
    return dict(days)
