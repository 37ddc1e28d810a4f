"""``timeline``: tables that read back, and the Polish list to copy."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.runner import Runner

ON = ("--on", "2026-11-21")


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
    assert run("timeline", case_file, "--filing", "2030-06-01", *ON).out == "brak\n"
