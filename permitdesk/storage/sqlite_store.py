"""The store of cases in one SQLite file: one JSON document per case, every save durable on its own."""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from permitdesk.domain.answers import AnswerKind
from permitdesk.domain.case import Case
from permitdesk.storage.case_store import CaseSummary, HistoryEntry, StoredCase
from permitdesk.storage.codec import Decoder, answer_kinds, encode
from permitdesk.storage.database import Connect, connect, known_problems, set_up, transaction
from permitdesk.storage.errors import CaseFileError, ChangedElsewhere, Damaged, NoSuchCase, TooNew
from permitdesk.storage.exchange import case_to_json, decode_case
from permitdesk.storage.migrations import STEPS, Step, check_version, migrate

Clock = Callable[[], datetime]

#: Revisions kept per case; a careful interview has about a hundred.
KEPT_REVISIONS = 500


def new_id() -> str:
    """A case id that says nothing about the person."""
    from uuid import uuid4  # rarely needed, and slow to import for a list of cases

    return uuid4().hex


class SqliteCaseStore:
    """``CaseStore`` in a file of its own; see ``case_store`` for what each method promises.

    Several windows or programs may use the same file; each waits a few seconds for the others.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        connect_to: Connect = connect,
        steps: Sequence[Step] = STEPS,
        ids: Callable[[], str] = new_id,
    ) -> None:
        """Open or create the database at ``path``; ``clock`` gives the time with its zone.

        Raises TooNew, Damaged, ReadOnly, Locked or DiskFull; the file is then unchanged.
        """
        self._clock = clock
        self._ids = ids
        with known_problems():
            self._connection = connect_to(path)
            try:
                check_version(self._connection, steps)
                set_up(self._connection)
                migrate(self._connection, path, steps)
            except BaseException:
                self._connection.close()
                raise

    # --- reading ----------------------------------------------------------------------

    def list_cases(self, search: str = "", *, deleted: bool = False) -> tuple[CaseSummary, ...]:
        """The cases, last saved first; every word of ``search`` must occur in title or names."""
        words = folded(search).split()
        where = " AND ".join(
            [
                "deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL",
                *["instr(search, ?) > 0"] * len(words),
            ]
        )
        with known_problems():
            rows = self._connection.execute(
                "SELECT case_id, title, route, last_day, updated_at, step, name, people FROM cases"
                f" WHERE {where} ORDER BY updated_at DESC, case_id",
                words,
            ).fetchall()
        return tuple(_summary(row) for row in rows)

    def load(self, case_id: str) -> StoredCase:
        """The newest state of a case, deleted or not. Raises NoSuchCase, Damaged."""
        step, revision, document = self._row(case_id, "step, revision, json")
        return StoredCase(_case(document), step, revision)

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """The states of a case that are still kept, newest first. Raises NoSuchCase."""
        self._row(case_id, "1")
        with known_problems():
            rows = self._connection.execute(
                "SELECT revision, at FROM history WHERE case_id = ? ORDER BY revision DESC", (case_id,)
            ).fetchall()
        return tuple(HistoryEntry(revision, _moment(at)) for revision, at in rows)

    # --- writing ----------------------------------------------------------------------

    def save(
        self,
        case: Case,
        step: str | None,
        summary_last_day: date | None = None,
        *,
        expected: int | None = None,
    ) -> int:
        """Write a case in one durable transaction; returns its revision.

        Raises ChangedElsewhere if ``expected`` is not the revision of the other content stored,
        ValueError for a case without an id.
        """
        if not case.case_id:
            raise ValueError("a case without an id cannot be saved")
        document = _document(case)
        now = self._now()
        with transaction(self._connection):
            row = self._connection.execute(
                "SELECT revision, json FROM cases WHERE case_id = ?", (case.case_id,)
            ).fetchone()
            known, before = row or (0, "")
            changed = before != document
            if changed and row is not None and expected not in (None, int(known)):
                raise ChangedElsewhere("another window saved this case")
            revision = int(known) + changed
            self._write(case, document, revision, now, step=step, last_day=summary_last_day)
            if changed:
                self._remember(case.case_id, revision, now, document)
                self._connection.execute(
                    "UPDATE cases SET deleted_at = NULL WHERE case_id = ?", (case.case_id,)
                )
        return revision

    def duplicate(self, case_id: str) -> str:
        """Copy a case under a new id and return that id; the title gets the next free number."""
        copy_id = self._ids()
        now = self._now()
        with transaction(self._connection):
            step, last_day, document = self._row(case_id, "step, last_day, json")
            case = _case(document)
            copy = case.with_changes(case_id=copy_id, title=self._free_title(case.title))
            text = _document(copy)
            self._write(copy, text, 1, now, step=step, last_day=_day(last_day))
            self._remember(copy_id, 1, now, text)
        return copy_id

    def delete(self, case_id: str) -> None:
        """Take a case off the list; ``undelete`` brings it back whole. Raises NoSuchCase."""
        self._mark(case_id, self._now())

    def undelete(self, case_id: str) -> None:
        """Put a deleted case back on the list. Raises NoSuchCase."""
        self._mark(case_id, None)

    def purge(self, case_id: str) -> None:
        """Remove a case and its history for good, also from the journal. Raises NoSuchCase."""
        with transaction(self._connection):
            self._row(case_id, "1")
            self._connection.execute("DELETE FROM cases WHERE case_id = ?", (case_id,))
        with known_problems():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def restore(self, case_id: str, revision: int) -> StoredCase:
        """Save an earlier state again as a new revision. Raises NoSuchCase for one not kept."""
        with known_problems():
            row = self._connection.execute(
                "SELECT document FROM history WHERE case_id = ? AND revision = ?", (case_id, revision)
            ).fetchone()
        if row is None:
            raise NoSuchCase("no such revision")
        (step,) = self._row(case_id, "step")
        case = _case(_unpacked(row[0]))
        # The day on the list belonged to other answers; none is better than a wrong one.
        return StoredCase(case, step, self.save(case, step, None))

    def close(self) -> None:
        """Let go of the files. The store cannot be used afterwards."""
        with known_problems():
            self._connection.close()

    # --- helpers ----------------------------------------------------------------------

    def _now(self) -> str:
        now = self._clock()
        if now.tzinfo is None:
            raise ValueError("the clock of a store must give the time with its zone")
        return now.astimezone(UTC).isoformat(timespec="microseconds")

    def _row(self, case_id: str, columns: str) -> tuple[Any, ...]:
        with known_problems():
            row = self._connection.execute(
                f"SELECT {columns} FROM cases WHERE case_id = ?", (case_id,)
            ).fetchone()
        if row is None:
            raise NoSuchCase("no such case")
        return tuple(row)

    def _write(
        self, case: Case, document: str, revision: int, now: str, *, step: str | None, last_day: date | None
    ) -> None:
        title = encode(case.title)
        names = [_name(person) for person in (case, *case.members)]
        self._connection.execute(
            """
            INSERT INTO cases
                (case_id, title, name, search, route, last_day, step, revision, updated_at, json, people)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (case_id) DO UPDATE SET
                title = excluded.title, name = excluded.name, search = excluded.search,
                route = excluded.route, last_day = excluded.last_day, step = excluded.step,
                revision = excluded.revision, updated_at = excluded.updated_at, json = excluded.json,
                people = excluded.people
            """,
            (
                case.case_id,
                title,
                names[0],
                folded(" ".join([title, *names])),
                case.route,
                None if last_day is None else last_day.isoformat(),
                step,
                revision,
                now,
                document,
                len(names),
            ),
        )

    def _remember(self, case_id: str, revision: int, now: str, document: str) -> None:
        self._connection.execute(
            "INSERT INTO history (case_id, revision, at, document) VALUES (?, ?, ?, ?)",
            (case_id, revision, now, zlib.compress(document.encode("utf-8"))),
        )
        self._connection.execute(
            "DELETE FROM history WHERE case_id = ? AND revision <= ?", (case_id, revision - KEPT_REVISIONS)
        )

    def _mark(self, case_id: str, deleted_at: str | None) -> None:
        with transaction(self._connection):
            self._row(case_id, "1")
            self._connection.execute(
                "UPDATE cases SET deleted_at = ? WHERE case_id = ?", (deleted_at, case_id)
            )

    def _free_title(self, title: str) -> str:
        if not title:
            return ""
        taken = {row[0] for row in self._connection.execute("SELECT title FROM cases")}
        number = 2
        while (numbered := f"{title} ({number})") in taken:
            number += 1
        return numbered


def folded(text: str) -> str:
    """Text for searching: without case and without diacritics (ł, ø, đ and the like become plain)."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKES)
    return "".join(c for c in plain if not unicodedata.combining(c))


#: letters whose stroke is part of the letter for Unicode, but not for somebody in a hurry
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae"})


def _name(case: Case) -> str:
    name: str = encode(f"{case.person.given_names} {case.person.surname}".strip())
    return name


def _document(case: Case) -> str:
    """The case as stored; the kinds of its answers make it readable without any rule set."""
    envelope: dict[str, Any] = {"case": case_to_json(case), "answer_kinds": _kinds(case)}
    if case.members:
        envelope["member_answer_kinds"] = [_kinds(member) for member in case.members]
    return json.dumps(envelope, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _kinds(case: Case) -> dict[str, str]:
    return {question: kind.value for question, kind in answer_kinds(case.answers).items()}


def _read_kinds(kinds: dict[str, str]) -> dict[str, AnswerKind]:
    return {question: AnswerKind(kind) for question, kind in kinds.items()}


def _case(document: str) -> Case:
    try:
        envelope = json.loads(document)
        members = tuple(_read_kinds(kinds) for kinds in envelope.get("member_answer_kinds", ()))
        decoder = Decoder(_read_kinds(envelope["answer_kinds"]), own=True, members=members)
        return decode_case(envelope["case"], decoder)
    except CaseFileError as error:
        if error.text_id.endswith("newer_version"):
            raise TooNew("a case of a newer version", **error.params) from error
        raise Damaged("a case cannot be read") from error
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("a case cannot be read") from error


def _unpacked(document: bytes) -> str:
    try:
        return zlib.decompress(document).decode("utf-8")
    except (zlib.error, ValueError, TypeError) as error:
        raise Damaged("an earlier state of a case cannot be read") from error


def _summary(row: tuple[Any, ...]) -> CaseSummary:
    case_id, title, route, last_day, updated_at, step, name, people = row
    return CaseSummary(case_id, title, route, _day(last_day), _moment(updated_at), step, name, people)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise Damaged("a date of the case list cannot be read") from error


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Damaged("a time of the case list cannot be read") from error
