"""Every single operation of the store on the disk fails once: what was said to be saved is still there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from permitdesk.desk.records import DerivedFacts, DeskDeadline
from permitdesk.domain.case import Case
from permitdesk.storage.errors import NoSuchCase, StorageError
from permitdesk.storage.journal import check_journal
from permitdesk.storage.migrations import STEPS
from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault.records import DataKey
from tests.faults.harness import Fault, each_fault, faulty_disk
from tests.storage.made_cases import FULL_CASE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the hook replaces calls of POSIX")

CONNECT = connector(DataKey("k", bytes(range(48))))
FACTS = DerivedFacts(
    date(2026, 11, 21), "r", date(2027, 1, 1), (DeskDeadline(date(2027, 1, 1), "d", "filing", "kept"),)
)
BEFORE = FULL_CASE.with_changes(case_id="edited", title="before")
AFTER = BEFORE.with_changes(title="after")
OTHER = FULL_CASE.with_changes(case_id="kept", note="an edit that was acknowledged")


def now() -> datetime:
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def open_store(folder: Path) -> SqliteCaseStore:
    return SqliteCaseStore(folder / "vault-1.db", now, connect_to=CONNECT)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was closed with one case edited and another that must never change."""
    folder = tmp_path_factory.mktemp("template")
    with closing(open_store(folder)) as store:
        store.save(BEFORE.with_changes(title="first"), "permit")
        store.save(BEFORE, "permit")
        store.save(OTHER, "timeline", facts=FACTS)
        store.link("edited", "kept", "other")
    return folder


Change = Callable[[SqliteCaseStore], object]

CHANGES: dict[str, tuple[Change, Callable[[SqliteCaseStore], object], tuple[object, object]]] = {
    "an edit": (
        lambda store: store.save(AFTER, "money", expected=2),
        lambda store: store.load("edited").case.title,
        ("before", "after"),
    ),
    "a new case": (
        lambda store: store.save(Case("new"), None, facts=FACTS),
        lambda store: [line.case_id for line in store.list_cases() if line.case_id == "new"],
        ([], ["new"]),
    ),
    "going back to an earlier state": (
        lambda store: store.restore("edited", 1),
        lambda store: store.load("edited").case.title,
        ("before", "first"),
    ),
    "deleting": (
        lambda store: store.delete("edited"),
        lambda store: len(store.list_cases()),
        (2, 1),
    ),
    "deleting for good": (
        lambda store: store.purge("edited", "request"),
        lambda store: (_is_there(store, "edited"), len(store.deletion_notes())),
        ((True, 0), (False, 1)),
    ),
    "tags": (
        lambda store: store.set_tags("edited", ["pilne", "zebra"]),
        lambda store: (store.summary("edited").tags, len(store.list_cases("zebra"))),
        (((), 0), (("pilne", "zebra"), 1)),
    ),
}


def _is_there(store: SqliteCaseStore, case_id: str) -> bool:
    with suppress(NoSuchCase):
        return bool(store.load(case_id).revision)
    return False


def _assert_whole(store: SqliteCaseStore, context: object) -> None:
    connection = store._connection
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), context
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == [], context
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], context
    kept = store.load("kept")
    assert (kept.case, kept.step) == (OTHER, "timeline"), context
    assert store.summary("kept").deadlines == FACTS.deadlines, context


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_on_a_failing_disk_happened_or_did_not(
    name: str, lasting: bool, template: Path, tmp_path: Path
) -> None:
    change, look, states = CHANGES[name]

    def prepare(folder: Path) -> None:
        shutil.copytree(template, folder, dirs_exist_ok=True)

    def work(folder: Path) -> None:
        with closing(open_store(folder)) as store:
            change(store)

    seen = set()
    # A lasting fault is a full or unplugged disk; how it began makes no difference then.
    faults = (Fault.NO_ROOM, Fault.BROKEN) if lasting else tuple(Fault)
    for trial in each_fault(tmp_path, prepare, work, faults=faults, lasting=lasting):
        with closing(open_store(trial.folder)) as store:
            _assert_whole(store, trial)
            found = look(store)
        assert found in states, str(trial)
        if trial.error is None:
            assert found == states[1], str(trial)
        seen.add(repr(found))
        shutil.rmtree(trial.folder)
    assert repr(states[1]) in seen


def test_saving_again_after_a_fault_works_and_leaves_no_trace_of_the_failure(
    template: Path, tmp_path: Path
) -> None:
    """The same open store goes on; then the program is killed, so the journal stays as it is."""

    def prepare(folder: Path) -> None:
        shutil.copytree(template, folder, dirs_exist_ok=True)

    folder = tmp_path / "work"
    number = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        prepare(folder)
        killed = tmp_path / f"killed-{number}"
        with faulty_disk(folder) as disk, closing(open_store(folder)) as store:
            store.save(BEFORE.with_changes(note="acknowledged"), "permit", expected=2)
            disk.break_at(number, Fault.HALF if number % 2 else Fault.BROKEN)
            with suppress(StorageError):
                store.save(AFTER.with_changes(note="x" * 20_000), "permit", expected=3)
            failed = disk.failed
            disk.heal()
            store.save(AFTER, "permit")
            shutil.copytree(folder, killed)
        check_journal(killed / "vault-1.db")
        with closing(open_store(killed)) as store:
            _assert_whole(store, number)
            assert store.load("edited").case == AFTER
        shutil.rmtree(killed)
        if not failed:
            break
        number += 1
    assert number > 5


def test_making_a_new_store_on_a_failing_disk_leaves_one_that_can_be_opened(tmp_path: Path) -> None:
    def work(folder: Path) -> None:
        with closing(open_store(folder)) as store:
            store.save(OTHER, "timeline", facts=FACTS)

    for trial in each_fault(tmp_path, lambda folder: None, work, faults=(Fault.NO_ROOM, Fault.HALF)):
        with closing(open_store(trial.folder)) as store:
            assert [line.case_id for line in store.list_cases()] in ([], ["kept"]), str(trial)
            if trial.error is None:
                _assert_whole(store, trial)
        shutil.rmtree(trial.folder)


def test_lifting_an_older_database_on_a_failing_disk_loses_nothing(tmp_path: Path) -> None:
    def prepare(folder: Path) -> None:
        with closing(CONNECT(folder / "vault-1.db")) as connection:
            for step in STEPS[:2]:
                step(connection)
            connection.execute(
                "INSERT INTO cases VALUES ('c', 'older', 'Jan', 'jan', NULL, NULL, NULL, 1,"
                " '2026-11-20T10:00:00.000000+00:00', NULL, ?, 1)",
                (
                    '{"answer_kinds":{},"case":{"case_id":"c","format":"permitdesk.case","title":"older","version":3}}',
                ),
            )
            connection.execute("PRAGMA user_version = 2")

    def work(folder: Path) -> None:
        open_store(folder).close()

    for trial in each_fault(tmp_path, prepare, work):
        with closing(open_store(trial.folder)) as store:
            assert store.summary("c").title == "older", str(trial)
            assert store.load("c").case == Case("c", title="older"), str(trial)
        assert not list(trial.folder.glob("*.part")) or trial.error is not None, str(trial)
        shutil.rmtree(trial.folder)


# --- what a save costs ------------------------------------------------------------------------


def test_an_edit_costs_one_sync_and_few_writes(template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cost"
    shutil.copytree(template, folder)
    with faulty_disk(folder) as disk, closing(open_store(folder)) as store:
        store.save(BEFORE.with_changes(note="warm"), "permit")
        for number in range(20):
            disk.heal()
            store.save(BEFORE.with_changes(note=f"edit {number}"), "permit")
            assert disk.count("sync") == 1
            assert disk.count("write") <= 24
            assert disk.count("write", "-wal") == disk.count("write")


def test_over_hundreds_of_edits_the_journal_costs_hardly_any_sync(template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cost"
    shutil.copytree(template, folder)
    edits, largest = 400, 0
    with faulty_disk(folder) as disk, closing(open_store(folder)) as store:
        disk.heal()
        for number in range(edits):
            store.save(BEFORE.with_changes(note=f"edit {number}"), "permit")
            largest = max(largest, (folder / "vault-1.db-wal").stat().st_size)
        assert disk.count("sync", "vault-1.db") >= 1, "the journal was never emptied"
        assert disk.count("sync") <= 1.1 * edits
    assert largest < 5 * 2**20
