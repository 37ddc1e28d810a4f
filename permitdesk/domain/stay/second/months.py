"""Months and years of the second count, by dateutil; days are proleptic ordinals."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

_by_months = lru_cache(maxsize=64)(lambda months: relativedelta(months=months))
_by_years = lru_cache(maxsize=256)(lambda years: relativedelta(years=years))


def after_months(day: int, months: int) -> int:
    """The corresponding day ``months`` after ``day`` (none: the last day of that month)."""
    shifted: date = date.fromordinal(day) + _by_months(months)
    return shifted.toordinal()


@lru_cache(maxsize=4096)
def begin_of_years(end: int, years: int) -> int:
    """The latest begin of a period of ``years`` that ends by ``end``.

    It ends on the same day ``years`` later; one that began on 29 February ends on the 28th.
    """
    last = date.fromordinal(end)
    begin: date = last + _by_years(-years)
    # 28 February of a common year also ends what began on a 29th.
    shorter = begin.month == 2 and begin.day == 28 and isleap(begin.year) and not isleap(last.year)
    return begin.toordinal() + shorter


@lru_cache(maxsize=4096)
def end_of_years(begin: int, years: int) -> int:
    """The day on which ``years`` from ``begin`` end."""
    ended: date = date.fromordinal(begin) + _by_years(years)
    return ended.toordinal()


@lru_cache(maxsize=64)
def longest_run(months: int) -> int:
    """Days of the longest run of so many calendar months (6: 184, 10: 306)."""
    firsts = [date(year, month, 1) for year in range(2021, 2025) for month in range(1, 13)]
    return max((first + relativedelta(months=months) - first).days for first in firsts)


def surely_short(left: int, returned: int, months: int) -> bool:
    """Inside the limit however it is counted: before the corresponding day, 30 days to the month."""
    days = returned - left + 1
    if days <= 28 * months:
        return True
    return days <= 30 * months and returned < after_months(left, months)


def surely_long(left: int, returned: int, months: int) -> bool:
    """Over the limit however it is counted: later than the day after the corresponding day."""
    return returned - left > 28 * months and returned > after_months(left, months) + 1


def allowed_part(left: int, returned: int, months: int) -> int:
    """Latest day of leaving, not before ``left``, with which the journey would still be surely too long.

    One less than ``left`` if it is not too long at all.
    """
    if not surely_long(left, returned, months):
        return left - 1
    # The exit that fits lies so many months before the return; months differ by three days at most.
    exit_day = max(left, after_months(returned, -months) - 8)
    while surely_long(exit_day + 1, returned, months):
        exit_day += 1
    return exit_day
