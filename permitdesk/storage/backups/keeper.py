"""The copies of an open vault: which there are, whether another is due, making it, and deleting for good.

Everything here uses connections of its own, so it may run beside the window. One thing at a time: whoever
wants to delete or to let go of the vault gives up a copy that is being made and waits for its end,
which comes within a moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from permitdesk.storage.backups.keeping import MONTHLY_FOR, kept, old_enough
from permitdesk.storage.backups.names import copies_in, made_at
from permitdesk.storage.backups.purging import Purging
from permitdesk.storage.backups.reading import described, mark_of, opened, stored_mark
from permitdesk.storage.backups.records import Backup
from permitdesk.storage.backups.writing import write_copy
from permitdesk.storage.database import journal_of
from permitdesk.storage.errors import StorageError
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import remove_database
from permitdesk.storage.vault.steps import Hook, nothing

#: what tells whether a file may have changed
_Look = tuple[int, int, int]


class BackupKeeper:
    """``OpenVault`` asks it; see ``vault_port.OpenVault`` for what the public methods promise."""

    def __init__(
        self,
        files: VaultFiles,
        database: Callable[[], Path],
        keys: Callable[[], Sequence[DataKey]],
        clock: Callable[[], datetime],
        guard: Callable[[], None],
        hook: Hook = nothing,
    ) -> None:
        """``database`` and ``keys`` are asked each time: both change when the vault gets another key."""
        self._files = files
        self._database = database
        self._keys = keys
        self._clock = clock
        self._guard = guard
        self._hook = hook
        self._one_at_a_time = threading.RLock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._seen: dict[Path, tuple[_Look, Backup | None]] = {}
        self._unchanged: tuple[object, str] | None = None

    # --- asking -------------------------------------------------------------------------

    def backups(self) -> tuple[Backup, ...]:
        """The copies that open with the key of this vault, the newest first. Raises ReadOnly."""
        keys = tuple(self._keys())
        found = (self._described(path, keys) for path in copies_in(self._files.backups))
        return tuple(backup for backup in found if backup is not None)

    def due(self, *, leaving: bool = False) -> bool:
        """Whether something changed since the last copy, and that one is old enough. Raises StorageError."""
        made = {path: made_at(path) for path in copies_in(self._files.backups)}
        times = [moment for moment in made.values() if moment is not None]
        now = self._clock()
        if not old_enough(times, now, leaving=leaving):
            return False
        before = next((path for path, moment in made.items() if moment is not None and moment <= now), None)
        return before is None or stored_mark(before, self._keys()[0]) != self._mark()

    @property
    def is_cleaning(self) -> bool:
        """Whether cases are being deleted from the copies, which takes a while."""
        return self._waiting > 0

    # --- doing --------------------------------------------------------------------------

    def back_up(self, cancelled: Callable[[], bool]) -> Backup | None:
        """Make a copy and drop those too old; None if cancelled, also by a wish to delete or to lock."""
        with self._one_at_a_time:
            self._guard()
            with suppress(StorageError):
                # What a deletion could not finish must not go into another copy.
                self._purging().finish()
            made = write_copy(
                self._database(),
                self._keys()[0],
                self._files.backups,
                self._clock,
                lambda: cancelled() or self._waiting > 0,
                self._hook,
            )
            if made is not None:
                with suppress(StorageError):
                    self._drop_old()
            return made

    def purge(self, case_ids: Sequence[str], reason: str) -> int:
        """Delete cases for good; how many copies could not be cleaned. Raises NoSuchCase, StorageError."""
        with self.alone():
            return self._purging().purge(case_ids, reason)

    def finish_purges(self) -> int:
        """Go on with deletions that could not be finished; how many copies are still left."""
        with self.alone():
            return self._purging().finish()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside the block no copy is being made; one that is comes to its end first, unfinished."""
        with self._counting:
            self._waiting += 1
        try:
            with self._one_at_a_time:
                yield
        finally:
            with self._counting:
                self._waiting -= 1

    # --- helpers ------------------------------------------------------------------------

    def _purging(self) -> Purging:
        return Purging(
            self._files, self._database(), tuple(self._keys()), self._clock, self._guard, self._hook
        )

    def _drop_old(self) -> None:
        """Remove what the policy does not keep. A file that cannot be read is kept for a year."""
        now = self._clock()
        good = {backup.path: backup.made_at for backup in self.backups()}
        stay = kept(good.values(), now)
        for path in copies_in(self._files.backups):
            made = made_at(path)
            assert made is not None
            too_old = made not in stay if path in good else now - made > MONTHLY_FOR
            if too_old:
                remove_database(path)

    def _described(self, path: Path, keys: Sequence[DataKey]) -> Backup | None:
        look = _look(path)
        known = self._seen.get(path)
        if look is not None and known is not None and known[0] == look:
            return known[1]
        backup = described(path, keys)
        after = _look(path)
        if after is not None:
            self._seen[path] = (after, backup)
        return backup

    def _mark(self) -> str:
        """The mark of the cases as they are now; worked out once for each change of the files."""
        database = self._database()
        looks = (_look(database), _look(journal_of(database)))
        if self._unchanged is None or self._unchanged[0] != looks:
            with opened(database, self._keys()[0]) as connection:
                self._unchanged = (looks, mark_of(connection))
        return self._unchanged[1]


def _look(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
