"""Deleting a case for good, and the note that it happened."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from permitdesk.storage.case_store import DeletionNote
from permitdesk.storage.errors import Damaged

#: Everything that names a case, the table that the others refer to last; ``cases`` is that of older versions.
_TABLES = ("history", "audit", "tags", "desk", "documents", "cases")


def remove_case(connection: sqlite3.Connection, case_id: str) -> None:
    """Remove everything of a case; also used on copies, of a database of any version.

    With ``secure_delete`` the bytes are overwritten in the database; the journal still has them until
    it is moved into the database.
    """
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    present = {name for (name,) in found}
    if "links" in present:
        connection.execute("DELETE FROM links WHERE case_id = ?1 OR other_id = ?1", (case_id,))
    if "settings" in present:
        # Such as that two cases are of different people: the name of the setting has both ids.
        connection.execute(
            "DELETE FROM settings WHERE instr('.' || name || '.', '.' || ? || '.') > 0", (case_id,)
        )
    for table in _TABLES:
        if table in present:
            connection.execute(f"DELETE FROM {table} WHERE case_id = ?", (case_id,))


def put_note(connection: sqlite3.Connection, case_id: str, note: DeletionNote) -> None:
    """Keep the note. The id, which says nothing about anybody, stays while a backup still has the case."""
    connection.execute(
        "INSERT INTO deletion_notes (at, author, reason, begun_on, backups_left, unfinished)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            note.at.isoformat(timespec="microseconds"),
            note.author,
            note.reason,
            None if note.begun_on is None else note.begun_on.isoformat(),
            _days(note.backups_left),
            case_id if note.backups_left else None,
        ),
    )


def notes(connection: sqlite3.Connection) -> tuple[DeletionNote, ...]:
    """All notes, newest first. Raises Damaged."""
    rows = connection.execute(
        "SELECT at, author, reason, begun_on, backups_left FROM deletion_notes ORDER BY at DESC, id DESC"
    ).fetchall()
    return tuple(_note(*row) for row in rows)


def unfinished(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Ids of deleted cases that a backup still has."""
    rows = connection.execute(
        "SELECT DISTINCT unfinished FROM deletion_notes WHERE unfinished IS NOT NULL ORDER BY id"
    )
    return tuple(row[0] for row in rows.fetchall())


def set_left(connection: sqlite3.Connection, case_id: str, backups_left: Sequence[date]) -> None:
    """Note which backups still have a deleted case; with none its id is forgotten."""
    connection.execute(
        "UPDATE deletion_notes SET backups_left = ?, unfinished = ? WHERE unfinished = ?",
        (_days(backups_left), case_id if backups_left else None, case_id),
    )


def _days(days: Sequence[date]) -> str:
    return json.dumps(sorted({day.isoformat() for day in days}))


def _note(at: Any, author: Any, reason: Any, begun_on: Any, backups_left: Any) -> DeletionNote:
    try:
        begun = None if begun_on is None else date.fromisoformat(begun_on)
        left = tuple(date.fromisoformat(day) for day in json.loads(backups_left))
        return DeletionNote(datetime.fromisoformat(at), author, reason, begun, left)
    except (ValueError, TypeError) as error:
        raise Damaged("a note about a deleted case cannot be read") from error
