"""Our quickly made records are those of the standard library in every way that anybody could notice."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from permitdesk.domain.records import frozen_record

Maker = Callable[[type[Any]], type[Any]]

OURS: Maker = frozen_record(frozen=True, slots=True)
THEIRS: Maker = dataclasses.dataclass(frozen=True, slots=True)


def _record(make: Maker) -> type[Any]:
    class Stay:
        """Has a field of every sort that our records use."""

        first: int
        last: int | None = None
        notes: list[str] = dataclasses.field(default_factory=list)
        source: str = dataclasses.field(default="", compare=False)
        hidden: int = dataclasses.field(default=7, repr=False)
        kept: dict[str, int] = dataclasses.field(default_factory=dict, init=False, compare=False, repr=False)
        length: int = dataclasses.field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", (self.last or self.first) - self.first + 1)

    return make(Stay)


def _empty(make: Maker) -> type[Any]:
    class Nothing:
        """Has no fields."""

    return make(Nothing)


def _one(make: Maker) -> type[Any]:
    class One:
        """Has one field."""

        value: object

    return make(One)


MAKERS = pytest.mark.parametrize("make", [OURS, THEIRS], ids=["ours", "theirs"])


@MAKERS
def test_a_record_takes_its_fields_by_position_by_name_and_by_default(make: Maker) -> None:
    kind = _record(make)
    stay = kind(3, last=5, source="art. 1")
    assert (stay.first, stay.last, stay.notes, stay.source, stay.hidden) == (3, 5, [], "art. 1", 7)
    assert (stay.kept, stay.length) == ({}, 3)
    assert kind(3).notes is not kind(3).notes
    given = ["a"]
    assert kind(3, notes=given).notes is given
    assert not hasattr(stay, "__dict__")


@MAKERS
@pytest.mark.parametrize("wrong", [{}, {"first": 1, "other": 2}, {"first": 1, "kept": {}}])
def test_wrong_fields_are_refused(make: Maker, wrong: dict[str, Any]) -> None:
    kind = _record(make)
    for _ in range(2):  # the first call writes the method, the second finds it
        with pytest.raises(TypeError, match="__init__"):
            kind(**wrong)


@MAKERS
def test_equality_and_hash_look_at_the_compared_fields_of_one_class(make: Maker) -> None:
    kind = _one(make)
    for _ in range(2):
        assert kind(1) == kind(1) != kind(2)
        assert kind(1) != _one(make)(1)
        assert kind(1) != (1,)
        assert hash(kind((1, 2))) == hash(((1, 2),))
    assert _record(make)(1, source="a") != _record(make)(1, source="a")
    stay = _record(make)
    assert stay(1, source="a") == stay(1, source="b")
    assert stay(1, hidden=1) != stay(1, hidden=2)
    assert _empty(make)() != kind(1)
    assert hash(_empty(make)()) == hash(())
    with pytest.raises(TypeError, match="unhashable"):
        hash(kind([]))


@MAKERS
def test_a_record_shows_its_fields(make: Maker) -> None:
    assert repr(_record(make)(1, 2)).split(".")[-1] == "Stay(first=1, last=2, notes=[], source='')"
    assert repr(_empty(make)()).endswith("Nothing()")


@MAKERS
def test_a_record_never_changes(make: Maker) -> None:
    stay = _record(make)(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'first'"):
        stay.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="'first'"):
        del stay.first
    assert stay.first == 1


@MAKERS
def test_copies_and_changed_copies_are_records(make: Maker) -> None:
    stay = _record(make)(1, 4, notes=["a"])
    assert copy.copy(stay) == copy.deepcopy(stay) == stay
    changed = dataclasses.replace(stay, last=9)
    assert (changed.first, changed.last, changed.length) == (1, 9, 9)
    assert stay.last == 4
    with pytest.raises(ValueError, match="kept"):
        dataclasses.replace(stay, kept={})


def test_what_reads_records_finds_the_same_in_ours() -> None:
    ours, theirs = _record(OURS), _record(THEIRS)
    assert [(f.name, f.type, f.default, f.init, f.compare, f.repr) for f in dataclasses.fields(ours)] == [
        (f.name, f.type, f.default, f.init, f.compare, f.repr) for f in dataclasses.fields(theirs)
    ]
    params = "__dataclass_params__"
    assert repr(getattr(ours, params)) == repr(getattr(theirs, params))
    assert (ours.__slots__, ours.__match_args__) == (theirs.__slots__, theirs.__match_args__)
    assert (ours.__doc__, ours.__qualname__.replace("OURS", "")) == (theirs.__doc__, theirs.__qualname__)
    assert dataclasses.asdict(ours(1)) == dataclasses.asdict(theirs(1))
    with pytest.raises(TypeError, match="non-frozen"):
        dataclasses.dataclass(type("Child", (ours,), {"__annotations__": {}}))


def test_a_record_of_the_program_can_be_stored_and_read_again() -> None:
    from permitdesk.domain.case import Case

    case = Case("one")
    assert pickle.loads(pickle.dumps(case)) == case


@pytest.mark.parametrize("choice", [{"frozen": False, "slots": True}, {"frozen": True, "slots": False}])
def test_only_frozen_records_with_slots_are_made(choice: dict[str, bool]) -> None:
    with pytest.raises(TypeError, match="frozen"):
        frozen_record(**choice)


@pytest.mark.parametrize(
    "declaration",
    [
        "class Special(int):\n a: int",
        "class Special:\n def __eq__(self, other): return True",
        "class Special:\n a: typing.ClassVar[int] = 1",
        "class Special:\n a: int = field(kw_only=True)",
    ],
)
def test_a_special_record_is_left_to_the_standard_library(declaration: str) -> None:
    known: dict[str, Any] = {"field": dataclasses.field, "typing": typing}
    exec(compile(declaration, "declaration", "exec", dont_inherit=True), known)
    with pytest.raises(TypeError, match="Special"):
        OURS(known["Special"])


def test_every_plain_record_of_the_parts_that_always_run_is_made_quickly(project_root: Path) -> None:
    """A new record declared the old way would cost half a millisecond of every start."""
    slow = [
        path.name
        for part in ("domain", "rulesets", "cli", "interview")
        for path in sorted((project_root / "permitdesk" / part).rglob("*.py"))
        if re.search(
            r"^from dataclasses import .*\bdataclass\b", text := path.read_text("utf-8"), re.MULTILINE
        )
        and set(re.findall(r"@dataclass.*", text)) == {"@dataclass(frozen=True, slots=True)"}
    ]
    assert slow == []
