"""The keyring of the system, where there is one: it may remember a random key for a vault.

Any trouble with it means "not available". It is never the only way into a vault.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Protocol, cast

_SERVICE = "PermitDesk"
KEY_BYTES = 32
#: keyrings that lock what they keep; others, such as one in a plain file, are as good as none
_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


class Backend(Protocol):
    """The part of a keyring backend that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under these names."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget it; raises if there is nothing."""
        ...


class KeyringMemory(Protocol):
    """Where a key can be remembered for the next start."""

    def available(self) -> bool:
        """Whether there is a keyring that can be trusted with a key."""
        ...

    def get(self, key_id: str) -> bytes | None:
        """The key remembered for a vault; None if there is none or no keyring."""
        ...

    def put(self, key_id: str, secret: bytes) -> bool:
        """Remember a key of ``KEY_BYTES``; False if that is not possible here."""
        ...

    def delete(self, key_id: str) -> None:
        """Forget it, if there is anything to forget."""
        ...


class SystemKeyring:
    """``KeyringMemory`` in the keyring of the system. May ask the person to unlock it, so it may be slow."""

    def __init__(self, find: Callable[[], Backend | None] | None = None) -> None:
        """``find`` gives the backend, or None; by default the one of the system."""
        self._find = find or trusted_backend

    def available(self) -> bool:
        """Whether there is a keyring that can be trusted with a key."""
        with suppress(Exception):
            return self._find() is not None
        return False

    def get(self, key_id: str) -> bytes | None:
        """The key remembered for a vault; None if there is none, or no keyring."""
        with suppress(Exception):
            backend = self._find()
            kept = None if backend is None else backend.get_password(_SERVICE, key_id)
            secret = None if kept is None else base64.b64decode(kept, validate=True)
            if secret is not None and len(secret) == KEY_BYTES:
                return secret
        return None

    def put(self, key_id: str, secret: bytes) -> bool:
        """Remember a key and read it back; False if that is not possible here."""
        with suppress(Exception):
            backend = self._find()
            if backend is not None:
                backend.set_password(_SERVICE, key_id, base64.b64encode(secret).decode("ascii"))
                return self.get(key_id) == secret
        return False

    def delete(self, key_id: str) -> None:
        """Forget it, if there is anything to forget."""
        with suppress(Exception):
            backend = self._find()
            if backend is not None:
                backend.delete_password(_SERVICE, key_id)


def trusted_backend() -> Backend | None:
    """The keyring of this system, if it locks what it keeps. Raises whatever the library raises."""
    import keyring  # a tenth of a second, and only for who asks for it

    return first_trusted(keyring.get_keyring())


def first_trusted(backend: object) -> Backend | None:
    """The backend itself, or the first of a chain of them, that is known to lock what it keeps."""
    chain = getattr(backend, "backends", None)
    candidates: Iterable[Any] = chain if isinstance(chain, (list, tuple)) else (backend,)
    for candidate in candidates:
        if type(candidate).__module__ in _TRUSTED:
            return cast("Backend", candidate)
    return None
