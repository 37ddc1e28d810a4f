"""Closed day intervals, against sets of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.dates.periods import Period, covered_days, merge, subtract

BASE = date(2023, 12, 20)  # near a year boundary, and 2024 has a leap day


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    first = BASE + timedelta(days=draw(st.integers(0, 90)))
    return Period(first, first + timedelta(days=draw(st.integers(0, 20))))


periods = _periods()


def _days(*several: Period) -> set[date]:
    return {day for period in several for day in period}


def test_both_ends_belong_to_a_period() -> None:
    period = Period(date(2024, 2, 28), date(2024, 3, 1))
    assert period.days == 3
    assert list(period) == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert period.contains(date(2024, 2, 28))
    assert period.contains(date(2024, 3, 1))
    assert not period.contains(date(2024, 2, 27))
    assert not period.contains(date(2024, 3, 2))


def test_one_day_is_a_period_of_one_day() -> None:
    assert Period(BASE, BASE).days == 1


def test_a_reversed_period_is_refused_with_both_days_named() -> None:
    with pytest.raises(ValueError, match=r"2024-01-01, before its first day 2024-01-02"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


def test_periods_order_by_first_day_then_last_day() -> None:
    late, short, long = (
        Period(BASE + timedelta(days=a), BASE + timedelta(days=b)) for a, b in ((5, 6), (1, 2), (1, 9))
    )
    assert sorted([late, long, short]) == [short, long, late]


def test_neighbouring_days_become_one_period_and_a_free_day_separates() -> None:
    def day(n: int) -> date:
        return BASE + timedelta(days=n)

    touching = [Period(day(0), day(3)), Period(day(4), day(5)), Period(day(7), day(8))]
    assert merge(touching) == (Period(day(0), day(5)), Period(day(7), day(8)))


@given(periods, periods)
def test_overlap_and_intersection_are_the_common_days(a: Period, b: Period) -> None:
    common = _days(a) & _days(b)
    shared = a.intersect(b)
    assert a.overlaps(b) == bool(common)
    assert (set() if shared is None else _days(shared)) == common


@given(periods, st.none() | periods, st.none() | periods)
def test_clipping_keeps_the_days_between_the_bounds(
    a: Period, low: Period | None, high: Period | None
) -> None:
    first = low.first if low else None
    last = high.last if high else None
    kept = a.clip(first, last)
    expected = {d for d in a if (first is None or d >= first) and (last is None or d <= last)}
    assert (set() if kept is None else _days(kept)) == expected


@given(st.lists(periods, max_size=8))
def test_merging_keeps_the_days_and_leaves_gaps_between_the_periods(several: list[Period]) -> None:
    merged = merge(several)
    assert _days(*merged) == _days(*several)
    assert covered_days(several) == len(_days(*several))
    assert all((b.first - a.last).days > 1 for a, b in pairwise(merged))


@given(periods, st.lists(periods, max_size=8))
def test_subtracting_leaves_exactly_the_days_no_hole_has(whole: Period, holes: list[Period]) -> None:
    rest = subtract(whole, holes)
    assert _days(*rest) == _days(whole) - _days(*holes)
    assert merge(rest) == rest
