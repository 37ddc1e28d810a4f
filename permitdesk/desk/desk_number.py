"""A short number by which a desk names a case on paper without naming a person."""

from __future__ import annotations

from zlib import crc32


def desk_number(case_id: str) -> str:
    """Six digits that name a case on a sheet without its person; the search finds a case by them.

    Two cases of a large desk may share them, which shows both.
    """
    return f"{crc32(case_id.encode('utf-8', 'surrogatepass')) % 1_000_000:06}"
