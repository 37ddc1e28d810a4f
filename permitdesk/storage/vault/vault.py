"""The vault of a data folder, closed: what it is, the ways to its key, making it and opening it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from permitdesk.crypto.argon2 import FLOOR, Costs, calibrate, measured_with
from permitdesk.crypto.keyring_memory import KeyringMemory, SystemKeyring
from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import KeysDamaged, VaultGone, WrongPassphrase, WrongRecoveryKey
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.key_file import KeyFile
from permitdesk.storage.vault.key_store import KeyStore
from permitdesk.storage.vault.records import DataKey, VaultLook, VaultState, vault_mark
from permitdesk.storage.vault.steps import Hook, nothing

if TYPE_CHECKING:
    # The first screen looks at the vault; what making and opening one needs is loaded then.
    from permitdesk.storage.backups.records import Backup
    from permitdesk.storage.backups.rescue import Rescue
    from permitdesk.storage.vault.instance_lock import InstanceLock
    from permitdesk.storage.vault.open_vault import OpenVault
    from permitdesk.storage.vault.prepared import Prepared
    from permitdesk.storage.vault.surroundings import Surroundings


class Vault:
    """``VaultPort`` for one folder; see there for what each method promises."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        costs: Costs | None = None,
        floor: Costs = FLOOR,
        keyring: KeyringMemory | None = None,
        hook: Hook = nothing,
    ) -> None:
        """``clock`` gives the time with its zone; ``costs`` None: worked out on this computer when needed.

        ``floor`` is the cheapest derivation accepted from a file, ``hook`` is told each step of a change;
        both are there for tests.
        """
        self._files = VaultFiles(folder)
        self._clock = clock
        self._floor = floor
        self._costs = costs
        self._keyring = keyring or SystemKeyring()
        self._hook = hook
        self._store = KeyStore(self._files, floor)

    # --- what stands there --------------------------------------------------------------

    def look(self) -> VaultLook:
        """What can be seen without any secret. Raises KeysDamaged, TooNew, ReadOnly."""
        try:
            keys = self._store.read()
            older = keys is None and self._files.plain.exists()
        except OSError as error:
            raise file_problem(error) from error
        if older:
            from permitdesk.storage.vault.older_database import cases_in

            return VaultLook(VaultState.OLDER_DATABASE, cases=cases_in(self._files.plain))
        if keys is None:
            return VaultLook(VaultState.ABSENT)
        return VaultLook(
            VaultState.LOCKED if keys.open_slot is None else VaultState.UNPROTECTED,
            remembered=keys.keyring is not None,
            made_on=keys.made_on,
            has_recovery_key=keys.recovery is not None,
            vault_mark=vault_mark(keys.key_id),
        )

    # --- making one -----------------------------------------------------------------------

    def prepare(self, passphrase: str | None) -> Prepared:
        """Slow: keys for a new vault. None: "no passphrase on this computer". Raises NotEnoughMemory."""
        from permitdesk.storage.vault.prepared import prepared_vault

        return prepared_vault(passphrase, self._calibrated, self._clock().date())

    def create(self, prepared: object) -> OpenVault:
        """Make the vault; the database of an older PermitDesk is carried over whole, counted, and removed.

        ``prepared``: from ``prepare``. Raises Locked if an older PermitDesk has its database open,
        VaultInUse if a vault is here by now.
        """
        from permitdesk.storage.vault.making import make
        from permitdesk.storage.vault.prepared import made_here

        try:
            self._files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise file_problem(error) from error
        with self._locked() as lock:
            return make(self._surroundings(lock), made_here(prepared))

    # --- ways to the key ------------------------------------------------------------------

    def key_from_passphrase(self, passphrase: str) -> DataKey:
        """Slow. Raises WrongPassphrase, KeysDamaged, NotEnoughMemory."""
        from permitdesk.crypto.sealing import WrongKey
        from permitdesk.storage.vault import slots
        from permitdesk.storage.vault.prepared import enough_memory

        keys = self._keys()
        if keys.passphrase is None:
            raise KeysDamaged("no passphrase opens this vault")
        try:
            with enough_memory():
                return slots.opened_with_passphrase(keys, keys.passphrase, passphrase)
        except WrongKey:
            raise WrongPassphrase("another passphrase") from None

    def key_from_recovery_key(self, text: str) -> DataKey:
        """Raises WrongRecoveryKey, KeysDamaged."""
        from permitdesk.crypto.recovery_key import Mistyped
        from permitdesk.crypto.sealing import WrongKey
        from permitdesk.storage.vault import slots

        keys = self._keys()
        try:
            if keys.recovery is None:
                raise WrongKey
            return slots.opened_with_recovery_key(keys, keys.recovery, text)
        except Mistyped:
            raise WrongRecoveryKey(mistyped=True) from None
        except WrongKey:
            raise WrongRecoveryKey(mistyped=False) from None

    def key_from_keyring(self) -> DataKey | None:
        """Slow: what the system's keyring remembers; None if it does not, or no longer the right thing."""
        from permitdesk.crypto.sealing import WrongKey
        from permitdesk.storage.vault import slots

        keys = self._keys()
        remembered = None if keys.keyring is None else self._keyring.get(keys.key_id)
        if keys.keyring is None or remembered is None:
            return None
        try:
            return slots.opened_with_keyring(keys, keys.keyring, remembered)
        except WrongKey:
            return None

    def can_remember(self) -> bool:
        """Slow: whether this system has a keyring that could remember the vault."""
        return self._keyring.available()

    def key_unprotected(self) -> DataKey:
        """The key that lies open. Raises KeysDamaged where there is none."""
        keys = self._keys()
        if keys.open_slot is None:
            raise KeysDamaged("the vault is protected")
        return DataKey(keys.key_id, keys.open_slot.secret)

    # --- opening --------------------------------------------------------------------------

    def open(self, key: DataKey) -> OpenVault:
        """Open the cases. Raises VaultInUse, Damaged, TooNew, ReadOnly, DiskFull, VaultGone."""
        from permitdesk.storage.vault.open_vault import OpenVault

        with self._locked() as lock:
            keys = self._keys()
            if keys.key_id != key.key_id:
                raise VaultGone("another vault stands here by now")
            return OpenVault(self._surroundings(lock), keys, key)

    # --- what to do when it does not open ---------------------------------------------------

    def good_copies(self, key: DataKey) -> Sequence[Backup]:
        """The copies that open with this key and are whole, the newest first. Slow: every page is read."""
        return self._rescue(key).good_copies()

    def go_on_with(self, backup: Backup, key: DataKey, *, take_newer: bool = True) -> int:
        """Put a good copy in the place of the database, which is kept in ``set-aside`` untouched.

        Cases of that database that can still be read and are newer are taken over; returns how many.
        Without ``take_newer`` the cases are as in the copy: the way back to a day on purpose. Whoever was
        deleted for good does not come back either way.
        Raises VaultInUse, NoGoodCopy, DiskFull, ReadOnly, VaultGone; all is then as before.
        """
        with self._taken():
            return self._rescue(key).go_on_with(backup.path, take_newer=take_newer)

    def go_on_without_copy(self, key: DataKey) -> int:
        """Where there is no good copy: what can still be read, in a new database; returns how many cases.

        Raises as ``go_on_with``, and NothingToRescue if no case can be read.
        """
        with self._taken():
            return self._rescue(key).go_on_without_copy()

    def set_aside(self) -> Path:
        """Keep everything of this vault in a folder of its own, so that a new one can be made.

        Raises VaultInUse, ReadOnly, DiskFull; done again, it goes on where it was cut off.
        """
        from permitdesk.storage.backups.giving_up import give_up

        with self._taken():
            return give_up(self._files, self._hook)

    # --- helpers --------------------------------------------------------------------------

    def _rescue(self, key: DataKey) -> Rescue:
        from permitdesk.storage.backups.rescue import Rescue

        return Rescue(self._files, self._store, key, self._clock, self._hook)

    @contextmanager
    def _taken(self) -> Iterator[None]:
        """The lock of the vault, for as long as the block takes."""
        with self._locked() as lock:
            try:
                yield
            finally:
                lock.release()

    def _keys(self) -> KeyFile:
        keys = self._store.read()
        if keys is None:
            raise VaultGone("no vault in this folder")
        return keys

    @contextmanager
    def _locked(self) -> Iterator[InstanceLock]:
        """The lock of the vault, taken; it stays with the vault that is opened inside, else it goes back."""
        from permitdesk.storage.vault.instance_lock import InstanceLock

        lock = InstanceLock(self._files.lock, self._clock)
        lock.take()
        try:
            yield lock
        except BaseException:
            lock.release()
            raise

    def _surroundings(self, lock: InstanceLock) -> Surroundings:
        from permitdesk.storage.vault.surroundings import Surroundings

        return Surroundings(
            self._files, self._store, lock, self._keyring, self._clock, self._calibrated, self._hook
        )

    def _calibrated(self) -> Costs:
        """What one derivation costs on this computer, measured once."""
        if self._costs is None:
            self._costs = calibrate(measured_with(time.perf_counter), self._floor)
        return self._costs
