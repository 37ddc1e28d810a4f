"""The threads in which slow work of the view-models runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from permitdesk.storage.errors import StorageError
from permitdesk.ui.background_job import BackgroundJob

T = TypeVar("T")


class _Job(BackgroundJob):
    """One piece of work; ``tell`` is called in the window's thread when it has ended."""

    #: the work is done: carries the job itself, for ``finished`` and ``sender()`` do not outlive the thread
    ended = Signal(object)

    def __init__(self, work: Callable[[], Callable[[], object]]) -> None:
        super().__init__()
        self._work = work
        self._tell: Callable[[], object] | None = None

    def run(self) -> None:
        """Do the work."""
        self._tell = self._work()
        self.ended.emit(self)

    def tell(self) -> None:
        """Say how it ended."""
        if self._tell is not None:
            self._tell()


class Threads(QObject):
    """A ``Beside``. What is still under way when this object goes is finished and told to nobody."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[_Job] = []

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[StorageError], object],
    ) -> None:
        """Begin the work in a thread of its own."""

        def whole() -> Callable[[], object]:
            try:
                result = work()
            except StorageError as problem:
                known = problem
                return lambda: failed(known)
            # A bug: it is raised again in the thread of the window, which tells it.
            except Exception as error:
                bug = error

                def tell_bug() -> None:
                    raise bug

                return tell_bug
            return lambda: done(result)

        job = _Job(whole)
        self._jobs.append(job)
        job.ended.connect(self._on_ended)
        job.start()

    def _on_ended(self, job: _Job) -> None:
        # On a busy computer the thread may be disposed of before this is heard; what it found is not.
        self._jobs.remove(job)
        job.tell()
