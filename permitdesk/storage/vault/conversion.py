"""From the unencrypted database of an older PermitDesk into a vault."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from permitdesk.storage.database import known_problems, transaction
from permitdesk.storage.errors import Damaged, DiskTrouble, Locked
from permitdesk.storage.migrations import STEPS, check_version, version_of
from permitdesk.storage.sqlcipher import connect_encrypted, connect_unencrypted, connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import export, prove_alone, prove_whole
from permitdesk.storage.vault.steps import flush_folder, flush_to_disk


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a database holds."""

    cases: int
    deleted: int
    states: int


@contextmanager
def carried_over(
    files: VaultFiles, target: Path, key: DataKey, clock: Callable[[], datetime]
) -> Iterator[Counts]:
    """Write the older database encrypted to ``target``, whole with its history, in the newest version.

    What counts is what the older program itself would find at its next start: its journal may hold the
    end of a save that never happened, so it is not held to the rules of ours.
    Inside the block no other program can write to the old file, so that nothing is saved there any more
    that the new one lacks; commit the vault there, and remove the old files afterwards.
    Raises Locked if another program has it open, TooNew, Damaged, DiskFull.
    """
    with known_problems(), closing(connect_unencrypted(files.plain)) as old:
        check_version(old)
        _check_schema(old)
        _claim(old)
        before = _old_counts(old)
        export(old, target, key)
        lift(target, key)
        after = counted(target, key, clock)
        if before not in (None, after):
            raise Damaged("the cases carried over are not as many as before")
        prove_alone(target)
        flush_to_disk(target)
        yield after


def remove_plain(files: VaultFiles) -> None:
    """Take the unencrypted database and its copies away. Raises DiskTrouble if one cannot be.

    The database goes last: as long as it stands there, the next opening tries again.
    """
    try:
        for path in files.plain_pieces():
            if not path.name.startswith(files.plain.name):
                path.unlink(missing_ok=True)
        flush_folder(files.folder)
        # A journal without its database is of no use to anybody; the other way round it would be a loss.
        for path in sorted(files.plain_pieces(), key=lambda path: len(path.name)):
            path.unlink(missing_ok=True)
        flush_folder(files.folder)
    except OSError as error:
        raise DiskTrouble(f"cannot remove an unencrypted database: {error.strerror}") from error


def counted(path: Path, key: DataKey, clock: Callable[[], datetime]) -> Counts:
    """What a database of the newest version holds, as the program itself sees it."""
    store = SqliteCaseStore(path, clock, connect_to=connector(key))
    try:
        cases, deleted = store.list_cases(), store.list_cases(deleted=True)
        states = sum(len(store.history(case.case_id)) for case in (*cases, *deleted))
    finally:
        store.close()
    return Counts(len(cases), len(deleted), states)


def _check_schema(old: sqlite3.Connection) -> None:
    """No PermitDesk wrote triggers or views; whoever did must not bring them into the vault."""
    if old.execute("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')").fetchone():
        raise Damaged("an older database with something that acts by itself")


def _claim(old: sqlite3.Connection) -> None:
    """Become the only user of the older database until it is closed. Raises Locked."""
    # Leaving the write-ahead log needs everybody else to be gone; an idle window has no other mark.
    (mode,) = old.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise Locked("the older database is in use")
    old.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    # The lock is kept from the first transaction on.
    old.execute("BEGIN EXCLUSIVE")
    old.execute("COMMIT")


def _old_counts(old: sqlite3.Connection) -> Counts | None:
    """What the older database holds; None for versions that no unencrypted database was released with.

    Of those the rows of each table are counted all the same, while they are written.
    """
    version = version_of(old)
    if version not in (1, 2):
        return Counts(0, 0, 0) if version == 0 else None
    counts = [
        int(old.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
        for what in ("cases WHERE deleted_at IS NULL", "cases WHERE deleted_at IS NOT NULL", "history")
    ]
    return Counts(*counts)


def lift(path: Path, key: DataKey) -> None:
    """Bring an encrypted database, which may be empty, to the newest version and prove it whole.

    For one that nobody works with yet: it is not copied before.
    """
    with known_problems(), closing(connect_encrypted(path, key)) as connection:
        with transaction(connection):
            for step in STEPS[version_of(connection) :]:
                step(connection)
            connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        prove_whole(connection)
