"""Reading what can still be read of a damaged database, row by row.

Each page carries a proof that it is as it was written, so what is read is right; a page that is not ends
the use of the connection, so reading goes on behind it with another one. A damaged page costs the rows that
reach into it and no others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from permitdesk.storage.database import known_problems, prepare_file
from permitdesk.storage.errors import StorageError
from permitdesk.storage.sqlcipher import connect_encrypted
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import can_be_opened

PAGE = 4096
#: so many rows behind a damaged place are tried one by one, further ones by growing steps
_ONE_BY_ONE = 64
_LAST_ROW = 2**48

Row = tuple[Any, ...]


def copy_what_can_be_read(source: Path, target: Path) -> None:
    """Copy a file page by page; a page that the disk does not give is left as zeros. Raises OSError."""
    prepare_file(target)
    # Not through a buffer, which would ask for more than one page and lose its neighbours too.
    with source.open("rb", buffering=0) as old, target.open("r+b", buffering=0) as new:
        size = os.fstat(old.fileno()).st_size
        for start in range(0, size, PAGE):
            try:
                old.seek(start)
                page = old.read(PAGE)
            except OSError:
                page = bytes(min(PAGE, size - start))
            new.seek(start)
            new.write(page)


def give_head(path: Path, key: DataKey, donor: Path) -> None:
    """Put the first page of a good copy in the place of a broken one, if that makes the file readable.

    The first page says where the tables begin. That of a copy fits mostly; what it leads to is
    proved page by page and read as a case all the same. ``path`` must be a copy itself.
    """
    with suppress(StorageError):
        if can_be_opened(path, key):
            return
    with path.open("r+b") as file, donor.open("rb") as good:
        file.write(good.read(PAGE))


class DamagedDatabase:
    """A copy of a damaged database, to read from."""

    def __init__(self, path: Path, key: DataKey) -> None:
        self._path = path
        self._key = key

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table; none if that cannot be read."""
        return tuple(str(row[1]) for row in self._plainly(f"PRAGMA table_info({table})"))

    def rows(self, table: str, columns: str) -> Iterator[Row]:
        """The readable rows of a table that has row numbers, each once, mostly in their order."""
        if not self.columns(table):
            return
        after, tries, step = 0, 0, 0
        while after < _LAST_ROW:
            try:
                for number, *row in self._from(table, columns, after):
                    if step > 1:
                        yield from self._backwards(table, columns, after - step + 1, after)
                    after, tries, step = number, 0, 0
                    yield tuple(row)
            except StorageError:
                tries += 1
                step = 1 if tries <= _ONE_BY_ONE else 2 ** (tries - _ONE_BY_ONE)
                after += step
            else:
                return

    def few_rows(self, table: str, columns: str, order: str) -> tuple[list[Row], bool]:
        """The readable rows of a small table without row numbers, and whether that is all of them.

        It is read from both ends up to the damage.
        """
        found: dict[Row, None] = {}
        if not self.columns(table):
            return [], False
        for direction in ("ASC", "DESC"):
            told = ", ".join(f"{name} {direction}" for name in order.split(", "))
            try:
                for row in self._asked(f"SELECT {columns} FROM {table} ORDER BY {told}"):
                    found[tuple(row)] = None
            except StorageError:
                continue
            return list(found), True
        return list(found), False

    # --- helpers ------------------------------------------------------------------------

    def _from(self, table: str, columns: str, after: int) -> Iterator[Row]:
        query = f"SELECT rowid, {columns} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"
        return self._asked(query, after)

    def _backwards(self, table: str, columns: str, first: int, last: int) -> Iterator[Row]:
        """What a large step went past, from its end back to the damage."""
        query = f"SELECT {columns} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid DESC"
        with suppress(StorageError):
            yield from self._asked(query, first, last)

    def _asked(self, query: str, *values: int) -> Iterator[Row]:
        """Rows one by one up to the damage. Raises StorageError there."""
        with known_problems(), closing(connect_encrypted(self._path, self._key)) as connection:
            yield from connection.execute(query, values)

    def _plainly(self, query: str) -> list[Row]:
        try:
            return list(self._asked(query))
        except StorageError:
            return []
