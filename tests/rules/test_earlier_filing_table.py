"""The decision table around 27 April 2026, each row inside, on and outside its boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permitdesk.domain.case import (
    ApplicantKind,
    Case,
    EarlierFiling,
    FilingChannel,
    SignerKind,
    Tri,
)
from permitdesk.domain.dossier import EarlierFilingResult
from permitdesk.domain.law.earlier_filing import judge_earlier_filing
from permitdesk.domain.law.rules import Family
from permitdesk.rulesets.loader import load_ruleset

RULES = load_ruleset()
ON = date(2026, 11, 20)
PAPER = EarlierFiling(
    filed=Tri.YES,
    channel=FilingChannel.PAPER_POST,
    received_on=date(2026, 4, 26),
    filed_again_in_mos=Tri.NO,
    paper_case=Tri.NO,
)
MOS = EarlierFiling(
    filed=Tri.YES,
    channel=FilingChannel.NEW_MOS,
    upo_received=Tri.YES,
    signer=SignerKind.APPLICANT,
    annex_signed=Tri.YES,
)


def _judge(filing: EarlierFiling) -> EarlierFilingResult:
    case = Case(case_id="c", applicant=ApplicantKind.ADULT, earlier_filing=filing)
    return judge_earlier_filing(case, RULES.earlier_filing, RULES.signing, ON)


@pytest.mark.parametrize("channel", [FilingChannel.PAPER_POST, FilingChannel.PAPER_OFFICE])
@pytest.mark.parametrize(
    ("received", "row", "result"),
    [
        (date(2026, 4, 24), "a_paper_in_time", "filed"),
        (date(2026, 4, 26), "a_paper_in_time", "filed"),
        (date(2026, 4, 27), "b_paper_too_late", "not_filed"),
        (date(2026, 5, 4), "b_paper_too_late", "not_filed"),
    ],
)
def test_paper_counts_by_the_day_of_receipt(
    channel: FilingChannel, received: date, row: str, result: str
) -> None:
    found = _judge(replace(PAPER, channel=channel, received_on=received))
    assert (found.row, found.result) == (row, result)


def test_the_day_of_posting_changes_nothing() -> None:
    posted_in_time = replace(PAPER, sent_on=date(2026, 4, 20), received_on=date(2026, 4, 27))
    assert _judge(posted_in_time).result == "not_filed"


def test_paper_without_a_day_of_receipt_stays_open() -> None:
    found = _judge(replace(PAPER, received_on=None))
    assert (found.row, found.result) == (None, "unknown")
    assert "earlier_filing.received_on" in found.questions


@pytest.mark.parametrize(
    ("again", "row", "severity"),
    [
        (Tri.NO, "a_paper_in_time", "info"),
        (Tri.DONT_KNOW, "a_paper_in_time", "info"),
        (Tri.YES, "k_filed_twice", "amber"),
    ],
)
def test_paper_in_time_stays_a_filing_and_a_second_one_is_warned_of(
    again: Tri, row: str, severity: str
) -> None:
    found = _judge(replace(PAPER, filed_again_in_mos=again))
    assert (found.row, found.result, found.severity) == (row, "filed", severity)


@pytest.mark.parametrize(
    ("paper_case", "row", "result"),
    [
        (Tri.YES, "g_paper_case", "filed"),
        (Tri.NO, "b_paper_too_late", "not_filed"),
        (Tri.DONT_KNOW, "b_paper_too_late_kind_unknown", "doubtful"),
    ],
)
def test_late_paper_is_a_filing_only_in_a_paper_case(paper_case: Tri, row: str, result: str) -> None:
    found = _judge(replace(PAPER, received_on=date(2026, 4, 27), paper_case=paper_case))
    assert (found.row, found.result) == (row, result)


@pytest.mark.parametrize(
    ("channel", "row"),
    [
        (FilingChannel.INPOL, "c_inpol_form"),
        (FilingChannel.OLD_MOS, "d_old_mos_form"),
        (FilingChannel.EMAIL, "n_email"),
    ],
)
def test_a_form_without_delivery_was_never_a_filing(channel: FilingChannel, row: str) -> None:
    found = _judge(EarlierFiling(filed=Tri.YES, channel=channel))
    assert (found.row, found.result, found.severity) == (row, "not_filed", "red")


@pytest.mark.parametrize(
    ("received", "row", "result"),
    [
        (date(2025, 12, 30), "e_epuap_before_2026", "doubtful"),
        (date(2025, 12, 31), "e_epuap_before_2026", "doubtful"),
        (date(2026, 1, 1), "f_epuap_2026", "doubtful"),
        (date(2026, 4, 26), "f_epuap_2026", "doubtful"),
        (date(2026, 4, 27), "f_epuap_after_start", "not_filed"),
    ],
)
def test_epuap_ended_with_2025_and_mos_began_on_27_april(received: date, row: str, result: str) -> None:
    found = _judge(EarlierFiling(filed=Tri.YES, channel=FilingChannel.EPUAP, received_on=received))
    assert (found.row, found.result) == (row, result)


@pytest.mark.parametrize(
    ("received", "row", "result"),
    [
        (date(2026, 4, 25), "o_consul_in_time", "doubtful"),
        (date(2026, 4, 26), "o_consul_in_time", "doubtful"),
        (date(2026, 4, 27), "o_consul_too_late", "not_filed"),
    ],
)
def test_a_consulate_is_no_way_to_file(received: date, row: str, result: str) -> None:
    found = _judge(EarlierFiling(filed=Tri.YES, channel=FilingChannel.CONSUL, received_on=received))
    assert (found.row, found.result) == (row, result)


@pytest.mark.parametrize(
    "channel",
    [
        FilingChannel.INPOL,
        FilingChannel.OLD_MOS,
        FilingChannel.EPUAP,
        FilingChannel.EMAIL,
        FilingChannel.CONSUL,
    ],
)
def test_after_a_vain_attempt_the_filing_in_mos_decides(channel: FilingChannel) -> None:
    filing = EarlierFiling(
        filed=Tri.YES, channel=channel, received_on=date(2026, 4, 27), filed_again_in_mos=Tri.YES
    )
    assert (_judge(filing).row, _judge(filing).result) == ("r_again_after_other_way", "doubtful")


@pytest.mark.parametrize(
    ("received", "row"),
    [
        (date(2026, 4, 25), "k_filed_twice"),
        (date(2026, 4, 26), "k_filed_twice"),
        (date(2026, 4, 27), "r_again_after_late_paper"),
    ],
)
def test_a_second_filing_is_a_duplicate_only_if_the_paper_was_in_time(received: date, row: str) -> None:
    assert _judge(replace(PAPER, received_on=received, filed_again_in_mos=Tri.YES)).row == row


@pytest.mark.parametrize(
    "filing",
    [
        replace(PAPER, received_on=date(2026, 4, 27)),
        EarlierFiling(filed=Tri.YES, channel=FilingChannel.INPOL),
        EarlierFiling(filed=Tri.YES, channel=FilingChannel.EPUAP, received_on=date(2026, 4, 27)),
    ],
    ids=["late paper", "inpol", "late epuap"],
)
def test_that_nothing_was_filed_is_said_without_asking_for_a_second_filing(filing: EarlierFiling) -> None:
    assert _judge(replace(filing, filed_again_in_mos=None)).result == "not_filed"


def test_new_mos_with_signature_and_upo_is_filed() -> None:
    assert (_judge(MOS).row, _judge(MOS).result) == ("j_filed_in_mos", "filed")


@pytest.mark.parametrize(
    "signer", [SignerKind.ATTORNEY, SignerKind.EMPLOYER, SignerKind.SPOUSE, SignerKind.ADVISOR]
)
def test_a_foreign_signature_makes_it_no_filing_even_with_a_upo(signer: SignerKind) -> None:
    found = _judge(replace(MOS, signer=signer))
    assert (found.row, found.result) == ("i_wrong_signer", "not_filed")


@pytest.mark.parametrize(
    ("filing", "row", "result"),
    [
        (replace(MOS, upo_received=Tri.NO), "h_no_upo", "not_filed"),
        (replace(MOS, upo_received=Tri.DONT_KNOW), "h_upo_unknown", "doubtful"),
        (replace(MOS, annex_signed=Tri.NO), "h_annex_unsigned", "not_filed"),
        (replace(MOS, annex_signed=Tri.DONT_KNOW), "h_annex_unknown", "doubtful"),
    ],
)
def test_new_mos_without_upo_or_needed_annex_is_not_filed(
    filing: EarlierFiling, row: str, result: str
) -> None:
    found = _judge(filing)
    assert (found.row, found.result) == (row, result)


TEMPORARY = Family.TEMPORARY.value
LATE_PAPER = replace(PAPER, received_on=date(2026, 4, 27))


@pytest.mark.parametrize(
    ("filing", "row", "result"),
    [
        (PAPER, "a_paper_in_time", "filed"),
        (replace(PAPER, filed_again_in_mos=Tri.YES), "k_filed_twice", "filed"),
        (LATE_PAPER, "b_paper_too_late", "not_filed"),
        (replace(LATE_PAPER, paper_case=Tri.DONT_KNOW), "b_paper_too_late_kind_unknown", "doubtful"),
        (replace(LATE_PAPER, paper_case=Tri.YES), "g_paper_case", "filed"),
        (replace(LATE_PAPER, filed_again_in_mos=Tri.YES), "r_again_after_late_paper", "doubtful"),
        (EarlierFiling(Tri.YES, FilingChannel.INPOL), "c_inpol_form", "not_filed"),
        (EarlierFiling(Tri.YES, FilingChannel.OLD_MOS), "d_old_mos_form", "not_filed"),
        (EarlierFiling(Tri.YES, FilingChannel.EMAIL), "n_email", "not_filed"),
        (replace(MOS, signer=SignerKind.EMPLOYER), "i_wrong_signer", "not_filed"),
        (replace(MOS, upo_received=Tri.NO), "h_no_upo", "not_filed"),
        (replace(MOS, upo_received=Tri.DONT_KNOW), "h_upo_unknown", "doubtful"),
        (replace(MOS, annex_signed=Tri.NO), "h_annex_unsigned", "not_filed"),
        (replace(MOS, annex_signed=Tri.DONT_KNOW), "h_annex_unknown", "doubtful"),
        (MOS, "j_filed_in_mos", "filed"),
    ],
)
def test_the_table_holds_for_temporary_residence(filing: EarlierFiling, row: str, result: str) -> None:
    found = _judge(replace(filing, family=TEMPORARY))
    assert (found.row, found.result) == (row, result)


@pytest.mark.parametrize(
    ("family", "row", "result"),
    [
        (TEMPORARY, "h_annex_unsigned", "not_filed"),
        (Family.PERMANENT.value, "j_filed_in_mos", "filed"),
        (Family.LONG_TERM_EU.value, "j_filed_in_mos", "filed"),
    ],
)
def test_only_a_temporary_permit_can_fail_for_an_annex(family: str, row: str, result: str) -> None:
    found = _judge(replace(MOS, family=family, annex_signed=Tri.NO))
    assert (found.row, found.result) == (row, result)


def test_for_a_temporary_permit_the_annex_must_be_told() -> None:
    found = _judge(replace(MOS, family=TEMPORARY, annex_signed=None))
    assert found.result == "unknown"
    assert "earlier_filing.annex_signed" in found.questions
    assert _judge(replace(MOS, family=Family.PERMANENT.value, annex_signed=None)).result == "filed"


def test_a_wrong_signer_is_told_before_a_missing_upo_or_annex() -> None:
    filing = replace(
        MOS, family=TEMPORARY, signer=SignerKind.ATTORNEY, upo_received=Tri.NO, annex_signed=Tri.NO
    )
    assert _judge(filing).row == "i_wrong_signer"


@pytest.mark.parametrize(
    ("applicant", "signer", "row"),
    [
        (ApplicantKind.MINOR, SignerKind.PARENT, "j_filed_in_mos"),
        (ApplicantKind.MINOR, SignerKind.GUARDIAN, "j_filed_in_mos"),
        (ApplicantKind.MINOR, SignerKind.APPLICANT, "i_wrong_signer"),
        (ApplicantKind.MINOR, SignerKind.CURATOR, "i_wrong_signer"),
        (ApplicantKind.INCAPACITATED, SignerKind.GUARDIAN, "j_filed_in_mos"),
        (ApplicantKind.INCAPACITATED, SignerKind.SPOUSE, "i_wrong_signer"),
        (ApplicantKind.UNACCOMPANIED_MINOR, SignerKind.CURATOR, "j_filed_in_mos"),
        (ApplicantKind.UNACCOMPANIED_MINOR, SignerKind.PARENT, "i_wrong_signer"),
        (ApplicantKind.ADULT, SignerKind.PARENT, "i_wrong_signer"),
    ],
)
def test_who_may_sign_for_whom_decides_whether_it_is_filed(
    applicant: ApplicantKind, signer: SignerKind, row: str
) -> None:
    filing = replace(MOS, family=TEMPORARY, signer=signer)
    case = Case(case_id="c", applicant=applicant, earlier_filing=filing)
    assert judge_earlier_filing(case, RULES.earlier_filing, RULES.signing, ON).row == row


def test_new_mos_with_an_unknown_signer_stays_open() -> None:
    found = _judge(replace(MOS, signer=None))
    assert found.result == "unknown"
    assert "earlier_filing.signer" in found.questions


def test_every_row_is_reached_by_a_test_above() -> None:
    reached = {
        "a_paper_in_time",
        "k_filed_twice",
        "g_paper_case",
        "b_paper_too_late",
        "b_paper_too_late_kind_unknown",
        "c_inpol_form",
        "d_old_mos_form",
        "e_epuap_before_2026",
        "f_epuap_2026",
        "f_epuap_after_start",
        "n_email",
        "o_consul_in_time",
        "o_consul_too_late",
        "r_again_after_late_paper",
        "r_again_after_other_way",
        "i_wrong_signer",
        "h_no_upo",
        "h_upo_unknown",
        "h_annex_unsigned",
        "h_annex_unknown",
        "j_filed_in_mos",
    }
    assert {row.id for row in RULES.earlier_filing} == reached
