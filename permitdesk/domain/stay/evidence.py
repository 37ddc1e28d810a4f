"""The proof behind a counted period: the window, the breaks and the ledger that adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from permitdesk.domain.case import AbsenceReason, Case, DocumentStatus
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Statement, Verdict
from permitdesk.domain.records import dataclass


class Grade(StrEnum):
    """Green on every reading, amber between the readings, red on every reading."""

    WITHIN = "within"
    NEEDS_CHECK = "needs_check"
    EXCEEDED = "exceeded"


class LedgerKind(StrEnum):
    """What a row of the ledger is about."""

    TITLE = "title"
    GAP = "gap"
    ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One interval, both days inside, and what it adds.

    ``credited_strict`` and ``credited_lenient`` are days towards the required
    period; rows of one reading sum to ``StayEvidence.credited_*``.
    """

    kind: LedgerKind
    first: date
    last: date
    days: int
    status_kind: str | None
    credited_strict: Decimal
    credited_lenient: Decimal
    note: Statement
    #: by which article the interval counts so
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class BreakResult:
    """One absence held against the limit for a single break."""

    absence_id: str
    left: date
    #: None: still abroad, counted up to the day of assessment
    returned: date | None
    reason: AbsenceReason
    #: days absent counting both exit and entry day / counting neither
    days_strict: int
    days_lenient: int
    #: the reason exempts the break on the strict reading, too, so that it counts for neither limit
    exempt: bool
    grade: Grade
    #: last return day that is safe, and first that is over the limit on every reading
    safe_until: date
    exceeded_from: date


@dataclass(frozen=True, slots=True)
class ContinuityResult:
    """Breaks of one window held against both limits."""

    window_first: date
    window_last: date
    #: a plain sequence because its entries are made when somebody looks
    breaks: Sequence[BreakResult]
    total_days_strict: int
    total_days_lenient: int
    total_limit_strict: int
    total_limit_lenient: int
    longest_strict: int
    longest_lenient: int
    grade: Grade
    #: those of ``breaks`` that a reason takes out of the limits
    exempt: tuple[BreakResult, ...] = ()
    #: those that a reason would take out if its proof were ready; the strict reading counts them
    unproved: tuple[BreakResult, ...] = ()
    #: those that a reason would take out, were they not one absence with a journey that counts: the
    #: strict reading counts the whole of it
    joined: tuple[BreakResult, ...] = ()


@dataclass(frozen=True, slots=True)
class BestCase:
    """The result if every approximate day were the most favourable one told.

    The evidence itself always holds the worst result, so that no verdict is surer than its weakest day.
    """

    verdict: Verdict
    earliest_safe: date | None
    earliest_lenient: date | None


@dataclass(frozen=True, slots=True)
class DecisiveDay:
    """The one approximate or missing day that matters most for a result.

    ``days_earlier``: by how many days the safe filing day comes earlier if this day alone turns out
    best; None if it decides whether there is such a day at all, or cannot be counted.
    """

    path: str
    days_earlier: int | None
    #: what could prove the day (stamps, tickets, payslips, record of the Border Guard), best first
    proofs: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ReasonAtRisk:
    """What hangs on one reason that takes a journey out of the limits.

    The safe date of the evidence rests on a reason only if its proof is ready: then it is
    ``earliest_with``, for the others it is ``earliest_without``.
    """

    absence_id: str
    reason: AbsenceReason
    #: None: nothing noted
    proof_state: DocumentStatus | None
    #: safe filing day if the office accepts this reason, the other reasons as they are
    earliest_with: date | None
    #: safe filing day if it does not, the other reasons as they are
    earliest_without: date | None


@dataclass(frozen=True, slots=True)
class ReasonsRefused:
    """What remains if the office accepts none of the reasons."""

    verdict: Verdict
    earliest_safe: date | None


@dataclass(frozen=True, slots=True)
class SecondCount:
    """What the independent day-by-day count says of a result. Without agreement nothing is green."""

    agrees: bool
    #: where both counts differ, each with both values
    differences: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class StayEvidence:
    """Everything behind the verdict on a required period of stay, as of the day assessed."""

    rule_id: str
    #: the window that was held against the limits (strict reading)
    window_first: date | None
    window_last: date | None
    required_years: int
    required_days: int
    credited_strict: Decimal
    credited_lenient: Decimal
    continuity: ContinuityResult | None
    #: a plain sequence because rows are made when somebody looks
    ledger: Sequence[LedgerRow]
    #: the event that started or last restarted the clock, in words
    clock_started: Statement | None
    earliest_safe: date | None
    earliest_lenient: date | None
    verdict: Verdict
    notes: tuple[Statement, ...] = ()
    #: paths that would settle an UNKNOWN verdict
    questions: tuple[str, ...] = ()
    #: set if approximate days make a difference; ``earliest_*`` above then hold on every one of them
    best: BestCase | None = None
    decisive: DecisiveDay | None = None
    #: None: not counted a second time, because the result is open anyway
    second: SecondCount | None = None
    #: one entry for each journey whose reason can take it out of the limits; made when somebody looks
    reasons: Sequence[ReasonAtRisk] = ()
    reasons_refused: ReasonsRefused | None = None
    #: the case that was counted, where that is not the one with the careful ends (see ``ends``)
    counted: Case | None = field(default=None, compare=False, repr=False)
