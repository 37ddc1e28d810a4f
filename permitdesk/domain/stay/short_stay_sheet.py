"""The stays to type into the short-stay calculator of the European Commission, with our result beside.

That calculator asks for a day of check or entry, for pairs of entry and exit as dd/mm/yy, oldest first,
and for a mode: "control" looks back from a day, "planning" says how long a stay from it may last. It
refuses stays that overlap, and after an overstay it says nothing more, so only stays with a day in the
window are listed. Nothing is sent anywhere: the sheet is for comparing by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum

from permitdesk.domain.case import Case
from permitdesk.domain.dates.periods import Period
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.schengen import longest_stay, schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule

#: where the exit of the present stay is told: it is added to the list of Schengen stays
_STAYS = "schengen_stays"


class SheetMode(StrEnum):
    """What the calculator is asked."""

    CONTROL = "control"
    PLANNING = "planning"


@dataclass(frozen=True, slots=True)
class SheetDay:
    """A day as it is typed. ``approximate``: told as a range, of which it is the careful end."""

    day: date
    approximate: bool

    @property
    def typed(self) -> str:
        """The form the calculator reads: dd/mm/yy."""
        return self.day.strftime("%d/%m/%y")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One stay; ``path`` is its place in the case. A day is None if it is not told."""

    path: str
    entry: SheetDay | None
    exit: SheetDay | None
    #: still there on the day of the sheet: the exit stays empty
    open: bool
    #: shares more than the day of exit with a row above: the calculator wants both as one stay
    overlaps: bool


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What we count, in the terms of the calculator."""

    #: days of stay in the window, and left of those allowed
    used: int
    left: int
    #: days too many up to the day of the sheet
    overstay: int
    #: control: the last day one may stay; planning: the last day of a stay from then; None: not one day
    last_day: date | None
    #: planning: how many days a stay from then may last; control: None
    days: int | None


@dataclass(frozen=True, slots=True)
class ShortStaySheet:
    """Everything to type, and what to compare it with. ``result`` None: not covered, or a day is missing."""

    on: SheetDay
    mode: SheetMode
    #: the first day of the window that ends with ``on``; None: no rule for that day
    window_first: date | None
    rows: tuple[SheetRow, ...]
    #: paths of days without which nothing can be counted
    missing: tuple[str, ...]
    result: SheetResult | None
    #: stays before the window change the result (after an overstay): the calculator may say less
    older_matter: bool

    @property
    def exact(self) -> bool:
        """Whether there is a result that rests on no approximate day."""
        days = [day for row in self.rows for day in (row.entry, row.exit) if day is not None]
        return self.result is not None and not any(day.approximate for day in days)


@dataclass(frozen=True, slots=True)
class _Visit:
    """A stay as told, whatever is missing."""

    path: str
    entry_path: str
    exit_path: str
    entry: date | None
    exit: date | None
    open: bool


def short_stay_sheet(
    case: Case, kinds: Mapping[str, StatusKind], rule: ShortStayRule | None, on: date, mode: SheetMode
) -> ShortStaySheet:
    """The sheet for a check on ``on``, or for an entry that is planned for ``on``.

    Its stays are the Schengen stays told, and the present stay if its days count as short stay. One
    without exit goes on, unless the exit is marked as not known; an entry can be planned only after
    the exit of all others. Stays that begin later are left out. ``rule`` None: the rows alone.
    """
    first = None if rule is None else on - timedelta(days=rule.window_days - 1)
    begun = [v for v in _visits(case, kinds) if _begun(v, on, mode)]
    listed = sorted((v for v in begun if _reaches(v, first)), key=_order)
    missing = tuple(path for visit in listed for path in _missing(visit, mode))
    result, older_matter = None, False
    if rule is not None and not missing:
        older = [v for v in begun if v not in listed]
        inside = [_period(v, on) for v in listed]
        whole = [*inside, *(_period(v, on) for v in older if not any(_missing(v, mode)))]
        result = _result(whole, on, mode, rule)
        older_matter = result != _result(inside, on, mode, rule)
    ranges = {entry.path for entry in case.approximate}
    rows = tuple(_rows(listed, ranges, on))
    return ShortStaySheet(SheetDay(on, approximate=False), mode, first, rows, missing, result, older_matter)


def short_stays_count(case: Case, kinds: Mapping[str, StatusKind]) -> bool:
    """Whether there is anything to type: Schengen stays are told, or the present stay counts as one."""
    return next(_visits(case, kinds), None) is not None


def _visits(case: Case, kinds: Mapping[str, StatusKind]) -> Iterator[_Visit]:
    entries = set()
    for stay in case.schengen_stays:
        path = f"{_STAYS}.{stay.id}"
        is_open = stay.exit is None and f"{path}.exit" not in case.dont_know
        entries.add(stay.entry)
        yield _Visit(path, f"{path}.entry", f"{path}.exit", stay.entry, stay.exit, is_open)
    present = case.current_stay
    kind = None if present is None else kinds.get(present.kind)
    if present is None or kind is None or not kind.schengen_counted:
        return
    entry = present.entered_on or present.first_day
    if entry is None or entry not in entries:
        yield _Visit("current_stay", "current_stay.entered_on", _STAYS, entry, None, open=True)


def _begun(visit: _Visit, on: date, mode: SheetMode) -> bool:
    """Whether the stay began before a planned entry, or by the day of the check; unknown days may have."""
    if visit.entry is None:
        return True
    return visit.entry < on or (mode is SheetMode.CONTROL and visit.entry == on)


def _reaches(visit: _Visit, first: date | None) -> bool:
    return first is None or visit.exit is None or visit.exit >= first


def _order(visit: _Visit) -> tuple[date, date]:
    return visit.entry or visit.exit or date.min, visit.exit or date.max


def _missing(visit: _Visit, mode: SheetMode) -> Iterator[str]:
    """What must be told before the stay can be counted; an exit before the entry must be told anew."""
    if visit.entry is None:
        yield visit.entry_path
    reversed_days = visit.entry is not None and visit.exit is not None and visit.exit < visit.entry
    goes_on = visit.open and mode is SheetMode.PLANNING
    if reversed_days or goes_on or (visit.exit is None and not visit.open):
        yield visit.exit_path


def _period(visit: _Visit, on: date) -> Period:
    """The days of a stay of which nothing is missing."""
    entry = visit.entry or on
    return Period(entry, visit.exit or on)


def _result(stays: list[Period], on: date, mode: SheetMode, rule: ShortStayRule) -> SheetResult:
    count = schengen_on(stays, on, rule)
    if mode is SheetMode.CONTROL:
        return SheetResult(count.days_used, count.days_left, count.overstay_days, count.last_legal_day, None)
    days, last = longest_stay(stays, on, rule)
    return SheetResult(count.days_used, count.days_left, count.overstay_days, last, days)


def _rows(visits: list[_Visit], ranges: set[str], on: date) -> Iterator[SheetRow]:
    latest: date | None = None
    for visit in visits:
        overlaps = visit.entry is not None and latest is not None and visit.entry < latest
        yield SheetRow(
            visit.path,
            _day(visit.entry, visit.entry_path, ranges),
            _day(visit.exit, visit.exit_path, ranges),
            visit.open,
            overlaps,
        )
        last = visit.exit or (on if visit.open else visit.entry)
        latest = max((day for day in (latest, last) if day is not None), default=None)


def _day(day: date | None, path: str, ranges: set[str]) -> SheetDay | None:
    return None if day is None else SheetDay(day, path in ranges)
