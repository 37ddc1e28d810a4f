"""What the engine says about one rule: a verdict, the facts, the arithmetic and the source.

The domain writes no sentences. It names a text and the values to put in; the
text files hold the words (``rulesets.texts`` renders a ``Statement``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from permitdesk.domain.law.citations import Citation
from permitdesk.domain.records import dataclass


class Verdict(StrEnum):
    """The whole vocabulary of verdicts."""

    MET = "met"
    NOT_MET = "not_met"
    TOO_EARLY = "too_early"
    UNKNOWN = "unknown"
    NEEDS_OFFICE = "needs_office"


#: From the strongest obstacle to none: a conjunction takes the first that occurs.
_OBSTACLES = (
    Verdict.NOT_MET,
    Verdict.TOO_EARLY,
    Verdict.UNKNOWN,
    Verdict.NEEDS_OFFICE,
    Verdict.MET,
)
#: From the best outcome to the worst: an alternative takes the first that occurs.
_CHANCES = (
    Verdict.MET,
    Verdict.NEEDS_OFFICE,
    Verdict.UNKNOWN,
    Verdict.TOO_EARLY,
    Verdict.NOT_MET,
)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict when every part is needed: the weakest part; MET for no parts."""
    return _first_of(_OBSTACLES, verdicts, Verdict.MET)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict when one part is enough: the best part; NOT_MET for no parts."""
    return _first_of(_CHANCES, verdicts, Verdict.NOT_MET)


def _first_of(order: tuple[Verdict, ...], verdicts: Iterable[Verdict], none: Verdict) -> Verdict:
    found = set(verdicts)
    for verdict in order:
        if verdict in found:
            return verdict
    return none


@dataclass(frozen=True, slots=True)
class TextRef:
    """A value that is itself a text of the text files, e.g. ``status.refugee.title``."""

    id: str


Param = str | int | date | Decimal | TextRef


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence to be rendered: text id below ``statement.`` and the values it names."""

    text: str
    params: tuple[tuple[str, Param], ...] = ()


def say(text: str, /, **params: Param) -> Statement:
    """Build a ``Statement``; parameters keep the order given."""
    return Statement(text, tuple(params.items()))


@dataclass(frozen=True, slots=True)
class Fact:
    """One input that was used: a field path or ``answers.<question>``, and its value (None: not known)."""

    path: str
    value: Param | None


@dataclass(frozen=True, slots=True)
class EarliestDates:
    """The earliest filing day under the strict (safe) and the lenient counting; None: no such day known."""

    safe: date | None
    lenient: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one rule for one case."""

    rule_id: str
    verdict: Verdict
    explanation: tuple[Statement, ...]
    facts_used: tuple[Fact, ...] = ()
    arithmetic: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    earliest: EarliestDates | None = None
    #: ids of the questions (or field paths) that would settle an UNKNOWN verdict
    questions: tuple[str, ...] = ()
