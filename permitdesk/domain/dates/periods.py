"""Closed periods of whole days: the first and the last day both belong to the period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``first`` to ``last``, both inside; ordered by first day, then last day.

    Raises ValueError when ``last`` lies before ``first``: an empty period does not exist,
    functions that may find no day return None or an empty tuple instead.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end on {self.last}, before its first day {self.first}")

    @property
    def days(self) -> int:
        """Number of days, both ends counted; at least 1."""
        return (self.last - self.first).days + 1

    def contains(self, day: date) -> bool:
        """Whether ``day`` belongs to the period; the boundary days do."""
        return self.first <= day <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share at least one day."""
        return self.first <= other.last and other.first <= self.last

    def intersect(self, other: Period) -> Period | None:
        """The days both periods have, or None when they share none."""
        first = max(self.first, other.first)
        last = min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def clip(self, first: date | None = None, last: date | None = None) -> Period | None:
        """The part from ``first`` to ``last`` (both inside, None: unbounded), or None if nothing is left."""
        low = self.first if first is None else max(self.first, first)
        high = self.last if last is None else min(self.last, last)
        return Period(low, high) if low <= high else None

    def __iter__(self) -> Iterator[date]:
        """Every day of the period in order."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)


def merge(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as sorted periods that neither overlap nor touch.

    Periods touch when one begins on the day after the other ends; those become one.
    """
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and (period.first - merged[-1].last).days <= 1:
            if period.last > merged[-1].last:
                merged[-1] = Period(merged[-1].first, period.last)
        else:
            merged.append(period)
    return tuple(merged)


def subtract(period: Period, holes: Iterable[Period]) -> tuple[Period, ...]:
    """The days of ``period`` that no hole has, as sorted separate periods (none if all are taken)."""
    rest: list[Period] = []
    first = period.first
    for hole in merge(holes):
        if hole.last < first:
            continue
        if hole.first > period.last:
            break
        if hole.first > first:
            rest.append(Period(first, hole.first - _ONE_DAY))
        if hole.last >= period.last:
            return tuple(rest)
        first = hole.last + _ONE_DAY
    rest.append(Period(first, period.last))
    return tuple(rest)


def covered_days(periods: Iterable[Period]) -> int:
    """Number of different days in the periods; a day in several of them counts once."""
    return sum(period.days for period in merge(periods))
