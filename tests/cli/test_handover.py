"""``permitdesk handover`` and the description of its format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from permitdesk.cli import handover
from permitdesk.crypto.argon2 import derive
from permitdesk.domain.case import Case
from permitdesk.storage.exchange import read_case, write_case
from permitdesk.storage.handover import files
from permitdesk.storage.handover.lineage import digest
from tests.cli.runner import Runner
from tests.storage.handover.cheap import CHEAP
from tests.storage.handover.independent_reader import read

PASSPHRASE = "cztery słowa na drogę"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_text(f"{PASSPHRASE}\nsecond line\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _cheap_and_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "derive", lambda secret, salt, _: derive(secret, salt, CHEAP))
    monkeypatch.setattr(handover, "today_in_warsaw", lambda: date(2026, 11, 21))


def _typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """A person at a terminal who types these, one after another."""
    answers = iter(words)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))


def test_a_case_goes_out_and_comes_back(run: Runner, case_file: Path, tmp_path: Path, key: Path) -> None:
    packed, back = tmp_path / "f.permitdesk", tmp_path / "back.json"
    wrote = run("handover", "write", case_file, "--out", packed, "--passphrase-file", key)
    assert (wrote.code, wrote.out, wrote.err) == (0, f"{packed}\n", "")
    opened = run("handover", "read", packed, "--out", back, "--passphrase-file", key)
    assert (opened.code, opened.out, opened.err) == (0, f"{back}\n", "")
    assert back.read_bytes() == case_file.read_bytes()


def test_a_file_made_here_costs_what_shipped_files_cost_and_names_its_state(
    run: Runner, case_file: Path, tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    packed = tmp_path / "f.permitdesk"
    assert run("handover", "write", case_file, "--out", packed, "--passphrase-file", key).code == 0
    (entry,) = read(packed.read_bytes(), PASSPHRASE)["cases"]
    assert entry["lineage"] == [digest(read_case(case_file))]


def test_several_cases_come_out_numbered(run: Runner, case_file: Path, tmp_path: Path, key: Path) -> None:
    other, packed = tmp_path / "other.json", tmp_path / "f.permitdesk"
    write_case(other, Case("other"))
    run("handover", "write", case_file, other, "--out", packed, "--passphrase-file", key)
    opened = run("handover", "read", packed, "--out", tmp_path / "back.json", "--passphrase-file", key)
    assert opened.out.split() == [str(tmp_path / "back-1.json"), str(tmp_path / "back-2.json")]
    assert read_case(tmp_path / "back-2.json") == Case("other")


def test_of_several_cases_none_is_written_if_one_cannot_be(
    run: Runner, case_file: Path, tmp_path: Path, key: Path
) -> None:
    other, packed, results = tmp_path / "other.json", tmp_path / "f.permitdesk", tmp_path / "results"
    write_case(other, Case("other"))
    run("handover", "write", case_file, other, "--out", packed, "--passphrase-file", key)
    results.mkdir()
    (results / "back-1.json").write_text("older")
    (results / "back-2.json").mkdir()
    opened = run("handover", "read", packed, "--out", results / "back.json", "--passphrase-file", key)
    assert (opened.code, opened.out) == (2, "")
    assert "back-2.json" in opened.err
    assert (results / "back-1.json").read_text() == "older"
    assert sorted(path.name for path in results.iterdir()) == ["back-1.json", "back-2.json"]


def test_the_passphrase_is_asked_for_at_a_terminal_and_twice_for_a_new_file(
    run: Runner, case_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed, back = tmp_path / "f.permitdesk", tmp_path / "back.json"
    _typed(monkeypatch, PASSPHRASE, "something else")
    refused = run("handover", "write", case_file, "--out", packed)
    assert refused.code == 2
    assert "not the same" in refused.err
    assert not packed.exists()
    _typed(monkeypatch, PASSPHRASE, PASSPHRASE, PASSPHRASE)
    assert run("handover", "write", case_file, "--out", packed).code == 0
    assert run("handover", "read", packed, "--out", back).code == 0


def test_without_a_terminal_and_without_a_file_nothing_is_asked(
    run: Runner, case_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    refused = run("handover", "write", case_file, "--out", tmp_path / "f.permitdesk")
    assert refused.code == 2
    assert "--passphrase-file" in refused.err


def test_a_passphrase_on_the_command_line_is_no_option(run: Runner, case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "f.permitdesk"
    assert run("handover", "write", case_file, "--out", out, "--passphrase", PASSPHRASE).code == 2
    assert not out.exists()


def test_a_wrong_passphrase_writes_nothing(run: Runner, case_file: Path, tmp_path: Path, key: Path) -> None:
    packed, back = tmp_path / "f.permitdesk", tmp_path / "back.json"
    run("handover", "write", case_file, "--out", packed, "--passphrase-file", key)
    key.write_text("cztery inne słowa", encoding="utf-8")
    refused = run("handover", "read", packed, "--out", back, "--passphrase-file", key)
    assert refused.code == 2
    assert "passphrase is wrong, or the file was changed" in refused.err
    assert PASSPHRASE not in refused.err
    assert not back.exists()
    polish = run("handover", "read", packed, "--out", back, "--passphrase-file", key, "--language", "pl")
    assert "hasło jest błędne" in polish.err


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"x" * 5000])
def test_a_file_that_holds_no_passphrase_is_told(
    run: Runner, case_file: Path, tmp_path: Path, key: Path, content: bytes
) -> None:
    key.write_bytes(content)
    refused = run("handover", "write", case_file, "--out", tmp_path / "f", "--passphrase-file", key)
    assert refused.code == 2
    assert "--passphrase-file" in refused.err


def test_bad_input_is_named_with_its_file_and_field(run: Runner, tmp_path: Path, key: Path) -> None:
    case, out = tmp_path / "case.json", tmp_path / "f.permitdesk"
    case.write_text('{"format":"permitdesk.case","version":3,"case_id":"c","route":"x"}', encoding="utf-8")
    refused = run("handover", "write", case, "--out", out, "--passphrase-file", key)
    assert refused.code == 2
    assert f"{case}: route" in refused.err
    none = run("handover", "read", tmp_path / "none.permitdesk", "--out", out, "--passphrase-file", key)
    assert none.code == 2
    assert not out.exists()


def test_a_result_never_takes_the_place_of_what_it_is_made_from(
    run: Runner, case_file: Path, tmp_path: Path, key: Path
) -> None:
    before = case_file.read_bytes()
    assert run("handover", "write", case_file, "--out", case_file, "--passphrase-file", key).code == 2
    assert case_file.read_bytes() == before
    packed = tmp_path / "f.permitdesk"
    run("handover", "write", case_file, "--out", packed, "--passphrase-file", key)
    before = packed.read_bytes()
    assert run("handover", "read", packed, "--out", packed, "--passphrase-file", key).code == 2
    assert packed.read_bytes() == before


def test_the_same_case_twice_is_refused(run: Runner, case_file: Path, tmp_path: Path, key: Path) -> None:
    out = tmp_path / "f.permitdesk"
    assert run("handover", "write", case_file, case_file, "--out", out, "--passphrase-file", key).code == 2


def test_a_target_that_cannot_be_written_is_named(
    run: Runner, case_file: Path, tmp_path: Path, key: Path
) -> None:
    packed, nowhere = tmp_path / "f.permitdesk", tmp_path / "no" / "such"
    wrote = run("handover", "write", case_file, "--out", nowhere, "--passphrase-file", key)
    assert (wrote.code, str(nowhere) in wrote.err) == (2, True)
    run("handover", "write", case_file, "--out", packed, "--passphrase-file", key)
    opened = run("handover", "read", packed, "--out", nowhere, "--passphrase-file", key)
    assert (opened.code, str(nowhere) in opened.err) == (2, True)


def test_help_says_how_the_passphrase_is_given_and_what_the_exit_codes_mean(run: Runner) -> None:
    for action in ("write", "read"):
        told = run("handover", action, "--help").out
        assert "--passphrase-file" in told
        assert "Exit codes: 0" in told


def test_the_format_is_printed(run: Runner) -> None:
    assert run("schema", "handover").out.startswith("# The hand-over file of PermitDesk")
