"""``vault.keys``: one form, no changed byte unnoticed, bounds on everything that costs work."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.crypto.argon2 import CEILING, FLOOR, Costs
from permitdesk.replace_file import replace_file
from permitdesk.storage.errors import KeysDamaged, StorageError, TooNew
from permitdesk.storage.vault import key_store
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.key_file import (
    LARGEST,
    KeyFile,
    KeyringSlot,
    NotAKeyFile,
    OpenSlot,
    PassphraseSlot,
    RecoverySlot,
    canonical,
    from_bytes,
    to_bytes,
)
from permitdesk.storage.vault.key_store import KeyStore
from permitdesk.storage.vault.slots import new_data_key, sealed_former

DAY = date(2026, 11, 21)
LOCKED = KeyFile(
    serial=7,
    key_id="00112233445566778899aabbccddeeff",
    database=3,
    made_on=DAY,
    passphrase=PassphraseSlot(FLOOR, b"s" * 16, b"n" * 12, b"p" * 64),
    recovery=RecoverySlot(DAY, b"t" * 16, b"m" * 12, b"r" * 64),
    keyring=KeyringSlot(b"o" * 12, b"k" * 64),
)
OPEN = replace(LOCKED, passphrase=None, recovery=None, keyring=None, open_slot=OpenSlot(b"d" * 48))
_KEY = new_data_key()
FORMER = replace(LOCKED, former=(sealed_former(LOCKED, _KEY, new_data_key()),))


@pytest.mark.parametrize("keys", [LOCKED, OPEN, FORMER])
def test_what_is_written_is_read(keys: KeyFile) -> None:
    assert from_bytes(to_bytes(keys)) == keys


@pytest.mark.parametrize("keys", [LOCKED, OPEN, FORMER])
def test_every_changed_bit_is_noticed(keys: KeyFile) -> None:
    data = to_bytes(keys)
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            with pytest.raises(NotAKeyFile):
                from_bytes(bytes(changed))


@pytest.mark.parametrize("keys", [LOCKED, OPEN])
def test_every_cut_is_noticed(keys: KeyFile) -> None:
    data = to_bytes(keys)
    for length in range(len(data)):
        with pytest.raises(NotAKeyFile):
            from_bytes(data[:length])


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8")))
def test_any_other_bytes_are_no_key_file(data: bytes) -> None:
    with pytest.raises(NotAKeyFile):
        from_bytes(data)


@pytest.mark.parametrize(
    "data", [b"[" * 50_000, b"{}" * LARGEST, b'{"format":"permitdesk.vault"}\n', b"\xff"]
)
def test_deep_large_or_empty_files_are_no_key_files(data: bytes) -> None:
    with pytest.raises(NotAKeyFile):
        from_bytes(data)


def written(**changes: Any) -> bytes:
    """The locked file with other fields and a checksum that fits, as somebody could write it on purpose."""
    content = json.loads(to_bytes(LOCKED))
    del content["checksum"]
    for name, value in changes.items():
        *way, last = name.split("__")
        place: Any = content
        for part in way:
            place = place[int(part) if part.isdigit() else part]
        place[last] = value
    content["checksum"] = hashlib.sha256(canonical(content)).hexdigest()
    return canonical(content) + b"\n"


def test_the_forger_of_these_tests_writes_files_that_are_read() -> None:
    assert from_bytes(written()) == LOCKED
    assert from_bytes(written(serial=8)).serial == 8


@pytest.mark.parametrize(
    "changes",
    [
        {"slots__0__kdf__memory_kib": FLOOR.memory_kib - 1},
        {"slots__0__kdf__memory_kib": CEILING.memory_kib + 1},
        {"slots__0__kdf__passes": 2},
        {"slots__0__kdf__passes": 1001},
        {"slots__0__kdf__lanes": 0},
        {"slots__0__kdf__lanes": 65},
        {"slots__0__kdf__passes": 3.0},
        {"slots__0__kdf__passes": True},
        {"slots__0__kdf__passes": "3"},
        {"slots__0__kdf__name": "argon2d"},
        {"slots__0__kdf__salt": "AAAA"},
        {"slots__0__cipher__name": "none"},
        {"slots__0__cipher__nonce": ""},
        {"slots__0__sealed": "AA=="},
        {"slots__0__sealed": 5},
        {"slots__0__surprise": 1},
        {"slots__0__kind": "other"},
        {"slots__1__kind": "passphrase"},
        {"slots__1__made_on": "2026-02-30"},
        {"slots": []},
        {"slots": None},
        {"slots": ["open"]},
        {"former": {}},
        {"former": [{}]},
        {"surprise": 1},
        {"serial": 0},
        {"serial": -1},
        {"serial": 2**53 + 1},
        {"database": 0},
        {"database": "../../etc/passwd"},
        {"database": 10**9},
        {"key_id": "../.."},
        {"key_id": "00112233445566778899AABBCCDDEEFF "},
        {"key_id": None},
        {"made_on": "yesterday"},
        {"version": 0},
        {"version": "1"},
        {"format": "permitdesk.case"},
    ],
)
def test_a_file_that_fits_its_checksum_is_still_read_strictly(changes: dict[str, Any]) -> None:
    with pytest.raises(NotAKeyFile):
        from_bytes(written(**changes))


def test_a_protected_vault_holds_no_open_key_as_well() -> None:
    both = replace(LOCKED, open_slot=OPEN.open_slot)
    with pytest.raises(NotAKeyFile):
        from_bytes(to_bytes(both))


def test_only_the_tests_may_derive_for_less() -> None:
    cheap = replace(LOCKED, passphrase=PassphraseSlot(Costs(64, 1, 1), b"s" * 16, b"n" * 12, b"p" * 64))
    assert from_bytes(to_bytes(cheap), Costs(64, 1, 1)) == cheap
    with pytest.raises(NotAKeyFile):
        from_bytes(to_bytes(cheap))


def test_a_newer_version_is_told_apart_from_damage() -> None:
    with pytest.raises(TooNew) as caught:
        from_bytes(written(version=2, surprise=1))
    assert caught.value.params == {"found": 2, "known": 1}


# --- the two copies -----------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> VaultFiles:
    files = VaultFiles(tmp_path)
    KeyStore(files).write(LOCKED)
    return files


def test_both_copies_are_written_for_their_owner_only(files: VaultFiles) -> None:
    assert files.keys.read_bytes() == files.keys_copy.read_bytes() == to_bytes(LOCKED)
    assert {path.stat().st_mode & 0o777 for path in (files.keys, files.keys_copy)} == {0o600}
    assert files.backups.stat().st_mode & 0o777 == 0o700


def test_each_changed_byte_of_the_first_leads_to_the_copy_and_is_mended(files: VaultFiles) -> None:
    data = files.keys.read_bytes()
    store = KeyStore(files)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 0x20
        files.keys.write_bytes(changed)
        assert store.read() == LOCKED
    assert store.refresh_copy(LOCKED)
    assert files.keys.read_bytes() == data


def test_the_newer_of_two_whole_copies_counts(files: VaultFiles) -> None:
    files.keys_copy.write_bytes(to_bytes(replace(LOCKED, serial=8)))
    newest = KeyStore(files).read()
    assert newest is not None
    assert newest.serial == 8


@pytest.mark.parametrize("content", [b"", b"\0" * 900, b"{}", None])
def test_without_a_whole_copy_the_keys_are_damaged_never_absent(
    files: VaultFiles, content: bytes | None
) -> None:
    for path in (files.keys, files.keys_copy):
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    files.database(3).write_bytes(b"cases")
    with pytest.raises(KeysDamaged):
        KeyStore(files).read()


def test_a_folder_without_keys_and_databases_has_no_vault(tmp_path: Path) -> None:
    assert KeyStore(VaultFiles(tmp_path)).read() is None
    assert KeyStore(VaultFiles(tmp_path / "missing")).read() is None


def test_a_folder_in_the_place_of_the_keys_is_a_known_problem(tmp_path: Path) -> None:
    (tmp_path / "vault.keys").mkdir()
    with pytest.raises(StorageError):
        KeyStore(VaultFiles(tmp_path)).read()


def test_a_copy_that_cannot_be_replaced_is_taken_away_so_that_it_opens_nothing_old(
    files: VaultFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_for_the_copy(path: Path, data: bytes) -> None:
        if path == files.keys_copy:
            raise OSError(28, "No space left on device")
        replace_file(path, data)

    monkeypatch.setattr(key_store, "replace_file", full_for_the_copy)
    KeyStore(files).write(replace(LOCKED, serial=8))
    assert (files.keys.exists(), files.keys_copy.exists()) == (True, False)
    monkeypatch.undo()
    newest = KeyStore(files).read()
    assert newest is not None
    assert KeyStore(files).refresh_copy(newest)
    assert files.keys_copy.read_bytes() == files.keys.read_bytes()


def test_keys_that_cannot_be_written_leave_the_old_ones(
    files: VaultFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_store, "replace_file", full)
    with pytest.raises(StorageError):
        KeyStore(files).write(replace(LOCKED, serial=8))
    assert KeyStore(files).read() == LOCKED
