"""What stands on the day sheet of a desk: the days to keep, what was changed, what to ask about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from permitdesk.desk.board import BoardEntry, entries
from permitdesk.desk.open_days import is_off
from permitdesk.desk.records import CaseSummary
from permitdesk.desk.retention import retention_due
from permitdesk.domain.records import dataclass

#: how far a day sheet looks ahead, today not counted
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case worked on during the day."""

    case_id: str
    title: str
    name: str
    advisor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DaySheet:
    """The day of a desk. Each list is in the order of the board, the changed cases by time."""

    day: date
    overdue: tuple[BoardEntry, ...]
    today: tuple[BoardEntry, ...]
    #: from tomorrow on, for ``DAYS_AHEAD`` days
    ahead: tuple[BoardEntry, ...]
    changed: tuple[ChangedCase, ...]
    #: how many cases the desk should be asked about
    to_ask: int
    #: how many cases are open, for the foot of the sheet
    open_cases: int
    #: open cases whose days were not worked out today, so that some may be missing here
    not_fresh: int = 0
    #: whose sheet it is; empty: of the whole desk
    advisor: str = ""


def day_sheet(
    rows: Sequence[CaseSummary],
    today: date,
    *,
    local_day: Callable[[datetime], date],
    retention_months: int | None = None,
    advisor: str | None = None,
) -> DaySheet:
    """The sheet of a day for the whole desk, or for one advisor.

    ``local_day`` tells on which day a moment in UTC was where the desk is.
    """
    mine = [row for row in rows if advisor is None or row.advisor == advisor]
    days = entries(mine, today, today + timedelta(days=DAYS_AHEAD))
    changed = [
        ChangedCase(row.case_id, row.title, row.name, row.advisor, row.updated_at)
        for row in mine
        if row.deleted_at is None and local_day(row.updated_at) == today
    ]
    return DaySheet(
        today,
        tuple(entry for entry in days if entry.day < today),
        tuple(entry for entry in days if entry.day == today),
        tuple(entry for entry in days if entry.day > today),
        tuple(sorted(changed, key=lambda case: (case.at, case.case_id))),
        len(retention_due(mine, today, retention_months)),
        sum(not is_off(row) for row in mine),
        sum(not is_off(row) and row.assessed_on != today for row in mine),
        advisor or "",
    )


def initials(name: str) -> str:
    """The first letter of each word of a name; empty for a name without letters."""
    # Title case, not upper case: Georgian capitals are letters that hardly any font has.
    return " ".join(f"{word[0].title()}." for word in name.replace("-", " ").split() if word[0].isalpha())
