"""The rule set as frozen records, as the loader builds them from ``resources/rules``.

Conditions come from the closed list of ``condition_kinds``; data supplies parameters only.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from permitdesk.domain.answers import AnswerKind
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import Condition
from permitdesk.domain.law.reference import HelpContact, HolidayRule, Office, Source
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.countries import Countries
from permitdesk.domain.stay.kinds import StatusKind

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
    #: one answer for all people of a household (income, dwelling, the sponsor's permit)
    shared: bool = False
    #: one of the plain questions of the permit finder
    finder: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be true for the grant. Texts: ``requirement.<id>.title``, ``.why`` and ``.fix``.

    ``fixed``: nothing that the person does or waits for can change it (birth, a day gone by).
    """

    id: str
    condition: Condition
    provenance: Provenance
    fixed: bool = False


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
    """One document of a stage. ``when`` None: always. Texts: ``document.<id>.title/.why/.official``.

    ``shared``: one original serves every member of a household (each application still gets its scan).
    """

    id: str
    document: str
    stage: Stage
    need: Need
    when: Condition | None
    translation: bool
    provenance: Provenance
    shared: bool = False


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
    #: ``days`` are working days (Monday to Friday without public holidays); the day shown is the careful one
    working_days: bool = False
    #: families of routes it is printed for; empty: all
    families: tuple[Family, ...] = ()
    #: printed only for routes that have this, a closed list: ``third_party_annex``
    needs: str = ""
    #: channels it is printed for; empty: MOS only, because a paper case knows neither signature nor UPO
    channels: tuple[Channel, ...] = ()
    #: months added to the anchor before ``days``; such a date never moves
    months: int = 0


class Family(StrEnum):
    """Kind of application."""

    PERMANENT = "permanent_residence"
    LONG_TERM_EU = "eu_long_term_resident"
    TEMPORARY = "temporary_residence"


class Channel(StrEnum):
    """Where an application goes and who files it. All but MOS is a closed list (art. 106j-106l, 120a)."""

    MOS = "mos"
    #: on paper by the receiving entity in Poland (ICT, art. 106k)
    PAPER_HOST = "paper_host"
    #: on paper by the person living in Poland whom the applicant joins (art. 106l)
    PAPER_SPONSOR = "paper_sponsor"
    #: on paper by the holder: change of a permit, exchange of a card (art. 120a, 231)
    PAPER_HOLDER = "paper_holder"
    #: another procedure outside this program, explained only
    NOT_MOS = "not_mos"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Where a kind of application goes. Texts: ``statement.channel.<id>``.

    ``routes`` names permits of their own; empty: every permit of ``families`` on this ``channel``.
    ``where`` and ``paper_set`` name texts below ``statement.channel_where`` and ``statement.channel_set``.
    """

    id: str
    channel: Channel
    where: str
    provenance: Provenance
    families: tuple[Family, ...] = ()
    routes: tuple[str, ...] = ()
    #: what goes with a paper application, in order
    paper_set: tuple[str, ...] = ()
    #: in MOS with a form of its own, by another act: what the Act on Foreigners says of filing does not hold
    own_form: bool = False


class LastFilingDay(StrEnum):
    """Until when a route may be filed in time."""

    LAST_DAY_OF_LEGAL_STAY = "last_day_of_legal_stay"
    #: no day of the stay bounds it (person abroad, change of a permit, illegal stay as a condition)
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AnnexRule:
    """An annex to the application (art. 106(2)-(7)). Texts: ``annex.<id>.title`` and ``.why``.

    ``number`` is the one MOS shows. ``party``: ``applicant``, ``employer``, ``university``,
    ``host_organisation`` or ``internship_organiser``; its texts are ``annex_party.<party>``.
    ``blocks`` are what the party must have ready, texts ``annex_block.<block>``.
    ``several``: one from each such party (every employer).
    """

    id: str
    number: int
    party: str
    signatures: tuple[str, ...]
    blocks: tuple[str, ...]
    provenance: Provenance
    several: bool = False
    when: Condition | None = None


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
    channel: Channel
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
    #: what the person must have told the finder for this permit to be theirs; None: fits nobody by the finder
    fits: Condition | None = None
    #: whether a person may bring ``fits`` about by what they decide to do (work, study, a company)
    fits_by_choice: bool = False
    last_filing_day: LastFilingDay = LastFilingDay.LAST_DAY_OF_LEGAL_STAY
    annexes: tuple[AnnexRule, ...] = ()
    #: filing for this permit ends, by law, an open case for another one of its family; the condition is how
    #: the person tells of that case (art. 42i of the special act of 12 March 2022)
    ends_open_case: Condition | None = None

    @property
    def in_mos(self) -> bool:
        """Whether MOS is the channel."""
        return self.channel is Channel.MOS


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
class AgeRule:
    """What begins at an age in completed years, reached on the filing day or before; the birthday counts.

    ``topic``, a closed list understood by ``ages``: ``signs``, ``visit``, ``fingerprints``, ``specimen``,
    ``card_fee``. Texts: ``statement.age.<topic>_below`` and ``statement.age.<topic>_from``.
    """

    id: str
    family: Family
    topic: str
    years: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A named date or number that law changes over time, e.g. the end of temporary protection.

    Amounts are in PLN, as Decimal.
    """

    id: str
    value: date | int | Decimal
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
    ages: tuple[AgeRule, ...] = ()
    channels: tuple[ChannelRule, ...] = ()
    countries: Countries = field(default_factory=Countries)
    #: what follows from the rules alone, whatever the case; prepared when it is first needed
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
