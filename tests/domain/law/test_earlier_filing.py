"""The decision table: first matching row, and never a verdict over a missing answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from permitdesk.domain.case import ApplicantKind, EarlierFiling, FilingChannel, FilingOutcome, SignerKind, Tri
from permitdesk.domain.dossier import EarlierFilingResult
from permitdesk.domain.law.earlier_filing import judge_earlier_filing
from permitdesk.domain.law.rules import EarlierFilingRow
from tests.domain.law.builders import EXPIRED, SIGNING, SOURCE, TODAY, case_with

PAPER = ("paper_post", "paper_office")
LAST_DAY = date(2026, 4, 26)


def row(row_id: str, result: str, **matches: Any) -> EarlierFilingRow:
    blank: dict[str, Any] = {
        "channels": (),
        "received_from": None,
        "received_to": None,
        "upo": (),
        "own_signature": (),
        "annex_signed": (),
        "filed_again": (),
        "paper_case": (),
        "severity": "red",
        "provenance": SOURCE,
    }
    return EarlierFilingRow(id=row_id, result=result, **(blank | matches))


ROWS = (
    row("old_rule", "filed", provenance=EXPIRED),
    row("g", "filed", channels=PAPER, received_from=date(2026, 4, 27), paper_case=("yes",)),
    row("a", "filed", channels=PAPER, received_to=LAST_DAY),
    row("b", "not_filed", channels=PAPER, received_from=date(2026, 4, 27)),
    row("i", "not_filed", channels=("new_mos",), own_signature=("no",)),
    row("h", "not_filed", channels=("new_mos",), upo=("no",)),
    row("h2", "not_filed", channels=("new_mos",), annex_signed=("no",)),
    row("j", "filed", channels=("new_mos",), upo=("yes",), own_signature=("yes",), annex_signed=("yes",)),
)


def judge(filing: EarlierFiling | None) -> EarlierFilingResult:
    case = case_with(applicant=ApplicantKind.ADULT, earlier_filing=filing)
    return judge_earlier_filing(case, ROWS, SIGNING, TODAY)


def paper(received: date | None, **more: Any) -> EarlierFiling:
    return EarlierFiling(Tri.YES, FilingChannel.PAPER_POST, received_on=received, **more)


@pytest.mark.parametrize(
    ("received", "expected"),
    [(date(2026, 4, 25), "a"), (LAST_DAY, "a"), (date(2026, 4, 27), "b")],
)
def test_paper_counts_only_if_received_by_26_april_2026(received: date, expected: str) -> None:
    assert judge(paper(received, paper_case=Tri.NO)).row == expected


def test_a_paper_case_received_later_is_still_good() -> None:
    assert judge(paper(date(2026, 5, 4), paper_case=Tri.YES)).row == "g"


def test_without_the_day_of_receipt_the_result_stays_open_and_asks_for_it() -> None:
    result = judge(paper(None, paper_case=Tri.NO))
    assert result.result == "unknown"
    assert "earlier_filing.received_on" in result.questions


def test_new_mos_counts_with_own_signature_and_upo_only() -> None:
    mos = EarlierFiling(Tri.YES, FilingChannel.NEW_MOS, annex_signed=Tri.YES)
    assert judge(mos).result == "unknown"
    own = replace(mos, signer=SignerKind.APPLICANT)
    assert judge(replace(own, upo_received=Tri.NO)).row == "h"
    assert judge(replace(own, upo_received=Tri.YES)).row == "j"
    assert judge(replace(own, upo_received=Tri.DONT_KNOW)).result == "unknown"
    assert judge(replace(mos, signer=SignerKind.ATTORNEY, upo_received=Tri.YES)).row == "i"


def test_nothing_filed_not_told_and_ended_cases_are_three_results() -> None:
    assert judge(None).questions == ("earlier_filing.filed",)
    assert judge(EarlierFiling(Tri.DONT_KNOW)).result == "unknown"
    assert judge(EarlierFiling(Tri.NO)).result == "none"
    assert judge(EarlierFiling(Tri.YES)).questions == ("earlier_filing.channel",)
    ended = EarlierFiling(Tri.YES, FilingChannel.NEW_MOS, outcome=FilingOutcome.REFUSED)
    assert judge(ended).result == "ended"


def test_a_channel_outside_the_table_stays_open() -> None:
    assert judge(EarlierFiling(Tri.YES, FilingChannel.EMAIL)).result == "unknown"


def test_a_missing_annex_undoes_a_temporary_filing_and_cannot_lack_in_a_permanent_one() -> None:
    sent = EarlierFiling(
        Tri.YES,
        FilingChannel.NEW_MOS,
        signer=SignerKind.APPLICANT,
        upo_received=Tri.YES,
        annex_signed=Tri.NO,
        family="temporary",
    )
    assert judge(sent).row == "h2"
    assert judge(replace(sent, annex_signed=None)).questions == ("earlier_filing.annex_signed",)
    assert judge(replace(sent, annex_signed=None, family="permanent_residence")).row == "j"


def test_a_row_that_fits_settles_nothing_while_an_earlier_row_waits_for_an_answer() -> None:
    rows = (row("open", "not_filed", upo=("no",)), row("any", "filed"), row("never", "filed", upo=("yes",)))
    case = case_with(
        applicant=ApplicantKind.ADULT, earlier_filing=EarlierFiling(Tri.YES, FilingChannel.NEW_MOS)
    )
    result = judge_earlier_filing(case, rows, SIGNING, TODAY)
    assert (result.result, result.questions) == ("unknown", ("earlier_filing.upo_received",))
