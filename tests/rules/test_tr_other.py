"""What the Act takes away from, or adds to, the other temporary purposes: bars, grounds, channel, fees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Channel, LastFilingDay, Route
from tests.scenarios.runner import build_case, ruleset

BARS = {
    "tr_e1_settled",
    "tr_e2_humanitarian_visa",
    "tr_e3_short_term_permit",
    "tr_e4_protection",
    "tr_e4_temporary_protection",
    "tr_e5_asks_protection",
    "tr_e6_detained",
    "tr_e7_prison",
    "tr_e8_return_decision",
    "tr_e9_must_leave",
    "tr_e10_abroad",
}
GROUNDS = {
    1: "tr_r1_purpose",
    2: "tr_r2_register",
    3: "tr_r3_sis",
    4: "tr_r4_security",
    5: "tr_r5_false",
    6: "tr_r6_tax",
    7: "tr_r7_return_costs",
    8: "tr_r8_treatment",
    9: "tr_r9_illegal_stay",
}
ALL = range(1, 10)
#: points of art. 100(1) that apply (art. 178, 184, 191(1)); of art. 181 the first has a text of its own
POINTS = {
    "tr_eultr_other_state": (1, 2, 3, 4, 5, 8, 9),
    "tr_eultr_other_state_family": (1, 2, 3, 4, 5, 8, 9),
    "tr_trafficking": (1, 4, 5),
    "tr_short_stay": (3, 4, 5),
    "tr_other_186_1": tuple(ALL),
    "tr_other_186_2": (1, 2, 3, 4, 5, 6, 7, 8),
    "tr_other_186_5": (1, 4, 5),
    "tr_blr_humanitarian": (1, 2, 3, 4, 5, 8, 9),
    "tr_other_187_3": tuple(ALL),
    "tr_other_187_4": (1, 2, 3, 4, 5, 6, 7, 8),
    "tr_other_187_5": tuple(ALL),
    "tr_other_187_6": (1, 4, 5),
    "tr_other_187_7": (1, 4, 5),
    "tr_other_187_8": tuple(ALL),
    "tr_cukr": (),
    "card_exchange": (),
}
#: bars of art. 99(1) that are not applied (art. 178, 182); the CUKR card and the card exchange have none
LEFT_OUT = {
    "tr_trafficking": {
        "tr_e2_humanitarian_visa",
        "tr_e4_protection",
        "tr_e4_temporary_protection",
        "tr_e5_asks_protection",
        "tr_e6_detained",
    },
    "tr_short_stay": {
        "tr_e2_humanitarian_visa",
        "tr_e3_short_term_permit",
        "tr_e6_detained",
        "tr_e7_prison",
        "tr_e8_return_decision",
    },
    "tr_cukr": BARS,
    "card_exchange": BARS,
}


def route(route_id: str) -> Route:
    return next(route for route in ruleset().routes if route.id == route_id)


@pytest.mark.parametrize("route_id", POINTS)
def test_only_the_bars_that_the_act_leaves_are_applied(route_id: str) -> None:
    assert {bar.id for bar in route(route_id).bars} == BARS - LEFT_OUT.get(route_id, set())


@pytest.mark.parametrize("route_id", POINTS)
def test_only_the_grounds_that_the_act_leaves_are_applied(route_id: str) -> None:
    applied = {ground.id for ground in route(route_id).refusal_grounds} & set(GROUNDS.values())
    assert applied == {GROUNDS[point] for point in POINTS[route_id]}


@pytest.mark.parametrize("route_id", sorted(set(POINTS) - {"card_exchange"}))
def test_all_of_them_go_through_mos_without_an_annex(route_id: str) -> None:
    assert route(route_id).channel is Channel.MOS
    assert route(route_id).annexes == ()


def test_the_exchange_of_a_card_is_no_matter_for_mos() -> None:
    assert route("card_exchange").channel is Channel.PAPER_HOLDER
    assert not any(document.id == "application_form" for document in route("card_exchange").documents)


def test_only_illegal_stay_as_a_condition_and_the_card_have_no_last_filing_day() -> None:
    unbound = {r for r in POINTS if route(r).last_filing_day is LastFilingDay.NONE}
    assert unbound == {"tr_other_187_6", "tr_other_187_7", "card_exchange"}


def test_an_illegal_stay_is_never_told_that_waiting_is_legal() -> None:
    for route_id in ("tr_other_187_6", "tr_other_187_7"):
        notes = {note.id for note in route(route_id).notes}
        assert "illegal_no_stay_while_waiting" in notes
        assert not notes & {"tr_waiting_legal", "tr_certificate"}


@pytest.mark.parametrize(
    ("route_id", "duty", "card"),
    [
        ("tr_eultr_other_state", 340, 100),
        ("tr_trafficking", 0, 100),
        ("tr_short_stay", 340, 100),
        ("tr_blr_humanitarian", 0, 0),
        ("tr_other_187_8", 340, 100),
        ("tr_cukr", 340, 100),
    ],
)
def test_stamp_duty_and_card_cost_what_the_law_says(route_id: str, duty: int, card: int) -> None:
    amounts = {fee.id: fee.amount_pln for fee in route(route_id).fees}
    stamp = next(amount for name, amount in amounts.items() if name.startswith("stamp_duty"))
    plastic = next(amount for name, amount in amounts.items() if "card" in name)
    assert (stamp, plastic) == (Decimal(duty), Decimal(card))


def test_the_eu_long_term_permit_of_another_state_comes_before_the_ordinary_purposes() -> None:
    work = next(r for r in ruleset().routes if r.id == "tr_eultr_other_state")
    assert work.order < min(r.order for r in ruleset().routes if r.family is work.family and r is not work)


def test_the_cukr_card_asks_for_no_other_papers() -> None:
    assert {document.id for document in route("tr_cukr").documents} == {
        "cukr_application_form",
        "cukr_photo",
        "cukr_stamp_duty_proof",
        "cukr_card_fee_proof",
        "cukr_passport_original",
        "parent_authority_proof",
        "power_of_attorney",
    }


CORE: dict[str, Any] = {
    "filing_obstacle": "none",
    "refusal_risk": "none",
    "stay_over_3_months": "yes",
    "previous_permit_notice": "no_previous",
    "special_case": "none",
    "travel_document": "valid",
}
ILLEGAL = {"kind": "illegal", "first_day": date(2025, 3, 15)}
SHORT_PERMIT = {"kind": "trp_short_term", "first_day": date(2026, 9, 1), "last_day": date(2026, 12, 1)}


def told(route_id: str, stay: dict[str, Any], **answers: Any) -> RouteAssessment:
    """The route for an adult on 20 November 2026 who has nothing else to report."""
    case = build_case({"applicant": "adult", "current_stay": stay, "answers": {**CORE, **answers}})
    found = assess(case, ruleset(), date(2026, 11, 20)).route(route_id)
    assert found is not None
    return found


def barred_by(route: RouteAssessment) -> set[str]:
    return {bar.rule_id for bar in route.bars if bar.verdict is not Verdict.MET}


def test_a_permit_for_a_short_stay_bars_other_purposes_but_not_a_second_one_of_its_kind() -> None:
    other = told("tr_other_187_8", SHORT_PERMIT)
    again = told("tr_short_stay", SHORT_PERMIT, short_stay_ground="authority_summons")
    assert barred_by(other) == {"tr_e3_short_term_permit"}
    assert again.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("route_id", "answers"),
    [
        ("tr_trafficking", {"trf_cooperation": "cooperates", "trf_contact_broken": "yes"}),
        ("tr_short_stay", {"short_stay_ground": "authority_summons"}),
        ("tr_other_187_4", {"exploit_case": "exploited"}),
    ],
)
def test_illegal_stay_refuses_nobody_whom_the_act_spares(route_id: str, answers: dict[str, str]) -> None:
    assert told(route_id, ILLEGAL, **answers).verdict is Verdict.MET


def test_the_thirty_days_after_a_refusal_close_the_way_of_family_life_twice() -> None:
    leaving = {
        "kind": "departure_299_6",
        "decision_delivered_on": date(2026, 11, 10),
        "second_instance": "yes",
        "filed_in_legal_stay": "yes",
    }
    found = told("tr_other_187_6", leaving, echr_family_life="spouse_or_child")
    assert barred_by(found) == {"tr_e9_must_leave"}
    stay = next(r for r in found.requirements if r.rule_id == "echr_illegal_stay")
    assert stay.verdict is Verdict.NOT_MET


def test_temporary_protection_bars_the_other_purposes_and_is_the_condition_of_the_cukr_card() -> None:
    protected = {"kind": "temporary_protection", "first_day": date(2024, 3, 15)}
    card = told(
        "tr_cukr",
        protected,
        cukr_group="citizen_or_family",
        cukr_ukr_since=date(2024, 3, 15),
        cukr_identity="document",
        cukr_data="complete",
        cukr_pending_case="none",
        cukr_trip="none",
    )
    assert card.verdict is Verdict.MET
    assert barred_by(told("tr_other_187_8", protected)) == {"tr_e4_temporary_protection"}
