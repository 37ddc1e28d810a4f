"""Journeys out of Poland: placed in time, joined where they share a day, checked once for all routes.

Days are kept as proleptic ordinals, as in the timeline they belong to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from permitdesk.domain.case import Absence, AbsenceReason, Case, DocumentStatus
from permitdesk.domain.dossier import TimelineProblem
from permitdesk.domain.law.findings import say
from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey; on ``left`` and ``returned`` the person was in Poland for part of the day.

    ``open``: still abroad on the day assessed, which then stands as ``returned``.
    """

    id: str
    left: int
    returned: int
    open: bool
    reason: AbsenceReason
    #: how far the proof of the reason is
    proof_state: DocumentStatus | None = None

    @property
    def proved(self) -> bool:
        """Whether the proof of the reason is ready, so that the careful reading may rest on it."""
        return self.proof_state is DocumentStatus.READY


@dataclass(frozen=True, slots=True)
class LostJourney:
    """A journey with a missing or impossible day; ``returned`` if at least that is known.

    ``near``: any day of it that is known.
    """

    returned: int | None
    questions: tuple[str, ...]
    near: int | None = None


def abroad_whole(runs: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether one of ``runs`` left before ``first`` and came back after ``last``."""
    i = bisect_left(runs, (first, 0)) - 1
    return i >= 0 and runs[i][1] > last


def touching_runs(journeys: Sequence[Journey]) -> list[tuple[int, int]]:
    """Journeys that share a day as one absence each (first exit day, last entry day), in order."""
    return _runs(journeys, 0)


def overlapping_runs(journeys: Sequence[Journey]) -> list[tuple[int, int]]:
    """Journeys that overlap as one absence each; those that meet on one day stay two."""
    return _runs(journeys, 1)


def _runs(journeys: Sequence[Journey], apart: int) -> list[tuple[int, int]]:
    """Sorted journeys as runs; joined if one begins by ``apart`` days before the end of the run."""
    runs: list[tuple[int, int]] = []
    end = -1
    for journey in journeys:
        if journey.left + apart <= end:
            if journey.returned > end:
                end = journey.returned
                runs[-1] = (runs[-1][0], end)
        else:
            end = journey.returned
            runs.append((journey.left, end))
    return runs


def place_journeys(
    case: Case, today: int, problems: list[TimelineProblem]
) -> tuple[tuple[Journey, ...], tuple[LostJourney, ...]]:
    """Journeys in order, and those that cannot be placed; what is wrong goes to ``problems``."""
    found: list[Journey] = []
    lost: list[LostJourney] = []
    for absence in case.absences:
        left, returned = absence.left, absence.returned
        if left is None or returned is None or returned < left:
            _place_journey(absence, case, today, found, lost, problems)
        else:
            first, last = left.toordinal(), returned.toordinal()
            found.append(Journey(absence.id, first, last, False, absence.reason, absence.proof_state))
    found.sort(key=lambda j: (j.left, j.returned, j.id))
    furthest: Journey | None = None
    for journey in found:
        if furthest is not None and journey.left < furthest.returned:
            problems.append(
                TimelineProblem(
                    "absence_overlap",
                    date.fromordinal(journey.left),
                    date.fromordinal(min(journey.returned, furthest.returned)),
                    (f"absences.{furthest.id}", f"absences.{journey.id}"),
                    say(
                        "stay.problem_absence_overlap",
                        first=date.fromordinal(furthest.left),
                        second=date.fromordinal(journey.left),
                    ),
                )
            )
        if furthest is None or journey.returned > furthest.returned:
            furthest = journey
    return tuple(found), tuple(lost)


def _place_journey(
    absence: Absence,
    case: Case,
    today: int,
    found: list[Journey],
    lost: list[LostJourney],
    problems: list[TimelineProblem],
) -> None:
    """A journey that is open, or of which a day is missing or reversed."""
    path = f"absences.{absence.id}"
    left, returned = absence.left, absence.returned
    back = None if returned is None else returned.toordinal()
    if left is None:
        lost.append(LostJourney(back, (f"{path}.left",), back))
        problems.append(TimelineProblem("missing_day", None, returned, (path,), say("stay.problem_journey")))
    elif back is None and (f"{path}.returned" in case.dont_know or left.toordinal() > today):
        # A planned journey without an end, or an end nobody remembers: its length is not known.
        lost.append(LostJourney(None, (f"{path}.returned",), left.toordinal()))
        problems.append(TimelineProblem("missing_day", left, None, (path,), say("stay.problem_journey")))
    elif back is not None:
        lost.append(LostJourney(None, (f"{path}.left", f"{path}.returned"), left.toordinal()))
        problems.append(
            TimelineProblem("reversed", returned, left, (path,), say("stay.problem_journey_reversed"))
        )
    else:
        found.append(Journey(absence.id, left.toordinal(), today, True, absence.reason, absence.proof_state))
