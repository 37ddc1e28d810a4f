"""The way back: a good copy in the place of a damaged database, which is kept aside as it is.

Nothing is erased before the new database stands: it is written under the next number, what is newer in the
damaged one is taken over, it is proved, the damaged one gets a second name in ``set-aside``, and then the
keys name the new one. That is the moment; cut off before it, all is as it was.
"""

from __future__ import annotations

import filecmp
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from permitdesk.storage.backups.errors import NoGoodCopy, NothingToRescue
from permitdesk.storage.backups.names import copies_in, entries
from permitdesk.storage.backups.reading import forget_copy, proved
from permitdesk.storage.backups.records import Backup
from permitdesk.storage.backups.salvage import DamagedDatabase, copy_what_can_be_read, give_head
from permitdesk.storage.backups.taking_over import forget_deleted, take_newer
from permitdesk.storage.database import journal_of, known_problems, set_up, transaction
from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import Damaged, StorageError, VaultGone
from permitdesk.storage.migrations import STEPS, check_version, version_of
from permitdesk.storage.sqlcipher import connect_encrypted, connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault import slots
from permitdesk.storage.vault.backup_keys import key_of
from permitdesk.storage.vault.files import COMPANIONS, VaultFiles
from permitdesk.storage.vault.key_file import KeyFile
from permitdesk.storage.vault.key_store import KeyStore
from permitdesk.storage.vault.leftovers import give_name, last_number
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import copied_under, prove_whole, remove_database
from permitdesk.storage.vault.steps import Hook, flush_folder, flush_to_disk, nothing


@dataclass(frozen=True, slots=True)
class Rescue:
    """One closed vault, of which the lock is taken for everything but ``good_copies``."""

    files: VaultFiles
    key_store: KeyStore
    key: DataKey
    clock: Callable[[], datetime]
    hook: Hook = nothing

    def good_copies(self) -> tuple[Backup, ...]:
        """The copies of which every page was read just now and is whole, the newest first. Slow."""
        keys = self._data_keys(self._keys())
        found = (proved(path, keys) for path in copies_in(self.files.backups))
        return tuple(backup for backup in found if backup is not None)

    def go_on_with(self, backup: Path, *, take_newer: bool) -> int:
        """Put a copy in the place of the database; how many cases were newer there and taken over.

        Raises NoGoodCopy, DiskFull, ReadOnly; all is then as before.
        """
        return self._go_on(backup, take_newer=take_newer)

    def go_on_without_copy(self) -> int:
        """Put what can still be read of the damaged database into a new one; how many cases.

        Raises NothingToRescue if that is none; all is then as before.
        """
        return self._go_on(None, take_newer=True)

    # --- helpers ------------------------------------------------------------------------

    def _go_on(self, backup: Path | None, *, take_newer: bool) -> int:
        keys = self._keys()
        number = max(last_number(self.files), keys.database) + 1
        part, between = self.files.part(number), self.files.part(number + 1)
        try:
            self._begin(part, backup, self._data_keys(keys))
            self.hook("copy written")
            damaged = self._to_read_from(keys, between, backup)
            taken = self._fill(part, damaged, newer=take_newer)
            if backup is None and taken == 0:
                raise NothingToRescue("no case can be read")
            self.hook("cases taken over")
            self._keep_aside(keys.database)
            self.hook("damaged one kept aside")
            self.key_store.write(replace(keys, serial=keys.serial + 1, database=number))
        except OSError as error:
            self._clear(part)
            raise file_problem(error) from error
        except BaseException:
            self._clear(part)
            raise
        finally:
            self._clear(between)
        self.hook("keys written")
        give_name(self.files, number)
        self.hook("database named")
        with suppress(StorageError):
            # It has its other name in set-aside.
            remove_database(self.files.database(keys.database))
        return taken

    def _begin(self, part: Path, backup: Path | None, keys: Sequence[DataKey]) -> None:
        """The new database: the copy lifted to the newest version, or an empty one."""
        remove_database(part)
        if backup is None:
            SqliteCaseStore(part, self.clock, connect_to=connector(self.key)).close()
            return
        try:
            key = key_of(backup, keys)
            if key is None:
                raise NoGoodCopy("no key opens the copy")
            copied_under(backup, key, part, self.key)
            with known_problems(), closing(connect_encrypted(part, self.key)) as copy:
                check_version(copy)
                _lift(copy)
        except Damaged as error:
            raise NoGoodCopy("the copy is not whole") from error

    def _to_read_from(self, keys: KeyFile, between: Path, backup: Path | None) -> DamagedDatabase | None:
        """A second file with what the disk gives of the damaged one, so that nobody touches that one."""
        database = self.files.database(keys.database)
        remove_database(between)
        if not database.exists():
            return None
        copy_what_can_be_read(database, between)
        if journal_of(database).exists():
            copy_what_can_be_read(journal_of(database), journal_of(between))
        if backup is not None:
            give_head(between, self.key, backup)
        return DamagedDatabase(between, self.key)

    def _fill(self, part: Path, damaged: DamagedDatabase | None, *, newer: bool) -> int:
        taken = 0
        with known_problems(), closing(connect_encrypted(part, self.key)) as target:
            set_up(target)
            with transaction(target):
                if damaged is not None:
                    forget_deleted(damaged, target)
                    taken = take_newer(damaged, target) if newer else 0
                forget_copy(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            prove_whole(target)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
        flush_to_disk(part)
        return taken

    def _keep_aside(self, number: int) -> None:
        """Give the damaged files second names, or copies where a disk knows no second names."""
        database = self.files.database(number)
        pieces = [database, *(database.with_name(database.name + end) for end in COMPANIONS)]
        present = [piece for piece in pieces if piece.exists()]
        if not present or any(_is_kept(folder, present) for folder in entries(self.files.set_aside)):
            return
        folder = new_folder(self.files.set_aside)
        for piece in present:
            target = folder / piece.name
            try:
                os.link(piece, target)
            except OSError:
                copy_what_can_be_read(piece, target)
                flush_to_disk(target)
        flush_folder(folder)

    def _keys(self) -> KeyFile:
        keys = self.key_store.read()
        if keys is None or keys.key_id != self.key.key_id:
            raise VaultGone("another vault stands here by now")
        return keys

    def _data_keys(self, keys: KeyFile) -> tuple[DataKey, ...]:
        return (self.key, *slots.former_keys(keys, self.key))

    def _clear(self, path: Path) -> None:
        with suppress(StorageError):
            remove_database(path)


def new_folder(set_aside: Path, ending: str = "") -> Path:
    """Make the next numbered folder of what is set aside. Raises OSError."""
    set_aside.mkdir(mode=0o700, exist_ok=True)
    number = 1
    while any((set_aside / f"{number}{end}").exists() for end in {"", ending}):
        number += 1
    folder = set_aside / f"{number}{ending}"
    folder.mkdir(mode=0o700)
    return folder


def _lift(connection: sqlite3.Connection) -> None:
    """Bring a copy of an older version to the newest; the copy it was made of stays as it is."""
    with transaction(connection):
        for step in STEPS[version_of(connection) :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _is_kept(folder: Path, pieces: Sequence[Path]) -> bool:
    """Whether an earlier attempt that was cut off kept these very files there already."""
    try:
        return all(
            (kept := folder / piece.name).exists()
            and (kept.samefile(piece) or filecmp.cmp(kept, piece, shallow=False))
            for piece in pieces
        )
    except OSError:
        return False
