"""What must stay secret stands nowhere: not on the disk, not in a message, not in a pickle."""

from __future__ import annotations

import base64
import copy
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from permitdesk.crypto import recovery_key
from permitdesk.domain.case import Case, Person
from permitdesk.storage.errors import WrongPassphrase
from permitdesk.storage.vault.key_file import OpenSlot
from tests.vault_support import PASSPHRASE, KeyringInMemory, closed_vault

NAME = "Świętopełkowicz"


def forms(secret: bytes) -> Iterator[bytes]:
    """How a secret could stand in a file."""
    yield secret
    for part in (secret, secret[:32], secret[32:]):
        if len(part) >= 16:
            yield part
            yield part.hex().encode()
            yield part.hex().upper().encode()
            yield base64.b64encode(part).rstrip(b"=")[:-1]
            yield repr(part).encode()[2:-1]


def text_forms(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "iso-8859-2", "cp1250"):
        yield text.encode(encoding)


def everything(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() + path.name.encode() for path in folder.rglob("*") if path.is_file())


def found(folder: Path, wanted: Iterator[bytes]) -> list[bytes]:
    data = everything(folder)
    return [form for form in wanted if form in data]


def test_the_folder_of_a_protected_vault_holds_no_secret_in_clear(tmp_path: Path) -> None:
    keyring = KeyringInMemory()
    vault = closed_vault(tmp_path, keyring=keyring)
    prepared = vault.prepare(PASSPHRASE)
    opened = vault.create(prepared)
    assert opened.remember()
    opened.store.save(Case(case_id="c", title=NAME, person=Person(surname=NAME)), "person")
    opened.store.save(Case(case_id="c", title=NAME + " 2", person=Person(surname=NAME)), "person")
    opened.store.set_author(NAME)
    secret = opened.data_keys[0].secret
    assert prepared.recovery_key is not None
    sheet = prepared.recovery_key.text
    (remembered,) = (base64.b64decode(kept) for kept in keyring.kept.values())

    def check() -> None:
        assert found(tmp_path, text_forms(NAME)) == []
        assert found(tmp_path, text_forms(PASSPHRASE)) == []
        assert found(tmp_path, text_forms(sheet)) == []
        assert found(tmp_path, text_forms(sheet.replace("-", ""))) == []
        # The salt is no secret: it stands at the head of the database.
        assert found(tmp_path, forms(secret[:32])) == []
        assert found(tmp_path, forms(recovery_key.from_text(sheet))) == []
        assert found(tmp_path, forms(remembered)) == []

    check()
    opened.change_passphrase(opened.prepare_passphrase("inne hasło, też długie"))
    assert found(tmp_path, text_forms("inne hasło, też długie")) == []
    opened.close()
    check()


def test_the_search_finds_an_open_key(tmp_path: Path) -> None:
    """The test above can fail: without a passphrase the key does lie in the file."""
    vault = closed_vault(tmp_path)
    opened = vault.create(vault.prepare(None))
    assert found(tmp_path, forms(opened.data_keys[0].secret)) != []
    opened.close()


def test_no_record_shows_a_secret(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    prepared = vault.prepare(PASSPHRASE)
    assert prepared.recovery_key is not None
    unprotected = replace(prepared.keys, passphrase=None, open_slot=OpenSlot(prepared.key.secret))
    for record in (prepared, prepared.key, prepared.recovery_key, prepared.keys, unprotected, vault):
        shown = f"{record!r} {record!s} {record}".encode()
        assert [form for form in forms(prepared.key.secret) if form in shown] == []
        assert prepared.recovery_key.text.encode() not in shown
        assert PASSPHRASE.encode() not in shown


def test_keys_go_into_no_pickle_and_no_copy(tmp_path: Path) -> None:
    prepared = closed_vault(tmp_path).prepare(PASSPHRASE)
    for record in (prepared, prepared.key, prepared.recovery_key):
        with pytest.raises(TypeError, match="not pickled"):
            pickle.dumps(record)
        with pytest.raises(TypeError, match="not pickled"):
            copy.deepcopy(record)


def test_the_problem_of_a_wrong_passphrase_tells_neither_what_was_typed_nor_where(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    vault.create(vault.prepare(PASSPHRASE)).close()
    with pytest.raises(WrongPassphrase) as caught:
        vault.key_from_passphrase("almost the passphrase")
    shown = f"{caught.value!r} {caught.value.params} {caught.value.__cause__!r}"
    assert "almost" not in shown
    assert PASSPHRASE not in shown
