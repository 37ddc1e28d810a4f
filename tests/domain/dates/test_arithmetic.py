"""Moving days, against day-by-day counting and dateutil."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.dates.arithmetic import (
    add_days,
    add_months,
    add_weeks,
    add_years,
    age_on,
    days_between,
    subtract_months,
    subtract_years,
)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 3, 30), -1, date(2026, 2, 28)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_months_keep_the_day_number_or_end_with_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected
    assert subtract_months(day, -months) == expected


def test_a_leap_day_becomes_the_day_before_in_a_common_year() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert subtract_years(date(2024, 2, 29), 1) == date(2023, 2, 28)


@given(days, st.integers(-600, 600))
def test_months_agree_with_dateutil(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@given(days, st.integers(-40, 40))
def test_years_agree_with_dateutil(day: date, years: int) -> None:
    assert add_years(day, years) == day + relativedelta(years=years)


@given(days, st.integers(-400, 400))
def test_days_and_weeks_are_counted_one_by_one(day: date, n: int) -> None:
    assert days_between(day, add_days(day, n)) == n
    assert add_weeks(day, n) == day + timedelta(days=7 * n)
    assert add_weeks(day, n).weekday() == day.weekday()


def test_leaving_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError, match="outside the calendar"):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        add_days(date(9999, 12, 31), 1)


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2008, 11, 22), date(2026, 11, 21), 17),
        (date(2008, 11, 21), date(2026, 11, 21), 18),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2026, 11, 21), date(2026, 11, 21), 0),
        (date(2027, 1, 1), date(2026, 12, 31), -1),
    ],
)
def test_a_year_of_life_is_complete_on_the_birthday(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


@given(days, days)
def test_age_is_the_number_of_birthdays_passed(birth: date, on: date) -> None:
    years = age_on(birth, on)
    assert add_years(birth, years) <= on < add_years(birth, years + 1)
