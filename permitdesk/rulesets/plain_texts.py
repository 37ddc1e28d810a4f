"""Reads the plainest text files without a TOML parser, which takes several times as long.

A text file is nearly always made of comments, ``[tables]`` and ``key = "one line"``, and nearly every command
reads all texts of one language. Whatever else a file holds, or holds twice, is left to the parser: it reads
the rest of TOML, and it says what is wrong. So a file has the same texts in either way.
"""

from __future__ import annotations

import re
from itertools import accumulate

_KEY = "[a-z0-9_]+"
#: An empty line, a comment, a table, or a key with its text: no quote, backslash, tab or control character.
_LINE = re.compile(
    rf"^(?:#[^\x00-\x1f\x7f]*|\[({_KEY}(?:\.{_KEY})*)\]|({_KEY}) = \"([^\"\\\x00-\x1f\x7f]+)\")?$",
    re.MULTILINE,
)


def plain_texts(content: str) -> dict[str, str] | None:
    """The texts of a file by their whole ids; None where only a parser can tell them."""
    lines = _LINE.findall(content)
    if len(lines) != content.count("\n") + 1:
        return None
    found: dict[str, str] = {}
    tables: set[str] = set()
    keys = 0
    prefix = ""
    for table, key, text in lines:
        if key:
            keys += 1
            found[prefix + key] = text
        elif table:
            if table in tables:
                return None
            tables.add(table)
            prefix = f"{table}."
    above = {name for table in tables for name in accumulate(table.split("."), "{}.{}".format)}
    doubled = len(found) != keys or not found.keys().isdisjoint(above)
    return None if doubled or any(map(str.isspace, found.values())) else found
