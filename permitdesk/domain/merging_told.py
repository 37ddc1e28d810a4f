"""A case taken apart into what two copies of it are compared by, and put together again.

A field is never looked at without its "I don't know" and without its range: both are part of what was
told there. Fields that make sense together only are one group (``GROUPS``): half of one
story and half of another would be a date or a proof that nobody ever told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

from permitdesk.domain.case import (
    Absence,
    AnnexState,
    ApproximateDay,
    Case,
    CurrentStay,
    DocumentState,
    EarlierFiling,
    FilingRecord,
    PaymentState,
    Person,
    SchengenStay,
    StatusEntry,
)
from permitdesk.domain.records import dataclass

#: id of an entry and how many entries before it in its list have the same id (a sound list has none)
Key = tuple[str, int]

#: fields of ``Case`` that are a record of their own
RECORDS: dict[str, type[Any]] = {
    "person": Person,
    "current_stay": CurrentStay,
    "earlier_filing": EarlierFiling,
    "filing": FilingRecord,
}
#: fields of ``Case`` that are lists of records with an ``id``
LISTS: dict[str, type[Any]] = {
    "statuses": StatusEntry,
    "absences": Absence,
    "schengen_stays": SchengenStay,
    "documents": DocumentState,
    "payments": PaymentState,
    "annexes": AnnexState,
}
#: fields that belong together, by the place they stand in; every other field stands alone
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "current_stay": {
        "days": ("first_day", "last_day", "days_allowed", "entered_on"),
        "proceedings": (
            "filed_on",
            "decision_delivered_on",
            "second_instance",
            "filed_in_legal_stay",
            "outcome",
        ),
    },
    "earlier_filing": {
        "sending": ("channel", "sent_on", "received_on", "upo_received", "paper_case"),
        "signing": ("signer", "annex_signed"),
    },
    "filing": {
        "upo": ("sent_on", "upo_received", "upo_number", "upo_received_on", "upo_time", "upo_file_name")
    },
    "statuses": {"stay": ("kind", "first_day", "last_day", "outcome")},
    "absences": {"days": ("left", "returned"), "reason": ("reason", "proof", "proof_state")},
    "schengen_stays": {"days": ("entry", "exit")},
    "annexes": {"paper": ("party_name", "requested_on", "signed", "signed_on")},
}
_APART = frozenset({"case_id", "answers", "dont_know", "approximate", "members", *RECORDS, *LISTS})
#: fields of ``Case`` that hold one value each
SCALARS: tuple[str, ...] = tuple(f.name for f in fields(Case) if f.name not in _APART)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told in some fields of one record: values, "I don't know", and ranges of days."""

    values: tuple[tuple[str, Any], ...]
    #: names of fields answered with "I don't know"
    unknown: frozenset[str] = frozenset()
    #: field, first and last day
    ranges: tuple[tuple[str, date, date], ...] = ()

    def get(self, name: str) -> Any:
        """The value of a field. Raises KeyError if it is not one of these."""
        return dict(self.values)[name]

    def only(self, names: Sequence[str]) -> Told:
        """What was told in some of these fields."""
        return Told(
            tuple(pair for pair in self.values if pair[0] in names),
            self.unknown.intersection(names),
            tuple(each for each in self.ranges if each[0] in names),
        )

    def with_told(self, part: Told) -> Told:
        """The same with the fields of ``part`` as they are told there."""
        names = [name for name, _ in part.values]
        values = {**dict(self.values), **dict(part.values)}
        kept = tuple(each for each in self.ranges if each[0] not in names)
        return Told(
            tuple(values.items()), (self.unknown - frozenset(names)) | part.unknown, (*kept, *part.ranges)
        )


def empty(kind: type[Any]) -> Told:
    """A record in which nothing was told; fields that always hold something are None."""
    made = ((f, None if f.default is MISSING else f.default) for f in fields(kind) if f.name != "id")
    return Told(tuple((f.name, value) for f, value in made))


def parts_of(place: str, told: Told) -> dict[str, tuple[str, ...]]:
    """The groups of fields that are compared as one, by their name, in the order of the record."""
    groups = GROUPS.get(place, {})
    of_field = {name: group for group, names in groups.items() for name in names}
    return {
        of_field.get(name, name): groups.get(of_field.get(name, name), (name,)) for name, _ in told.values
    }


@dataclass(frozen=True, slots=True)
class Apart:
    """One person's case taken apart."""

    scalars: Told
    #: by the name of the field; None: there is no such record
    records: dict[str, Told | None]
    #: by the name of the list, in its order
    entries: dict[str, dict[Key, Told]]
    #: by question
    answers: dict[str, Any]
    #: by case id
    members: dict[str, Case]
    #: paths of "I don't know" that belong to no field of this case
    loose: frozenset[str]
    #: paths of the ranges in their order
    ranges: tuple[str, ...]


def take_apart(case: Case) -> Apart:
    """Everything a case holds. Its ranges must be in order (``tidied``)."""
    marks = _Marks(case)
    records = {
        name: None if getattr(case, name) is None else marks.told(f"{name}.", getattr(case, name))
        for name in RECORDS
    }
    entries = {name: _entries(name, getattr(case, name), marks) for name in LISTS}
    scalars = marks.told("", case, SCALARS)
    return Apart(
        scalars=scalars,
        records=records,
        entries=entries,
        answers=dict(case.answers),
        members={member.case_id: member for member in case.members},
        loose=frozenset(marks.unknown),
        ranges=tuple(entry.path for entry in case.approximate),
    )


class _Marks:
    """The "I don't know" and the ranges of a case, given to the fields they belong to."""

    def __init__(self, case: Case) -> None:
        self.unknown = set(case.dont_know)
        self._ranges = {entry.path: entry for entry in case.approximate}

    def told(self, prefix: str, record: Any, names: Iterable[str] | None = None) -> Told:
        chosen = [f.name for f in fields(record) if f.name != "id"] if names is None else list(names)
        unknown = frozenset(name for name in chosen if prefix + name in self.unknown)
        self.unknown -= {prefix + name for name in unknown}
        ranges = ((name, self._ranges.pop(prefix + name, None)) for name in chosen)
        return Told(
            tuple((name, getattr(record, name)) for name in chosen),
            unknown,
            tuple((name, told.first, told.last) for name, told in ranges if told is not None),
        )


def _entries(name: str, records: Sequence[Any], marks: _Marks) -> dict[Key, Told]:
    seen: dict[str, int] = {}
    found: dict[Key, Told] = {}
    for record in records:
        count = seen.get(record.id, 0)
        seen[record.id] = count + 1
        found[record.id, count] = marks.told(f"{name}.{record.id}.", record)
    return found


class Together:
    """A case being put together from what was told in its fields."""

    def __init__(self, case: Case) -> None:
        """``case`` gives what is not compared: its id."""
        self._case = case
        self._changes: dict[str, Any] = {}
        self._unknown: set[str] = set()
        self._ranges: dict[str, ApproximateDay] = {}
        #: every field there is, with or without something told in it
        self._paths: set[str] = set()

    def scalars(self, told: Told) -> None:
        """Take the fields with one value each."""
        self._mark("", told)
        self._changes |= dict(told.values)

    def record(self, name: str, told: Told | None) -> None:
        """Take a record of its own, or that there is none."""
        if told is not None:
            self._mark(f"{name}.", told)
        self._changes[name] = None if told is None else RECORDS[name](**dict(told.values))

    def entries(self, name: str, entries: Iterable[tuple[Key, Told]]) -> None:
        """Take a list, in this order."""
        made = []
        for (identifier, _), told in entries:
            self._mark(f"{name}.{identifier}.", told)
            made.append(LISTS[name](id=identifier, **dict(told.values)))
        self._changes[name] = tuple(made)

    def case(self, loose: Iterable[str], order: Iterable[str], **changes: Any) -> Case:
        """The case; ``loose`` are further paths of "I don't know", ``order`` is that of the ranges.

        A loose path is dropped where there is a field for it now: that field says itself what is known.
        """
        unknown = frozenset(self._unknown | (set(loose) - self._paths))
        ranges = tuple(self._ranges[path] for path in order if path in self._ranges)
        return replace(self._case, **self._changes, **changes, dont_know=unknown, approximate=ranges)

    def _mark(self, prefix: str, told: Told) -> None:
        self._paths |= {prefix + name for name, _ in told.values}
        self._unknown |= {prefix + name for name in told.unknown}
        for name, first, last in told.ranges:
            self._ranges[prefix + name] = ApproximateDay(prefix + name, first, last)
