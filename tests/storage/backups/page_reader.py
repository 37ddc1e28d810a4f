"""A reader of encrypted databases of its own, written from the public description of SQLCipher 4.

It decrypts every page of a file, also free ones and those in the journal that no transaction needs any more,
so that it sees what is left of something deleted. It shares nothing with the program but the key.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_IV, _HMAC, _SALT = 16, 64, 16
_RESERVED = _IV + _HMAC
_WAL_HEADER, _FRAME_HEADER = 32, 24
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


class NotThisKey(Exception):
    """The proof of a page does not fit: another key, or a damaged page."""


def pages(path: Path, secret: bytes) -> Iterator[bytes]:
    """Every page of a database or of a ``-wal`` file, decrypted. ``secret``: 32 bytes key, 16 bytes salt."""
    data = path.read_bytes()
    if path.name.endswith("-wal"):
        frames = range(_WAL_HEADER, len(data) - _FRAME_HEADER - PAGE + 1, _FRAME_HEADER + PAGE)
        for start in frames:
            (number,) = struct.unpack(">I", data[start : start + 4])
            content = data[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE]
            yield page(content, number, secret)
    else:
        assert len(data) % PAGE == 0, path.name
        for number in range(1, len(data) // PAGE + 1):
            yield page(data[(number - 1) * PAGE : number * PAGE], number, secret)


def page(data: bytes, number: int, secret: bytes) -> bytes:
    """One page, decrypted. Raises NotThisKey."""
    key, salt = secret[:32], secret[32:]
    proof_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    begin = _SALT if number == 1 else 0
    content, iv, proof = data[begin:-_RESERVED], data[-_RESERVED:-_HMAC], data[-_HMAC:]
    told = hmac.new(proof_key, content + iv + struct.pack("<I", number), hashlib.sha512).digest()
    if not hmac.compare_digest(told, proof):
        raise NotThisKey(f"page {number}")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(content) + decryptor.finalize()


def readable(path: Path, secrets: Iterable[bytes]) -> list[bytes]:
    """The decrypted pages under whichever key fits; none if none does."""
    for secret in secrets:
        try:
            return list(pages(path, secret))
        except NotThisKey:
            continue
    return []


def free_pages(path: Path, secret: bytes) -> int:
    """How many pages of a database hold nothing, as its header says."""
    first = next(pages(path, secret))
    (count,) = struct.unpack(">I", first[36 - _SALT : 40 - _SALT])
    return int(count)


def inflated(data: bytes) -> Iterator[bytes]:
    """Whatever can be unpacked of compressed texts that begin anywhere in the data."""
    for found in _ZLIB.finditer(data):
        stream = zlib.decompressobj()
        told = b""
        try:
            for start in range(found.start(), len(data), 16):
                told += stream.decompress(data[start : start + 16])
        except zlib.error:
            pass
        if told:
            yield told


def traces(data: bytes, words: Iterable[str]) -> set[str]:
    """Which of the words stand in the data, in UTF-8 or UTF-16, plain or compressed."""
    wanted = {word: [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] for word in words}
    places = [data, *inflated(data)]
    return {
        word for word, forms in wanted.items() if any(form in place for place in places for form in forms)
    }


def traces_in(folder: Path, secrets: Iterable[bytes], words: Iterable[str]) -> dict[str, set[str]]:
    """The words found anywhere below a folder: in names and bytes of files, and in decrypted pages."""
    told, keys = tuple(words), tuple(secrets)
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        here = traces(name.encode(), told)
        if path.is_file():
            here |= traces(path.read_bytes(), told)
            if path.name.endswith((".db", "-wal", ".part")):
                for content in readable(path, keys):
                    here |= traces(content, told)
        if here:
            found[name] = here
    return found
