"""A journey of the one-by-one form, and the case with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import Absence, AbsenceReason, ApproximateDay, Case, DocumentStatus
from permitdesk.domain.stay.approximate import range_of
from permitdesk.domain.stay.entry_fields import new_id, with_day_told, with_new, with_record
from permitdesk.ui.widgets.entry_columns import CellValue, DayRange

#: reasons that can take a journey out of the limits and so want a proof
NEED_PROOF = frozenset(set(AbsenceReason) - {AbsenceReason.ORDINARY, AbsenceReason.UNKNOWN})


@dataclass(frozen=True, slots=True)
class JourneyDraft:
    """What the form holds; ``returned`` None: still abroad."""

    left: CellValue
    returned: CellValue
    country: str = ""
    reason: AbsenceReason = AbsenceReason.ORDINARY
    proof: str = ""
    proof_state: DocumentStatus | None = None


def draft_of(case: Case, journey: Absence) -> JourneyDraft:
    """A stored journey as the form shows it."""
    path = f"absences.{journey.id}"
    return JourneyDraft(
        _told(case, f"{path}.left", journey.left),
        _told(case, f"{path}.returned", journey.returned),
        journey.country,
        journey.reason,
        journey.proof,
        journey.proof_state,
    )


def with_journey(case: Case, draft: JourneyDraft, journey_id: str = "") -> Case:
    """The case with the journey added, or with the one of ``journey_id`` changed, in one step."""
    known = any(journey.id == journey_id for journey in case.absences)
    if not known:
        journey_id = new_id(case, "absences")
        case = with_new(case, "absences", Absence(journey_id))
    path = f"absences.{journey_id}"
    wants_proof = draft.reason in NEED_PROOF
    case = with_record(
        case,
        path,
        country=draft.country,
        reason=draft.reason,
        proof=draft.proof if wants_proof else "",
        proof_state=draft.proof_state if wants_proof else None,
    )
    case = _with_told(case, f"{path}.left", draft.left)
    return _with_told(case, f"{path}.returned", draft.returned)


def overlapping(case: Case, first: date, last: date, except_id: str = "") -> Absence | None:
    """A journey that shares more than a day of crossing with this time; the same days count as sharing."""
    for other in case.absences:
        if other.id == except_id or other.left is None:
            continue
        end = other.returned or date.max
        if (other.left < last and first < end) or (other.left, end) == (first, last):
            return other
    return None


def _told(case: Case, path: str, day: date | None) -> CellValue:
    if path in case.dont_know:
        return DONT_KNOW
    entry = range_of(case, path)
    return day if entry is None else DayRange(entry.first, entry.last)


def _with_told(case: Case, path: str, value: CellValue) -> Case:
    if value is DONT_KNOW:
        bare = with_day_told(case, path, None)
        return bare.with_changes(dont_know=bare.dont_know | {path})
    if isinstance(value, DayRange):
        return with_day_told(case, path, ApproximateDay(path, value.first, value.last))
    return with_day_told(case, path, value if isinstance(value, date) else None)
