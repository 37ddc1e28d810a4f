"""What people type is read forgivingly, and never guessed in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.law.findings import say
from permitdesk.interview.typed import parse_amount, parse_day, parse_whole_number

FIRST_OF_FEBRUARY = date(2020, 2, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "1.2.2020", "01.02.2020", "1/2/2020", "1-2-2020", "1 2 2020", "2020-02-01", "2020.2.1", "20200201",
        "1 Feb 2020", "1st February 2020", "Feb 1, 2020", "1 of February 2020", "1 lutego 2020",
        "1 lutego 2020 r.", "1 LUTY 2020 roku", "1 II 2020", "2020 lut 1", "  1.2.2020  ",
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_a_day_are_understood(typed: str) -> None:
    assert parse_day(typed).day == FIRST_OF_FEBRUARY
    assert parse_day(typed).problem is None


@pytest.mark.parametrize("typed", ["3 września 2021", "3 wrzesnia 2021", "3 Września 2021"])
def test_polish_letters_may_be_left_out(typed: str) -> None:
    assert parse_day(typed).day == date(2021, 9, 3)


def test_what_was_understood_is_said_when_day_and_month_could_be_mixed_up() -> None:
    assert parse_day("1.2.2020").understood == say("interview.day_understood", day=FIRST_OF_FEBRUARY)


@pytest.mark.parametrize("typed", ["2020-02-01", "1 Feb 2020", "20200201"])
def test_nothing_is_said_when_the_form_leaves_no_doubt(typed: str) -> None:
    assert parse_day(typed).understood is None


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_field_is_no_day_and_no_problem(typed: str) -> None:
    assert (parse_day(typed).day, parse_day(typed).problem) == (None, None)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("yesterday", "interview.day_unreadable"),
        ("1 Feb Mar", "interview.day_unreadable"),
        ("1.q.2020", "interview.day_unreadable"),
        ("02.2020", "interview.day_incomplete"),
        ("1 lutego", "interview.day_incomplete"),
        ("1.2.3.2020", "interview.day_incomplete"),
        ("1.2.20", "interview.year_short"),
        ("1.2.1820", "interview.year_strange"),
        ("1.2.2201", "interview.year_strange"),
        ("2.13.2020", "interview.month_impossible"),
        ("1.0.2020", "interview.month_impossible"),
        ("31.2.2020", "interview.day_impossible"),
        ("29 Feb 2021", "interview.day_impossible"),
        ("20210230", "interview.day_impossible"),
    ],
)
def test_each_slip_has_its_own_sentence(typed: str, text: str) -> None:
    found = parse_day(typed)
    assert found.day is None
    assert found.problem is not None
    assert found.problem.text == text


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_survives_being_written_and_read(day: date) -> None:
    assert parse_day(day.isoformat()).day == day
    assert parse_day(f"{day.day}.{day.month}.{day.year}").day == day


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_stumble(typed: str) -> None:
    found = parse_day(typed)
    assert found.day is None or found.problem is None
    parse_amount(typed)
    parse_whole_number(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1234", "1234.00"),
        ("1 234,50 zł", "1234.50"),
        ("1,234.5", "1234.50"),
        ("1.234,56", "1234.56"),
        ("12.345", "12345.00"),
        ("640 PLN", "640.00"),
        ("0", "0.00"),
    ],
)
def test_amounts_are_read_with_polish_and_english_marks(typed: str, amount: str) -> None:
    assert parse_amount(typed).value == Decimal(amount)


@pytest.mark.parametrize("typed", ["abc", "-5", "1,2,3", "12zl5"])
def test_what_is_no_amount_is_said_to_be_none(typed: str) -> None:
    found = parse_amount(typed)
    assert found.value is None
    assert found.problem == say("interview.amount_unreadable", typed=typed)


def test_a_whole_number_may_have_spaces_but_no_fraction() -> None:
    assert parse_whole_number(" 1 000 ").value == Decimal(1000)
    assert parse_whole_number("3,5").problem == say("interview.number_unreadable", typed="3,5")


@pytest.mark.parametrize("read", [parse_amount, parse_whole_number])
def test_an_empty_number_is_no_problem(read: object) -> None:
    assert callable(read)
    assert read("  ").value is None
    assert read("  ").problem is None
