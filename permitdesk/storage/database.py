"""Opening the database file, transactions, and SQLite's error codes as the known problems of storage."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import (
    Damaged,
    DiskFull,
    DiskTrouble,
    Locked,
    ReadOnly,
    StorageError,
)

#: Opens a file, encrypted or not; SQLCipher's connections do all that those of the standard library do.
Connect = Callable[[Path], sqlite3.Connection]

_PROBLEMS: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_AUTH: ReadOnly,
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_PROTOCOL: Locked,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_IOERR: DiskTrouble,
    sqlite3.SQLITE_NOLFS: DiskTrouble,
}
#: SQLCipher's module gives no code for what went wrong while a whole database is copied, only SQLite's words.
_WORDS: dict[str, type[StorageError]] = {
    "database or disk is full": DiskFull,
    "attempt to write a readonly database": ReadOnly,
    "unable to open database file": ReadOnly,
    "access permission denied": ReadOnly,
    "authorization denied": ReadOnly,
    "database is locked": Locked,
    "database table is locked": Locked,
    "database disk image is malformed": Damaged,
    "file is not a database": Damaged,
    "disk I/O error": DiskTrouble,
}
_PRIMARY_CODE = 0xFF
#: How long to wait for another program that is writing, in seconds.
PATIENCE = 3.0


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, creating it for its owner's eyes only. Raises ReadOnly, Damaged, sqlite3.Error."""
    prepare_file(path)
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def prepare_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one; for whatever engine opens it.

    Raises DiskFull, ReadOnly, and Damaged for an emptied file whose journal still has content.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        journal = journal_of(path)
        if path.stat().st_size == 0 and journal.exists() and journal.stat().st_size > 0:
            # SQLite would drop the journal of an empty file, and with it the last saves.
            raise Damaged("empty database beside a journal with content")
    except OSError as error:
        raise file_problem(error) from error


def journal_of(path: Path) -> Path:
    """The file in which SQLite keeps what was saved but not yet moved into the database."""
    return path.with_name(path.name + "-wal")


def set_up(connection: sqlite3.Connection) -> None:
    """Make commits durable and deletions real. Call after the version of the file was accepted."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # On macOS an ordinary sync leaves the data in the cache of the disk; elsewhere these do nothing.
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    # Nothing of a case may lie in a temporary file of the system.
    connection.execute("PRAGMA temp_store = MEMORY")
    # The journal is moved into the database by ``journal.Journal``, never in the middle of a save.
    connection.execute("PRAGMA wal_autocheckpoint = 0")


@contextmanager
def known_problems() -> Iterator[None]:
    """Turn errors of SQLite and SQLCipher into ``StorageError``; a bug in our SQL stays what it is.

    SQLCipher's errors have no class in common with those of the standard library, but the same codes.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise Damaged("text in the database is not UTF-8") from error
    except Exception as error:
        problem = _known_problem(error)
        if problem is None:
            raise
        raise problem from error


def _known_problem(error: Exception) -> StorageError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and type(error).__name__ in ("OperationalError", "DatabaseError"):
        if "UTF-8" in str(error):
            return Damaged("text in the database is not UTF-8")
        told = _WORDS.get(str(error))
        return told(str(error)) if told is not None else None
    if code is None:
        return None
    problem = _PROBLEMS.get(code & _PRIMARY_CODE)
    return problem(getattr(error, "sqlite_errorname", "")) if problem is not None else None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside happens durably, or nothing of it. Raises StorageError."""
    with known_problems():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            # A full disk makes SQLite roll back by itself; any other failure leaves it to us.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
