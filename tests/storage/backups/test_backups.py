"""Copies of the vault: made beside the work, opened and counted, and never in anybody's way."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.backups.errors import BackupNotWhole, BackupsReadOnly
from permitdesk.storage.backups.writing import write_copy
from permitdesk.storage.errors import Damaged
from permitdesk.storage.sqlcipher import connect_encrypted, connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.storage.vault.rewriting import prove_whole
from tests.vault_support import PASSPHRASE, Clock, unprotected_vault

LAN = Case(case_id="lan", title="Lan")


def damage(path: Path, page: int = 3) -> None:
    """Change one bit of a page, as a disk does it."""
    data = bytearray(path.read_bytes())
    data[page * 4096 + 77] ^= 4
    path.write_bytes(bytes(data))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> OpenVault:
    vault = unprotected_vault(tmp_path, clock)
    for number in range(30):
        vault.store.save(Case(case_id=f"c{number}", title=f"Case {number}", note="n" * 3000), None)
    return vault


def test_a_copy_holds_every_case_and_every_state_and_is_whole(vault: OpenVault, clock: Clock) -> None:
    vault.store.save(LAN, "person")
    vault.store.save(LAN.with_changes(title="Lan, second"), "person")
    vault.store.delete("c1")
    made = vault.back_up()
    assert made is not None
    assert (made.cases, made.made_at, made.checked_at) == (30, clock.now, clock.now)
    assert made.bytes == made.path.stat().st_size
    assert list(vault.backups()) == [made]
    copy = SqliteCaseStore(made.path, clock, connect_to=connector(vault.data_keys[0]))
    assert copy.list_cases() == vault.store.list_cases()
    assert copy.history("lan") == vault.store.history("lan")
    assert copy.list_cases(deleted=True) == vault.store.list_cases(deleted=True)
    copy.close()
    vault.close()


def test_a_copy_is_one_file_that_only_its_owner_reads_and_its_name_tells_only_when(
    vault: OpenVault, tmp_path: Path
) -> None:
    made = vault.back_up()
    assert made is not None
    assert made.path.name == "20261121T120000Z-1.db"
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name, "vault.keys"]
    if sys.platform != "win32":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    vault.close()


def test_what_is_saved_while_a_copy_is_made_is_saved_and_the_copy_is_of_one_moment(
    vault: OpenVault, clock: Clock
) -> None:
    saved = 0

    def working() -> bool:
        nonlocal saved
        saved += 1
        vault.store.save(LAN.with_changes(title=f"Lan {saved}"), None)
        return False

    made = write_copy(vault.database, vault.data_keys[0], vault.database.parent / "backups", clock, working)
    assert made is not None
    assert saved >= 1
    assert made.cases == 30, "not yet Lan, who was begun while it was made"
    assert vault.store.load("lan").revision == saved
    vault.close()


def test_a_copy_can_be_made_from_another_thread(vault: OpenVault) -> None:
    made = []
    thread = threading.Thread(target=lambda: made.append(vault.back_up()))
    thread.start()
    vault.store.save(LAN, None)
    thread.join()
    assert made[0] is not None
    vault.close()


def test_a_copy_given_up_leaves_nothing(vault: OpenVault) -> None:
    assert vault.back_up(lambda: True) is None
    assert [path.name for path in (vault.database.parent / "backups").iterdir()] == ["vault.keys"]
    vault.close()


def test_locking_does_not_wait_for_a_copy(vault: OpenVault) -> None:
    made, begun, tick = [], threading.Event(), threading.Event()

    def until_somebody_waits() -> bool:
        begun.set()
        return any(vault._copies._waiting or tick.wait(0.001) for _ in range(10_000)) and False

    copying = threading.Thread(target=lambda: made.append(vault.back_up(until_somebody_waits)))
    copying.start()
    assert begun.wait(10)
    vault.close()
    copying.join(10)
    assert made == [None]
    assert vault.back_up() is None
    assert not vault.backup_due()


# --- when one is due ---------------------------------------------------------------------


def test_a_copy_is_due_after_changes_only(vault: OpenVault, clock: Clock) -> None:
    assert vault.backup_due()
    vault.back_up()
    assert not vault.backup_due()
    clock.go_on(hours=4)
    assert not vault.backup_due(), "nothing changed"
    vault.store.set_tags("c1", ["urgent"])
    assert vault.backup_due()
    vault.back_up()
    vault.store.save(LAN, None)
    clock.go_on(hours=1)
    assert not vault.backup_due()
    assert vault.backup_due(leaving=True)
    vault.close()


@pytest.mark.parametrize("what", ["state", "deleted", "closed", "note", "kept", "link", "setting", "purged"])
def test_every_kind_of_change_is_worth_a_copy(vault: OpenVault, clock: Clock, what: str) -> None:
    vault.back_up()
    clock.go_on(hours=5)
    store = vault.store
    changes: dict[str, Callable[[], object]] = {
        "state": lambda: store.save(Case(case_id="c2", title="x"), None),
        "deleted": lambda: store.delete("c2"),
        "closed": lambda: store.close_case("c2"),
        "note": lambda: store.set_tags("c2", ["a"]),
        "kept": lambda: store.keep_until("c2", clock.now.date()),
        "link": lambda: store.link("c2", "c3", "other"),
        "setting": lambda: store.set_author("Ewa"),
        "purged": lambda: vault.purge("c2", "request"),
    }
    assert not vault.backup_due()
    changes[what]()
    assert vault.backup_due()
    vault.close()


def test_after_a_change_and_a_restart_a_copy_is_still_due(
    tmp_path: Path, vault: OpenVault, clock: Clock
) -> None:
    vault.back_up()
    vault.store.save(LAN, None)
    vault.close()
    clock.go_on(hours=5)
    vault = unprotected_vault(tmp_path, clock)
    assert vault.backup_due()
    vault.back_up()
    assert not vault.backup_due()
    vault.close()


def test_old_copies_go_when_a_new_one_stands(vault: OpenVault, clock: Clock) -> None:
    for _ in range(8):
        vault.back_up()
        clock.go_on(hours=6)
    clock.go_on(days=20)
    vault.back_up()
    # the newest three, of which two are of a Monday, and the last of the week before
    assert len(vault.backups()) == 4
    vault.close()


# --- copies are not trusted ----------------------------------------------------------------


def test_only_what_opens_is_listed(vault: OpenVault, tmp_path: Path) -> None:
    made = vault.back_up()
    assert made is not None
    folder = tmp_path / "backups"
    (folder / "20261120T120000Z-1.db").write_bytes(b"")
    (folder / "20261119T120000Z-1.db").write_bytes(os.urandom(4096 * 5))
    (folder / "20261399T120000Z-1.db").write_bytes(made.path.read_bytes())
    (folder / "another name.db").write_bytes(made.path.read_bytes())
    (folder / "20261118T120000Z-1.db").mkdir()
    if sys.platform != "win32":
        (folder / "20261117T120000Z-1.db").symlink_to(made.path)
    assert list(vault.backups()) == [made]
    vault.close()


def test_a_file_that_cannot_be_read_does_not_push_good_copies_out(vault: OpenVault, clock: Clock) -> None:
    made = vault.back_up()
    clock.go_on(days=400)
    for number in range(5):
        (vault.database.parent / "backups" / f"20271110T12000{number}Z-1.db").write_bytes(os.urandom(8192))
    vault.store.save(LAN, None)
    vault.back_up()
    assert made in vault.backups()
    vault.close()


def test_a_copy_that_is_not_what_was_copied_is_thrown_away(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = vault.back_up()
    original = write_copy.__globals__["_copy_pages"]

    def lossy(live: sqlite3.Connection, copy: sqlite3.Connection, cancelled: Callable[[], bool]) -> None:
        original(live, copy, cancelled)
        copy.execute("DELETE FROM history WHERE case_id = 'c1'")

    monkeypatch.setitem(write_copy.__globals__, "_copy_pages", lossy)
    with pytest.raises(BackupNotWhole):
        vault.back_up()
    assert list(vault.backups()) == [first]
    assert not list((vault.database.parent / "backups").glob("*.part*"))
    vault.close()


def test_a_damaged_page_of_the_cases_is_told_when_a_copy_is_made(tmp_path: Path, vault: OpenVault) -> None:
    first = vault.back_up()
    vault.close()
    damage(tmp_path / "vault-1.db", (tmp_path / "vault-1.db").stat().st_size // 4096 - 2)
    vault = unprotected_vault(tmp_path)
    with pytest.raises(Damaged):
        vault.back_up()
    assert list(vault.backups()) == [first]
    assert not list((tmp_path / "backups").glob("*.part*"))
    vault.close()


def test_what_a_cut_off_copy_left_is_cleared_away(vault: OpenVault, tmp_path: Path) -> None:
    for end in ("", "-wal", "-journal"):
        (tmp_path / "backups" / f"20261120T120000Z-1.db.part{end}").write_bytes(b"half")
    vault.back_up()
    assert not list((tmp_path / "backups").glob("*.part*"))
    vault.close()


# --- the folder ------------------------------------------------------------------------------


def test_the_folder_of_the_copies_is_made_again(vault: OpenVault, tmp_path: Path) -> None:
    for path in (tmp_path / "backups").iterdir():
        path.unlink()
    (tmp_path / "backups").rmdir()
    assert vault.backups() == ()
    assert vault.backup_due()
    assert vault.back_up() is not None
    vault.close()


def test_a_file_in_the_place_of_the_folder_is_told_calmly(vault: OpenVault, tmp_path: Path) -> None:
    for path in (tmp_path / "backups").iterdir():
        path.unlink()
    (tmp_path / "backups").rmdir()
    (tmp_path / "backups").write_bytes(b"in the way")
    with pytest.raises(BackupsReadOnly):
        vault.back_up()
    vault.store.save(LAN, None)
    vault.close()


def test_copies_are_renewed_under_a_new_key_and_listed_before_and_after(tmp_path: Path, clock: Clock) -> None:
    vault = unprotected_vault(tmp_path, clock)
    vault.store.save(LAN, None)
    first = vault.back_up()
    vault.protect(vault.prepare_protection(PASSPHRASE))
    assert [backup.path for backup in vault.backups()] == [first.path if first else None]
    clock.go_on(hours=5)
    vault.store.save(LAN.with_changes(title="y"), None)
    vault.back_up()
    assert len(vault.data_keys) == 1
    assert [backup.cases for backup in vault.backups()] == [1, 1]
    for backup in vault.backups():
        with closing(connect_encrypted(backup.path, vault.data_keys[0])) as connection:
            prove_whole(connection)
    vault.close()
