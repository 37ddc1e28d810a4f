"""Stands in while the cases on this computer cannot be opened: work goes on and is said to be unsaved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from datetime import date

    from permitdesk.domain.case import Case
    from permitdesk.storage.case_store import CaseStore, CaseSummary, HistoryEntry, StoredCase


class UnsavedStore:
    """A ``CaseStore`` that holds nothing and answers with the problem that keeps the real one shut.

    Each save tries to open the real store again; from the moment that works, everything goes there.
    The open case lives in the session and can be written to a case file all the while.
    """

    def __init__(self, problem: StorageError, open_store: Callable[[], CaseStore]) -> None:
        self._problem = problem
        self._open_store = open_store
        self._opened: CaseStore | None = None

    def _real(self) -> CaseStore:
        if self._opened is None:
            raise self._problem
        return self._opened

    def list_cases(self, search: str = "", *, deleted: bool = False) -> tuple[CaseSummary, ...]:
        """No cases while the real store is shut."""
        return () if self._opened is None else self._opened.list_cases(search, deleted=deleted)

    def save(
        self,
        case: Case,
        step: str | None,
        summary_last_day: date | None = None,
        *,
        expected: int | None = None,
    ) -> int:
        """Save in the real store if it can be opened by now. Raises what keeps it shut."""
        if self._opened is None:
            self._opened = self._open_store()
        return self._opened.save(case, step, summary_last_day, expected=expected)

    def load(self, case_id: str) -> StoredCase:
        """As the real store."""
        return self._real().load(case_id)

    def duplicate(self, case_id: str) -> str:
        """As the real store."""
        return self._real().duplicate(case_id)

    def delete(self, case_id: str) -> None:
        """As the real store."""
        self._real().delete(case_id)

    def undelete(self, case_id: str) -> None:
        """As the real store."""
        self._real().undelete(case_id)

    def purge(self, case_id: str) -> None:
        """As the real store."""
        self._real().purge(case_id)

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """As the real store."""
        return self._real().history(case_id)

    def restore(self, case_id: str, revision: int) -> StoredCase:
        """As the real store."""
        return self._real().restore(case_id, revision)

    def close(self) -> None:
        """Let go of the files, if they could be opened."""
        if self._opened is not None:
            self._opened.close()
