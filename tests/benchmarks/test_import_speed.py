"""Reading a long list of journeys: in proportion to its lines, and no worse than the records it makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from permitdesk.domain.case import Case
from permitdesk.imports.apply import apply
from permitdesk.imports.mapping import Vocabulary, guess
from permitdesk.imports.records import Choices
from permitdesk.imports.report import check
from permitdesk.imports.tables import read_table
from permitdesk.imports.words import Target
from tests.benchmarks.measuring import best_of
from tests.benchmarks.test_assess_speed import TODAY, plain_findings

pytestmark = pytest.mark.benchmark

BEGIN = date(1980, 1, 1)
#: where this was set ten thousand lines took 72 times as long as the two thousand records (0.42 s)
LIMIT = 150.0
NOISE = 1.6


def reading(lines: int) -> Callable[[], Case]:
    """From the bytes of a file with so many lines in three forms to the case with its journeys."""
    days = [BEGIN + timedelta(days=n) for n in range(lines)]
    forms = ("{0:%Y-%m-%d},{1:%Y-%m-%d},Germany", "{0:%d.%m.%Y},{1:%d.%m.%Y},Ukraine", "soon,later,words")
    rows = [forms[n % 3].format(day, day + timedelta(days=1)) for n, day in enumerate(days)]
    data = ("left,returned,country\n" + "\n".join(rows)).encode()

    def run() -> Case:
        table = read_table(data, Choices())
        columns = guess(table, Target.JOURNEYS, TODAY, Vocabulary())
        report = check(table, columns, Case("c"), TODAY, Vocabulary())
        return apply(Case("c"), report, {n for n, line in enumerate(report.lines) if line.entry is not None})

    return run


def test_ten_thousand_lines_are_read_in_proportion(record_property: Callable[[str, object], None]) -> None:
    few, many = reading(1000), reading(10_000)
    assert len(many().absences) > 5000
    reference, short, long = best_of(5, plain_findings, few, many)
    record_property("plain_findings_us", round(reference * 1e6))
    record_property("ten_thousand_lines_ms", round(long * 1e3))
    assert long <= 10 * NOISE * short
    assert long <= LIMIT * reference, f"{long * 1e3:.0f} ms, {long / reference:.0f} times the records"
