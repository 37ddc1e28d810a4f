"""The subtotals of a ledger add up, whichever way its rows are grouped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.findings import say
from permitdesk.domain.stay.evidence import LedgerKind, LedgerRow
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind
from permitdesk.domain.stay.ledger import Segment, build_ledger
from permitdesk.domain.stay.ledger_sums import Sum, Weight, ledger_sums

START = date(2020, 1, 1).toordinal()
LAW = Provenance(date(2020, 1, 1), None, "act", "art. 1", date(2026, 11, 20))
KINDS = [
    StatusKind(name, "permit", True, LastDayRule.PRINTED_DATE, LtrWeight.FULL, (), LAW) for name in ("a", "b")
]


def _row(kind: LedgerKind, first: date, last: date, status: str | None, weight: str) -> LedgerRow:
    days = (last - first).days + 1
    credited = days * Decimal(weight)
    return LedgerRow(kind, first, last, days, status, credited, credited, say("sample"))


def test_nothing_sums_to_nothing() -> None:
    sums = ledger_sums(())
    assert sums.total == sums.gaps == Sum()
    assert [len(g) for g in (sums.by_kind, sums.by_weight, sums.absences_by_year)] == [0, 0, 0]


def test_an_absence_over_new_year_is_parted_between_31_december_and_1_january() -> None:
    row = _row(LedgerKind.ABSENCE, date(2024, 12, 30), date(2025, 1, 1), "a", "0.5")
    sums = ledger_sums((row,))
    assert sums.absences_by_year == (
        (2024, Sum(2, Decimal(1), Decimal(1))),
        (2025, Sum(1, Decimal("0.5"), Decimal("0.5"))),
    )


def test_gaps_and_weights_have_their_own_sums() -> None:
    rows = (
        _row(LedgerKind.TITLE, date(2024, 1, 1), date(2024, 1, 10), "a", "1"),
        _row(LedgerKind.GAP, date(2024, 1, 11), date(2024, 1, 12), None, "0"),
    )
    sums = ledger_sums(rows)
    assert sums.gaps == Sum(2)
    assert [key for key, _ in sums.by_kind] == ["a", None]
    assert [key for key, _ in sums.by_weight] == [
        Weight(Decimal(1), Decimal(1)),
        Weight(Decimal(0), Decimal(0)),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 400), st.integers(0, 2)), max_size=6),
    st.lists(st.tuples(st.integers(1, 90), st.integers(1, 60)), max_size=8),
    st.integers(0, 1500),
)
def test_no_day_of_the_window_is_missing_or_counted_twice(
    stays: list[tuple[int, int, int]], trips: list[tuple[int, int]], begin: int
) -> None:
    segments, day = [], START
    for i, (gap, length, weight) in enumerate(stays):
        segments.append(Segment(day + gap, day + gap + length - 1, KINDS[i % 2], weight, 2))
        day += gap + length
    away, day = [], START
    for gap, length in trips:
        away.append((day + gap, day + gap + length - 1))
        day += gap + length
    window = (START, START + 1500)
    rows = tuple(build_ledger(segments, away, window, START + begin, START))
    told = [d for row in rows for d in range(row.first.toordinal(), row.last.toordinal() + 1)]
    assert told == list(range(window[0], window[1] + 1))
    sums = ledger_sums(rows)
    assert sums.total.days == len(told)
    for group in (sums.by_kind, sums.by_weight):
        assert sum(part.days for _, part in group) == sums.total.days
        assert sum(part.credited_strict for _, part in group) == sums.total.credited_strict
        assert sum(part.credited_lenient for _, part in group) == sums.total.credited_lenient
    abroad = sum(row.days for row in rows if row.kind is LedgerKind.ABSENCE)
    assert sum(part.days for _, part in sums.absences_by_year) == abroad
