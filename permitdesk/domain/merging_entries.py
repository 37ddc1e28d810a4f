"""Which entries of two copies of a case are the same one.

Journeys and stays are numbered (``a1``, ``a2``): two people who each add one give both the same number.
So entries that are new on both sides are compared by what they tell before their ids are trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from permitdesk.domain.case import Case
from permitdesk.domain.merging_told import LISTS, Apart, Key, Told, take_apart

K = TypeVar("K", str, Key)

#: the two days by which an entry is recognised
_DAYS = {
    "statuses": ("first_day", "last_day"),
    "absences": ("left", "returned"),
    "schengen_stays": ("entry", "exit"),
}
#: what a record is about: if it differs, the records tell of different things
_KEYS = {"current_stay": "kind", "earlier_filing": "filed"}
_NUMBERED = re.compile(r"(.*?)([0-9]{0,9})", re.DOTALL)
_FURTHER = re.compile(r".*\.[0-9]+", re.DOTALL)


def same_story(place: str, entry: str, one: Told, other: Told) -> bool:
    """Whether two records under one name tell of the same thing, so that their fields may be mixed.

    Journeys and stays do if they have a day in common, or if one has no day yet; the current stay if
    its kind is the same; a further party to an annex if the name is the same or missing.
    """
    if place in _KEYS:
        return bool(one.get(_KEYS[place]) == other.get(_KEYS[place]))
    if place == "annexes" and _FURTHER.fullmatch(entry):
        names = one.get("party_name"), other.get("party_name")
        return names[0] == names[1] or not all(names)
    if place not in _DAYS:
        return True
    pairs = [(one.get(name), other.get(name)) for name in _DAYS[place]]
    told = [any(pair[side] is not None for pair in pairs) for side in (0, 1)]
    return not all(told) or any(day is not None and day == also for day, also in pairs)


def in_order(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> tuple[K, ...]:
    """All entries of both sides: ours, then what only they have; in their order where we changed nothing."""
    if tuple(ours) == tuple(base):
        ours, theirs = theirs, ours
    joined: dict[K, None] = dict.fromkeys(ours)
    joined |= dict.fromkeys(theirs)
    return tuple(joined)


def aligned(base: Apart, ours: Apart, theirs: Case) -> Case:
    """The other case with the ids under which its new entries stand in ours.

    A new entry that we have too gets our id; one whose id we gave to something else gets a free one.
    """
    apart = take_apart(theirs)
    for place in LISTS:
        renamed = _renamed(place, base.entries[place], ours.entries[place], apart.entries[place])
        theirs = _with_ids(theirs, place, {old: new for old, new in renamed.items() if old != new})
    return theirs


def _renamed(
    place: str, base: dict[Key, Told], ours: dict[Key, Told], theirs: dict[Key, Told]
) -> dict[str, str]:
    """The new id of each entry that is new in ``theirs``."""
    if any(number for entries in (ours, theirs) for _, number in entries):
        # Repeated ids: nobody could say which of the entries is meant.
        return {}
    known = {identifier for identifier, _ in base}
    new = {i: told for (i, _), told in theirs.items() if i not in known}
    free = {i: told for (i, _), told in ours.items() if i not in known}
    found: dict[str, str] = {}
    for identifier in [i for i, told in new.items() if free.get(i) == told]:
        found[identifier] = identifier
        del free[identifier]
    alike: dict[Told, list[str]] = {}
    for identifier, told in free.items():
        alike.setdefault(told, []).append(identifier)
    for identifier in [i for i in new if i not in found]:
        if also := alike.get(new[identifier]):
            found[identifier] = also.pop(0)
            del free[found[identifier]]
    taken = known | {i for i, _ in ours}
    found |= {
        identifier: identifier
        for identifier, told in new.items()
        if identifier not in found
        and identifier in free
        and same_story(place, identifier, free[identifier], told)
    }
    ids = _FreeIds(taken | set(new))
    for identifier in [i for i in new if i not in found]:
        found[identifier] = ids.like(identifier) if identifier in taken else identifier
    return found


class _FreeIds:
    """Gives ids that nobody has, numbered on from a given one."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def like(self, identifier: str) -> str:
        match = _NUMBERED.fullmatch(identifier)
        stem, tail = match.groups() if match is not None else (identifier, "")
        number = self._last.get(stem, int(tail or 1))
        while f"{stem}{number}" in self._taken:
            number += 1
        self._last[stem] = number
        self._taken.add(f"{stem}{number}")
        return f"{stem}{number}"


def _with_ids(case: Case, place: str, ids: dict[str, str]) -> Case:
    """The case with other ids for entries of one list, also where its marks name them."""
    if not ids:
        return case
    paths = {
        f"{place}.{entry.id}.{name}": f"{place}.{ids[entry.id]}.{name}"
        for entry in getattr(case, place)
        if entry.id in ids
        for name in LISTS[place].__dataclass_fields__
    }
    records = tuple(replace(entry, id=ids.get(entry.id, entry.id)) for entry in getattr(case, place))
    return case.with_changes(
        **{place: records},
        dont_know=frozenset(paths.get(path, path) for path in case.dont_know),
        approximate=tuple(replace(each, path=paths.get(each.path, each.path)) for each in case.approximate),
    )
