"""Terms of procedure (KPA art. 57) and hard dates: two types, so that they cannot be mixed up.

A procedural term moves to the next open day when it ends on a day off or a Saturday.
A hard date, such as the last day of legal stay, never moves.
"""

from __future__ import annotations

from datetime import date, timedelta

from permitdesk.domain.dates.arithmetic import add_days, add_months, add_weeks, add_years
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class HardDate:
    """The last day on which something may be done, weekend or not; it has no moved twin."""

    day: date


@dataclass(frozen=True, slots=True)
class ProceduralTerm:
    """A term counted from an event; the day of the event is not counted.

    ``unrolled`` is the last day as counted, ``due`` the last day on which acting is still in time.
    They differ only when the term may move and ends on a day off or a Saturday.
    """

    event: date
    unrolled: date
    due: date


@dataclass(frozen=True, slots=True)
class WorkingDayTerm:
    """A term in working days under both readings of Saturday; ``cautious`` is never the later one."""

    event: date
    #: working days are Monday to Friday without days off
    monday_to_friday: date
    #: Saturdays count as working days too
    cautious: date


def _term(event: date, unrolled: date, days_off: DaysOff, rolls: bool) -> ProceduralTerm:
    return ProceduralTerm(event, unrolled, days_off.next_open_day(unrolled) if rolls else unrolled)


def _positive(n: int) -> int:
    if n < 1:
        raise ValueError(f"a term must be at least 1 long, got {n}")
    return n


def term_in_days(event: date, n: int, days_off: DaysOff, rolls: bool = True) -> ProceduralTerm:
    """A term of ``n`` days: the day of the event is not counted, day ``n`` is the last (KPA art. 57 par. 1).

    ``rolls`` False switches off the move of art. 57 par. 4. Raises ValueError when ``n`` < 1.
    """
    return _term(event, add_days(event, _positive(n)), days_off, rolls)


def term_in_weeks(event: date, n: int, days_off: DaysOff, rolls: bool = True) -> ProceduralTerm:
    """A term of ``n`` weeks ends on the weekday of the event, that day included (KPA art. 57 par. 2).

    ``rolls`` False switches off the move of art. 57 par. 4. Raises ValueError when ``n`` < 1.
    """
    return _term(event, add_weeks(event, _positive(n)), days_off, rolls)


def term_in_months(event: date, n: int, days_off: DaysOff, rolls: bool = True) -> ProceduralTerm:
    """A term of ``n`` months ends on the day number of the event (KPA art. 57 par. 3).

    When the last month has no such day it ends on the last day of that month, included.
    ``rolls`` False switches off the move of art. 57 par. 4. Raises ValueError when ``n`` < 1.
    """
    return _term(event, add_months(event, _positive(n)), days_off, rolls)


def term_in_years(event: date, n: int, days_off: DaysOff, rolls: bool = True) -> ProceduralTerm:
    """A term of ``n`` years ends on the same day of the last year (KPA art. 57 par. 3a).

    29 February gives 28 February, the day directly before, in a common year.
    ``rolls`` False switches off the move of art. 57 par. 4. Raises ValueError when ``n`` < 1.
    """
    return _term(event, add_years(event, _positive(n)), days_off, rolls)


def term_in_working_days(event: date, n: int, days_off: DaysOff) -> WorkingDayTerm:
    """A term of ``n`` working days after the event; the day of the event is not counted.

    The last day is a working day by construction, so nothing moves.
    Raises ValueError when ``n`` < 1.
    """
    _positive(n)
    return WorkingDayTerm(
        event,
        _nth_working_day(event, n, days_off, saturday_counts=False),
        _nth_working_day(event, n, days_off, saturday_counts=True),
    )


def _nth_working_day(event: date, n: int, days_off: DaysOff, saturday_counts: bool) -> date:
    day = event
    while n:
        day += timedelta(days=1)
        n -= days_off.is_working_day(day, saturday_counts)
    return day
