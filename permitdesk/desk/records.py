"""One line of the desk for each case, and what is derived from a case for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DeskStatus(StrEnum):
    """How far a case is. ``CLOSED`` is set by hand; the others follow from the answers."""

    PREPARING = "preparing"
    #: there is a UPO, or a filing that counts, for everybody who files
    FILED = "filed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DeskDeadline:
    """One day to keep, of one person of the case. Deadlines that are done are left out.

    ``id`` is that of a deadline of the rules, or ``last_day_of_legal_stay``; ``kind`` is a value of
    ``DeadlineKind``. ``person`` is the case id of the household member, ``name`` how they are called.
    """

    day: date
    id: str
    kind: str
    person: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """What was worked out for the desk when the case was last assessed, and with which rules."""

    assessed_on: date
    rules_version: str
    #: the earliest last day of legal stay of the household; None: no fixed day or not known
    last_day_of_legal_stay: date | None
    #: by day, the earliest first
    deadlines: tuple[DeskDeadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two entries look like the same person: the name in its search form and the birth date."""

    name_key: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of the desk list, readable without opening the case."""

    case_id: str
    title: str
    route: str | None
    #: as worked out when the case was last assessed; it may be out of date
    last_day_of_legal_stay: date | None
    #: when the case was last saved, in UTC
    updated_at: datetime
    step: str | None
    #: given names and surname of the first person
    name: str = ""
    #: how many people the household has
    people: int = 1
    status: DeskStatus = DeskStatus.PREPARING
    advisor: str = ""
    #: id of the voivodeship of the first person
    voivodeship: str | None = None
    #: open deadlines, the earliest first
    deadlines: tuple[DeskDeadline, ...] = ()
    #: day and rules of ``deadlines`` and of the last day; None: never assessed
    assessed_on: date | None = None
    rules_version: str = ""
    tags: tuple[str, ...] = ()
    #: ids of the cases linked with this one
    linked: tuple[str, ...] = ()
    #: words to search in: title, names, tags and further spellings, folded (``desk.search_keys``)
    search: str = ""
    #: everybody of the household, for the warning about duplicates
    identities: tuple[Identity, ...] = ()
    #: when the case was begun on this computer, in UTC
    created_at: datetime | None = None
    closed_at: datetime | None = None
    deleted_at: datetime | None = None
    #: the desk decided to keep the case at least until this day
    keep_until: date | None = None

    @property
    def next_deadline(self) -> DeskDeadline | None:
        """The earliest open deadline, past ones included."""
        return self.deadlines[0] if self.deadlines else None
