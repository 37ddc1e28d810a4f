"""The root of the vault, its second copy and its lock: opened, or refused, and never made worse."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from random import Random

from permitdesk.storage.errors import StorageError, TooNew
from permitdesk.storage.vault.key_file import NotAKeyFile, canonical, from_bytes
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.vault import Vault
from tests.fuzz.mutate import as_json, spoiled_bytes, spoiled_value
from tests.fuzz.oracle import Fault, told
from tests.vault_support import (
    CHEAP,
    PASSPHRASE,
    Clock,
    KeyringInMemory,
    closed_vault,
    open_vault,
    unprotected_vault,
)

#: memory times passes in KiB; a key file of one's own may ask for more, which is slow and not looked for here
_DEAR = 64 * 1024
_RECOVERY = "0000-0000-0000-0000-0000-0000-0000-0000-0000"


class KeyFiles:
    """``vault.keys`` beside a whole database, in one of three settings told by the first byte.

    ``0``: alone; ``1``: with a whole copy in ``backups``; ``2``: the spoiled bytes are those of the lock.
    """

    name = "keys"

    def __init__(self, folder: Path) -> None:
        """``folder`` is for the vaults of this area."""
        self._models: list[Path] = []
        for number, make in enumerate((open_vault, unprotected_vault)):
            model = folder / f"model-{number}"
            model.mkdir()
            make(model).close()
            self._models.append(model)
        self._work = folder / "work"
        self._keyring = KeyringInMemory()
        self._whole = [(model / "vault.keys").read_bytes() for model in self._models]
        self._contents = [json.loads(data) for data in self._whole]

    def make(self, chance: Random) -> bytes:
        """Key files with wrong bytes, or with wrong values under a checksum that fits."""
        setting = chance.choice("0012").encode()
        pick = chance.random()
        if setting == b"2":
            lock = {"token": "a" * 32, "computer": "other", "since": "2026-11-21T12:00:00+00:00",
                    "beat": "2026-11-21T12:00:00+00:00"}  # fmt: skip
            data = as_json(chance, spoiled_value(chance, lock))
            return setting + (spoiled_bytes(chance, data) if pick < 0.4 else data)
        if pick < 0.3:
            return setting + spoiled_bytes(chance, chance.choice(self._whole), self._whole)
        content = spoiled_value(chance, chance.choice(self._contents), self._contents)
        if not isinstance(content, dict):
            return setting + as_json(chance, content)
        content.pop("checksum", None)
        return setting + _sealed(content)

    def check(self, data: bytes) -> str:
        """The keys are never changed by somebody who could not open the vault; the database never at all."""
        setting, content = data[:1], data[1:]
        model = self._models[0]
        if b'"open"' in content:
            model = self._models[1]
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(model, self._work)
        spoiled = self._work / ("vault.lock" if setting == b"2" else "vault.keys")
        spoiled.write_bytes(content)
        copy = self._work / "backups/vault.keys"
        if setting == b"0":
            copy.unlink()
        vault = closed_vault(self._work, Clock())
        try:
            vault.look()
        except StorageError as problem:
            if setting != b"0" and not isinstance(problem, TooNew):
                raise Fault("a whole copy was not used") from problem
            return told(problem)
        if _dear(content):
            return "dear"
        before = spoiled.read_bytes()
        key = self._key(vault)
        if key is None:
            if spoiled.read_bytes() != before:
                raise Fault("keys were changed by somebody without a key")
            return "no key"
        try:
            opened = vault.open(key)
        except StorageError as problem:
            return told(problem)
        opened.close()
        return "opened"

    def _key(self, vault: Vault) -> DataKey | None:
        found: DataKey | None = None
        ways = (
            lambda: vault.key_from_passphrase(PASSPHRASE),
            vault.key_unprotected,
            lambda: vault.key_from_recovery_key(_RECOVERY),
            vault.key_from_keyring,
        )
        for way in ways:
            try:
                found = way() or found
            except StorageError as problem:
                told(problem)
        return found


def _sealed(content: dict[str, object]) -> bytes:
    """The content in the one form and with the checksum that fits."""
    try:
        plain = canonical(content)
        checksum = hashlib.sha256(plain).hexdigest()
        return canonical({**content, "checksum": checksum}) + b"\n"
    except ValueError:
        # A number too long to be written: such a file cannot have a checksum.
        return b"{}"


def _dear(data: bytes) -> bool:
    try:
        keys = from_bytes(data, CHEAP)
    except (NotAKeyFile, TooNew):
        return False
    slot = keys.passphrase
    return slot is not None and slot.costs.memory_kib * slot.costs.passes > _DEAR
