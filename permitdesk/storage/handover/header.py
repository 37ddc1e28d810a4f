"""The first line of a hand-over file: how it is locked, in clear, and guarded by the seal."""

from __future__ import annotations

import base64
import binascii
import json

from permitdesk.crypto.argon2 import SALT_BYTES, Costs, within
from permitdesk.crypto.sealing import NONCE_BYTES, TAG_BYTES
from permitdesk.domain.records import dataclass
from permitdesk.storage.errors import CaseFileError, HandoverError
from permitdesk.storage.exchange import parse_json

FORMAT = "permitdesk.handover"
VERSION = 1
#: longest header line with its end of line, in bytes
LARGEST_HEADER = 4096
CIPHER, KDF = "AES-256-GCM", "argon2id"
#: What a file from a stranger may ask of this computer: memory in KiB, lanes, and memory times passes.
#: The last is some seconds of work on a slow computer.
MOST_MEMORY_KIB = 1024 * 1024
MOST_LANES = 16
MOST_WORK_KIB = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """How a file is locked; ``length`` is how many bytes follow the header line."""

    costs: Costs
    salt: bytes
    nonce: bytes
    length: int


def write_header(header: Header) -> bytes:
    """The header line with its end of line."""
    told = {
        "cipher": {"length": header.length, "name": CIPHER, "nonce": _base64(header.nonce)},
        "format": FORMAT,
        "kdf": {
            "lanes": header.costs.lanes,
            "memory_kib": header.costs.memory_kib,
            "name": KDF,
            "passes": header.costs.passes,
            "salt": _base64(header.salt),
        },
        "version": VERSION,
    }
    return json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def read_header(line: bytes, floor: Costs, name: str) -> Header:
    """What a header line says. Raises HandoverError, with the file's ``name``, for anything but version 1.

    Costs below ``floor`` are refused: nobody made such a file in earnest, and who opens it would give
    away a passphrase that can be guessed.
    """
    try:
        told = parse_json(line.decode("ascii"))
    except (UnicodeDecodeError, CaseFileError):
        raise HandoverError("handover_not_one", name=name) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise HandoverError("handover_not_one", name=name)
    version = _number(told, "version")
    if version is not None and version > VERSION:
        raise HandoverError("handover_newer", found=min(version, 10**9), known=VERSION)
    header = _header(told)
    if version != VERSION or header is None or not _allowed(header.costs, floor):
        raise HandoverError("handover_header", name=name)
    return header


def _header(told: dict[str, object]) -> Header | None:
    """The values of a header; None if one is missing, of another kind, or too many."""
    cipher, kdf = told.get("cipher"), told.get("kdf")
    if set(told) != {"cipher", "format", "kdf", "version"}:
        return None
    if not isinstance(cipher, dict) or set(cipher) != {"length", "name", "nonce"} or cipher["name"] != CIPHER:
        return None
    if not isinstance(kdf, dict) or set(kdf) != {"lanes", "memory_kib", "name", "passes", "salt"}:
        return None
    memory, passes, lanes = (_number(kdf, name) for name in ("memory_kib", "passes", "lanes"))
    salt, nonce = _bytes(kdf["salt"], SALT_BYTES), _bytes(cipher["nonce"], NONCE_BYTES)
    length = _number(cipher, "length")
    if kdf["name"] != KDF or salt is None or nonce is None:
        return None
    if memory is None or passes is None or lanes is None or length is None or length <= TAG_BYTES:
        return None
    return Header(Costs(memory, passes, lanes), salt, nonce, length)


def _allowed(costs: Costs, floor: Costs) -> bool:
    return (
        within(costs, floor)
        and costs.memory_kib <= MOST_MEMORY_KIB
        and costs.lanes <= MOST_LANES
        and costs.memory_kib * costs.passes <= MOST_WORK_KIB
    )


def _number(told: dict[str, object], name: str) -> int | None:
    value = told.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: object, length: int) -> bytes | None:
    """Base64 of exactly so many bytes, in the one way of writing it; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == length and _base64(found) == value else None
