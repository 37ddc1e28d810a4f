"""What the Act on Foreigners says about each ground of permanent residence, read from the shipped rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from permitdesk.domain.law.condition_kinds import AgeBelow, ElapsedSince, QualifyingStay
from permitdesk.domain.law.rules import Family, Route, Ruleset, Stage
from permitdesk.rulesets.check_conditions import flattened
from permitdesk.rulesets.loader import load_ruleset


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """The shipped rules."""
    return load_ruleset()


def route(ruleset: Ruleset, route_id: str) -> Route:
    return next(r for r in ruleset.routes if r.id == route_id)


def stays(found: Route) -> list[QualifyingStay]:
    conditions = [part for r in found.requirements for part in flattened(r.condition)]
    return [c for c in conditions if isinstance(c, QualifyingStay)]


ALL_BARS = {
    "illegal_stay",
    "humanitarian_visa_ltv",
    "short_term_permit",
    "has_eu_long_term_permit",
    "detained",
    "in_prison",
    "return_decision",
    "must_leave",
    "abroad",
}
ALL_REFUSALS = {
    "ground_not_met",
    "undesirable_register",
    "sis_alert",
    "security",
    "state_interest",
    "false_data",
    "tax_arrears",
    "unpaid_return_costs",
}


@pytest.mark.parametrize(
    ("route_id", "years", "kinds"),
    [
        (
            "pr_spouse_of_polish_citizen",
            2,
            {"trp_spouse_of_polish_citizen", "refugee", "subsidiary_protection", "humanitarian_stay"},
        ),
        ("pr_trafficking_victim", 1, {"trp_trafficking_victim"}),
        ("pr_protection_5y", 5, {"refugee", "subsidiary_protection", "humanitarian_stay"}),
        ("pr_tolerated_10y", 10, {"tolerated_351_1", "tolerated_351_3"}),
        ("pr_shortage_occupation_4y", 4, {"trp_work_shortage"}),
        ("pr_uk_posted_worker", 5, set()),
    ],
)
def test_the_stay_needed_is_that_of_article_195(
    ruleset: Ruleset, route_id: str, years: int, kinds: set[str]
) -> None:
    (stay,) = stays(route(ruleset, route_id))
    assert (stay.years, set(stay.kinds)) == (years, kinds)


@pytest.mark.parametrize(
    "route_id",
    [
        "pr_child_of_foreigner",
        "pr_child_of_polish_citizen",
        "pr_polish_origin",
        "pr_asylum",
        "pr_karta_polaka",
        "pr_repatriate_family",
    ],
)
def test_these_grounds_need_no_time_in_poland(ruleset: Ruleset, route_id: str) -> None:
    assert stays(route(ruleset, route_id)) == []


@pytest.mark.parametrize(
    "route_id",
    ["pr_spouse_of_polish_citizen", "pr_protection_5y", "pr_tolerated_10y", "pr_shortage_occupation_4y"],
)
def test_breaks_may_be_six_and_together_ten_months(ruleset: Ruleset, route_id: str) -> None:
    limits = stays(route(ruleset, route_id))[0].continuity
    assert limits is not None
    assert (limits.single_months, limits.total_months, limits.personal_situation_months) == (6, 10, 6)
    assert set(limits.exempt_reasons) == {
        "work_for_polish_employer",
        "accompanying_worker",
        "special_personal_situation",
        "polish_studies",
    }


def test_for_victims_of_trafficking_breaks_are_only_warned_of(ruleset: Ruleset) -> None:
    (stay,) = stays(route(ruleset, "pr_trafficking_victim"))
    assert stay.continuity is None
    assert stay.warn_continuity is not None


def test_the_protection_case_counts_for_refugees_and_subsidiary_protection_only(ruleset: Ruleset) -> None:
    (stay,) = stays(route(ruleset, "pr_protection_5y"))
    assert set(stay.proceedings_credit_for) == {"refugee", "subsidiary_protection"}
    assert stay.mixing_unconfirmed


def test_british_posted_workers_have_breaks_per_year(ruleset: Ruleset) -> None:
    (stay,) = stays(route(ruleset, "pr_uk_posted_worker"))
    assert stay.any_legal
    assert stay.per_year
    assert stay.continuity is not None
    assert stay.continuity.total_months == 6
    assert stay.continuity.personal_situation_months == 12


def test_three_years_of_marriage_end_before_the_filing_day(ruleset: Ruleset) -> None:
    spouse = route(ruleset, "pr_spouse_of_polish_citizen")
    condition = next(r.condition for r in spouse.requirements if r.id == "married_3y")
    assert condition == ElapsedSince("wedding_day", 3, 0, full_period_before_the_day=True)


@pytest.mark.parametrize(
    ("route_id", "without", "extra"),
    [
        ("pr_tolerated_10y", set(), set()),
        ("pr_protection_5y", set(), set()),
        ("pr_karta_polaka", set(), set()),
        ("pr_polish_origin", {"short_term_permit"}, set()),
        ("pr_asylum", ALL_BARS - {"abroad"}, set()),
        ("pr_child_of_foreigner", {"illegal_stay"}, {"illegal_stay_child_of_foreigner"}),
        ("pr_child_of_polish_citizen", {"illegal_stay"}, {"illegal_stay_child_of_polish_citizen"}),
        ("pr_repatriate_family", ALL_BARS, set()),
    ],
)
def test_bars_and_their_exceptions_are_those_of_article_196(
    ruleset: Ruleset, route_id: str, without: set[str], extra: set[str]
) -> None:
    assert {bar.id for bar in route(ruleset, route_id).bars} == (ALL_BARS - without) | extra


@pytest.mark.parametrize(
    ("route_id", "grounds"),
    [
        ("pr_tolerated_10y", ALL_REFUSALS),
        ("pr_spouse_of_polish_citizen", ALL_REFUSALS | {"sham_marriage"}),
        ("pr_polish_origin", {"ground_not_met", "security", "false_data"}),
        ("pr_asylum", {"ground_not_met"}),
        (
            "pr_uk_posted_worker",
            {"ground_not_met", "undesirable_register", "sis_alert", "security", "false_data"},
        ),
    ],
)
def test_grounds_of_refusal_are_narrowed_as_in_article_197(
    ruleset: Ruleset, route_id: str, grounds: set[str]
) -> None:
    assert {ground.id for ground in route(ruleset, route_id).refusal_grounds} == grounds


def test_only_children_may_file_after_their_legal_stay(ruleset: Ruleset) -> None:
    late = {r.id for r in ruleset.routes if r.late_filing_allowed is not None}
    assert late == {"pr_child_of_foreigner", "pr_child_of_polish_citizen"}
    for route_id in late:
        condition = route(ruleset, route_id).late_filing_allowed
        assert condition is not None
        assert AgeBelow(18) in set(flattened(condition))
        notes = {note.id for note in route(ruleset, route_id).notes}
        assert "child_late_no_legal_stay" in notes


FREE_OF_STAMP_DUTY = {"pr_asylum", "pr_karta_polaka", "pr_uk_posted_worker", "pr_repatriate_family"}


def test_stamp_duty_is_640_except_for_the_exempt_grounds(ruleset: Ruleset) -> None:
    for found in ruleset.routes:
        if found.family is not Family.PERMANENT:
            continue
        fees = {fee.id: fee.amount_pln for fee in found.fees}
        if found.id in FREE_OF_STAMP_DUTY:
            assert "stamp_duty" not in fees
            assert fees["stamp_duty_free"] == 0
        else:
            assert fees["stamp_duty"] == Decimal(640)
            assert "stamp_duty_proof" in {d.id for d in found.documents}


def test_the_card_costs_100_half_for_children_and_nothing_under_the_withdrawal_agreement(
    ruleset: Ruleset,
) -> None:
    card = next(f for f in route(ruleset, "pr_child_of_polish_citizen").fees if f.id == "residence_card")
    assert card.amount_pln == 100
    assert {r.amount_pln for r in card.reductions} == {Decimal(50)}
    assert card.reductions[0].condition == AgeBelow(16)
    british = {f.id: f.amount_pln for f in route(ruleset, "pr_uk_posted_worker").fees}
    assert british["residence_card_free"] == 0
    assert "residence_card" not in british


def test_the_family_of_a_repatriate_goes_to_the_consul_and_has_no_checklist(ruleset: Ruleset) -> None:
    found = route(ruleset, "pr_repatriate_family")
    assert not found.in_mos
    assert found.documents == ()
    assert "repatriate_consul" in {note.id for note in found.notes}


def test_every_ground_in_mos_has_evidence_and_the_three_statutory_attachments(ruleset: Ruleset) -> None:
    for found in ruleset.routes:
        if found.family is not Family.PERMANENT or not found.in_mos:
            continue
        documents = {d.id for d in found.documents}
        assert {"application_form", "photo", "passport_scan", "other_id_scan"} <= documents
        assert any(d.stage is Stage.EVIDENCE for d in found.documents)


def test_a_tolerated_stay_case_is_asked_few_questions(ruleset: Ruleset) -> None:
    assert route(ruleset, "pr_tolerated_10y").questions == (
        "filing_obstacle",
        "refusal_risk",
        "travel_document",
        "special_case",
    )
