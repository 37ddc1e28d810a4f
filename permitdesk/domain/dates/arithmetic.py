"""Plain calendar arithmetic: moving a day by days, weeks, months and years, and ages.

Months and years clamp: the same day number, or the last day of the month when that
month is shorter (29 February becomes 28 February). Nothing here moves a day away from a
weekend; see ``terms`` for terms of procedure.
Every function raises OverflowError when the result leaves the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta


def add_days(day: date, n: int) -> date:
    """The day ``n`` days after ``day``; ``n`` may be negative."""
    return day + timedelta(days=n)


def add_weeks(day: date, n: int) -> date:
    """The same weekday ``n`` weeks after ``day``; ``n`` may be negative."""
    return day + timedelta(weeks=n)


def add_months(day: date, n: int) -> date:
    """The same day number ``n`` months after ``day``, else the last day of that month.

    31 August plus six months is 28 (29) February. ``n`` may be negative.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"{n} months from {day} is outside the calendar")
    month = month0 + 1
    # Every month has 28 days; asking the calendar only beyond them halves the time of the stay engine.
    number = day.day if day.day <= 28 else min(day.day, monthrange(year, month)[1])
    return date(year, month, number)


def add_years(day: date, n: int) -> date:
    """The same day ``n`` years after ``day``; 29 February becomes 28 February where there is none."""
    return add_months(day, 12 * n)


def subtract_months(day: date, n: int) -> date:
    """The same day number ``n`` months before ``day``, else the last day of that month."""
    return add_months(day, -n)


def subtract_years(day: date, n: int) -> date:
    """The same day ``n`` years before ``day``; 29 February becomes 28 February where there is none."""
    return add_months(day, -12 * n)


def days_between(first: date, last: date) -> int:
    """Days from ``first`` to ``last``, one of the two ends not counted; negative when reversed.

    The next day is 1 away. For days inside a period with both ends use ``Period.days``.
    """
    return (last - first).days


def age_on(birth: date, on: date) -> int:
    """Completed years of life on ``on``; the birthday itself completes a year (Civil Code art. 112).

    A person born on 29 February completes a year on 28 February of a common year.
    Negative when ``on`` lies before the birth: a mistyped year is for the validation to report.
    """
    years = on.year - birth.year
    return years if add_years(birth, years) <= on else years - 1
