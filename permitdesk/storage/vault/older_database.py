"""A first look at the unencrypted database of an older PermitDesk; nothing of it is changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def cases_in(path: Path) -> int | None:
    """How many cases it holds, those in the bin left out; None if that cannot be told now."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)) as old:
            query = "SELECT count(*) FROM cases WHERE deleted_at IS NULL"
            return int(old.execute(query).fetchone()[0])
    except (sqlite3.Error, OSError):
        return None
