"""Exit codes, and what a bug looks like from outside."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from permitdesk import clock
from permitdesk.cli import app
from permitdesk.cli.output import write_json
from permitdesk.rulesets.errors import RulesetError
from tests.cli.runner import Runner


def test_help_and_version_are_fine(run: Runner) -> None:
    assert run("--help").code == 0
    assert "PermitDesk" in run("--version").out


def test_the_calculators_do_without_the_assessment() -> None:
    code = "import sys; from permitdesk.cli.app import build_parser; build_parser()"
    code += "; sys.exit('permitdesk.domain.assess' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_named_command_is_read_without_building_the_others() -> None:
    code = "import sys; from permitdesk.cli.app import build_parser; build_parser('schema')"
    code += "; sys.exit('permitdesk.cli.cases' in sys.modules or 'permitdesk.cli.calc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_command_of_the_help_is_read_by_itself(run: Runner) -> None:
    listed = re.findall(r"^    ([a-z]+)  ", run("--help").out, re.MULTILINE)
    assert len(listed) == 11
    for command in listed:
        alone = run(command, "--help")
        assert alone.code == 0
        assert alone.out.startswith(f"usage: permitdesk {command} [-h]")


def test_json_is_the_same_where_lines_end_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, and where nothing lies below the text."""
    quick = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    monkeypatch.setattr(sys, "stdout", quick)
    write_json({"place": "Łódź"})
    quick.flush()
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stdout", plain)
    write_json({"place": "Łódź"})
    assert plain.getvalue().encode() == quick.buffer.getvalue()
    assert plain.getvalue() == '{\n  "place": "Łódź"\n}\n'


@pytest.mark.parametrize(
    "arguments", [("frobnicate",), ("calc",), ("assess",), ("calc", "term", "--nonsense")]
)
def test_a_command_that_does_not_exist_is_bad_input(run: Runner, arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert found.code == 2
    assert found.err.startswith("usage:")


def _broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(app, "_run", fail)


def test_a_bug_is_told_without_anything_of_the_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _broken(monkeypatch, KeyError("Gęśla-Jaźń"))
    assert app.main(["assess"]) == 1
    err = capsys.readouterr().err
    assert "bug" in err
    assert "--bug-report" in err
    assert "Traceback" not in err
    assert "Jaźń" not in err
    assert app.main(["assess", "--bug-report"]) == 1
    report = capsys.readouterr().err
    assert "KeyError" in report
    assert "Jaźń" not in report


def test_damaged_shipped_files_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _broken(monkeypatch, RulesetError("rules/fees.toml", "fee[2].amount", "missing key"))
    assert app.main(["assess"]) == 1
    assert "rules/fees.toml: fee[2].amount: missing key" in capsys.readouterr().err


def test_a_reader_that_has_gone_is_no_bug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _broken(monkeypatch, BrokenPipeError())
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert app.main(["assess"]) == 0


def test_polish_letters_survive_an_old_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    assert app.main(["calc", "term", "--event", "2026-12-10", "--days", "14", "--language", "pl"]) == 0
    sys.stdout.flush()
    assert "Ostatni dzień" in raw.getvalue().decode("utf-8")


def test_today_is_a_day_in_warsaw() -> None:
    assert clock.today_in_warsaw().year >= 2026
