"""The documented schema of case files says what the program does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import given

from permitdesk import resources
from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case
from permitdesk.storage.exchange import VERSION, case_to_json
from tests.storage.made_cases import FULL_CASE, cases

SCHEMA: dict[str, Any] = json.loads(resources.read_text("schema/case.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_valid_schema_of_the_newest_version() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"] == {"const": VERSION}


@given(case=cases)
def test_every_case_that_is_written_fits_the_schema(case: Case) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(case_to_json(case))] == []


def _parts(kind: Any) -> Iterator[type[Any]]:
    """Records and choices a field type is made of."""
    if isinstance(kind, type) and kind is not Answers and (is_dataclass(kind) or issubclass(kind, Enum)):
        yield kind
    for part in get_args(kind):
        yield from _parts(part)


def _records(kind: type[Any], found: dict[str, type[Any]]) -> dict[str, type[Any]]:
    if kind.__name__ not in found:
        found[kind.__name__] = kind
        if is_dataclass(kind):
            for hint in get_type_hints(kind).values():
                for part in _parts(hint):
                    _records(part, found)
    return found


KINDS = _records(Case, {})


@pytest.mark.parametrize("name", sorted(KINDS))
def test_records_and_choices_have_the_same_names_as_in_the_program(name: str) -> None:
    kind = KINDS[name]
    described = SCHEMA if kind is Case else SCHEMA["$defs"][name]
    if issubclass(kind, Enum):
        assert described["enum"] == [member.value for member in kind]
        return
    extra = {"format", "version"} if kind is Case else set()
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    assert set(described["properties"]) == {f.name for f in fields(kind)} | extra
    assert set(described.get("required", ())) == needed | extra
    assert described["additionalProperties"] is False


def test_nothing_is_described_that_does_not_exist() -> None:
    assert set(SCHEMA["$defs"]) == set(KINDS) - {"Case"} | {"Member", "day", "whole_number", "answers"}


def test_a_member_has_every_field_of_a_case_but_members_of_their_own() -> None:
    member = SCHEMA["$defs"]["Member"]
    assert set(member["properties"]) == {f.name for f in fields(Case)} - {"members"}
    assert member["required"] == ["case_id"]
    assert member["additionalProperties"] is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"surprise": 1},
        {"version": VERSION + 1},
        {"members": [{}]},
        {"members": [{"case_id": "d", "members": []}]},
        {"members": [{"case_id": "d", "person": {"birth_date": "soon"}}]},
        {"person": {"birth_date": "1899-12-31"}},
        {"person": {"birth_date": "1.2.1988"}},
        {"person": {"has_pesel": True}},
        {"absences": [{"left": "2024-01-01"}]},
        {"case_id": ""},
        {"answers": {"q": 1.5}},
    ],
)
def test_what_the_program_refuses_does_not_fit_the_schema(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**case_to_json(FULL_CASE), **wrong})
