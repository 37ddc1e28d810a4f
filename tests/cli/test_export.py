"""``permitdesk export``: PDF and calendar file without a screen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from tests.cli.runner import Runner


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_pdf_holds_the_name_and_the_day(run: Runner, case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    found = run("export", case_file, "--pdf", out)
    assert found.code == 0, found.err
    assert found.out.strip() == str(out)
    text = _text(out.read_bytes())
    assert "Gęśla-Jaźń" in text
    assert "21 November 2026" in text


def test_the_language_of_the_pdf_is_chosen_and_a_second_one_added(
    run: Runner, case_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    assert run("export", case_file, "--pdf", out, "--language", "pl").code == 0
    assert "21 listopada 2026" in _text(out.read_bytes())
    both = tmp_path / "both.pdf"
    assert run("export", case_file, "--pdf", both, "--second-language", "pl").code == 0
    text = _text(both.read_bytes())
    assert "21 November 2026" in text
    assert "21 listopada 2026" in text


def test_equal_input_gives_equal_bytes(run: Runner, case_file: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        pdf, ics = tmp_path / f"{name}.pdf", tmp_path / f"{name}.ics"
        assert run("export", case_file, "--pdf", pdf, "--ics", ics, "--on", "2026-11-21").code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_the_calendar_file_names_nobody_unless_asked(run: Runner, case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    assert run("export", case_file, "--ics", out).code == 0
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert events
    assert "Jaźń" not in out.read_text(encoding="utf-8")
    assert run("export", case_file, "--ics", out, "--name").code == 0
    assert Calendar.from_ical(out.read_bytes()).walk("VEVENT")


def test_without_a_target_nothing_is_written(run: Runner, case_file: Path) -> None:
    found = run("export", case_file)
    assert found.code == 2
    assert "--pdf" in found.err


@pytest.mark.parametrize("option", ["--pdf", "--ics"])
def test_a_target_that_cannot_be_written_is_named_and_nothing_lost(
    run: Runner, case_file: Path, tmp_path: Path, option: str
) -> None:
    target = tmp_path / "missing" / "out"
    found = run("export", case_file, option, target)
    assert found.code == 2
    assert str(target) in found.err
    assert not target.exists()
    assert case_file.exists()


def test_a_second_language_that_is_not_shipped_is_refused(
    run: Runner, case_file: Path, tmp_path: Path
) -> None:
    found = run("export", case_file, "--pdf", tmp_path / "x.pdf", "--second-language", "xx")
    assert found.code == 2
    assert "--second-language" in found.err


@pytest.mark.parametrize(("on", "said"), [("2026-11-20", True), ("2026-11-21", False), ("2026-11-22", True)])
def test_papers_of_another_day_than_today_say_so_on_page_one(
    run: Runner, case_file: Path, tmp_path: Path, on: str, said: bool
) -> None:
    pdf, ics = tmp_path / "a.pdf", tmp_path / "a.ics"
    assert run("export", case_file, "--pdf", pdf, "--ics", ics, "--on", on).code == 0
    first = " ".join(PdfReader(pdf).pages[0].extract_text().split())
    assert ("This paper holds for" in first) is said
    name = Calendar.from_ical(ics.read_bytes())["X-WR-CALNAME"]
    assert ("dates as of" in str(name)) is said
    assert ("This paper holds for" in " ".join(run("assess", case_file, "--on", on).out.split())) is said


def test_the_text_report_names_the_articles_behind_each_part(run: Runner, case_file: Path) -> None:
    lines = run("assess", case_file, "--on", "2026-11-21").out.splitlines()
    begin = lines.index("Articles behind the other parts")
    part = lines[begin : lines.index("", begin)]
    assert any("art." in line for line in part)
    following = zip(part[1:], [*part[2:], "end"], strict=True)
    assert not [label for label, after in following if label.endswith(":") and not after.startswith("    ")]


@pytest.mark.parametrize("option", ["--pdf", "--ics", "--annex-sheet"])
def test_no_paper_takes_the_place_of_the_case_file(run: Runner, case_file: Path, option: str) -> None:
    before = case_file.read_bytes()
    outcome = run("export", case_file, option, case_file, "--on", "2026-11-21")
    assert outcome.code == 2
    assert option in outcome.err
    assert case_file.read_bytes() == before
