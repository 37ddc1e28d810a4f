"""Which copies stay: every limit just inside, on it, and just outside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.storage.backups.keeping import kept, old_enough

#: a Saturday at noon
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
#: three newer ones, so that the rule about the newest three does not hide the others
NEWEST = [NOW - timedelta(minutes=number) for number in (1, 2, 3)]
moments = st.integers(-50_000, 50_000).map(lambda hours: NOW + timedelta(hours=hours, seconds=hours))


def stays(moment: datetime, *others: datetime, now: datetime = NOW) -> bool:
    return moment in kept([*NEWEST, moment, *others], now)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(days=2) - SECOND, True),
        (timedelta(days=2), True),
        (timedelta(days=2) + SECOND, False),
    ],
)
def test_all_of_the_last_two_days_stay(age: timedelta, expected: bool) -> None:
    moment = NOW - age
    # a later one of the same day, so that it is the last of nothing
    assert stays(moment, moment + timedelta(hours=1)) is expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(days=14) - SECOND, True),
        (timedelta(days=14), True),
        (timedelta(days=14) + SECOND, False),
    ],
)
def test_the_last_of_each_day_stays_for_fourteen_days(age: timedelta, expected: bool) -> None:
    moment = NOW - age
    # a day later is still the same week and month, so only the day can keep it
    assert stays(moment, moment + timedelta(hours=18)) is expected
    assert not stays(moment, moment + timedelta(hours=6))


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(weeks=8) - SECOND, True),
        (timedelta(weeks=8), True),
        (timedelta(weeks=8) + SECOND, False),
    ],
)
def test_the_last_of_each_week_stays_for_eight_weeks(age: timedelta, expected: bool) -> None:
    moment = NOW - age
    # the day after tomorrow begins another week of the same month
    assert stays(moment, moment + timedelta(days=2)) is expected
    assert not stays(moment, moment + timedelta(days=1))


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(days=366) - SECOND, True),
        (timedelta(days=366), True),
        (timedelta(days=366) + SECOND, False),
    ],
)
def test_the_last_of_each_month_stays_for_twelve_months(age: timedelta, expected: bool) -> None:
    moment = NOW - age
    assert stays(moment, moment + timedelta(days=20)) is expected
    assert not stays(moment, moment + timedelta(days=2))


def test_the_newest_three_stay_whatever_their_age() -> None:
    old = [NOW - timedelta(days=5000 + number) for number in range(5)]
    assert kept(old, NOW) == set(old[:3])


@given(st.lists(moments, max_size=40), st.integers(0, 4000))
def test_a_clock_set_back_deletes_nothing_made_after_it(made: list[datetime], days: int) -> None:
    now = NOW - timedelta(days=days)
    assert {moment for moment in made if moment > now} <= kept(made, now)


@given(st.lists(moments, max_size=40), moments)
def test_some_always_stay_and_dropping_again_drops_nothing_more(made: list[datetime], now: datetime) -> None:
    stay = kept(made, now)
    assert stay <= set(made)
    assert len(stay) >= min(3, len(set(made)))
    assert max(made, default=now) in stay or not made
    assert kept(stay, now) == stay


def test_two_years_of_work_leave_few_and_a_way_back_to_every_month() -> None:
    held: frozenset[datetime] = frozenset()
    now = NOW
    for hours in range(0, 2 * 365 * 24, 4):
        now = NOW + timedelta(hours=hours)
        held = kept({*held, now}, now)
    assert len(held) < 50
    months = {(moment.year, moment.month) for moment in held}
    assert len(months) >= 12
    days = {moment.date() for moment in held if now - moment <= timedelta(days=14)}
    assert len(days) >= 14


@pytest.mark.parametrize(
    ("age", "working", "leaving"),
    [
        (timedelta(hours=1) - SECOND, False, False),
        (timedelta(hours=1), False, True),
        (timedelta(hours=4) - SECOND, False, True),
        (timedelta(hours=4), True, True),
    ],
)
def test_a_copy_is_due_four_hours_after_the_last_and_one_before_leaving(
    age: timedelta, working: bool, leaving: bool
) -> None:
    made = [NOW - age, NOW - timedelta(days=3)]
    assert old_enough(made, NOW) is working
    assert old_enough(made, NOW, leaving=True) is leaving


def test_without_any_copy_one_is_due() -> None:
    assert old_enough([], NOW)


def test_a_copy_from_the_future_keeps_nobody_from_making_one() -> None:
    assert old_enough([NOW + timedelta(days=365)], NOW)
    assert not old_enough([NOW + timedelta(days=365), NOW - SECOND], NOW)
