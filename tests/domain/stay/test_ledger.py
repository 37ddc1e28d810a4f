"""The ledger behaves like the tuple of its rows and is built on first use only."""

from __future__ import annotations

from permitdesk.domain.stay.evidence import LedgerRow
from permitdesk.domain.stay.ledger import Ledger, Segment, build_ledger, flatten
from permitdesk.domain.stay.timeline import Title
from tests.domain.stay.stay_cases import KINDS


def test_rows_are_made_once_and_only_when_somebody_looks() -> None:
    calls: list[int] = []

    def build() -> tuple[LedgerRow, ...]:
        calls.append(1)
        return ()

    ledger = Ledger(build)
    assert calls == []
    assert (len(ledger), list(ledger), ledger[0:1]) == (0, [], ())
    assert calls == [1]


def test_a_ledger_equals_the_tuple_of_its_rows() -> None:
    segments = (Segment(730000, 730010, KINDS["trp_work"], 2, 2), Segment(730013, 730020, None, 0, 0))
    ledger = build_ledger(segments, ((730005, 730006),), (729990, 730030), 730002, None)
    assert ledger == ledger.rows()
    assert ledger != 5
    assert hash(ledger) == hash(ledger.rows())
    assert repr(ledger) == repr(ledger.rows())
    assert ledger[0] is ledger.rows()[0]
    assert sum(row.days for row in ledger) == 41
    assert sum(row.credited_strict for row in ledger) == 9
    assert sum(row.credited_lenient for row in ledger) == 0


def test_days_of_a_title_that_counts_say_that_an_interruption_takes_them_away() -> None:
    segments = (
        Segment(730000, 730010, KINDS["trp_work"], 2, 2),
        Segment(730011, 730020, KINDS["visa_d"], 0, 0),
    )
    ledger = build_ledger(segments, ((730003, 730004),), (730000, 730020), 730006, 730006)
    assert [(row.first.toordinal(), row.note.text) for row in ledger] == [
        (730000, "stay.row_title_before"),
        (730003, "stay.row_absence_before"),
        (730005, "stay.row_title_before"),
        (730006, "stay.row_title_full"),
        (730011, "stay.row_title_none"),
    ]


def test_overlapping_titles_become_segments_in_a_row() -> None:
    work, visa = KINDS["trp_work"], KINDS["visa_d"]
    titles = (
        Title("a", visa, 10, 20),
        Title("b", work, 15, 18),
        Title("c", work, 19, 30),
        Title("d", work, 35, 40),
    )
    assert [(s.first, s.last, s.kind) for s in flatten(titles)] == [
        (10, 20, visa),
        (21, 30, work),
        (31, 34, None),
        (35, 40, work),
    ]
    assert flatten(()) == []
