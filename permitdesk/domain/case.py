"""The case: everything a person has told us, and nothing that can be derived.

None in a field means "not told yet"; a path listed in ``Case.dont_know`` means
"asked, and the person does not know". Days are inclusive on both ends:
``first_day`` and ``last_day`` both belong to a stay; on ``left`` and ``returned``
the person was in Poland for part of the day.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from permitdesk.domain.answers import Answers
from permitdesk.domain.records import dataclass


class ApplicantKind(StrEnum):
    """Who the application is for; decides who may sign (art. 202(2), 203d(3), 218a(2), 219d(3))."""

    ADULT = "adult"
    MINOR = "minor"
    INCAPACITATED = "incapacitated"
    UNACCOMPANIED_MINOR = "unaccompanied_minor"


class SignerKind(StrEnum):
    """Who is going to click "sign" in MOS."""

    APPLICANT = "applicant"
    PARENT = "parent"
    GUARDIAN = "guardian"
    CURATOR = "curator"
    SPOUSE = "spouse"
    ATTORNEY = "attorney"
    EMPLOYER = "employer"
    ADVISOR = "advisor"
    OTHER = "other"


class SignatureKind(StrEnum):
    """Kinds of electronic signature; ``PERSONAL`` sits in a Polish e-ID card only."""

    TRUSTED = "trusted"
    QUALIFIED = "qualified"
    PERSONAL = "personal"
    NONE = "none"


class AbsenceReason(StrEnum):
    """Why the person was abroad; the first four can exempt a break (art. 195(4), 212(4))."""

    ORDINARY = "ordinary"
    WORK_FOR_POLISH_EMPLOYER = "work_for_polish_employer"
    ACCOMPANYING_WORKER = "accompanying_worker"
    SPECIAL_PERSONAL_SITUATION = "special_personal_situation"
    POLISH_STUDIES = "polish_studies"
    MILITARY_SERVICE = "military_service"
    UNKNOWN = "unknown"


class DocumentStatus(StrEnum):
    """State of one checklist item."""

    MISSING = "missing"
    REQUESTED = "requested"
    READY = "ready"
    NOT_NEEDED = "not_needed"


class FilingChannel(StrEnum):
    """How something was filed earlier (decision table of the transition)."""

    PAPER_POST = "paper_post"
    PAPER_OFFICE = "paper_office"
    OLD_MOS = "old_mos"
    INPOL = "inpol"
    EPUAP = "epuap"
    EMAIL = "email"
    NEW_MOS = "new_mos"
    CONSUL = "consul"


class FilingOutcome(StrEnum):
    """What became of an earlier filing."""

    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    DISCONTINUED = "discontinued"
    LEFT_UNEXAMINED = "left_unexamined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Tri(StrEnum):
    """Yes, no, or asked and not known."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


@dataclass(frozen=True, slots=True)
class Person:
    """The foreigner the application is for. Never asked: logins, passwords."""

    given_names: str = ""
    surname: str = ""
    birth_date: date | None = None
    citizenships: tuple[str, ...] = ()
    has_pesel: Tri | None = None
    has_trusted_profile: Tri | None = None
    has_e_delivery: Tri | None = None
    voivodeship: str | None = None


@dataclass(frozen=True, slots=True)
class CurrentStay:
    """The title the person stays on now. ``kind`` is an id of ``statuses.toml``.

    Which of the optional fields matter depends on the kind (``StatusKind.asks``).
    """

    kind: str
    #: day the title began to carry the stay (decision day of a permit, first day of a visa, entry)
    first_day: date | None = None
    #: last printed day of the permit, visa or card; that day is still legal stay
    last_day: date | None = None
    #: number of days of stay printed on a visa
    days_allowed: int | None = None
    #: day of the last entry to Poland or the Schengen area
    entered_on: date | None = None
    #: day the pending application was filed
    filed_on: date | None = None
    #: day on which a decision was delivered
    decision_delivered_on: date | None = None
    #: whether that decision came from the second instance
    second_instance: Tri | None = None
    #: whether the application that was refused had been filed within legal stay
    filed_in_legal_stay: Tri | None = None
    #: how proceedings for international protection ended: granted, refused, discontinued, pending
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """An earlier title of stay, both days inside; ``last_day`` None: it went on until the current one."""

    id: str
    kind: str
    first_day: date | None = None
    last_day: date | None = None
    outcome: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """One journey out of Poland. ``returned`` None: still abroad."""

    id: str
    left: date | None = None
    returned: date | None = None
    country: str = ""
    reason: AbsenceReason = AbsenceReason.ORDINARY
    proof: str = ""
    #: how far the proof of the reason is; None: nothing noted
    proof_state: DocumentStatus | None = None


@dataclass(frozen=True, slots=True)
class ApproximateDay:
    """A day told as "around" or "between": it lies from ``first`` to ``last``, both inside.

    ``path`` names the field, e.g. ``absences.a1.left``. The field itself holds the careful end of the
    range, so that whoever reads only the field never promises too much: journeys and Schengen stays
    as long as they may have been, stays in Poland as short.
    """

    path: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SchengenStay:
    """One short stay in the Schengen area for 90/180; ``exit`` None: still there."""

    id: str
    entry: date | None = None
    exit: date | None = None


@dataclass(frozen=True, slots=True)
class EarlierFiling:
    """An application that the person (or somebody for them) made before."""

    filed: Tri
    channel: FilingChannel | None = None
    family: str | None = None
    sent_on: date | None = None
    received_on: date | None = None
    upo_received: Tri | None = None
    signer: SignerKind | None = None
    annex_signed: Tri | None = None
    defects_cured: Tri | None = None
    filed_again_in_mos: Tri | None = None
    paper_case: Tri | None = None
    outcome: FilingOutcome | None = None
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What the person noted about one document of the checklist."""

    id: str
    status: DocumentStatus = DocumentStatus.MISSING
    original_ready: Tri | None = None
    translation_ready: Tri | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaymentState:
    """What the person noted about one fee; ``id`` is a fee id."""

    id: str
    paid_on: date | None = None
    proof_saved: Tri | None = None


@dataclass(frozen=True, slots=True)
class FilingRecord:
    """What happened in MOS. Without a UPO nothing has been filed (art. 203d(5), 219d(5))."""

    sent_on: date | None = None
    upo_received: Tri | None = None
    upo_number: str = ""
    upo_received_on: date | None = None
    upo_time: str = ""
    upo_file_name: str = ""
    certificate_shows_signer: Tri | None = None
    certificate_of_filing_received: Tri | None = None
    draft_last_touched_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnnexState:
    """What the person noted about an annex that somebody else fills in and signs; ``id`` is an annex id.

    Further employers have further entries with ids ``<annex id>.2``, ``<annex id>.3``.
    """

    id: str
    party_name: str = ""
    requested_on: date | None = None
    signed: Tri | None = None
    signed_on: date | None = None


class Relation(StrEnum):
    """What a further member of the household is to the first person."""

    SPOUSE = "spouse"
    CHILD = "child"
    STEPCHILD = "stepchild"
    PARENT = "parent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Case:
    """One application of one person; with ``members``, the applications of a household.

    Each member is a case of its own (own stay, answers, documents, fees, signer, UPO). Answers that
    hold for the whole household and documents that serve everybody stand in the first person's case
    only: ``domain.household`` joins them.
    """

    case_id: str
    title: str = ""
    person: Person = field(default_factory=Person)
    applicant: ApplicantKind | None = None
    signer: SignerKind | None = None
    signature: SignatureKind | None = None
    current_stay: CurrentStay | None = None
    statuses: tuple[StatusEntry, ...] = ()
    absences: tuple[Absence, ...] = ()
    schengen_stays: tuple[SchengenStay, ...] = ()
    earlier_filing: EarlierFiling | None = None
    route: str | None = None
    planned_filing_on: date | None = None
    answers: Answers = field(default_factory=Answers)
    documents: tuple[DocumentState, ...] = ()
    payments: tuple[PaymentState, ...] = ()
    filing: FilingRecord = field(default_factory=FilingRecord)
    advisor: str = ""
    note: str = ""
    #: field paths answered with "I don't know", e.g. ``current_stay.last_day``
    dont_know: frozenset[str] = frozenset()
    #: whether ``absences`` are all journeys out of Poland of the years that count; None: not told yet
    journeys_complete: Tri | None = None
    #: days that are not known to the day, one entry for each field
    approximate: tuple[ApproximateDay, ...] = ()
    annexes: tuple[AnnexState, ...] = ()
    #: a second route laid beside the chosen one
    compared_route: str | None = None
    #: further people of the household, never nested further
    members: tuple[Case, ...] = ()
    #: of a member: what they are to the first person
    relation: Relation | None = None

    def with_changes(self, **changes: Any) -> Case:
        """A copy with fields replaced."""
        return replace(self, **changes)
