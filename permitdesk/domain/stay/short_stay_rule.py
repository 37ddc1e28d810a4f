"""How long a short stay may be, as dated data (Schengen Borders Code art. 6(1))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permitdesk.domain.law.rules import DatedValue

#: ids of ``values.toml``
ALLOWED = "schengen_days_allowed"
WINDOW = "schengen_window_days"


@dataclass(frozen=True, slots=True)
class ShortStayRule:
    """At most ``allowed_days`` of stay among the ``window_days`` that end with each day of stay."""

    allowed_days: int
    window_days: int


def short_stay_rule(values: Iterable[DatedValue], on: date) -> ShortStayRule | None:
    """The rule in force on ``on``; None if the values say nothing of that day.

    There is no other number to fall back on: before 18 October 2013 the stay was counted in another way.
    """
    found = {v.id: v.value for v in values if v.id in {ALLOWED, WINDOW} and v.provenance.covers(on)}
    allowed, window = found.get(ALLOWED), found.get(WINDOW)
    return ShortStayRule(allowed, window) if isinstance(allowed, int) and isinstance(window, int) else None
