"""Kinds, limits and cases for the tests of the stay engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from permitdesk.domain.case import Absence, AbsenceReason, Case, CurrentStay, DocumentStatus, StatusEntry
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import (
    ContinuityLimits,
    CreditedStay,
    CreditWeights,
    QualifyingStay,
)
from permitdesk.domain.stay.credit import credited_stay
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind
from permitdesk.domain.stay.qualifying import qualifying_stay
from permitdesk.domain.stay.timeline import Timeline, build_timeline

PROVENANCE = Provenance(date(2026, 4, 27), None, "act_on_foreigners", "art. 195", date(2026, 11, 20))
EXEMPT = ("work_for_polish_employer", "accompanying_worker", "special_personal_situation", "polish_studies")
LIMITS = ContinuityLimits(6, 10, EXEMPT, 6)


def _kind(
    kind_id: str,
    rule: LastDayRule,
    weight: LtrWeight,
    *,
    group: str = "permit",
    legal: bool = True,
    pending: bool = False,
) -> StatusKind:
    return StatusKind(kind_id, group, legal, rule, weight, (), PROVENANCE, pending)


_L, _W = LastDayRule, LtrWeight
KINDS: Mapping[str, StatusKind] = {
    kind.id: kind
    for kind in (
        _kind("visa_free", _L.SCHENGEN_90_180, _W.FULL),
        _kind("visa_d", _L.VISA_DAYS_AND_DATE, _W.FULL),
        _kind("trp_work", _L.PRINTED_DATE, _W.FULL),
        _kind("trp_blue_card", _L.PRINTED_DATE, _W.FULL),
        _kind("trp_studies", _L.PRINTED_DATE, _W.HALF),
        _kind("trp_education", _L.PRINTED_DATE, _W.ZERO),
        _kind("trp_spouse_of_polish_citizen", _L.PRINTED_DATE, _W.FULL),
        _kind("refugee", _L.NO_END, _W.FULL),
        _kind("subsidiary_protection", _L.NO_END, _W.FULL),
        _kind("humanitarian_stay", _L.NO_END, _W.ZERO_OR_FULL),
        _kind("tolerated_351_1", _L.NO_END, _W.ZERO_OR_FULL),
        _kind("temporary_protection", _L.TEMPORARY_PROTECTION, _W.ZERO_OR_FULL),
        _kind("protection_proceedings", _L.UNTIL_PROCEEDINGS_END, _W.PROCEEDINGS, pending=True),
        _kind("pending_application", _L.UNTIL_DECISION_FINAL, _W.FULL, pending=True),
        _kind("departure_299_6", _L.THIRTY_DAYS_AFTER_FINAL, _W.ZERO),
        _kind("departure_299_6a", _L.THIRTY_DAYS_AFTER_PROTECTION, _W.ZERO_OR_FULL),
        _kind("return_departure", _L.VOLUNTARY_DEPARTURE, _W.ZERO, legal=False),
        _kind("detention", _L.NOT_KNOWN, _W.BREAKS, legal=False),
        _kind("illegal", _L.NOT_LEGAL, _W.BREAKS, legal=False),
        _kind("born_in_poland_no_title", _L.BORN_HERE, _W.ZERO_OR_FULL, group="unknown"),
        _kind("not_known", _L.NOT_KNOWN, _W.ZERO_OR_FULL, group="unknown"),
    )
}

SPOUSE = QualifyingStay(2, ("trp_spouse_of_polish_citizen",), LIMITS)
TOLERATED = QualifyingStay(10, ("tolerated_351_1",), LIMITS)
PROTECTION = QualifyingStay(
    5,
    ("refugee", "subsidiary_protection", "humanitarian_stay"),
    LIMITS,
    proceedings_credit_for=("refugee", "subsidiary_protection"),
    mixing_unconfirmed=True,
)
#: proceedings above 18 months count in full; a short stay lasts at most 90 days
WEIGHTS = CreditWeights(18, 90)
LTR = CreditedStay(5, LIMITS, WEIGHTS)


def day(text: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(text)


def trip(
    left: str | date | None, returned: str | date | None, reason: str = "ordinary", name: str = ""
) -> Absence:
    """A journey; days as ISO text or dates. The proof of its reason is ready."""
    first = day(left) if isinstance(left, str) else left
    last = day(returned) if isinstance(returned, str) else returned
    return Absence(
        name or f"a{first}-{last}", first, last, "UA", AbsenceReason(reason), "", DocumentStatus.READY
    )


def status(kind: str, first: str | None, last: str | None = None, outcome: str | None = None) -> StatusEntry:
    """An earlier title."""
    return StatusEntry(
        f"{kind}-{first}",
        kind,
        None if first is None else day(first),
        None if last is None else day(last),
        outcome,
    )


def stay_case(
    kind: str | None,
    first: str | None,
    *,
    last: str | None = None,
    before: tuple[StatusEntry, ...] = (),
    trips: tuple[Absence, ...] = (),
    dont_know: tuple[str, ...] = (),
) -> Case:
    """A case with a current stay of ``kind`` since ``first``."""
    current = None
    if kind is not None:
        current = CurrentStay(
            kind, None if first is None else day(first), None if last is None else day(last)
        )
    return Case("c1", current_stay=current, statuses=before, absences=trips, dont_know=frozenset(dont_know))


def timeline_of(case: Case, on: str | date) -> Timeline:
    """The timeline of a case on a day."""
    return build_timeline(case, KINDS, day(on) if isinstance(on, str) else on)


def qualify(case: Case, rule: QualifyingStay, on: str | date) -> StayEvidence:
    """Qualifying stay of a case on a day."""
    at = day(on) if isinstance(on, str) else on
    return qualifying_stay(timeline_of(case, at), rule, at, "r1")


def credit(case: Case, on: str | date, rule: CreditedStay = LTR) -> StayEvidence:
    """Weighted stay of a case on a day."""
    at = day(on) if isinstance(on, str) else on
    return credited_stay(timeline_of(case, at), rule, KINDS, at, "r1")


def later(start: str | date, days: int) -> date:
    """The day ``days`` after ``start``."""
    return (day(start) if isinstance(start, str) else start) + timedelta(days=days)


def texts(evidence: StayEvidence) -> tuple[str, ...]:
    """Ids of the notes of a result."""
    return tuple(note.text for note in evidence.notes)
