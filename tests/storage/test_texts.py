"""Every problem of storage has its sentence in each language, and every value the sentence names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from permitdesk.rulesets.texts import Texts, languages, load_texts, placeholders
from permitdesk.storage import errors
from permitdesk.storage.codec import encode
from permitdesk.storage.errors import (
    CaseFileError,
    StorageError,
    TargetUnwritable,
    VaultInUse,
    WrongRecoveryKey,
)
from permitdesk.storage.exchange import case_from_json, case_from_text, read_case

SOURCES = sorted(Path(errors.__file__ or "").parent.rglob("*.py"))
CLASSES = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, StorageError) and kind is not CaseFileError
]
#: the store of the window shows these without values, whenever a save fails
PLAIN = {"disk_full", "read_only", "locked", "disk_trouble", "damaged", "no_such_case"}


@pytest.fixture(scope="module", params=languages())
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def _named_in_source() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    problems = re.findall(r"CaseFileError\(\s*[^\n]*?,\s*\"([a-z_0-9]+)\"", source)
    types = re.findall(r"_wrong_type\(path, \"([a-z_]+)\"\)", source)
    problems += re.findall(r"HandoverError\(\s*\"([a-z_0-9]+)\"", source)
    problems += re.findall(r"text_id = \"storage_error\.([a-z_0-9]+)\"", source)
    return {f"storage_error.{p}" for p in problems} | {f"storage_error.type.{t}" for t in types}


def test_the_texts_are_those_the_program_names(texts: Texts) -> None:
    by_kind = {kind.text_id for kind in CLASSES}
    by_place = {VaultInUse(where).text_id for where in ("this_computer", "other_computer")}
    mistyped = WrongRecoveryKey(mistyped=True).text_id
    named = _named_in_source() | by_kind | by_place | {mistyped}
    # Where a vault is in use stands in the id itself; the words without a place are never shown.
    named -= {VaultInUse.text_id}
    assert {text_id for text_id in texts if text_id.startswith("storage_error.")} == named


def test_problems_of_saving_need_no_values(texts: Texts) -> None:
    assert [p for p in PLAIN if placeholders(texts.get(f"storage_error.{p}"))] == []


def test_a_target_that_cannot_be_written_is_named(texts: Texts) -> None:
    error = TargetUnwritable(Path("/x/case.json"), "Permission denied")
    sentence = texts.fill(error.text_id, **error.params)
    assert "case.json" in sentence
    assert "Permission denied" in sentence
    assert "/x" not in sentence


@pytest.mark.parametrize(
    "told",
    [
        {"surprise": 1},
        {"person": {"birth_date": "1988-02-30"}},
        {"person": {"birth_date": "1899-12-31"}},
        {"person": {"birth_date": "soon"}},
        {"person": {"given_names": 5}},
        {"person": {"given_names": "\ud800"}},
        {"person": {"has_pesel": "perhaps"}},
        {"person": []},
        {"absences": {}},
        {"current_stay": {}},
        {"current_stay": {"kind": "v", "days_allowed": 10**10}},
        {"absences": [{"id": "a"}, {"id": "a"}]},
        {"absences": [{"id": "a", "returned": "2024-13-01"}]},
        {"dont_know": ["weather"]},
        {"case_id": ""},
        {"version": 0},
        {"members": [{"case_id": "d", "members": [{"case_id": "e"}]}]},
    ],
)
def test_a_wrong_field_is_told_in_a_sentence_with_its_path(told: dict[str, object], texts: Texts) -> None:
    with pytest.raises(CaseFileError) as caught:
        case_from_json({"format": "permitdesk.case", "version": 1, "case_id": "c", **told})
    sentence = texts.fill(caught.value.text_id, **caught.value.params)
    assert caught.value.path in sentence
    assert "{" not in sentence


@pytest.mark.parametrize(
    "text", ["{", '{"a": NaN}', '{"a": 1, "a": 2}', "{}", '{"format":"permitdesk.case","version":7}']
)
def test_a_wrong_file_is_told_in_a_sentence(text: str, texts: Texts) -> None:
    with pytest.raises(CaseFileError) as caught:
        case_from_text(text)
    assert texts.fill(caught.value.text_id, **caught.value.params)


def test_files_that_cannot_be_read_are_told_in_a_sentence(texts: Texts, tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b"\xb3")
    for path in (tmp_path, tmp_path / "none.json", tmp_path / "latin.json"):
        with pytest.raises(CaseFileError) as caught:
            read_case(path)
        assert texts.fill(caught.value.text_id, **caught.value.params)


def test_messages_for_developers_hold_no_answers() -> None:
    with pytest.raises(CaseFileError) as caught:
        case_from_json(
            {"format": "permitdesk.case", "version": 1, "case_id": "c", "applicant": "Jan Kowalski"}
        )
    assert "Kowalski" not in str(caught.value)
    assert encode("Kowalski") == "Kowalski"
