"""Case files: what is written can be read, and what is wrong is named with its path."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    Case,
    CurrentStay,
    DocumentStatus,
    Person,
    SchengenStay,
    Tri,
)
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.rules import Question
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.codec import answer_kinds, decoder_of, encode
from permitdesk.storage.errors import CaseFileError, DiskFull, TargetUnwritable
from permitdesk.storage.exchange import (
    LARGEST_FILE,
    VERSION,
    case_from_json,
    case_from_text,
    case_to_json,
    case_to_text,
    decode_case,
    known_ids_of,
    parse_json,
    questions_of,
    read_case,
    write_case,
)
from tests.storage.made_cases import FULL_CASE, cases

RELEASED = Path(__file__).parents[1] / "files"
PROVENANCE = Provenance(date(2026, 4, 27), None, "act", "art. 195", date(2026, 11, 20))


def _file(**told: Any) -> dict[str, Any]:
    return {"format": "permitdesk.case", "version": VERSION, "case_id": "c", **told}


def _problem(obj: object, questions: dict[str, AnswerKind | Question] | None = None) -> tuple[str, str]:
    with pytest.raises(CaseFileError) as caught:
        case_from_json(obj, questions)
    return caught.value.path, caught.value.text_id.removeprefix("storage_error.")


@given(case=cases)
def test_what_is_written_is_read_back_the_same(case: Case) -> None:
    assert decode_case(parse_json(case_to_text(case)), decoder_of(case)) == case


def test_the_full_case_tells_every_field_of_a_case() -> None:
    assert [f.name for f in fields(Case) if not getattr(FULL_CASE, f.name)] == []


#: the journeys without a state that was told: versions 1 and 2 took a reason for one that can be proved
_TAKEN_FOR_PROVED = tuple(
    replace(
        absence,
        proof_state=None if absence.reason is AbsenceReason.ORDINARY else DocumentStatus.READY,
    )
    for absence in FULL_CASE.absences
)
#: and nobody was asked whether a journey is missing
_NOT_ASKED: dict[str, Any] = {
    "approximate": (),
    "absences": _TAKEN_FOR_PROVED,
    "journeys_complete": Tri.YES,
}
#: what a version did not know yet
_MISSING: dict[int, dict[str, Any]] = {
    1: {
        "annexes": (),
        "compared_route": None,
        "members": (),
        "relation": None,
        **_NOT_ASKED,
    },
    2: {
        **_NOT_ASKED,
        "members": tuple(replace(m, journeys_complete=Tri.YES) for m in FULL_CASE.members),
    },
    3: {},
}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_file_of_every_released_version_still_opens(version: int) -> None:
    read = read_case(RELEASED / f"case_v{version}.json", answer_kinds(FULL_CASE.answers))
    assert read == FULL_CASE.with_changes(**_MISSING[version])


def test_a_field_that_was_not_told_is_left_out() -> None:
    case = Case("c", absences=(Absence("a"),), current_stay=CurrentStay("visa"))
    assert case_to_json(case) == _file(
        absences=[{"id": "a", "reason": "ordinary"}], current_stay={"kind": "visa"}
    )


def test_a_name_that_the_rules_do_not_know_is_told_with_the_member(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(path, Case("c", members=(Case("d"), Case("e", route="no_such_permit"))))
    with pytest.raises(CaseFileError) as caught:
        read_case(path, known=known_ids_of(load_ruleset()))
    assert caught.value.path == "members[1].route"


def test_reversed_days_are_read_for_the_interview_to_report() -> None:
    case = case_from_json(_file(absences=[{"id": "a", "left": "2024-02-01", "returned": "2024-01-01"}]))
    assert case.absences == (Absence("a", date(2024, 2, 1), date(2024, 1, 1)),)


@pytest.mark.parametrize(
    ("told", "path", "problem"),
    [
        ({"surprise": 1}, "surprise", "unknown_field"),
        ({"person": {"nickname": "x"}}, "person.nickname", "unknown_field"),
        ({"person": {"birth_date": "1988-02-30"}}, "person.birth_date", "impossible_day"),
        ({"person": {"birth_date": "1899-12-31"}}, "person.birth_date", "day_out_of_range"),
        ({"person": {"birth_date": "2201-01-01"}}, "person.birth_date", "day_out_of_range"),
        ({"person": {"birth_date": "1.2.1988"}}, "person.birth_date", "not_a_day"),
        ({"person": {"birth_date": "1988-W05-1"}}, "person.birth_date", "not_a_day"),
        ({"person": {"birth_date": 19880201}}, "person.birth_date", "not_a_day"),
        ({"person": {"birth_date": None}}, "person.birth_date", "not_a_day"),
        ({"person": {"given_names": 5}}, "person.given_names", "wrong_type"),
        ({"person": {"given_names": "\ud800"}}, "person.given_names", "broken_character"),
        ({"person": {"citizenships": "PL"}}, "person.citizenships", "wrong_type"),
        ({"person": {"citizenships": ["BY", 5]}}, "person.citizenships[1]", "wrong_type"),
        ({"person": {"has_pesel": True}}, "person.has_pesel", "wrong_type"),
        ({"person": {"has_pesel": "perhaps"}}, "person.has_pesel", "not_a_choice"),
        ({"person": []}, "person", "wrong_type"),
        ({"current_stay": {}}, "current_stay.kind", "missing_field"),
        ({"current_stay": {"kind": "v", "days_allowed": True}}, "current_stay.days_allowed", "wrong_type"),
        ({"current_stay": {"kind": "v", "days_allowed": 1.5}}, "current_stay.days_allowed", "wrong_type"),
        (
            {"current_stay": {"kind": "v", "days_allowed": 10**9 + 1}},
            "current_stay.days_allowed",
            "number_too_large",
        ),
        ({"absences": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}, "absences[2].id", "duplicate_id"),
        ({"absences": [{"id": ""}]}, "absences[0].id", "empty_id"),
        ({"absences": [{"left": "2024-01-01"}]}, "absences[0].id", "missing_field"),
        (
            {
                "absences": [
                    {"id": str(n), "returned": "2024-13-01" if n == 3 else "2024-01-01"} for n in range(4)
                ]
            },
            "absences[3].returned",
            "impossible_day",
        ),
        ({"answers": ["yes"]}, "answers", "wrong_type"),
        ({"answers": {"q": True}}, "answers.q", "wrong_type"),
        ({"answers": {"q": 1.5}}, "answers.q", "wrong_type"),
        ({"dont_know": ["weather"]}, "dont_know", "unknown_path"),
        ({"case_id": ""}, "case_id", "empty_id"),
        ({"case_id": 7}, "case_id", "wrong_type"),
        ({"version": VERSION + 1}, "version", "newer_version"),
        ({"members": {}}, "members", "wrong_type"),
        ({"members": [{}]}, "members[0].case_id", "missing_field"),
        ({"members": [{"case_id": ""}]}, "members[0].case_id", "empty_id"),
        ({"members": [{"case_id": "c"}]}, "members[0].case_id", "duplicate_id"),
        ({"members": [{"case_id": "d"}, {"case_id": "d"}]}, "members[1].case_id", "duplicate_id"),
        ({"members": [{"case_id": "d", "format": "x"}]}, "members[0].format", "unknown_field"),
        ({"members": [{"case_id": "d", "relation": "aunt"}]}, "members[0].relation", "not_a_choice"),
        (
            {"members": [{"case_id": "d"}, {"case_id": "e", "person": {"birth_date": "2021-02-29"}}]},
            "members[1].person.birth_date",
            "impossible_day",
        ),
        ({"members": [{"case_id": "d", "dont_know": ["weather"]}]}, "members[0].dont_know", "unknown_path"),
        (
            {"members": [{"case_id": "d", "members": [{"case_id": "e"}]}]},
            "members[0].members",
            "nested_members",
        ),
        ({"version": 10**30}, "version", "newer_version"),
        ({"version": 0}, "version", "version_missing"),
        ({"version": True}, "version", "version_missing"),
        ({"version": "1"}, "version", "version_missing"),
        ({"format": "other"}, "format", "not_a_case_file"),
    ],
)
def test_a_wrong_field_is_named_with_its_path(told: dict[str, Any], path: str, problem: str) -> None:
    assert _problem(_file(**told)) == (path, problem)


@pytest.mark.parametrize("obj", [None, [], "text", 5, {}, {"case_id": "c"}])
def test_other_json_is_not_a_case_file(obj: object) -> None:
    assert _problem(obj) == ("format", "not_a_case_file")


def test_a_case_without_id_is_refused() -> None:
    assert _problem({"format": "permitdesk.case", "version": VERSION}) == ("case_id", "missing_field")


# --- answers -----------------------------------------------------------------------

KINDS: dict[str, AnswerKind | Question] = {
    "day": AnswerKind.DAY,
    "money": AnswerKind.MONEY,
    "number": AnswerKind.WHOLE_NUMBER,
    "yes_no": AnswerKind.YES_NO,
    "text": AnswerKind.TEXT,
    "open_choice": AnswerKind.CHOICE,
    "choice": Question("choice", AnswerKind.CHOICE, ("a", "b"), PROVENANCE),
}


@pytest.mark.parametrize(
    ("question", "told", "value"),
    [
        ("day", "2026-11-21", date(2026, 11, 21)),
        ("money", "1234.50", Decimal("1234.50")),
        ("money", "-3", Decimal(-3)),
        ("number", 3, 3),
        ("yes_no", "no", "no"),
        ("text", "2026-11-21", "2026-11-21"),
        ("open_choice", "whatever", "whatever"),
        ("choice", "b", "b"),
        *((question, "dont_know", DONT_KNOW) for question in KINDS),
    ],
)
def test_an_answer_is_read_as_its_question_asks(question: str, told: object, value: object) -> None:
    assert case_from_json(_file(answers={question: told}), KINDS).answers.get(question) == value


@pytest.mark.parametrize(
    ("question", "told", "problem"),
    [
        ("day", "21.11.2026", "not_a_day"),
        ("money", 1234, "not_money"),
        ("money", "1 234,50", "not_money"),
        ("money", "NaN", "not_money"),
        ("money", "1e9", "not_money"),
        ("number", "3", "wrong_type"),
        ("yes_no", "maybe", "not_a_choice"),
        ("choice", "c", "not_a_choice"),
        ("text", 5, "wrong_type"),
        ("never_asked", "yes", "unknown_question"),
    ],
)
def test_an_answer_of_another_kind_is_named(question: str, told: object, problem: str) -> None:
    assert _problem(_file(answers={question: told}), KINDS) == (f"answers.{question}", problem)


def test_without_questions_answers_keep_the_type_of_json() -> None:
    case = case_from_json(_file(answers={"a": "2026-11-21", "b": 3, "c": "dont_know"}))
    assert case.answers == Answers.of({"a": "2026-11-21", "b": 3, "c": DONT_KNOW})


def test_the_questions_of_the_shipped_rules_come_by_id() -> None:
    ruleset = load_ruleset()
    questions = questions_of(ruleset)
    assert len(questions) == len(ruleset.questions)
    assert all(question.id == name for name, question in questions.items())


# --- text --------------------------------------------------------------------------


def _text_problem(text: str) -> tuple[str, str]:
    with pytest.raises(CaseFileError) as caught:
        case_from_text(text)
    return caught.value.path, caught.value.text_id.removeprefix("storage_error.")


@given(cut=st.integers(0, len(case_to_text(FULL_CASE)) - 3))
def test_a_file_cut_anywhere_is_refused_with_the_place(cut: int) -> None:
    with pytest.raises(CaseFileError) as caught:
        case_from_text(case_to_text(FULL_CASE)[:cut])
    assert caught.value.text_id == "storage_error.not_json"
    assert set(caught.value.params) == {"path", "line", "column"}


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        ("[" * 100_000, "", "not_json"),
        ("1" * 10_000, "", "not_json"),
        ('{"note": NaN}', "", "not_a_number"),
        ('{"note": "a", "note": "b"}', "note", "repeated_name"),
        ("", "", "not_json"),
    ],
)
def test_strange_json_is_refused(text: str, path: str, problem: str) -> None:
    assert _text_problem(text) == (path, problem)


# --- files -------------------------------------------------------------------------


def _read_problem(path: Path) -> str:
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    return caught.value.text_id.removeprefix("storage_error.")


def test_a_file_goes_to_the_disk_and_back(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(path, FULL_CASE)
    assert read_case(path, answer_kinds(FULL_CASE.answers)) == FULL_CASE
    assert [p.name for p in tmp_path.iterdir()] == ["case.json"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_byte_order_mark_is_forgiven(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(case_to_text(Case("c", title="Łucja")), encoding="utf-8-sig")
    assert read_case(path).title == "Łucja"


def test_a_file_that_cannot_be_a_case_is_refused(tmp_path: Path) -> None:
    assert _read_problem(tmp_path / "none.json") == "file_missing"
    assert _read_problem(tmp_path) == "file_unreadable"
    (tmp_path / "latin.json").write_bytes(b'{"note": "\xb3"}')
    assert _read_problem(tmp_path / "latin.json") == "not_utf8"
    with (tmp_path / "huge.json").open("wb") as huge:
        huge.truncate(LARGEST_FILE + 1)
    assert _read_problem(tmp_path / "huge.json") == "file_too_large"


def test_five_thousand_journeys_fit_into_a_file(tmp_path: Path) -> None:
    journeys = tuple(Absence(str(n), date(2020, 1, 1), date(2020, 1, 2), "CZ") for n in range(5000))
    write_case(tmp_path / "case.json", Case("c", absences=journeys))
    assert read_case(tmp_path / "case.json").absences == journeys


@pytest.mark.parametrize(
    ("case", "path"),
    [
        (Case("c", person=Person(birth_date=date(202, 1, 1))), "person.birth_date"),
        (Case("c", answers=Answers.of({"q": date(9999, 1, 1)})), "answers.q"),
        (Case("c", schengen_stays=(SchengenStay("a"), SchengenStay("a"))), "schengen_stays[1].id"),
        (Case("c", answers=Answers.of({"q": Decimal("NaN")})), "answers.q"),
    ],
)
def test_a_case_that_could_not_be_read_back_is_not_written(case: Case, path: str, tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        write_case(target, case)
    assert caught.value.path == path
    assert target.read_text(encoding="utf-8") == "old"


def test_half_a_character_is_replaced_when_writing() -> None:
    assert case_to_json(Case("c", note="a\udc00b"))["note"] == "a\N{REPLACEMENT CHARACTER}b"


def test_something_that_is_no_part_of_a_case_has_no_json() -> None:
    with pytest.raises(TypeError, match="no JSON form for float"):
        encode(1.5)


def test_a_missing_folder_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(TargetUnwritable) as caught:
        write_case(tmp_path / "none" / "case.json", Case("c"))
    assert caught.value.params["name"] == "case.json"
    assert list(tmp_path.iterdir()) == []


def _failing(number: int) -> Callable[[int], None]:
    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, TargetUnwritable)],
)
def test_a_full_disk_keeps_the_old_file(
    number: int, expected: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "case.json"
    write_case(target, Case("old"))
    monkeypatch.setattr(os, "fsync", _failing(number))
    with pytest.raises(expected):
        write_case(target, Case("new"))
    assert read_case(target) == Case("old")
    assert [p.name for p in tmp_path.iterdir()] == ["case.json"]


def test_a_folder_that_cannot_be_synced_does_not_spoil_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no sync of folders here")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_case(tmp_path / "case.json", Case("c"))
    assert read_case(tmp_path / "case.json") == Case("c")


def test_a_folder_that_cannot_be_opened_does_not_spoil_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def open_files_only(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "folders are closed here")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", open_files_only)
    write_case(tmp_path / "case.json", Case("c"))
    monkeypatch.undo()
    assert read_case(tmp_path / "case.json") == Case("c")


def test_case_files_do_without_the_database() -> None:
    code = "import sys, permitdesk.storage.exchange; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_file_is_readable_for_people() -> None:
    told = json.loads(case_to_text(FULL_CASE))
    assert list(told)[:4] == ["format", "version", "case_id", "title"]
    assert told["answers"]["income"] == "4321.50"
    assert "Łucja" in case_to_text(FULL_CASE)
