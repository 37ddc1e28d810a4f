"""What a case tells of stays and journeys, read by the second count; what cannot be placed is set aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from permitdesk.domain.case import AbsenceReason, Case, DocumentStatus, Tri
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind

#: a stay that has no last day
OPEN_END = date.max.toordinal()
_NEEDS_TIMELY_FILING = (LastDayRule.UNTIL_DECISION_FINAL, LastDayRule.THIRTY_DAYS_AFTER_FINAL)


@dataclass(frozen=True, slots=True)
class Stay:
    """Stay on one title, both days inside (ordinals); equal neighbours are one stay."""

    kind: StatusKind
    outcome: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One journey (ordinals); ``open``: it lasts, and is counted up to the day assessed."""

    left: int
    returned: int
    reason: AbsenceReason
    open: bool
    #: the proof of the reason is ready
    proved: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    kind: str
    first: date | None
    last: date | None
    outcome: str | None


def stays_of(case: Case, kinds: Mapping[str, StatusKind], on: int) -> tuple[Stay, ...]:
    """Stays with known days that began by ``on``."""
    present = _present(case, kinds)
    told = [] if present is None else [present]
    begun = None if present is None else present.first
    for entry in case.statuses:
        last = entry.last_day
        if last is None and begun is not None and f"statuses.{entry.id}.last_day" not in case.dont_know:
            last = _went_on(entry.first_day, begun, same=_same_kind(case, entry.kind))
        if last is not None:
            told.append(_Told(entry.kind, entry.first_day, last, entry.outcome))
    found: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    for stay in told:
        if stay.first is None or stay.kind not in kinds:
            continue
        first = stay.first.toordinal()
        last_day = OPEN_END if stay.last is None else stay.last.toordinal()
        if first <= min(last_day, on):
            found.setdefault((stay.kind, stay.outcome), []).append((first, last_day))
    return tuple(
        Stay(kinds[kind], outcome, first, last)
        for (kind, outcome), spans in found.items()
        for first, last in _unbroken(spans)
    )


def _same_kind(case: Case, kind: str) -> bool:
    return case.current_stay is not None and case.current_stay.kind == kind


def _went_on(first: date | None, begun: date, *, same: bool) -> date:
    """Last day of a stay that went on until the present one began; one of the same kind goes over into it."""
    before = date.fromordinal(max(1, begun.toordinal() - 1))
    return max(before, first) if same and first is not None else before


def _unbroken(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or follow each other from one day to the next, as one."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if whole and first - 1 <= whole[-1][1]:
            first, end = whole.pop()
            last = max(end, last)
        whole.append((first, last))
    return whole


def _present(case: Case, kinds: Mapping[str, StatusKind]) -> _Told | None:
    """The present stay. Its begin may be told as the entry, the filing, the decision or the birth."""
    stay = case.current_stay
    if stay is None:
        return None
    kind = kinds.get(stay.kind)
    rule = None if kind is None else kind.last_day_rule
    if rule is LastDayRule.NOT_IN_POLAND:
        return None
    begin = stay.first_day
    if begin is None and kind is not None:
        if kind.pending:
            begin = stay.filed_on
        else:
            begin = {
                LastDayRule.SCHENGEN_90_180: stay.entered_on,
                LastDayRule.VISA_DAYS_AND_DATE: stay.entered_on,
                LastDayRule.THIRTY_DAYS_AFTER_FINAL: stay.decision_delivered_on,
                LastDayRule.VOLUNTARY_DEPARTURE: stay.decision_delivered_on,
                LastDayRule.BORN_HERE: case.person.birth_date,
            }.get(kind.last_day_rule)
    if begin is None:
        begin = min(
            (
                entry.first_day
                for entry in case.statuses
                if entry.kind == stay.kind
                and entry.first_day is not None
                and entry.last_day is None
                and f"statuses.{entry.id}.last_day" not in case.dont_know
            ),
            default=None,
        )
    alone = not (case.statuses or case.absences or case.schengen_stays)
    if rule is LastDayRule.VISA_DAYS_AND_DATE and begin is not None and stay.entered_on is not None and alone:
        begin = max(begin, stay.entered_on)
    late = rule in _NEEDS_TIMELY_FILING and stay.filed_in_legal_stay is Tri.NO
    return _Told("illegal" if late else stay.kind, begin, stay.last_day, stay.outcome)


def trips_of(case: Case, on: int) -> tuple[Trip, ...]:
    """Journeys whose days are known and in order; planned ones too, if their end is known."""
    found: list[Trip] = []
    for absence in case.absences:
        if absence.left is None:
            continue
        left = absence.left.toordinal()
        proved = absence.proof_state is DocumentStatus.READY
        if absence.returned is not None:
            returned = absence.returned.toordinal()
            if left <= returned:
                found.append(Trip(left, returned, absence.reason, open=False, proved=proved))
        elif left <= on and f"absences.{absence.id}.returned" not in case.dont_know:
            found.append(Trip(left, on, absence.reason, open=True, proved=proved))
    return tuple(found)
