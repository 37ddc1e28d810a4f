"""What is known of a backup without trusting it, and after opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the database. ``cases`` and ``checked_at`` are what opening it after writing found."""

    path: Path
    made_at: datetime
    cases: int
    checked_at: datetime
    bytes: int
