"""Days told exactly, "around" or "between" are read in the habits of the people who type them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.law.findings import say
from permitdesk.interview.typed import Habit, Side, TypedRange, parse_day, parse_day_or_range
from permitdesk.interview.typed_ranges import LONGEST_DAY

DAY = date(2023, 3, 15)
NEAR = date(2023, 3, 1)
TODAY = date(2026, 11, 21)


def read(typed: str, **options: object) -> TypedRange:
    """Read near March 2023, as of the day of the tests."""
    habit = options.get("habit", Habit.DAY_FIRST)
    side = options.get("side", Side.CLOSEST)
    assert isinstance(habit, Habit)
    assert isinstance(side, Side)
    return parse_day_or_range(typed, habit=habit, near=NEAR, side=side, today=TODAY)


def ends(typed: str) -> tuple[str, str]:
    found = read(typed)
    assert found.problem is None, found.problem
    return str(found.first), str(found.last)


@pytest.mark.parametrize(
    "typed",
    [
        "2023-03-15", "15.03.2023", "15/3/2023", "15-3-23", "150323", "15032023", "20230315",
        "15 marca 2023",
        "March 15 2023", "Mar 15, 2023", "15 III 2023", "15 березня 2023", "15 марта 2023 \u0433.",
        "2023 март 15",
        "15.03", "15.3.23", "15 mar", "03/15/2023", "15 March 23", "the 15th of March 2023", "3/15",
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_one_day_are_read(typed: str) -> None:
    found = read(typed)
    assert (found.first, found.last, found.exact) == (DAY, DAY, True)


@pytest.mark.parametrize("typed", ["15-3-23", "150323", "15.03", "03/15/2023", "15/3/2023", "15 mar"])
def test_a_form_that_leaves_doubt_says_what_was_understood(typed: str) -> None:
    assert read(typed).understood is not None


@pytest.mark.parametrize("typed", ["2023-03-15", "15 marca 2023", "20230315", "15 III 2023"])
def test_a_form_that_leaves_no_doubt_says_nothing(typed: str) -> None:
    assert read(typed).understood is None


def test_the_other_reading_is_named_when_day_and_month_could_be_mixed_up() -> None:
    found = read("03/04/2023")
    assert found.first == date(2023, 4, 3)
    assert found.understood == say(
        "interview.day_understood_of_2", day=date(2023, 4, 3), other=date(2023, 3, 4)
    )


def test_the_habit_decides_which_number_is_the_month() -> None:
    found = read("03/04/2023", habit=Habit.MONTH_FIRST)
    assert (found.first, found.others) == (date(2023, 3, 4), (date(2023, 4, 3),))


def test_dots_are_day_first_whatever_the_habit() -> None:
    assert read("03.04.2023", habit=Habit.MONTH_FIRST).first == date(2023, 4, 3)


def test_three_readings_are_all_named() -> None:
    found = read("03-04-05")
    assert found.first == date(2005, 4, 3)
    assert found.others == (date(2005, 3, 4), date(2003, 4, 5))
    assert found.understood is not None
    assert found.understood.text == "interview.day_understood_of_3"


def test_equal_numbers_leave_no_second_reading() -> None:
    assert read("03/03/2023").others == ()


@pytest.mark.parametrize(("year", "full"), [("69", 2069), ("70", 1970), ("00", 2000), ("99", 1999)])
def test_two_digits_of_a_year_are_completed_at_the_pivot(year: str, full: int) -> None:
    assert read(f"15.3.{year}").first == date(full, 3, 15)


@pytest.mark.parametrize(
    ("typed", "side", "day"),
    [
        ("28.12", Side.CLOSEST, date(2022, 12, 28)),
        ("28.12", Side.AFTER, date(2023, 12, 28)),
        ("28.12", Side.BEFORE, date(2022, 12, 28)),
        ("1.3", Side.AFTER, NEAR),
        ("1.3", Side.BEFORE, NEAR),
        ("28.2", Side.AFTER, date(2024, 2, 28)),
        ("2.3", Side.BEFORE, date(2022, 3, 2)),
        ("29.2", Side.BEFORE, date(2020, 2, 29)),
    ],
)
def test_a_year_left_out_is_taken_from_the_day_near(typed: str, side: Side, day: date) -> None:
    found = read(typed, side=side)
    assert found.first == day
    assert found.understood == say("interview.day_understood", day=day)


def test_without_a_day_near_a_year_left_out_is_asked_for() -> None:
    for typed in ("15.03", "March", "3-9.03", "15"):
        found = parse_day_or_range(typed)
        assert found.first is None
        assert found.problem is not None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY), ("dziś", TODAY), ("сьогодні", TODAY),
        ("yesterday", date(2026, 11, 20)), ("wczoraj", date(2026, 11, 20)),
        ("przedwczoraj", date(2026, 11, 19)), ("jutro", date(2026, 11, 22)),
    ],
)  # fmt: skip
def test_today_and_its_neighbours_may_be_named(typed: str, day: date) -> None:
    assert read(typed).first == day
    assert read(typed).understood == say("interview.day_understood", day=day)


def test_today_is_not_guessed_where_it_is_not_known() -> None:
    assert parse_day_or_range("today").problem == say("interview.day_unreadable", typed="today")
    assert parse_day_or_range("3.03.2023 - today").first is None


@pytest.mark.parametrize(
    "typed",
    [
        "around 15.03.2023", "~15.3.2023", "ok. 15 marca 2023", "około 15 marca", "c. 15.3.2023",
        "mniej więcej 15 marca 2023", "приблизно 15.03.2023", "около 15 марта 2023", "15.03.2023 ± 7",
        "15.03.2023 +/- 7 days", "15.03.2023 +-7 dni", "≈15.03.2023",
    ],
)  # fmt: skip
def test_around_is_seven_days_before_and_after(typed: str) -> None:
    assert ends(typed) == ("2023-03-08", "2023-03-22")
    assert read(typed).understood == say(
        "interview.around_understood", day=DAY, first=date(2023, 3, 8), last=date(2023, 3, 22), n=7
    )


def test_october_and_czerwiec_are_no_words_for_around() -> None:
    assert ends("October 3, 2023") == ("2023-10-03", "2023-10-03")
    assert ends("cze 3 2023") == ("2023-06-03", "2023-06-03")


def test_around_a_month_takes_in_seven_days_on_both_sides() -> None:
    assert ends("around March 2023") == ("2023-02-22", "2023-04-07")


@pytest.mark.parametrize(
    "typed",
    [
        "between 3 and 9 March 2023", "3-9.03.2023", "3\N{EN DASH}9.03.2023", "3.03.2023-9.03.2023",
        "3.03.2023 - 9.03.2023", "między 3 a 9 marca 2023", "od 3 do 9.03.2023", "3 i 9 marca 2023",
        "2023-03-03-2023-03-09", "2023-03-03 to 2023-03-09", "3.03-9.03.2023", "3.03.2023 do 9.03", "3-9.03",
        "3.03.2023-9", "\u0441 3 по 9 марта 2023", "від 3 до 9 березня 2023", "3...9.03.2023",
    ],
)  # fmt: skip
def test_between_two_days_is_a_range(typed: str) -> None:
    assert ends(typed) == ("2023-03-03", "2023-03-09")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("March 2023", "2023-03-01", "2023-03-31"),
        ("03.2023", "2023-03-01", "2023-03-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("luty 2024", "2024-02-01", "2024-02-29"),
        ("w marcu 2023", "2023-03-01", "2023-03-31"),
        ("marca", "2023-03-01", "2023-03-31"),
        ("03.23", "2023-03-01", "2023-03-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2022-2023", "2022-01-01", "2023-12-31"),
        ("March - May 2023", "2023-03-01", "2023-05-31"),
        ("November - February 2023", "2022-11-01", "2023-02-28"),
        ("między marcem a majem 2023", "2023-03-01", "2023-05-31"),
        ("beginning of March 2023", "2023-03-01", "2023-03-10"),
        ("mid-March 2023", "2023-03-11", "2023-03-20"),
        ("pod koniec marca 2023", "2023-03-21", "2023-03-31"),
        ("end of February 2023", "2023-02-21", "2023-02-28"),
        ("початок березня 2023", "2023-03-01", "2023-03-10"),
        ("early 2023", "2023-01-01", "2023-04-30"),
        ("połowa 2023", "2023-05-01", "2023-08-31"),
        ("koniec 2023 roku", "2023-09-01", "2023-12-31"),
        ("28.12 - 3.01.2023", "2022-12-28", "2023-01-03"),
        ("28.12.2022 - 3.01", "2022-12-28", "2023-01-03"),
        ("od 3.03.2023 do dziś", "2023-03-03", "2026-11-21"),
        ("yesterday - today", "2026-11-20", "2026-11-21"),
    ],
)
def test_months_parts_and_years_are_whole_ranges(typed: str, first: str, last: str) -> None:
    assert ends(typed) == (first, last)
    understood = read(typed).understood
    assert understood == say(
        "interview.range_understood", first=date.fromisoformat(first), last=date.fromisoformat(last)
    )


def test_a_number_behind_a_month_may_be_a_short_year_and_that_is_said() -> None:
    understood = read("March 23").understood
    assert read("March 23").first == date(2023, 3, 23)
    assert understood is not None
    assert understood.text == "interview.day_or_month_understood"
    assert read("March 5").understood == say("interview.day_understood", day=date(2023, 3, 5))


@pytest.mark.parametrize("typed", ["?", " ? ", "nie wiem", "don't know", "не знаю"])
def test_a_question_mark_is_an_answer(typed: str) -> None:
    found = read(typed)
    assert found.unknown
    assert (found.first, found.problem) == (None, None)


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_text_is_no_answer(typed: str) -> None:
    assert read(typed) == TypedRange()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("soon", "day_unreadable"),
        ("x", "day_unreadable"),
        ("1 2 3 4 2023", "day_incomplete"),
        ("1 March 2 3 2023", "day_incomplete"),
        ("1234567", "day_unreadable"),
        ("111111111111111", "day_unreadable"),
        ("123.4", "day_incomplete"),
        ("15", "day_incomplete"),
        ("31.2.2023", "day_impossible"),
        ("31.2", "day_impossible"),
        ("15.23", "month_impossible"),
        ("313323", "month_impossible"),
        ("31323", "day_unreadable"),
        ("15 March 123", "year_short"),
        ("March 123", "year_short"),
        ("15.3.0023", "year_strange"),
        ("15.3.2203", "year_strange"),
        ("9-3.03.2023", "range_reversed"),
        ("between soon and later", "range_unclear"),
        ("between 3 March and May 2023", "range_unclear"),
        ("3.2.2023-31.2.2023", "day_impossible"),
        ("31.2.2023-3.3.2023", "day_impossible"),
        ("end of 15.3.2023", "third_of_what"),
        ("end of 2.2023 - 3.2023", "day_incomplete"),
        ("end of soon", "day_unreadable"),
        ("end of 3 March 2023", "third_of_what"),
        ("around soon", "day_unreadable"),
        ("around 3-2.03.2023", "range_reversed"),
        ("around ?", "day_unreadable"),
        ("around 1.1.1900", "day_unreadable"),
        ("2.3.2200 ± 400", "day_unreadable"),
        ("1-2-3-04", "range_unclear"),
    ],
)
def test_each_slip_says_how_to_mend_it(typed: str, text: str) -> None:
    found = read(typed)
    assert (found.first, found.last) == (None, None)
    assert found.problem is not None
    assert found.problem.text == f"interview.{text}"


@pytest.mark.parametrize("typed", ["around 1.2.2020", "1-3.02.2020", "end of May 2020"])
def test_a_field_that_needs_one_day_says_so(typed: str) -> None:
    found = parse_day(typed)
    assert found.day is None
    assert found.problem == say("interview.exact_day_needed", typed=typed)


DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


@given(DAYS, st.integers(0, 200))
def test_every_range_survives_being_written_and_read(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    for dash in (" - ", "-", "\N{EN DASH}", " do ", " to "):
        found = parse_day_or_range(f"{first.day}.{first.month:02}.{first.year}{dash}{last:%d.%m.%Y}")
        assert (found.first, found.last) == (first, last)


@given(DAYS)
def test_every_day_and_month_survives_being_written_and_read(day: date) -> None:
    for written in (f"{day:%d.%m.%Y}", f"{day}", f"{day:%d.%m.%y}", f"{day:%Y%m%d}", f"{day:%d%m%Y}"):
        found = parse_day_or_range(written)
        assert found.first == day, written
        assert found.exact
    month = parse_day_or_range(f"{day:%m.%Y}")
    end = day.replace(day=monthrange(day.year, day.month)[1])
    assert (month.first, month.last) == (day.replace(day=1), end)


@given(DAYS, st.sampled_from(Habit), st.sampled_from("/- "), st.booleans())
def test_nothing_is_guessed_in_silence(day: date, habit: Habit, sign: str, short: bool) -> None:
    """However three numbers are written, the day meant is what was understood or one of those named."""
    year = f"{day:%y}" if short else f"{day.year}"
    ways = [f"{day.day}{sign}{day.month}{sign}{year}", f"{day.month}{sign}{day.day}{sign}{year}"]
    for written in ways:
        found = parse_day_or_range(written, habit=habit)
        assert found.understood is not None
        assert day in (found.first, *found.others)


@given(st.text(alphabet="0123456789.-/ ~?adomrczi\N{EN DASH}±+", max_size=24), st.booleans())
def test_no_text_makes_the_reader_stumble(typed: str, with_near: bool) -> None:
    found = parse_day_or_range(typed, near=NEAR if with_near else None, today=TODAY)
    assert (found.first is None) == (found.last is None)
    assert found.first is None or found.problem is None
    if found.first is not None and found.last is not None:
        assert found.first <= found.last


def test_a_text_too_long_for_a_day_is_refused_at_once_and_quoted_in_part() -> None:
    found = parse_day_or_range("1 maja - " * 5_000)
    assert found.problem is not None
    assert len(str(dict(found.problem.params)["typed"])) == LONGEST_DAY + 1
    assert parse_day_or_range("2 May 2020" + " " * LONGEST_DAY).first == date(2020, 5, 2)
