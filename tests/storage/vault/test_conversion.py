"""The cases of an older PermitDesk come into the vault whole, and none is lost at any moment."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from permitdesk.domain.case import Case, Person
from permitdesk.storage import sqlcipher
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.errors import Damaged, DiskFull, Locked, TooNew
from permitdesk.storage.vault import conversion, key_store, making
from permitdesk.storage.vault.records import VaultState
from tests.storage.vault.older import older_database
from tests.vault_support import PASSPHRASE, closed_vault, open_vault

LAN = Case(case_id="lan", title="Lan", person=Person(given_names="Lan", surname="Nguyen"))
LAN_2 = LAN.with_changes(title="Lan, second")
OLENA = Case(case_id="olena", title="Olena")
GONE = Case(case_id="gone", title="Deleted once")
STATES = [[LAN, LAN_2], [OLENA], [GONE]]


@pytest.fixture(params=[1, 2])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    older_database(tmp_path / "cases.sqlite3", STATES, request.param, deleted=["gone"])
    (tmp_path / "cases-version-1-backup-1.sqlite3").write_bytes(b"SQLite format 3, once")
    return tmp_path


def whole(folder: Path) -> None:
    """The vault holds everything, and nothing lies open beside it."""
    vault = open_vault(folder)
    try:
        store = vault.store
        assert {case.title for case in store.list_cases()} == {"Lan, second", "Olena"}
        assert {case.title for case in store.list_cases(deleted=True)} == {"Deleted once"}
        assert store.load("lan").case == LAN_2
        assert store.load("lan").step == "person"
        assert [entry.revision for entry in store.history("lan")] == [2, 1]
        assert store.state("lan", 1) == LAN
        assert store.summary("olena").updated_at.isoformat() == "2026-11-09T10:00:00+00:00"
    finally:
        vault.close()
    assert not list(folder.glob("cases*"))
    assert not list(folder.glob("*.part*"))
    assert closed_vault(folder).look().state is VaultState.LOCKED


def test_everything_is_carried_over_and_the_open_files_are_removed(folder: Path) -> None:
    look = closed_vault(folder).look()
    assert (look.state, look.cases) == (VaultState.OLDER_DATABASE, 2)
    open_vault(folder).close()
    whole(folder)


def test_what_was_not_yet_moved_out_of_the_journal_comes_too(folder: Path) -> None:
    """A killed program leaves its last saves in the write-ahead log."""
    script = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("UPDATE cases SET title = 'killed' WHERE case_id = 'olena'")
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", script, str(folder / "cases.sqlite3")], check=False)
    assert (folder / "cases.sqlite3-wal").stat().st_size > 0
    open_vault(folder).close()
    whole_titles(folder)
    assert not list(folder.glob("cases*"))


def whole_titles(folder: Path) -> None:
    vault = open_vault(folder)
    assert len(vault.store.list_cases()) == 2
    vault.close()


STEPS = ["database written", "keys written", "database named", "plain removed"]

MAKER = """
import os, sys
from pathlib import Path
from tests.vault_support import PASSPHRASE, closed_vault
def hook(step):
    if step == sys.argv[2]:
        os._exit(9)
vault = closed_vault(Path(sys.argv[1]), hook=hook)
vault.create(vault.prepare(PASSPHRASE))
"""


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_any_step_the_next_start_finds_every_case(folder: Path, step: str) -> None:
    done = subprocess.run([sys.executable, "-c", MAKER, str(folder), step], cwd=_root(), check=False)
    assert done.returncode == 9
    look = closed_vault(folder).look()
    committed = step != "database written"
    assert look.state is (VaultState.LOCKED if committed else VaultState.OLDER_DATABASE)
    open_vault(folder).close()
    whole(folder)


def _root() -> Path:
    return Path(__file__).resolve().parents[3]


def test_killed_between_the_files_to_be_removed_the_rest_goes_at_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed_here(files: object) -> None:
        (folder / "cases-version-1-backup-1.sqlite3").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "remove_plain", killed_here)
    with pytest.raises(KeyboardInterrupt):
        open_vault(folder)
    monkeypatch.undo()
    whole(folder)


def test_the_database_itself_goes_last(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real = Path.unlink

    def noting(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith("cases"):
            order.append(path.name)
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", noting)
    open_vault(folder).close()
    assert order == ["cases-version-1-backup-1.sqlite3", "cases.sqlite3"]


def test_copies_of_a_database_that_is_not_there_are_not_ours_to_remove(tmp_path: Path) -> None:
    copy = tmp_path / "cases-version-1-backup-1.sqlite3"
    copy.write_bytes(b"perhaps all there is")
    open_vault(tmp_path).close()
    open_vault(tmp_path).close()
    assert copy.exists()


def test_on_a_full_disk_the_older_database_stays_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_store, "replace_file", full)
    with pytest.raises(DiskFull):
        open_vault(folder)
    monkeypatch.undo()
    assert (folder / "cases.sqlite3").exists()
    assert not list(folder.glob("vault-*"))
    open_vault(folder).close()
    whole(folder)


def test_a_copy_with_other_numbers_is_not_accepted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "counted", lambda *_: conversion.Counts(2, 1, 3))
    with pytest.raises(Damaged):
        open_vault(folder)
    monkeypatch.undo()
    assert closed_vault(folder).look().state is VaultState.OLDER_DATABASE
    open_vault(folder).close()
    whole(folder)


OLDER_PROGRAM = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("SELECT count(*) FROM cases").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


def test_an_older_program_that_is_still_open_has_to_be_closed_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher, "PATIENCE", 0.1)
    command = [sys.executable, "-c", OLDER_PROGRAM, str(folder / "cases.sqlite3")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as older:
        assert older.stdout is not None
        assert older.stdout.readline() == "open\n"
        with pytest.raises(Locked):
            open_vault(folder)
        assert closed_vault(folder).look().state is VaultState.OLDER_DATABASE
        older.kill()
    open_vault(folder).close()
    whole(folder)


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    older_database(tmp_path / "cases.sqlite3", STATES)
    with closing(sqlite3.connect(tmp_path / "cases.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (tmp_path / "cases.sqlite3").read_bytes()
    with pytest.raises(TooNew):
        open_vault(tmp_path)
    assert (tmp_path / "cases.sqlite3").read_bytes() == before
    assert not list(tmp_path.glob("vault-*"))


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_older_database_is_told_and_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cases.sqlite3").write_bytes(content)
    if not content:
        open_vault(tmp_path).close()
        return
    with pytest.raises(Damaged):
        open_vault(tmp_path)
    assert (tmp_path / "cases.sqlite3").read_bytes() == content
    assert closed_vault(tmp_path).look().cases is None


def test_a_cell_of_a_page_that_was_lost_is_noticed_before_anything_is_removed(tmp_path: Path) -> None:
    older_database(tmp_path / "cases.sqlite3", [[LAN.with_changes(case_id=f"c{n}")] for n in range(60)])
    data = bytearray((tmp_path / "cases.sqlite3").read_bytes())
    data[-4096:-2048] = bytes(2048)
    (tmp_path / "cases.sqlite3").write_bytes(data)
    with pytest.raises(Damaged):
        open_vault(tmp_path)
    # The head tells by now that the journal was moved in; the pages are as they were.
    assert (tmp_path / "cases.sqlite3").read_bytes()[4096:] == bytes(data)[4096:]


def test_a_planted_trigger_does_not_come_into_the_vault(tmp_path: Path) -> None:
    older_database(tmp_path / "cases.sqlite3", STATES)
    with closing(sqlite3.connect(tmp_path / "cases.sqlite3", isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON cases BEGIN DELETE FROM history; END")
    with pytest.raises(Damaged):
        open_vault(tmp_path)
    assert (tmp_path / "cases.sqlite3").exists()


# --- an older program started once more beside the vault ------------------------------------


def test_cases_left_beside_the_vault_are_taken_over_and_none_is_overwritten(folder: Path) -> None:
    vault = open_vault(folder)
    vault.store.save(OLENA.with_changes(title="Olena, edited in the vault"), None)
    vault.close()
    new = Case(case_id="new", title="Begun in the older program")
    other = OLENA.with_changes(title="Olena", route="student")
    older_database(folder / "cases.sqlite3", [[LAN, LAN_2], [OLENA, other], [new]])
    vault = open_vault(folder)
    titles = sorted(case.title for case in vault.store.list_cases())
    assert titles == ["Begun in the older program", "Lan, second", "Olena (2)", "Olena, edited in the vault"]
    assert [entry.revision for entry in vault.store.history("lan")] == [2, 1]
    assert vault.store.load("olena").case.title == "Olena, edited in the vault"
    (taken,) = [case for case in vault.store.list_cases() if case.title == "Olena (2)"]
    assert vault.store.load(taken.case_id).case.route == "student"
    assert [entry.action for entry in vault.store.history(taken.case_id)][-1] is AuditAction.IMPORTED
    assert len(vault.store.history(taken.case_id)) == 2
    vault.close()
    assert not list(folder.glob("cases*"))
    vault = open_vault(folder)
    assert sorted(case.title for case in vault.store.list_cases()) == titles
    vault.close()


def test_a_case_new_to_the_vault_comes_with_its_history_and_its_times(tmp_path: Path) -> None:
    open_vault(tmp_path).close()
    older_database(tmp_path / "cases.sqlite3", STATES, deleted=["gone"])
    vault = open_vault(tmp_path)
    vault.close()
    whole(tmp_path)


def test_an_older_state_of_a_case_brings_nothing_back(tmp_path: Path) -> None:
    """The same file put back from somewhere: the vault has gone on since."""
    vault = open_vault(tmp_path)
    vault.store.save(LAN, "person")
    vault.store.save(LAN_2, "person")
    vault.close()
    older_database(tmp_path / "cases.sqlite3", [[LAN]])
    vault = open_vault(tmp_path)
    assert [case.title for case in vault.store.list_cases()] == ["Lan, second"]
    vault.close()


@pytest.mark.parametrize("content", [b"no database at all" * 400, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_cannot_be_read_keeps_nobody_from_the_vault(tmp_path: Path, content: bytes) -> None:
    open_vault(tmp_path).close()
    (tmp_path / "cases.sqlite3").write_bytes(content)
    open_vault(tmp_path).close()
    assert (tmp_path / "cases.sqlite3").read_bytes() == content


# --- protection put on, cut off at any step ---------------------------------------------------

PROTECTOR = """
import os, sys
from pathlib import Path
from tests.vault_support import PASSPHRASE, closed_vault, unprotected_vault
def hook(step):
    if step == sys.argv[2]:
        os._exit(9)
vault = closed_vault(Path(sys.argv[1]), hook=hook)
opened = vault.open(vault.key_unprotected())
opened.protect(opened.prepare_protection(PASSPHRASE))
"""


@pytest.mark.parametrize(
    "step", ["database written", "keys written", "database named", "old database removed"]
)
def test_killed_while_protection_is_put_on_one_whole_vault_is_left(tmp_path: Path, step: str) -> None:
    vault = closed_vault(tmp_path)
    opened = vault.create(vault.prepare(None))
    opened.store.save(LAN, None)
    opened.store.save(LAN_2, None)
    opened.close()
    done = subprocess.run([sys.executable, "-c", PROTECTOR, str(tmp_path), step], cwd=_root(), check=False)
    assert done.returncode == 9
    if step == "database written":
        assert vault.look().state is VaultState.UNPROTECTED
        opened = vault.open(vault.key_unprotected())
    else:
        assert vault.look().state is VaultState.LOCKED
        opened = vault.open(vault.key_from_passphrase(PASSPHRASE))
    assert opened.store.load("lan").case == LAN_2
    assert len(opened.store.history("lan")) == 2
    opened.close()
    databases = [path.name for path in tmp_path.glob("vault-*")]
    assert databases == ["vault-1.db" if step == "database written" else "vault-2.db"]
