"""Where a statement of the law comes from, and when somebody last looked."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from permitdesk.domain.records import dataclass


class Certainty(StrEnum):
    """How sure the source makes us; anything but CONFIRMED is worded as a question for the office."""

    CONFIRMED = "confirmed"
    OFFICE_PRACTICE = "office_practice"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Citation:
    """One source behind a finding: ``source`` is an id of ``sources.toml``."""

    source: str
    article: str
    verified_on: date
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True)
class Provenance:
    """Validity and source of one rule entry; both boundary days belong to its validity."""

    in_force_from: date
    in_force_to: date | None
    source: str
    article: str
    verified_on: date
    certainty: Certainty = Certainty.CONFIRMED
    # One assessment cites the same few hundred entries over and over, so each makes its citation once.
    _cited: Citation = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cited = Citation(self.source, self.article, self.verified_on, self.certainty)
        object.__setattr__(self, "_cited", cited)

    def covers(self, day: date) -> bool:
        """Whether the entry is in force on ``day`` (first and last day included)."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def citation(self) -> Citation:
        """The citation to print beside a finding made by this entry."""
        return self._cited
