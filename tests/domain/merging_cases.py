"""Cases with few different values, so that two of them often agree, and small edits of one.

They are made from one number by ``random``: hypothesis would draw hundreds of choices for each, which takes
a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from random import Random
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from permitdesk.domain.answers import DONT_KNOW, Answers
from permitdesk.domain.case import Case
from permitdesk.domain.merging_told import LISTS, RECORDS, SCALARS
from permitdesk.domain.stay.approximate import may_be_approximate, tidied, with_range

DAYS = (date(2020, 1, 1), date(2021, 2, 3), date(2022, 3, 4))
_PREFIX = {"statuses": "s", "absences": "a", "schengen_stays": "e", "annexes": "annex."}
_ANSWERS = (DONT_KNOW, "yes", "no", 3, Decimal("1.50"), DAYS[0])
_HINTS = {kind: get_type_hints(kind) for kind in (Case, *RECORDS.values(), *LISTS.values())}


def _values(kind: Any) -> tuple[Any, ...]:
    """A few values of a field type; the field types are those of the records of a case."""
    if isinstance(kind, UnionType):
        (told,) = (each for each in get_args(kind) if each is not NoneType)
        # Nothing told is None there, never an empty text.
        return (None, *(each for each in _values(told) if each != ""))
    if get_origin(kind) is tuple:
        return ((), ("BY",), ("BY", "UA"))
    if kind is date:
        return DAYS
    if kind is int:
        return (1, 90)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(kind)[:3]
    assert kind is str, f"no values for {kind}"
    return ("", "x", "y")


_CHOICES = {
    kind: {name: _values(t) for name, t in _HINTS[kind].items()} for kind in _HINTS if kind is not Case
}
_SCALARS = {name: _values(_HINTS[Case][name]) for name in SCALARS}


def _record(random: Random, kind: type[Any], **fixed: str) -> Any:
    chosen = {name: random.choice(values) for name, values in _CHOICES[kind].items() if name not in fixed}
    return kind(**chosen, **fixed)


def _list(random: Random, name: str, numbers: range) -> tuple[Any, ...]:
    chosen = random.sample(list(numbers), random.randint(0, min(3, len(numbers))))
    return tuple(_record(random, LISTS[name], id=f"{_PREFIX.get(name, 'd')}{n}") for n in chosen)


def person(random: Random, case_id: str = "c", numbers: range = range(1, 4)) -> Case:
    """A case of one person; entries are numbered from ``numbers``."""
    told: dict[str, Any] = {name: random.choice(values) for name, values in _SCALARS.items()}
    for name, kind in RECORDS.items():
        always = name in ("person", "filing")
        told[name] = _record(random, kind) if always or random.random() < 0.7 else None
    told |= {name: _list(random, name, numbers) for name in LISTS}
    questions = random.sample(["q1", "q2", "q3"], random.randint(0, 3))
    answers = Answers.of({question: random.choice(_ANSWERS) for question in questions})
    return _marked(random, Case(case_id, answers=answers, **told))


def _marked(random: Random, case: Case) -> Case:
    """The case with ranges and with "I don't know" in fields it has and in fields it has not."""
    paths = [
        f"{name}.{entry.id}.{f.name}"
        for name in LISTS
        for entry in getattr(case, name)
        for f in fields(entry)
    ]
    if case.current_stay is not None:
        paths += [f"current_stay.{name}" for name in ("first_day", "last_day", "entered_on")]
    loose = ["person.birth_date", "route", "absences.a9.left", "current_stay.last_day", "answers.q1"]
    unknown = random.sample([*paths, *loose], random.randint(0, 3))
    case = case.with_changes(dont_know=frozenset(unknown))
    places = [path for path in paths if may_be_approximate(path)]
    for path in random.sample(places, min(len(places), random.randint(0, 3))):
        first = random.choice(DAYS)
        case = with_range(case, path, first, first + timedelta(random.choice([7, 31])))
    return tidied(case)


def household(random: Random) -> Case:
    """A case of one person, or with members."""
    ids = random.sample(["m1", "m2"], random.choice([0, 0, 1, 2]))
    members = tuple(person(random, case_id) for case_id in ids)
    return person(random).with_changes(members=members)


def edited(random: Random, case: Case, added: range) -> Case:
    """A copy in which some fields are told otherwise, and entries changed, deleted, or added (``added``)."""
    other, new = person(random, case.case_id), person(random, case.case_id, added)
    names = random.sample([*SCALARS, *RECORDS, "answers"], random.randint(0, 4))
    changes: dict[str, Any] = {name: getattr(other, name) for name in names}
    for name in random.sample(list(LISTS), random.randint(0, 4)):
        changed = {entry.id: entry for entry in getattr(other, name)}
        kept = [changed.get(e.id, e) for e in getattr(case, name) if random.random() < 0.7]
        ids = {entry.id for entry in kept}
        changes[name] = (*kept, *(entry for entry in getattr(new, name) if entry.id not in ids))
    marks = random.choice([case.dont_know, other.dont_know])
    changes["members"] = tuple(
        edited(random, member, added) if random.random() < 0.5 else member
        for member in case.members
        if random.random() < 0.8
    )
    return tidied(case.with_changes(**changes, dont_know=marks - {e.path for e in case.approximate}))


def made(make: Callable[[Random], Any]) -> st.SearchStrategy[Any]:
    """What ``make`` makes of a random number."""
    return st.integers(0, 2**48).map(lambda seed: make(Random(seed)))
