"""What holds for every list of short stays: a count by days, order, splits, shifts, and more is never less.

The soak run holds the count against a count by days on many thousand lists; the suite on a few.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.domain.dates.periods import Period
from permitdesk.domain.stay.schengen import days_used_each, longest_stay, overstays, schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule

RULE = ShortStayRule(90, 180)
DAY = timedelta(days=1)
#: a leap day, a year boundary and both changes of the clock lie in the time looked at
BEGIN = date(2023, 7, 1)
SOME = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def at(day: int) -> date:
    return BEGIN + day * DAY


def period(first: int, length: int) -> Period:
    return Period(at(first), at(first + length))


stay = st.builds(period, st.integers(0, 600), st.one_of(st.integers(0, 12), st.integers(60, 130)))
stays = st.lists(stay, max_size=8)
days = st.integers(0, 760).map(at)
rules = st.sampled_from([RULE, ShortStayRule(1, 2), ShortStayRule(5, 7), ShortStayRule(180, 180)])


def by_days(told: Sequence[Period], on: date, rule: ShortStayRule) -> tuple[int, int]:
    """Days used on ``on`` and days too many up to ``on``, looking at each day by itself."""
    there = {day for p in told for day in p if day <= on}

    def used(day: date) -> int:
        return sum(day - n * DAY in there for n in range(rule.window_days))

    return used(on), sum(used(day) > rule.allowed_days for day in there)


def longest_by_days(told: Sequence[Period], entry: date, rule: ShortStayRule) -> int:
    """Stays on from ``entry`` day by day as long as each day is allowed."""
    there = {day for p in told for day in p if day < entry}
    day = entry
    while True:
        there.add(day)
        if sum(day - n * DAY in there for n in range(rule.window_days)) > rule.allowed_days:
            return (day - entry).days
        if (day - entry).days > 2 * rule.window_days:
            return rule.allowed_days
        day += DAY


@SOME
@given(stays, days, rules)
def test_the_count_is_that_of_a_count_by_days(told: list[Period], on: date, rule: ShortStayRule) -> None:
    found = schengen_on(told, on, rule)
    used, too_many = by_days(told, on, rule)
    assert (found.days_used, found.overstay_days) == (used, too_many)
    assert found.days_left == max(0, rule.allowed_days - used)
    assert days_used_each(told, [on], rule) == (used,)
    assert sum(p.days for p in overstays(told, on, rule)) == too_many


@SOME
@given(stays, days, st.sampled_from([RULE, ShortStayRule(1, 2), ShortStayRule(5, 7)]))
def test_the_longest_stay_is_that_of_staying_on_day_by_day(
    told: list[Period], entry: date, rule: ShortStayRule
) -> None:
    assert longest_stay(told, entry, rule)[0] == longest_by_days(told, entry, rule)


@SOME
@given(stays, days, st.randoms(use_true_random=False))
def test_the_order_of_the_stays_does_not_matter(told: list[Period], on: date, dice: random.Random) -> None:
    mixed = list(told)
    dice.shuffle(mixed)
    assert schengen_on(mixed, on, RULE) == schengen_on(told, on, RULE)
    assert schengen_on([*told, *told], on, RULE) == schengen_on(told, on, RULE)


@SOME
@given(stays, stay, st.integers(0, 130), st.booleans(), days)
def test_a_split_stay_equals_the_whole(
    told: list[Period], whole: Period, cut: int, shared: bool, on: date
) -> None:
    middle = min(whole.last, whole.first + cut * DAY)
    parts = [Period(whole.first, middle)]
    begin = middle if shared else middle + DAY
    if begin <= whole.last:
        parts.append(Period(begin, whole.last))
    assert schengen_on([*told, *parts], on, RULE) == schengen_on([*told, whole], on, RULE)


@SOME
@given(stays, stay, days)
def test_more_stay_never_leaves_more_days(told: list[Period], further: Period, on: date) -> None:
    less, more = schengen_on(told, on, RULE), schengen_on([*told, further], on, RULE)
    assert more.days_used >= less.days_used
    assert more.days_left <= less.days_left
    assert more.overstay_days >= less.overstay_days
    assert longest_stay([*told, further], on, RULE)[0] <= longest_stay(told, on, RULE)[0]


@SOME
@given(stays, stay, days, st.sampled_from([(-1, 0), (0, 1), (1, 1), (-1, -1), (1, 0), (0, -1)]))
def test_a_stay_told_one_day_off_moves_the_days_used_by_at_most_one(
    told: list[Period], moved: Period, on: date, by: tuple[int, int]
) -> None:
    first, last = moved.first + by[0] * DAY, moved.last + by[1] * DAY
    if last < first:
        return
    before = schengen_on([*told, moved], on, RULE)
    after = schengen_on([*told, Period(first, last)], on, RULE)
    assert abs(after.days_used - before.days_used) <= 1
    assert abs(after.days_left - before.days_left) <= 1


@SOME
@given(stays, days)
def test_the_next_day_moves_the_days_used_by_at_most_one(told: list[Period], on: date) -> None:
    today, tomorrow = days_used_each(told, [on, on + DAY], RULE)
    assert abs(tomorrow - today) <= 1


@SOME
@given(stays, days, st.integers(-800, 800))
def test_a_life_moved_as_a_whole_has_the_same_results_moved_as_much(
    told: list[Period], on: date, by: int
) -> None:
    shift = by * DAY
    before = schengen_on(told, on, RULE)
    after = schengen_on([Period(p.first + shift, p.last + shift) for p in told], on + shift, RULE)
    assert (after.days_used, after.overstay_days) == (before.days_used, before.overstay_days)
    assert after.earliest_reentry == before.earliest_reentry + shift
    assert (after.last_legal_day is None) == (before.last_legal_day is None)
    if before.last_legal_day is not None and after.last_legal_day is not None:
        assert after.last_legal_day == before.last_legal_day + shift


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        ("2023-12-01", "2024-02-28", 90),  # a year boundary
        ("2024-02-01", "2024-04-30", 90),  # the leap day and the clock of spring
        ("2026-02-01", "2026-05-01", 90),  # the same without a leap day
        ("2026-08-31", "2026-11-28", 90),  # a month end and the clock of autumn
    ],
)
def test_month_ends_leap_day_and_clock_changes_are_days_like_others(
    first: str, last: str, length: int
) -> None:
    found = longest_stay([], date.fromisoformat(first), RULE)
    assert found == (length, date.fromisoformat(last))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_thousand_random_lists_are_counted_as_by_days(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(1000):
        told = [period(dice.randint(0, 600), dice.choice((0, 1, 5, 30, 89, 90, 120))) for _ in range(6)]
        on = at(dice.randint(0, 760))
        found = schengen_on(told, on, RULE)
        assert (found.days_used, found.overstay_days) == by_days(told, on, RULE)
