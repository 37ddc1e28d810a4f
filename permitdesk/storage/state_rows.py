"""A new state of a case: its document, its line on the desk, its history and its audit, all at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from permitdesk.storage import audit_rows, desk_rows, grouping_rows, history_rows
from permitdesk.storage.case_documents import CaseDocument, changed_fields
from permitdesk.storage.case_store import AuditAction, AuditEntry, HistoryEntry
from permitdesk.storage.errors import ChangedElsewhere, NoSuchCase

#: How a case can come here; anything else is a case begun here.
_FIRST_ACTIONS = (AuditAction.IMPORTED, AuditAction.COPIED)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, by whom and how something is done."""

    at: datetime
    author: str
    action: AuditAction

    def entry(self, revision: int | None = None, detail: str = "") -> AuditEntry:
        """What the audit says of it."""
        return AuditEntry(self.at, self.author, self.action, revision, detail)


def read_document(connection: sqlite3.Connection, case_id: str) -> tuple[int, str]:
    """Revision and text of the newest state. Raises NoSuchCase."""
    found = _find(connection, case_id)
    if found is None:
        raise NoSuchCase("no such case")
    return found


def put_state(
    connection: sqlite3.Connection,
    document: CaseDocument,
    told: desk_rows.Columns,
    stamp: Stamp,
    expected: int | None = None,
) -> int:
    """Write what ``CaseStore.save`` promises and return the revision.

    ``told`` are the columns of the desk that do not follow from the answers. Raises ChangedElsewhere.
    """
    case_id = document.case.case_id
    known = _find(connection, case_id)
    if known is None:
        action = stamp.action if stamp.action in _FIRST_ACTIONS else AuditAction.CREATED
        begin(connection, document, told, Stamp(stamp.at, stamp.author, action))
        return 1
    revision, before = known
    told = told | {"updated_at": desk_rows.moment_text(stamp.at)}
    if before == document.text:
        desk_rows.change_columns(connection, case_id, told)
        return revision
    if expected not in (None, revision):
        raise ChangedElsewhere("another window saved this case")
    revision += 1
    connection.execute(
        "UPDATE documents SET revision = ?, json = ? WHERE case_id = ?", (revision, document.text, case_id)
    )
    changed = changed_fields(before, document)
    entry = HistoryEntry(revision, stamp.at, stamp.author, stamp.action, changed)
    history_rows.remember(connection, document, entry)
    if stamp.action is not AuditAction.EDITED:
        audit_rows.note(connection, case_id, stamp.entry(revision))
    tags = grouping_rows.tags_of(connection, case_id)
    columns = told | desk_rows.columns_of(document.case, tags) | {"deleted_at": None}
    desk_rows.change_columns(connection, case_id, columns)
    return revision


def begin(
    connection: sqlite3.Connection, document: CaseDocument, told: desk_rows.Columns, stamp: Stamp
) -> None:
    """The first state of a case."""
    case = document.case
    connection.execute(
        "INSERT INTO documents (case_id, revision, json) VALUES (?, 1, ?)", (case.case_id, document.text)
    )
    at = desk_rows.moment_text(stamp.at)
    columns = told | desk_rows.columns_of(case, ()) | {"created_at": at, "updated_at": at}
    desk_rows.put_columns(connection, columns)
    entry = HistoryEntry(1, stamp.at, stamp.author, stamp.action)
    history_rows.remember(connection, document, entry)
    audit_rows.note(connection, case.case_id, stamp.entry(1))


def _find(connection: sqlite3.Connection, case_id: str) -> tuple[int, str] | None:
    found: tuple[int, str] | None = connection.execute(
        "SELECT revision, json FROM documents WHERE case_id = ?", (case_id,)
    ).fetchone()
    return found
