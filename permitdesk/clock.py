"""Today. Every day in PermitDesk is a day in Poland, wherever the computer stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today_in_warsaw() -> date:
    """The day it is now in Warsaw."""
    return datetime.now(ZoneInfo("Europe/Warsaw")).date()


def moment() -> datetime:
    """Now, with its zone, for the stamp of a file that a later one is to replace."""
    return datetime.now(UTC)
