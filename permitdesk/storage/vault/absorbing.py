"""Cases that an older PermitDesk, started once more, left beside the vault: taken over, none overwritten."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.database import known_problems, set_up, transaction
from permitdesk.storage.errors import StorageError
from permitdesk.storage.sqlcipher import connect_encrypted, connector, raw_key
from permitdesk.storage.sqlite_store import SqliteCaseStore, new_id
from permitdesk.storage.vault.conversion import carried_over, remove_plain
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import remove_database


def absorb(
    files: VaultFiles, number: int, key: DataKey, store: SqliteCaseStore, clock: Callable[[], datetime]
) -> int:
    """Take the cases of the unencrypted file into the open vault ``number`` and remove that file.

    A case not known here comes with its history, one that the vault has or had is left out, and one with
    other answers becomes a case of its own with a number behind its title. Returns how many came.
    A file that cannot be read, or is in use, stays where it is. Cut off, it is done again without harm.
    """
    if not files.plain.exists():
        return 0
    # The next number is never named by the keys, so what is left of it is cleared away.
    between = files.part(number + 1)
    try:
        with carried_over(files, between, key, clock):
            came = _all_cases(files.database(number), between, key, store, clock)
        remove_plain(files)
    except StorageError:
        return 0
    finally:
        with contextlib.suppress(StorageError):
            remove_database(between)
    return came


def _all_cases(
    vault: Path, other: Path, key: DataKey, store: SqliteCaseStore, clock: Callable[[], datetime]
) -> int:
    theirs = SqliteCaseStore(other, clock, connect_to=connector(key))
    known = {case.case_id for deleted in (False, True) for case in store.list_cases(deleted=deleted)}
    unknown: list[str] = []
    came = 0
    try:
        for deleted in (False, True):
            for case in theirs.list_cases(deleted=deleted):
                if case.case_id not in known:
                    unknown.append(case.case_id)
                elif not _had(store, theirs, case.case_id):
                    _take_as_another(store, theirs, case.case_id, deleted=deleted)
                    came += 1
    finally:
        theirs.close()
    _copy_rows(vault, other, key, unknown)
    return came + len(unknown)


def _had(store: SqliteCaseStore, theirs: SqliteCaseStore, case_id: str) -> bool:
    """Whether the vault has, or once had, the case as it is in the other file."""
    newest = theirs.lineage(case_id)[:1]
    return bool(newest) and newest[0][1] in {digest for _, digest in store.lineage(case_id)}


def _take_as_another(store: SqliteCaseStore, theirs: SqliteCaseStore, case_id: str, *, deleted: bool) -> None:
    """Each kept state again, the oldest first, under a new id."""
    copy_id = new_id()
    newest = theirs.load(case_id)
    title = _free_title(store, newest.case.title)
    for entry in reversed(theirs.history(case_id)):
        state = theirs.state(case_id, entry.revision)
        store.save(state.with_changes(case_id=copy_id, title=title), newest.step, action=AuditAction.IMPORTED)
    last = newest.case.with_changes(case_id=copy_id, title=title)
    store.save(last, newest.step, action=AuditAction.IMPORTED)
    if deleted:
        store.delete(copy_id)


def _free_title(store: SqliteCaseStore, title: str) -> str:
    taken = {case.title for deleted in (False, True) for case in store.list_cases(deleted=deleted)}
    number = 2
    while (numbered := f"{title} ({number})".strip()) in taken:
        number += 1
    return numbered


def _copy_rows(vault: Path, other: Path, key: DataKey, case_ids: list[str]) -> None:
    """Copy everything that both databases hold about these cases, row by row, in one transaction."""
    if not case_ids:
        return
    with known_problems(), closing(connect_encrypted(vault, key)) as connection:
        set_up(connection)
        # The tables come in no particular order; the rows of each case come all.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f'ATTACH ? AS other KEY "{raw_key(key)}"', (str(other),))
        with transaction(connection):
            for table, columns in _tables_by_case(connection).items():
                listed = ", ".join(column for column in columns if column != "id")
                order = " ORDER BY id" if "id" in columns else ""
                connection.executemany(
                    f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM other.{table}"
                    f" WHERE case_id = ?{order}",
                    [(case_id,) for case_id in case_ids],
                )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _tables_by_case(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Tables whose rows belong to a case, with their columns."""
    names = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    tables: dict[str, tuple[str, ...]] = {}
    for (name,) in names:
        info = connection.execute(f"PRAGMA main.table_info({name})").fetchall()
        columns = tuple(str(column[1]) for column in info)
        numbered = {
            column[1] for column in info if column[5] and column[2] == "INTEGER" and column[1] == "id"
        }
        if "case_id" in columns:
            tables[str(name)] = tuple(column for column in columns if column not in numbered)
    return tables
