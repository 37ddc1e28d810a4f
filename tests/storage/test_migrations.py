"""From an older database to the newest one, with a copy first."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.database import connect
from permitdesk.storage.errors import ReadOnly
from permitdesk.storage.migrations import STEPS, back_up, free_name, migrate, version_of
from permitdesk.storage.sqlite_store import SqliteCaseStore


def _now() -> datetime:
    return datetime(2026, 11, 21, tzinfo=UTC)


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE desk ADD COLUMN colour TEXT DEFAULT 'blue'")


def _stumble(connection: sqlite3.Connection) -> None:
    _add_colour(connection)
    raise RuntimeError("stumbled")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of the first version with one case."""
    path = tmp_path / "cases.db"
    document: dict[str, Any] = {
        "answer_kinds": {},
        "case": {"case_id": "c", "format": "permitdesk.case", "title": "old"},
    }
    document["case"]["version"] = 1
    row = ("c", "old", "", "old", None, None, "permit", 1, _now().isoformat(), None, json.dumps(document))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        STEPS[0](connection)
        connection.execute("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA user_version = 1")
    return path


def test_a_new_file_needs_no_copy(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as connection:
        assert migrate(connection, tmp_path / "new.db") is None
        assert version_of(connection) == len(STEPS)
        assert migrate(connection, tmp_path / "new.db") is None
    assert [p.name for p in tmp_path.iterdir()] == ["new.db"]


def test_an_older_file_is_copied_and_then_lifted(path: Path) -> None:
    store = SqliteCaseStore(path, _now, steps=(*STEPS, _add_colour))
    assert store.load("c").case.title == "old"
    assert [case.people for case in store.list_cases()] == [1]
    store.save(Case("c", title="new", members=(Case("d"),)), "permit", expected=1)
    assert [case.people for case in store.list_cases()] == [2]
    store.close()
    copy = path.with_name("cases-version-1-backup-1.db")
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(path)) as lifted, closing(sqlite3.connect(copy)) as kept:
        assert lifted.execute("SELECT colour FROM desk").fetchone() == ("blue",)
        assert version_of(lifted) == len(STEPS) + 1
        assert version_of(kept) == 1
        assert kept.execute("SELECT title FROM cases").fetchone() == ("old",)


def test_a_failed_step_leaves_the_database_as_it_was(path: Path) -> None:
    with pytest.raises(RuntimeError, match="stumbled"):
        SqliteCaseStore(path, _now, steps=(*STEPS, _stumble))
    store = SqliteCaseStore(path, _now)
    assert store.load("c").case.title == "old"
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(cases)")]
    assert "colour" not in columns


def test_copies_never_replace_each_other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for number in (1, 2):
            copy = free_name(path, 1)
            assert copy.name == f"cases-version-1-backup-{number}.db"
            back_up(connection, copy)
    assert not [p for p in path.parent.iterdir() if ".part" in p.name]


def test_without_room_for_the_copy_nothing_is_lifted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(copy: Path, mode: int = 0) -> None:
        raise PermissionError("no files here")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(ReadOnly):
        SqliteCaseStore(path, _now)
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == 1


def test_half_a_copy_is_not_left_behind(path: Path) -> None:
    def small(database: Path) -> sqlite3.Connection:
        connection = connect(database)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError) as caught:
            back_up(connection, free_name(path, 1), small)
        assert caught.value.sqlite_errorcode == sqlite3.SQLITE_FULL
        assert version_of(connection) == 1
    assert [p.name for p in path.parent.iterdir() if "backup" in p.name] == []
