"""Makes the safety copies beside the window, in the quiet moments, and once more before the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.beside import Beside
    from permitdesk.ui.viewmodels.gate import Gate

#: milliseconds between two looks whether a copy is due
ROUND = 5 * 60 * 1000


class BackupRounds(QObject):
    """At most one copy is made at a time."""

    failed = Signal(object)

    def __init__(
        self, gate: Gate, beside: Beside, parent: QObject | None = None, interval: int = ROUND
    ) -> None:
        super().__init__(parent)
        self._gate = gate
        self._beside = beside
        self._running = False
        self._cancelled = False
        self._then: Callable[[], object] | None = None
        gate.backup_failed.connect(self.failed)
        gate.locking.connect(self.cancel)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(interval)

    def look(self) -> None:
        """Make a copy if one is due."""
        if not self._running and self._is_due(leaving=False):
            self._begin()

    def leave(self, then: Callable[[], object]) -> bool:
        """Before the end: make a copy if one is due, then go on. True if that takes a while."""
        if not self._running and not self._is_due(leaving=True):
            then()
            return False
        self._then = then
        if not self._running:
            self._begin()
        return self._running

    def cancel(self) -> None:
        """Nobody wants to wait for the copy that is being made."""
        self._cancelled = True

    def _is_due(self, *, leaving: bool) -> bool:
        vault = self._gate.vault
        if vault is None:
            return False
        try:
            return vault.backup_due(leaving=leaving)
        except StorageError as problem:
            self.failed.emit(problem)
            return False

    def _begin(self) -> None:
        vault = self._gate.vault
        if vault is None:
            return
        self._running, self._cancelled = True, False
        self._beside(lambda: vault.back_up(lambda: self._cancelled), lambda _: self._end(), self._on_failed)

    def _on_failed(self, problem: StorageError) -> None:
        self.failed.emit(problem)
        self._end()

    def _end(self) -> None:
        self._running = False
        then, self._then = self._then, None
        if then is not None:
            then()
