"""Conditions about time spent in Poland: bridges from a rule to the stay engine."""

from __future__ import annotations

from dataclasses import replace

from permitdesk.domain.case import Tri
from permitdesk.domain.law.condition_kinds import CreditedStay, EuStayWithBlueCard, QualifyingStay
from permitdesk.domain.law.findings import Fact, Statement, Verdict, say
from permitdesk.domain.law.situation import Outcome, Situation
from permitdesk.domain.stay.credit import credited_stay
from permitdesk.domain.stay.cross_check import checked
from permitdesk.domain.stay.eu_stay import eu_stay_with_blue_card
from permitdesk.domain.stay.evidence import ContinuityResult, StayEvidence
from permitdesk.domain.stay.qualifying import qualifying_stay
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.count import StayRule
from permitdesk.domain.stay.unknowns import opened, without_days


def qualifying(rule: QualifyingStay, situation: Situation, rule_id: str) -> Outcome:
    """Stay on named titles directly before filing (art. 195(1)(4), (5), (6), (10))."""
    return _outcome(qualifying_stay(situation.timeline, rule, situation.on, rule_id), rule, situation)


def credited(rule: CreditedStay, situation: Situation, rule_id: str) -> Outcome:
    """Weighted legal stay directly before filing (art. 211(1), 212)."""
    return _outcome(
        credited_stay(situation.timeline, rule, situation.kinds, situation.on, rule_id), rule, situation
    )


def eu_stay(rule: EuStayWithBlueCard, situation: Situation, rule_id: str) -> Outcome:
    """Stay in other EU states added to two years on a Blue Card here (art. 212(1)(1)-(1c), (4))."""
    return _outcome(
        eu_stay_with_blue_card(situation.timeline, rule, situation.case.answers, situation.on, rule_id),
        rule,
        situation,
    )


def _outcome(found: StayEvidence, rule: StayRule, situation: Situation) -> Outcome:
    """What both counts of a stay came to; where they differ, that is said first."""
    evidence = _with_all_journeys(_counted_twice(found, rule, situation), rule, situation)
    differs = evidence.second is not None and not evidence.second.agrees
    facts = [Fact("timeline.window_first", evidence.window_first)]
    if situation.case.absences:
        facts.append(Fact("absences", len(situation.case.absences)))
    return Outcome(
        evidence.verdict,
        evidence.notes if differs else (_summary(evidence), *evidence.notes),
        tuple(facts),
        _arithmetic(evidence, per_year=isinstance(rule, QualifyingStay) and rule.per_year),
        evidence.earliest_safe,
        evidence.earliest_lenient,
        evidence.questions if evidence.verdict is Verdict.UNKNOWN else (),
        (evidence,),
    )


def _counted_twice(evidence: StayEvidence, rule: StayRule, situation: Situation) -> StayEvidence:
    """The evidence held against the second count, whose calendar all rules of a case share."""
    case, on, kinds = situation.told or situation.case, situation.on, situation.kinds
    return checked(
        evidence,
        case,
        kinds,
        rule,
        situation.case.answers,
        on,
        calendar=lambda: situation.once("calendar of the second count", lambda: Calendar(case, kinds, on)),
    )


#: what is said instead of a day while it is not certain that all journeys are told
_JOURNEYS_OPEN = {
    None: "stay.note_journeys_open",
    Tri.NO: "stay.note_journeys_missing",
    Tri.DONT_KNOW: "stay.note_journeys_not_known",
}


def _with_all_journeys(evidence: StayEvidence, rule: StayRule, situation: Situation) -> StayEvidence:
    """An empty or unfinished list of journeys proves nothing: the result waits until it is complete.

    A forgotten journey can only make it worse, so what is not met stays so, without a day that hangs on a
    reason; a stay that need not be uninterrupted (no limits for breaks) does not ask. What is open already
    loses the days that held for the journeys told, and asks for the rest of them, too.
    """
    complete = situation.case.journeys_complete
    if complete is Tri.YES or rule.continuity is None:
        return evidence
    if evidence.verdict is Verdict.NOT_MET:
        return without_days(evidence)
    if evidence.verdict is Verdict.UNKNOWN and evidence.best is None:
        return evidence
    waiting = opened(evidence, ("journeys_complete",))
    notes = without_days(evidence).notes
    return replace(waiting, notes=(say(_JOURNEYS_OPEN[complete]), *notes))


def _summary(evidence: StayEvidence) -> Statement:
    years = evidence.required_years
    if evidence.verdict is Verdict.TOO_EARLY and evidence.earliest_safe is not None:
        return say("stay_rule.too_early", years=years, safe=evidence.earliest_safe)
    return say(f"stay_rule.{evidence.verdict.value}", years=years)


def _arithmetic(evidence: StayEvidence, *, per_year: bool) -> tuple[Statement, ...]:
    steps = [] if evidence.clock_started is None else [evidence.clock_started]
    if evidence.window_first is not None and evidence.window_last is not None:
        steps.append(
            say(
                "stay_rule.credited",
                first=evidence.window_first,
                last=evidence.window_last,
                strict=evidence.credited_strict,
                lenient=evidence.credited_lenient,
                required=evidence.required_days,
            )
        )
    if evidence.continuity is not None:
        steps.append(_breaks(evidence.continuity, "breaks_yearly" if per_year else "breaks"))
    if evidence.earliest_safe is not None:
        steps.append(say("stay_rule.earliest", safe=evidence.earliest_safe))
    if evidence.earliest_lenient is not None and evidence.earliest_lenient != evidence.earliest_safe:
        steps.append(say("stay_rule.earliest_lenient", lenient=evidence.earliest_lenient))
    return tuple(steps)


def _breaks(result: ContinuityResult, text: str) -> Statement:
    return say(
        f"stay_rule.{text}",
        longest=result.longest_strict,
        longest_lenient=result.longest_lenient,
        total=result.total_days_strict,
        total_lenient=result.total_days_lenient,
        limit=result.total_limit_strict,
        limit_lenient=result.total_limit_lenient,
    )
