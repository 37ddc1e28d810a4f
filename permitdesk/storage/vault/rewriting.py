"""Writing a whole database anew under another key, and proving that the copy is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from permitdesk.storage.database import PATIENCE, known_problems, prepare_file
from permitdesk.storage.errors import Damaged, DiskFull, DiskTrouble, Locked, ReadOnly, StorageError
from permitdesk.storage.sqlcipher import connect_encrypted, raw_key
from permitdesk.storage.vault.files import COMPANIONS
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.steps import flush_to_disk


def copied_under(source: Path, old: DataKey, target: Path, new: DataKey) -> None:
    """Write the database ``source`` anew to ``target`` under another key, check it and make it durable.

    What stood at ``target`` is removed first; after a failure nothing of it is left.
    Raises Damaged, DiskFull, ReadOnly, DiskTrouble.
    """
    with known_problems(), closing(connect_encrypted(source, old)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        export(connection, target, new)


def export(connection: sqlite3.Connection, target: Path, new: DataKey) -> None:
    """As ``copied_under``, from an open connection of SQLCipher, whose file may also be unencrypted."""
    remove_database(target)
    prepare_file(target)
    try:
        with known_problems():
            with _attached(connection, target, new):
                _copy_all(connection)
                for pragma in ("user_version", "application_id"):
                    (value,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
                    connection.execute(f"PRAGMA fresh.{pragma} = {int(value)}")
                _same_counts(connection)
            with closing(connect_encrypted(target, new)) as copy:
                prove_whole(copy)
        flush_to_disk(target)
    except BaseException:
        remove_database(target)
        raise


def _copy_all(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("SELECT sqlcipher_export('fresh', 'main')").fetchall()
    except Exception as error:
        # The function hands on the words of the error inside it, but not its code.
        words = str(error)
        problem = next((kind for said, kind in _SAID.items() if said in words), None)
        if problem is None:
            raise
        raise problem("a database could not be written anew") from error


_SAID: dict[str, type[StorageError]] = {
    "disk is full": DiskFull,
    "disk image is malformed": Damaged,
    "not a database": Damaged,
    "disk I/O error": DiskTrouble,
    "readonly database": ReadOnly,
    "unable to open": ReadOnly,
    "is locked": Locked,
}


def prove_whole(connection: sqlite3.Connection) -> None:
    """Read every page of an encrypted database and check it. Raises Damaged, errors of SQLCipher."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise Damaged("a page of the database was changed")
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise Damaged("the database is not whole")


def remove_database(path: Path) -> None:
    """Take a database away with all that SQLite keeps beside it. Raises DiskTrouble."""
    try:
        # The database first: a journal without its database is nothing, the other way round it is a loss.
        for piece in (path, *(path.with_name(path.name + end) for end in COMPANIONS)):
            piece.unlink(missing_ok=True)
    except OSError as error:
        raise DiskTrouble(f"cannot remove a database: {error.strerror}") from error


def prove_alone(path: Path) -> None:
    """A database that is closed has nothing beside it: it can be renamed. Raises DiskTrouble if it has.

    SQLite keeps quiet about a journal that it could not move in when the last connection was closed.
    """
    for piece in (path.with_name(path.name + end) for end in COMPANIONS):
        if piece.exists():
            raise DiskTrouble("a journal is left beside a database that was closed")


def can_be_opened(path: Path, key: DataKey) -> bool:
    """Whether the file is a database under this key."""
    try:
        with known_problems(), closing(connect_encrypted(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Damaged:
        return False
    return True


@contextmanager
def _attached(connection: sqlite3.Connection, target: Path, key: DataKey) -> Iterator[None]:
    connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}").fetchall()
    connection.execute(f'ATTACH ? AS fresh KEY "{raw_key(key)}"', (str(target),))
    try:
        # The copy is made durable at its end; until then nobody needs it.
        connection.execute("PRAGMA fresh.journal_mode = MEMORY").fetchall()
        connection.execute("PRAGMA fresh.synchronous = OFF")
        yield
    finally:
        connection.execute("DETACH fresh")


def _same_counts(connection: sqlite3.Connection) -> None:
    """Every table of the copy must have as many rows as the one it was made from."""
    tables = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    ]
    for table in tables:
        quoted = '"' + table.replace('"', '""') + '"'
        counts = {
            connection.execute(f"SELECT count(*) FROM {where}.{quoted}").fetchone()[0]
            for where in ("main", "fresh")
        }
        if len(counts) != 1:
            raise Damaged("a copy has other numbers of rows")
