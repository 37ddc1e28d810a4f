"""Deleting cases for good: from the database, from every copy, and from what was set aside.

The first transaction removes the cases and notes which copies may still have them; from then on the
deletion is finished at the next start, however the program ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from permitdesk.storage import deletion_rows, desk_rows, setting_rows
from permitdesk.storage.backups.cleaning import clean_copy, is_untidy, mark_untidy, tidy
from permitdesk.storage.backups.names import copies_in, day_of, entries, is_file, made_at
from permitdesk.storage.backups.reading import opened
from permitdesk.storage.backups.writing import remove_unfinished
from permitdesk.storage.case_store import DeletionNote
from permitdesk.storage.database import known_problems, set_up, transaction
from permitdesk.storage.errors import NoSuchCase, StorageError
from permitdesk.storage.sqlcipher import SALT_BYTES, connect_encrypted
from permitdesk.storage.vault.backup_keys import key_of
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.steps import Hook, nothing


@dataclass(frozen=True, slots=True)
class Purging:
    """One vault as the deletion sees it. ``keys``: the present one first, then earlier ones."""

    files: VaultFiles
    database: Path
    keys: Sequence[DataKey]
    clock: Callable[[], datetime]
    guard: Callable[[], None]
    hook: Hook = nothing

    def purge(self, case_ids: Sequence[str], reason: str) -> int:
        """Delete cases for good; how many copies could not be cleaned and are named in the note.

        Raises NoSuchCase, and StorageError if the database cannot be written; nothing is deleted then.
        """
        self.guard()
        remove_unfinished(self.files.backups)
        copies = tuple(self._copies())
        with known_problems(), closing(connect_encrypted(self.database, self.keys[0])) as live:
            set_up(live)
            self._remove(live, case_ids, reason, sorted({copy.day for copy in copies}))
            self.hook("case deleted")
            with suppress(StorageError):
                # Should there be no room now, the mark stays and the next start tries again.
                tidy(live, self.hook)
            return self._clean(live, copies, dict.fromkeys(case_ids, copies))

    def finish(self) -> int:
        """Go on with deletions that were cut off or could not reach a copy; how many copies are still left.

        Quick if there is nothing to do. Raises StorageError.
        """
        with opened(self.database, self.keys[0]) as connection:
            waiting = _waiting(connection)
            untidy = is_untidy(connection)
        if not waiting and not untidy:
            return 0
        self.guard()
        remove_unfinished(self.files.backups)
        copies = tuple(self._copies())
        with known_problems(), closing(connect_encrypted(self.database, self.keys[0])) as live:
            set_up(live)
            if untidy:
                tidy(live, self.hook)
            # A copy made after a deletion cannot have the case, even if it cannot be read.
            asked = {
                case_id: tuple(copy for copy in copies if copy.made is None or copy.made <= since)
                for case_id, since in waiting.items()
            }
            return self._clean(live, copies, asked)

    # --- helpers ------------------------------------------------------------------------

    def _remove(
        self, live: sqlite3.Connection, case_ids: Sequence[str], reason: str, days: Sequence[date]
    ) -> None:
        now = self.clock().astimezone(UTC)
        with transaction(live):
            author = setting_rows.read(live, setting_rows.AUTHOR) or ""
            for case_id in case_ids:
                row = live.execute("SELECT created_at FROM desk WHERE case_id = ?", (case_id,)).fetchone()
                if row is None:
                    raise NoSuchCase("no such case")
                note = DeletionNote(now, author, reason, desk_rows.day_of(row[0]), tuple(days))
                deletion_rows.remove_case(live, case_id)
                deletion_rows.put_note(live, case_id, note)
            mark_untidy(live)

    def _clean(
        self,
        live: sqlite3.Connection,
        copies: Sequence[_Copy],
        asked: dict[str, tuple[_Copy, ...]],
    ) -> int:
        """Take the cases out of the copies and note for each case which copies may still have it."""
        failed = {copy for copy in copies if not self._cleaned(copy, tuple(asked))}
        self.hook("copies cleaned")
        self.guard()
        left: set[_Copy] = set()
        with transaction(live):
            for case_id, concerned in asked.items():
                still = failed.intersection(concerned)
                left |= still
                deletion_rows.set_left(live, case_id, [copy.day for copy in still])
        with suppress(StorageError), known_problems():
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return len(left)

    def _cleaned(self, copy: _Copy, case_ids: Sequence[str]) -> bool:
        try:
            key = key_of(copy.path, self.keys)
            if key is None:
                return False
            clean_copy(copy.path, key, case_ids, self.hook)
        except StorageError:
            return False
        return True

    def _copies(self) -> Iterator[_Copy]:
        """Every file that may have a case of this vault: its copies, and what was set aside."""
        for path in copies_in(self.files.backups):
            made = made_at(path)
            assert made is not None
            yield _Copy(path, made, day_of(made))
        for path in _set_aside(self.files.set_aside):
            if self._is_ours(path):
                changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield _Copy(path, None, day_of(changed))

    def _is_ours(self, path: Path) -> bool:
        """Whether a file set aside belongs to this vault: its first bytes are the salt of the key."""
        try:
            with path.open("rb") as file:
                head = file.read(SALT_BYTES)
            return any(head == key.secret[-SALT_BYTES:] for key in self.keys) or (
                key_of(path, self.keys) is not None
            )
        except (OSError, StorageError):
            return True


@dataclass(frozen=True, slots=True)
class _Copy:
    """A database beside the live one."""

    path: Path
    #: None for a database that was set aside: whatever it has may be from any time
    made: datetime | None
    day: date


def _set_aside(folder: Path) -> Iterable[Path]:
    """The databases in the folders of what was set aside, also those of vaults given up."""
    for path in entries(folder):
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from _set_aside(path)
        elif path.suffix == ".db" and is_file(path):
            yield path


def _waiting(connection: sqlite3.Connection) -> dict[str, datetime]:
    """Ids of deleted cases that a copy may still have, with the time of the deletion."""
    rows = connection.execute(
        "SELECT unfinished, at FROM deletion_notes WHERE unfinished IS NOT NULL"
    ).fetchall()
    found: dict[str, datetime] = {}
    for case_id, at in rows:
        try:
            found[str(case_id)] = datetime.fromisoformat(at)
        except (ValueError, TypeError):
            found[str(case_id)] = datetime.max.replace(tzinfo=UTC)
    return found
