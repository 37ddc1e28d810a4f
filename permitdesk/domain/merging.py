"""Two copies of a case joined, held against the state both grew from.

What only one side changed is taken from that side; what both changed in the same way is taken once; what
both changed differently is a conflict, and the person chooses. Nothing is decided by who was later.

* Fields that make sense together only (``merging_told.GROUPS``) are one change: the two days of a
  journey, a reason with its proof, a day with its range and its "I don't know".
* A record that tells of another thing than before on one side and was changed on the other is a conflict
  as a whole: another kind of stay, a journey without a day in common.
* What one side deleted and the other changed is a conflict, and stays unless the person says otherwise.
* Without a common state a side that told nothing gives way; every other difference is a conflict.

Journeys that overlap after joining are left as they are: the timeline shows them, with repairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case
from permitdesk.domain.merging_entries import aligned, in_order, same_story
from permitdesk.domain.merging_told import (
    LISTS,
    RECORDS,
    Apart,
    Key,
    Together,
    Told,
    empty,
    parts_of,
    take_apart,
)
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import tidied

#: what stands at the path of a change: fields of a record, a whole member, or nothing
Value: TypeAlias = Told | Case | None
V = TypeVar("V", bound="Told | Case")


class Side(StrEnum):
    """One of the two copies."""

    OURS = "ours"
    THEIRS = "theirs"


class ChangeKind(StrEnum):
    """Who changed something since the state both grew from."""

    #: only the other side
    TAKEN = "taken"
    #: only we
    KEPT = "kept"
    BOTH_SAME = "both_same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: in an entry that is new or gone the whole entry, otherwise fields of it."""

    #: names the change, for ``resolved``
    path: str
    kind: ChangeKind
    base: Value
    ours: Value
    theirs: Value
    #: which side is taken unless the person chooses the other
    default: Side
    #: case id of the member of the household; empty: the first person
    person: str = ""
    #: field of ``Case``, such as ``absences``; empty for the fields with one value each
    place: str = ""
    #: id of the entry or question; empty where there is none
    entry: str = ""
    #: the group of fields or the field; empty: the whole entry
    part: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two copies joined: the case with every default, and all that differs, in the order of the case."""

    merged: Case
    changes: tuple[Change, ...]
    base: Case | None = field(repr=False)
    ours: Case = field(repr=False)
    theirs: Case = field(repr=False)

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """What the person is asked about."""
        return tuple(change for change in self.changes if change.kind is ChangeKind.CONFLICT)


def merge(base: Case | None, ours: Case, theirs: Case) -> Merge:
    """Join two copies of a case. ``base`` is the newest state both grew from; None if there is none.

    The joined case has our id. Ranges come out in order (``tidied``), as they do in a case file.
    """
    return _merged(base, ours, theirs, {})


def resolved(merge: Merge, choices: Mapping[str, Side]) -> Case:
    """The joined case with the person's choices, by the path of the change.

    Any change may be chosen about, not only a conflict. Raises KeyError for a path that is no change.
    """
    unknown = set(choices) - {change.path for change in merge.changes}
    if unknown:
        raise KeyError(min(unknown))
    return _merged(merge.base, merge.ours, merge.theirs, choices).merged


def _merged(base: Case | None, ours: Case, theirs: Case, choices: Mapping[str, Side]) -> Merge:
    join = _Join(choices, two_way=base is None)
    merged = join.person("", base, ours, theirs)
    return Merge(merged, tuple(join.changes), base, ours, theirs)


class _Join:
    """Joins a case person by person and notes what differs."""

    def __init__(self, choices: Mapping[str, Side], *, two_way: bool) -> None:
        self.changes: list[Change] = []
        self._choices = choices
        self._two_way = two_way
        self._person = ""

    def person(self, person: str, base: Case | None, ours: Case, theirs: Case) -> Case:
        """The case of one person joined; ``person`` is the case id of a member."""
        self._person = person
        ours, theirs = tidied(ours), tidied(theirs)
        before = take_apart(Case("") if base is None else tidied(base))
        here = take_apart(ours)
        there = take_apart(aligned(before, here, theirs))
        made = Together(ours)
        made.scalars(self._parts("", "", before.scalars, here.scalars, there.scalars))
        for name in RECORDS:
            told = (before.records[name], here.records[name], there.records[name])
            made.record(name, self._record(name, "", *told))
        for name in LISTS:
            made.entries(name, self._entries(name, before, here, there))
        answers = self._answers(before, here, there)
        # The members change who is spoken of, so they come last.
        members = self._members(before, here, there)
        loose = {
            path
            for path in before.loose | here.loose | there.loose
            if _newer(path in before.loose, path in here.loose, path in there.loose)
        }
        order = in_order(before.ranges, here.ranges, there.ranges)
        return made.case(loose, order, answers=answers, members=members)

    def _entries(self, name: str, before: Apart, here: Apart, there: Apart) -> list[tuple[Key, Told]]:
        base, ours, theirs = (apart.entries[name] for apart in (before, here, there))
        joined = (
            (key, self._record(name, _shown(key), base.get(key), ours.get(key), theirs.get(key)))
            for key in in_order(tuple(base), tuple(ours), tuple(theirs))
        )
        return [(key, told) for key, told in joined if told is not None]

    def _answers(self, before: Apart, here: Apart, there: Apart) -> Answers:
        base, ours, theirs = (
            {question: Told((("", value),)) for question, value in apart.answers.items()}
            for apart in (before, here, there)
        )
        joined = {
            question: self._whole(
                "answers", question, base.get(question), ours.get(question), theirs.get(question)
            )
            for question in sorted({*ours, *theirs})
        }
        return Answers.of({question: told.get("") for question, told in joined.items() if told is not None})

    def _members(self, before: Apart, here: Apart, there: Apart) -> tuple[Case, ...]:
        joined: list[Case | None] = []
        for case_id in in_order(tuple(before.members), tuple(here.members), tuple(there.members)):
            base, ours, theirs = (apart.members.get(case_id) for apart in (before, here, there))
            if ours is not None and theirs is not None:
                joined.append(self.person(case_id, base, ours, theirs))
            else:
                self._person = ""
                joined.append(self._whole("members", case_id, base, ours, theirs))
        return tuple(member for member in joined if member is not None)

    def _record(
        self, place: str, entry: str, base: Told | None, ours: Told | None, theirs: Told | None
    ) -> Told | None:
        """A record joined field by field where that makes sense, otherwise as a whole."""
        if ours is None or theirs is None:
            return self._whole(place, entry, base, ours, theirs)
        stories = [(ours, theirs)] if base is None else [(base, ours), (base, theirs)]
        if not all(same_story(place, entry, one, other) for one, other in stories):
            return self._whole(place, entry, base, ours, theirs)
        nothing = empty(RECORDS.get(place) or LISTS[place])
        return self._parts(place, entry, nothing if base is None else base, ours, theirs)

    def _parts(self, place: str, entry: str, base: Told, ours: Told, theirs: Told) -> Told:
        joined = ours
        for part, names in parts_of(place, ours).items():
            sides = (told.only(names) for told in (base, ours, theirs))
            joined = joined.with_told(self._join(place, entry, part, *sides))
        return joined

    def _whole(self, place: str, entry: str, base: V | None, ours: V | None, theirs: V | None) -> V | None:
        chosen: V | None = self._join(place, entry, "", base, ours, theirs)
        return chosen

    def _join(self, place: str, entry: str, part: str, base: Any, ours: Any, theirs: Any) -> Any:
        """One of the two sides; what differs is noted."""
        if ours == theirs and (ours == base or self._two_way):
            return ours
        kind = _kind(base, ours, theirs)
        path = ".".join(
            name for name in ("members" if self._person else "", self._person, place, entry, part) if name
        )
        # What would be gone on one side is not let go without being asked.
        theirs_first = kind is ChangeKind.TAKEN or (kind is ChangeKind.CONFLICT and ours is None)
        default = Side.THEIRS if theirs_first else Side.OURS
        self.changes.append(Change(path, kind, base, ours, theirs, default, self._person, place, entry, part))
        return ours if self._choices.get(path, default) is Side.OURS else theirs


def _kind(base: object, ours: object, theirs: object) -> ChangeKind:
    if ours == theirs:
        return ChangeKind.BOTH_SAME
    if base == ours:
        return ChangeKind.TAKEN
    return ChangeKind.KEPT if base == theirs else ChangeKind.CONFLICT


def _newer(base: bool, ours: bool, theirs: bool) -> bool:
    return ours if ours != base else theirs


def _shown(key: Sequence[Any]) -> str:
    """The id of an entry; repeated ids are numbered, so that each change has a path of its own."""
    identifier, number = key
    return f"{identifier}" if not number else f"{identifier} ({number + 1})"
