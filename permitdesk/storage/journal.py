"""SQLite's journal (the write-ahead log): emptied between saves, and checked before it is trusted.

SQLite itself drops everything from the first frame on whose checksum is wrong, and says nothing: a flipped
bit would silently bring back an older state. Here the journal is kept such that what is left in it after
the last good commit tells a broken frame from a save that was cut short by a crash:

* it is emptied to length zero, never begun again over older frames, so no frame of another time lies in it;
* after a save that failed, and after each start, it is emptied before anything else is written, so no frame
  of a save that never happened lies behind a good one.

So a whole frame of the newest generation that does not continue the chain of checksums was damaged later.
What was written last and never acknowledged may lack its end (a killed program) or end in zeros (a power
cut); both are dropped, as SQLite does.
"""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

from permitdesk.storage.database import PATIENCE, journal_of, known_problems
from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import LastChangesLost, StorageError

#: Bytes of the journal from which on it is moved into the database after a save.
_LARGE = 4 * 1024 * 1024
_HEADER, _FRAME_HEADER = 32, 24
#: Zeros at the end of a page that say that a power cut came before its content; no damage of a byte does it.
_NEVER_WRITTEN = 64
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}


class Journal:
    """The journal of one open database."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """``path`` is that of the database, which is open and set up."""
        self._connection = connection
        self._path = journal_of(path)
        self._has_leftovers = self._size() > 0

    def before_write(self) -> None:
        """Empty the journal if frames of a save that never happened may lie in it.

        Should that not be possible now, the save is tried all the same: answers come first.
        """
        if self._has_leftovers:
            self.empty_if_possible()

    def after_write(self) -> None:
        """Move a journal that has grown into the database. The save is durable already, so problems wait."""
        if self._size() >= _LARGE:
            self.empty_if_possible()

    def after_purge(self) -> None:
        """Let nothing of what was deleted stay in the journal; if need be, before the next change."""
        self._has_leftovers = True
        self.empty_if_possible(PATIENCE)

    def empty_if_possible(self, patience: float = 0.0) -> bool:
        """As ``empty``, but False also for a problem of the disk; the next change tries again."""
        try:
            return self.empty(patience)
        except StorageError:
            return False

    def save_failed(self) -> None:
        """Frames of a save that did not happen may lie in the journal now."""
        self._has_leftovers = True

    def empty(self, patience: float = 0.0) -> bool:
        """Move everything into the database and cut the journal to nothing.

        Waits ``patience`` seconds for others that are reading; False if they go on. Raises StorageError.
        """
        with known_problems():
            self._connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
            try:
                busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        if not busy:
            self._has_leftovers = False
        return not busy

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return 0


# --- checking -----------------------------------------------------------------------


def check_journal(path: Path) -> None:
    """Look through the journal of a database that is not open yet. Needs no key; changes nothing.

    Raises LastChangesLost if something that was saved cannot be read from it any more.
    """
    if not _is_broken(_content(path)):
        return
    # Another window of the same computer may have been writing; a damaged journal stays as it is.
    before = _content(path)
    if before == _content(path) and _is_broken(before):
        raise LastChangesLost("a frame of the journal is damaged")


def _content(path: Path) -> bytes:
    try:
        return journal_of(path).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise file_problem(error) from error


def _is_broken(journal: bytes) -> bool:
    if len(journal) <= _HEADER:
        return False
    magic, _, page_size, _, salt_1, salt_2, *stored = struct.unpack(">8I", journal[:_HEADER])
    order = _MAGIC.get(magic)
    if order is None:
        return any(journal)
    sums = _checksum(order, (0, 0), journal[: _HEADER - 8])
    if sums != tuple(stored):
        return True
    length = _FRAME_HEADER + (page_size or 65536)
    # A frame without its end was being written when the program was killed.
    whole = (len(journal) - _HEADER) // length
    for number in range(whole):
        start = _HEADER + number * length
        head, page = journal[start : start + _FRAME_HEADER], journal[start + _FRAME_HEADER : start + length]
        _, _, own_1, own_2, *stored = struct.unpack(">6I", head)
        sums = _checksum(order, _checksum(order, sums, head[:8]), page)
        if sums == tuple(stored) and (own_1, own_2) == (salt_1, salt_2):
            continue
        if not any(page[-_NEVER_WRITTEN:]):
            return False
        # One damaged byte leaves at least one of the two marks of the generation as it was.
        return any(
            journal[at + 8 : at + 12] == journal[16:20] or journal[at + 12 : at + 16] == journal[20:24]
            for at in range(start, _HEADER + whole * length, length)
        )
    return False


def _checksum(order: str, sums: tuple[int, int], data: bytes) -> tuple[int, int]:
    """The running checksum of SQLite's file format over data of a multiple of eight bytes."""
    first, second = sums
    numbers = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for a, b in zip(numbers, numbers, strict=True):
        first = (first + a + second) & 0xFFFFFFFF
        second = (second + b + first) & 0xFFFFFFFF
    return first, second
