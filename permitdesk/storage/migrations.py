"""The versions of the database, and the way from each to the next.

Version 1 (November 2026): ``cases`` with one JSON document per case beside the columns of the
desk list, and ``history`` with the compressed document of each revision.
Version 2 (November 2026): ``people``, the number of people in the household of a case.
Version 3 (November 2026): documents and the lines of the desk apart, authors, audit, tags and links
(``migration_3``).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from permitdesk.storage.database import Connect, connect, transaction
from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import Damaged, TooNew
from permitdesk.storage.migration_3 import lift_to_version_3

#: One step lifts the database from version n (its place in the list) to n + 1. It must not commit.
Step = Callable[[sqlite3.Connection], None]


def _create_version_1(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        CREATE TABLE cases (
            case_id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            name TEXT NOT NULL,
            search TEXT NOT NULL,
            route TEXT,
            last_day TEXT,
            step TEXT,
            revision INTEGER NOT NULL,
            updated_at TEXT NOT NULL,
            deleted_at TEXT,
            json TEXT NOT NULL
        )
        """
    )
    connection.execute("CREATE INDEX cases_by_time ON cases (updated_at)")
    connection.execute(
        """
        CREATE TABLE history (
            case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            revision INTEGER NOT NULL,
            at TEXT NOT NULL,
            document BLOB NOT NULL,
            PRIMARY KEY (case_id, revision)
        ) WITHOUT ROWID
        """
    )


def _add_people(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE cases ADD COLUMN people INTEGER NOT NULL DEFAULT 1")


STEPS: tuple[Step, ...] = (_create_version_1, _add_people, lift_to_version_3)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the database; 0 for a new file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def check_version(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Refuse a file of a newer program before anything is written.

    Raises TooNew, and Damaged for a file without version that has tables all the same.
    """
    version = version_of(connection)
    if version > len(steps):
        raise TooNew(f"database version {version}", found=version, known=len(steps))
    if version < 0 or (version == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise Damaged("a database without version")


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    steps: Sequence[Step] = STEPS,
    *,
    connect_to: Connect = connect,
    copy_to: Callable[[], Path] | None = None,
) -> Path | None:
    """Bring the database to the newest version in one transaction.

    An older file is copied first, by default beside itself, otherwise to the path that ``copy_to`` names;
    ``connect_to`` opens the copy, so that the copy of an encrypted file is encrypted with the same key.
    Returns the copy, or None when there was nothing to copy.
    When a step or the copy fails, the database is as before. Raises StorageError.
    """
    version = version_of(connection)
    if version == len(steps):
        return None
    copy = None
    if version:
        copy = copy_to() if copy_to is not None else free_name(path, version)
        back_up(connection, copy, connect_to)
    with transaction(connection):
        # Another window may have migrated while we waited for the lock.
        for step in steps[version_of(connection) :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    return copy


def free_name(path: Path, version: int) -> Path:
    """A name beside the database, still free, for its copy before it is lifted from ``version``."""
    number = 1
    while (copy := path.with_name(f"{path.stem}-version-{version}-backup-{number}{path.suffix}")).exists():
        number += 1
    return copy


def back_up(connection: sqlite3.Connection, copy: Path, connect_to: Connect = connect) -> None:
    """Copy the database to a path that is still free, checked and durable before it has that name.

    Raises DiskFull, ReadOnly, Damaged and errors of SQLite; half a copy is not left behind.
    """
    part = copy.with_name(copy.name + ".part")
    try:
        _remove(part)
        # Created before SQLite sees it, so that only its owner may read it.
        part.touch(mode=0o600)
        with closing(connect_to(part)) as target:
            connection.backup(target)
            if target.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise Damaged("the database to be lifted is not whole")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.rename(copy)
    except OSError as error:
        _remove(part)
        raise file_problem(error) from error
    except BaseException:
        # Half a copy would look like a whole one later.
        _remove(part)
        raise


def _remove(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + suffix).unlink()
