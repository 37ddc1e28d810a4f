"""The rule set as frozen records, as the loader builds them from ``resources/rules``.

Conditions are a closed list of kinds; data supplies parameters only and never
names code. ``domain.law.conditions`` evaluates them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from permitdesk.domain.answers import AnswerKind
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.stay.kinds import StatusKind

# --- conditions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerIs:
    """A yes/no or choice question is answered with one of ``values``.

    Answers in ``office`` give NEEDS_OFFICE; anything else known gives NOT_MET.
    """

    question: str
    values: tuple[str, ...]
    office: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is needed."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite of ``part``: MET and NOT_MET change places, the rest stays open."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AgeBelow:
    """Younger than ``years`` completed years on the filing day (the birthday is no longer below)."""

    years: int


@dataclass(frozen=True, slots=True)
class ApplicantIs:
    """``Case.applicant`` is one of ``kinds``."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CurrentStayIs:
    """The kind of the current stay is one of ``kinds``; kinds in ``office`` give NEEDS_OFFICE."""

    kinds: tuple[str, ...]
    office: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalStayOnFilingDay:
    """The day assessed is a day of legal stay."""


@dataclass(frozen=True, slots=True)
class AbroadNow:
    """The person is outside Poland on the day assessed."""


@dataclass(frozen=True, slots=True)
class ElapsedSince:
    """``years`` and ``months`` have passed since the day answered to ``question``.

    ``full_period_before_the_day``: the period must be complete the day before filing
    (wedding day + 3 years + 1 day).
    """

    question: str
    years: int
    months: int = 0
    full_period_before_the_day: bool = True


@dataclass(frozen=True, slots=True)
class DayNotBefore:
    """The day answered to ``question`` is ``day`` or later (``not_after``: ``day`` or earlier)."""

    question: str
    not_before: date | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class ContinuityLimits:
    """Limits for breaks, in months. Exactly the limit is inside."""

    single_months: int
    total_months: int
    exempt_reasons: tuple[str, ...]
    #: a special personal situation exempts only up to this many months
    personal_situation_months: int = 6


@dataclass(frozen=True, slots=True)
class QualifyingStay:
    """At least ``years`` directly before filing on titles of ``kinds``.

    ``continuity`` None: the law does not ask for an uninterrupted stay (breaks only warned of
    with ``warn_continuity``). ``proceedings_credit_for``: for these kinds the stay during
    international-protection proceedings is added in full (art. 195(3)).
    ``per_year``: art. 47 counting, breaks summed per year of stay.
    """

    years: int
    kinds: tuple[str, ...]
    continuity: ContinuityLimits | None
    warn_continuity: ContinuityLimits | None = None
    proceedings_credit_for: tuple[str, ...] = ()
    mixing_unconfirmed: bool = False
    #: any legal stay counts, whatever its kind
    any_legal: bool = False
    #: breaks are limited per year instead of over the whole period
    per_year: bool = False


@dataclass(frozen=True, slots=True)
class CreditedStay:
    """At least ``years`` of weighted legal stay directly before filing (art. 211-212)."""

    years: int
    continuity: ContinuityLimits


@dataclass(frozen=True, slots=True)
class EuStayWithBlueCard:
    """Two years in Poland on ``kinds`` directly before filing, and stay in the EU by the chosen variant.

    ``variant_question`` chooses the variant of art. 212(1)(1)-(1c), (4);
    the other questions give the begin of the EU stay and its breaks.
    """

    polish_years: int
    kinds: tuple[str, ...]
    years: int
    variant_question: str
    since_question: str
    longest_break_question: str
    total_break_question: str
    continuity: ContinuityLimits


@dataclass(frozen=True, slots=True)
class IncomeAbove:
    """Monthly net income is higher than the threshold of the day times household (equal fails)."""

    amount_question: str
    household_question: str


Condition = (
    AnswerIs
    | AllOf
    | AnyOf
    | Negation
    | AgeBelow
    | ApplicantIs
    | CurrentStayIs
    | LegalStayOnFilingDay
    | AbroadNow
    | ElapsedSince
    | DayNotBefore
    | QualifyingStay
    | CreditedStay
    | EuStayWithBlueCard
    | IncomeAbove
)

# --- entries ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """One question the person may be asked. Options only for CHOICE. Texts: ``question.<id>.*``."""

    id: str
    kind: AnswerKind
    options: tuple[str, ...]
    provenance: Provenance
    #: shown only when this holds (same closed list); None: always
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be true for the grant. Texts: ``requirement.<id>.title`` and ``.why``."""

    id: str
    condition: Condition
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason to refuse opening proceedings; the condition holding means barred. Texts: ``bar.<id>.*``."""

    id: str
    condition: Condition
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """A ground of refusal to warn of. ``condition`` None: information only. Texts: ``refusal.<id>.*``."""

    id: str
    condition: Condition | None
    provenance: Provenance


class Stage(StrEnum):
    """When a document is needed."""

    FILING = "filing"
    EVIDENCE = "evidence"
    VISIT = "visit"


class Need(StrEnum):
    """How strongly a document is needed."""

    STATUTORY = "statutory"
    OFFICE = "office"
    CONDITIONAL = "conditional"
    HELPFUL = "helpful"


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One document of a stage. ``when`` None: always. Texts: ``document.<id>.title/.why/.official``."""

    id: str
    document: str
    stage: Stage
    need: Need
    when: Condition | None
    translation: bool
    provenance: Provenance


class Payee(StrEnum):
    """Who receives the money; never an account number."""

    CITY = "city_of_voivode_seat"
    VOIVODESHIP_OFFICE = "voivodeship_office"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One fee. ``reductions`` are (condition, amount, id) tried in order. Texts: ``fee.<id>.*``."""

    id: str
    amount_pln: Decimal
    payee: Payee
    provenance: Provenance
    when: Condition | None = None
    reductions: tuple[FeeReduction, ...] = ()


@dataclass(frozen=True, slots=True)
class FeeReduction:
    """A lower amount if ``condition`` holds. Texts: ``fee_reduction.<id>``."""

    id: str
    condition: Condition
    amount_pln: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A date to print. ``anchor`` is a closed list understood by ``deadlines``; texts: ``deadline.<id>.*``.

    ``kind``: hard, procedural, system or recommended. ``days`` is an offset from the anchor
    (negative: before). ``rolls``: KPA art. 57 par. 4 applies.
    """

    id: str
    kind: str
    anchor: str
    days: int
    rolls: bool
    when: Condition | None
    provenance: Provenance
    #: what makes the date obsolete, a closed list understood by ``deadlines.done``
    done_when: str = ""
    #: an anchor that the date is never before; with the date's own anchor before it, the date is left out
    not_before: str = ""


class Family(StrEnum):
    """Kind of application."""

    PERMANENT = "permanent_residence"
    LONG_TERM_EU = "eu_long_term_resident"


@dataclass(frozen=True, slots=True)
class RouteNote:
    """A dated statement about the route that needs no verdict (validity, effect, work, card…).

    Texts: ``note.<id>``.
    """

    id: str
    topic: str
    provenance: Provenance
    #: shown only when this holds; None: always
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One permit route: a lawyer can read its file top to bottom."""

    id: str
    family: Family
    order: int
    in_mos: bool
    provenance: Provenance
    questions: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    bars: tuple[Bar, ...]
    refusal_grounds: tuple[RefusalGround, ...]
    documents: tuple[DocumentRule, ...]
    fees: tuple[FeeRule, ...]
    notes: tuple[RouteNote, ...]
    #: the latest filing day of art. 202(1)/218a(1) does not bind when this holds (art. 202(3))
    late_filing_allowed: Condition | None = None
    related: tuple[str, ...] = ()
    #: open to a handful of people only: ranked after its equals until everything about it is met
    exceptional: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """Net income per month in PLN that must be exceeded, per person (art. 140(2))."""

    single: Decimal
    in_family: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class EarlierFilingRow:
    """One row of the decision table of the transition.

    Every given field must match; an empty tuple matches anything. ``received_from``/``received_to``
    bound the day of receipt. Texts: ``earlier_filing.<id>.result/.today``.
    """

    id: str
    channels: tuple[str, ...]
    received_from: date | None
    received_to: date | None
    upo: tuple[str, ...]
    own_signature: tuple[str, ...]
    annex_signed: tuple[str, ...]
    filed_again: tuple[str, ...]
    paper_case: tuple[str, ...]
    #: filed, not_filed, doubtful
    result: str
    severity: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class OutdatedAdvice:
    """A sentence people were told. Texts: ``advice.<id>.told/.now``; shown when ``when`` matches."""

    id: str
    right_until: date | None
    wrong_since: date | None
    when: Condition | None
    channels: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SigningRule:
    """Who signs for an applicant of this kind, and with which signatures (art. 203d(3), 219d(3))."""

    id: str
    family: Family
    applicant: str
    signers: tuple[str, ...]
    signatures: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of ``sources.toml``."""

    id: str
    title: str
    url: str
    rank: str
    speaks_of: date


@dataclass(frozen=True, slots=True)
class Office:
    """A voivodeship office; fields that were not confirmed are empty. No account numbers."""

    id: str
    name: str
    city: str
    address: str
    web: str
    status_page: str
    #: who receives the stamp duty (city), to be checked on the office's page
    stamp_duty_payee: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class HelpContact:
    """Free help. ``confirmed`` False: print with "check first"."""

    id: str
    name: str
    contact: str
    web: str
    confirmed: bool
    checked_on: date


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """A statutory day off: fixed (month, day) or an offset from Easter Sunday, within years."""

    id: str
    month: int | None
    day: int | None
    easter_offset: int | None
    from_year: int
    to_year: int | None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A named date or number that law changes over time, e.g. the end of temporary protection."""

    id: str
    value: date | int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Everything the engine knows of the law, all days together; ``domain.assess`` picks the day."""

    version: str
    verified_on: date
    covered_from: date
    routes: tuple[Route, ...]
    questions: tuple[Question, ...]
    statuses: tuple[StatusKind, ...]
    thresholds: tuple[Threshold, ...]
    deadlines: tuple[DeadlineRule, ...]
    earlier_filing: tuple[EarlierFilingRow, ...]
    outdated_advice: tuple[OutdatedAdvice, ...]
    sources: tuple[Source, ...]
    offices: tuple[Office, ...]
    help_contacts: tuple[HelpContact, ...]
    holidays: tuple[HolidayRule, ...]
    values: tuple[DatedValue, ...]
    signing: tuple[SigningRule, ...] = ()
