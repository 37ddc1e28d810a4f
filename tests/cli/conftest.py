"""Fixtures of the command line's tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from permitdesk.cli import cases, rules
from permitdesk.domain.answers import Answers
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    ApplicantKind,
    Case,
    CurrentStay,
    Person,
    SignatureKind,
    SignerKind,
    StatusEntry,
    Tri,
)
from permitdesk.storage.exchange import write_case
from tests.cli.runner import Runner

TODAY = date(2026, 11, 21)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, run in this process."""
    return Runner(capsys)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 21 November 2026 in Warsaw."""
    for module in (cases, rules):
        monkeypatch.setattr(module, "today_in_warsaw", lambda: TODAY)


@pytest.fixture
def tolerated_case() -> Case:
    """A fictional person with ten years of tolerated stay and three journeys."""
    return Case(
        case_id="tolerated",
        person=Person(
            given_names="Zażółć",
            surname="Gęśla-Jaźń",
            birth_date=date(1980, 2, 29),
            citizenships=("AM",),
            has_pesel=Tri.YES,
        ),
        applicant=ApplicantKind.ADULT,
        signer=SignerKind.APPLICANT,
        signature=SignatureKind.TRUSTED,
        current_stay=CurrentStay("tolerated_351_1", first_day=date(2015, 3, 2)),
        absences=(
            Absence("a1", date(2018, 6, 1), date(2018, 6, 20), "AM"),
            Absence("a2", date(2021, 7, 1), date(2021, 8, 15), "GE"),
            Absence("a3", date(2024, 12, 20), date(2025, 1, 6), "AM", AbsenceReason.ORDINARY),
        ),
        journeys_complete=Tri.YES,
        route="pr_tolerated_10y",
        answers=Answers(),
    )


@pytest.fixture
def case_file(tmp_path: Path, tolerated_case: Case) -> Path:
    """The case of ``tolerated_case`` as a file."""
    return write(tmp_path, tolerated_case)


def write(folder: Path, case: Case) -> Path:
    """Write a case into a folder and return the file."""
    path = folder / f"{case.case_id}.json"
    write_case(path, case)
    return path


@pytest.fixture
def overlapping_case(tolerated_case: Case) -> Case:
    """The same person with two earlier titles that overlap."""
    return tolerated_case.with_changes(
        case_id="overlapping",
        statuses=(
            StatusEntry("s1", "tolerated_351_3", date(2010, 1, 1), date(2014, 1, 1)),
            StatusEntry("s2", "tolerated_351_1", date(2013, 6, 1), date(2015, 3, 1)),
        ),
    )
