"""A vault in use: its cases, and the changes of its keys."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from permitdesk.crypto.keyring_memory import KEY_BYTES
from permitdesk.storage.backups.keeper import BackupKeeper
from permitdesk.storage.backups.records import Backup
from permitdesk.storage.errors import StorageError, VaultGone, VaultLocked
from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault import slots
from permitdesk.storage.vault.absorbing import absorb
from permitdesk.storage.vault.backup_keys import renewed
from permitdesk.storage.vault.key_file import KeyFile
from permitdesk.storage.vault.leftovers import finish_writing, give_name, last_number, remove_leftovers
from permitdesk.storage.vault.prepared import Prepared, made_here, prepared_vault, with_passphrase
from permitdesk.storage.vault.records import DataKey, RecoveryKey
from permitdesk.storage.vault.rewriting import copied_under, remove_database
from permitdesk.storage.vault.surroundings import Surroundings


class OpenVault:
    """``ui.viewmodels.vault_port.OpenVault``; see there for what each method promises.

    Keys may be changed by the window while a backup is made beside it; ``_changing`` keeps them apart.
    """

    def __init__(self, around: Surroundings, keys: KeyFile, key: DataKey) -> None:
        """``around.lock`` is taken and is given back by ``close``. Raises StorageError."""
        self._around = around
        self._keys = keys
        self._key = key
        self._changing = threading.RLock()
        self._closed = False
        self._copies = BackupKeeper(
            around.files,
            lambda: self.database,
            lambda: self.data_keys,
            around.clock,
            self._in_use,
            around.hook,
        )
        self._store = self._opened()
        try:
            absorb(around.files, keys.database, key, self._store, around.clock)
            if around.key_store.agree(keys):
                # With one key file damaged, an unnamed database may be worth more than it seems.
                remove_leftovers(around.files, keys)
            around.key_store.refresh_copy(keys)
            with contextlib.suppress(StorageError):
                # What cannot be finished now waits for the next time; the cases themselves are there.
                self._copies.finish_purges()
        except BaseException:
            self._store.close()
            raise

    @property
    def store(self) -> SqliteCaseStore:
        """The cases. Another object after ``protect`` and ``unprotect``."""
        return self._store

    @property
    def has_passphrase(self) -> bool:
        """False: "no passphrase on this computer"."""
        return self._keys.passphrase is not None

    @property
    def remembered(self) -> bool:
        """Whether the system's keyring opens it too."""
        return self._keys.keyring is not None

    @property
    def key(self) -> DataKey:
        """The key of the cases; empty once the vault is closed."""
        return self._key

    @property
    def data_keys(self) -> tuple[DataKey, ...]:
        """The key of the database, then earlier ones that backups may still be under."""
        return (self._key, *slots.former_keys(self._keys, self._key))

    @property
    def database(self) -> Path:
        """The file of the cases."""
        return self._around.files.database(self._keys.database)

    def close(self) -> None:
        """Let go of files and key, at the end or to lock. A vault closed twice stays closed."""
        with self._copies.alone(), self._changing:
            if self._closed:
                return
            self._closed = True
            try:
                # Every save is on the disk already; a pulled stick must not keep the vault from locking.
                with contextlib.suppress(StorageError):
                    self._store.close()
            finally:
                # Python cannot wipe memory; without a reference it is at least given back.
                self._key = DataKey(self._key.key_id, b"")
                self._around.lock.release()

    def check(self) -> None:
        """Before each write: the vault is still ours, and still there. Raises VaultInUse, VaultGone."""
        self._around.lock.check()
        if self._identity != _identity(self.database):
            raise VaultGone("another file stands in the place of the vault")

    # --- keys -------------------------------------------------------------------------

    def prepare_passphrase(self, passphrase: str) -> Prepared:
        """Slow: wrap the data key anew. Only where there is a passphrase already."""
        if not self.has_passphrase:
            raise ValueError("a vault without passphrase is protected by a new key")
        return Prepared(with_passphrase(self._keys, self._key, passphrase, self._around.calibrate), self._key)

    def change_passphrase(self, prepared: object) -> None:
        """Put the new wrapping in the place of the old one; the cases are not rewritten."""
        new = made_here(prepared)
        if new.key.key_id != self._key.key_id:
            raise ValueError("prepared for another key")
        self._change(lambda keys: replace(keys, passphrase=new.keys.passphrase))

    def new_recovery_key(self) -> RecoveryKey:
        """Make another recovery key; the old sheet opens nothing from then on."""
        if not self.has_passphrase:
            raise ValueError("a vault without passphrase needs no recovery key")
        slot, recovery_key = slots.sealed_with_recovery_key(
            self._keys, self._key, self._around.clock().date()
        )
        self._change(lambda keys: replace(keys, recovery=slot))
        return recovery_key

    def remember(self) -> bool:
        """Let the system's keyring open it too; False if this system has none. Never the only way in."""
        if not self.has_passphrase:
            return False
        secret = secrets.token_bytes(KEY_BYTES)
        if not self._around.keyring.put(self._key.key_id, secret):
            return False
        slot = slots.sealed_with_keyring(self._keys, self._key, secret)
        self._change(lambda keys: replace(keys, keyring=slot))
        return True

    def forget(self) -> None:
        """Take that back; works without a keyring too."""
        self._change(lambda keys: replace(keys, keyring=None))
        self._around.keyring.delete(self._key.key_id)

    # --- another data key -------------------------------------------------------------

    def prepare_protection(self, passphrase: str) -> Prepared:
        """Slow: keys for a vault that had no passphrase."""
        if self.has_passphrase:
            raise ValueError("the vault is protected already")
        return prepared_vault(passphrase, self._around.calibrate, self._around.clock().date())

    def protect(self, prepared: object) -> None:
        """Write all cases anew under a new data key, check the copy, then let the open one go.

        The old key lay open on this disk, so it is not used any further; backups under it follow with
        the next ``renew_backups``.
        """
        self._rewrite(made_here(prepared))

    def unprotect(self) -> None:
        """Back to "no passphrase on this computer": from then on everybody at this computer can open it."""
        forgotten = self._key.key_id
        was_remembered = self.remembered
        self._rewrite(prepared_vault(None, self._around.calibrate, self._around.clock().date()))
        if was_remembered:
            self._around.keyring.delete(forgotten)

    def _rewrite(self, prepared: Prepared) -> None:
        """The database under another key and number; the commit is the replacing of ``vault.keys``."""
        around = self._around
        with self._copies.alone(), self._changing:
            self._in_use()
            old, new = self._keys, prepared.keys
            number = max(last_number(around.files), old.database) + 1
            new = replace(new, serial=old.serial + 1, database=number, made_on=old.made_on)
            former = (self._key, *slots.former_keys(old, self._key))
            new = replace(new, former=tuple(slots.sealed_former(new, prepared.key, key) for key in former))
            self._store.close()
            try:
                copied_under(self.database, self._key, around.files.part(number), prepared.key)
                around.hook("database written")
                around.key_store.write(new)
            except StorageError:
                remove_database(around.files.part(number))
                raise
            else:
                self._keys, self._key = new, prepared.key
                around.hook("keys written")
                give_name(around.files, number)
                around.hook("database named")
                with contextlib.suppress(StorageError):
                    remove_database(around.files.database(old.database))
                around.hook("old database removed")
            finally:
                self._store = self._opened()

    def renew_backups(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Bring backups under an earlier key to the present one; whether none is left. Slow, no window waits.

        Once none is left, the earlier keys are forgotten.
        """
        if not self._keys.former:
            return True
        if not renewed(self._around.files, self.data_keys, cancelled):
            return False
        self._change(lambda keys: replace(keys, former=()))
        return True

    # --- copies -------------------------------------------------------------------------

    def backups(self) -> Sequence[Backup]:
        """The copies that are kept and open with the key of this vault, the newest first."""
        return self._copies.backups()

    def backup_due(self, *, leaving: bool = False) -> bool:
        """Whether something changed since the last copy that is old enough to make another."""
        return not self._closed and self._copies.due(leaving=leaving)

    @property
    def is_cleaning(self) -> bool:
        """Whether ``purge_all`` is at work; ``close`` would wait for it."""
        return self._copies.is_cleaning

    def back_up(self, cancelled: Callable[[], bool] = lambda: False) -> Backup | None:
        """May be called beside the window: copy, open the copy, count, and drop those too old.

        None if cancelled, or if the vault is locked meanwhile. Raises Damaged if the cases themselves are
        not whole, NoRoomForBackup, BackupsReadOnly, BackupNotWhole.
        """
        try:
            if not self._closed:
                self.renew_backups(cancelled)
                return self._copies.back_up(cancelled)
        except VaultLocked:
            pass
        return None

    def purge(self, case_id: str, reason: str) -> int:
        """Delete a case for good, from the database and every copy; how many copies could not be cleaned."""
        return self.purge_all((case_id,), reason)

    def purge_all(self, case_ids: Sequence[str], reason: str) -> int:
        """The same for several cases at once: all of them or, if one is not there, none.

        Each copy is written anew, so this takes a while with many large ones; it may be called beside
        the window.
        """
        return self._copies.purge(case_ids, reason)

    # --- helpers ------------------------------------------------------------------------

    def _change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        with self._changing:
            self._in_use()
            keys = replace(change(self._keys), serial=self._keys.serial + 1)
            self._around.key_store.write(keys)
            self._keys = keys

    def _in_use(self) -> None:
        if self._closed:
            raise VaultLocked("the vault was closed")
        self.check()

    def _opened(self) -> SqliteCaseStore:
        finish_writing(self._around.files, self._keys, self._key)
        self._identity = _identity(self.database)
        return SqliteCaseStore(
            self.database,
            self._around.clock,
            connect_to=connector(self._key),
            guard=self.check,
            copy_to=lambda: self._around.files.new_backup(self._around.clock(), self._keys.database),
        )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
