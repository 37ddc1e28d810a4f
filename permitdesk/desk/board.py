"""The deadlines of all cases side by side, and which cases have to be assessed anew."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from permitdesk.desk.collation import in_order
from permitdesk.desk.open_days import HARD, is_hard, is_off, open_deadlines
from permitdesk.desk.records import CaseSummary, DeskDeadline
from permitdesk.domain.records import dataclass

#: a day with the case and the deadline it belongs to
_Found: TypeAlias = tuple[date, CaseSummary, DeskDeadline]


class BoardGroup(StrEnum):
    """When a day is. Weeks begin on Monday; a day belongs to the first group that holds it."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    THIS_MONTH = "this_month"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One day to keep. ``days_left`` is negative for a day that has passed.

    ``person`` is the case id of the household member whose day it is, ``name`` how they are called;
    ``several`` tells that the case has more than one person, so that the name matters.
    """

    case_id: str
    title: str
    person: str
    name: str
    deadline_id: str
    kind: str
    day: date
    days_left: int
    advisor: str = ""
    several: bool = False

    @property
    def hard(self) -> bool:
        """Whether the day follows from the Act and never moves."""
        return self.kind == HARD


@dataclass(frozen=True, slots=True)
class BoardPart:
    """One group of the board with its entries, the earliest day first and hard dates first on each day."""

    group: BoardGroup
    entries: tuple[BoardEntry, ...]
    #: of all the group has, also those that were not asked for
    total: int


def entries(
    rows: Iterable[CaseSummary], today: date, until: date | None = None, advisor: str | None = None
) -> tuple[BoardEntry, ...]:
    """Every open deadline of all cases up to ``until`` (inside), in the order of the board.

    Cases that are closed or deleted are left out; ``advisor`` leaves only that advisor's.
    """
    return _in_board_order(_found(rows, today, until, advisor), today)


def _found(rows: Iterable[CaseSummary], today: date, until: date | None, advisor: str | None) -> list[_Found]:
    return [
        (d.day, row, d)
        for row in rows
        if advisor is None or row.advisor == advisor
        for d in open_deadlines(row, today)
        if until is None or d.day <= until
    ]


def _in_board_order(found: Iterable[_Found], today: date) -> tuple[BoardEntry, ...]:
    keyed = [
        (day, not is_hard(d), in_order(row.title or row.name), row.case_id, d.person, d.id, row, d)
        for day, row, d in found
    ]
    keyed.sort(key=lambda each: each[:6])
    return tuple(_entry(row, deadline, today) for *_, row, deadline in keyed)


def _entry(row: CaseSummary, deadline: DeskDeadline, today: date) -> BoardEntry:
    return BoardEntry(
        row.case_id,
        row.title,
        deadline.person,
        deadline.name,
        deadline.id,
        deadline.kind,
        deadline.day,
        (deadline.day - today).days,
        row.advisor,
        row.people > 1,
    )


def board(
    rows: Iterable[CaseSummary],
    today: date,
    until: date | None = None,
    advisor: str | None = None,
    most: int | None = None,
) -> tuple[BoardPart, ...]:
    """The entries in groups; groups without an entry are left out.

    ``most`` is how many entries are wanted at least, from the first day on, if there are so many: nobody
    reads thousands, and putting them in order takes long. Every group tells how many it has in all.
    """
    found = _found(rows, today, until, advisor)
    days = Counter(day for day, _, _ in found)
    if most is not None and len(found) > most:
        last = _day_of(days, most)
        found = [each for each in found if each[0] <= last]
    groups = {day: group_of(day, today) for day in days}
    totals: Counter[BoardGroup] = Counter()
    for day, count in days.items():
        totals[groups[day]] += count
    wanted: dict[BoardGroup, list[BoardEntry]] = {group: [] for group in BoardGroup}
    for entry in _in_board_order(found, today):
        wanted[groups[entry.day]].append(entry)
    return tuple(
        BoardPart(group, tuple(wanted[group]), totals[group]) for group in BoardGroup if totals[group]
    )


def _day_of(days: Counter[date], place: int) -> date:
    """The day of the entry at a place, counted from 1 in the order of days."""
    for day in sorted(days):
        place -= days[day]
        if place <= 0:
            return day
    raise ValueError("there are not so many entries")


def group_of(day: date, today: date) -> BoardGroup:
    """The group of a day as seen from ``today``."""
    if day < today:
        return BoardGroup.OVERDUE
    if day == today:
        return BoardGroup.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    if day <= sunday:
        return BoardGroup.THIS_WEEK
    if day <= sunday + timedelta(days=7):
        return BoardGroup.NEXT_WEEK
    if day <= today.replace(day=monthrange(today.year, today.month)[1]):
        return BoardGroup.THIS_MONTH
    return BoardGroup.LATER


def stale(rows: Iterable[CaseSummary], today: date, rules_version: str) -> tuple[str, ...]:
    """The ids of cases whose facts are of another day or other rules, in the order to assess them.

    Cases never assessed come first, then those with a hard date, the nearest first, passed ones included;
    then the others, the longest not assessed first. Cases closed or deleted are left out.
    """
    found = [
        (_urgency(row), row.case_id)
        for row in rows
        if not is_off(row) and (row.assessed_on != today or row.rules_version != rules_version)
    ]
    return tuple(case_id for _, case_id in sorted(found))


def _urgency(row: CaseSummary) -> tuple[int, date]:
    if row.assessed_on is None:
        return 0, row.last_day_of_legal_stay or date.max
    hard = [d.day for d in row.deadlines if is_hard(d)]
    if row.last_day_of_legal_stay is not None:
        hard.append(row.last_day_of_legal_stay)
    return (1, min(hard)) if hard else (2, row.assessed_on)
