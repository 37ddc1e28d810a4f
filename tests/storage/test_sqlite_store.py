"""The SQLite file itself: durable, careful with strange files, clear about full and busy disks."""

from __future__ import annotations

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from permitdesk.domain.case import Absence, Case, Person
from permitdesk.storage.database import connect, known_problems
from permitdesk.storage.errors import (
    Damaged,
    DiskFull,
    DiskTrouble,
    Locked,
    NoSuchCase,
    ReadOnly,
    StorageError,
    TooNew,
)
from permitdesk.storage.migrations import STEPS
from permitdesk.storage.sqlite_store import SqliteCaseStore
from tests.storage.made_cases import FULL_CASE

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def _now() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteCaseStore]:
    store = SqliteCaseStore(path, _now)
    yield store
    store.close()


def _tamper(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql, values)


def _files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_commits_are_durable_and_deletions_real(store: SqliteCaseStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    own = store._connection
    assert own.execute("PRAGMA synchronous").fetchone() == (2,)
    assert own.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_only_the_owner_may_read_the_file(path: Path) -> None:
    nested = path.parent / "data" / "cases.db"
    SqliteCaseStore(nested, _now).close()
    assert nested.stat().st_mode & 0o077 == 0
    assert nested.parent.stat().st_mode & 0o077 == 0


def test_nothing_of_a_purged_case_stays_in_the_files(store: SqliteCaseStore, path: Path) -> None:
    store.save(Case("c", person=Person("Unmistakable", "Examplename")), None)
    store.purge("c")
    assert all(b"Examplename" not in content for content in _files(path.parent).values())


def test_a_save_costs_few_syncs_and_little_time(store: SqliteCaseStore) -> None:
    case = FULL_CASE.with_changes(absences=tuple(Absence(str(n)) for n in range(200)))
    times = []
    for n in range(20):
        start = perf_counter()
        store.save(case.with_changes(note=str(n)), "timeline")
        times.append(perf_counter() - start)
    assert min(times) < 0.05


# --- files that are not as they should be -----------------------------------------


def _refused(path: Path, expected: type[StorageError]) -> StorageError:
    before = _files(path.parent)
    with pytest.raises(expected) as caught:
        SqliteCaseStore(path, _now)
    assert _files(path.parent) == before
    return caught.value


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    _tamper(path, "PRAGMA user_version = 99")
    error = _refused(path, TooNew)
    assert error.params == {"found": 99, "known": len(STEPS)}


@pytest.mark.parametrize(
    "content", [b"not a database at all, but some text" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    _refused(path, Damaged)


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    _tamper(path, "CREATE TABLE recipes (name TEXT)")
    _refused(path, Damaged)


def test_a_negative_version_is_damage(path: Path) -> None:
    _tamper(path, "PRAGMA user_version = -1")
    _refused(path, Damaged)


def test_an_emptied_file_beside_its_journal_is_damage_and_the_journal_survives(path: Path) -> None:
    path.touch()
    path.with_name("cases.db-wal").write_bytes(b"the last saves")
    _refused(path, Damaged)


def _load_all(path: Path, cases: int) -> None:
    with closing(SqliteCaseStore(path, _now)) as store:
        for n in range(cases):
            store.load(str(n))


def test_a_cut_file_is_damage_and_is_not_erased(path: Path) -> None:
    store = SqliteCaseStore(path, _now)
    for n in range(50):
        store.save(FULL_CASE.with_changes(case_id=str(n)), None)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Damaged):
        _load_all(path, 50)
    assert path.stat().st_size >= len(content) // 2


@pytest.mark.parametrize(
    "document",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"case": {}, "answer_kinds": {}}',
        '{"case": {}, "answer_kinds": {"q": "colour"}}',
    ],
)
def test_one_damaged_case_is_told_and_the_others_stay_readable(
    document: str, store: SqliteCaseStore, path: Path
) -> None:
    store.save(Case("good"), None)
    store.save(Case("bad"), None)
    _tamper(path, "UPDATE documents SET json = ? WHERE case_id = 'bad'", document)
    with pytest.raises(Damaged):
        store.load("bad")
    assert store.load("good").case == Case("good")
    assert len(store.list_cases()) == 2


def test_a_case_of_a_newer_format_is_told(store: SqliteCaseStore, path: Path) -> None:
    store.save(Case("c"), None)
    newer = {"case": {"format": "permitdesk.case", "version": 9, "case_id": "c"}, "answer_kinds": {}}
    _tamper(path, "UPDATE documents SET json = ?", json.dumps(newer))
    with pytest.raises(TooNew):
        store.load("c")


@pytest.mark.parametrize("column", ["last_day", "updated_at"])
def test_a_damaged_day_or_time_is_told(column: str, store: SqliteCaseStore, path: Path) -> None:
    store.save(Case("c"), None)
    _tamper(path, f"UPDATE desk SET {column} = 'soon'")
    with pytest.raises(Damaged):
        store.list_cases()


def test_text_that_is_not_utf8_is_damage(store: SqliteCaseStore, path: Path) -> None:
    store.save(Case("c"), None)
    _tamper(path, "UPDATE documents SET json = CAST(x'ff' AS TEXT)")
    with pytest.raises(Damaged):
        store.load("c")


@pytest.mark.parametrize("document", [b"", b"not compressed", "text"])
def test_a_damaged_earlier_state_is_told(document: object, store: SqliteCaseStore, path: Path) -> None:
    store.save(Case("c", title="first"), None)
    store.save(Case("c", title="second"), None)
    _tamper(path, "UPDATE history SET document = ? WHERE revision = 1", document)
    with pytest.raises(Damaged):
        store.restore("c", 1)
    assert store.load("c").case.title == "second"


# --- disks that are full, protected or busy ----------------------------------------


def _limited(setting: str) -> Callable[[Path], sqlite3.Connection]:
    """A connection on which SQLite meets a limit, as on a small or protected disk."""

    def open_limited(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute(setting)
        return connection

    return open_limited


def test_a_full_disk_stops_the_save_and_keeps_everything_before(path: Path) -> None:
    store = SqliteCaseStore(path, _now)
    store.save(Case("c", title="before"), "permit")
    # The limit belongs to the connection; it is what a full disk looks like to SQLite.
    store._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(DiskFull):
        store.save(Case("big", note=os.urandom(50_000).hex()), None)
    assert store.load("c").case.title == "before"
    with pytest.raises(NoSuchCase):
        store.load("big")
    store._connection.execute("PRAGMA max_page_count = 100000")
    store.save(Case("big"), None)
    store.close()
    again = SqliteCaseStore(path, _now)
    assert [s.case_id for s in again.list_cases()] == ["big", "c"]
    again.close()


def test_a_disk_full_from_the_start_is_told(path: Path) -> None:
    with pytest.raises(DiskFull):
        SqliteCaseStore(path, _now, connect_to=_limited("PRAGMA max_page_count = 1"))
    SqliteCaseStore(path, _now).close()


def test_a_protected_file_can_be_read_but_not_saved(path: Path) -> None:
    SqliteCaseStore(path, _now).close()
    store = SqliteCaseStore(path, _now)
    store._connection.execute("PRAGMA query_only = ON")
    assert store.list_cases() == ()
    with pytest.raises(ReadOnly):
        store.save(Case("c"), None)
    store.close()


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.EACCES, ReadOnly), (errno.EROFS, ReadOnly), (errno.ENOSPC, DiskFull)]
)
def test_a_file_that_cannot_be_opened_is_told(
    number: int, expected: type[StorageError], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(expected):
        SqliteCaseStore(path, _now)


def test_a_folder_in_the_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ReadOnly):
        SqliteCaseStore(path, _now)


def test_another_program_that_keeps_the_file_busy_is_told(store: SqliteCaseStore, path: Path) -> None:
    store.save(Case("c", title="before"), None)
    store._connection.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            store.save(Case("c", title="after"), None)
        assert store.load("c").case.title == "before"
    store.save(Case("c", title="after"), None)
    assert store.load("c").case.title == "after"


def test_two_windows_on_one_file_see_each_other(store: SqliteCaseStore, path: Path) -> None:
    other = SqliteCaseStore(path, _now)
    assert store.save(Case("c", title="one"), None) == 1
    assert other.save(Case("c", title="two"), None) == 2
    assert store.load("c").case.title == "two"
    other.close()


def test_a_bug_in_our_sql_stays_a_bug() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError),
        known_problems(),
    ):
        connection.execute("SELECT nonsense FROM nowhere")


def test_a_failing_disk_is_told_as_such() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    with pytest.raises(DiskTrouble), known_problems():
        raise error


def test_a_text_that_cannot_be_decoded_is_damage() -> None:
    with pytest.raises(Damaged), known_problems():
        b"\xff".decode()


# --- a program that is killed -------------------------------------------------------

_SAVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from permitdesk.domain.case import Case
from permitdesk.storage.sqlite_store import SqliteCaseStore
store = SqliteCaseStore(Path(sys.argv[1]), lambda: datetime(2026, 11, 21, tzinfo=UTC))
for n in range(int(sys.argv[2]), 10**9):
    store.save(Case("c", title=str(n), note="x" * 3000), str(n))
    store.save(Case(str(n), title=str(n)), None)
    print(n, flush=True)
"""


def _kill_while_saving(path: Path, first: int, acknowledged: int) -> int:
    """Run a program that saves and says so, kill it, and return the last save it was sure of."""
    saver = subprocess.Popen(
        [sys.executable, "-c", _SAVER, str(path), str(first)], stdout=subprocess.PIPE, text=True
    )
    assert saver.stdout is not None
    for _ in range(acknowledged):
        saver.stdout.readline()
    saver.send_signal(signal.SIGKILL)
    said = saver.stdout.read().split()
    saver.stdout.close()
    saver.wait()
    return max([first + acknowledged - 1, *map(int, said)])


def _kill_again_and_again(path: Path, times: int) -> None:
    first = 0
    for n in range(times):
        sure = _kill_while_saving(path, first, acknowledged=1 + 7 * n % 13)
        store = SqliteCaseStore(path, _now)
        stored = store.load("c")
        assert int(stored.case.title) in {sure, sure + 1}
        assert stored.step == stored.case.title
        assert store.history("c")[0].revision == stored.revision
        missing = set(map(str, range(sure + 1))) - {s.case_id for s in store.list_cases()}
        assert missing == set()
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store.close()
        first = sure + 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_every_acknowledged_save_survives_a_killed_program(path: Path) -> None:
    _kill_again_and_again(path, 25)


@pytest.mark.soak
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_every_acknowledged_save_survives_three_hundred_kills(path: Path) -> None:
    _kill_again_and_again(path, 300)
