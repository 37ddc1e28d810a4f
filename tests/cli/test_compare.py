"""``permitdesk compare`` and the sheet of ``permitdesk export``."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from permitdesk.domain.case import AnnexState, ApplicantKind, Case, CurrentStay, Person
from permitdesk.storage.exchange import write_case
from tests.cli.runner import Runner

ON = ("--on", "2026-11-21")


@pytest.fixture
def work_file(tmp_path: Path) -> Path:
    path = tmp_path / "work.json"
    case = Case(
        "c",
        person=Person("Zofia", "Gęśla-Jaźń"),
        applicant=ApplicantKind.ADULT,
        current_stay=CurrentStay("trp_studies", date(2025, 1, 1), date(2027, 1, 31)),
        route="tr_work_single",
        annexes=(AnnexState("annex_1_employer", "First sp. z o.o."),),
    )
    write_case(path, case)
    return path


def test_two_permits_are_compared_as_text_in_the_language_asked_for(run: Runner, work_file: Path) -> None:
    english = run("compare", work_file, "tr_work_single", "tr_ict", *ON)
    assert english.code == 0, english.err
    assert "Two permits side by side" in english.out
    assert "  B: This application goes on paper." in english.out
    polish = run("compare", work_file, "tr_work_single", "tr_ict", "--language", "pl", *ON)
    assert "  B: Ten wniosek składa się na papierze." in polish.out


def test_the_comparison_as_json_has_every_topic_with_both_sides(run: Runner, work_file: Path) -> None:
    found = run("compare", work_file, "tr_work_single", "tr_blue_card", "--json", *ON).json()
    assert (found["first"]["id"], found["second"]["id"], found["on"]) == (
        "tr_work_single",
        "tr_blue_card",
        "2026-11-21",
    )
    rows = {row["topic"]: row for row in found["rows"]}
    assert "Annex 2: your professional qualifications" in rows["documents"]["second"]
    assert rows["money"]["both"][0] == "PLN 540 in all."


def test_a_permit_is_not_compared_with_itself_or_with_an_unknown_one(run: Runner, work_file: Path) -> None:
    assert run("compare", work_file, "tr_ict", "tr_ict", *ON).code == 2
    unknown = run("compare", work_file, "tr_ict", "no_such_permit", *ON)
    assert unknown.code == 2
    early = run("compare", work_file, "tr_ict", "tr_work_single", "--on", "2026-01-01")
    assert early.code == 2
    assert "tr_ict" in early.err


def test_the_sheet_is_one_page_in_both_languages_and_has_a_name_only_on_demand(
    run: Runner, work_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.pdf"
    found = run("export", work_file, "--annex-sheet", out, *ON)
    assert (found.code, found.out.strip()) == (0, str(out))
    (page,) = PdfReader(BytesIO(out.read_bytes())).pages
    text = page.extract_text()
    assert "First sp. z o.o." in text
    assert "Please sign by 17 January 2027" in " ".join(text.split())
    assert "Gęśla" not in text
    assert run("export", work_file, "--annex-sheet", out, "--name", "--language", "pl", *ON).code == 0
    named = PdfReader(BytesIO(out.read_bytes())).pages[0].extract_text()
    assert "Gęśla" in named
    assert "Please" not in named


def test_no_sheet_for_a_permit_that_nobody_else_signs(run: Runner, work_file: Path, tmp_path: Path) -> None:
    case = tmp_path / "ict.json"
    case.write_text(work_file.read_text("utf-8").replace("tr_work_single", "tr_ict"), "utf-8")
    found = run("export", case, "--annex-sheet", tmp_path / "x.pdf", *ON)
    assert found.code == 2
    assert "Nobody else signs" in found.err


def test_channel_and_annexes_stand_in_the_documented_json(run: Runner, work_file: Path) -> None:
    (single,) = run("assess", work_file, "--json", "--route", "tr_work_single", *ON).json()["routes"]
    (annex,) = single["annexes"]
    assert (annex["party"], annex["party_name"], annex["third_party"]) == (
        "employer",
        "First sp. z o.o.",
        True,
    )
    assert single["channel"]["channel"] == "mos"
    (ict,) = run("assess", work_file, "--json", "--route", "tr_ict", *ON).json()["routes"]
    assert ict["channel"]["channel"] == "paper_host"
    assert len(ict["channel"]["paper_set"]) == 5
    assert ict["signing"]["result"] == "on_paper"
