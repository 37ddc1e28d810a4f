"""Lines of the desk for tests: short to write, with nothing in them that a test did not ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from permitdesk.desk.records import CaseSummary, DeskDeadline
from permitdesk.desk.search_keys import search_text

#: a Saturday
TODAY = date(2026, 11, 21)


def at(day: date, hour: int = 12) -> datetime:
    """A moment of a day in UTC."""
    return datetime.combine(day, time(hour), UTC)


def row(case_id: str, title: str = "", **more: Any) -> CaseSummary:
    """A line of the list, changed today, findable by title and name."""
    more.setdefault("search", search_text((title, more.get("name", ""))))
    more.setdefault("updated_at", at(TODAY))
    more.setdefault("route", None)
    more.setdefault("last_day_of_legal_stay", None)
    return CaseSummary(case_id, title, step=None, **more)


def due(days: int, kind: str = "hard", deadline_id: str = "a_date", person: str = "p") -> DeskDeadline:
    """A deadline so many days from today."""
    return DeskDeadline(TODAY + timedelta(days=days), deadline_id, kind, person, "Anna Nowak")
