"""What a database holds, asked with care: a copy is not trusted before it was opened."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from permitdesk.storage import setting_rows
from permitdesk.storage.backups.names import is_file, made_at
from permitdesk.storage.backups.records import Backup
from permitdesk.storage.database import known_problems
from permitdesk.storage.errors import Damaged, StorageError
from permitdesk.storage.sqlcipher import connect_encrypted
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import prove_whole

#: settings that stand in copies only: when the copy was opened and counted, and what it is a copy of
CHECKED_AT, MARK = "backup_checked_at", "backup_mark"
_ABOUT_COPIES = (CHECKED_AT, MARK)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a database holds."""

    cases: int
    #: cases in the trash
    deleted: int
    states: int


@contextmanager
def opened(path: Path, key: DataKey) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises StorageError."""
    with known_problems(), closing(connect_encrypted(path, key)) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection


def tables_of(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of the tables."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return frozenset(str(name) for (name,) in rows)


def counted(connection: sqlite3.Connection) -> Counts:
    """What a database of any version holds. Raises Damaged, errors of SQLCipher."""
    tables = tables_of(connection)
    lines = "desk" if "desk" in tables else "cases"
    if lines not in tables or "history" not in tables:
        raise Damaged("no tables of PermitDesk")
    asked = (f"{lines} WHERE deleted_at IS NULL", f"{lines} WHERE deleted_at IS NOT NULL", "history")
    counts = [int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]) for what in asked]
    return Counts(*counts)


def mark_of(connection: sqlite3.Connection) -> str:
    """A digest of everything that makes another copy worth while; it says nothing about anybody.

    What is worked out anew each day is left out, and so is what a copy says about itself.
    """
    digest = hashlib.sha256()
    for query in (
        "SELECT case_id, revision FROM documents ORDER BY case_id",
        "SELECT case_id, step, updated_at, closed_at, deleted_at, keep_until FROM desk ORDER BY case_id",
        "SELECT case_id, place, tag FROM tags ORDER BY case_id, place",
        "SELECT case_id, other_id, kind FROM links ORDER BY case_id, other_id",
        "SELECT count(*), max(id) FROM audit",
        "SELECT count(*), max(id) FROM deletion_notes",
        f"SELECT name, value FROM settings WHERE name NOT IN {_ABOUT_COPIES} ORDER BY name",
    ):
        for row in connection.execute(query):
            digest.update(repr(row).encode())
        digest.update(b"-")
    return digest.hexdigest()


def described(path: Path, keys: Sequence[DataKey]) -> Backup | None:
    """A copy as it describes itself once opened; None if no key opens it or it is none of ours."""
    return _seen(path, keys, counted)


def proved(path: Path, keys: Sequence[DataKey]) -> Backup | None:
    """The same after every page of it was read and checked; None if it is not whole."""
    return _seen(path, keys, prove_whole)


def stored_mark(path: Path, key: DataKey) -> str | None:
    """What state of the cases a copy was made of; None if it does not say."""
    try:
        with opened(path, key) as connection:
            return setting_of(connection, MARK)
    except StorageError:
        return None


def setting_of(connection: sqlite3.Connection, name: str) -> str | None:
    """A setting; None where there is none, or no settings at all in older versions."""
    return setting_rows.read(connection, name) if "settings" in tables_of(connection) else None


def forget_copy(connection: sqlite3.Connection) -> None:
    """Take away what the database says about itself as a copy: from now on it is the original."""
    for name in _ABOUT_COPIES:
        setting_rows.write(connection, name, None)


def _seen(path: Path, keys: Sequence[DataKey], look: Callable[[sqlite3.Connection], object]) -> Backup | None:
    made = made_at(path)
    if made is None or not is_file(path):
        return None
    for key in keys:
        try:
            with opened(path, key) as connection:
                look(connection)
                cases = counted(connection).cases
                checked = _moment(setting_of(connection, CHECKED_AT)) or made
                return Backup(path, made, cases, checked, path.stat().st_size)
        except (StorageError, OSError):
            continue
    return None


def _moment(text: str | None) -> datetime | None:
    try:
        found = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found is None or found.tzinfo is None else found
