"""Which cases to ask about because nobody has worked on them for long, and when deleted ones go for good.

Nothing here deletes: a desk is asked, and is told what speaks against it. Days are those of the times in
UTC; an hour or two do not matter to months.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from permitdesk.desk.open_days import is_binding, is_off
from permitdesk.desk.records import CaseSummary, DeskStatus
from permitdesk.domain.dates.arithmetic import add_days, add_months
from permitdesk.domain.records import dataclass

#: days a deleted case can be brought back, unless the desk chose others
TRASH_DAYS = 30
#: more months than a retention period can sensibly have
MOST_MONTHS = 600
MOST_TRASH_DAYS = 3650


class Caution(StrEnum):
    """What speaks against deleting a case now."""

    #: a day set by law lies ahead
    OPEN_DEADLINE = "open_deadline"
    #: something was filed and the case was never closed, so a decision may be awaited
    PENDING = "pending"
    #: the case was never closed by hand
    NOT_CLOSED = "not_closed"


@dataclass(frozen=True, slots=True)
class RetentionItem:
    """A case to ask about since ``due_on``. ``cautions`` empty: nothing is known that speaks against it."""

    case_id: str
    title: str
    name: str
    due_on: date
    #: day of the last change or of closing, whichever is later
    last_touched: date
    cautions: tuple[Caution, ...] = ()
    #: the next day set by law, for OPEN_DEADLINE
    next_day: date | None = None


@dataclass(frozen=True, slots=True)
class TrashItem:
    """A deleted case and the day from which it may go for good; ``days_left`` 0: it is due."""

    case_id: str
    title: str
    name: str
    deleted_on: date
    due_on: date
    days_left: int


def retention_due(
    rows: Iterable[CaseSummary], today: date, months: int | None, ahead: int = 0
) -> tuple[RetentionItem, ...]:
    """The cases untouched for ``months`` whole months by ``today`` or within ``ahead`` days from then.

    The months count from the last change or the closing, whichever is later, as the months of a term do;
    a case the desk decided to keep is due on the day after, at the earliest. Those with nothing against
    them come first, then by day. ``months`` None: the desk does not want to be asked.
    Raises ValueError for months out of 1 to 600.
    """
    if months is None:
        return ()
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError("a retention period has 1 to 600 months")
    last = _plus_days(today, ahead)
    found = [
        item for row in rows if row.deleted_at is None and (item := _item(row, today, months)).due_on <= last
    ]
    return tuple(sorted(found, key=lambda item: (bool(item.cautions), item.due_on, item.title, item.case_id)))


def _item(row: CaseSummary, today: date, months: int) -> RetentionItem:
    touched = row.updated_at.date()
    if row.closed_at is not None:
        touched = max(touched, row.closed_at.date())
    due = _plus_months(touched, months)
    if row.keep_until is not None:
        due = max(due, _plus_days(row.keep_until, 1))
    ahead = [d.day for d in row.deadlines if d.day >= today and is_binding(d)]
    closed = is_off(row)
    cautions = []
    if ahead:
        cautions.append(Caution.OPEN_DEADLINE)
    if not closed:
        cautions.append(Caution.PENDING if row.status is DeskStatus.FILED else Caution.NOT_CLOSED)
    return RetentionItem(
        row.case_id, row.title, row.name, due, touched, tuple(cautions), min(ahead, default=None)
    )


def trash(rows: Iterable[CaseSummary], today: date, days: int = TRASH_DAYS) -> tuple[TrashItem, ...]:
    """The deleted cases with the day each may go for good, the earliest first.

    A case deleted on a day can be brought back for ``days`` days after it, all of them inside.
    """
    found = []
    for row in rows:
        if row.deleted_at is None:
            continue
        deleted = row.deleted_at.date()
        due = _plus_days(deleted, days + 1)
        left = max(0, (due - today).days)
        found.append(TrashItem(row.case_id, row.title, row.name, deleted, due, left))
    return tuple(sorted(found, key=lambda item: (item.due_on, item.title, item.case_id)))


def purge_due(rows: Iterable[CaseSummary], today: date, days: int = TRASH_DAYS) -> tuple[TrashItem, ...]:
    """The deleted cases that may go for good today."""
    return tuple(item for item in trash(rows, today, days) if item.due_on <= today)


def whole_number(text: str | None, default: int | None, lowest: int, highest: int) -> int | None:
    """A number among the settings, or ``default`` for one never set, unreadable or out of bounds."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > len(str(highest)):
        return default
    return int(text) if lowest <= int(text) <= highest else default


def _plus_months(day: date, months: int) -> date:
    try:
        return add_months(day, months)
    except (ValueError, OverflowError):
        return date.max


def _plus_days(day: date, days: int) -> date:
    return date.max if (date.max - day) < timedelta(days=days) else add_days(day, days)
