"""Fees of a route: amount, payee, reductions. While a reduction is open the full amount stands."""

from __future__ import annotations

from decimal import Decimal

from permitdesk.domain.dossier import FeeItem
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import FeeReduction, FeeRule, Route
from permitdesk.domain.law.situation import Situation

_ASKED = (Verdict.MET, Verdict.NEEDS_OFFICE)


def fee_items(route: Route, situation: Situation) -> tuple[FeeItem, ...]:
    """Fees in force on the day that apply or may apply to the case, in PLN."""
    return situation.each(route.fees, _item)


def _item(rule: FeeRule, situation: Situation) -> FeeItem | None:
    # A fee that depends on a choice (a power of attorney) is asked for once the choice is made.
    if rule.when is not None and evaluate(rule.when, situation, rule.id).verdict not in _ASKED:
        return None
    amount = rule.amount_pln
    sure: FeeReduction | None = None
    possible: FeeReduction | None = None
    explanation: list[Statement] = [say("fee.full", amount=rule.amount_pln)]
    for reduction in rule.reductions:
        if not reduction.provenance.covers(situation.on):
            continue
        verdict = evaluate(reduction.condition, situation, reduction.id).verdict
        if verdict is Verdict.MET:
            sure, amount, possible = reduction, reduction.amount_pln, None
            explanation = [say("fee.reduced", amount=amount, reason=TextRef(f"fee_reduction.{reduction.id}"))]
            break
        if verdict in {Verdict.UNKNOWN, Verdict.NEEDS_OFFICE} and possible is None:
            possible = reduction
    if possible is not None:
        explanation.append(
            say(
                "fee.maybe_reduced",
                amount=possible.amount_pln,
                reason=TextRef(f"fee_reduction.{possible.id}"),
            )
        )
    paid = next((p.paid_on for p in situation.case.payments if p.id == rule.id), None)
    return FeeItem(
        rule.id,
        amount,
        rule.payee,
        None if sure is None else sure.id,
        None if possible is None else possible.id,
        None if possible is None else possible.amount_pln,
        tuple(explanation),
        paid,
        tuple(p.citation() for p in ([rule.provenance] + ([sure.provenance] if sure else []))),
    )


def total_pln(fees: tuple[FeeItem, ...]) -> Decimal:
    """The sum to have ready, in PLN, with open reductions not taken off."""
    return sum((fee.amount_pln for fee in fees), Decimal(0))
