"""One break held against a limit in months, by its day of exit and its day of entry (ordinals).

The Act gives months and no rule for the days of travel, so what is safe and what is over on every
reading lie a few days apart. Exactly the limit is inside on either reading.
"""

from __future__ import annotations

from datetime import date

from permitdesk.domain.dates.arithmetic import add_months
from permitdesk.domain.stay.evidence import Grade


def longest_months(months: int) -> int:
    """Days of the longest run of ``months`` calendar months (10 → 306, 6 → 184, 1 → 31)."""
    return max((add_months(date(2023, m, 1), months) - date(2023, m, 1)).days for m in range(1, 13))


def month_later(day: int, months: int) -> int:
    """The corresponding day ``months`` after ``day`` (clamped to the end of the month), as ordinals."""
    return add_months(date.fromordinal(day), months).toordinal()


def single_limits(left: int, months: int) -> tuple[int, int]:
    """For a break that began on ``left``: last safe return day and first day over on every reading.

    Safe: before the corresponding day C and at most 30 days to the month, both travel days
    counted. Over: later than the day after C.
    """
    corresponding = month_later(left, months)
    return min(corresponding - 1, left + 30 * months - 1), corresponding + 2


def single_grade(left: int, returned: int, months: int) -> Grade:
    """Grade of one break from exit day to entry day against a limit in months."""
    if returned - left < 28 * months:
        return Grade.WITHIN  # no run of months is shorter; most journeys end here
    safe, over = single_limits(left, months)
    if returned <= safe:
        return Grade.WITHIN
    return Grade.EXCEEDED if returned >= over else Grade.NEEDS_CHECK
