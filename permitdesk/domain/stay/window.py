"""Filing days from the begin of a period: the anniversary, the day after it, and journeys in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from permitdesk.domain.dates.arithmetic import add_years, subtract_years
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.timeline import Timeline

#: later days are not looked for
LAST_DAY = date(9000, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class FilingDay:
    """The earliest filing day of one reading, and the begin of the period it rests on (ordinals)."""

    start: int
    day: int


def anniversary(start: int, years: int) -> int:
    """The day on which ``years`` from ``start`` end: the same day number (29 February → 28)."""
    return add_years(date.fromordinal(start), years).toordinal()


def latest_start(end: int, years: int) -> int:
    """The latest begin whose ``years`` have ended by ``end`` (28 February may end a 29 February)."""
    start = subtract_years(date.fromordinal(end), years).toordinal()
    return start + 1 if anniversary(start + 1, years) <= end else start


def earliest_filing(
    timeline: Timeline,
    start_for: Callable[[int], int],
    filing_for: Callable[[int, int], int | None],
    *,
    strict: bool,
) -> FilingDay | None:
    """The earliest day on which a period is complete, given the journeys begun before that day.

    ``start_for(day)`` is the earliest begin that all breaks up to the day before ``day`` allow,
    ``filing_for(start, day)`` the filing day that follows from both. A later filing day may bring
    planned journeys into the window, so both are repeated until nothing moves. On the filing day
    itself the person must be in Poland.
    """
    horizon = timeline.next_day_here(timeline.on, strict=strict)
    while True:
        start = start_for(horizon)
        day = filing_for(start, horizon)
        if day is None or day > LAST_DAY:
            return None
        day = timeline.next_day_here(day, strict=strict)
        if horizon > timeline.on:
            # Abroad on the day assessed, or already looking ahead: not before the horizon.
            day = max(day, horizon)
        if day <= horizon:
            return FilingDay(start, day)
        horizon = day
