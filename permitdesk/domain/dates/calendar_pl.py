"""Polish days off: Sundays and the holidays of the Act of 18 January 1951, as dated data.

The holidays come from ``holidays.toml``; 24 December, for example, is a day off only since 2025.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from dateutil.easter import easter

from permitdesk.domain.records import dataclass

_SATURDAY = 5
_SUNDAY = 6


class HolidayLike(Protocol):
    """What a holiday rule says: month and day or an Easter offset, in which years (both inside)."""

    @property
    def month(self) -> int | None:
        """Month of a fixed holiday."""
        ...

    @property
    def day(self) -> int | None:
        """Day of the month of a fixed holiday."""
        ...

    @property
    def easter_offset(self) -> int | None:
        """Days after Easter Sunday of a movable holiday; None for a fixed one."""
        ...

    @property
    def from_year(self) -> int:
        """First year in which it is a day off."""
        ...

    @property
    def to_year(self) -> int | None:
        """Last year in which it is a day off; None: until further notice."""
        ...


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (dateutil).

    Valid for any year from 1583. Raises ValueError for an earlier one.
    """
    if year < 1583:
        raise ValueError(f"no Gregorian Easter in the year {year}")
    return easter(year)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Which days are statutory days off in Poland. Immutable; each answer goes through the dozen rules."""

    rules: tuple[HolidayLike, ...]
    one_off: frozenset[date] = frozenset()

    @classmethod
    def from_rules(cls, holiday_rules: Iterable[HolidayLike], one_off: Iterable[date] = ()) -> DaysOff:
        """Days off from holiday rules; ``one_off`` adds single days such as 12 November 2018.

        A rule limited to one year does the same as a one-off day.
        """
        return cls(tuple(holiday_rules), frozenset(one_off))

    def is_day_off(self, day: date) -> bool:
        """Whether ``day`` is a Sunday or a holiday. A Saturday is not, unless a holiday falls on it."""
        return day.weekday() == _SUNDAY or day in self.one_off or any(_falls_on(r, day) for r in self.rules)

    def is_working_day(self, day: date, saturday_counts: bool) -> bool:
        """Whether ``day`` counts as a working day; ``saturday_counts`` decides about Saturdays.

        Whether Saturday is one is disputed, so callers compute both and show the earlier date.
        """
        if day.weekday() == _SATURDAY and not saturday_counts:
            return False
        return not self.is_day_off(day)

    def next_open_day(self, day: date) -> date:
        """``day`` itself, or the next day that is neither a day off nor a Saturday (KPA art. 57 par. 4)."""
        while not self.is_working_day(day, saturday_counts=False):
            day += timedelta(days=1)
        return day


def _falls_on(rule: HolidayLike, day: date) -> bool:
    if day.year < rule.from_year or (rule.to_year is not None and day.year > rule.to_year):
        return False
    if rule.easter_offset is not None:
        return (day - easter_sunday(day.year)).days == rule.easter_offset
    return (day.month, day.day) == (rule.month, rule.day)
