"""Gaps and overlaps are told only if no approximate day explains them; reasons in the EU period."""

from __future__ import annotations

from dataclasses import replace

from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.approximate import with_range
from tests.domain.stay.stay_cases import day, status, stay_case, timeline_of, trip
from tests.domain.stay.test_eu_stay import eu

ON = "2026-11-20"


def kinds_of(case: Case) -> list[str]:
    return [problem.kind for problem in timeline_of(case, ON).problems]


def titles(last: str) -> Case:
    before = (replace(status("trp_work", "2020-01-01", last), id="s"),)
    return stay_case("trp_blue_card", "2024-07-01", before=before)


def test_a_gap_that_an_approximate_day_may_close_is_not_told() -> None:
    told = with_range(titles("2024-06-20"), "statuses.s.last_day", day("2024-06-20"), day("2024-06-30"))
    assert kinds_of(titles("2024-06-20")) == ["gap"]
    assert kinds_of(told) == []


def test_a_gap_that_stays_at_every_end_is_told() -> None:
    told = with_range(titles("2024-06-20"), "statuses.s.last_day", day("2024-06-20"), day("2024-06-29"))
    assert kinds_of(told) == ["gap"]


def test_journeys_that_overlap_only_at_their_longest_are_no_problem() -> None:
    trips = (trip("2025-01-01", "2025-02-10", name="a"), trip("2025-02-05", "2025-03-01", name="b"))
    case = stay_case("trp_work", "2024-07-01", trips=trips)
    near = with_range(case, "absences.a.returned", day("2025-02-01"), day("2025-02-10"))
    far = with_range(case, "absences.a.returned", day("2025-02-07"), day("2025-02-10"))
    assert [kinds_of(c) for c in (case, near, far)] == [["absence_overlap"], [], ["absence_overlap"]]


def test_other_problems_are_told_whatever_is_approximate() -> None:
    before = (status("trp_studies", None, "2020-01-01"),)
    case = stay_case("trp_work", "2024-07-01", before=before)
    told = with_range(case, "current_stay.first_day", day("2024-06-01"), day("2024-07-01"))
    assert kinds_of(told) == ["missing_day"]


WORKER = stay_case(
    "trp_blue_card", "2024-01-01", trips=(trip("2025-01-01", "2026-01-15", "work_for_polish_employer", "a"),)
)


def test_in_the_eu_period_a_reason_is_worth_what_both_periods_leave() -> None:
    evidence = eu(case=WORKER)
    assert evidence.earliest_safe == day("2026-01-16")
    (at_risk,) = evidence.reasons
    assert (at_risk.earliest_with, at_risk.earliest_without) == (day("2026-01-16"), day("2028-01-16"))
    assert evidence.reasons_refused is not None
    assert evidence.reasons_refused.earliest_safe == day("2028-01-16")


def test_where_nothing_can_be_added_no_reason_is_at_risk() -> None:
    for evidence in (eu(case=WORKER, variant="none"), eu(case=WORKER, total=600)):
        assert evidence.verdict is Verdict.NOT_MET
        assert (tuple(evidence.reasons), evidence.reasons_refused) == ((), None)


def test_without_any_date_a_refused_reason_has_none() -> None:
    case = stay_case(
        "pending_application", "2026-10-02", before=(status("trp_blue_card", "2024-01-01", "2026-10-01"),)
    )
    evidence = eu(case=case.with_changes(absences=WORKER.absences))
    assert evidence.reasons_refused is not None
    assert evidence.reasons_refused.earliest_safe is None


def test_an_approximate_day_of_the_polish_stay_moves_the_eu_period() -> None:
    told = with_range(
        stay_case("trp_blue_card", "2026-01-01"),
        "current_stay.first_day",
        day("2025-12-01"),
        day("2026-01-01"),
    )
    evidence = eu(case=told)
    assert evidence.earliest_safe == day("2028-01-02")
    assert evidence.best is not None
    assert evidence.best.earliest_safe == day("2027-12-02")
