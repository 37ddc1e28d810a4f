"""Names for hand-over files. They travel through mail and lie on sticks, so they name nobody."""

from __future__ import annotations

import secrets
from datetime import date

SUFFIX = ".permitdesk"


def new_mark() -> str:
    """Six random letters and digits that keep two files of one day apart."""
    return secrets.token_hex(3)


def file_name(made_on: date, mark: str) -> str:
    """Such as ``permitdesk-2026-11-21-3fa9c1.permitdesk``."""
    return f"permitdesk-{made_on.isoformat()}-{mark}{SUFFIX}"
