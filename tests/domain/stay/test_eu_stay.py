"""EU stay beside two years on a Blue Card: variants, breaks and missing answers."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.answers import DONT_KNOW, Answers, AnswerValue
from permitdesk.domain.case import Case
from permitdesk.domain.law.condition_kinds import ContinuityLimits, EuStayWithBlueCard
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.eu_stay import eu_stay_with_blue_card
from permitdesk.domain.stay.evidence import StayEvidence
from tests.domain.stay.stay_cases import LIMITS, WEIGHTS, day, status, stay_case, texts, timeline_of, trip

RULE = EuStayWithBlueCard(
    2,
    ("trp_blue_card",),
    5,
    "variant",
    "since",
    "longest",
    "total",
    ContinuityLimits(12, 18, ()),
    LIMITS,
    WEIGHTS,
)
CASE = stay_case("trp_blue_card", "2024-01-01")
ON = "2026-11-20"


def eu(on: str = ON, case: Case = CASE, **answers: AnswerValue | None) -> StayEvidence:
    told: dict[str, AnswerValue | None] = {
        "variant": "blue_card",
        "since": day("2021-01-01"),
        "longest": 0,
        "total": 0,
    }
    told.update(answers)
    known = Answers.of({k: v for k, v in told.items() if v is not None})
    return eu_stay_with_blue_card(timeline_of(case, on), RULE, known, day(on), "r1")


@pytest.mark.parametrize("variant", ["blue_card", "researcher", "international_protection"])
@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        (date(2021, 11, 19), Verdict.MET),
        (date(2021, 11, 20), Verdict.NEEDS_OFFICE),
        (date(2021, 11, 21), Verdict.TOO_EARLY),
    ],
)
def test_five_years_in_the_eu_are_safe_the_day_after(variant: str, since: date, verdict: Verdict) -> None:
    assert eu(variant=variant, since=since).verdict is verdict


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2025-12-31", Verdict.TOO_EARLY), ("2026-01-01", Verdict.NEEDS_OFFICE), ("2026-01-02", Verdict.MET)],
)
def test_two_polish_years_are_needed_as_well(on: str, verdict: Verdict) -> None:
    assert eu(on, since=day("2015-01-01")).verdict is verdict


def test_without_a_blue_card_in_poland_nothing_is_added() -> None:
    evidence = eu(case=stay_case("trp_work", "2015-01-01"))
    assert evidence.verdict is Verdict.NOT_MET
    assert "stay.eu_no_blue_card" in texts(evidence)


def test_no_eu_stay_of_a_listed_kind_is_not_met() -> None:
    evidence = eu(variant="none")
    assert (evidence.verdict, evidence.earliest_safe) == (Verdict.NOT_MET, None)


@pytest.mark.parametrize("variant", ["national_scheme", "mixed"])
def test_national_schemes_and_mixed_documents_need_the_office(variant: str) -> None:
    assert eu(variant=variant).verdict is Verdict.NEEDS_OFFICE


@pytest.mark.parametrize(
    ("longest", "total", "verdict"),
    [
        (360, 540, Verdict.MET),
        (361, 361, Verdict.NEEDS_OFFICE),
        (366, 549, Verdict.NEEDS_OFFICE),
        (367, 367, Verdict.NOT_MET),
        (100, 560, Verdict.NOT_MET),
    ],
)
def test_breaks_in_the_eu_stay_within_twelve_and_eighteen_months(
    longest: int, total: int, verdict: Verdict
) -> None:
    evidence = eu(longest=longest, total=total)
    assert evidence.verdict is verdict
    assert (evidence.earliest_safe is None) is (verdict is Verdict.NOT_MET)


@pytest.mark.parametrize("missing", ["variant", "since", "longest", "total"])
@pytest.mark.parametrize("value", [None, DONT_KNOW])
def test_a_missing_answer_is_asked_for(missing: str, value: AnswerValue | None) -> None:
    evidence = eu(ON, CASE, **{missing: value})
    assert (evidence.verdict, evidence.questions) == (Verdict.UNKNOWN, (missing,))


def test_a_missing_day_of_the_polish_stay_is_asked_for() -> None:
    evidence = eu(case=stay_case("trp_blue_card", None))
    assert (evidence.verdict, evidence.required_years) == (Verdict.UNKNOWN, 5)


def test_half_of_a_student_stay_may_be_added() -> None:
    # Two years abroad give one: four Polish years are enough on the lenient reading.
    case = stay_case("trp_blue_card", "2022-10-01")
    evidence = eu(case=case, variant="student", since=day("2020-10-01"))
    assert (evidence.verdict, evidence.earliest_lenient) == (Verdict.NEEDS_OFFICE, day("2026-10-01"))
    assert evidence.earliest_safe == day("2027-10-02")
    assert "stay.eu_student" in texts(evidence)


def test_a_student_stay_beside_a_chain_that_is_not_sure() -> None:
    before = (status("illegal", "2024-02-01", "2024-02-10"),)
    case = stay_case("trp_blue_card", "2019-01-01", before=before)
    evidence = eu(case=case, variant="student", since=day("2024-01-01"))
    assert evidence.verdict is Verdict.NEEDS_OFFICE


def test_a_polish_break_restarts_the_polish_part() -> None:
    case = stay_case("trp_blue_card", "2023-01-01", trips=(trip("2025-01-01", "2025-12-01"),))
    assert eu(case=case, since=day("2015-01-01")).verdict is Verdict.TOO_EARLY


def test_a_student_stay_longer_than_everything_leaves_only_the_polish_years() -> None:
    evidence = eu(variant="student", since=day("2000-01-01"))
    assert evidence.earliest_lenient == day("2026-01-01")
