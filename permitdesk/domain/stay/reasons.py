"""What hangs on the reasons that can take a journey out of the limits (art. 195(4), 212(4)).

The careful reading rests on a reason only once its proof is ready; the lenient one on every
reason told. Here each reason is weighed alone: with it accepted, and without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from permitdesk.domain.case import AbsenceReason, DocumentStatus
from permitdesk.domain.stay.evidence import BreakResult, ContinuityResult, ReasonAtRisk
from permitdesk.domain.stay.journeys import Journey
from permitdesk.domain.stay.lazy import Lazy
from permitdesk.domain.stay.timeline import Timeline

#: the safe filing day (ordinal) of a timeline, None if there is none
SafeDay = Callable[[Timeline], int | None]


def reasons_at_risk(
    timeline: Timeline, result: ContinuityResult, safe_day: SafeDay
) -> Sequence[ReasonAtRisk]:
    """One record for each journey of ``result`` with a reason that counts, made when somebody looks."""
    return Lazy(lambda: tuple(_at_risk(timeline, one, safe_day) for one in with_reason(result)))


def with_reason(result: ContinuityResult) -> list[BreakResult]:
    """The journeys of ``result`` with a reason that counts and is known, in order."""
    found = {one.absence_id: one for one in (*result.exempt, *result.unproved, *result.joined)}
    known = (one for one in found.values() if one.reason is not AbsenceReason.UNKNOWN)
    return sorted(known, key=lambda one: one.left)


def without_reasons(timeline: Timeline) -> Timeline:
    """The timeline as if the office accepted no reason: every journey is an ordinary one."""
    return _changed(timeline, tuple(_ordinary(journey) for journey in timeline.journeys))


def _at_risk(timeline: Timeline, one: BreakResult, safe_day: SafeDay) -> ReasonAtRisk:
    journey = next(j for j in timeline.journeys if j.id == one.absence_id)
    proved = replace(journey, proof_state=DocumentStatus.READY)
    return ReasonAtRisk(
        one.absence_id,
        one.reason,
        journey.proof_state,
        _day(safe_day(_with(timeline, journey, proved))),
        _day(safe_day(_with(timeline, journey, _ordinary(journey)))),
    )


def _ordinary(journey: Journey) -> Journey:
    return replace(journey, reason=AbsenceReason.ORDINARY)


def _with(timeline: Timeline, old: Journey, new: Journey) -> Timeline:
    return _changed(timeline, tuple(new if j is old else j for j in timeline.journeys))


def _changed(timeline: Timeline, journeys: tuple[Journey, ...]) -> Timeline:
    return replace(timeline, journeys=journeys, memo={})


def _day(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
