"""What the program asks of a store of cases; ``sqlite_store`` is the one that ships."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from permitdesk.desk.records import CaseSummary, DerivedFacts
from permitdesk.domain.case import Case

__all__ = [
    "AuditAction",
    "AuditEntry",
    "CaseStore",
    "CaseSummary",
    "DeletionNote",
    "HistoryEntry",
    "Link",
    "StoredCase",
]


class AuditAction(StrEnum):
    """What was done with a case. The first five make a new state of it."""

    CREATED = "created"
    EDITED = "edited"
    RESTORED = "restored"
    #: taken over from a case file or a hand-over file as a new case
    IMPORTED = "imported"
    #: joined with another copy of the same case
    MERGED = "merged"
    COPIED = "copied"
    EXPORTED = "exported"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    REOPENED = "reopened"
    KEPT = "kept"
    DELETED = "deleted"
    UNDELETED = "undeleted"


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as it was saved, with the step of the interview the person was on."""

    case: Case
    step: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One earlier state of a case that can be brought back: when, by whom, how, and what it changed."""

    revision: int
    at: datetime
    author: str = ""
    action: AuditAction = AuditAction.EDITED
    #: names of the fields of ``Case`` that differ from the state before; ``members`` for other people
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something done with a case. ``revision`` None: it made no new state."""

    at: datetime
    author: str
    action: AuditAction
    revision: int | None = None
    #: a date or a file format; never anything about the person
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another case of the same household or matter; ``kind`` is a value of ``Relation`` or ``other``."""

    case_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class DeletionNote:
    """That a case was deleted for good: when, by whom and why; nothing about the person."""

    at: datetime
    author: str
    #: one of: request, retention, mistake, other
    reason: str
    #: day on which the case was begun here
    begun_on: date | None
    #: backups that could not be cleaned, by their day; empty: the case is gone from all
    backups_left: tuple[date, ...] = ()


class CaseStore(Protocol):
    """A place for cases. Every change is one durable transaction: it happened or it did not.

    All methods raise ``storage.errors.StorageError`` for known problems of the disk or the file.
    """

    # --- reading ----------------------------------------------------------------------

    def list_cases(self, search: str = "", *, deleted: bool = False) -> tuple[CaseSummary, ...]:
        """The cases, last saved first; ``deleted`` lists the deleted ones instead.

        Every word of ``search`` must occur in title, names, tags or one of their spellings; case,
        diacritics and alphabet do not matter (``desk.search_keys``).
        """
        ...

    def summary(self, case_id: str) -> CaseSummary:
        """One line of the desk, deleted or not. Raises NoSuchCase."""
        ...

    def load(self, case_id: str) -> StoredCase:
        """The newest state of a case, deleted or not. Raises NoSuchCase, Damaged."""
        ...

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """The states of a case that are still kept, newest first. Raises NoSuchCase."""
        ...

    def state(self, case_id: str, revision: int) -> Case:
        """An earlier state, to look at or to merge with. Raises NoSuchCase for one not kept."""
        ...

    def lineage(self, case_id: str) -> tuple[tuple[int, str], ...]:
        """Revision and digest of the kept states, newest first: what a hand-over is merged by."""
        ...

    def audit(self, case_id: str) -> tuple[AuditEntry, ...]:
        """What was done with a case and by whom, newest first. Raises NoSuchCase."""
        ...

    # --- writing ----------------------------------------------------------------------

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
        """Write a case under its id and return its revision, which grows with each change of the case.

        Saving equal content again changes step, day and time only and makes no new revision.
        ``expected`` is the revision these answers grew from (0 for a case never saved); raises
        ChangedElsewhere, with nothing written, if the case has another one and other content by now.
        ``facts`` are what the desk shows; without them those stored stay and only the last day changes.
        A case saved for the first time is noted as CREATED unless ``action`` says IMPORTED or COPIED.
        A changed case stands on the list again, should it have been deleted meanwhile.
        """
        ...

    def join(self, case: Case, theirs: Case, step: str | None, *, expected: int) -> int:
        """Write a case joined with another copy, and below it that copy as a state of its own.

        So both copies have it in common from then on, and nothing that was decided is asked again. One
        transaction; facts are forgotten, for they followed from other answers. Returns the revision.
        Raises NoSuchCase, ChangedElsewhere.
        """
        ...

    def refresh_facts(self, case_id: str, revision: int, facts: DerivedFacts) -> bool:
        """Store what was worked out anew; False, with nothing written, if the case changed meanwhile."""
        ...

    def duplicate(self, case_id: str) -> str:
        """Copy a case under a new id and return that id; the history stays behind. Raises NoSuchCase."""
        ...

    def restore(self, case_id: str, revision: int) -> StoredCase:
        """Save an earlier state again as a new revision. Raises NoSuchCase for one not kept."""
        ...

    def note(self, case_id: str, action: AuditAction, detail: str = "") -> None:
        """Note something that made no new state, such as EXPORTED. Raises NoSuchCase."""
        ...

    # --- the desk ---------------------------------------------------------------------

    def set_tags(self, case_id: str, tags: Sequence[str]) -> None:
        """Replace the tags of a case; blanks and repeated ones are left out. Raises NoSuchCase."""
        ...

    def link(self, case_id: str, other_id: str, kind: str) -> None:
        """Link two cases both ways; linking again changes the kind. Raises NoSuchCase."""
        ...

    def unlink(self, case_id: str, other_id: str) -> None:
        """Take a link away on both sides; without one nothing happens."""
        ...

    def links(self, case_id: str) -> tuple[Link, ...]:
        """The cases linked with one, that are not deleted. Raises NoSuchCase."""
        ...

    def close_case(self, case_id: str) -> None:
        """Mark a case as closed; it stays readable and can be changed. Raises NoSuchCase."""
        ...

    def reopen_case(self, case_id: str) -> None:
        """Take that mark away. Raises NoSuchCase."""
        ...

    def keep_until(self, case_id: str, day: date | None) -> None:
        """Note that the desk keeps a case until a day, so that it is not asked before. Raises NoSuchCase."""
        ...

    # --- deleting ---------------------------------------------------------------------

    def delete(self, case_id: str) -> None:
        """Take a case off the list; ``undelete`` brings it back whole. Raises NoSuchCase."""
        ...

    def undelete(self, case_id: str) -> None:
        """Put a deleted case back on the list. Raises NoSuchCase."""
        ...

    def purge(self, case_id: str, reason: str = "other", backups_left: Sequence[date] = ()) -> None:
        """Remove a case, its history, its audit and its links for good, also from the journal.

        A deletion note without anything about the person stays. Raises NoSuchCase.
        """
        ...

    def deletion_notes(self) -> tuple[DeletionNote, ...]:
        """What was deleted for good, newest first."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Changes inside the block, other than ``purge``, are one durable change: all of them or none.

        For a change of many cases, which would wait for the disk once for each.
        """
        ...

    # --- settings that travel with the cases --------------------------------------------

    @property
    def author(self) -> str:
        """Who works here, as written into the history; empty: nobody named."""
        ...

    def set_author(self, name: str) -> None:
        """Change who works here, from now on."""
        ...

    def setting(self, name: str) -> str | None:
        """A setting that travels with the cases, such as ``retention_months``; None if never set."""
        ...

    def set_setting(self, name: str, value: str | None) -> None:
        """Change such a setting; None forgets it."""
        ...

    def close(self) -> None:
        """Let go of the files. The store cannot be used afterwards."""
        ...
