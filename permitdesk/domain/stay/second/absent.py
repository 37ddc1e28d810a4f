"""Breaks in a stay as days: which days and nights count, and what a window keeps of the limits."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.entries import Trip
from permitdesk.domain.stay.second.months import (
    allowed_part,
    begin_of_years,
    end_of_years,
    longest_run,
    surely_long,
    surely_short,
)

_ONES = re.compile(rb"\x01+")
#: days of twelve months in a leap year
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Sums:
    """Days of absence of a window and its longest break, on both readings."""

    total_strict: int
    total_lenient: int
    longest_strict: int
    longest_lenient: int


@lru_cache(maxsize=64)
def _runs_from(days: int) -> re.Pattern[bytes]:
    """Runs of ones of at least so many days."""
    return re.compile(rb"\x01{%d,}" % days)


class Breaks:
    """Days of the journeys that count as breaks, on both readings."""

    def __init__(self, calendar: Calendar, limits: ContinuityLimits, *, capped: bool) -> None:
        self.limits = limits
        self.allowed_strict = 30 * limits.total_months
        self.allowed_lenient = longest_run(limits.total_months)
        strict = lenient = calendar.trips
        if not calendar.reasons.isdisjoint(limits.exempt_reasons):
            limited = tuple(t for t in calendar.trips if _limited(t, limits, capped=capped))
            nights, inner = calendar.nights(limited), calendar.inner_days(limited)
            base = calendar.base
            surely = [
                _surely_excused(t, limits, capped=capped, whole=_whole(t, nights, base))
                for t in calendar.trips
            ]
            # Nights on end are one absence: it counts whole as soon as one journey of it counts.
            absences = [_whole(t, calendar.nights_abroad, base) for t in calendar.trips]
            counted = {a for a, e in zip(absences, surely, strict=True) if not e}
            strict = tuple(t for t, a in zip(calendar.trips, absences, strict=True) if a in counted)
            lenient = tuple(
                t
                for t in calendar.trips
                if not _perhaps_excused(t, limits, capped=capped, whole=_whole_inner(t, inner, base))
            )
        self.nights, self.days = calendar.nights(strict), calendar.days(strict)
        self.inner = calendar.inner_days(lenient)
        self.long_nights = bytearray(calendar.size)
        self.too_far = bytearray(calendar.size)
        self._calendar = calendar
        base = calendar.base
        months = limits.single_months
        # No months are shorter than 28 days each: only longer runs are looked at.
        long_runs = _runs_from(28 * months)
        for run in long_runs.finditer(self.nights):
            if not surely_short(base + run.start(), base + run.end(), months):
                Calendar.fill(self.long_nights, run.start(), run.end() - 1)
        for run in long_runs.finditer(self.inner):
            # Left the day before the first whole day abroad, came back the day after the last.
            left, returned = run.start() - 1, run.end()
            last = allowed_part(base + left, base + returned, months) - base
            Calendar.fill(self.too_far, left + 1, last + 1)

    def whole(self, first: int, filing: int) -> tuple[int, int]:
        """The days to count so that each break that touches the window is counted whole."""
        nights, size = self.nights, len(self.nights)
        begin = nights.rfind(0, 0, first) + 1 if first < size and nights[first] else first + 1
        last = filing - 1
        end = nights.find(0, last) if last < size and nights[last] else last
        return begin, end + 1

    def strict_total(self, first: int, filing: int) -> int:
        """Days of all breaks that touch the window, each whole, both days of travel."""
        return self.days.count(1, *self.whole(first, filing)) if first < filing else 0

    def kept_strict(self, first: int, filing: int) -> bool:
        """Whether no break that touches the window is too long, and all together are not."""
        if self.long_nights.find(1, first, filing) >= 0:
            return False
        return self.strict_total(first, filing) <= self.allowed_strict

    def single_kept_lenient(self, first: int, filing: int) -> bool:
        """Whether of no break a part inside the window is surely too long."""
        return self.too_far.find(1, first, filing) < 0

    def sum_kept_lenient(self, first: int, filing: int) -> bool:
        """Whether the whole days abroad inside the window are not too many."""
        return self.inner.count(1, first, filing) <= self.allowed_lenient

    def kept_lenient(self, first: int, filing: int) -> bool:
        """Both limits on the lenient reading."""
        return self.single_kept_lenient(first, filing) and self.sum_kept_lenient(first, filing)

    def yearly_strict(self, first: int, filing: int) -> bool:
        """No twelve months that end with a return hold breaks, each whole, above the limit."""
        if self.long_nights.find(1, first, filing) >= 0:
            return False
        return all(begin <= first for left, begin in self._yearly if left < filing)

    @cached_property
    def _yearly(self) -> list[tuple[int, int]]:
        """For each break that overfills a year: its exit, and the first begin that passes it over."""
        runs: list[tuple[int, int]] = []
        at = self.days.find(1)
        while at >= 0:
            back = self.nights.find(0, at)
            runs.append((at, back))
            at = self.days.find(1, back + 1)
        found: list[tuple[int, int]] = []
        # Days of the breaks of a year, and of as many of the latest ones as are inside the limit
        year = inside = oldest = first = 0
        for left, returned in runs:
            days = returned - left + 1
            year, inside = year + days, inside + days
            while runs[oldest][1] < returned - _YEAR:
                year -= runs[oldest][1] - runs[oldest][0] + 1
                oldest += 1
            while inside > self.allowed_strict:
                inside -= runs[first][1] - runs[first][0] + 1
                first += 1
            if year > self.allowed_strict:
                found.append((left, runs[first - 1][1]))
        return found

    def returns(self, filing: int) -> list[int]:
        """Days of return from the journeys with a whole day abroad before ``filing``."""
        return [end for begun, end in self._inner_runs if begun < filing]

    @cached_property
    def _inner_runs(self) -> list[tuple[int, int]]:
        """First whole day abroad and day of return of each journey that has one."""
        return [run.span() for run in _ONES.finditer(self.inner)]

    def begin_of(self, filing: int, years: int) -> int:
        """The latest begin whose ``years`` have ended by ``filing``."""
        return begin_of_years(filing + self._calendar.base, years) - self._calendar.base

    def yearly_lenient(self, first: int, filing: int) -> bool:
        """Whether each year counted from ``first`` up to the filing day keeps the limit."""
        begin = first + self._calendar.base
        start, year = first, 0
        while start < filing:
            year += 1
            end = end_of_years(begin, year) - self._calendar.base
            if self.inner.count(1, start, min(end, filing)) > self.allowed_lenient:
                return False
            start = end
        return True

    def sums(self, first: int, filing: int) -> Sums:
        """Totals and longest breaks of the window from ``first`` to the day before ``filing``."""
        begin, end = self.whole(first, filing)
        total = self.strict_total(first, filing)
        nights = max(map(len, _ONES.findall(self.nights, begin, end)), default=0)
        inner = max(map(len, _ONES.findall(self.inner, first, filing)), default=0)
        longest = nights + 1 if nights else int(total > 0)
        return Sums(total, self.inner.count(1, first, filing), longest, inner)


def _limited(trip: Trip, limits: ContinuityLimits, *, capped: bool) -> bool:
    """Whether the reason counts only up to so many months; ``capped``: each reason does (art. 47)."""
    personal = trip.reason is AbsenceReason.SPECIAL_PERSONAL_SITUATION
    return (capped or personal) and trip.reason in limits.exempt_reasons


def _whole(trip: Trip, nights: bytearray, base: int) -> tuple[int, int]:
    """From the first to the last of the nights on end that the journey is part of."""
    left, returned = trip.left - base, trip.returned - base
    first = nights.rfind(0, 0, left) + 1
    last = nights.find(0, returned)
    return base + first, base + last


def _whole_inner(trip: Trip, inner: bytearray, base: int) -> tuple[int, int]:
    """From the exit before to the entry after the whole days abroad that the journey is part of."""
    day = trip.left - base + 1
    if day >= trip.returned - base:
        return trip.left, trip.returned
    return base + inner.rfind(0, 0, day), base + inner.find(0, day)


def _surely_excused(trip: Trip, limits: ContinuityLimits, *, capped: bool, whole: tuple[int, int]) -> bool:
    """Whether the reason surely takes the journey out of the limits, were it an absence of its own.

    Only if it is proved. A special personal situation does so up to its own months only, its parts on
    end taken together; ``capped``: each reason (art. 47).
    """
    if not trip.proved or not _listed(trip, limits):
        return False
    limited = _limited(trip, limits, capped=capped)
    return not limited or surely_short(*whole, limits.personal_situation_months)


def _perhaps_excused(trip: Trip, limits: ContinuityLimits, *, capped: bool, whole: tuple[int, int]) -> bool:
    """Whether the reason perhaps takes the journey out; parts that overlap are taken together."""
    if not _listed(trip, limits):
        return False
    limited = _limited(trip, limits, capped=capped)
    return not limited or not surely_long(*whole, limits.personal_situation_months)


def _listed(trip: Trip, limits: ContinuityLimits) -> bool:
    return trip.reason is not AbsenceReason.UNKNOWN and trip.reason in limits.exempt_reasons


def breaks_of(calendar: Calendar, limits: ContinuityLimits, *, capped: bool) -> Breaks:
    """The days of breaks under ``limits``, made once for all rules of a case."""
    return calendar.once((limits, capped), lambda: Breaks(calendar, limits, capped=capped))
