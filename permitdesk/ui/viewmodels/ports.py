"""What the view-models need from outside, as protocols; ``app`` plugs in the real things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from permitdesk.desk.records import DerivedFacts
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.findings import Param, Statement
from permitdesk.domain.law.rules import Ruleset
from permitdesk.storage.case_store import AuditAction

#: ``domain.assess.assess``: a case, the rules to hold it against, and the day.
Assess = Callable[[Case, Ruleset, date], Dossier]


class TextSource(Protocol):
    """Texts of one language (``rulesets.texts.Texts``)."""

    @property
    def language(self) -> str:
        """Two-letter code of the language."""
        ...

    def has(self, text_id: str, /) -> bool:
        """Whether there is a text of that full id."""
        ...

    def get(self, text_id: str, /) -> str:
        """The text; raises a KeyError-like error if there is none."""
        ...

    def fill(self, text_id: str, **params: Param) -> str:
        """The text with its placeholders filled."""
        ...

    def render(self, statement: Statement, /) -> str:
        """The sentence a statement stands for."""
        ...

    def day(self, day: date, /) -> str:
        """A day written out in the language."""
        ...

    def as_of(self) -> TextSource:
        """The same words for a day that is not today."""
        ...

    def value(self, value: Param | None, /) -> str:
        """Any value of a fact written out; None as "not known"."""
        ...


class CaseSaver(Protocol):
    """The part of the store that an open case needs."""

    def save(
        self,
        case: Case,
        step: str | None,
        summary_last_day: date | None = None,
        *,
        expected: int | None = None,
        facts: DerivedFacts | None = None,
        action: AuditAction = AuditAction.EDITED,
    ) -> int:
        """Write the case in one durable transaction; returns the new revision.

        Raises ChangedElsewhere if the stored case is not the revision ``expected``.
        """
        ...


def _new_id() -> str:
    from uuid import uuid4  # rarely needed

    return uuid4().hex


@dataclass(frozen=True, slots=True)
class SessionPorts:
    """What a session needs from outside."""

    ruleset: Ruleset
    assess: Assess
    load_texts: Callable[[str], TextSource]
    store: CaseSaver
    #: ids for further people of the household
    new_id: Callable[[], str] = _new_id
