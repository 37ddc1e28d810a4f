"""The cases as the window holds them: one object that stays, whatever becomes of the vault behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from permitdesk.storage.case_store import AuditAction

if TYPE_CHECKING:
    from datetime import date

    from permitdesk.desk.records import CaseSummary, DerivedFacts
    from permitdesk.domain.case import Case
    from permitdesk.storage.case_store import (
        AuditEntry,
        CaseStore,
        DeletionNote,
        HistoryEntry,
        Link,
        StoredCase,
    )


class ReachedStore:
    """A ``CaseStore`` that asks ``reach`` for the real one before each use.

    ``reach`` raises the ``StorageError`` that keeps it shut: the vault is locked, the disk is read-only.
    So an open case goes on in memory meanwhile, says that it is not saved, and is saved as soon as the
    real store can be reached again.
    """

    def __init__(self, reach: Callable[[], CaseStore]) -> None:
        self._reach = reach

    # --- reading ----------------------------------------------------------------------

    def list_cases(self, search: str = "", *, deleted: bool = False) -> tuple[CaseSummary, ...]:
        """As the real store."""
        return self._reach().list_cases(search, deleted=deleted)

    def summary(self, case_id: str) -> CaseSummary:
        """As the real store."""
        return self._reach().summary(case_id)

    def load(self, case_id: str) -> StoredCase:
        """As the real store."""
        return self._reach().load(case_id)

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """As the real store."""
        return self._reach().history(case_id)

    def state(self, case_id: str, revision: int) -> Case:
        """As the real store."""
        return self._reach().state(case_id, revision)

    def lineage(self, case_id: str) -> tuple[tuple[int, str], ...]:
        """As the real store."""
        return self._reach().lineage(case_id)

    def audit(self, case_id: str) -> tuple[AuditEntry, ...]:
        """As the real store."""
        return self._reach().audit(case_id)

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
        """As the real store."""
        return self._reach().save(case, step, summary_last_day, expected=expected, facts=facts, action=action)

    def join(self, case: Case, theirs: Case, step: str | None, *, expected: int) -> int:
        """As the real store."""
        return self._reach().join(case, theirs, step, expected=expected)

    def refresh_facts(self, case_id: str, revision: int, facts: DerivedFacts) -> bool:
        """As the real store."""
        return self._reach().refresh_facts(case_id, revision, facts)

    def duplicate(self, case_id: str) -> str:
        """As the real store."""
        return self._reach().duplicate(case_id)

    def restore(self, case_id: str, revision: int) -> StoredCase:
        """As the real store."""
        return self._reach().restore(case_id, revision)

    def note(self, case_id: str, action: AuditAction, detail: str = "") -> None:
        """As the real store."""
        self._reach().note(case_id, action, detail)

    # --- the desk ---------------------------------------------------------------------

    def set_tags(self, case_id: str, tags: Sequence[str]) -> None:
        """As the real store."""
        self._reach().set_tags(case_id, tags)

    def link(self, case_id: str, other_id: str, kind: str) -> None:
        """As the real store."""
        self._reach().link(case_id, other_id, kind)

    def unlink(self, case_id: str, other_id: str) -> None:
        """As the real store."""
        self._reach().unlink(case_id, other_id)

    def links(self, case_id: str) -> tuple[Link, ...]:
        """As the real store."""
        return self._reach().links(case_id)

    def close_case(self, case_id: str) -> None:
        """As the real store."""
        self._reach().close_case(case_id)

    def reopen_case(self, case_id: str) -> None:
        """As the real store."""
        self._reach().reopen_case(case_id)

    def keep_until(self, case_id: str, day: date | None) -> None:
        """As the real store."""
        self._reach().keep_until(case_id, day)

    # --- deleting ---------------------------------------------------------------------

    def delete(self, case_id: str) -> None:
        """As the real store."""
        self._reach().delete(case_id)

    def undelete(self, case_id: str) -> None:
        """As the real store."""
        self._reach().undelete(case_id)

    def together(self) -> AbstractContextManager[None]:
        """As the real store."""
        return self._reach().together()

    def purge(self, case_id: str, reason: str = "other", backups_left: Sequence[date] = ()) -> None:
        """As the real store."""
        self._reach().purge(case_id, reason, backups_left)

    def deletion_notes(self) -> tuple[DeletionNote, ...]:
        """As the real store."""
        return self._reach().deletion_notes()

    # --- settings ---------------------------------------------------------------------

    @property
    def author(self) -> str:
        """As the real store."""
        return self._reach().author

    def set_author(self, name: str) -> None:
        """As the real store."""
        self._reach().set_author(name)

    def setting(self, name: str) -> str | None:
        """As the real store."""
        return self._reach().setting(name)

    def set_setting(self, name: str, value: str | None) -> None:
        """As the real store."""
        self._reach().set_setting(name, value)

    def close(self) -> None:
        """Nothing: the real store is closed by whoever opened it."""
