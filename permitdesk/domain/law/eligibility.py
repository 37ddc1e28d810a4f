"""Requirements, bars and grounds of refusal of one route, each as a finding.

Bars and grounds of refusal are findings seen from the applicant's side: MET means
free of it, NOT_MET means it applies, UNKNOWN means an answer is missing.
"""

from __future__ import annotations

from datetime import date

from permitdesk.domain.law.condition_kinds import FilingDayWithin
from permitdesk.domain.law.conditions import evaluate, is_dated, opposite
from permitdesk.domain.law.findings import EarliestDates, Finding, Verdict, all_of
from permitdesk.domain.law.rules import Bar, RefusalGround, Requirement, Route
from permitdesk.domain.law.situation import Outcome, Situation
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.ledger_law import with_law


def requirement_findings(
    route: Route, situation: Situation
) -> tuple[tuple[Finding, ...], tuple[StayEvidence, ...]]:
    """Every requirement in force on the day, and the stay evidence behind them."""
    outcomes = situation.each(route.requirements, _requirement)
    findings = tuple([finding for finding, _ in outcomes])
    evidence = tuple([e for _, found in outcomes for e in found])
    return findings, evidence


def _requirement(rule: Requirement, situation: Situation) -> tuple[Finding, tuple[StayEvidence, ...]]:
    outcome = evaluate(rule.condition, situation, rule.id)
    law = rule.provenance.citation()
    case = situation.told or situation.case
    told = with_law(outcome.evidence, rule.condition, law, case, situation.kinds, situation.countries)
    return _finding(rule, outcome), told


def bar_findings(route: Route, situation: Situation) -> tuple[Finding, ...]:
    """Reasons to refuse opening proceedings (art. 196, 213), judged on the day assessed."""
    return situation.each(route.bars, _avoided)


def refusal_findings(route: Route, situation: Situation) -> tuple[Finding, ...]:
    """Grounds of refusal (art. 197, 214). Without a condition there is nothing to ask: MET, to be read."""
    return situation.each(route.refusal_grounds, _avoided)


def _avoided(rule: Bar | RefusalGround, situation: Situation) -> Finding:
    if rule.condition is None:
        return _finding(rule, Outcome(Verdict.MET))
    return _finding(rule, opposite(evaluate(rule.condition, situation, rule.id)))


def _finding(rule: Requirement | Bar | RefusalGround, outcome: Outcome) -> Finding:
    earliest = None
    if outcome.safe is not None or outcome.lenient is not None:
        earliest = EarliestDates(outcome.safe, outcome.lenient)
    return Finding(
        rule.id,
        outcome.verdict,
        outcome.explanation,
        outcome.facts,
        outcome.arithmetic,
        (rule.provenance.citation(),),
        earliest,
        outcome.questions,
    )


def window_end(route: Route, on: date) -> date | None:
    """The last day (inside) on which the route's applications are taken; None for no such day."""
    days = [
        rule.condition.not_after
        for rule in route.requirements
        if isinstance(rule.condition, FilingDayWithin) and rule.provenance.covers(on)
    ]
    return min((day for day in days if day is not None), default=None)


def route_verdict(
    requirements: tuple[Finding, ...], bars: tuple[Finding, ...], refusals: tuple[Finding, ...]
) -> Verdict:
    """The weakest of everything that decides about the route."""
    return all_of([f.verdict for f in (*requirements, *bars, *refusals)])


def earliest_filing(
    route: Route, requirements: tuple[Finding, ...], bars: tuple[Finding, ...], on: date
) -> EarliestDates:
    """The first day on which every dated requirement holds, not before ``on``.

    None while a requirement or bar fails outright, or a period cannot be counted yet: a
    date would promise what waiting alone cannot bring. An open yes-or-no question does
    not hide the date; the verdict says that it is open.
    """
    if any(f.verdict is Verdict.NOT_MET for f in (*requirements, *bars)):
        return EarliestDates(None, None)
    dated = {rule.id for rule in route.requirements if is_dated(rule.condition)}
    safe: date | None = on
    lenient: date | None = on
    for finding in requirements:
        dates = finding.earliest
        if dates is None:
            if finding.rule_id in dated and finding.verdict is Verdict.UNKNOWN:
                return EarliestDates(None, None)
            continue
        safe = None if safe is None or dates.safe is None else max(safe, dates.safe)
        lenient = None if lenient is None or dates.lenient is None else max(lenient, dates.lenient)
    return EarliestDates(safe, lenient)
