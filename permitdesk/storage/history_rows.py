"""The earlier states of cases, and which of them are kept."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any

from permitdesk.storage.case_documents import CaseDocument, case_in, digest_of, unpacked
from permitdesk.storage.case_store import AuditAction, HistoryEntry
from permitdesk.storage.errors import Damaged, NoSuchCase

#: So many of the newest states of a case are kept whatever their day; of older ones the last of each day.
KEPT_REVISIONS = 2000


def remember(
    connection: sqlite3.Connection,
    document: CaseDocument,
    entry: HistoryEntry,
) -> None:
    """Keep a new state. The state that is pushed out of the newest ones stays if it is the last of its day.

    A day is one of UTC, as all times of the store.
    """
    case_id = document.case.case_id
    connection.execute(
        "INSERT INTO history (case_id, revision, at, author, action, changed, digest, document)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            case_id,
            entry.revision,
            entry.at.isoformat(timespec="microseconds"),
            entry.author,
            entry.action.value,
            json.dumps(entry.changed, separators=(",", ":")),
            document.digest(),
            document.packed(),
        ),
    )
    pushed_out = entry.revision - KEPT_REVISIONS
    if pushed_out > 0:
        connection.execute(
            "DELETE FROM history WHERE case_id = ?1 AND revision = ?2 AND substr(at, 1, 10) ="
            " (SELECT substr(next.at, 1, 10) FROM history next"
            "  WHERE next.case_id = ?1 AND next.revision > ?2 ORDER BY next.revision LIMIT 1)",
            (case_id, pushed_out),
        )


def entries(connection: sqlite3.Connection, case_id: str) -> tuple[HistoryEntry, ...]:
    """The kept states, newest first. Raises Damaged."""
    rows = connection.execute(
        "SELECT revision, at, author, action, changed FROM history WHERE case_id = ? ORDER BY revision DESC",
        (case_id,),
    ).fetchall()
    return tuple(_entry(*row) for row in rows)


def document_at(connection: sqlite3.Connection, case_id: str, revision: int) -> str:
    """The text of one state. Raises NoSuchCase, Damaged."""
    row = connection.execute(
        "SELECT document FROM history WHERE case_id = ? AND revision = ?", (case_id, revision)
    ).fetchone()
    if row is None:
        raise NoSuchCase("no such revision")
    return unpacked(row[0])


def digests(connection: sqlite3.Connection, case_id: str) -> tuple[tuple[int, str], ...]:
    """Revision and digest of the kept states, newest first; unreadable ones are left out.

    States of an older program have no digest yet; it is worked out from their document.
    """
    rows = connection.execute(
        "SELECT revision, digest FROM history WHERE case_id = ? ORDER BY revision DESC", (case_id,)
    ).fetchall()
    found = []
    for revision, digest in rows:
        try:
            told = digest or digest_of(case_in(document_at(connection, case_id, revision)))
        except Damaged:
            continue
        found.append((revision, told))
    return tuple(found)


def _entry(revision: Any, at: Any, author: Any, action: Any, changed: Any) -> HistoryEntry:
    try:
        names = tuple(json.loads(changed))
        return HistoryEntry(revision, datetime.fromisoformat(at), author, AuditAction(action), names)
    except (ValueError, TypeError) as error:
        raise Damaged("an entry of the history cannot be read") from error
