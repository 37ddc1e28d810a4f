"""Carrying what is newer in a damaged database over into the copy that takes its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from permitdesk.storage import deletion_rows, desk_rows, grouping_rows, setting_rows
from permitdesk.storage.backups.reading import CHECKED_AT, MARK
from permitdesk.storage.backups.salvage import DamagedDatabase, Row
from permitdesk.storage.case_documents import case_in, document_of, unpacked
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.errors import StorageError

_STATES = "case_id, revision, at, author, action, changed, digest, document"
_NOTES = "at, author, reason, begun_on, backups_left, unfinished"
_AUDIT = "case_id, at, author, action, revision, detail"


@dataclass(slots=True)
class _Found:
    """What the damaged database has of one case that the copy lacks."""

    #: the newest document, with its revision
    document: tuple[int, str] | None = None
    #: rows of the history by revision
    states: dict[int, Row] = field(default_factory=dict)

    def newest_first(self) -> Iterator[tuple[int, str]]:
        """Revision and text of every state that could be the newest, also those kept in the history."""
        if self.document is not None:
            yield self.document
        for revision in sorted(self.states, reverse=True):
            try:
                yield revision, unpacked(self.states[revision][-1])
            except StorageError:
                continue


def forget_deleted(damaged: DamagedDatabase, target: sqlite3.Connection) -> None:
    """Bring over the notes of what was deleted for good, so that no copy brings anybody back.

    Call inside a transaction.
    """
    known = {row[0] for row in target.execute("SELECT at FROM deletion_notes")}
    for row in damaged.rows("deletion_notes", _NOTES):
        if row[0] in known or not all(isinstance(part, str | None) for part in row):
            continue
        if row[-1] is not None:
            deletion_rows.remove_case(target, row[-1])
        target.execute(f"INSERT INTO deletion_notes ({_NOTES}) VALUES (?, ?, ?, ?, ?, ?)", row)


def take_newer(damaged: DamagedDatabase, target: sqlite3.Connection) -> int:
    """Take over every case whose newest readable state is newer than in ``target``; how many.

    With them come the states in between, their line on the desk, tags, links and what was noted; also of
    unchanged cases that were closed, deleted or tagged since. Call inside a transaction.
    """
    known: dict[str, int] = dict(target.execute("SELECT case_id, revision FROM documents").fetchall())
    gone = {row[0] for row in target.execute("SELECT unfinished FROM deletion_notes")}
    revisions: dict[str, int] = {}
    found = _newer_states(damaged, known, revisions)
    taken = [case_id for case_id in found if case_id not in gone and _take(target, case_id, found[case_id])]
    _take_lines(damaged, target, revisions)
    _take_tags(damaged, target, revisions, taken)
    _take_the_rest(damaged, target)
    return len(taken)


def _newer_states(
    damaged: DamagedDatabase, known: dict[str, int], revisions: dict[str, int]
) -> dict[str, _Found]:
    """What is newer than ``known``. ``revisions`` is filled with the newest one of each readable case."""
    found: dict[str, _Found] = {}
    for case_id, revision, text in damaged.rows("documents", "case_id, revision, json"):
        if not (isinstance(case_id, str) and isinstance(revision, int) and isinstance(text, str)):
            continue
        revisions[case_id] = revision
        if revision > known.get(case_id, 0):
            found.setdefault(case_id, _Found()).document = (revision, text)
    for row in damaged.rows("history", _STATES):
        case_id, revision = row[0], row[1]
        if isinstance(case_id, str) and isinstance(revision, int) and revision > known.get(case_id, 0):
            found.setdefault(case_id, _Found()).states[revision] = row
    return found


def _take(target: sqlite3.Connection, case_id: str, found: _Found) -> bool:
    """Write the newest state that can be read as a case, and those before it."""
    newest = next((state for state in found.newest_first() if _is_case(state[1], case_id)), None)
    if newest is None:
        return False
    revision, text = newest
    case = case_in(text)
    states = {number: row for number, row in sorted(found.states.items()) if number <= revision}
    at = str(states[revision][2]) if revision in states else _last_moment(states)
    if revision not in states:
        packed = document_of(case).packed()
        states[revision] = (case_id, revision, at, "", AuditAction.EDITED.value, "[]", None, packed)
    tags = grouping_rows.tags_of(target, case_id)
    columns = desk_rows.columns_of(case, tags) | {"updated_at": at, "deleted_at": None}
    updated = target.execute(
        "UPDATE documents SET revision = ?, json = ? WHERE case_id = ?", (revision, text, case_id)
    )
    if updated.rowcount:
        desk_rows.change_columns(target, case_id, columns | desk_rows.NO_FACTS)
    else:
        target.execute(
            "INSERT INTO documents (case_id, revision, json) VALUES (?, ?, ?)", (case_id, revision, text)
        )
        first = str(states[min(states)][2])
        desk_rows.put_columns(target, columns | {"created_at": first})
    target.executemany(
        f"INSERT OR IGNORE INTO history ({_STATES}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", states.values()
    )
    return True


def _is_case(text: str, case_id: str) -> bool:
    try:
        return case_in(text).case_id == case_id
    except StorageError:
        return False


def _last_moment(states: dict[int, Row]) -> str:
    """When the newest of the readable states was saved; a day long ago if none can be read."""
    return max((str(row[2]) for row in states.values()), default="2000-01-01T00:00:00.000000+00:00")


def _take_lines(damaged: DamagedDatabase, target: sqlite3.Connection, revisions: dict[str, int]) -> None:
    """The lines of the desk of the cases that are now as they were in the damaged database."""
    now: dict[str, int] = dict(target.execute("SELECT case_id, revision FROM documents").fetchall())
    ours = [str(row[1]) for row in target.execute("PRAGMA table_info(desk)").fetchall()]
    theirs = damaged.columns("desk")
    names = [name for name in ours if name in theirs]
    if "case_id" not in names:
        return
    for row in damaged.rows("desk", ", ".join(names)):
        line = dict(zip(names, row, strict=True))
        case_id = line.pop("case_id")
        if case_id in now and now[case_id] == revisions.get(case_id):
            desk_rows.change_columns(target, case_id, line)


def _take_tags(
    damaged: DamagedDatabase, target: sqlite3.Connection, revisions: dict[str, int], taken: list[str]
) -> None:
    rows, all_of_them = damaged.few_rows("tags", "case_id, place, tag", "case_id, place")
    told: dict[str, list[str]] = {}
    for case_id, _, tag in sorted(row for row in rows if all(isinstance(part, str | int) for part in row)):
        told.setdefault(case_id, []).append(str(tag))
    concerned = set(revisions) | set(taken) if all_of_them else set(told)
    present = {row[0] for row in target.execute("SELECT case_id FROM documents").fetchall()}
    for case_id in concerned & present:
        grouping_rows.set_tags(target, case_id, told.get(case_id, []))


def _take_the_rest(damaged: DamagedDatabase, target: sqlite3.Connection) -> None:
    """Links, what was noted beside the edits, and the settings that travel with the cases."""
    both = "EXISTS (SELECT 1 FROM documents WHERE case_id = ?)"
    links, _ = damaged.few_rows("links", "case_id, other_id, kind", "case_id, other_id")
    for case_id, other_id, kind in links:
        target.execute(
            f"INSERT OR IGNORE INTO links (case_id, other_id, kind) SELECT ?, ?, ? WHERE {both} AND {both}",
            (case_id, other_id, kind, case_id, other_id),
        )
    known = set(target.execute(f"SELECT {_AUDIT} FROM audit").fetchall())
    present = {row[0] for row in target.execute("SELECT case_id FROM documents").fetchall()}
    for row in damaged.rows("audit", _AUDIT):
        if row[0] in present and row not in known:
            target.execute(f"INSERT INTO audit ({_AUDIT}) VALUES (?, ?, ?, ?, ?, ?)", row)
    settings, _ = damaged.few_rows("settings", "name, value", "name")
    for name, value in settings:
        if isinstance(name, str) and isinstance(value, str) and name not in (CHECKED_AT, MARK):
            setting_rows.write(target, name, value)
