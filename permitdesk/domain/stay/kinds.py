"""Kinds of stay as dated data: what a title is, when it ends and what the routes make of it."""

from __future__ import annotations

from enum import StrEnum

from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.records import dataclass


class LastDayRule(StrEnum):
    """How the last day of legal stay follows from a title. A closed list, implemented in ``legal_stay``."""

    PRINTED_DATE = "printed_date"
    VISA_DAYS_AND_DATE = "visa_days_and_date"
    SCHENGEN_90_180 = "schengen_90_180"
    NO_END = "no_end"
    UNTIL_DECISION_FINAL = "until_decision_final"
    UNTIL_PROCEEDINGS_END = "until_proceedings_end"
    TEMPORARY_PROTECTION = "temporary_protection"
    THIRTY_DAYS_AFTER_FINAL = "thirty_days_after_final"
    THIRTY_DAYS_AFTER_PROTECTION = "thirty_days_after_protection"
    VOLUNTARY_DEPARTURE = "voluntary_departure"
    NOT_LEGAL = "not_legal"
    NOT_IN_POLAND = "not_in_poland"
    BORN_HERE = "born_here"
    NOT_KNOWN = "not_known"


class LtrWeight(StrEnum):
    """What a day of this title counts towards the five years of art. 211 (art. 212)."""

    FULL = "full"
    HALF = "half"
    #: half, in full if the proceedings lasted longer than 18 months, nothing if they ended in refusal
    PROCEEDINGS = "proceedings"
    ZERO = "zero"
    #: nothing in the safe date, full in the second date ("if the office accepts")
    ZERO_OR_FULL = "zero_or_full"
    #: not legal: breaks the chain
    BREAKS = "breaks"


@dataclass(frozen=True, slots=True)
class StatusKind:
    """One kind of stay from ``statuses.toml``."""

    id: str
    group: str
    legal: bool
    last_day_rule: LastDayRule
    ltr_weight: LtrWeight
    #: fields of ``CurrentStay`` to ask for, in order
    asks: tuple[str, ...]
    provenance: Provenance
    #: this title counts as pending stay: legal, but not stay on the basis of a permit
    pending: bool = False
    #: short stay that uses up the 90 days in 180
    schengen_counted: bool = False
    #: by which article a day weighs so towards the five years of art. 211; empty: named by the period
    ltr_article: str = ""
