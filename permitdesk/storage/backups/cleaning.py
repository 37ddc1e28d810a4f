"""Taking cases out of one database so that no page of it, free ones too, and no journal has them any more.

Deleted rows are overwritten with zeros (``secure_delete``), but SQLite moves rows between pages and may
leave an older copy of one in the gap of a page. So the database is written anew afterwards (VACUUM). Until
that is done it carries a mark, set together with the deletion, so that it is finished after a crash.
The new content goes into the journal first and from there over the old: nothing old is written anywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from permitdesk.storage import deletion_rows
from permitdesk.storage.backups.names import is_file
from permitdesk.storage.backups.reading import opened, tables_of
from permitdesk.storage.database import PATIENCE, journal_of, known_problems, set_up, transaction
from permitdesk.storage.errors import Damaged, Locked
from permitdesk.storage.sqlcipher import connect_encrypted
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import prove_whole
from permitdesk.storage.vault.steps import Hook, flush_to_disk, nothing

#: The field of the file's header that SQLite leaves to programs, while a deletion is not finished.
_UNTIDY = 0x5044_7479
_TABLES = ("documents", "desk", "history", "audit", "tags", "links", "cases")


def clean_copy(path: Path, key: DataKey, case_ids: Sequence[str], hook: Hook = nothing) -> bool:
    """Take the cases out of a copy; whether it had any of them. Proved whole afterwards.

    Cut off at any moment the copy is whole, and doing it again finishes it.
    Raises StorageError if the copy cannot be cleaned, such as Damaged or ReadOnly.
    """
    if not is_file(path):
        raise Damaged("a copy is not there any more")
    with opened(path, key) as connection:
        has_some = _has(connection, case_ids)
        if not has_some and not is_untidy(connection) and not _has_journal(path):
            return False
    with known_problems(), closing(connect_encrypted(path, key)) as connection:
        set_up(connection)
        if has_some:
            with transaction(connection):
                for case_id in case_ids:
                    deletion_rows.remove_case(connection, case_id)
                mark_untidy(connection)
            hook("deleted")
        tidy(connection, hook)
        if _has(connection, case_ids):
            raise Damaged("a case is still in a copy")
        prove_whole(connection)
        # One file again, without a journal of its own.
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    with suppress(OSError):
        flush_to_disk(path)
    return has_some


def tidy(connection: sqlite3.Connection, hook: Hook = nothing) -> None:
    """Write a database anew after a deletion and take its mark away. Slow for a large one.

    Raises StorageError; the mark then stays.
    """
    with known_problems():
        try:
            # Over the old content first, while the file is as long as it was.
            _empty_journal(connection)
            hook("overwritten")
            connection.execute("VACUUM")
            hook("written anew")
            with transaction(connection):
                connection.execute("PRAGMA application_id = 0")
            _empty_journal(connection)
            hook("tidied")
        except BaseException:
            # Frames of a writing that failed must not lie in the journal behind good ones.
            with suppress(Exception):
                _empty_journal(connection)
            raise


def mark_untidy(connection: sqlite3.Connection) -> None:
    """Note, inside the transaction of a deletion, that the database is still to be written anew."""
    connection.execute(f"PRAGMA application_id = {_UNTIDY}")


def is_untidy(connection: sqlite3.Connection) -> bool:
    """Whether a deletion was cut off before its end."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(found == _UNTIDY)


def _has(connection: sqlite3.Connection, case_ids: Sequence[str]) -> bool:
    tables = tables_of(connection)
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE case_id = ? LIMIT 1", (case_id,)).fetchone()
        for table in _TABLES
        if table in tables
        for case_id in case_ids
    )


def _has_journal(path: Path) -> bool:
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def _empty_journal(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}").fetchall()
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Locked("somebody reads the database")
