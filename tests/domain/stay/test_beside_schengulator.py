"""Ours beside ``schengulator`` 1.0.0, a package for the same count, where that one is wrong.

Its known defects, read in its source and shown below:

- its window has 181 days: it goes back 180 days from the day looked at and counts that day, too;
- a day in two stays counts twice, so overlapping or doubled entries use up days nobody spent;
- a stay whose end lies before its begin counts nothing, without a word;
- a stay that still goes on, without an end, fails with an error about types;
- it never says from which day one may come back; until when one may stay it prints, for text only, and
  finds it by making the last stay longer day by day with a whole new count each time;
- the day it takes for "today" is that of its import, so a program left running counts for yesterday;
- each count lists every day of every stay, so its time grows with the days (see the benchmark).
"""

from __future__ import annotations

import inspect
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schengulator.check_days_left import check_days_left
from schengulator.schengenstay import SchengenStay as OtherCount

from permitdesk.domain.case import SchengenStay
from permitdesk.domain.dates.periods import Period, merge
from permitdesk.domain.stay.schengen import longest_stay, schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule

RULE = ShortStayRule(90, 180)
DAY = timedelta(days=1)
ON = date(2026, 11, 20)
#: the first day of the window of 180 days that ends with ``ON``
WINDOW = date(2026, 5, 25)


def other(stays: list[tuple[date, date | None]], on: date = ON) -> int:
    """What the other package counts."""
    count = OtherCount(on)
    for first, last in stays:
        count.add_stay(first, last)
    days: int = count.get_days()
    return days


def ours(stays: list[tuple[date, date | None]], on: date = ON) -> int:
    """What we count."""
    told = [SchengenStay(str(n), first, last) for n, (first, last) in enumerate(stays)]
    return schengen_on(told, on, RULE).days_used


@pytest.mark.parametrize(
    ("day", "counted", "by_the_other"), [(WINDOW - 2 * DAY, 0, 0), (WINDOW - DAY, 0, 1), (WINDOW, 1, 1)]
)
def test_the_window_has_180_days_and_not_181(day: date, counted: int, by_the_other: int) -> None:
    assert ours([(day, day)]) == counted
    assert other([(day, day)]) == by_the_other


def test_ninety_days_outside_open_a_fresh_stay_which_the_other_would_refuse() -> None:
    earlier = [(date(2026, 3, 1), date(2026, 5, 29)), (date(2026, 8, 28), date(2026, 8, 28))]
    assert ours([*earlier], date(2026, 8, 28)) == 90
    assert other([*earlier], date(2026, 8, 28)) == 91
    assert longest_stay([Period(*earlier[0])], date(2026, 8, 28), RULE) == (90, date(2026, 11, 25))


def test_a_day_in_two_stays_counts_once_and_not_twice() -> None:
    doubled = [(date(2026, 10, 1), date(2026, 10, 10)), (date(2026, 10, 1), date(2026, 10, 10))]
    assert (ours([*doubled]), other([*doubled])) == (10, 20)
    same_day = [(date(2026, 10, 1), date(2026, 10, 10)), (date(2026, 10, 10), date(2026, 10, 20))]
    assert (ours([*same_day]), other([*same_day])) == (20, 21)


def test_a_reversed_stay_is_refused_and_not_counted_as_nothing() -> None:
    reversed_stay: list[tuple[date, date | None]] = [(date(2026, 10, 10), date(2026, 10, 1))]
    assert other(reversed_stay) == 0
    with pytest.raises(ValueError, match="cannot end"):
        ours(reversed_stay)


def test_a_stay_that_goes_on_is_counted_up_to_the_day() -> None:
    going_on: list[tuple[date, date | None]] = [(date(2026, 11, 1), None)]
    assert ours(going_on) == 20
    with pytest.raises(TypeError):
        other(going_on)


def test_until_when_one_may_stay_is_an_answer_and_not_a_print(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_days_left([["2026-11-01", "2026-11-20"]], d="2026-11-20") is None
    assert "2027-01-29" in capsys.readouterr().out
    assert longest_stay([], date(2026, 11, 1), RULE) == (90, date(2027, 1, 29))
    with pytest.raises(TypeError):
        check_days_left([[date(2026, 11, 1), ON]], d=ON)


def test_the_other_takes_the_day_of_its_import_for_today() -> None:
    assert isinstance(inspect.signature(OtherCount).parameters["d1"].default, date)


stays_in_two_years = st.lists(
    st.tuples(st.integers(0, 700), st.integers(0, 40)).map(
        lambda t: Period(date(2025, 1, 1) + t[0] * DAY, date(2025, 1, 1) + (t[0] + t[1]) * DAY)
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(stays_in_two_years, st.integers(0, 760))
def test_apart_from_its_window_both_agree_on_separate_stays(stays: list[Period], ahead: int) -> None:
    on = date(2025, 1, 1) + ahead * DAY
    separate = merge(stays)
    window_of_181 = ShortStayRule(90, 181)
    assert other([(p.first, p.last) for p in separate], on) == (
        schengen_on(separate, on, window_of_181).days_used
    )
