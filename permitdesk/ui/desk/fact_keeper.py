"""Works out anew, beside the window, what the desk knows of cases from another day or under other rules."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from permitdesk.desk.board import stale
from permitdesk.desk.records import DerivedFacts
from permitdesk.storage.case_store import StoredCase
from permitdesk.storage.errors import StorageError
from permitdesk.ui.desk.work import CaseQueue
from permitdesk.ui.viewmodels.board import derived_facts
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.desk_ports import DeskPorts

#: the list is refreshed at most so often, in milliseconds, however many cases are done meanwhile
_EVERY = 1500


class FactKeeper(QObject):
    """One run over the stale cases; the most urgent first. It can be stopped at any time."""

    progress = Signal(int, int)
    finished = Signal()

    def __init__(self, desk: DeskViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._queue: CaseQueue | None = None
        self._fresh: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_EVERY)
        self._soon.timeout.connect(self._show)

    @property
    def running(self) -> bool:
        """Whether cases are being worked out."""
        return self._queue is not None

    def start(self, ports: Callable[[], DeskPorts]) -> None:
        """Begin, unless it runs already or nothing is stale; ``ports`` is asked only if something is."""
        if self._queue is not None or not self._desk.rows:
            return
        held = ports()
        wanted = stale(self._desk.rows, held.today, held.ruleset.version)
        if not wanted:
            return

        def work(stored: StoredCase) -> DerivedFacts:
            return derived_facts(stored.case, held.ruleset, held.assess, held.today)

        queue = CaseQueue(held.store, wanted, work, self)
        queue.progress.connect(self.progress)
        queue.done.connect(lambda stored, facts: self._on_done(held, stored, facts))
        queue.finished.connect(self._on_finished)
        self._queue = queue
        queue.start()

    def stop(self) -> None:
        """Begin no further case; what is known stays known."""
        if self._queue is not None:
            self._queue.stop()

    def _on_done(self, ports: DeskPorts, stored: StoredCase, facts: DerivedFacts) -> None:
        if self._queue is None or self._queue.stopped:
            # Whoever stopped this lets go of the store; the next start tries again.
            return
        try:
            ports.store.refresh_facts(stored.case.case_id, stored.revision, facts)
        except StorageError:
            # Nothing is lost: the day it was worked out is shown, and the next start tries again.
            self.stop()
            return
        self._fresh.append(stored.case.case_id)
        if not self._soon.isActive():
            self._soon.start()

    def _show(self) -> None:
        fresh, self._fresh = self._fresh, []
        if fresh:
            self._desk.refresh_facts(*fresh)

    def _on_finished(self) -> None:
        self._queue = None
        self._soon.stop()
        self._show()
        self.finished.emit()
