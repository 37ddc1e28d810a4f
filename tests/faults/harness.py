"""Let every single operation on the disk fail, one after the other, and look at what is left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from permitdesk.storage.errors import StorageError
from tests.faults.disk import FAULTS, Disk, Fault, Operation
from tests.faults.engine import faulty_engine
from tests.faults.files import faulty_files

__all__ = ["Disk", "Fault", "Operation", "Trial", "each_fault", "faulty_disk"]


@dataclass(frozen=True)
class Trial:
    """What happened with one fault."""

    folder: Path
    number: int
    operation: Operation
    fault: Fault
    #: how the work ended; None: it succeeded in spite of the fault
    error: StorageError | None

    def __str__(self) -> str:
        return f"{self.fault.name} at {self.number} ({self.operation.kind} {self.operation.name})"


@contextmanager
def faulty_disk(folder: Path) -> Iterator[Disk]:
    """The disk under SQLCipher's files and under what Python writes below ``folder``.

    Close every connection inside. Plain ``sqlite3`` files are not on this disk.
    """
    disk = Disk()
    with ExitStack() as stack:
        stack.enter_context(faulty_engine(disk))
        stack.enter_context(faulty_files(disk, folder.absolute()))
        yield disk


def each_fault(
    folder: Path,
    prepare: Callable[[Path], None],
    work: Callable[[Path], None],
    *,
    faults: Collection[Fault] = tuple(Fault),
    lasting: bool = False,
) -> Iterator[Trial]:
    """Do ``work`` as often as it has operations on the disk, each time with another one that fails.

    ``prepare`` fills an empty folder below ``folder`` on a good disk; ``work`` does one thing there, lets go
    of all files, and may raise StorageError only. After each trial the caller looks into
    ``trial.folder``, on a good disk again. ``lasting``: everything after the fault fails too.
    Raises AssertionError if the work touches no disk.
    """
    operations = _operations(folder / "count", prepare, work)
    assert operations, "nothing was done to the disk"
    for number, planned in enumerate(operations):
        for fault in FAULTS[planned.kind]:
            if fault in faults:
                place = folder / f"{number}-{fault.name}"
                trial = _trial(place, prepare, work, number, fault, lasting=lasting)
                if trial is not None:
                    yield trial


def _operations(
    place: Path, prepare: Callable[[Path], None], work: Callable[[Path], None]
) -> tuple[Operation, ...]:
    place.mkdir(parents=True)
    prepare(place)
    with faulty_disk(place) as disk:
        work(place)
        return tuple(disk.operations)


def _trial(
    place: Path,
    prepare: Callable[[Path], None],
    work: Callable[[Path], None],
    number: int,
    fault: Fault,
    *,
    lasting: bool,
) -> Trial | None:
    place.mkdir(parents=True)
    prepare(place)
    error = None
    with faulty_disk(place) as disk:
        disk.break_at(number, fault, lasting=lasting)
        try:
            work(place)
        except StorageError as problem:
            error = problem
        if not disk.failed:
            return None  # it went another way this time, with fewer operations
        return Trial(place, number, disk.operations[number], fault, error)
