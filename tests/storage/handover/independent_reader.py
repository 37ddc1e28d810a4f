"""A reader of hand-over files written from ``resources/schema/handover_format.md`` alone.

It imports nothing of PermitDesk: standard library and ``cryptography``, as somebody else would use them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
import zlib
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MIB = 1_048_576


class Refused(Exception):
    """The document says that a reader refuses this file."""


def read(
    data: bytes, passphrase: str, least_memory_kib: int = 65_536, least_passes: int = 3
) -> dict[str, Any]:
    """The package in the bytes of a file. The bounds of section 2 may be lowered for tests."""
    must(len(data) <= 64 * MIB, "the whole file")
    end = data.find(b"\x0a")
    must(0 <= end < 4_096, "the header line")
    line, sealed = data[: end + 1], data[end + 1 :]
    header = strict(line.decode("ascii"))
    must(set(header) == {"format", "version", "cipher", "kdf"}, "fields of the header")
    must(header["format"] == "permitdesk.handover", "format")
    must(header["version"] == 1, "version")
    cipher, kdf = header["cipher"], header["kdf"]
    must(set(cipher) == {"name", "nonce", "length"}, "fields of cipher")
    must(set(kdf) == {"name", "salt", "memory_kib", "passes", "lanes"}, "fields of kdf")
    must(cipher["name"] == "AES-256-GCM" and kdf["name"] == "argon2id", "names")
    nonce = base64.b64decode(cipher["nonce"], validate=True)
    salt = base64.b64decode(kdf["salt"], validate=True)
    must(len(nonce) == 12 and len(salt) == 16, "lengths of nonce and salt")
    must(len(sealed) == cipher["length"] > 16, "length")
    memory, passes, lanes = kdf["memory_kib"], kdf["passes"], kdf["lanes"]
    must(least_memory_kib <= memory <= 1_048_576, "memory_kib")
    must(passes >= least_passes and memory * passes <= 4_194_304, "passes")
    must(1 <= lanes <= 16, "lanes")
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    key = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret)
    plain = AESGCM(key).decrypt(nonce, sealed, line)
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(plain, 64 * MIB + 1)
    must(len(content) <= 64 * MIB, "size of the content")
    must(unpacker.eof and not unpacker.unused_data, "end of the zlib stream")
    package: dict[str, Any] = strict(content.decode("utf-8"))
    must(set(package) == {"format", "version", "made_on", "cases"}, "fields of the package")
    must(package["format"] == "permitdesk.package" and package["version"] == 1, "format of the package")
    must(1 <= len(package["cases"]) <= 1_000, "number of cases")
    for entry in package["cases"]:
        must(set(entry) == {"case", "lineage"}, "fields of an entry")
    return package


def digest(case: dict[str, Any]) -> str:
    """The digest of a case as section 6 makes it."""
    told = {name: value for name, value in case.items() if name not in ("format", "version")}
    return hashlib.sha256(written(told).encode("ascii")).hexdigest()


def written(value: Any) -> str:
    """A JSON value as section 6 writes it; done by hand, so that the document is put to the test."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{written(name)}:{written(value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(each) for each in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(_escaped(char) for char in value) + '"'
    must(isinstance(value, int) and not isinstance(value, bool), "a value of a case")
    return str(value)


def _escaped(char: str) -> str:
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    if char in short:
        return short[char]
    if " " <= char <= "~":
        return char
    code = ord(char)
    halves = [code] if code <= 0xFFFF else [0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF)]
    return "".join(f"\\u{half:04x}" for half in halves)


def strict(text: str) -> Any:
    """JSON in which no name stands twice in one object."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        must(len({name for name, _ in pairs}) == len(pairs), "names that stand once")
        return dict(pairs)

    def never(name: str) -> Any:
        raise Refused(name)

    return json.loads(text, object_pairs_hook=once, parse_constant=never)


def must(holds: bool, what: str) -> None:
    """Refuse the file if something that must hold does not."""
    if not holds:
        raise Refused(what)
