"""Sealing the data key of a vault in each of its ways, and getting it back."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from permitdesk.crypto import passphrase as passphrases
from permitdesk.crypto import recovery_key
from permitdesk.crypto.argon2 import SALT_BYTES, Costs, derive
from permitdesk.crypto.sealing import TAG_BYTES, new_nonce, seal, subkey, unseal
from permitdesk.storage.vault.key_file import (
    SECRET_BYTES,
    FormerKey,
    KeyFile,
    KeyringSlot,
    PassphraseSlot,
    RecoverySlot,
    bound_to,
)
from permitdesk.storage.vault.records import DataKey, RecoveryKey, vault_mark

_RECOVERY = "permitdesk vault recovery"
_FORMER = "permitdesk vault former key"
_NOT_YET = bytes(SECRET_BYTES + TAG_BYTES)


def new_data_key() -> DataKey:
    """A random key, with the salt of its database."""
    return DataKey(secrets.token_hex(16), secrets.token_bytes(SECRET_BYTES))


# --- passphrase ---------------------------------------------------------------------------


def sealed_with_passphrase(keys: KeyFile, key: DataKey, text: str, costs: Costs) -> PassphraseSlot:
    """Slow. Raises MemoryError where the computer cannot spare the memory."""
    salt = secrets.token_bytes(SALT_BYTES)
    slot = PassphraseSlot(costs, salt, new_nonce(), _NOT_YET)
    wrapping = derive(passphrases.to_bytes(text), salt, costs)
    return replace(slot, sealed=seal(wrapping, slot.nonce, key.secret, bound_to(keys, slot)))


def opened_with_passphrase(keys: KeyFile, slot: PassphraseSlot, text: str) -> DataKey:
    """Slow. Raises WrongKey, MemoryError."""
    wrapping = derive(passphrases.to_bytes(text), slot.salt, slot.costs)
    return DataKey(keys.key_id, unseal(wrapping, slot.nonce, slot.sealed, bound_to(keys, slot)))


# --- recovery key -------------------------------------------------------------------------


def sealed_with_recovery_key(keys: KeyFile, key: DataKey, today: date) -> tuple[RecoverySlot, RecoveryKey]:
    """A new recovery key, and its slot."""
    secret = recovery_key.new_secret()
    slot = RecoverySlot(today, secrets.token_bytes(SALT_BYTES), new_nonce(), _NOT_YET)
    wrapping = subkey(secret, slot.salt, _RECOVERY)
    slot = replace(slot, sealed=seal(wrapping, slot.nonce, key.secret, bound_to(keys, slot)))
    return slot, RecoveryKey(recovery_key.to_text(secret), vault_mark(keys.key_id), today)


def opened_with_recovery_key(keys: KeyFile, slot: RecoverySlot, text: str) -> DataKey:
    """Raises Mistyped, WrongKey."""
    wrapping = subkey(recovery_key.from_text(text), slot.salt, _RECOVERY)
    return DataKey(keys.key_id, unseal(wrapping, slot.nonce, slot.sealed, bound_to(keys, slot)))


# --- keyring ------------------------------------------------------------------------------


def sealed_with_keyring(keys: KeyFile, key: DataKey, remembered: bytes) -> KeyringSlot:
    """``remembered``: the random key that the keyring holds."""
    slot = KeyringSlot(new_nonce(), _NOT_YET)
    return replace(slot, sealed=seal(remembered, slot.nonce, key.secret, bound_to(keys, slot)))


def opened_with_keyring(keys: KeyFile, slot: KeyringSlot, remembered: bytes) -> DataKey:
    """Raises WrongKey."""
    return DataKey(keys.key_id, unseal(remembered, slot.nonce, slot.sealed, bound_to(keys, slot)))


# --- former keys --------------------------------------------------------------------------


def sealed_former(keys: KeyFile, key: DataKey, former: DataKey) -> FormerKey:
    """An earlier data key under the present one."""
    slot = FormerKey(former.key_id, new_nonce(), _NOT_YET)
    wrapping = subkey(key.secret, bytes.fromhex(former.key_id), _FORMER)
    return replace(slot, sealed=seal(wrapping, slot.nonce, former.secret, bound_to(keys, slot)))


def former_keys(keys: KeyFile, key: DataKey) -> tuple[DataKey, ...]:
    """The earlier data keys that backups may still need, the newest first. Raises WrongKey."""
    return tuple(
        DataKey(
            slot.key_id,
            unseal(
                subkey(key.secret, bytes.fromhex(slot.key_id), _FORMER),
                slot.nonce,
                slot.sealed,
                bound_to(keys, slot),
            ),
        )
        for slot in keys.former
    )
