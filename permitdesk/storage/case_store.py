"""What the program asks of a store of cases; ``sqlite_store`` is the one that ships."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from permitdesk.domain.case import Case


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of the desk list, readable without opening the case."""

    case_id: str
    title: str
    route: str | None
    #: as worked out when the case was last saved; it may be out of date
    last_day_of_legal_stay: date | None
    #: when the case was last saved, in UTC
    updated_at: datetime
    step: str | None
    #: given names and surname of the first person
    name: str = ""
    #: how many people the household has
    people: int = 1


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as it was saved, with the step of the interview the person was on."""

    case: Case
    step: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One earlier state of a case that can be brought back."""

    revision: int
    at: datetime


class CaseStore(Protocol):
    """A place for cases. Every change is one durable transaction: it happened or it did not.

    All methods raise ``storage.errors.StorageError`` for known problems of the disk or the file.
    """

    def list_cases(self, search: str = "", *, deleted: bool = False) -> tuple[CaseSummary, ...]:
        """The cases, last saved first; ``deleted`` lists the deleted ones instead.

        Every word of ``search`` must occur in the title or in the name of somebody of the household;
        case and diacritics do not matter.
        """
        ...

    def load(self, case_id: str) -> StoredCase:
        """The newest state of a case, deleted or not. Raises NoSuchCase, Damaged."""
        ...

    def save(
        self,
        case: Case,
        step: str | None,
        summary_last_day: date | None = None,
        *,
        expected: int | None = None,
    ) -> int:
        """Write a case under its id and return its revision, which grows with each change of the case.

        Saving equal content again changes step, day and time only and makes no new revision.
        ``expected`` is the revision these answers grew from (0 for a case never saved); raises
        ChangedElsewhere, with nothing written, if the case has another one and other content by now.
        A changed case stands on the list again, should it have been deleted meanwhile.
        """
        ...

    def duplicate(self, case_id: str) -> str:
        """Copy a case under a new id and return that id; the history stays behind. Raises NoSuchCase."""
        ...

    def delete(self, case_id: str) -> None:
        """Take a case off the list; ``undelete`` brings it back whole. Raises NoSuchCase."""
        ...

    def undelete(self, case_id: str) -> None:
        """Put a deleted case back on the list. Raises NoSuchCase."""
        ...

    def purge(self, case_id: str) -> None:
        """Remove a case and its history for good. Raises NoSuchCase."""
        ...

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """The states of a case that are still kept, newest first. Raises NoSuchCase."""
        ...

    def restore(self, case_id: str, revision: int) -> StoredCase:
        """Save an earlier state again as a new revision. Raises NoSuchCase for one not kept."""
        ...

    def close(self) -> None:
        """Let go of the files. The store cannot be used afterwards."""
        ...
