"""The kinds of stay as shipped: complete, and with the weights of art. 212."""

from __future__ import annotations

import pytest

from permitdesk.domain.case import CurrentStay
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind
from permitdesk.rulesets.loader import load_ruleset

KINDS = {kind.id: kind for kind in load_ruleset().statuses}

HALF = {"visa_c_studies", "visa_d_studies", "visa_d_vocational", "trp_studies", "trp_vocational"}
ZERO = {
    "visa_c_ltv",
    "visa_d_education",
    "trp_ict",
    "trp_ict_mobility",
    "trp_education",
    "trp_short_term",
    "departure_299_6",
    "return_departure",
    "local_border_traffic",
    "diplomatic",
    "cross_border_service",
}
OPEN = {
    "trp_posted_worker",
    "trp_uk_posted",
    "humanitarian_stay",
    "tolerated_351_1",
    "tolerated_351_2",
    "tolerated_351_3",
    "tolerated_unknown",
    "asylum",
    "temporary_protection",
    "departure_299_6a",
    "trafficking_certificate",
    "border_permission",
    "eu_family_right",
    "born_in_poland_no_title",
    "not_known",
}


def _with_weight(weight: LtrWeight) -> set[str]:
    return {kind.id for kind in KINDS.values() if kind.ltr_weight is weight}


def test_study_and_training_titles_count_half() -> None:
    assert _with_weight(LtrWeight.HALF) == HALF


def test_titles_of_art_212_2_count_nothing() -> None:
    # Being abroad is no title; it is in no list and counts nothing either.
    assert _with_weight(LtrWeight.ZERO) - {"abroad"} == ZERO


def test_titles_on_which_the_law_is_silent_count_only_in_the_second_date() -> None:
    assert _with_weight(LtrWeight.ZERO_OR_FULL) == OPEN


def test_a_kind_that_nobody_knows_is_never_called_confirmed() -> None:
    doubtful = {kind.id for kind in KINDS.values() if kind.provenance.certainty is not Certainty.CONFIRMED}
    assert doubtful == {"eu_family_right", "detention", "born_in_poland_no_title", "not_known"}


def test_only_a_stay_without_any_right_breaks_the_chain() -> None:
    assert _with_weight(LtrWeight.BREAKS) == {"illegal", "detention"}
    assert not any(KINDS[kind].legal for kind in ("illegal", "detention", "return_departure"))


def test_only_the_asylum_case_weighs_by_its_length() -> None:
    assert _with_weight(LtrWeight.PROCEEDINGS) == {"protection_proceedings"}


def test_waiting_is_pending_and_nothing_else_is() -> None:
    assert {k.id for k in KINDS.values() if k.pending} == {"protection_proceedings", "pending_application"}


def test_short_stays_use_up_the_ninety_days_and_national_visas_do_not() -> None:
    assert {k.id for k in KINDS.values() if k.schengen_counted} == {
        "visa_free",
        "visa_c",
        "visa_c_studies",
        "visa_c_ltv",
        "schengen_state_title",
    }


def test_permits_without_end_have_no_last_day() -> None:
    endless = {k.id for k in KINDS.values() if k.last_day_rule is LastDayRule.NO_END}
    assert {"permanent_residence", "eu_long_term_resident", "refugee", "tolerated_351_1"} <= endless
    assert not any(kind.startswith(("visa_", "trp_")) for kind in endless)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_every_kind_asks_only_for_fields_of_the_current_stay(kind: StatusKind) -> None:
    assert set(kind.asks) <= set(CurrentStay.__dataclass_fields__)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_every_kind_asks_for_what_its_last_day_needs(kind: StatusKind) -> None:
    needed = {
        LastDayRule.PRINTED_DATE: {"last_day"},
        LastDayRule.VISA_DAYS_AND_DATE: {"last_day", "days_allowed", "entered_on"},
        LastDayRule.SCHENGEN_90_180: {"entered_on"},
        LastDayRule.UNTIL_DECISION_FINAL: {"filed_in_legal_stay", "decision_delivered_on", "second_instance"},
        LastDayRule.UNTIL_PROCEEDINGS_END: {"outcome"},
        LastDayRule.THIRTY_DAYS_AFTER_FINAL: {
            "decision_delivered_on",
            "second_instance",
            "filed_in_legal_stay",
        },
        LastDayRule.VOLUNTARY_DEPARTURE: {"last_day"},
    }
    assert needed.get(kind.last_day_rule, set()) <= set(kind.asks)
