"""What could prove a day of a journey, of an entry or of a title, best first."""

from __future__ import annotations

from permitdesk.domain.law.findings import Statement, say

_JOURNEY: tuple[str, ...] = ("stamps", "tickets", "work", "record")
_ENTRY: tuple[str, ...] = ("stamps", "ees", "tickets", "record")
_TITLE: tuple[str, ...] = ("decision", "card", "visa")


def proofs_of(path: str) -> tuple[Statement, ...]:
    """Texts that name what could prove the day in the field ``path``."""
    if path.startswith("absences."):
        kinds = _JOURNEY
    elif path.startswith("schengen_stays.") or path.endswith(".entered_on"):
        kinds = _ENTRY
    else:
        kinds = _TITLE
    return tuple(say(f"stay.proof_{kind}") for kind in kinds)
