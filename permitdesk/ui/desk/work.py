"""Work of the desk beside the window: one long thing, or one case after the other with a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from permitdesk.storage.errors import StorageError
from permitdesk.ui.background_job import BackgroundJob

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseStore, StoredCase


class Work(BackgroundJob):
    """Runs ``work`` off the window's thread; it may touch files but never the store."""

    succeeded = Signal(object)
    #: a known problem: of storage, of paper, of the file system
    failed = Signal(object)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """Do the work; a known problem is told, anything else is a bug and shows as one."""
        from permitdesk.documents.errors import DocumentError

        try:
            result = self._work()
        except (DocumentError, StorageError, OSError) as problem:
            self.failed.emit(problem)
        else:
            self.succeeded.emit(result)


class CaseQueue(QObject):
    """Takes cases one by one: read here, worked on beside the window, and told here.

    The store belongs to the window's thread, so only reading one case and taking its result happen there.
    """

    #: how many are done, of how many
    progress = Signal(int, int)
    #: a case and what came out of it
    done = Signal(object, object)
    #: the id of a case and the problem; the others go on
    failed = Signal(str, object)
    #: all are done, or it was stopped
    finished = Signal()

    def __init__(
        self,
        store: CaseStore,
        case_ids: Sequence[str],
        work: Callable[[StoredCase], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._left = list(case_ids)
        self._all = len(case_ids)
        self._work = work
        self._at: StoredCase | None = None
        self._stopped = False
        self._over = False

    def start(self) -> None:
        """Begin with the first case in the next turn of the window."""
        self._later()

    def stop(self) -> None:
        """Begin no further case; the one being worked on comes to its end and is told."""
        self._stopped = True
        if self._at is None:
            self._end()

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before its end."""
        return self._stopped

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        self.progress.emit(self._all - len(self._left), self._all)
        if self._stopped or not self._left:
            self._end()
            return
        case_id = self._left.pop(0)
        try:
            stored = self._store.load(case_id)
        except StorageError as problem:
            self.failed.emit(case_id, problem)
            self._later()
            return
        self._at = stored
        work = self._work
        job = Work(lambda: work(stored))
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_job_finished)
        job.start()

    def _on_succeeded(self, result: object) -> None:
        if self._at is not None:
            self.done.emit(self._at, result)

    def _on_failed(self, problem: object) -> None:
        if self._at is not None:
            self.failed.emit(self._at.case.case_id, problem)

    def _on_job_finished(self) -> None:
        self._at = None
        self._later()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.finished.emit()
