"""How a permit ranks for a person: possible now, later, if something changes, or not at all, and why."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from permitdesk.domain.dossier import RouteAssessment, RouteGroup
from permitdesk.domain.law.findings import EarliestDates, Finding, Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import Channel, Family, Route

#: The finder's question of what the permit is for.
REASON = "finder_reason"
#: The field that says whether all journeys are told.
JOURNEYS = "journeys_complete"
_GROUPS = tuple(RouteGroup)
#: Applications for a permit; a change or an exchange asks next to nothing and would fit everybody.
_APPLICATIONS = (Channel.MOS, Channel.PAPER_HOST, Channel.PAPER_SPONSOR)
_FITS = (Verdict.MET, Verdict.NEEDS_OFFICE, Verdict.UNKNOWN, Verdict.TOO_EARLY, Verdict.NOT_MET)
_VERDICTS = (Verdict.MET, Verdict.NEEDS_OFFICE, Verdict.TOO_EARLY, Verdict.UNKNOWN, Verdict.NOT_MET)


def rank_group(
    route: Route,
    fit: Verdict,
    verdict: Verdict,
    requirements: tuple[Finding, ...],
    bars: tuple[Finding, ...],
    refusals: tuple[Finding, ...],
    earliest: EarliestDates,
) -> tuple[RouteGroup, tuple[Statement, ...]]:
    """The group of a route, and what stands in the way where something does.

    A permit meant for another situation is possible only if the person can bring that situation
    about; an obstacle that nothing can change makes it impossible. What the finder was told never
    hides a permit whose conditions are all answered and hold, or only have to be waited for.
    """
    waits = any(finding.verdict is Verdict.UNKNOWN for finding in requirements)
    if fit is Verdict.NOT_MET and route.channel in _APPLICATIONS and _answered(verdict, waits):
        fit = Verdict.UNKNOWN
    changes = _obstacles(route, fit, requirements, bars, refusals)
    if changes:
        fixed = {rule.id for rule in route.requirements if rule.fixed}
        forever = any(f.verdict is Verdict.NOT_MET and f.rule_id in fixed for f in requirements)
        elsewhere = fit is Verdict.NOT_MET and not route.fits_by_choice
        return (RouteGroup.NOT_POSSIBLE if forever or elsewhere else RouteGroup.IF_CHANGED), changes
    if fit is Verdict.UNKNOWN and route.channel is Channel.NOT_MOS:
        # It is only explained here: nothing but what it is meant for speaks for it.
        return RouteGroup.OPEN, ()
    if verdict is Verdict.MET:
        return RouteGroup.POSSIBLE_NOW, ()
    if verdict is Verdict.TOO_EARLY and waits and fit is Verdict.UNKNOWN:
        # A day alone says little while neither the purpose nor the other conditions are known.
        return RouteGroup.OPEN, ()
    if verdict is Verdict.TOO_EARLY:
        return (RouteGroup.OPEN if earliest.safe is None else RouteGroup.POSSIBLE_FROM), ()
    if fit is Verdict.MET or verdict is Verdict.NEEDS_OFFICE:
        return RouteGroup.FITS_SO_FAR, ()
    if _only_journeys_open((*requirements, *bars, *refusals)):
        return RouteGroup.FITS_SO_FAR, ()
    return RouteGroup.OPEN, ()


def _only_journeys_open(findings: tuple[Finding, ...]) -> bool:
    """Whether all was told but for one question: whether the list of journeys is complete."""
    waiting = [_waits_for_journeys(f) for f in findings if f.verdict is Verdict.UNKNOWN]
    return bool(waiting) and all(waiting)


def _waits_for_journeys(finding: Finding) -> bool:
    return finding.verdict is Verdict.UNKNOWN and finding.questions == (JOURNEYS,)


def _answered(verdict: Verdict, waits: bool) -> bool:
    """Whether every condition was answered and nothing stands in the way but time or the office."""
    return verdict in {Verdict.MET, Verdict.NEEDS_OFFICE} or (verdict is Verdict.TOO_EARLY and not waits)


def _obstacles(
    route: Route,
    fit: Verdict,
    requirements: tuple[Finding, ...],
    bars: tuple[Finding, ...],
    refusals: tuple[Finding, ...],
) -> tuple[Statement, ...]:
    found = []
    if fit is Verdict.NOT_MET:
        found.append(say("change.situation", who=TextRef(f"route.{route.id}.who")))
    for kind, findings in (("requirement", requirements), ("bar", bars), ("refusal", refusals)):
        found += [_change(kind, f.rule_id) for f in findings if f.verdict is Verdict.NOT_MET]
    return tuple(found)


@lru_cache(maxsize=2048)
def _change(kind: str, rule_id: str) -> Statement:
    """That a rule stands in the way: the same words for each of the many routes that share it."""
    return say(f"change.{kind}", title=TextRef(f"{kind}.{rule_id}.title"))


def rank_key(
    assessment: RouteAssessment, route: Route, *, reason_told: bool = False
) -> tuple[int, int, int, int, bool, date, int, int]:
    """Sort key, best first. What this program only explains comes last unless it fits.

    ``reason_told``: the finder was told what the permit is for.
    """
    return (
        0 if assessment.channel.channel != Channel.NOT_MOS.value or assessment.fit is Verdict.MET else 1,
        _GROUPS.index(assessment.group),
        _FITS.index(assessment.fit),
        _VERDICTS.index(assessment.verdict),
        route.exceptional and assessment.verdict is not Verdict.MET,
        assessment.earliest_filing_date.safe or (date.min if _complete_as_told(assessment) else date.max),
        _open_conditions(assessment, route, reason_told=reason_told),
        route.order,
    )


def _complete_as_told(assessment: RouteAssessment) -> bool:
    """Whether the stay is long enough by what was told, but for a list of journeys not yet complete."""
    if not assessment.stay_evidence:
        return False
    waiting = {finding.rule_id for finding in assessment.requirements if _waits_for_journeys(finding)}
    counted = [proof for proof in assessment.stay_evidence if proof.rule_id in waiting]
    return bool(counted) and all(proof.credited_strict >= proof.required_days for proof in counted)


def _open_conditions(assessment: RouteAssessment, route: Route, *, reason_told: bool) -> int:
    """Conditions not met; that the list of journeys is not said to be complete yet counts for none.

    Of permits that fit, the one with fewer open questions is not the better one.

    Nor of temporary permits that may fit what the person came for: there the usual one stands first
    (``order``), and what somebody may choose (work, study) before what one must already be.
    """
    if assessment.fit is Verdict.MET:
        return 0
    if reason_told and assessment.fit is Verdict.UNKNOWN and route.family is Family.TEMPORARY:
        return 0 if route.fits_by_choice else 1
    unmet = [f for f in assessment.requirements if f.verdict is not Verdict.MET]
    return len([f for f in unmet if not _waits_for_journeys(f)])
