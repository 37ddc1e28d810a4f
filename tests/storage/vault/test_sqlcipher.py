"""The encrypted database: nothing in it can be read without its key, and it tells nobody about it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from permitdesk.storage.database import known_problems
from permitdesk.storage.errors import Damaged, DiskFull, StorageError
from permitdesk.storage.sqlcipher import connect_encrypted, connector, raw_key
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import copied_under, export, prove_whole
from permitdesk.storage.vault.slots import new_data_key

KEY = new_data_key()


def database(path: Path, key: DataKey = KEY) -> Path:
    with closing(connector(key)(path)) as connection:
        connection.execute("CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT INTO t VALUES (?)", [(f"Kowalski {n}",) for n in range(500)])
        connection.execute("PRAGMA user_version = 7")
    return path


def names(path: Path, key: DataKey) -> int:
    with closing(connector(key)(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM t").fetchone()[0])


def test_a_file_is_made_for_its_owner_only_and_shows_nothing(tmp_path: Path) -> None:
    path = database(tmp_path / "new" / "v.db")
    assert path.stat().st_mode & 0o777 == 0o600
    data = path.read_bytes()
    assert (b"Kowalski" in data, b"SQLite" in data, b"CREATE" in data) == (False, False, False)
    assert data[:16] == KEY.secret[32:]
    assert names(path, KEY) == 500


@pytest.mark.parametrize(
    "secret",
    [bytes(48), KEY.secret[:31] + bytes([KEY.secret[31] ^ 1]) + KEY.secret[32:], KEY.secret[:32] + bytes(16)],
    ids=["nothing", "one bit", "another salt"],
)
def test_another_key_is_a_known_problem(tmp_path: Path, secret: bytes) -> None:
    path = database(tmp_path / "v.db")
    with pytest.raises(Damaged), known_problems():
        names(path, DataKey(KEY.key_id, secret))
    assert names(path, KEY) == 500


WRONG_KEY = """
import sys
from pathlib import Path
from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.vault.records import DataKey
connection = connector(DataKey("x", bytes(48)))(Path(sys.argv[1]))
try:
    connection.execute("SELECT count(*) FROM sqlite_master")
except Exception as error:
    print(type(error).__name__)
"""


def test_a_wrong_key_prints_nothing(tmp_path: Path) -> None:
    path = database(tmp_path / "v.db")
    done = subprocess.run(
        [sys.executable, "-c", WRONG_KEY, str(path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("DatabaseError", "")


def test_a_key_of_another_length_is_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the key"):
        raw_key(DataKey("x", bytes(32)))


def test_opening_without_making_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError), known_problems(), closing(connect_encrypted(tmp_path / "a" / "b", KEY)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_sorting_and_journals_of_temporary_tables_stay_in_memory(tmp_path: Path) -> None:
    with closing(connector(KEY)(database(tmp_path / "v.db"))) as connection:
        assert connection.execute("PRAGMA temp_store").fetchone() == (2,)


def test_a_copy_under_another_key_is_whole_and_keeps_its_version(tmp_path: Path) -> None:
    source, target, other = database(tmp_path / "v.db"), tmp_path / "w.db", new_data_key()
    copied_under(source, KEY, target, other)
    assert (names(target, other), names(source, KEY)) == (500, 500)
    with closing(connector(other)(target)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (7,)
        prove_whole(connection)
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["v.db", "w.db"]


def test_a_disk_that_fills_while_copying_is_told_as_such(tmp_path: Path) -> None:
    source, target = database(tmp_path / "v.db"), tmp_path / "w.db"
    with closing(connect_encrypted(source, KEY)) as connection:
        small = SmallDisk(connection)
        with pytest.raises(DiskFull):
            export(cast("sqlite3.Connection", small), target, new_data_key())
    assert not target.exists()
    assert names(source, KEY) == 500


class SmallDisk:
    """A connection whose copies may have two pages only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, *parameters: Sequence[str]) -> sqlite3.Cursor:
        if sql.startswith("SELECT sqlcipher_export"):
            self._connection.execute("PRAGMA fresh.max_page_count = 2")
        return self._connection.execute(sql, *parameters)


def test_half_a_copy_is_not_left_behind(tmp_path: Path) -> None:
    source, target = database(tmp_path / "v.db"), tmp_path / "w.db"
    data = bytearray(source.read_bytes())
    data[len(data) // 2] ^= 1
    source.write_bytes(data)
    with pytest.raises(Damaged):
        copied_under(source, KEY, target, new_data_key())
    assert not target.exists()
    with pytest.raises(StorageError):
        copied_under(source, new_data_key(), target, new_data_key())
    assert not target.exists()
