"""Short stays in the Schengen area: so many days in any window (Schengen Borders Code art. 6(1), (2)).

For every day of stay one looks back over the window that ends with it; the days of stay in it,
that day included, may be at most those allowed. Both lengths are dated data
(``ShortStayRule``; 90 days in 180 since 18 October 2013). The day of entry and the day of exit are days of
stay. Days under a residence permit or a long-stay visa do not belong in the list of stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from permitdesk.domain.case import SchengenStay
from permitdesk.domain.dates.periods import Period, merge
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.short_stay_rule import ShortStayRule

#: A stay with both days, or as told in a case; there, no exit means present until the day looked at.
Visit = Period | SchengenStay


@dataclass(frozen=True, slots=True)
class SchengenResult:
    """The count on one day, ``on``. Only days of stay up to ``on`` are counted, never planned ones."""

    #: days of stay within the window ending with ``on``
    days_used: int
    #: the days allowed less ``days_used``, never below zero
    days_left: int
    #: days of stay up to ``on`` that were one too many, over all stays given; an overstay that has
    #: left the window still counts here
    overstay_days: int
    #: present on ``on``: the last day one may stay without leaving; in the past for somebody who
    #: overstays, None if already the first day of the present stay was too many.
    #: Absent on ``on``: the last day when entering on ``on``, None if entering is not possible
    last_legal_day: date | None
    #: the first day, ``on`` or later, on which being there is allowed if the person stays out from the
    #: day after ``on`` until then; ``on`` itself if that day is allowed
    earliest_reentry: date


def schengen_on(stays: Iterable[Visit], on: date, rule: ShortStayRule) -> SchengenResult:
    """Days used and left on ``on``, and what follows from them; overstays are counted, never refused.

    Stays may overlap, touch and come in any order; a day in several stays counts once. Whether the
    person is present on ``on`` follows from the stays.
    Raises ValueError for a stay that ends before it begins or has no day of entry.
    """
    presence = _Presence(_visits(stays, on.toordinal()), rule)
    day = on.toordinal()
    used = presence.in_window(day)
    return SchengenResult(
        days_used=used,
        days_left=max(0, rule.allowed_days - used),
        overstay_days=sum(
            presence.last[n] + 1 - presence.first_excess(n) for n in range(len(presence.first))
        ),
        last_legal_day=_last_legal_day(presence, day),
        earliest_reentry=_earliest_reentry(presence, day),
    )


def longest_stay(stays: Iterable[Visit], entry: date, rule: ShortStayRule) -> tuple[int, date | None]:
    """How many days a stay from ``entry`` on may last, and its last day; (0, None) if not one.

    The day of entry is the first day and the day of exit the last, both counted. Earlier stays
    are counted up to the day before ``entry``; what they say about later days does not matter, because
    the person is taken to be there without a break from ``entry`` on.
    Raises ValueError for a stay that ends before it begins or has no day of entry.
    """
    day = entry.toordinal()
    last = _last_day_from(_Presence(_visits(stays, day - 1), rule), day)
    return (0, None) if last is None else (last - day + 1, date.fromordinal(last))


def days_used_each(stays: Iterable[Visit], days: Sequence[date], rule: ShortStayRule) -> tuple[int, ...]:
    """The days used on each of ``days``, as ``schengen_on`` counts them; for a chart or a year at once.

    A stay without exit lasts up to the last of ``days``. Raises ValueError like ``schengen_on``.
    """
    if not days:
        return ()
    presence = _Presence(_visits(stays, max(days).toordinal()), rule)
    return tuple(presence.in_window(day.toordinal()) for day in days)


def overstays(stays: Iterable[Visit], until: date, rule: ShortStayRule) -> tuple[Period, ...]:
    """The days of stay up to ``until`` that were too many, as periods in order.

    Each lasts to the end of its stay, because during a stay the count never falls.
    Raises ValueError like ``schengen_on``.
    """
    presence = _Presence(_visits(stays, until.toordinal()), rule)
    first = [presence.first_excess(n) for n in range(len(presence.first))]
    return tuple(
        Period(date.fromordinal(excess), date.fromordinal(last))
        for excess, last in zip(first, presence.last, strict=True)
        if excess <= last
    )


def _visits(stays: Iterable[Visit], until: int) -> tuple[Period, ...]:
    """The days of stay up to ``until``, as separate periods in order."""
    found = []
    end = date.fromordinal(until)
    for stay in stays:
        visit = stay if isinstance(stay, Period) else _told(stay, until)
        if visit.first <= end:
            found.append(visit if visit.last <= end else Period(visit.first, end))
    return merge(found)


def _told(stay: SchengenStay, until: int) -> Period:
    if stay.entry is None:
        raise ValueError(f"stay {stay.id} has no day of entry")
    return Period(stay.entry, stay.exit or max(stay.entry, date.fromordinal(until)))


class _Presence:
    """Separate periods of presence as day numbers, with the days before each summed up."""

    def __init__(self, periods: tuple[Period, ...], rule: ShortStayRule) -> None:
        self.allowed = rule.allowed_days
        self.window = rule.window_days
        self.first = [p.first.toordinal() for p in periods]
        self.last = [p.last.toordinal() for p in periods]
        self._before = [0]
        for period in periods:
            self._before.append(self._before[-1] + period.days)

    def up_to(self, day: int) -> int:
        """Days of presence up to ``day``, that day included."""
        n = bisect_right(self.first, day)
        return self._before[n] - (max(0, self.last[n - 1] - day) if n else 0)

    def in_window(self, day: int) -> int:
        """Days of presence in the window ending with ``day``."""
        return self.up_to(day) - self.up_to(day - self.window)

    def holds(self, day: int) -> int | None:
        """The number of the period that ``day`` belongs to, or None."""
        n = bisect_right(self.first, day) - 1
        return n if n >= 0 and day <= self.last[n] else None

    def first_excess(self, n: int) -> int:
        """The first day of period ``n`` with more days in its window than allowed, else the day after it.

        During one period the count never falls: each day adds itself and drops one day at most.
        """
        days = range(self.first[n], self.last[n] + 1)
        return days.start + bisect_right(days, self.allowed, key=self.in_window)


def _last_day_from(earlier: _Presence, entry: int) -> int | None:
    """The last legal day of a stay without a break from ``entry``; presence must end before it."""

    def used(day: int) -> int:
        start = max(entry, day - earlier.window + 1)
        return earlier.in_window(day) + day - start + 1

    days = range(entry, entry + earlier.allowed + 1)
    allowed = bisect_right(days, earlier.allowed, key=used)
    return entry + allowed - 1 if allowed else None


def _last_legal_day(presence: _Presence, day: int) -> date | None:
    current = presence.holds(day)
    if current is None:
        last = _last_day_from(presence, day)
    elif (excess := presence.first_excess(current)) <= day:
        last = excess - 1 if excess > presence.first[current] else None
    else:
        # One more day of presence in the list changes nothing: the stay goes on from the next day.
        last = _last_day_from(presence, day + 1) or day
    return None if last is None else date.fromordinal(last)


def _earliest_reentry(presence: _Presence, day: int) -> date:
    if presence.in_window(day) + (presence.holds(day) is None) <= presence.allowed:
        return date.fromordinal(day)
    # Nobody is present after ``day``, so the count of the days before only falls from here on.
    later = range(day + 1, day + presence.window + 1)
    waited = bisect_left(later, True, key=lambda d: presence.in_window(d) < presence.allowed)
    return date.fromordinal(later[waited])
