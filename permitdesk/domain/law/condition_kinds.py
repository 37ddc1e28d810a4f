"""The closed list of condition kinds: what a rule may ask of a case.

Data supplies parameters only and never names code. ``domain.law.conditions`` evaluates them.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date

from permitdesk.domain.records import dataclass


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
    days: int = 0


@dataclass(frozen=True, slots=True)
class WithinSince:
    """Filed before the period since the day answered to ``question`` has passed.

    The period ends on the same day of the month (29 February: the last of the month), plus ``days``.
    ``end_day_inside``: that day itself is still in time ("within N"); without it, it is too late
    ("before N have passed").
    """

    question: str
    years: int = 0
    months: int = 0
    days: int = 0
    end_day_inside: bool = False


@dataclass(frozen=True, slots=True)
class FilingDayWithin:
    """The filing day is not before ``not_before`` and not after ``not_after`` (both days inside)."""

    not_before: date | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class NotifiedInTime:
    """What happened on one day was told to the office within ``working_days`` working days.

    The day of the event does not count. Saturdays are no working days in the lenient count and
    are in the careful one; between the two counts the office decides.
    """

    event_question: str
    notified_question: str
    working_days: int


@dataclass(frozen=True, slots=True)
class AmountAtLeast:
    """The amount in PLN is not lower than the dated value ``value`` on the filing day (equal is enough)."""

    question: str
    value: str


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
    #: a special personal situation exempts only up to this many months; 0 where the law names no such reason
    personal_situation_months: int = 0
    #: where the limits stand, and the point of each of ``exempt_reasons``; equal limits count alike anywhere
    article: str = field(default="", compare=False)
    exempt_articles: tuple[str, ...] = field(default=(), compare=False)


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
class CreditWeights:
    """The numbers on which it depends how much of a stay counts towards the five years (art. 212)."""

    #: proceedings for protection that lasted longer than this many months count in full, others by half
    full_weight_after_months: int
    #: a short stay longer than this on end was legal only by an exception
    short_stay_days: int


@dataclass(frozen=True, slots=True)
class CreditedStay:
    """At least ``years`` of weighted legal stay directly before filing (art. 211-212)."""

    years: int
    continuity: ContinuityLimits
    weights: CreditWeights


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
    #: limits for the stay in other EU states
    continuity: ContinuityLimits
    #: limits for the stay in Poland
    polish_continuity: ContinuityLimits
    #: for the variant that adds half of studies abroad to the credited stay in Poland
    weights: CreditWeights


@dataclass(frozen=True, slots=True)
class IncomeAbove:
    """Monthly net income is higher than the threshold of the day times household (equal fails).

    ``housing_question``: the monthly cost of the dwelling is taken off first (art. 144(1a)), unless
    ``no_deduction_when`` holds (art. 113b).
    """

    amount_question: str
    household_question: str
    housing_question: str = ""
    no_deduction_when: AnswerIs | None = None


#: Conditions beside answers that hold no further conditions and count no stay.
Plain = (
    AgeBelow
    | ApplicantIs
    | CurrentStayIs
    | LegalStayOnFilingDay
    | AbroadNow
    | ElapsedSince
    | WithinSince
    | FilingDayWithin
    | NotifiedInTime
    | AmountAtLeast
    | DayNotBefore
)

Condition = (
    AnswerIs
    | Plain
    | AllOf
    | AnyOf
    | Negation
    | QualifyingStay
    | CreditedStay
    | EuStayWithBlueCard
    | IncomeAbove
)
