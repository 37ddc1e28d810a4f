"""90 days in 180: the vectors, the edges, and a day-by-day count of random journeys."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.case import SchengenStay
from permitdesk.domain.dates.periods import Period
from permitdesk.domain.stay.schengen import SchengenResult, Visit, days_used_each, longest_stay, schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule

DAY = timedelta(days=1)
RULE = ShortStayRule(90, 180)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _stay(text: str) -> Period:
    first, last = text.split("..")
    return Period(_day(first), _day(last))


@pytest.mark.parametrize(
    ("stays", "entry", "days", "last"),
    [
        pytest.param([], "2026-09-01", 90, "2026-11-29", id="A no earlier stay"),
        pytest.param(["2026-06-01..2026-07-30"], "2026-10-01", 30, "2026-10-30", id="B sixty days used"),
        pytest.param(["2026-03-01..2026-05-29"], "2026-08-28", 90, "2026-11-25", id="C ninety days, in time"),
        pytest.param(
            ["2026-05-01..2026-05-10", "2026-07-01..2026-07-20"], "2026-11-20", 90, "2027-02-17", id="D"
        ),
    ],
)
def test_the_longest_stay_ends_on_the_ninetieth_day_in_the_window(
    stays: list[str], entry: str, days: int, last: str
) -> None:
    assert longest_stay([_stay(s) for s in stays], _day(entry), RULE) == (days, _day(last))


def test_vector_c_entry_is_refused_on_the_ninety_first_day_and_possible_the_day_after() -> None:
    stays = [_stay("2026-03-01..2026-05-29")]
    assert longest_stay(stays, _day("2026-08-27"), RULE) == (0, None)
    refused = schengen_on(stays, _day("2026-08-27"), RULE)
    assert refused == SchengenResult(90, 0, 0, None, _day("2026-08-28"))
    allowed = schengen_on(stays, _day("2026-08-28"), RULE)
    assert (allowed.last_legal_day, allowed.earliest_reentry) == (_day("2026-11-25"), _day("2026-08-28"))


def test_vector_d_days_outside_the_window_are_not_used() -> None:
    stays = [
        _stay("2026-05-01..2026-05-10"),
        _stay("2026-07-01..2026-07-20"),
        _stay("2026-11-20..2026-11-20"),
    ]
    result = schengen_on(stays, _day("2026-11-20"), RULE)
    assert (result.days_used, result.days_left) == (21, 69)
    assert result.last_legal_day == _day("2027-02-17")


def test_vector_e_entry_and_exit_on_one_day_is_one_day() -> None:
    assert schengen_on([_stay("2026-11-20..2026-11-20")], _day("2026-11-20"), RULE).days_used == 1


def test_an_overlapping_stay_is_not_counted_twice() -> None:
    stays = [
        _stay("2026-09-01..2026-09-10"),
        _stay("2026-09-05..2026-09-12"),
        _stay("2026-09-12..2026-09-12"),
    ]
    assert schengen_on(stays, _day("2026-09-30"), RULE).days_used == 12


def test_a_planned_stay_is_not_counted_yet() -> None:
    result = schengen_on([_stay("2026-12-01..2026-12-24")], _day("2026-11-20"), RULE)
    assert (result.days_used, result.overstay_days) == (0, 0)


def test_a_stay_without_exit_lasts_until_the_day_looked_at() -> None:
    open_stay = SchengenStay("a", _day("2026-09-01"))
    assert schengen_on([open_stay], _day("2026-11-29"), RULE).days_left == 0
    assert schengen_on([open_stay], _day("2026-08-31"), RULE).days_used == 0
    assert longest_stay([open_stay], _day("2026-10-01"), RULE) == (60, _day("2026-11-29"))


def test_somebody_who_overstays_learns_the_last_legal_day_the_days_over_and_the_way_back() -> None:
    result = schengen_on([SchengenStay("a", _day("2026-08-01"))], _day("2026-11-09"), RULE)
    assert (result.days_used, result.days_left, result.overstay_days) == (101, 0, 11)
    assert result.last_legal_day == _day("2026-10-29")
    # On 7 February 2027 the window begins on 12 August: 90 of the days are left, one too many with the entry.
    assert result.earliest_reentry == _day("2027-02-08")


def test_an_entry_that_was_not_allowed_has_no_last_legal_day() -> None:
    stays = [_stay("2026-03-01..2026-05-29"), _stay("2026-06-10..2026-06-12")]
    result = schengen_on(stays, _day("2026-06-12"), RULE)
    assert (result.overstay_days, result.last_legal_day) == (3, None)


def test_an_old_overstay_is_still_told_when_all_days_are_back() -> None:
    result = schengen_on([_stay("2024-01-01..2024-04-09")], _day("2026-11-20"), RULE)
    assert result == SchengenResult(0, 90, 10, _day("2027-02-17"), _day("2026-11-20"))


def test_a_stay_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before its first day"):
        schengen_on([SchengenStay("a", _day("2026-09-02"), _day("2026-09-01"))], _day("2026-11-20"), RULE)


def test_a_stay_without_entry_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="stay a has no day of entry"):
        longest_stay([SchengenStay("a", None, _day("2026-09-01"))], _day("2026-11-20"), RULE)


# --- a day-by-day count ------------------------------------------------------------

BASE = date(2025, 9, 1)


@st.composite
def _visits(draw: st.DrawFn) -> list[Period]:
    """Journeys of two years, dense enough to reach the limit often."""
    stays = []
    for _ in range(draw(st.integers(0, 7))):
        first = BASE + draw(st.integers(0, 600)) * DAY
        stays.append(Period(first, first + draw(st.integers(0, 130)) * DAY))
    return stays


visits = _visits()
looked_at = st.integers(0, 800).map(lambda n: BASE + n * DAY)


def _in_window(present: set[date], day: date) -> int:
    return sum(day - k * DAY in present for k in range(180))


def _legal_run(present: set[date], day: date) -> date | None:
    """Staying day after day from ``day``: the last day that is allowed."""
    last = None
    while _in_window(present := present | {day}, day) <= 90:
        last, day = day, day + DAY
    return last


@given(stays=visits, on=looked_at)
def test_every_result_agrees_with_counting_day_by_day(stays: list[Period], on: date) -> None:
    present = {day for stay in stays for day in stay if day <= on}
    used = _in_window(present, on)
    result = schengen_on(stays, on, RULE)
    assert result.days_used == used
    assert result.days_left == max(0, 90 - used)
    assert result.overstay_days == sum(_in_window(present, day) > 90 for day in present)
    if on not in present or used <= 90:
        assert result.last_legal_day == _legal_run(present, on)
    else:
        legal = on
        while legal in present and _in_window(present, legal) > 90:
            legal -= DAY
        assert result.last_legal_day == (legal if legal in present else None)
    back = on
    while _in_window(present | {back}, back) > 90:
        back += DAY
    assert result.earliest_reentry == back


@given(stays=visits, entry=looked_at)
def test_the_longest_stay_agrees_with_staying_day_after_day(stays: list[Period], entry: date) -> None:
    last = _legal_run({day for stay in stays for day in stay if day < entry}, entry)
    days = 0 if last is None else (last - entry).days + 1
    assert longest_stay(stays, entry, RULE) == (days, last)


def _many(n: int) -> list[Period]:
    return [Period(BASE + 20 * k * DAY, BASE + (20 * k + 11) * DAY) for k in range(n)]


@pytest.mark.benchmark
def test_ten_times_the_journeys_take_about_ten_times_as_long_and_two_hundred_are_fast() -> None:
    def best(n: int) -> float:
        stays = _many(n)
        on = stays[-1].last
        times = []
        for _ in range(7):
            start = perf_counter()
            schengen_on(stays, on, RULE)
            times.append(perf_counter() - start)
        return min(times)

    assert best(200) < 0.02
    assert best(2000) < 40 * best(200)


def test_many_days_at_once_are_counted_as_one_by_one() -> None:
    stays: list[Visit] = [
        _stay("2026-05-01..2026-05-10"),
        SchengenStay("a", _day("2026-07-01"), _day("2026-07-20")),
        SchengenStay("b", _day("2026-11-20")),
    ]
    days = [_day("2026-12-01"), _day("2026-04-30"), _day("2026-11-20"), _day("2026-05-01")]
    assert days_used_each(stays, days, RULE) == (32, 0, 21, 1)
    assert days_used_each(stays, days, RULE) == tuple(schengen_on(stays, d, RULE).days_used for d in days)
    assert days_used_each(stays, [], RULE) == ()


def test_another_rule_counts_with_its_own_numbers() -> None:
    stays = [_stay("2026-01-01..2026-01-20")]
    assert longest_stay(stays, _day("2026-02-01"), ShortStayRule(30, 60)) == (10, _day("2026-02-10"))
