"""What the view-models need from outside, as protocols; ``app`` plugs in the real things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.findings import Param, Statement
from permitdesk.domain.law.rules import Ruleset

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
    ) -> int:
        """Write the case in one durable transaction; returns the new revision.

        Raises ChangedElsewhere if the stored case is not the revision ``expected``.
        """
        ...
