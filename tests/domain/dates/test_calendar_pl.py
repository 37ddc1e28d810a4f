"""Polish days off as dated data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter

from permitdesk.domain.dates.calendar_pl import DaysOff, easter_sunday


def test_easter_agrees_with_dateutil_for_every_year_of_both_calculations() -> None:
    assert all(easter_sunday(year) == easter(year) for year in range(1583, 4100))


def test_there_is_no_gregorian_easter_before_the_calendar() -> None:
    with pytest.raises(ValueError, match="1582"):
        easter_sunday(1582)


@pytest.mark.parametrize(
    ("year", "sunday", "monday", "pentecost", "corpus_christi"),
    [
        (2024, "03-31", "04-01", "05-19", "05-30"),
        (2025, "04-20", "04-21", "06-08", "06-19"),
        (2026, "04-05", "04-06", "05-24", "06-04"),
        (2027, "03-28", "03-29", "05-16", "05-27"),
        (2028, "04-16", "04-17", "06-04", "06-15"),
        (2029, "04-01", "04-02", "05-20", "05-31"),
        (2030, "04-21", "04-22", "06-09", "06-20"),
        (2031, "04-13", "04-14", "06-01", "06-12"),
    ],
)
def test_movable_holidays_are_days_off(
    year: int, sunday: str, monday: str, pentecost: str, corpus_christi: str, days_off: DaysOff
) -> None:
    assert easter_sunday(year) == date.fromisoformat(f"{year}-{sunday}")
    for day in (sunday, monday, pentecost, corpus_christi):
        assert days_off.is_day_off(date.fromisoformat(f"{year}-{day}"))
    good_friday = easter_sunday(year) - timedelta(days=2)
    assert days_off.is_working_day(good_friday, saturday_counts=False)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2024-12-24", False),
        ("2025-12-24", True),
        ("2018-11-12", True),
        ("2017-11-13", False),
        ("2019-11-12", False),
        ("2010-01-06", False),
        ("2011-01-06", True),
        ("2026-05-02", False),
        ("2026-02-14", False),
        ("2026-11-22", True),
    ],
)
def test_a_day_off_counts_only_in_its_years(day: str, off: bool, days_off: DaysOff) -> None:
    assert days_off.is_day_off(date.fromisoformat(day)) is off


def test_2026_has_fourteen_holidays_besides_ordinary_sundays(days_off: DaysOff) -> None:
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    found = [d.strftime("%m-%d") for d in year if d.weekday() != 6 and days_off.is_day_off(d)]
    assert found == [
        "01-01",
        "01-06",
        "04-06",
        "05-01",
        "06-04",
        "08-15",
        "11-11",
        "12-24",
        "12-25",
        "12-26",
    ]
    assert all(
        days_off.is_day_off(date.fromisoformat(f"2026-{d}")) for d in ("04-05", "05-03", "05-24", "11-01")
    )


def test_a_saturday_is_a_working_day_only_when_it_is_said_to_count(days_off: DaysOff) -> None:
    saturday = date(2026, 11, 21)
    assert not days_off.is_day_off(saturday)
    assert days_off.is_working_day(saturday, saturday_counts=True)
    assert not days_off.is_working_day(saturday, saturday_counts=False)


def test_a_holiday_on_a_saturday_is_not_a_working_day_either_way(days_off: DaysOff) -> None:
    saturday = date(2026, 12, 26)
    assert days_off.is_day_off(saturday)
    assert not days_off.is_working_day(saturday, saturday_counts=True)


def test_a_one_off_day_is_a_day_off() -> None:
    day = date(2030, 9, 3)
    assert not DaysOff.from_rules(()).is_day_off(day)
    assert DaysOff.from_rules((), one_off=[day]).is_day_off(day)
