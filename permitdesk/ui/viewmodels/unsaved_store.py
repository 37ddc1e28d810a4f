"""Stands in when the cases on this computer cannot be opened: work goes on and is said to be unsaved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseSummary


class UnsavedStore:
    """Holds nothing and answers every wish with the problem that kept the real store shut.

    The open case lives in the session and can be written to a case file.
    """

    def __init__(self, problem: StorageError) -> None:
        self._problem = problem

    def list_cases(self, *_: object, **_named: object) -> tuple[CaseSummary, ...]:
        """No cases, whatever is asked for."""
        return ()

    def close(self) -> None:
        """Nothing to let go of."""

    def _refuse(self, *_: object, **_named: object) -> NoReturn:
        """Raises the problem."""
        raise self._problem

    load = save = duplicate = delete = undelete = purge = history = restore = _refuse
