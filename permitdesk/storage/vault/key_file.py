"""The file ``vault.keys``: which database, and the ways to its key. Strict, for everything hangs on it.

It is JSON in one form only - sorted, without blanks, one newline at the end - and holds the SHA-256
of the rest of itself, so that any changed byte is noticed. Numbers that decide about work, such as
the memory of a derivation, are read within bounds.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from permitdesk.crypto.argon2 import FLOOR, SALT_BYTES, Costs, within
from permitdesk.crypto.sealing import NONCE_BYTES, TAG_BYTES
from permitdesk.domain.records import dataclass
from permitdesk.storage.errors import TooNew

FORMAT = "permitdesk.vault"
VERSION = 1
#: a file of this size is no key file
LARGEST = 64 * 1024
#: bytes of the data key, with the salt of the database
SECRET_BYTES = 48
_SEALED_BYTES = SECRET_BYTES + TAG_BYTES
_ID_BYTES = 16


class NotAKeyFile(Exception):
    """The bytes are not those of a key file, or some of them changed."""


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The data key sealed with a key made of the passphrase."""

    costs: Costs
    salt: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The data key sealed with the recovery key."""

    made_on: date
    salt: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyringSlot:
    """The data key sealed with a random key that the system's keyring holds."""

    nonce: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """The data key itself: "no passphrase on this computer"."""

    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormerKey:
    """An earlier data key sealed with the present one, as long as backups need it."""

    key_id: str
    nonce: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of ``vault.keys``. Either ``passphrase`` or ``open_slot`` is there."""

    #: grows with each change; of two copies the higher one counts
    serial: int
    key_id: str
    #: number of the database that the keys belong to
    database: int
    made_on: date
    passphrase: PassphraseSlot | None = None
    recovery: RecoverySlot | None = None
    keyring: KeyringSlot | None = None
    open_slot: OpenSlot | None = None
    former: tuple[FormerKey, ...] = ()


def to_bytes(keys: KeyFile) -> bytes:
    """The file as it is written."""
    content = _content(keys)
    return canonical({**content, "checksum": _checksum(content)}) + b"\n"


def from_bytes(data: bytes, floor: Costs = FLOOR) -> KeyFile:
    """Read a key file; ``floor``: the cheapest derivation that is accepted.

    Raises NotAKeyFile, and TooNew for a whole file of a newer program.
    """
    if len(data) > LARGEST:
        raise NotAKeyFile("too large")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotAKeyFile("no JSON") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise NotAKeyFile("another format")
    # Every version checks itself in this way, so a slipped bit is never taken for a newer version.
    if _canonical_or_none(content) != data:
        raise NotAKeyFile("not in the one form")
    checksum = content.pop("checksum", None)
    if checksum != _checksum(content):
        raise NotAKeyFile("the checksum does not fit")
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise TooNew("a vault of a newer version", found=version, known=VERSION)
    try:
        return _read(content, floor)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NotAKeyFile("a field is not as it should be") from error


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one form of a JSON object."""
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")


def bound_to(keys: KeyFile, slot: PassphraseSlot | RecoverySlot | KeyringSlot | FormerKey) -> bytes:
    """What a seal is bound to: everything else of its slot, and which key it seals."""
    written = _slot(slot)
    del written["sealed"]
    return canonical({**written, "seals": keys.key_id})


# --- writing ------------------------------------------------------------------------------


def _content(keys: KeyFile) -> dict[str, Any]:
    slots = [s for s in (keys.passphrase, keys.recovery, keys.keyring, keys.open_slot) if s is not None]
    return {
        "database": keys.database,
        "format": FORMAT,
        "former": [_slot(former) for former in keys.former],
        "key_id": keys.key_id,
        "made_on": keys.made_on.isoformat(),
        "serial": keys.serial,
        "slots": [_slot(slot) for slot in slots],
        "version": VERSION,
    }


def _slot(slot: PassphraseSlot | RecoverySlot | KeyringSlot | OpenSlot | FormerKey) -> dict[str, Any]:
    if isinstance(slot, OpenSlot):
        return {"kind": "open", "key": _b64(slot.secret)}
    cipher = {"name": "AES-256-GCM", "nonce": _b64(slot.nonce)}
    sealed = {"cipher": cipher, "sealed": _b64(slot.sealed)}
    match slot:
        case PassphraseSlot():
            kdf: dict[str, Any] = {
                "lanes": slot.costs.lanes,
                "memory_kib": slot.costs.memory_kib,
                "name": "argon2id",
                "passes": slot.costs.passes,
                "salt": _b64(slot.salt),
            }
            return {"kind": "passphrase", "kdf": kdf, **sealed}
        case RecoverySlot():
            kdf = {"name": "hkdf-sha256", "salt": _b64(slot.salt)}
            return {"kind": "recovery", "kdf": kdf, "made_on": slot.made_on.isoformat(), **sealed}
        case KeyringSlot():
            return {"kind": "keyring", **sealed}
        case FormerKey():
            return {"kind": "former", "key_id": slot.key_id, **sealed}


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _checksum(content: Mapping[str, Any]) -> str:
    import hashlib  # brings OpenSSL; where there is no vault yet, the first screen does without

    return hashlib.sha256(canonical(content)).hexdigest()


def _canonical_or_none(content: Mapping[str, Any]) -> bytes | None:
    try:
        return canonical(content) + b"\n"
    except (ValueError, RecursionError):
        return None


# --- reading ------------------------------------------------------------------------------


def _read(content: Mapping[str, Any], floor: Costs) -> KeyFile:
    slots = {slot["kind"]: slot for slot in content["slots"]}
    if len(slots) != len(content["slots"]):
        raise ValueError("a slot stands twice")
    keys = KeyFile(
        serial=_whole(content["serial"], 1, 2**53),
        key_id=_id(content["key_id"]),
        database=_whole(content["database"], 1, 999_999_999),
        made_on=date.fromisoformat(content["made_on"]),
        passphrase=_passphrase(slots["passphrase"], floor) if "passphrase" in slots else None,
        recovery=_recovery(slots["recovery"]) if "recovery" in slots else None,
        keyring=KeyringSlot(*_sealed(slots["keyring"])) if "keyring" in slots else None,
        open_slot=OpenSlot(_bytes(slots["open"]["key"], SECRET_BYTES)) if "open" in slots else None,
        former=tuple(FormerKey(_id(f["key_id"]), *_sealed(f)) for f in content["former"]),
    )
    if (keys.passphrase is None) == (keys.open_slot is None):
        raise ValueError("neither protected nor open, or both")
    # What was read says all that was written: no field more, no field less, no other spelling.
    if _content(keys) != content:
        raise ValueError("a field that is not known")
    return keys


def _passphrase(slot: Mapping[str, Any], floor: Costs) -> PassphraseSlot:
    kdf = slot["kdf"]
    costs = Costs(
        _whole(kdf["memory_kib"], 1, 2**32), _whole(kdf["passes"], 1, 2**31), _whole(kdf["lanes"], 1, 2**24)
    )
    if not within(costs, floor):
        raise ValueError("a derivation that is too cheap or too dear")
    return PassphraseSlot(costs, _bytes(kdf["salt"], SALT_BYTES), *_sealed(slot))


def _recovery(slot: Mapping[str, Any]) -> RecoverySlot:
    salt = _bytes(slot["kdf"]["salt"], SALT_BYTES)
    return RecoverySlot(date.fromisoformat(slot["made_on"]), salt, *_sealed(slot))


def _sealed(slot: Mapping[str, Any]) -> tuple[bytes, bytes]:
    return _bytes(slot["cipher"]["nonce"], NONCE_BYTES), _bytes(slot["sealed"], _SEALED_BYTES)


def _bytes(text: object, length: int) -> bytes:
    if not isinstance(text, str):
        raise TypeError("no text")
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if len(data) != length:
        raise ValueError("of another length")
    return data


def _whole(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError("no number of that size")
    return value


def _id(text: object) -> str:
    if not isinstance(text, str) or len(text) != 2 * _ID_BYTES or bytes.fromhex(text).hex() != text:
        raise ValueError("no id")
    return text
