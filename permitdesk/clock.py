"""Today. Every day in PermitDesk is a day in Poland, wherever the computer stands."""

from __future__ import annotations

from datetime import UTC, date, datetime

#: at this hour UTC no clock in Poland has passed midnight yet: it is two hours ahead at most
_SAME_DAY_BEFORE = 21


def today_in_warsaw() -> date:
    """The day it is now in Warsaw."""
    now = datetime.now(UTC)
    if now.hour < _SAME_DAY_BEFORE:
        return now.date()
    from zoneinfo import ZoneInfo  # nine modules that most starts do without

    return now.astimezone(ZoneInfo("Europe/Warsaw")).date()


def moment() -> datetime:
    """Now, with its zone, for the stamp of a file that a later one is to replace."""
    return datetime.now(UTC)
