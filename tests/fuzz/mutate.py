"""Ways to spoil a file: byte by byte, value by value, line by line. All chance comes from a seeded Random."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

#: values that somebody once forgot to think of
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**64), 10**9, 10**9 + 1, 10**30, 10**4000, 0.5, -0.0, 1e308,
    "", " ", "0", "x", "x" * 5_000, "dont_know", "yes", "adult", "ordinary", "\0", "\ud800", "\udfff\ud800",
    "\u202e\u200b", "\N{COMBINING ACUTE ACCENT}" * 50, "🇵🇱", "Łódź", "..", "../../etc/passwd", "C:\\con", "/",
    "2026-11-21", "2026-02-30", "0000-01-01", "0001-01-01", "9999-12-31", "1899-12-31", "1900-01-01",
    "2200-12-31", "2201-01-01", "2024-02-29", "2026-1-1", "\u0661\u0669\u0669\u0669-01-01", "12.34",
    "-5", "NaN",
    "1e999999", "{name}", "{n|a|b}", "{n|a}", "%s%n", "<b>&", "=cmd|' /C calc'!A0", "statuses[0].first_day",
    "absences[99999].left", "members[0].person", [], {}, [[]], [None], {"": ""}, ["a", "a"], {"id": "a"},
    [{"id": "a"}, {"id": "a"}], {"format": "permitdesk.case", "version": 1, "case_id": "m"},
)  # fmt: skip

_SIGNS = (b"\0", b"\n", b"\r", b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\xff", b"\xef\xbb\xbf",
          b"\\ud800", b"\\u0000", b"1e999", b"-", b"NaN", b"null", b"\xc0\x80", b"\xed\xa0\x80")  # fmt: skip


def spoiled_bytes(chance: Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """The data with one to six small accidents."""
    told = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(told) + 1)
        end = min(len(told), at + chance.choice((1, 2, 4, 16, 64, 1024)))
        match chance.randrange(9):
            case 0 if at < len(told):
                told[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(told):
                told[at] = chance.randrange(256)
            case 2:
                told[at:at] = chance.choice(_SIGNS)
            case 3:
                told[at:at] = chance.randbytes(chance.choice((1, 3, 30)))
            case 4:
                del told[at:end]
            case 5:
                told[at:at] = told[at:end] * chance.choice((1, 2, 50))
            case 6:
                del told[at:]
            case 7 if others:
                other = chance.choice(others)
                cut = chance.randrange(len(other) + 1)
                told[at:] = other[cut:]
            case _:
                told[at:end] = chance.choice(_SIGNS) * chance.choice((1, 1, 3))
    return bytes(told)


def spoiled_value(chance: Random, value: Any, donors: Sequence[Any] = ()) -> Any:
    """A copy of a JSON value with one to four nodes replaced, moved, renamed, doubled or taken away."""
    told = json.loads(json.dumps(value))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        places = list(_places(told))
        if not places:
            return chance.choice(STRANGE)
        holder, key = chance.choice(places)
        match chance.randrange(13):
            case 0 | 1 | 2:
                holder[key] = _fresh(chance.choice(STRANGE))
            case 3:
                del holder[key]
            case 4:
                other, name = chance.choice(places)
                if name in other if isinstance(other, dict) else name < len(other):
                    holder[key] = _fresh(other[name])
            case 5 if isinstance(holder, dict):
                holder[_name(chance, str(key))] = holder.pop(key)
            case 5 | 6 if isinstance(holder, list):
                holder.extend([holder[key]] * chance.choice((1, 1, 2, 500)))
            case 7:
                holder[key] = [holder[key]] if chance.random() < 0.5 else {str(key): holder[key]}
            case 8 | 9 | 10 | 11 if donors:
                # Mostly what stands under the same name elsewhere: such a case may be read as a whole.
                found = list(_places(chance.choice(donors)))
                found = [place for place in found if place[1] == key] or found
                if found:
                    other, name = chance.choice(found)
                    holder[key] = _fresh(other[name])
            case _:
                holder[key] = _near(chance, holder[key])
    return told


def as_json(chance: Random, value: Any) -> bytes:
    """JSON in one of the ways it may be written; half a surrogate pair becomes what UTF-8 forbids."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, None, 2)))
    return text.encode("utf-8", "surrogatepass")


def deep(chance: Random) -> bytes:
    """JSON that goes down further than any case."""
    depth = chance.choice((50, 900, 5_000, 100_000))
    begin, end = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'{"members":[', b"]}")))
    return begin * depth + (end * depth if chance.random() < 0.7 else b"")


def _places(value: Any) -> Any:
    """Every place in a JSON value: what holds it, and its key or number there."""
    stack = [value]
    while stack:
        held = stack.pop()
        keys = list(held) if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else ()
        for key in keys:
            yield held, key
            stack.append(held[key])


def _fresh(value: Any) -> Any:
    return json.loads(json.dumps(value)) if isinstance(value, (dict, list)) else value


def _name(chance: Random, name: str) -> str:
    return chance.choice(
        (name + "s", name.upper(), "", "\ud800", "x" * 300, "__class__", "id", "version", "{name}")
    )


def _near(chance: Random, value: Any) -> Any:
    """Something close to what stood there."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 10, -365, 10**6))
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        sign = chance.choice("0123456789-. \tąЖ\u0301\0{}|[]")
        return chance.choice(
            (value[:at] + sign + value[at + 1 :], value[:at], value + value, f" {value}", value.upper())
        )
    return chance.choice(STRANGE)
