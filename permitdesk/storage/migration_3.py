"""Version 3 of the database: one small row per case for the desk, apart from the documents.

``desk`` holds what the list of ten thousand cases shows, so that it is read without any document.
``documents`` holds the newest state of each case, ``history`` all states that are kept with their
author, action and digest, ``audit`` what is no edit, ``tags``, ``links`` (both ways), ``settings`` what
travels with the cases, and ``deletion_notes`` that something was deleted for good.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from permitdesk.storage.case_documents import case_in
from permitdesk.storage.desk_rows import columns_of, put_columns
from permitdesk.storage.errors import StorageError

_TABLES = (
    """
    CREATE TABLE documents (
        case_id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        json TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE desk (
        case_id TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        title TEXT NOT NULL,
        name TEXT NOT NULL,
        search TEXT NOT NULL,
        step TEXT,
        route TEXT,
        last_day TEXT,
        people INTEGER NOT NULL,
        status TEXT NOT NULL,
        advisor TEXT NOT NULL,
        voivodeship TEXT,
        deadlines TEXT NOT NULL DEFAULT '[]',
        assessed_on TEXT,
        rules_version TEXT NOT NULL DEFAULT '',
        identities TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        closed_at TEXT,
        deleted_at TEXT,
        keep_until TEXT
    )
    """,
    """
    CREATE TABLE states (
        id INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        at TEXT NOT NULL,
        author TEXT NOT NULL,
        action TEXT NOT NULL,
        changed TEXT NOT NULL,
        digest TEXT,
        document BLOB NOT NULL,
        UNIQUE (case_id, revision)
    )
    """,
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        at TEXT NOT NULL,
        author TEXT NOT NULL,
        action TEXT NOT NULL,
        revision INTEGER,
        detail TEXT NOT NULL
    )
    """,
    "CREATE INDEX audit_by_case ON audit (case_id)",
    """
    CREATE TABLE tags (
        case_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        place INTEGER NOT NULL,
        tag TEXT NOT NULL,
        PRIMARY KEY (case_id, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE links (
        case_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        other_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        kind TEXT NOT NULL,
        PRIMARY KEY (case_id, other_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX links_by_other ON links (other_id)",
    """
    CREATE TABLE deletion_notes (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        author TEXT NOT NULL,
        reason TEXT NOT NULL,
        begun_on TEXT,
        backups_left TEXT NOT NULL,
        unfinished TEXT
    )
    """,
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


def lift_to_version_3(connection: sqlite3.Connection) -> None:
    """Move everything of version 2 over; a case that cannot be read keeps the line it had on the list."""
    for table in _TABLES:
        connection.execute(table)
    connection.execute(
        "INSERT INTO documents (case_id, revision, json) SELECT case_id, revision, json FROM cases"
    )
    ids = [row[0] for row in connection.execute("SELECT case_id FROM cases").fetchall()]
    for case_id in ids:
        put_columns(connection, _line(connection, case_id))
    # An older program noted neither who nor how; only the first state of a case is known for what it was.
    connection.execute(
        """
        INSERT INTO states (case_id, revision, at, author, action, changed, document)
        SELECT
            case_id, revision, at, '', CASE revision WHEN 1 THEN 'created' ELSE 'edited' END, '[]', document
        FROM history ORDER BY case_id, revision
        """
    )
    connection.execute("DROP TABLE history")
    connection.execute("DROP TABLE cases")
    connection.execute("ALTER TABLE states RENAME TO history")


def _line(connection: sqlite3.Connection, case_id: str) -> dict[str, Any]:
    """The columns of ``desk`` for a case of version 2."""
    names = ("title", "name", "search", "step", "route", "last_day", "people", "updated_at", "deleted_at")
    values = connection.execute(
        f"SELECT {', '.join(names)} FROM cases WHERE case_id = ?", (case_id,)
    ).fetchone()
    stored: dict[str, Any] = dict(zip(names, values, strict=True))
    (first,) = connection.execute("SELECT min(at) FROM history WHERE case_id = ?", (case_id,)).fetchone()
    stored |= {"case_id": case_id, "created_at": first or stored["updated_at"]}
    try:
        (text,) = connection.execute("SELECT json FROM cases WHERE case_id = ?", (case_id,)).fetchone()
        return stored | columns_of(case_in(text), ())
    except (StorageError, UnicodeDecodeError):
        return stored | {"status": "preparing", "advisor": "", "identities": "[]"}
