"""Settings that travel with the cases, because they say something about who works with them."""

from __future__ import annotations

import sqlite3

from permitdesk.storage.codec import encode

#: Who works here, as written into the history.
AUTHOR = "author"


def read(connection: sqlite3.Connection, name: str) -> str | None:
    """The value of a setting; None if it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def write(connection: sqlite3.Connection, name: str, value: str | None) -> None:
    """Change a setting; None forgets it."""
    if value is None:
        connection.execute("DELETE FROM settings WHERE name = ?", (name,))
    else:
        connection.execute(
            "INSERT INTO settings (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, encode(value)),
        )
