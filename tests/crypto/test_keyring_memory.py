"""The system's keyring: a convenience that may be missing, broken or not to be trusted."""

from __future__ import annotations

import subprocess
import sys

import pytest

from permitdesk.crypto.keyring_memory import SystemKeyring, first_trusted
from tests.vault_support import KeyringInMemory

SECRET = bytes(range(32))


def test_what_is_remembered_comes_back_for_its_vault_only() -> None:
    backend = KeyringInMemory()
    keyring = SystemKeyring(lambda: backend)
    assert keyring.put("one", SECRET)
    assert (keyring.get("one"), keyring.get("two")) == (SECRET, None)
    keyring.delete("one")
    assert keyring.get("one") is None
    keyring.delete("one")


def test_without_a_keyring_nothing_is_remembered_and_nothing_fails() -> None:
    keyring = SystemKeyring(lambda: None)
    assert (keyring.available(), keyring.put("one", SECRET), keyring.get("one")) == (False, False, None)
    keyring.delete("one")


def test_a_broken_keyring_is_as_good_as_none() -> None:
    backend = KeyringInMemory()
    backend.broken = True
    keyring = SystemKeyring(lambda: backend)
    assert (keyring.put("one", SECRET), keyring.get("one")) == (False, None)
    keyring.delete("one")


def test_a_keyring_that_cannot_even_be_found_is_as_good_as_none() -> None:
    def find() -> KeyringInMemory:
        raise OSError("no bus")

    keyring = SystemKeyring(find)
    assert (keyring.available(), keyring.put("one", SECRET), keyring.get("one")) == (False, False, None)


@pytest.mark.parametrize("kept", ["", "no base64!", "QUJD", "ł"])
def test_something_else_under_the_name_is_not_taken_for_a_key(kept: str) -> None:
    backend = KeyringInMemory()
    backend.kept["PermitDesk", "one"] = kept
    assert SystemKeyring(lambda: backend).get("one") is None


class Forgetful(KeyringInMemory):
    """Accepts everything and keeps nothing, as the null backend does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


def test_a_keyring_that_keeps_nothing_is_noticed() -> None:
    assert not SystemKeyring(Forgetful).put("one", SECRET)


def _of_module(module: str) -> object:
    return type("Keyring", (KeyringInMemory,), {"__module__": module})()


@pytest.mark.parametrize("module", ["SecretService", "libsecret", "kwallet", "Windows", "macOS"])
def test_keyrings_of_the_systems_are_trusted(module: str) -> None:
    backend = _of_module(f"keyring.backends.{module}")
    assert first_trusted(backend) is backend


@pytest.mark.parametrize(
    "module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file", "somebody.plain"]
)
def test_others_are_not(module: str) -> None:
    assert first_trusted(_of_module(module)) is None


def test_of_a_chain_the_first_trusted_one_is_used() -> None:
    class Chain:
        backends = (_of_module("keyrings.alt.file"), _of_module("keyring.backends.kwallet"))

    assert first_trusted(Chain()) is Chain.backends[1]


def test_the_library_is_loaded_only_when_it_is_asked() -> None:
    code = (
        "import sys; from permitdesk.crypto.keyring_memory import SystemKeyring; k = SystemKeyring();"
        "before = 'keyring' in sys.modules; k.get('x'); print(before, 'keyring' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
