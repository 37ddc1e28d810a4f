"""Keys that were made but stand nowhere yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from permitdesk.crypto import passphrase as passphrases
from permitdesk.crypto.argon2 import Costs
from permitdesk.storage.errors import NotEnoughMemory
from permitdesk.storage.vault.key_file import KeyFile, OpenSlot
from permitdesk.storage.vault.records import DataKey, RecoveryKey
from permitdesk.storage.vault.slots import new_data_key, sealed_with_passphrase, sealed_with_recovery_key


@dataclass(frozen=True, slots=True)
class Prepared:
    """``PreparedVault``: a key file to be written once everything else is in its place."""

    keys: KeyFile
    key: DataKey
    recovery_key: RecoveryKey | None = None


def made_here(prepared: object) -> Prepared:
    """What the window was given and gives back; it only knows that there may be a recovery key in it."""
    if not isinstance(prepared, Prepared):
        raise TypeError("not the keys that were prepared")
    return prepared


#: works out, slowly, what one derivation may cost on this computer
Calibrate = Callable[[], Costs]


def prepared_vault(passphrase: str | None, calibrate: Calibrate, today: date) -> Prepared:
    """Keys around a new data key; None: "no passphrase on this computer". Slow with a passphrase.

    Raises NotEnoughMemory, and ValueError for a passphrase that is too short.
    """
    key = new_data_key()
    keys = KeyFile(serial=1, key_id=key.key_id, database=1, made_on=today)
    if passphrase is None:
        return Prepared(replace(keys, open_slot=OpenSlot(key.secret)), key)
    keys = with_passphrase(keys, key, passphrase, calibrate)
    slot, recovery_key = sealed_with_recovery_key(keys, key, today)
    return Prepared(replace(keys, recovery=slot), key, recovery_key)


def with_passphrase(keys: KeyFile, key: DataKey, passphrase: str, calibrate: Calibrate) -> KeyFile:
    """The keys with another passphrase. Slow. Raises as ``prepared_vault``."""
    if not passphrases.judge(passphrase).accepted:
        raise ValueError("the passphrase is too short")
    with enough_memory():
        slot = sealed_with_passphrase(keys, key, passphrase, calibrate())
    return replace(keys, passphrase=slot, open_slot=None)


@contextmanager
def enough_memory() -> Iterator[None]:
    """Say it as a known problem if there is not."""
    try:
        yield
    except MemoryError as error:
        raise NotEnoughMemory("not enough memory for the key") from error
