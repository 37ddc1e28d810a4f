"""Subtotals of a ledger: by kind of stay, by weight, absences by year, gaps; each adds up to the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import LedgerKind, LedgerRow

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Sum:
    """Calendar days, and the days they add to the required period on each reading."""

    days: int = 0
    credited_strict: Decimal = Decimal(0)
    credited_lenient: Decimal = Decimal(0)

    def plus(self, row: LedgerRow) -> Sum:
        """This sum with one more row."""
        return Sum(
            self.days + row.days,
            self.credited_strict + row.credited_strict,
            self.credited_lenient + row.credited_lenient,
        )


@dataclass(frozen=True, slots=True)
class Weight:
    """What one day of a row adds on each reading: 0, 0.5 or 1."""

    strict: Decimal
    lenient: Decimal


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """``by_kind`` and ``by_weight`` each add up to ``total``; absences and gaps are parts of it."""

    total: Sum
    #: id of ``statuses.toml``; None: days without a title
    by_kind: tuple[tuple[str | None, Sum], ...]
    by_weight: tuple[tuple[Weight, Sum], ...]
    #: days abroad by calendar year; a row over New Year is parted
    absences_by_year: tuple[tuple[int, Sum], ...]
    #: days without a title that were not spent abroad
    gaps: Sum


def ledger_sums(rows: Sequence[LedgerRow]) -> LedgerSums:
    """The subtotals of the rows of one ledger, in the order in which kinds and weights first occur."""
    absences = (part for row in rows if row.kind is LedgerKind.ABSENCE for part in _by_year(row))
    return LedgerSums(
        _sum(rows),
        _grouped((row.status_kind, row) for row in rows),
        _grouped((_weight(row), row) for row in rows),
        _grouped((part.first.year, part) for part in absences),
        _sum(row for row in rows if row.kind is LedgerKind.GAP),
    )


def _weight(row: LedgerRow) -> Weight:
    return Weight(row.credited_strict / row.days, row.credited_lenient / row.days)


def _sum(rows: Iterable[LedgerRow]) -> Sum:
    total = Sum()
    for row in rows:
        total = total.plus(row)
    return total


def _grouped(pairs: Iterable[tuple[_Key, LedgerRow]]) -> tuple[tuple[_Key, Sum], ...]:
    found: dict[_Key, Sum] = {}
    for key, row in pairs:
        found[key] = found.get(key, Sum()).plus(row)
    return tuple(found.items())


def _by_year(row: LedgerRow) -> Iterator[LedgerRow]:
    """The row parted at each New Year; every day of a row weighs the same."""
    weight = _weight(row)
    for year in range(row.first.year, row.last.year + 1):
        first, last = max(row.first, date(year, 1, 1)), min(row.last, date(year, 12, 31))
        days = (last - first).days + 1
        yield LedgerRow(
            row.kind,
            first,
            last,
            days,
            row.status_kind,
            days * weight.strict,
            days * weight.lenient,
            row.note,
            row.citations,
        )
