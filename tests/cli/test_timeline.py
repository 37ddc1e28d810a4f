"""``timeline``: tables that read back, and the Polish list to copy."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from permitdesk import resources
from tests.cli.runner import Runner

ON = ("--on", "2026-11-21")
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


def changed(folder: Path, **changes: Any) -> Path:
    """A sample with other answers."""
    case = json.loads((SAMPLES / "pr_protection_5y.json").read_text(encoding="utf-8"))
    path = folder / "case.json"
    path.write_text(json.dumps(case | changes), encoding="utf-8")
    return path


def checked(found: Any) -> Any:
    schema = json.loads(resources.read_text("schema/timeline.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    return found


def test_without_a_table_the_journeys_are_told_in_polish(run: Runner, case_file: Path) -> None:
    outcome = run("timeline", case_file, *ON)
    assert outcome.code == 0, outcome.err
    assert outcome.out.splitlines()[-1].endswith("20.12.2024 \u2013 06.01.2025")


@pytest.mark.parametrize("name", ["ledger", "travel", "stays", "short-stay"])
@pytest.mark.parametrize("language", ["en", "pl"])
def test_each_table_reads_back_with_columns_of_one_width(
    run: Runner, case_file: Path, tmp_path: Path, name: str, language: str
) -> None:
    out = tmp_path / "out.csv"
    outcome = run("timeline", case_file, f"--{name}", out, "--language", language, *ON)
    assert outcome.code == 0, outcome.err
    with out.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file, delimiter=";"))
    assert len({len(line) for line in table}) == 1


def test_a_permit_without_a_counted_period_has_no_ledger(
    run: Runner, case_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    outcome = run("timeline", case_file, "--route", "tr_research", "--ledger", out, *ON)
    assert outcome.code == 2
    assert not out.exists()


def test_the_filing_day_moves_the_five_years(run: Runner, case_file: Path) -> None:
    outcome = run("timeline", case_file, "--filing", "2030-06-01", *ON)
    assert outcome.out.endswith("- none\nIn Polish, to copy into the form:\nbrak\n")


def test_a_person_who_reads_polish_gets_each_line_once(run: Runner, case_file: Path) -> None:
    lines = run("timeline", case_file, "--language", "pl", *ON).out.splitlines()
    assert len(set(lines) - {""}) == len([line for line in lines if line])
    assert "Podróże i pobyty zagraniczne" in "\n".join(lines)


@pytest.mark.parametrize(("language", "words"), [("en", "counts no stay"), ("pl", "nie wymaga liczonego")])
def test_a_missing_ledger_is_told_in_the_language_asked_for(
    run: Runner, case_file: Path, tmp_path: Path, language: str, words: str
) -> None:
    out = tmp_path / "out.csv"
    arguments = ("--route", "tr_research", "--ledger", out, "--language", language, *ON)
    assert words in run("timeline", case_file, *arguments).err


def test_a_country_told_as_a_code_is_written_out_in_both_languages(run: Runner, tmp_path: Path) -> None:
    journey = {"id": "a1", "left": "2025-01-02", "returned": "2025-01-09", "country": "DE"}
    out = run("timeline", changed(tmp_path, absences=[journey]), *ON).out
    assert "- Germany: 2 January 2025" in out
    assert out.splitlines()[-1] == "Niemcy: 02.01.2025 \u2013 09.01.2025"


def test_lines_that_miss_something_are_counted_first(run: Runner, tmp_path: Path) -> None:
    told = changed(tmp_path, absences=[{"id": "a1", "left": "2025-01-02", "returned": "2025-01-09"}])
    assert run("timeline", told, *ON).out.startswith("1 line has to be completed")


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_has_a_proof_in_the_documented_form(run: Runner, sample: Path) -> None:
    outcome = run("timeline", sample, "--json", "--language", "pl", *ON)
    found = checked(outcome.json())
    for period in found["periods"]:
        total = period["subtotals"]["total"]["credited"]
        # days in other states of the EU are told by answers: they have no rows
        assert not period["ledger"] or total == pytest.approx(period["credited_days"])


def test_the_json_has_journeys_stays_and_the_sheet(run: Runner, tmp_path: Path) -> None:
    told = changed(
        tmp_path,
        absences=[
            {"id": "a1", "left": "2025-01-02", "returned": "2025-01-09", "country": "Germany"},
            {"id": "a2", "left": "2026-11-01", "country": "France"},
        ],
        statuses=[{"id": "s1", "kind": "visa_c", "first_day": "2015-01-01", "last_day": "2015-03-01"}],
        schengen_stays=[
            {"id": "v1", "entry": "2026-09-01", "exit": "2026-09-10"},
            {"id": "v2", "entry": "2026-11-10"},
        ],
    )
    found = checked(run("timeline", told, "--json", "--filing", "2026-11-22", *ON).json())
    assert (found["on"], found["filing_on"]) == ("2026-11-21", "2026-11-22")
    assert found["journeys"]["rows"][0]["country_pl"] == "Niemcy"
    assert found["journeys"]["rows"][1]["returned"] is None
    assert found["stays"]["earlier"][0]["last"] == {"first": "2015-03-01", "last": "2015-03-01"}
    assert found["short_stay"]["on"] == "2026-11-22"
    assert found["short_stay"]["stays"][0]["entry_typed"] == "01/09/26"
    assert found["short_stay"]["result"]["used"] == 23


def test_without_a_permit_there_is_no_period_and_a_missing_day_leaves_no_result(
    run: Runner, tmp_path: Path
) -> None:
    stays = [{"id": "v1", "exit": "2026-09-10"}]
    told = changed(tmp_path, schengen_stays=stays)
    case = json.loads(told.read_text(encoding="utf-8"))
    del case["route"]
    told.write_text(json.dumps(case), encoding="utf-8")
    found = checked(run("timeline", told, "--json", *ON).json())
    assert (found["route"], found["verdict"], found["periods"]) == (None, None, [])
    assert found["short_stay"]["result"] is None
    assert found["short_stay"]["missing"] == ["schengen_stays.v1.entry"]


@pytest.mark.parametrize("name", ["ledger", "travel", "stays", "short-stay"])
def test_no_table_takes_the_place_of_the_case_file(run: Runner, tmp_path: Path, name: str) -> None:
    case = changed(tmp_path)
    before = case.read_bytes()
    outcome = run("timeline", case, f"--{name}", tmp_path / "." / "x" / ".." / "case.json", *ON)
    assert outcome.code == 2
    assert f"--{name}" in outcome.err
    assert case.read_bytes() == before


def test_two_tables_are_not_written_over_each_other(run: Runner, case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    outcome = run("timeline", case_file, "--travel", out, "--stays", out, *ON)
    assert outcome.code == 2
    assert not out.exists()
