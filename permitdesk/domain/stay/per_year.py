"""Breaks limited per year of stay (art. 195(2c) with art. 47 of the Act of 14 July 2006).

Breaks together may not pass the limit in a year. Which twelve months are "a year" is not said:
strict takes every stretch of twelve months, lenient the years counted from the begin.
"""

from __future__ import annotations

from permitdesk.domain.stay.breaks import Breaks, Reading
from permitdesk.domain.stay.timeline import Timeline
from permitdesk.domain.stay.window import anniversary, latest_start

#: days in the longest twelve months
_YEAR = 366


def yearly_start(timeline: Timeline, breaks: Breaks, begin: int, day: int) -> int:
    """Earliest begin, not before ``begin``, of a stay up to the day before ``day``; careful reading.

    No twelve months may hold breaks (each counted whole) of more days than the limit.
    """
    key = ("yearly", id(breaks))
    if key not in timeline.memo:
        timeline.memo[key] = _restarts(breaks.strict)
    restarts: tuple[int, ...] = timeline.memo[key]
    return max(begin, restarts[breaks.strict.begun_before(day)], breaks.strict.single_restart(day))


def _restarts(reading: Reading) -> tuple[int, ...]:
    """For the first n breaks: the day from which no twelve months are over the limit."""
    restarts = [0]
    oldest = 0
    for newest, returned in enumerate(reading.returns):
        year_ago = returned - _YEAR
        while reading.returns[oldest] < year_ago:
            oldest += 1
        while reading.totals[newest + 1] - reading.totals[oldest] > reading.allowed:
            oldest += 1
        over = oldest > 0 and (
            reading.totals[newest + 1] - reading.totals[oldest - 1] > reading.allowed
            and reading.returns[oldest - 1] >= year_ago
        )
        restarts.append(reading.returns[oldest - 1] if over else restarts[-1])
    return tuple(restarts)


def yearly_start_lenient(breaks: Breaks, begin: int, day: int, years: int) -> int:
    """Earliest begin, not before ``begin``, from which every year up to ``day`` keeps the limit; lenient.

    Tried are ``begin``, the begin that fits a filing on ``day``, and every day of return.
    """
    reading = breaks.lenient
    returns = (r for r in reading.returns[: reading.begun_before(day)] if r > begin)
    tried = sorted({begin, max(begin, latest_start(day, years)), *returns})
    return next((start for start in tried if _years_kept(reading, start, day)), tried[-1])


def fitting_day(breaks: Breaks, begin: int, day: int, years: int) -> int:
    """The first filing day from ``day`` on whose own years directly before it keep the limit; lenient.

    The begin that fits moves with the filing day. A day later takes one day off a year, two where a
    leap day lies between, so as many days as a year is over, less one, can be passed at once.
    """
    start = max(begin, latest_start(day, years))
    while True:
        filing = max(day, anniversary(start, years))
        start = max(start, latest_start(filing, years))
        excess = _over(breaks.lenient, start, filing)
        if not excess:
            return filing
        start += max(1, excess - 1)


def _years_kept(reading: Reading, start: int, day: int) -> bool:
    return not _over(reading, start, day)


def _over(reading: Reading, start: int, day: int) -> int:
    """By how many days the first year from ``start`` that is over the limit is over it; 0: none is."""
    year = 0
    while (first := anniversary(start, year)) < day:
        year += 1
        last = min(anniversary(start, year), day) - 1
        excess = reading.days_within(first, last) - reading.allowed
        if excess > 0:
            return excess
    return 0
