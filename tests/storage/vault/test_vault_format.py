"""A reader written from ``resources/schema/vault_format.md`` alone, without our code, opens a vault."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from permitdesk.crypto.argon2 import FLOOR
from permitdesk.domain.case import Case
from permitdesk.storage.errors import KeysDamaged
from permitdesk.storage.vault.vault import Vault
from tests.vault_support import PASSPHRASE, Clock, NoKeyring, closed_vault, unprotected_vault


def spelled(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")


def slot_of(keys: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(slot for slot in keys["slots"] if slot["kind"] == kind)


def unsealed(slot: dict[str, Any], wrapping: bytes, key_id: str) -> bytes:
    bound = spelled({**{k: v for k, v in slot.items() if k != "sealed"}, "seals": key_id})
    nonce, sealed = base64.b64decode(slot["cipher"]["nonce"]), base64.b64decode(slot["sealed"])
    return AESGCM(wrapping).decrypt(nonce, sealed, bound)


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def keys_in(folder: Path) -> dict[str, Any]:
    data = (folder / "vault.keys").read_bytes()
    keys: dict[str, Any] = json.loads(data)
    assert data == spelled(keys) + b"\n"
    rest = {name: value for name, value in keys.items() if name != "checksum"}
    assert keys["checksum"] == hashlib.sha256(spelled(rest)).hexdigest()
    return keys


def titles(folder: Path, data_key: bytes) -> list[str]:
    database = folder / f"vault-{keys_in(folder)['database']}.db"
    with closing(sqlcipher3.connect(str(database))) as connection:
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        return [row[0] for row in connection.execute("SELECT title FROM desk")]


def by_passphrase(folder: Path, text: str) -> bytes:
    keys = keys_in(folder)
    slot = slot_of(keys, "passphrase")
    kdf = slot["kdf"]
    wrapping = Argon2id(
        salt=base64.b64decode(kdf["salt"]),
        length=32,
        iterations=kdf["passes"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"],
    ).derive(unicodedata.normalize("NFKC", text).encode())
    return unsealed(slot, wrapping, keys["key_id"])


def test_with_the_passphrase_at_its_real_price(tmp_path: Path) -> None:
    vault = Vault(tmp_path, Clock(), costs=FLOOR, keyring=NoKeyring())
    opened = vault.create(vault.prepare(PASSPHRASE))
    opened.store.save(Case(case_id="c", title="Zażółć"), None)
    opened.close()
    assert slot_of(keys_in(tmp_path), "passphrase")["kdf"]["memory_kib"] == 65_536
    assert titles(tmp_path, by_passphrase(tmp_path, unicodedata.normalize("NFD", PASSPHRASE))) == ["Zażółć"]
    vault.open(vault.key_from_passphrase(PASSPHRASE)).close()


def test_a_vault_made_at_the_price_of_tests_is_refused_by_the_program(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    vault.create(vault.prepare(PASSPHRASE)).close()
    with pytest.raises(KeysDamaged):
        Vault(tmp_path, Clock(), keyring=NoKeyring()).look()


def test_with_the_recovery_key(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    prepared = vault.prepare(PASSPHRASE)
    opened = vault.create(prepared)
    opened.store.save(Case(case_id="c", title="Lan"), None)
    opened.close()
    assert prepared.recovery_key is not None
    digits = prepared.recovery_key.text.replace("-", "")
    number = 0
    for digit in digits[:32]:
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(digit)
    secret = number.to_bytes(20, "big")
    check = int.from_bytes(hashlib.sha256(b"permitdesk recovery key" + secret).digest(), "big") >> 236
    assert [check >> shift & 31 for shift in (15, 10, 5, 0)] == [
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(digit) for digit in digits[32:]
    ]
    keys = keys_in(tmp_path)
    slot = slot_of(keys, "recovery")
    salt = base64.b64decode(slot["kdf"]["salt"])
    data_key = unsealed(slot, hkdf(secret, salt, b"permitdesk vault recovery"), keys["key_id"])
    assert titles(tmp_path, data_key) == ["Lan"]
    assert prepared.recovery_key.vault_mark == f"{keys['key_id'][:4]}-{keys['key_id'][4:8]}".upper()


def test_without_a_passphrase_and_after_protection_with_the_former_key(tmp_path: Path) -> None:
    opened = unprotected_vault(tmp_path)
    opened.store.save(Case(case_id="c", title="Lan"), None)
    open_key = base64.b64decode(slot_of(keys_in(tmp_path), "open")["key"])
    opened.protect(opened.prepare_protection(PASSPHRASE))
    opened.close()
    data_key = by_passphrase(tmp_path, PASSPHRASE)
    assert titles(tmp_path, data_key) == ["Lan"]
    keys = keys_in(tmp_path)
    (former,) = keys["former"]
    wrapping = hkdf(data_key, bytes.fromhex(former["key_id"]), b"permitdesk vault former key")
    assert unsealed(former, wrapping, keys["key_id"]) == open_key
