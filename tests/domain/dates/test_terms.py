"""Terms of KPA art. 57 and working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.delivery import DeliveredBy, deemed_delivery
from permitdesk.domain.dates.terms import (
    ProceduralTerm,
    term_in_days,
    term_in_months,
    term_in_weeks,
    term_in_working_days,
    term_in_years,
)

Counting = Callable[..., ProceduralTerm]
#: around Christmas, Easter, May and leap days, where terms go wrong
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("n", "event", "unrolled", "due"),
    [
        pytest.param(14, "2026-11-20", "2026-12-04", "2026-12-04", id="appeal"),
        pytest.param(14, "2026-12-10", "2026-12-24", "2026-12-28", id="appeal ending on Christmas Eve"),
        pytest.param(14, "2024-12-10", "2024-12-24", "2024-12-24", id="Christmas Eve of 2024 still works"),
        pytest.param(14, "2026-10-28", "2026-11-11", "2026-11-12", id="11 November"),
        pytest.param(14, "2027-03-14", "2027-03-28", "2027-03-30", id="Easter"),
        pytest.param(14, "2026-08-01", "2026-08-15", "2026-08-17", id="holiday on a Saturday"),
        pytest.param(7, "2026-12-17", "2026-12-24", "2026-12-28", id="seven days into Christmas"),
        pytest.param(30, "2026-11-20", "2026-12-20", "2026-12-21", id="court"),
        pytest.param(14, "2026-12-05", "2026-12-19", "2026-12-21", id="appeal after unread e-Delivery"),
        pytest.param(14, "2026-12-16", "2026-12-30", "2026-12-30", id="appeal after unread e-Delivery 2"),
    ],
)
def test_days_count_from_the_day_after_and_only_the_end_moves(
    n: int, event: str, unrolled: str, due: str, days_off: DaysOff
) -> None:
    start = date.fromisoformat(event)
    first, last = date.fromisoformat(unrolled), date.fromisoformat(due)
    assert term_in_days(start, n, days_off) == ProceduralTerm(start, first, last)
    assert term_in_days(start, n, days_off, rolls=False) == ProceduralTerm(start, first, first)


def test_months_end_with_the_month_and_then_move(days_off: DaysOff) -> None:
    event = date(2026, 8, 31)
    assert term_in_months(event, 6, days_off).due == date(2027, 3, 1)
    assert term_in_months(event, 6, days_off, rolls=False).due == date(2027, 2, 28)


def test_weeks_end_on_the_weekday_of_the_event(days_off: DaysOff) -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert term_in_weeks(friday, 2, days_off).due == date(2026, 12, 4)
    assert term_in_weeks(saturday, 2, days_off) == ProceduralTerm(
        saturday, date(2026, 12, 5), date(2026, 12, 7)
    )


def test_years_from_a_leap_day_end_on_the_day_before(days_off: DaysOff) -> None:
    assert term_in_years(date(2024, 2, 29), 1, days_off).unrolled == date(2025, 2, 28)
    assert term_in_years(date(2024, 2, 29), 4, days_off).unrolled == date(2028, 2, 29)


def test_a_refusal_without_appeal_becomes_final_the_day_after_the_last_appeal_day(days_off: DaysOff) -> None:
    last_appeal_day = term_in_days(date(2026, 11, 20), 14, days_off).due
    final = last_appeal_day + timedelta(days=1)
    assert final == date(2026, 12, 5)
    assert term_in_days(final, 30, days_off, rolls=False).due == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("event", "monday_to_friday", "cautious"),
    [("2026-11-20", "2026-12-11", "2026-12-08"), ("2026-12-10", "2027-01-05", "2026-12-31")],
)
def test_fifteen_working_days_in_both_readings_of_saturday(
    event: str, monday_to_friday: str, cautious: str, days_off: DaysOff
) -> None:
    term = term_in_working_days(date.fromisoformat(event), 15, days_off)
    assert term.monday_to_friday == date.fromisoformat(monday_to_friday)
    assert term.cautious == date.fromisoformat(cautious)


@pytest.mark.parametrize("counting", [term_in_days, term_in_weeks, term_in_months, term_in_years])
def test_a_term_must_be_at_least_one_long(counting: Counting, days_off: DaysOff) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        counting(date(2026, 1, 1), 0, days_off)
    with pytest.raises(ValueError, match="at least 1"):
        term_in_working_days(date(2026, 1, 1), -1, days_off)


@given(event=days, n=st.integers(1, 60))
def test_a_moved_end_is_the_first_open_day(event: date, n: int, days_off: DaysOff) -> None:
    term = term_in_days(event, n, days_off)
    passed = [term.unrolled + timedelta(days=k) for k in range((term.due - term.unrolled).days)]
    assert term.due.weekday() < 5
    assert not days_off.is_day_off(term.due)
    assert all(d.weekday() == 5 or days_off.is_day_off(d) for d in passed)


@given(event=days, n=st.integers(1, 30))
def test_working_days_are_counted_one_by_one(event: date, n: int, days_off: DaysOff) -> None:
    term = term_in_working_days(event, n, days_off)
    for end, saturday_counts in ((term.monday_to_friday, False), (term.cautious, True)):
        between = [event + timedelta(days=k) for k in range(1, (end - event).days + 1)]
        assert sum(days_off.is_working_day(d, saturday_counts) for d in between) == n
        assert days_off.is_working_day(end, saturday_counts)
    assert term.cautious <= term.monday_to_friday


@pytest.mark.parametrize(
    ("arrived", "by", "delivered"),
    [
        ("2026-11-20", DeliveredBy.E_DELIVERY, "2026-12-05"),
        ("2026-12-01", DeliveredBy.E_DELIVERY, "2026-12-16"),
        ("2026-11-20", DeliveredBy.POST, "2026-12-04"),
        ("2026-12-12", DeliveredBy.POST, "2026-12-26"),
    ],
)
def test_a_letter_nobody_collects_counts_as_delivered_even_on_a_day_off(
    arrived: str, by: DeliveredBy, delivered: str
) -> None:
    assert deemed_delivery(date.fromisoformat(arrived), by) == date.fromisoformat(delivered)
