"""How long a short stay may be, as dated data (Schengen Borders Code art. 6(1))."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permitdesk.domain.law.rules import DatedValue
from permitdesk.domain.records import dataclass

#: ids of ``values.toml``: short stays in the area, and stays in its other states on a title of one
_SHORT_STAY = ("schengen_days_allowed", "schengen_window_days")
_OTHER_STATES = ("other_states_days_allowed", "other_states_window_days")


@dataclass(frozen=True, slots=True)
class ShortStayRule:
    """At most ``allowed_days`` of stay among the ``window_days`` that end with each day of stay."""

    allowed_days: int
    window_days: int


def short_stay_rule(values: Iterable[DatedValue], on: date) -> ShortStayRule | None:
    """The rule in force on ``on``; None if the values say nothing of that day.

    There is no other number to fall back on: before 18 October 2013 the stay was counted in another way.
    """
    return _rule(values, _SHORT_STAY, on)


def other_states_rule(values: Iterable[DatedValue], on: date) -> ShortStayRule | None:
    """How long holders of a Polish title may be in the other states (art. 21 of the convention)."""
    return _rule(values, _OTHER_STATES, on)


def _rule(values: Iterable[DatedValue], ids: tuple[str, str], on: date) -> ShortStayRule | None:
    found = {v.id: v.value for v in values if v.id in ids and v.provenance.covers(on)}
    allowed, window = (found.get(name) for name in ids)
    return ShortStayRule(allowed, window) if isinstance(allowed, int) and isinstance(window, int) else None
