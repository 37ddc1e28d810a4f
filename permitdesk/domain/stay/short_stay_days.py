"""Days of short stay: how many are left, and when the next used one is free again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from permitdesk.domain.case import Case
from permitdesk.domain.dates.periods import Period, merge
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.schengen import schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule


@dataclass(frozen=True, slots=True)
class ShortStayDays:
    """The count of short stay on one day, that day included if the person is there."""

    on: date
    used: int
    left: int
    #: the last day when staying on without a break (or entering on ``on``); None: not one day
    last_day: date | None
    #: the first later day on which a used day has left the window; None: nothing is used
    next_free: date | None
    allowed: int
    window: int


def short_stay_days(
    case: Case, kinds: Mapping[str, StatusKind], rule: ShortStayRule | None, on: date
) -> ShortStayDays | None:
    """The days of somebody whose present stay is a short one; None for others and while a day is missing."""
    stay = case.current_stay
    kind = None if stay is None else kinds.get(stay.kind)
    if stay is None or kind is None or not kind.schengen_counted or rule is None:
        return None
    entry = stay.entered_on or stay.first_day
    if entry is None:
        return None
    visits = [Period(entry, max(entry, on))]
    for told in case.schengen_stays:
        last = told.exit or (on if told.entry is not None and told.entry <= on else None)
        if told.entry is None or last is None or last < told.entry:
            return None
        visits.append(Period(told.entry, last))
    count = schengen_on(visits, on, rule)
    return ShortStayDays(
        on,
        count.days_used,
        count.days_left,
        count.last_legal_day,
        _next_free(visits, on, rule),
        rule.allowed_days,
        rule.window_days,
    )


def _next_free(visits: list[Period], on: date, rule: ShortStayRule) -> date | None:
    """The day on which the oldest used day of today's window is no longer in it."""
    window = Period(on - timedelta(days=rule.window_days - 1), on)
    inside = merge(part for visit in visits if (part := visit.intersect(window)) is not None)
    return inside[0].first + timedelta(days=rule.window_days) if inside else None
