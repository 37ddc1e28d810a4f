"""Ids are unique on every day: a changed rule is a second entry whose validity begins later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from permitdesk.domain.law.citations import Provenance
from permitdesk.rulesets.files import Place


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id that texts, cases and other rules use."""


class Entry(Named, Protocol):
    """Anything with an id and a validity."""

    @property
    def provenance(self) -> Provenance:
        """Where it comes from and when it is in force."""


E = TypeVar("E", bound=Entry)
N = TypeVar("N", bound=Named)


def refuse_duplicates(entries: tuple[E, ...], place: Place) -> tuple[E, ...]:
    """The entries unchanged; RulesetError if two with one id are in force on a common day."""
    if len({entry.id for entry in entries}) == len(entries):
        return entries
    seen: dict[str, list[Provenance]] = {}
    for entry in entries:
        earlier = seen.setdefault(entry.id, [])
        if any(overlap(entry.provenance, other) for other in earlier):
            raise place.at(entry.id).error("this id is used twice for the same days")
        earlier.append(entry.provenance)
    return entries


def refuse_same_ids(entries: Iterable[N], place: Place) -> tuple[N, ...]:
    """The undated entries unchanged; RulesetError if two have one id."""
    seen: set[str] = set()
    found = tuple(entries)
    for entry in found:
        if entry.id in seen:
            raise place.at(entry.id).error("this id is used twice")
        seen.add(entry.id)
    return found


def overlap(one: Provenance, other: Provenance) -> bool:
    """Whether both are in force on some day (boundary days belong to the validity)."""
    return (one.in_force_to is None or other.in_force_from <= one.in_force_to) and (
        other.in_force_to is None or one.in_force_from <= other.in_force_to
    )
