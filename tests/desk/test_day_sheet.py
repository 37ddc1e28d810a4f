"""The day sheet of a desk, as facts and on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from permitdesk.desk.day_sheet import DaySheet, day_sheet, initials
from permitdesk.desk.desk_number import desk_number
from permitdesk.desk.records import CaseSummary, DeskDeadline, DeskStatus
from permitdesk.desk.search_keys import matcher, search_parts, search_text
from permitdesk.documents.day_sheet import build_day_sheet, writable
from permitdesk.documents.pdf import render_pdf
from permitdesk.domain.case import Case
from permitdesk.rulesets.texts import Texts, load_texts
from tests.desk.rows import TODAY, at, due, row

NAME = "Żaneta Łukasik"


@pytest.fixture(scope="module")
def english() -> Texts:
    return load_texts("en")


@pytest.fixture(scope="module")
def polish() -> Texts:
    return load_texts("pl")


def sheet_of(*rows: CaseSummary, advisor: str | None = None, months: int | None = None) -> DaySheet:
    return day_sheet(
        rows, TODAY, local_day=lambda moment: moment.date(), retention_months=months, advisor=advisor
    )


def paper(sheet: DaySheet, texts: Texts, second: Texts | None = None, *, initials_only: bool = False) -> str:
    pdf = render_pdf(build_day_sheet(sheet, texts, second, initials_only=initials_only))
    reader = PdfReader(BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def busy() -> CaseSummary:
    day = DeskDeadline(TODAY, "last_day_of_legal_stay", "hard", "c", NAME)
    return row("c", f"Sprawa {NAME}", name=NAME, advisor="Jan Kos", deadlines=(day,))


def test_days_are_parted_into_passed_today_and_the_week_ahead() -> None:
    found = sheet_of(row("a", deadlines=(due(-1), due(0), due(1), due(7), due(8))))
    assert [e.days_left for e in found.overdue] == [-1]
    assert [e.days_left for e in found.today] == [0]
    assert [e.days_left for e in found.ahead] == [1, 7]


def test_cases_changed_on_the_desks_own_day_are_listed_by_time() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    rows = (
        row("noon", updated_at=at(TODAY, 12)),
        row("after midnight in Warsaw", updated_at=late),
        row("yesterday", updated_at=at(TODAY - timedelta(days=1))),
        row("gone", deleted_at=at(TODAY)),
    )
    warsaw = timezone(timedelta(hours=1))
    found = day_sheet(rows, TODAY, local_day=lambda moment: moment.astimezone(warsaw).date())
    assert [case.case_id for case in found.changed] == ["after midnight in Warsaw", "noon"]


def test_cases_to_ask_about_and_open_ones_are_counted() -> None:
    rows = (
        row("old", updated_at=at(date(2020, 1, 1))),
        row("new"),
        row("closed", status=DeskStatus.CLOSED),
    )
    found = sheet_of(*rows, months=24)
    assert (found.to_ask, found.open_cases) == (1, 2)
    assert sheet_of(*rows).to_ask == 0


def test_open_cases_not_worked_out_today_are_said_to_be_missing(english: Texts) -> None:
    rows = (
        row("never"),
        row("yesterday", assessed_on=TODAY - timedelta(days=1)),
        row("fresh", assessed_on=TODAY),
        row("closed", status=DeskStatus.CLOSED),
    )
    assert sheet_of(*rows).not_fresh == 2
    assert "not worked out today" in paper(sheet_of(*rows), english)
    assert "not worked out today" not in paper(sheet_of(rows[2]), english)


def test_a_sheet_can_be_of_one_advisor() -> None:
    found = sheet_of(busy(), row("other", deadlines=(due(0),)), advisor="Jan Kos")
    assert [e.case_id for e in found.today] == ["c"]
    assert (found.advisor, found.open_cases, len(found.changed)) == ("Jan Kos", 1, 1)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna Nowak", "A. N."),
        ("Żaneta Nowak-Łoś", "Ż. N. Ł."),
        ("Олександр", "О."),
        ("გიორგი", "გ."),
        ("  ", ""),
        ("(Anna)", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_words(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=20))
def test_any_name_has_initials(name: str) -> None:
    assert isinstance(initials(name), str)


@given(st.text(max_size=40))
def test_the_desk_number_of_any_case_has_six_digits_and_finds_it(case_id: str) -> None:
    number = desk_number(case_id)
    assert len(number) == 6
    assert number.isdigit()
    text = search_text(search_parts(Case(case_id)))
    assert matcher(number)(text)
    assert matcher(f"{number[:3]} {number[3:]}")(text)


def test_the_paper_names_people_days_and_what_is_to_be_done(english: Texts) -> None:
    text = paper(sheet_of(busy()), english)
    assert f"Sprawa {NAME}" in text
    assert "21.11.2026" in text
    assert "HARD DATE" in text
    assert "Jan Kos" in text
    assert "shred it" in text


def test_with_initials_only_no_name_and_no_title_is_printed(english: Texts, polish: Texts) -> None:
    for second in (None, polish):
        text = paper(sheet_of(busy()), english, second, initials_only=True)
        for word in ("Żaneta", "Łukasik", "Sprawa Ż"):
            assert word not in text
        assert "Ż. Ł." in text
        assert desk_number("c") in text


def test_with_initials_only_no_name_hides_in_the_file(english: Texts) -> None:
    pdf = render_pdf(build_day_sheet(sheet_of(busy()), english, initials_only=True))
    assert "ukasik" not in str(PdfReader(BytesIO(pdf)).metadata)
    named = render_pdf(build_day_sheet(sheet_of(busy()), english))
    assert "ukasik" not in str(PdfReader(BytesIO(named)).metadata)


def test_the_paper_can_stand_in_two_languages(english: Texts, polish: Texts) -> None:
    text = paper(sheet_of(busy()), polish, english)
    assert "Karta dnia" in text
    assert "Day sheet" in text


def test_a_quiet_day_says_so(english: Texts) -> None:
    text = paper(sheet_of(), english)
    for sentence in ("Nothing has passed.", "No deadline today.", "No case was changed today."):
        assert sentence in text


def test_a_household_member_is_named_beside_the_case(english: Texts) -> None:
    day = DeskDeadline(TODAY, "last_day_of_legal_stay", "hard", "m", "Ola Mała")
    text = paper(sheet_of(row("c", "Rodzina Kos", people=2, name="Jan Kos", deadlines=(day,))), english)
    assert "Ola Mała" in text


def test_every_deadline_of_the_rules_and_of_the_desk_has_words(english: Texts, polish: Texts) -> None:
    for texts in (english, polish):
        for deadline in ("last_day_of_legal_stay", "must_leave_by", "legal_stay_ends"):
            assert texts.has(f"deadline.{deadline}.title")


def test_a_day_of_rules_replaced_meanwhile_is_still_printed(english: Texts) -> None:
    text = paper(sheet_of(row("c", "Sprawa", deadlines=(due(0, "odd_kind", "gone_rule"),))), english)
    assert english.get("desk.board.older_rules") in text
    assert "21.11.2026" in text


def test_names_in_scripts_the_paper_cannot_write_are_told_in_latin_letters() -> None:
    assert writable("王小明 studia") == "WangXiaoMing studia"
    assert writable("محمد") == "Mhmd"
    assert writable("Nguyễn Олександр გიორგი") == "Nguyễn Олександр გიორგი"


def test_hundreds_of_entries_flow_over_pages(english: Texts) -> None:
    rows = [row(str(n), f"Sprawa {n}", deadlines=(due(n % 7),)) for n in range(300)]
    pdf = render_pdf(build_day_sheet(sheet_of(*rows), english))
    assert len(PdfReader(BytesIO(pdf)).pages) > 5
