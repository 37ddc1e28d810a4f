"""Case files made to keep a computer busy or to break it: a sentence, at once, and nothing taken over."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from permitdesk.domain.case import Absence, Case
from permitdesk.storage.codec import LONGEST_TEXT, MOST_ENTRIES, MOST_MEMBERS, decoder_of
from permitdesk.storage.errors import CaseFileError
from permitdesk.storage.exchange import (
    case_from_json,
    case_to_json,
    decode_case,
    parse_json,
    read_case,
    write_case,
)

#: on a quiet computer each takes a tenth of this
SECONDS = 2.0


def _case(**told: Any) -> dict[str, Any]:
    return {"format": "permitdesk.case", "version": 3, "case_id": "c", **told}


def _entries(count: int) -> list[dict[str, str]]:
    return [{"id": f"a{n}", "left": "2020-01-01"} for n in range(count)]


def _refusal(obj: object) -> tuple[str, str]:
    with pytest.raises(CaseFileError) as caught:
        case_from_json(obj)
    return caught.value.path, caught.value.text_id.removeprefix("storage_error.")


def _ranges(count: int) -> list[dict[str, str]]:
    return [
        {"path": f"absences.a{n}.left", "first": "2020-01-01", "last": "2020-01-05"} for n in range(count)
    ]


def test_a_range_for_every_journey_is_read_in_a_moment() -> None:
    told = _case(absences=_entries(MOST_ENTRIES), approximate=_ranges(MOST_ENTRIES))
    begun = time.process_time()
    case = case_from_json(told)
    assert len(case.approximate) == MOST_ENTRIES
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("name", "told", "most"),
    [
        ("absences", _entries(MOST_ENTRIES + 1), MOST_ENTRIES),
        ("members", [{"case_id": f"m{n}"} for n in range(MOST_MEMBERS + 1)], MOST_MEMBERS),
        ("dont_know", ["route"] * (MOST_ENTRIES + 1), MOST_ENTRIES),
        ("answers", {f"q{n}": "x" for n in range(MOST_ENTRIES + 1)}, MOST_ENTRIES),
    ],
)
def test_a_list_that_is_nobodys_life_is_refused(name: str, told: Any, most: int) -> None:
    assert _refusal(_case(**{name: told})) == (name, "too_many")
    fewer = dict(list(told.items())[:most]) if isinstance(told, dict) else told[:most]
    assert case_from_json(_case(**{name: fewer})).case_id == "c"


def test_a_text_of_books_is_refused() -> None:
    assert _refusal(_case(note="x" * (LONGEST_TEXT + 1))) == ("note", "text_too_long")
    assert _refusal(_case(answers={"q": "x" * (LONGEST_TEXT + 1)})) == ("answers.q", "text_too_long")
    assert len(case_from_json(_case(note="x" * LONGEST_TEXT)).note) == LONGEST_TEXT


def test_what_was_saved_opens_whatever_its_size() -> None:
    case = Case(
        "c", note="x" * (LONGEST_TEXT + 1), absences=tuple(Absence("a") for _ in range(MOST_ENTRIES + 1))
    )
    decoder = decoder_of(case)
    own = type(decoder)(decoder.questions, own=True, members=decoder.members)
    assert decode_case(case_to_json(case), own) == case


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError):
        write_case(tmp_path / "c.json", Case("c", note="x" * (LONGEST_TEXT + 1)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("depth", [2, 200, 400])
def test_members_inside_members_are_refused_at_any_depth(depth: int) -> None:
    text = '{"case_id":"m","members":[' * depth + "]}" * depth
    told = _case(members=[parse_json(text)])
    assert _refusal(told) == ("members[0].members", "nested_members")


def test_a_name_of_megabytes_is_not_repeated_in_the_message() -> None:
    name = "n" * 2**20
    for obj in (_case(**{name: 1}), _case(person={name: 1})):
        path, problem = _refusal(obj)
        assert (len(path) < 100, problem) == (True, "unknown_field")
    with pytest.raises(CaseFileError) as caught:
        case_from_json(_case(answers={name: "x"}), {})
    assert len(caught.value.path) <= 100
    with pytest.raises(CaseFileError) as caught:
        parse_json(json.dumps({"a": 1})[:-1] + f',"{name}":1,"{name}":2}}')
    assert len(caught.value.path) <= 60


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 2**20,
        b'{"a":' * 2**18,
        b"\0" * 2**20,
        b"\xff" * 2**20,
        b"9" * 2**20,
        b'{"format":"permitdesk.case","version":3e400}',
        b'{"format":"permitdesk.case","version":' + b"9" * 5000 + b"}",
        b'{"format":"permitdesk.case","version":3,"case_id":"c","note":"\\ud83d"}',
        b"\xef\xbb\xbf" * 3,
    ],
    ids=range(9),
)
def test_strange_bytes_are_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(data)
    with pytest.raises(CaseFileError):
        read_case(path)
