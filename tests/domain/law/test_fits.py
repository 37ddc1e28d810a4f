"""What was told to the finder, and whether a permit is meant for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers, AnswerValue
from permitdesk.domain.case import Case
from permitdesk.domain.law.condition_kinds import AbroadNow, AllOf, AnswerIs, AnyOf, Condition, Negation
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.fits import (
    Told,
    Unasked,
    decisive_answer,
    first_open,
    fit,
    hubs,
    told,
    with_answer,
    without_leftovers,
)
from permitdesk.domain.law.rules import Question
from tests.domain.law.builders import SOURCE

MATTER = Question("matter", AnswerKind.CHOICE, ("new", "card"), SOURCE, finder=True)
NEW = AnswerIs("matter", ("new",))
REASON = replace(MATTER, id="reason", options=("work", "family"), when=NEW)
WORK = replace(MATTER, id="work", options=("job", "own"), when=AllOf((NEW, AnswerIs("reason", ("work",)))))
NOT_WORK = replace(MATTER, id="rest", when=Negation(AnyOf((AnswerIs("reason", ("work",)),))))
PLAIN = replace(MATTER, id="plain", finder=False)
QUESTIONS = (MATTER, REASON, WORK, NOT_WORK, PLAIN)


def known(**answers: AnswerValue) -> Told:
    return told(Case("c", answers=Answers.of(answers)), QUESTIONS)


def test_questions_open_one_after_the_other() -> None:
    assert known() == {
        "matter": Unasked.OPEN,
        "reason": Unasked.LATER,
        "work": Unasked.LATER,
        "rest": Unasked.LATER,
    }
    assert known(matter="new")["reason"] is Unasked.OPEN
    assert known(matter="card")["reason"] is Unasked.NEVER
    assert known(matter="new", reason="work", work="job")["work"] == "job"
    assert known(matter="new", reason="work")["rest"] is Unasked.NEVER


def test_behind_an_i_dont_know_only_questions_on_which_others_hang_are_asked() -> None:
    assert hubs(QUESTIONS) == {"matter", "reason"}
    assert known(matter=DONT_KNOW)["reason"] is Unasked.OPEN
    assert known(matter=DONT_KNOW, reason="work")["reason"] == "work"
    assert known(matter="new", reason=DONT_KNOW)["work"] is Unasked.LATER


def test_an_option_that_the_question_does_not_have_is_no_answer() -> None:
    assert known(matter="from_older_rules")["matter"] is Unasked.OPEN


def test_an_answer_tried_opens_and_closes_the_questions_behind_it() -> None:
    tried = with_answer(known(), QUESTIONS, "matter", "new")
    assert (tried["reason"], tried["work"]) == (Unasked.OPEN, Unasked.LATER)
    closed = with_answer(known(matter=DONT_KNOW, reason="work"), QUESTIONS, "matter", "card")
    assert (closed["reason"], closed["work"]) == (Unasked.NEVER, Unasked.NEVER)
    kept = with_answer(known(matter=DONT_KNOW, reason="work"), QUESTIONS, "matter", "new")
    assert (kept["reason"], kept["work"]) == ("work", Unasked.OPEN)


def test_answers_of_a_branch_that_was_left_are_dropped_and_others_kept() -> None:
    left = Case(
        "c", answers=Answers.of({"matter": "card", "reason": "work", "plain": "new", "married": "yes"})
    )
    assert without_leftovers(left, QUESTIONS).answers == Answers.of(
        {"matter": "card", "plain": "new", "married": "yes"}
    )
    tidy = Case("c", answers=Answers.of({"matter": "card"}))
    assert without_leftovers(tidy, QUESTIONS) is tidy


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        (NEW, Verdict.MET),
        (AnswerIs("matter", ("card",)), Verdict.NOT_MET),
        (AnswerIs("reason", ("work",)), Verdict.UNKNOWN),
        (AnswerIs("unheard_of", ("work",)), Verdict.UNKNOWN),
        (AllOf((NEW, AnswerIs("reason", ("work",)))), Verdict.UNKNOWN),
        (AnyOf((NEW, AnswerIs("reason", ("work",)))), Verdict.MET),
        (Negation(NEW), Verdict.NOT_MET),
        (Negation(AnswerIs("reason", ("work",))), Verdict.UNKNOWN),
        (AbroadNow(), Verdict.UNKNOWN),
    ],
)
def test_conditions_over_answers_hold_fail_or_stay_open(condition: Condition, verdict: Verdict) -> None:
    assert fit(condition, known(matter="new")) is verdict


def test_a_question_that_is_never_asked_speaks_against() -> None:
    assert fit(AnswerIs("reason", ("work",)), known(matter="card")) is Verdict.NOT_MET


def test_one_answer_decides_only_if_nothing_else_could_make_it_hold() -> None:
    now = known(matter="new", reason="work")
    family = AnswerIs("reason", ("family",))
    assert decisive_answer(AllOf((NEW, family)), now) == "reason"
    assert decisive_answer(AnyOf((family, AllOf((NEW, family)))), now) == "reason"
    assert decisive_answer(AnyOf((family, AnswerIs("matter", ("card",)))), now) is None
    assert decisive_answer(NEW, now) is None
    assert decisive_answer(Negation(NEW), now) is None


def test_the_first_open_question_of_a_condition() -> None:
    both = AllOf((NEW, Negation(AnswerIs("reason", ("work",)))))
    assert first_open(both, known(matter="new")) == "reason"
    assert first_open(both, known(matter="new", reason="family")) is None
    assert first_open(AbroadNow(), known()) is None
