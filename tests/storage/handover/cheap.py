"""Hand-over files for tests, with a key derivation that costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from permitdesk.crypto.argon2 import Costs
from permitdesk.domain.case import Case
from permitdesk.domain.law.rules import Ruleset
from permitdesk.storage.handover.files import HandoverFiles
from permitdesk.storage.handover.packages import Package

#: no shipped reader accepts a file that asks for so little
CHEAP = Costs(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "Zażółć gęślą jaźń"
DAY = date(2026, 11, 21)


def cheap_files(rules: Callable[[], Ruleset] | None = None, **more: Any) -> HandoverFiles:
    """``HandoverFiles`` as shipped but for the costs."""
    return HandoverFiles(rules, costs=CHEAP, floor=CHEAP, **more)


def sealed(path: Path, *cases: Case, lineage: tuple[str, ...] = ()) -> bytes:
    """The bytes of a file with these cases."""
    cheap_files().seal(path, [Package(case, lineage, DAY) for case in cases], PASSPHRASE)
    return path.read_bytes()
