"""Hand-over files: cases locked with a passphrase of their own, to send or to carry to another computer.

``resources/schema/handover_format.md`` describes the format for whoever wants to read it with another
program. The file says nothing in clear but how it is locked.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from permitdesk.crypto.argon2 import FLOOR, SALT_BYTES, Costs, derive
from permitdesk.crypto.passphrase import MINIMUM, judge, to_bytes
from permitdesk.crypto.sealing import TAG_BYTES, WrongKey, new_nonce, seal, unseal
from permitdesk.storage.atomic_write import write_atomically
from permitdesk.storage.errors import HandoverError, WrongPassphrase
from permitdesk.storage.exchange import known_ids_of, questions_of
from permitdesk.storage.handover.header import LARGEST_HEADER, Header, read_header, write_header
from permitdesk.storage.handover.packages import Package, Packed, from_json, new_case_id, to_json

if TYPE_CHECKING:
    from permitdesk.domain.law.rules import Ruleset

#: largest file, and largest content once it is unpacked, in bytes
LARGEST_FILE = LARGEST_CONTENT = 64 * 1024 * 1024
#: What opening costs. Fixed, for the file is opened on another computer than it is made on.
COSTS = Costs(128 * 1024, 4)


class DoesNotOpen(WrongPassphrase):
    """The passphrase is wrong or the file was changed: the seal cannot tell which."""

    text_id = "storage_error.handover_does_not_open"


class HandoverFiles:
    """Writes and reads hand-over files (``HandoverPort``)."""

    def __init__(
        self,
        rules: Callable[[], Ruleset] | None = None,
        *,
        costs: Costs = COSTS,
        floor: Costs = FLOOR,
        new_id: Callable[[], str] = new_case_id,
        salt: Callable[[], bytes] | None = None,
    ) -> None:
        """``rules`` gives the questions and names a case may use; without it they are not checked.

        ``costs`` are those of new files, ``floor`` the least a file may ask for.
        """
        self._rules = rules
        self._costs = costs
        self._floor = floor
        self._new_id = new_id
        self._salt = salt or _new_salt

    def seal(self, path: Path, packages: Sequence[Packed], passphrase: str) -> None:
        """Slow: write a hand-over file in one step; an older file of that name stays until it is whole.

        Raises DiskFull, TargetUnwritable, CaseFileError for a case that could not be read back, and
        HandoverError for too short a passphrase or more cases than fit.
        """
        if not judge(passphrase).accepted:
            raise HandoverError("handover_passphrase_short", least=MINIMUM)
        content = to_json(packages)
        packed = zlib.compress(content, 9)
        if max(len(content), len(packed) + TAG_BYTES + LARGEST_HEADER) > LARGEST_CONTENT:
            raise HandoverError("handover_too_much", megabytes=LARGEST_CONTENT // 2**20)
        header = Header(self._costs, self._salt(), new_nonce(), len(packed) + TAG_BYTES)
        line = write_header(header)
        key = _key(passphrase, header)
        write_atomically(path, line + seal(key, header.nonce, packed, line))

    def open(self, path: Path, passphrase: str) -> Sequence[Package]:
        """Slow: all cases of a hand-over file, or none.

        Raises WrongPassphrase, HandoverError, and CaseFileError with the path of a field.
        """
        line, sealed = self._parts(path)
        header = read_header(line, self._floor, path.name)
        if len(sealed) < header.length:
            raise HandoverError("handover_cut", name=path.name)
        if len(sealed) > header.length:
            raise HandoverError("handover_longer", name=path.name)
        try:
            packed = unseal(_key(passphrase, header), header.nonce, sealed, line)
        except WrongKey:
            raise DoesNotOpen from None
        questions = known = None
        if self._rules is not None:
            ruleset = self._rules()
            questions, known = questions_of(ruleset), known_ids_of(ruleset)
        return from_json(_unpacked(packed), questions, known, self._new_id)

    def _parts(self, path: Path) -> tuple[bytes, bytes]:
        """The header line with its end of line, and what is locked."""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except FileNotFoundError:
            raise HandoverError("file_missing", name=path.name) from None
        except OSError as error:
            raise HandoverError("file_unreadable", name=path.name, reason=error.strerror or "") from error
        if len(data) > LARGEST_FILE:
            raise HandoverError("handover_too_large", name=path.name, megabytes=LARGEST_FILE // 2**20)
        end = data.find(b"\n", 0, LARGEST_HEADER) + 1
        if not end or b'"permitdesk.' not in data[:end]:
            plain = b'"permitdesk.case"' in data[:LARGEST_HEADER]
            raise HandoverError("handover_is_case_file" if plain else "handover_not_one", name=path.name)
        return data[:end], data[end:]


def _new_salt() -> bytes:
    import secrets

    return secrets.token_bytes(SALT_BYTES)


def _key(passphrase: str, header: Header) -> bytes:
    try:
        return derive(to_bytes(passphrase), header.salt, header.costs)
    except MemoryError:
        raise HandoverError("handover_no_memory", megabytes=header.costs.memory_kib // 1024) from None


def _unpacked(packed: bytes) -> bytes:
    """The content, never more than it may be. Raises HandoverError."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, LARGEST_CONTENT + 1)
    except zlib.error:
        raise HandoverError("handover_content") from None
    if len(content) > LARGEST_CONTENT:
        raise HandoverError("handover_too_much", megabytes=LARGEST_CONTENT // 2**20)
    if not unpacker.eof or unpacker.unused_data:
        raise HandoverError("handover_content")
    return content
