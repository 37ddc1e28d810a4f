"""Where the parts of a vault lie in the data folder. No name says anything about a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from permitdesk.domain.records import dataclass

_DATABASE = re.compile(r"vault-(\d{1,9})\.db(-wal|-shm|-journal)?(\.part(-wal|-shm|-journal)?)?")
#: what SQLite keeps beside a database
COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class VaultFiles:
    """The names inside one data folder."""

    folder: Path

    @property
    def keys(self) -> Path:
        """The root of the vault."""
        return self.folder / "vault.keys"

    @property
    def keys_copy(self) -> Path:
        """Its second copy."""
        return self.backups / "vault.keys"

    @property
    def lock(self) -> Path:
        """Who uses the vault."""
        return self.folder / "vault.lock"

    @property
    def backups(self) -> Path:
        """The copies of the database."""
        return self.folder / "backups"

    @property
    def set_aside(self) -> Path:
        """Damaged files and vaults that were given up."""
        return self.folder / "set-aside"

    @property
    def plain(self) -> Path:
        """The unencrypted database of an older PermitDesk."""
        return self.folder / "cases.sqlite3"

    def database(self, number: int) -> Path:
        """The encrypted database of that number."""
        return self.folder / f"vault-{number}.db"

    def part(self, number: int) -> Path:
        """The same while it is being written; it gets its name once the keys name it."""
        return self.folder / f"vault-{number}.db.part"

    def new_backup(self, moment: datetime, number: int) -> Path:
        """A name that is still free for a copy made at that moment; its folder is made if it is missing."""
        self.backups.mkdir(mode=0o700, exist_ok=True)
        while True:
            stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
            path = self.backups / f"{stamp}-{number}.db"
            if not path.exists():
                return path
            moment += timedelta(seconds=1)

    def databases(self) -> tuple[int, ...]:
        """Numbers of the databases that stand here, finished ones only, in order."""
        return tuple(sorted({number for number, path in self.pieces() if path == self.database(number)}))

    def pieces(self) -> Iterator[tuple[int, Path]]:
        """Every file of a database, with its number: finished, being written, or beside one."""
        for path in _entries(self.folder):
            found = _DATABASE.fullmatch(path.name)
            if found is not None:
                yield int(found[1]), path

    def plain_pieces(self) -> Iterator[Path]:
        """The older database, what SQLite keeps beside it, and the copies its migrations made."""
        copies = re.compile(r"cases-version-\d+-backup-\d+\.sqlite3(-wal|-shm|-journal)?")
        names = {self.plain.name, *(self.plain.name + end for end in COMPANIONS)}
        for path in _entries(self.folder):
            if path.name in names or copies.fullmatch(path.name):
                yield path


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
