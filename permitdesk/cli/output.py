"""Writing results: JSON for programs, lines for people."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def write_json(value: Mapping[str, Json]) -> None:
    """Print a value as JSON in UTF-8, keys in the order given."""
    # Imported here: most commands print sentences. An assessment of all routes has millions of letters,
    # and the standard library writes them twenty times slower.
    import orjson

    line = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper) and out.encoding.lower() == "utf-8" and os.linesep == "\n":
        # These are the bytes already; to decode and encode five million of them takes time for nothing.
        out.flush()
        out.buffer.write(line)
    else:
        out.write(line.decode())


def write_lines(lines: Iterable[str]) -> None:
    """Print lines of text."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def day_text(day: date | None) -> str | None:
    """A day in ISO form; None stays None."""
    return None if day is None else day.isoformat()


def number(value: Decimal | int) -> int | float:
    """A number for JSON: whole amounts without a fraction."""
    return int(value) if value == int(value) else float(value)
