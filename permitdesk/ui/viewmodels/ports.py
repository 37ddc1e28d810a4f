"""What the view-models need from outside, as protocols; ``app`` plugs in the real things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.findings import Param, Statement

#: ``domain.assess.assess`` with the rule set already filled in: case and day to dossier.
Assess = Callable[[Case, date], Dossier]


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

    def fill(self, text_id: str, /, **params: Param) -> str:
        """The text with its placeholders filled."""
        ...

    def render(self, statement: Statement, /) -> str:
        """The sentence a statement stands for."""
        ...

    def day(self, day: date, /) -> str:
        """A day written out in the language."""
        ...

    def value(self, value: Param | None, /) -> str:
        """Any value of a fact written out; None as "not known"."""
        ...


class CaseRow(Protocol):
    """One line of the desk list (``storage.case_store.CaseSummary``)."""

    @property
    def case_id(self) -> str:
        """Identifier of the case."""
        ...

    @property
    def title(self) -> str:
        """Title given by the person, may be empty."""
        ...

    @property
    def route(self) -> str | None:
        """Chosen route, if any."""
        ...

    @property
    def last_day_of_legal_stay(self) -> date | None:
        """As computed when the case was last saved."""
        ...

    @property
    def updated_at(self) -> datetime:
        """When the case was last saved."""
        ...


class LoadedCase(Protocol):
    """A case as it was saved (``storage.case_store.StoredCase``)."""

    @property
    def case(self) -> Case:
        """The answers."""
        ...

    @property
    def step(self) -> str | None:
        """The step the person was on."""
        ...


class CaseSaver(Protocol):
    """The part of the store that an open case needs."""

    def save(self, case: Case, step: str, summary_last_day: date | None = None) -> int:
        """Write the case in one durable transaction; returns the new revision."""
        ...


class CaseStore(CaseSaver, Protocol):
    """The store of all cases (``storage.case_store.CaseStore``)."""

    def list_cases(self, search: str = "") -> Sequence[CaseRow]:
        """The cases whose title or names hold ``search``, newest first."""
        ...

    def load(self, case_id: str, /) -> LoadedCase:
        """One case as it was saved last."""
        ...

    def duplicate(self, case_id: str, /) -> str:
        """Copy a case; returns the id of the copy."""
        ...

    def delete(self, case_id: str, /) -> None:
        """Take a case off the list; ``undelete`` brings it back."""
        ...

    def undelete(self, case_id: str, /) -> None:
        """Bring a deleted case back."""
        ...
