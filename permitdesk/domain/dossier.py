"""The result of ``domain.assess.assess``: all that the window, the PDF, the calendar and the CLI show."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import EarliestDates, Finding, Statement, Verdict
from permitdesk.domain.law.rules import Family, Need, Payee, Stage
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import StayEvidence

if TYPE_CHECKING:
    from permitdesk.domain.stay.timeline import Timeline


class Freshness(StrEnum):
    """Age of the rule set: fresh up to 60 days, amber up to 180, red beyond."""

    FRESH = "fresh"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class RulesetStamp:
    """Which rules answered."""

    version: str
    verified_on: date
    age_days: int
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class LegalStay:
    """The last day of legal stay. It is a hard date: it never moves to a working day.

    ``day`` None with ``legal_now`` True means no fixed end; ``verdict`` UNKNOWN means data is missing.
    """

    day: date | None
    legal_now: bool | None
    verdict: Verdict
    #: id of the rule used (``LastDayRule`` value)
    basis: str
    explanation: tuple[Statement, ...]
    arithmetic: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    days_left: int | None
    questions: tuple[str, ...] = ()
    #: a later day under a less careful reading, shown beside but never used
    lenient_day: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineProblem:
    """A gap, overlap or impossible entry in the timeline, named so that it can be mended."""

    kind: str  # gap, overlap, reversed, missing_day, absence_overlap, future
    first: date | None
    last: date | None
    paths: tuple[str, ...]
    text: Statement


@dataclass(frozen=True, slots=True)
class TimelineSpan:
    """One drawn span of the timeline, both days inside; lane: status, absence or milestone."""

    lane: str
    kind: str
    first: date
    last: date
    legal: bool


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline as facts, ready to draw."""

    spans: tuple[TimelineSpan, ...]
    problems: tuple[TimelineProblem, ...]
    #: the timeline behind it, so that the drawing need not count it again
    built: Timeline | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Warning:
    """A red flag, amber or plain note. Texts: the statement."""

    id: str
    severity: str  # red, amber, info
    text: Statement
    today: Statement | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierFilingResult:
    """What an earlier filing is worth; ``row`` None: nothing filed or not told yet."""

    row: str | None
    result: str  # none, filed, not_filed, doubtful, unknown, ended
    severity: str
    explanation: tuple[Statement, ...]
    today: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelResult:
    """Where the application is filed and by whom: a ``Channel`` value, decided before anything else."""

    channel: str
    explanation: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    #: what goes with a paper application, in order; empty for MOS
    paper_set: tuple[Statement, ...] = ()
    #: where it goes: which voivode, by whose place
    where: tuple[Statement, ...] = ()
    #: id of the rule that decided, by which the steps on paper are told
    rule: str = ""
    #: in MOS, but with a form and rules of another act
    own_form: bool = False


@dataclass(frozen=True, slots=True)
class SigningResult:
    """Who must sign with what, and what becomes of the signer named in the case."""

    required_signers: tuple[str, ...]
    allowed_signatures: tuple[str, ...]
    named_signer: str | None
    named_signature: str | None
    #: valid, wrong_signer, wrong_signature, unknown
    result: str
    explanation: tuple[Statement, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One document with its state. ``needed``: MET always/now, UNKNOWN if it depends on an open answer."""

    id: str
    document: str
    stage: Stage
    need: Need
    needed: Verdict
    translation: bool
    status: str
    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One fee. ``amount_pln`` is the safe (higher) amount while a reduction is open."""

    id: str
    amount_pln: Decimal
    payee: Payee
    reduction: str | None
    #: a reduction that may apply, with its amount, while its question is open
    possible_reduction: str | None
    possible_amount_pln: Decimal | None
    explanation: tuple[Statement, ...]
    paid_on: date | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class AnnexItem:
    """One annex to sign, with what was noted about it. ``entry`` is the id of its ``AnnexState``."""

    id: str
    entry: str
    number: int
    party: str
    signatures: tuple[str, ...]
    blocks: tuple[str, ...]
    #: signed by somebody else than the applicant, through a link from MOS
    third_party: bool
    several: bool
    #: MET: needed; UNKNOWN: depends on an open answer
    needed: Verdict
    party_name: str
    requested_on: date | None
    #: yes, no, dont_know or None (not told)
    signed: str | None
    citations: tuple[Citation, ...]


class RouteGroup(StrEnum):
    """How a route is ranked for a person, best first."""

    POSSIBLE_NOW = "possible_now"
    #: fits what was told, but answers are still missing or the office decides
    FITS_SO_FAR = "fits_so_far"
    POSSIBLE_FROM = "possible_from"
    #: not settled whether it fits at all
    OPEN = "open"
    #: possible if a named condition changes
    IF_CHANGED = "if_changed"
    NOT_POSSIBLE = "not_possible"


class DeadlineKind(StrEnum):
    """Hard dates never roll; procedural ones roll by KPA art. 57 par. 4; recommended ones are our advice."""

    HARD = "hard"
    PROCEDURAL = "procedural"
    SYSTEM = "system"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date with its basis. ``unrolled`` differs from ``day`` only for procedural ones."""

    id: str
    day: date
    kind: DeadlineKind
    unrolled: date
    basis: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    done: bool = False


@dataclass(frozen=True, slots=True)
class RouteNoteItem:
    """A note about the route in force on the day assessed; text ``note.<id>``."""

    id: str
    topic: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RouteAssessment:
    """One route held against the case."""

    id: str
    family: Family
    in_mos: bool
    verdict: Verdict
    earliest_filing_date: EarliestDates
    #: last day on which filing is in time; None: no fixed day or not known
    file_by: date | None
    requirements: tuple[Finding, ...]
    bars: tuple[Finding, ...]
    refusal_grounds: tuple[Finding, ...]
    checklist: tuple[ChecklistItem, ...]
    fees: tuple[FeeItem, ...]
    signing: SigningResult
    deadlines: tuple[Deadline, ...]
    warnings: tuple[Warning, ...]
    notes: tuple[RouteNoteItem, ...]
    #: what would make a failed route succeed
    remedies: tuple[Statement, ...]
    stay_evidence: tuple[StayEvidence, ...]
    #: open questions of this route, in the order to ask
    open_questions: tuple[str, ...]
    related: tuple[str, ...]
    channel: ChannelResult
    #: whether the permit is meant for what the person told the finder; UNKNOWN: not told yet
    fit: Verdict
    group: RouteGroup
    #: for IF_CHANGED and NOT_POSSIBLE: what would have to be different, or why it never can be
    changes: tuple[Statement, ...]
    annexes: tuple[AnnexItem, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that follows from the answers, the rules and the day. ``covered`` False: no rules for the day."""

    on: date
    covered: bool
    ruleset: RulesetStamp
    last_day_of_legal_stay: LegalStay
    timeline: TimelineView
    channel: ChannelResult
    earlier_filing: EarlierFilingResult
    #: every route in force, best first
    routes: tuple[RouteAssessment, ...]
    chosen: str | None
    warnings: tuple[Warning, ...]
    #: ids of outdated advice that matches the answers
    outdated_advice: tuple[str, ...]

    def route(self, route_id: str) -> RouteAssessment | None:
        """The assessment of one route, or None if it is not in force on the day."""
        return next((r for r in self.routes if r.id == route_id), None)
