"""A vault that was locked and still makes its last copy before its files and its key are let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.beside import Beside
    from permitdesk.ui.viewmodels.vault_port import OpenVault


class Departure:
    """At most one vault at a time is on its way out."""

    def __init__(self, beside: Beside, failed: Callable[[StorageError], object]) -> None:
        """``failed`` is told when the last copy could not be made."""
        self._beside = beside
        self._failed = failed
        self._vault: OpenVault | None = None
        self._hurry = False
        self._waiting: Callable[[], object] | None = None

    def leave(self, vault: OpenVault, *, at_once: bool) -> None:
        """Close a vault, after a copy if one is due; ``at_once``: without one, the computer falls asleep."""
        try:
            due = not at_once and vault.backup_due(leaving=True)
        except StorageError:
            due = False
        if not due and not vault.is_cleaning:
            vault.close()
            return
        # Where cases are being deleted from the copies, a copy that nobody wants comes to its end after that,
        # beside the window; the window would stand still with the cases on it.
        self._vault, self._hurry = vault, not due
        self._beside(lambda: vault.back_up(lambda: self._hurry), lambda _: self._left(), self._on_failed)

    def then(self, go_on: Callable[[], object]) -> None:
        """Do something once the files are free, and hurry for it."""
        if self._vault is None:
            go_on()
        else:
            self._hurry = True
            self._waiting = go_on

    def end(self) -> None:
        """The program ends: give the copy up and let go."""
        self._hurry = True
        self._waiting = None
        self._let_go()

    def _on_failed(self, problem: StorageError) -> None:
        self._failed(problem)
        self._left()

    def _left(self) -> None:
        self._let_go()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _let_go(self) -> None:
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()
