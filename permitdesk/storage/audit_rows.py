"""What was done with cases and by whom, beside the edits that the history holds already."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from permitdesk.storage.case_store import AuditAction, AuditEntry
from permitdesk.storage.errors import Damaged


def note(connection: sqlite3.Connection, case_id: str, entry: AuditEntry) -> None:
    """Keep an entry for as long as the case is here."""
    connection.execute(
        "INSERT INTO audit (case_id, at, author, action, revision, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (
            case_id,
            entry.at.isoformat(timespec="microseconds"),
            entry.author,
            entry.action.value,
            entry.revision,
            entry.detail,
        ),
    )


def entries(connection: sqlite3.Connection, case_id: str) -> tuple[AuditEntry, ...]:
    """Everything done with a case, newest first: its edits from the history, the rest from here.

    Raises Damaged.
    """
    rows = connection.execute(
        """
        SELECT at, author, action, revision, detail FROM (
            SELECT at, author, action, revision, detail, id FROM audit WHERE case_id = ?1
            UNION ALL
            SELECT at, author, action, revision, '', 0 FROM history
            WHERE case_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM audit
                WHERE audit.case_id = ?1 AND audit.revision = history.revision
            )
        ) ORDER BY at DESC, revision DESC, id DESC
        """,
        (case_id,),
    ).fetchall()
    return tuple(_entry(*row) for row in rows)


def _entry(at: Any, author: Any, action: Any, revision: Any, detail: Any) -> AuditEntry:
    try:
        return AuditEntry(datetime.fromisoformat(at), author, AuditAction(action), revision, detail)
    except (ValueError, TypeError) as error:
        raise Damaged("an entry of the audit cannot be read") from error
