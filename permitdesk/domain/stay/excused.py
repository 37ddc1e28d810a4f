"""Which journeys their reasons take out of the limits (art. 195(4), 212(4); art. 47 with a cap).

The careful reading rests on a reason only if its proof is ready. The Act speaks of a break "caused
by" the reason and knows no parts of a break: journeys that share a day are one absence for the
careful reading, which leaves it out only if every part of it is excused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import Grade
from permitdesk.domain.stay.journeys import Journey, overlapping_runs, touching_runs
from permitdesk.domain.stay.single_break import single_grade


@dataclass(frozen=True, slots=True)
class Excused:
    """Positions of journeys whose reason counts, by what it does."""

    #: taken out of both limits, on each reading
    strict: frozenset[int] = frozenset()
    lenient: frozenset[int] = frozenset()
    #: only lack a proof that is ready
    unproved: frozenset[int] = frozenset()
    #: would be taken out alone, but are one absence with a journey that counts
    joined: frozenset[int] = frozenset()


_NONE = Excused()


def excused_journeys(
    journeys: Sequence[Journey],
    limits: ContinuityLimits,
    *,
    unknown_exempt: bool = False,
    capped: bool = False,
) -> Excused:
    """What the reasons of sorted journeys take out.

    A special personal situation takes a break out only up to its own limit of months, with ``capped``
    every reason does (art. 47: twelve consecutive months). Told in parts it is no shorter: strict holds
    the whole of those that share a day against the limit, lenient the whole of those that overlap.
    ``unknown_exempt`` answers "what if the unknown reason were an exempting one".
    """
    reasons = {AbsenceReason.UNKNOWN, *limits.exempt_reasons}
    if all(journey.reason not in reasons for journey in journeys):
        return _NONE  # nearly all cases
    limited = _limited(limits, capped=capped)
    parts = [journey for journey in journeys if journey.reason in limited]
    strict_wholes, lenient_wholes = touching_runs(parts), overlapping_runs(parts)
    months = limits.personal_situation_months
    #: excused alone; excused alone once the proof is ready
    alone: set[int] = set()
    provable: set[int] = set()
    perhaps: set[int] = set()
    for position, journey in enumerate(journeys):
        if journey.reason is AbsenceReason.UNKNOWN:
            surely, possibly, proved = unknown_exempt, unknown_exempt, True
        elif journey.reason not in limits.exempt_reasons:
            continue
        elif journey.reason in limited:
            surely = single_grade(*_whole(strict_wholes, journey), months) is Grade.WITHIN
            possibly = single_grade(*_whole(lenient_wholes, journey), months) is not Grade.EXCEEDED
            proved = journey.proved
        else:
            surely, possibly, proved = True, True, journey.proved
        if possibly:
            perhaps.add(position)
        if surely:
            provable.add(position)
            if proved:
                alone.add(position)
    runs = _run_numbers(journeys)
    counted = {run for position, run in enumerate(runs) if position not in alone}
    hopeless = {run for position, run in enumerate(runs) if position not in provable}
    return Excused(
        frozenset(k for k in alone if runs[k] not in counted),
        frozenset(perhaps),
        frozenset(provable - alone),
        frozenset(k for k in provable if runs[k] in (counted if k in alone else hopeless)),
    )


def _limited(limits: ContinuityLimits, *, capped: bool) -> frozenset[AbsenceReason]:
    """Reasons that take a break out only up to so many months."""
    reasons = frozenset(map(AbsenceReason, limits.exempt_reasons))
    return reasons if capped else reasons & {AbsenceReason.SPECIAL_PERSONAL_SITUATION}


def _whole(runs: Sequence[tuple[int, int]], journey: Journey) -> tuple[int, int]:
    """The run that the journey is part of."""
    return runs[bisect_right(runs, journey.left, key=lambda run: run[0]) - 1]


def _run_numbers(journeys: Sequence[Journey]) -> list[int]:
    """For each journey the number of its absence: those that share a day have the same one."""
    firsts = [first for first, _ in touching_runs(journeys)]
    return [bisect_right(firsts, journey.left) for journey in journeys]
