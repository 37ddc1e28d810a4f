"""Hand-over files as another program could make them: sealed rightly, with any header and any content."""

from __future__ import annotations

import json
import zlib
from typing import Any

from permitdesk.crypto.argon2 import derive
from permitdesk.crypto.passphrase import to_bytes
from permitdesk.crypto.sealing import seal
from permitdesk.storage.handover.header import Header, write_header
from tests.storage.handover.cheap import CHEAP, PASSPHRASE


def forged(content: bytes | Any, *, packed: bool = True, **header: Any) -> bytes:
    """A file that is sealed rightly, with any content: what another program could make."""
    plain = content if isinstance(content, bytes) else json.dumps(content).encode()
    plain = zlib.compress(plain) if packed else plain
    told = Header(CHEAP, b"s" * 16, b"n" * 12, len(plain) + 16)
    line = write_header(told)
    if header:
        changed = json.loads(line)
        for name, value in header.items():
            place, _, field = name.partition("_")
            if field:
                changed[place][field] = value
            else:
                changed[place] = value
        line = json.dumps(changed).encode() + b"\n"
    return line + seal(derive(to_bytes(PASSPHRASE), told.salt, CHEAP), told.nonce, plain, line)


def package(**told: Any) -> dict[str, Any]:
    """A sound package, with some fields told otherwise."""
    case = {"format": "permitdesk.case", "version": 3, "case_id": "c1"}
    frame: dict[str, Any] = {
        "format": "permitdesk.package",
        "version": 1,
        "made_on": "2026-11-21",
        "cases": [{"case": case, "lineage": []}],
    }
    return frame | told


def with_case(**told: Any) -> dict[str, Any]:
    """A package whose case has some fields told otherwise."""
    frame = package()
    frame["cases"][0]["case"] |= told
    return frame
