"""What nobody could confirm is never stated as certain, and nothing is promised that no law promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from permitdesk import resources
from permitdesk.domain.dossier import DeadlineKind
from permitdesk.domain.law.citations import Certainty
from permitdesk.rulesets.check import OFFICE_MARKER
from permitdesk.rulesets.entries import RuleEntry, all_entries
from permitdesk.rulesets.texts import Texts, languages, load_texts
from tests.scenarios.runner import ruleset

#: Neither the Act nor an official page settles these. To leave the list takes a source.
UNCONFIRMED = {
    "advice e_delivery_required",
    "advice inpol_login_codes",
    "bar tr_e4_temporary_protection_open",
    "document card_photos",
    "document foreign_marriage_registration",
    "earlier filing f_epuap_2026",
    "earlier filing k_filed_twice",
    "earlier filing o_consul_in_time",
    "fee reduction card_learner",
    "fee tr_bcm_stamp_duty",
    "note card_decision_time",
    "note charter_states",
    "note child_born_newborn",
    "note child_turns_18",
    "note cukr_absence_6m",
    "note cukr_trip_before_card",
    "note eu_card_ask",
    "note eultrf_child_turns_18",
    "note family_160_abroad_together",
    "note family_160_item_ask",
    "note family_child_turns_18",
    "note family_life_partner_income",
    "note graduate_not_later",
    "note independent_work_after",
    "note karta_polaka_reform",
    "note learning_not_for_ltr",
    "note ltr_blue_card_mixing",
    "note ltr_doubtful_titles",
    "note ltr_granted_again",
    "note ltr_language_list",
    "note ltr_protection_other_state",
    "note ltr_zero_weight_stay",
    "note mobility_return_state",
    "note mos_item_12_ask",
    "note pl_spouse_grounds_left_out",
    "note pr_refund_other",
    "note pr_ukr_status",
    "note protection_card_fee",
    "note protection_mixing",
    "note shortage_list_not_found",
    "note spouse_pending_gap",
    "note studies_course_mos_item",
    "note study_return_ask",
    "note study_ukr_protection",
    "note tr_bc_business",
    "note tr_refund_other",
    "note tr_ukr_status",
    "note turk_work_after",
    "note uk_breaks_other_rule",
    "refusal ground cukr_long_trip",
    "refusal ground pl_spouse_left_out_grounds",
    "requirement charter_sponsor",
    "requirement graduate_immediately",
    "requirement ltr_not_yet_held",
    "requirement pr_not_yet_held",
    "requirement researcher_immediately",
    "requirement studies_course_nationality",
    "requirement tr_shortage_listed",
    "requirement uk_stay_5y",
    "status born_in_poland_no_title",
    "status detention",
    "status eu_family_right",
    "status not_known",
    "threshold of 2027-01-01",
    "value temporary_protection_days_abroad",
}

#: What offices do or ask, or what we advise, without a provision that says so.
OFFICE_PRACTICE = {
    "advice card_fee_after_decision",
    "country BG",
    "country HR",
    "country RO",
    "deadline check_case_number",
    "deadline open_e_delivery",
    "deadline pay_both_fees",
    "deadline photo_not_before",
    "deadline start_pesel",
    "document ancestor_originals",
    "document card_fee_paid_proof",
    "document card_fee_proof",
    "document card_old_card",
    "document job_search_evidence",
    "document ltr_work_authorisations",
    "document parental_authority_evidence",
    "document stamp_duty_proof",
    "earlier filing e_epuap_before_2026",
    "note child_travel_document_first",
    "note cukr_waiting_legal",
    "note graduate_certificate",
    "note ltr_decision_suspended",
    "note ltr_income_thresholds",
    "note ltr_travel_waiting",
    "note origin_interview",
    "note pr_decision_suspended",
    "note pr_travel_waiting",
    "note spouse_certificate_age",
    "note studies_annex_address",
    "note studies_months_of_funds",
    "note tolerated_interview",
    "note tr_bc_old_cards",
    "note tr_decision_suspended",
    "note tr_posted_visa_warning",
    "note tr_travel_waiting",
    "note uk_other_beneficiaries",
    "value epuap_last_day",
    "value office_time_limits_suspended_to",
    "value photo_age_months",
}

#: Words by which a sentence says that an office, and not the law, is speaking, or we are.
WHOSE_WORD = {
    "en": ("office", "our own advice", "our own margin", "as far as we could"),
    "pl": ("urząd", "urzęd", "to nasza rada", "o ile mogliśmy"),
}
#: Words that would make a certainty of it.
CERTAIN = {
    "en": re.compile(r"\b(certainly|guaranteed?|always|in every case|without doubt)\b"),
    "pl": re.compile(r"\b(na pewno|gwarant\w*|zawsze|w każdym przypadku|bez wątpienia)\b"),
}
DECISION_PROMISE = re.compile(
    r"decision (is |will be )?(due|ready) |(get|receive) (the|a|your) decision (by|within|in) "
    r"|decision (comes|will come|must come) (by|within|on|in) "
    r"|decyzj[aęi] (będzie|przyjdzie|zapadnie|musi zapaść) (do|w ciągu|za|po) "
    r"|(dostaniesz|otrzymasz) decyzję (do|w ciągu|za|po) "
)


def short(entry: RuleEntry) -> str:
    """The entry without its route: shared rules stand in many routes."""
    return entry.name.rsplit(": ", 1)[-1]


@cache
def texts(language: str) -> Texts:
    return load_texts(language)


def uncertain(certainty: Certainty) -> dict[str, RuleEntry]:
    entries = all_entries(ruleset())
    return {short(e): e for e in entries if e.provenance.certainty is certainty}


def said(entry: RuleEntry, language: str) -> str:
    return " ".join(texts(language).get(text_id) for text_id in entry.texts).casefold()


def test_the_lists_of_what_is_not_certain_are_complete() -> None:
    assert set(uncertain(Certainty.UNCONFIRMED)) == UNCONFIRMED
    assert set(uncertain(Certainty.OFFICE_PRACTICE)) == OFFICE_PRACTICE


@pytest.mark.parametrize("language", languages())
def test_every_unconfirmed_rule_sends_people_to_the_office(language: str) -> None:
    markers = texts(language).get(OFFICE_MARKER).casefold().split("|")
    for name, entry in uncertain(Certainty.UNCONFIRMED).items():
        if entry.words_its_doubt:
            assert any(marker in said(entry, language) for marker in markers), name


@pytest.mark.parametrize("language", languages())
def test_the_practice_of_offices_is_told_as_practice(language: str) -> None:
    for name, entry in uncertain(Certainty.OFFICE_PRACTICE).items():
        if entry.words_its_doubt:
            assert any(word in said(entry, language) for word in WHOSE_WORD[language]), name


@pytest.mark.parametrize("language", languages())
def test_no_word_of_certainty_stands_in_what_is_not_certain(language: str) -> None:
    for certainty in (Certainty.UNCONFIRMED, Certainty.OFFICE_PRACTICE):
        for name, entry in uncertain(certainty).items():
            assert not CERTAIN[language].search(said(entry, language)), name


def every_text() -> Iterator[tuple[str, str]]:
    for language in languages():
        for text_id in texts(language):
            yield f"{language}: {text_id}", texts(language).get(text_id)


def test_no_account_number_is_printed_anywhere() -> None:
    for name, text in every_text():
        assert not re.search(r"(?:\d[ \u00a0-]?){26}", text), name
    for path in sorted((resources.root() / "rules").iterdir(), key=lambda p: p.name):
        if path.is_file():
            assert not re.search(r"(?:\d[ \u00a0-]?){26}", path.read_text(encoding="utf-8")), path.name


def test_no_text_promises_the_day_of_a_decision() -> None:
    for name, text in every_text():
        assert not DECISION_PROMISE.search(f"{text.casefold()} "), name


def test_no_date_is_computed_from_the_time_limits_of_the_office() -> None:
    for rule in ruleset().deadlines:
        assert "decision" not in rule.id
        assert not re.search(r"art\. (210|222d|112a)\b", rule.provenance.article), rule.id
        if rule.anchor == "filed_on":
            assert rule.kind == DeadlineKind.RECOMMENDED.value, rule.id
