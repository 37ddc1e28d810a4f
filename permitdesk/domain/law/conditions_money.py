"""Conditions about amounts of money, in PLN."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.condition_kinds import AmountAtLeast, IncomeAbove
from permitdesk.domain.law.findings import Fact, Statement, Verdict, say
from permitdesk.domain.law.situation import Outcome, Situation, open_question, question_label


def income_above(condition: IncomeAbove, situation: Situation, exempt: Outcome | None) -> Outcome:
    """Whether the income exceeds the threshold of the day; exactly the threshold is not enough (art. 140(2)).

    ``exempt``: what became of ``no_deduction_when``; MET means that the dwelling is not taken off.
    """
    answers = situation.case.answers
    numbers = {}
    # Whoever is exempt need not tell what the dwelling costs.
    deducts = bool(condition.housing_question) and (exempt is None or exempt.verdict is not Verdict.MET)
    asked = (condition.amount_question, condition.household_question)
    for question in (*asked, condition.housing_question) if deducts else asked:
        value = answers.number(question)
        if value is None:
            return open_question(f"answers.{question}", question_label(question))
        numbers[question] = value
    amount, household = (numbers[question] for question in asked)
    housing = numbers.get(condition.housing_question, Decimal(0))
    facts = tuple(
        Fact(f"answers.{q}", int(v) if q == condition.household_question else v) for q, v in numbers.items()
    )
    in_force = next((t for t in situation.thresholds if t.provenance.covers(situation.on)), None)
    if in_force is None:
        return Outcome(Verdict.NEEDS_OFFICE, (say("condition.no_threshold", on=situation.on),), facts)
    per_person = in_force.single if household <= 1 else in_force.in_family
    limit = per_person * max(Decimal(1), household)
    left = amount - housing
    enough = left > limit
    arithmetic = [
        say(
            "condition.income_arithmetic",
            persons=int(household),
            per_person=per_person,
            limit=limit,
            since=in_force.provenance.in_force_from,
        )
    ]
    if housing:
        arithmetic.append(say("condition.housing_arithmetic", amount=amount, housing=housing, left=left))
    text = say("condition.income_enough" if enough else "condition.income_short", amount=left, limit=limit)
    verdict = Verdict.MET if enough else Verdict.NOT_MET
    explanation: tuple[Statement, ...] = (text,)
    # The amounts have only ever risen, so what falls short of the last known one falls short for sure.
    if enough and in_force.provenance.certainty is Certainty.UNCONFIRMED:
        verdict = Verdict.NEEDS_OFFICE
        explanation = (text, say("condition.threshold_unconfirmed", on=situation.on))
    elif not enough and amount > limit and exempt is not None and exempt.verdict is not Verdict.NOT_MET:
        # Without the deduction it would be enough, and whether it applies is open.
        return Outcome(
            exempt.verdict,
            (text, *exempt.explanation),
            (*facts, *exempt.facts),
            tuple(arithmetic),
            questions=exempt.questions,
        )
    return Outcome(verdict, explanation, facts, tuple(arithmetic))


def amount_at_least(condition: AmountAtLeast, situation: Situation) -> Outcome:
    """Whether the amount reaches the dated amount of the filing day; exactly the amount is enough."""
    path = f"answers.{condition.question}"
    amount = situation.case.answers.number(condition.question)
    if amount is None:
        return open_question(path, question_label(condition.question))
    facts = (Fact(path, amount),)
    dated = next(
        (v for v in situation.values if v.id == condition.value and v.provenance.covers(situation.on)), None
    )
    if dated is None or isinstance(dated.value, date):
        return Outcome(Verdict.NEEDS_OFFICE, (say("condition.no_amount", on=situation.on),), facts)
    limit = Decimal(dated.value)
    since = (say("condition.amount_arithmetic", limit=limit, since=dated.provenance.in_force_from),)
    if amount < limit:
        return Outcome(
            Verdict.NOT_MET, (say("condition.amount_short", amount=amount, limit=limit),), facts, since
        )
    text = say("condition.amount_enough", amount=amount, limit=limit)
    if dated.provenance.certainty is Certainty.UNCONFIRMED:
        doubt = say("condition.amount_unconfirmed", on=situation.on)
        return Outcome(Verdict.NEEDS_OFFICE, (text, doubt), facts, since)
    return Outcome(Verdict.MET, (text,), facts, since)
