"""How far a case is, by its answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permitdesk.desk.records import DeskStatus
from permitdesk.desk.status import has_filed, status_of
from permitdesk.domain.case import AnnexState, Case, EarlierFiling, FilingOutcome, FilingRecord, Tri

UPO = FilingRecord(upo_received=Tri.YES)
FILED = Case("a", route="pr_asylum", filing=UPO)
WAITING = EarlierFiling(Tri.YES, family="permanent_residence", upo_received=Tri.YES)


def test_a_new_case_is_in_preparation() -> None:
    assert status_of(Case("a")) is DeskStatus.PREPARING


def test_a_upo_or_the_certificate_shows_that_it_is_filed() -> None:
    assert status_of(FILED) is DeskStatus.FILED
    certificate = FilingRecord(certificate_of_filing_received=Tri.YES)
    assert status_of(Case("a", filing=certificate)) is DeskStatus.FILED


@pytest.mark.parametrize("answer", [None, Tri.NO, Tri.DONT_KNOW])
def test_without_a_upo_nothing_is_filed(answer: Tri | None) -> None:
    assert status_of(Case("a", filing=FilingRecord(upo_received=answer))) is DeskStatus.PREPARING


def test_an_annex_known_to_be_unsigned_means_not_filed() -> None:
    assert not has_filed(replace(FILED, annexes=(AnnexState("a1", signed=Tri.NO),)))
    assert has_filed(replace(FILED, annexes=(AnnexState("a1", signed=Tri.DONT_KNOW),)))


def test_everybody_who_chose_a_permit_must_have_filed() -> None:
    waiting = Case("b", route="pr_asylum")
    assert status_of(replace(FILED, members=(waiting,))) is DeskStatus.PREPARING
    assert status_of(replace(FILED, members=(replace(waiting, filing=UPO),))) is DeskStatus.FILED


def test_a_member_who_needs_no_permit_holds_nobody_up() -> None:
    assert status_of(replace(FILED, members=(Case("b"),))) is DeskStatus.FILED


def test_a_first_person_who_needs_no_permit_is_not_waited_for() -> None:
    assert status_of(Case("a", members=(replace(FILED, case_id="b"),))) is DeskStatus.FILED


def test_an_earlier_filing_that_waits_counts_for_the_same_kind_of_permit() -> None:
    assert has_filed(Case("a", route="pr_asylum", earlier_filing=WAITING))
    assert has_filed(Case("a", earlier_filing=WAITING))
    assert not has_filed(Case("a", route="tr_work_single", earlier_filing=WAITING))
    assert not has_filed(Case("a", route="pr_asylum", earlier_filing=replace(WAITING, family=None)))
    assert not has_filed(Case("a", route="pr_asylum", earlier_filing=replace(WAITING, family="other")))


@pytest.mark.parametrize("outcome", [o for o in FilingOutcome if o is not FilingOutcome.PENDING])
def test_an_earlier_filing_that_ended_counts_no_more(outcome: FilingOutcome) -> None:
    assert not has_filed(Case("a", earlier_filing=replace(WAITING, outcome=outcome)))


def test_an_earlier_filing_needs_a_upo_or_the_number_of_the_office() -> None:
    bare = replace(WAITING, upo_received=None)
    assert not has_filed(Case("a", earlier_filing=bare))
    assert not has_filed(Case("a", earlier_filing=replace(bare, case_number="  ")))
    assert has_filed(Case("a", earlier_filing=replace(bare, case_number="WSC.1")))
    assert not has_filed(Case("a", earlier_filing=replace(WAITING, filed=Tri.DONT_KNOW)))
