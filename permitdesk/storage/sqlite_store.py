"""The store of cases in one SQLite or SQLCipher file; every save is durable on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from permitdesk.desk.records import CaseSummary, DerivedFacts
from permitdesk.domain.case import Case
from permitdesk.storage import audit_rows, deletion_rows, desk_rows, grouping_rows, history_rows, setting_rows
from permitdesk.storage.case_documents import case_in, document_of
from permitdesk.storage.case_store import (
    AuditAction,
    AuditEntry,
    DeletionNote,
    HistoryEntry,
    Link,
    StoredCase,
)
from permitdesk.storage.database import Connect, connect, known_problems, set_up, transaction
from permitdesk.storage.errors import DiskFull, DiskTrouble, NoSuchCase, ReadOnly
from permitdesk.storage.history_rows import KEPT_REVISIONS
from permitdesk.storage.journal import Journal, check_journal
from permitdesk.storage.migrations import STEPS, Step, check_version, migrate
from permitdesk.storage.state_rows import Stamp, begin, put_state, read_document

__all__ = ["KEPT_REVISIONS", "SqliteCaseStore", "new_id"]

Clock = Callable[[], datetime]


def new_id() -> str:
    """A case id that says nothing about the person."""
    from uuid import uuid4  # rarely needed, and slow to import for a list of cases

    return uuid4().hex


def _always_allowed() -> None:
    """No lock and no folder to look after."""


class SqliteCaseStore:
    """``CaseStore`` in a file of its own; see ``case_store`` for what each method promises.

    Several windows may use the same plain file; each waits a few seconds for the others. A vault lets
    only one of them in.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        connect_to: Connect = connect,
        steps: Sequence[Step] = STEPS,
        ids: Callable[[], str] = new_id,
        guard: Callable[[], None] = _always_allowed,
        copy_to: Callable[[], Path] | None = None,
        accept_lost_changes: bool = False,
    ) -> None:
        """Open or create the database at ``path``; ``clock`` gives the time with its zone.

        ``guard`` is called before each change and may refuse it by raising a StorageError. ``copy_to``
        names the copy that is made before an older database is lifted; by default it lies beside it.
        Raises LastChangesLost unless ``accept_lost_changes``: then the last state that can be read
        is opened, and the rest is gone for good.
        Raises TooNew, Damaged, ReadOnly, Locked or DiskFull; the file is then unchanged.
        """
        self._clock = clock
        self._ids = ids
        self._guard = guard
        self._lines = desk_rows.Lines()
        self._is_together = False
        if not accept_lost_changes:
            check_journal(path)
        with known_problems():
            self._connection = connect_to(path)
            try:
                check_version(self._connection, steps)
                set_up(self._connection)
                self._journal = Journal(self._connection, path)
                self._journal.before_write()
                migrate(self._connection, path, steps, connect_to=connect_to, copy_to=copy_to)
            except BaseException:
                self._connection.close()
                raise

    # --- reading ----------------------------------------------------------------------

    def list_cases(self, search: str = "", *, deleted: bool = False) -> tuple[CaseSummary, ...]:
        """The cases, last saved first; every word of ``search`` must occur in their search text."""
        where = "deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"
        with known_problems(), desk_rows.many_lines():
            rows = desk_rows.read_rows(self._connection, where)
            tags = grouping_rows.all_tags(self._connection)
            links = grouping_rows.all_links(self._connection)
            if search:
                from permitdesk.desk.search_keys import matcher  # the whole list is shown without it

                fits = matcher(search)
                rows = [row for row in rows if fits(desk_rows.search_of(row))]
            return self._lines.of(rows, tags, links)

    def summary(self, case_id: str) -> CaseSummary:
        """One line of the desk, deleted or not. Raises NoSuchCase, Damaged."""
        with known_problems():
            rows = desk_rows.read_rows(self._connection, "case_id = ?", (case_id,))
            if not rows:
                raise NoSuchCase("no such case")
            tags = [(case_id, tag) for tag in grouping_rows.tags_of(self._connection, case_id)]
            links = [(case_id, link.case_id) for link in grouping_rows.links_of(self._connection, case_id)]
        (found,) = self._lines.of(rows, tags, links)
        return found

    def load(self, case_id: str) -> StoredCase:
        """The newest state of a case, deleted or not. Raises NoSuchCase, Damaged."""
        with known_problems():
            revision, text = read_document(self._connection, case_id)
            (step,) = self._line(case_id, "step")
        return StoredCase(case_in(text), step, revision)

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """The states of a case that are still kept, newest first. Raises NoSuchCase, Damaged."""
        with known_problems():
            self._line(case_id, "1")
            return history_rows.entries(self._connection, case_id)

    def state(self, case_id: str, revision: int) -> Case:
        """An earlier state. Raises NoSuchCase for one not kept, Damaged."""
        with known_problems():
            text = history_rows.document_at(self._connection, case_id, revision)
        return case_in(text)

    def lineage(self, case_id: str) -> tuple[tuple[int, str], ...]:
        """Revision and digest of the kept states, newest first. Raises NoSuchCase, Damaged."""
        with known_problems():
            self._line(case_id, "1")
            return history_rows.digests(self._connection, case_id)

    def audit(self, case_id: str) -> tuple[AuditEntry, ...]:
        """What was done with a case and by whom, newest first. Raises NoSuchCase, Damaged."""
        with known_problems():
            self._line(case_id, "1")
            return audit_rows.entries(self._connection, case_id)

    # --- writing ----------------------------------------------------------------------

    def save(
        self,
        case: Case,
        step: str | None,
        summary_last_day: date | None = None,
        *,
        expected: int | None = None,
        facts: DerivedFacts | None = None,
        action: AuditAction = AuditAction.EDITED,
    ) -> int:
        """Write a case in one durable transaction; returns its revision.

        Raises ChangedElsewhere if ``expected`` is not the revision of the other content stored,
        ValueError for a case without an id.
        """
        last_day = {"last_day": None if summary_last_day is None else summary_last_day.isoformat()}
        told = last_day if facts is None else desk_rows.columns_of_facts(facts)
        return self._save(case, {"step": step, **told}, expected, action)

    def join(self, case: Case, theirs: Case, step: str | None, *, expected: int) -> int:
        """Write a joined case and, below it, the copy it was joined with. Raises ChangedElsewhere."""
        states = [(document_of(theirs), AuditAction.IMPORTED)] if theirs != case else []
        told = {"step": step, **desk_rows.NO_FACTS}
        with self._changing():
            self._line(case.case_id, "1")
            for document, action in (*states, (document_of(case), AuditAction.MERGED)):
                expected = put_state(self._connection, document, told, self._stamp(action), expected)
        return expected

    def refresh_facts(self, case_id: str, revision: int, facts: DerivedFacts) -> bool:
        """Store what was worked out anew; False, with nothing written, if the case changed meanwhile."""
        with self._changing():
            row = self._connection.execute(
                "SELECT 1 FROM documents WHERE case_id = ? AND revision = ?", (case_id, revision)
            ).fetchone()
            if row is not None:
                desk_rows.change_columns(self._connection, case_id, desk_rows.columns_of_facts(facts))
        return row is not None

    def duplicate(self, case_id: str) -> str:
        """Copy a case under a new id and return that id; the title gets the next free number."""
        copy_id = self._ids()
        with self._changing():
            _, text = read_document(self._connection, case_id)
            case = case_in(text)
            title = desk_rows.free_title(self._connection, case.title)
            copy = case.with_changes(case_id=copy_id, title=title)
            step, last_day = self._line(case_id, "step, last_day")
            told = {"step": step, "last_day": last_day}
            begin(self._connection, document_of(copy), told, self._stamp(AuditAction.COPIED))
            tags = grouping_rows.tags_of(self._connection, case_id)
            self._set_tags(copy, tags)
        return copy_id

    def restore(self, case_id: str, revision: int) -> StoredCase:
        """Save an earlier state again as a new revision. Raises NoSuchCase for one not kept, Damaged."""
        case = self.state(case_id, revision)
        with known_problems():
            (step,) = self._line(case_id, "step")
        # What stands on the list belonged to other answers; nothing is better than something wrong.
        columns = {"step": step, **desk_rows.NO_FACTS}
        return StoredCase(case, step, self._save(case, columns, None, AuditAction.RESTORED))

    def note(self, case_id: str, action: AuditAction, detail: str = "") -> None:
        """Note something that made no new state. Raises NoSuchCase."""
        with self._changing():
            self._line(case_id, "1")
            self._note(case_id, action, detail)

    # --- the desk ---------------------------------------------------------------------

    def set_tags(self, case_id: str, tags: Sequence[str]) -> None:
        """Replace the tags of a case; blanks and repeated ones are left out. Raises NoSuchCase, Damaged."""
        tidied = grouping_rows.tidied_tags(tags)
        with self._changing():
            _, text = read_document(self._connection, case_id)
            self._set_tags(case_in(text), tidied)

    def link(self, case_id: str, other_id: str, kind: str) -> None:
        """Link two cases both ways: ``kind`` says what the other is to the first. Raises NoSuchCase."""
        if case_id == other_id:
            raise ValueError("a case is not linked with itself")
        with self._changing():
            for one in (case_id, other_id):
                self._line(one, "1")
            grouping_rows.link(self._connection, case_id, other_id, kind)

    def unlink(self, case_id: str, other_id: str) -> None:
        """Take a link away on both sides; without one nothing happens."""
        with self._changing():
            grouping_rows.unlink(self._connection, case_id, other_id)

    def links(self, case_id: str) -> tuple[Link, ...]:
        """The cases linked with one, that are not deleted. Raises NoSuchCase."""
        with known_problems():
            self._line(case_id, "1")
            return grouping_rows.links_of(self._connection, case_id)

    def close_case(self, case_id: str) -> None:
        """Mark a case as closed; a closed one stays as it is. Raises NoSuchCase."""
        self._mark(case_id, "closed_at", True, AuditAction.CLOSED)

    def reopen_case(self, case_id: str) -> None:
        """Take that mark away. Raises NoSuchCase."""
        self._mark(case_id, "closed_at", False, AuditAction.REOPENED)

    def keep_until(self, case_id: str, day: date | None) -> None:
        """Note that the desk keeps a case until a day. Raises NoSuchCase."""
        told = None if day is None else day.isoformat()
        with self._changing():
            self._line(case_id, "1")
            desk_rows.change_columns(self._connection, case_id, {"keep_until": told})
            self._note(case_id, AuditAction.KEPT, told or "")

    # --- deleting ---------------------------------------------------------------------

    def delete(self, case_id: str) -> None:
        """Take a case off the list; ``undelete`` brings it back whole. Raises NoSuchCase."""
        self._mark(case_id, "deleted_at", True, AuditAction.DELETED)

    def undelete(self, case_id: str) -> None:
        """Put a deleted case back on the list. Raises NoSuchCase."""
        self._mark(case_id, "deleted_at", False, AuditAction.UNDELETED)

    def purge(self, case_id: str, reason: str = "other", backups_left: Sequence[date] = ()) -> None:
        """Remove a case for good, also from the journal; a note without the person stays.

        Raises NoSuchCase. Where the journal cannot be emptied now, it is before the next change.
        """
        with self._changing():
            (created_at,) = self._line(case_id, "created_at")
            begun_on = desk_rows.day_of(created_at)
            deletion_rows.remove_case(self._connection, case_id)
            note = DeletionNote(self._now(), self.author, reason, begun_on, tuple(backups_left))
            deletion_rows.put_note(self._connection, case_id, note)
        self._lines.forget(case_id)
        self._journal.after_purge()

    def deletion_notes(self) -> tuple[DeletionNote, ...]:
        """What was deleted for good, newest first. Raises Damaged."""
        with known_problems():
            return deletion_rows.notes(self._connection)

    def unfinished_deletions(self) -> tuple[str, ...]:
        """Ids of the cases deleted for good that a backup still has; to be tried again."""
        with known_problems():
            return deletion_rows.unfinished(self._connection)

    def finish_deletion(self, case_id: str, backups_left: Sequence[date] = ()) -> None:
        """Note which backups still have a case; with none its id is forgotten."""
        with self._changing():
            deletion_rows.set_left(self._connection, case_id, backups_left)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Changes inside the block are one durable change: all of them or none. Raises StorageError."""
        with self._changing():
            self._is_together = True
            try:
                yield
            finally:
                self._is_together = False

    # --- settings that travel with the cases --------------------------------------------

    @property
    def author(self) -> str:
        """Who works here; empty: nobody named."""
        return self.setting(setting_rows.AUTHOR) or ""

    def set_author(self, name: str) -> None:
        """Change who works here, from now on."""
        self.set_setting(setting_rows.AUTHOR, name.strip() or None)

    def setting(self, name: str) -> str | None:
        """A setting that travels with the cases; None if never set."""
        with known_problems():
            return setting_rows.read(self._connection, name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Change such a setting; None forgets it."""
        with self._changing():
            setting_rows.write(self._connection, name, value)

    def close(self) -> None:
        """Let go of the files. The store cannot be used afterwards."""
        with known_problems():
            self._connection.close()

    # --- helpers ----------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One durable change: all of it or nothing. Raises StorageError."""
        if self._is_together:
            yield
            return
        self._guard()
        self._journal.before_write()
        try:
            with transaction(self._connection):
                yield
        except (DiskFull, DiskTrouble, ReadOnly):
            self._journal.save_failed()
            raise
        self._journal.after_write()

    def _now(self) -> datetime:
        now = self._clock()
        if now.tzinfo is None:
            raise ValueError("the clock of a store must give the time with its zone")
        return now.astimezone(UTC)

    def _line(self, case_id: str, columns: str) -> tuple[Any, ...]:
        row = self._connection.execute(f"SELECT {columns} FROM desk WHERE case_id = ?", (case_id,)).fetchone()
        if row is None:
            raise NoSuchCase("no such case")
        return tuple(row)

    def _save(self, case: Case, told: desk_rows.Columns, expected: int | None, action: AuditAction) -> int:
        if not case.case_id:
            raise ValueError("a case without an id cannot be saved")
        document = document_of(case)
        now = self._now()
        with self._changing():
            return put_state(self._connection, document, told, self._stamp(action, now), expected)

    def _stamp(self, action: AuditAction, now: datetime | None = None) -> Stamp:
        return Stamp(now or self._now(), self.author, action)

    def _note(self, case_id: str, action: AuditAction, detail: str = "") -> None:
        audit_rows.note(self._connection, case_id, self._stamp(action).entry(detail=detail))

    def _set_tags(self, case: Case, tags: Sequence[str]) -> None:
        grouping_rows.set_tags(self._connection, case.case_id, tags)
        search = desk_rows.search_column(case, tags)
        desk_rows.change_columns(self._connection, case.case_id, {"search": search})

    def _mark(self, case_id: str, column: str, marked: bool, action: AuditAction) -> None:
        with self._changing():
            (since,) = self._line(case_id, column)
            if (since is not None) != marked:
                at = desk_rows.moment_text(self._now()) if marked else None
                desk_rows.change_columns(self._connection, case_id, {column: at})
                self._note(case_id, action)
