"""Which cases the list shows and in which order, worked out over all of them between two keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from permitdesk.desk.collation import in_order
from permitdesk.desk.duplicates import doubled_cases
from permitdesk.desk.open_days import open_deadlines
from permitdesk.desk.records import CaseSummary, DeskStatus
from permitdesk.desk.search_keys import matcher
from permitdesk.domain.records import dataclass

Test = Callable[[CaseSummary], bool]


class DeadlineWindow(StrEnum):
    """Where an open deadline of a case must lie. The days ahead begin with today and end inside."""

    #: a day set by law has passed
    OVERDUE = "overdue"
    NEXT_7 = "next_7"
    NEXT_30 = "next_30"
    NEXT_90 = "next_90"
    #: no open deadline at all
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a case must have to be shown. None: whatever it is; an empty text: the cases without one."""

    words: str = ""
    #: empty: every status
    statuses: frozenset[DeskStatus] = frozenset()
    route: str | None = None
    voivodeship: str | None = None
    advisor: str | None = None
    tag: str | None = None
    window: DeadlineWindow | None = None
    #: only cases with somebody who may stand in another one too
    doubled: bool = False
    #: the deleted cases instead of the others
    deleted: bool = False


class SortBy(StrEnum):
    """What the list is sorted by."""

    TITLE = "title"
    NAME = "name"
    LAST_DAY = "last_day"
    DEADLINE = "deadline"
    UPDATED = "updated"
    CREATED = "created"
    ADVISOR = "advisor"
    STATUS = "status"
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the list. What is not known stands last in both directions."""

    by: SortBy = SortBy.UPDATED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that occurs among the cases, and in how many."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What one can filter by, each in alphabetical order; cases without a value count under an empty text."""

    statuses: tuple[Facet, ...]
    advisors: tuple[Facet, ...]
    routes: tuple[Facet, ...]
    voivodeships: tuple[Facet, ...]
    tags: tuple[Facet, ...]


def select(
    rows: Iterable[CaseSummary],
    wanted: Filter,
    sort: Sort,
    today: date,
    doubled: Collection[str] | None = None,
) -> tuple[CaseSummary, ...]:
    """The cases that ``wanted`` lets through, in order.

    Whoever asks at each key sorts once (``ordered``) and then filters (``matching``), which keeps the order.
    ``doubled`` are the cases with a look-alike; without it they are found when the filter asks for them.
    """
    return ordered(matching(rows, wanted, today, doubled), sort, today)


def matching(
    rows: Iterable[CaseSummary], wanted: Filter, today: date, doubled: Collection[str] | None = None
) -> tuple[CaseSummary, ...]:
    """The cases that ``wanted`` lets through, in the order they came."""
    if wanted.doubled and doubled is None:
        rows = tuple(rows)
        doubled = doubled_cases(rows)
    tests = _tests(wanted, today, doubled or ())
    found = [row for row in rows if (row.deleted_at is not None) == wanted.deleted]
    for test in tests:
        found = [row for row in found if test(row)]
    if wanted.words.strip():
        fits = matcher(wanted.words)
        found = [row for row in found if fits(row.search)]
    return tuple(found)


def _tests(wanted: Filter, today: date, doubled: Collection[str]) -> list[Test]:
    tests: list[Test] = []
    if wanted.statuses:
        tests.append(lambda row: row.status in wanted.statuses)
    if wanted.route is not None:
        tests.append(lambda row: (row.route or "") == wanted.route)
    if wanted.voivodeship is not None:
        tests.append(lambda row: (row.voivodeship or "") == wanted.voivodeship)
    if wanted.advisor is not None:
        tests.append(lambda row: row.advisor == wanted.advisor)
    if wanted.tag is not None:
        tests.append(lambda row: wanted.tag in row.tags if wanted.tag else not row.tags)
    if wanted.doubled:
        tests.append(lambda row: row.case_id in doubled)
    if wanted.window is not None:
        tests.append(_window(wanted.window, today))
    return tests


def _window(window: DeadlineWindow, today: date) -> Test:
    if window is DeadlineWindow.NONE:
        return lambda row: not open_deadlines(row, today)
    if window is DeadlineWindow.OVERDUE:
        return lambda row: any(d.day < today for d in open_deadlines(row, today))
    last = today + timedelta(days=_AHEAD[window])
    return lambda row: any(today <= d.day <= last for d in open_deadlines(row, today))


_AHEAD = {DeadlineWindow.NEXT_7: 7, DeadlineWindow.NEXT_30: 30, DeadlineWindow.NEXT_90: 90}


def ordered(rows: Iterable[CaseSummary], sort: Sort, today: date) -> tuple[CaseSummary, ...]:
    """The cases in order; those with equal or unknown values stay as they came."""
    keys = _KEYS[sort.by]
    known, unknown = [], []
    for row in rows:
        key = keys(row, today)
        if key is None:
            unknown.append(row)
        else:
            known.append((key, row))
    # Reversing keeps equal ones as they came, which sorting and turning round would not.
    known.sort(key=lambda pair: pair[0], reverse=sort.descending)
    return (*(row for _, row in known), *unknown)


def _next_day(row: CaseSummary, today: date) -> int | None:
    found = open_deadlines(row, today)
    return found[0].day.toordinal() if found else None


def _text(text: str | None) -> str | None:
    return in_order(text) if text else None


_STATUS_ORDER = {DeskStatus.PREPARING: 0, DeskStatus.FILED: 1, DeskStatus.CLOSED: 2}
_Key = int | float | str | None
_KEYS: dict[SortBy, Callable[[CaseSummary, date], _Key]] = {
    SortBy.TITLE: lambda row, _: _text(row.title or row.name),
    SortBy.NAME: lambda row, _: _text(row.name),
    SortBy.LAST_DAY: lambda row, _: (
        None if row.last_day_of_legal_stay is None else row.last_day_of_legal_stay.toordinal()
    ),
    SortBy.DEADLINE: _next_day,
    SortBy.UPDATED: lambda row, _: row.updated_at.timestamp(),
    SortBy.CREATED: lambda row, _: None if row.created_at is None else row.created_at.timestamp(),
    SortBy.ADVISOR: lambda row, _: _text(row.advisor),
    SortBy.STATUS: lambda row, _: _STATUS_ORDER[row.status],
    SortBy.ROUTE: lambda row, _: row.route,
}


def facets(rows: Sequence[CaseSummary]) -> Facets:
    """What occurs among the cases. Deleted ones count like the others: pass those that are meant."""
    return Facets(
        _counted(row.status.value for row in rows),
        _counted(row.advisor for row in rows),
        _counted(row.route or "" for row in rows),
        _counted(row.voivodeship or "" for row in rows),
        _counted(tag for row in rows for tag in row.tags),
    )


def _counted(values: Iterable[str]) -> tuple[Facet, ...]:
    counts = Counter(values)
    return tuple(Facet(value, counts[value]) for value in sorted(counts, key=lambda v: (in_order(v), v)))
