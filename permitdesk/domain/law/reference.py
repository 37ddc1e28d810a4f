"""What the rules lean on and lead to: sources, offices, free help, public holidays. No dated entries."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.records import dataclass


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
