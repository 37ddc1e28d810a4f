"""Writing a copy beside the window, and proving it before it counts as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from permitdesk.storage import setting_rows
from permitdesk.storage.backups.errors import BackupNotWhole, BackupsReadOnly, NoRoomForBackup
from permitdesk.storage.backups.names import free_path, unfinished_in
from permitdesk.storage.backups.reading import CHECKED_AT, MARK, counted, described, mark_of, opened
from permitdesk.storage.backups.records import Backup
from permitdesk.storage.database import known_problems, prepare_file, transaction
from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import Damaged, DiskFull, ReadOnly, StorageError
from permitdesk.storage.sqlcipher import connect_encrypted
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import prove_whole, remove_database
from permitdesk.storage.vault.steps import Hook, flush_folder, flush_to_disk, nothing

#: pages copied at once; between two steps the copy can be given up (a step takes a few milliseconds)
_PAGES = 256
#: operations of the checking engine between two looks whether it should stop
_OPERATIONS = 20_000

Cancelled = Callable[[], bool]


class _GivenUp(Exception):
    """Nobody wants this copy any more."""


def write_copy(
    database: Path,
    key: DataKey,
    folder: Path,
    clock: Callable[[], datetime],
    cancelled: Cancelled = lambda: False,
    hook: Hook = nothing,
) -> Backup | None:
    """Copy a database that is in use, as it is at this moment, to a new name in ``folder``.

    It is written beside that name, opened again, checked page by page and counted against what was
    copied, made durable, and only then named. None if ``cancelled`` said so; nothing is left of it then.
    Raises Damaged if the database itself is, NoRoomForBackup, BackupsReadOnly, BackupNotWhole.
    """
    with _about_copies():
        target = free_path(folder, clock())
        remove_unfinished(folder)
        part = target.with_name(target.name + ".part")
        try:
            cases = _written(database, key, part, clock, cancelled)
            hook("copy checked")
            flush_to_disk(part)
            hook("copy durable")
            part.replace(target)
        except _GivenUp:
            remove_database(part)
            return None
        except OSError as error:
            _clear(part)
            raise file_problem(error) from error
        except BaseException:
            _clear(part)
            raise
        flush_folder(folder)
        hook("copy named")
        found = described(target, (key,))
        if found is None or found.cases != cases:
            raise BackupNotWhole("a copy cannot be read under its name")
        return found


def remove_unfinished(folder: Path) -> None:
    """Take away what a copy that was cut off left behind; what cannot be removed waits for the next time."""
    for path in unfinished_in(folder):
        with suppress(OSError):
            path.unlink()


def _written(
    database: Path, key: DataKey, part: Path, clock: Callable[[], datetime], cancelled: Cancelled
) -> int:
    """Write, check and count; returns the number of cases. Closes everything."""
    with opened(database, key) as live:
        # From here on this connection sees one state, whatever the window writes meanwhile.
        live.execute("BEGIN")
        before = counted(live)
        mark = mark_of(live)
        prepare_file(part)
        with known_problems(), closing(connect_encrypted(part, key)) as copy:
            _copy_pages(live, copy, cancelled)
            # A copy is one file, without a journal of its own.
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            with transaction(copy):
                setting_rows.write(copy, MARK, mark)
                setting_rows.write(copy, CHECKED_AT, clock().isoformat())
    with _interruptible(part, key, cancelled) as copy:
        try:
            prove_whole(copy)
            same = counted(copy) == before
        except Damaged:
            same = False
    if not same:
        with opened(database, key) as live:
            # Whose fault is it? Raises Damaged if the cases themselves are not whole.
            prove_whole(live)
        raise BackupNotWhole("a copy is not what was copied")
    return before.cases


def _copy_pages(live: sqlite3.Connection, copy: sqlite3.Connection, cancelled: Cancelled) -> None:
    def step(*_progress: int) -> None:
        if cancelled():
            raise _GivenUp

    # Nobody needs the copy before its end, where it is made durable at once.
    copy.execute("PRAGMA synchronous = OFF")
    live.backup(copy, pages=_PAGES, progress=step, sleep=0)


@contextmanager
def _interruptible(part: Path, key: DataKey, cancelled: Cancelled) -> Iterator[sqlite3.Connection]:
    """The copy, opened again; its check ends early once nobody wants it."""
    try:
        with opened(part, key) as copy:
            copy.set_progress_handler(cancelled, _OPERATIONS)
            yield copy
    except Exception as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise _GivenUp from error
        raise


@contextmanager
def _about_copies() -> Iterator[None]:
    """Say of what concerns the copy that it does; the words for a failed save would frighten for nothing."""
    try:
        yield
    except DiskFull as error:
        raise NoRoomForBackup(str(error)) from error
    except ReadOnly as error:
        raise BackupsReadOnly(str(error)) from error


def _clear(part: Path) -> None:
    # Another name than that of a copy: nobody takes it for one, and the next copy clears it away.
    with suppress(StorageError):
        remove_database(part)
