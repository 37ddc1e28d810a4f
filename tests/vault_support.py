"""Vaults for tests: real ones, with a key derivation that costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from permitdesk.crypto.argon2 import Costs
from permitdesk.crypto.keyring_memory import SystemKeyring
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.storage.vault.steps import Hook, nothing
from permitdesk.storage.vault.vault import Vault

#: accepted only by a ``Vault`` that is told so; no file can ask for it
CHEAP = Costs(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "Zażółć gęślą jaźń"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **span: float) -> None:
        """Let time pass, as ``timedelta`` counts it."""
        self.now += timedelta(**span)


class KeyringInMemory:
    """A keyring that remembers until the test ends; ``broken`` makes it fail at everything."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.kept[service, username]

    def _fail(self) -> None:
        if self.broken:
            raise RuntimeError("the keyring is broken")


class NoKeyring:
    """``KeyringMemory`` of a system without one."""

    def available(self) -> bool:
        return False

    def get(self, key_id: str) -> bytes | None:
        return None

    def put(self, key_id: str, secret: bytes) -> bool:
        return False

    def delete(self, key_id: str) -> None:
        return None


def closed_vault(
    folder: Path,
    clock: Callable[[], datetime] | None = None,
    *,
    keyring: KeyringInMemory | None = None,
    hook: Hook = nothing,
) -> Vault:
    """The vault of a folder, with cheap keys and no keyring but the one given."""
    memory = NoKeyring() if keyring is None else SystemKeyring(lambda: keyring)
    return Vault(folder, clock or Clock(), costs=CHEAP, floor=CHEAP, keyring=memory, hook=hook)


def open_vault(
    folder: Path, clock: Callable[[], datetime] | None = None, passphrase: str = PASSPHRASE
) -> OpenVault:
    """A vault with a passphrase in the folder: made if there is none, then open."""
    vault = closed_vault(folder, clock)
    if (folder / "vault.keys").exists():
        return vault.open(vault.key_from_passphrase(passphrase))
    return vault.create(vault.prepare(passphrase))


def unprotected_vault(folder: Path, clock: Callable[[], datetime] | None = None) -> OpenVault:
    """The same without a passphrase."""
    vault = closed_vault(folder, clock)
    if (folder / "vault.keys").exists():
        return vault.open(vault.key_unprotected())
    return vault.create(vault.prepare(None))
