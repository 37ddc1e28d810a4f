"""The rows of a ledger sum to the printed totals on both readings, whatever the life."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import AbsenceReason, Case, StatusEntry
from permitdesk.domain.law.condition_kinds import ContinuityLimits, CreditedStay, QualifyingStay
from permitdesk.domain.stay.evidence import StayEvidence
from tests.domain.stay.stay_cases import (
    LIMITS,
    LTR,
    PROTECTION,
    SPOUSE,
    TOLERATED,
    credit,
    day,
    qualify,
    status,
    stay_case,
    trip,
)

ON = day("2026-11-21")
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LEGAL = QualifyingStay(5, (), LIMITS, any_legal=True)
YEARLY = QualifyingStay(3, (), ContinuityLimits(6, 6, (), 12), any_legal=True, per_year=True)
RULES: tuple[QualifyingStay | CreditedStay, ...] = (SPOUSE, PROTECTION, TOLERATED, LEGAL, YEARLY, LTR)
KINDS = (
    "trp_work",
    "trp_spouse_of_polish_citizen",
    "trp_studies",
    "trp_education",
    "refugee",
    "subsidiary_protection",
    "humanitarian_stay",
    "tolerated_351_1",
    "protection_proceedings",
    "pending_application",
    "visa_free",
    "illegal",
    "not_known",
)


def adds_up(evidence: StayEvidence) -> None:
    """Both columns sum to their totals, and the rows cover every day of the window once."""
    rows = list(evidence.ledger)
    assert sum(row.credited_strict for row in rows) == evidence.credited_strict
    assert sum(row.credited_lenient for row in rows) == evidence.credited_lenient
    if rows:
        assert (rows[0].first, rows[-1].last) == (evidence.window_first, evidence.window_last)
    for row, following in pairwise(rows):
        assert row.last + timedelta(days=1) == following.first


def evidence_of(case: Case, rule: QualifyingStay | CreditedStay) -> StayEvidence:
    if isinstance(rule, CreditedStay):
        return credit(case, ON, rule)
    return qualify(case, rule, ON)


@st.composite
def lives(draw: st.DrawFn) -> Case:
    """Titles that touch, overlap or leave gaps, the present one, and journeys over all of it."""
    at = day("2012-01-01") + timedelta(days=draw(st.integers(0, 2000)))
    entries: list[StatusEntry] = []
    for _ in range(draw(st.integers(0, 4))):
        length = draw(st.integers(1, 1500))
        last = min(at + timedelta(days=length), ON - timedelta(days=1))
        if at > last:
            break
        outcome = draw(st.sampled_from([None, "granted", "refused"]))
        entries.append(status(draw(st.sampled_from(KINDS)), at.isoformat(), last.isoformat(), outcome))
        at = last + timedelta(days=1 + draw(st.sampled_from([0, 0, 0, -40, 1, 25, 200])))
    first = min(at, ON)
    trips = []
    for number in range(draw(st.integers(0, 6))):
        left = date(2012, 1, 1) + timedelta(days=draw(st.integers(0, 5400)))
        returned = left + timedelta(days=draw(st.integers(0, 260)))
        reason = draw(st.sampled_from([r.value for r in AbsenceReason]))
        trips.append(trip(left, returned, reason, f"t{number}"))
    over_the_gap: bool = draw(st.booleans())
    if entries and over_the_gap:
        # abroad over the whole gap before the present title
        trips.append(trip(first - timedelta(days=210), first + timedelta(days=1), "ordinary", "gap"))
    kind = draw(st.sampled_from(KINDS))
    return stay_case(kind, first.isoformat(), before=tuple(entries), trips=tuple(trips))


def tolerated(*trips: tuple[str, str]) -> Case:
    return stay_case("tolerated_351_1", "2016-03-01", trips=tuple(trip(*each) for each in trips))


@MANY
@given(lives(), st.sampled_from(RULES))
@example(
    tolerated(("2018-01-10", "2018-05-20"), ("2020-01-01", "2020-05-01"), ("2023-02-01", "2023-04-10")),
    TOLERATED,
)
@example(
    tolerated(("2018-01-10", "2018-05-10"), ("2020-01-01", "2020-05-01"), ("2023-02-01", "2023-09-10")),
    TOLERATED,
)
def test_the_rows_of_each_reading_sum_to_its_total(case: Case, rule: QualifyingStay | CreditedStay) -> None:
    adds_up(evidence_of(case, rule))


def test_a_gap_spent_abroad_counts_on_the_lenient_reading_only() -> None:
    before = status("trp_work", "2020-01-01", "2023-06-30")
    away = trip("2023-06-20", "2023-08-10")
    evidence = qualify(stay_case("trp_work", "2023-08-01", before=(before,), trips=(away,)), LEGAL, ON)
    gap = next(row for row in evidence.ledger if row.note.text == "stay.row_absence_gap_lenient")
    assert (gap.first, gap.last) == (day("2023-07-01"), day("2023-07-31"))
    assert gap.credited_strict == 0
    assert gap.credited_lenient == 31
    adds_up(evidence)
