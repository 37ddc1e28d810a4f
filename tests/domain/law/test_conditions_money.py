"""Amounts: exactly the limit, one grosz beside it, and limits nobody could confirm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.condition_kinds import AmountAtLeast, AnswerIs, IncomeAbove
from permitdesk.domain.law.conditions import evaluate, questions_in
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import DatedValue
from permitdesk.domain.law.situation import Outcome
from tests.domain.law.builders import EXPIRED, SOURCE, case_with, situation

PAY = AmountAtLeast("income", "minimum_wage")
WAGE = DatedValue("minimum_wage", Decimal("4806.50"), SOURCE)


def _pay(amount: AnswerValue, *values: DatedValue) -> Outcome:
    return evaluate(PAY, situation(case_with({"income": amount}), values=values or (WAGE,)), "r")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("4806.49", Verdict.NOT_MET), ("4806.50", Verdict.MET), ("4806.51", Verdict.MET)],
)
def test_not_lower_than_the_amount_takes_exactly_the_amount(amount: str, expected: Verdict) -> None:
    assert _pay(Decimal(amount)).verdict is expected


def test_an_amount_not_told_stays_open() -> None:
    assert _pay(DONT_KNOW).verdict is Verdict.UNKNOWN
    assert questions_in(PAY) == ("income",)


@pytest.mark.parametrize(
    "value",
    [
        replace(WAGE, provenance=EXPIRED),
        replace(WAGE, id="other"),
        DatedValue("minimum_wage", date(2026, 1, 1), SOURCE),
    ],
    ids=["out of force", "another value", "a day"],
)
def test_without_an_amount_for_the_day_the_office_is_asked(value: DatedValue) -> None:
    assert _pay(Decimal(9999), value).verdict is Verdict.NEEDS_OFFICE


def test_an_unconfirmed_amount_never_makes_sure_that_it_is_enough() -> None:
    doubtful = replace(WAGE, provenance=replace(SOURCE, certainty=Certainty.UNCONFIRMED))
    assert _pay(Decimal(5000), doubtful).verdict is Verdict.NEEDS_OFFICE
    assert _pay(Decimal(4000), doubtful).verdict is Verdict.NOT_MET


# --- means after the cost of the dwelling ---------------------------------------------

FUNDS = IncomeAbove("income", "household", "housing", AnswerIs("nationality", ("belarus",), ("maybe",)))


def _funds(**answers: AnswerValue) -> Outcome:
    return evaluate(FUNDS, situation(case_with(answers)), "r")


@pytest.mark.parametrize(
    ("housing", "expected"), [("989.99", Verdict.MET), ("990", Verdict.NOT_MET), ("990.01", Verdict.NOT_MET)]
)
def test_the_dwelling_is_taken_off_before_the_limit_is_looked_at(housing: str, expected: Verdict) -> None:
    # 2000 minus 990 leaves exactly the 1010 that must be exceeded.
    outcome = _funds(income=Decimal(2000), household=1, housing=Decimal(housing), nationality="other")
    assert outcome.verdict is expected
    assert [s.text for s in outcome.arithmetic][-1] == "condition.housing_arithmetic"


def test_who_is_exempt_need_not_tell_the_cost_of_the_dwelling() -> None:
    assert _funds(income=Decimal("1010.01"), household=1, nationality="belarus").verdict is Verdict.MET
    assert _funds(income=Decimal(1010), household=1, nationality="belarus").verdict is Verdict.NOT_MET


def test_without_the_cost_of_the_dwelling_it_stays_open() -> None:
    outcome = _funds(income=Decimal(5000), household=1, nationality="other")
    assert (outcome.verdict, outcome.questions) == (Verdict.UNKNOWN, ("answers.housing",))


def test_enough_in_spite_of_the_dwelling_is_enough_for_everybody() -> None:
    assert _funds(income=Decimal(5000), household=1, housing=Decimal(800)).verdict is Verdict.MET


def test_whether_the_dwelling_counts_is_asked_when_it_decides() -> None:
    outcome = _funds(income=Decimal(1500), household=1, housing=Decimal(800))
    assert (outcome.verdict, outcome.questions) == (Verdict.UNKNOWN, ("answers.nationality",))
    maybe = _funds(income=Decimal(1500), household=1, housing=Decimal(800), nationality="maybe")
    assert maybe.verdict is Verdict.NEEDS_OFFICE


def test_too_little_even_without_the_dwelling_is_too_little() -> None:
    assert _funds(income=Decimal(900), household=1, housing=Decimal(100)).verdict is Verdict.NOT_MET


def test_the_questions_of_an_income_are_all_named() -> None:
    assert questions_in(FUNDS) == ("income", "household", "housing", "nationality")
    assert questions_in(IncomeAbove("income", "household")) == ("income", "household")
