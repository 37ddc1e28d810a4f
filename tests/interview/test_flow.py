"""What is open, what is done and where one can go follows from the answers alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers
from permitdesk.domain.case import (
    Absence,
    ApplicantKind,
    Case,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    EarlierFiling,
    FilingChannel,
    PaymentState,
    Person,
    SignatureKind,
    SignerKind,
    StatusEntry,
    Tri,
)
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import AnswerIs
from permitdesk.domain.law.rules import Question, Ruleset
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind
from permitdesk.interview.flow import (
    StepState,
    answered_steps,
    count_answers,
    open_paths,
    progress,
    with_dont_know,
    without_dont_know,
)
from permitdesk.interview.steps import STEPS, StepId

DAY = date(2026, 11, 20)
PERMIT = StatusKind(
    "permit",
    "permits",
    True,
    LastDayRule.PRINTED_DATE,
    LtrWeight.FULL,
    ("first_day", "last_day"),
    Provenance(DAY, None, "act", "art. 1", DAY),
)
RULES = Ruleset(
    "1", DAY, DAY, (), (), (PERMIT,), (), (), (), (), (), (), (), (), ()
)  # fmt: skip


MATTER = Question("finder_matter", AnswerKind.CHOICE, ("new_permit", "card"), PERMIT.provenance, finder=True)
WORK = replace(MATTER, id="finder_work", when=AnswerIs("finder_matter", ("new_permit",)))
FINDER = (MATTER, WORK)


def state_of(case: Case, step: StepId, visited: set[StepId]) -> StepState:
    """State of one step."""
    return next(line.state for line in progress(case, RULES, visited) if line.step is step)


def test_a_new_case_offers_the_first_two_steps() -> None:
    lines = progress(Case("c"), RULES, {StepId.APPLICANT})
    assert [line.step for line in lines if line.reachable] == [StepId.APPLICANT, StepId.STAY_NOW]
    assert [line.state for line in lines][:2] == [StepState.OPEN, StepState.NOT_VISITED]


def test_the_first_step_can_always_be_reached() -> None:
    assert progress(Case("c"), RULES, set())[0].reachable


def test_a_visited_step_stays_reachable_and_opens_the_one_after_it() -> None:
    reachable = {line.step for line in progress(Case("c"), RULES, {StepId.MONEY}) if line.reachable}
    assert reachable == {StepId.APPLICANT, StepId.MONEY, StepId.FILING}


def test_the_last_step_opens_no_further_one() -> None:
    lines = progress(Case("c"), RULES, set(STEPS))
    assert all(line.reachable for line in lines)


def test_answers_make_a_step_visited_when_a_case_is_opened_again() -> None:
    case = Case("c", route="pr_tolerated_10y", dont_know=frozenset({"current_stay", "title"}))
    assert answered_steps(case) == {StepId.PERMIT, StepId.STAY_NOW}
    assert state_of(case, StepId.PERMIT, set()) is StepState.DONE


def test_answers_of_the_finder_belong_to_its_step_only() -> None:
    answers = Answers.of({"finder_matter": "new_permit"})
    assert answered_steps(Case("c", answers=answers)) == {StepId.FINDER}
    both = answers.with_answer("married", "yes")
    assert answered_steps(Case("c", answers=both)) == {StepId.FINDER, StepId.QUESTIONS}


def test_the_finder_waits_for_what_other_questions_hang_on_until_a_permit_is_chosen() -> None:
    rules = replace(RULES, questions=(*RULES.questions, *FINDER))
    assert open_paths(StepId.FINDER, Case("c"), rules) == ("answers.finder_matter",)
    told = Case("c", answers=Answers.of({"finder_matter": "new_permit"}))
    assert open_paths(StepId.FINDER, told, rules) == ()
    assert open_paths(StepId.FINDER, Case("c", route="pr_tolerated_10y"), rules) == ()


def test_an_i_dont_know_closes_a_question_and_can_be_taken_back() -> None:
    case = Case("c")
    assert open_paths(StepId.PERMIT, case, RULES) == ("route",)
    unknown = with_dont_know(case, "route")
    assert open_paths(StepId.PERMIT, unknown, RULES) == ()
    assert without_dont_know(unknown, "route") == case
    assert without_dont_know(case, "route") == case


def test_the_applicant_step_asks_who_applies_who_signs_and_what_is_at_hand() -> None:
    assert open_paths(StepId.APPLICANT, Case("c"), RULES) == (
        "applicant",
        "signer",
        "person.has_pesel",
        "person.has_trusted_profile",
        "person.has_e_delivery",
    )
    adult = Case(
        "c",
        applicant=ApplicantKind.ADULT,
        signer=SignerKind.APPLICANT,
        person=Person(has_pesel=Tri.YES, has_trusted_profile=Tri.NO, has_e_delivery=Tri.DONT_KNOW),
    )
    assert open_paths(StepId.APPLICANT, adult, RULES) == ()


def test_a_childs_birth_date_is_needed() -> None:
    assert "person.birth_date" in open_paths(
        StepId.APPLICANT, Case("c", applicant=ApplicantKind.MINOR), RULES
    )


def test_the_stay_step_asks_what_the_title_asks() -> None:
    assert open_paths(StepId.STAY_NOW, Case("c"), RULES) == ("current_stay",)
    begun = Case("c", current_stay=CurrentStay("permit", first_day=DAY))
    assert open_paths(StepId.STAY_NOW, begun, RULES) == ("current_stay.last_day",)
    strange = Case("c", current_stay=CurrentStay("unheard_of"))
    assert open_paths(StepId.STAY_NOW, strange, RULES) == ()


def test_an_earlier_filing_asks_for_more_only_when_there_was_one() -> None:
    step = StepId.EARLIER_FILING
    assert open_paths(step, Case("c"), RULES) == ("earlier_filing",)
    assert open_paths(step, Case("c", earlier_filing=EarlierFiling(Tri.NO)), RULES) == ()
    filed = Case("c", earlier_filing=EarlierFiling(Tri.YES, channel=FilingChannel.INPOL))
    assert "earlier_filing.upo_received" in open_paths(step, filed, RULES)
    assert "earlier_filing.channel" not in open_paths(step, filed, RULES)


def test_rows_of_the_timeline_need_their_first_day() -> None:
    case = Case(
        "c",
        statuses=(StatusEntry("s", "permit"), StatusEntry("t", "permit", DAY)),
        absences=(Absence("a", DAY), Absence("b")),
    )
    rows = ("statuses[0].first_day", "absences[1].left")
    assert open_paths(StepId.TIMELINE, case, RULES) == (*rows, "journeys_complete")
    for complete in Tri:
        assert open_paths(StepId.TIMELINE, case.with_changes(journeys_complete=complete), RULES) == rows


def test_open_questions_of_the_route_are_open_until_answered_or_not_known() -> None:
    asked = ("married", "income", "planned", "current_stay.last_day")
    case = Case(
        "c",
        answers=Answers.of({"married": "yes", "income": DONT_KNOW}),
        dont_know=frozenset({"answers.planned"}),
    )
    assert open_paths(StepId.QUESTIONS, case, RULES, asked) == ()
    assert open_paths(StepId.QUESTIONS, Case("c"), RULES, asked) == (
        "answers.married",
        "answers.income",
        "answers.planned",
    )


@pytest.mark.parametrize("step", [StepId.DOCUMENTS, StepId.MONEY])
def test_documents_and_money_wait_for_a_permit(step: StepId) -> None:
    assert open_paths(step, Case("c"), RULES) == ("route",)
    assert state_of(Case("c"), step, {step}) is StepState.OPEN
    assert open_paths(step, Case("c", route="pr_tolerated_10y"), RULES) == ()


@pytest.mark.parametrize("step", [StepId.SUMMARY, StepId.EXPORT])
def test_steps_that_only_show_or_note_ask_for_nothing(step: StepId) -> None:
    assert open_paths(step, Case("c"), RULES) == ()


def test_the_filing_step_asks_for_the_signature() -> None:
    assert open_paths(StepId.FILING, Case("c"), RULES) == ("signature",)
    assert open_paths(StepId.FILING, Case("c", signature=SignatureKind.TRUSTED), RULES) == ()


def test_going_back_and_forth_changes_no_answer() -> None:
    case = Case("c", applicant=ApplicantKind.ADULT)
    before = progress(case, RULES, {StepId.APPLICANT})
    progress(case, RULES, set(STEPS))
    assert progress(case, RULES, {StepId.APPLICANT}) == before


def test_a_journey_is_one_answer_and_texts_for_the_desk_are_none() -> None:
    assert count_answers(Case("c", title="Mine", note="n", advisor="a")) == 0
    case = Case(
        "c",
        applicant=ApplicantKind.ADULT,
        person=Person(given_names="A", surname="B"),
        current_stay=CurrentStay("permit", DAY),
        absences=(Absence("a", DAY, DAY),) * 3,
        documents=(DocumentState("d"), DocumentState("e", DocumentStatus.READY)),
        payments=(PaymentState("p"), PaymentState("q", DAY)),
        dont_know=frozenset({"route"}),
    )
    assert count_answers(case) == 1 + 1 + 2 + 3 + 1 + 1 + 1
