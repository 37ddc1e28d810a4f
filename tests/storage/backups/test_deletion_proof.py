"""Somebody deleted for good is in no byte of the data folder any more, whatever key one has."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from permitdesk.storage.migrations import version_of
from permitdesk.storage.sqlcipher import connect_encrypted, connect_unencrypted
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import export, prove_whole
from tests.storage.backups.page_reader import free_pages, readable, traces_in
from tests.storage.backups.person import CASE_ID, FOLDED, OTHERS, WORDS, fill, her_case
from tests.storage.vault.older import older_database
from tests.vault_support import Clock, closed_vault, open_vault, unprotected_vault

Opened = Callable[..., OpenVault]
each_vault = pytest.mark.parametrize("opened", [open_vault, unprotected_vault])


def found(folder: Path, vault: OpenVault) -> dict[str, set[str]]:
    secrets = tuple(key.secret for key in vault.data_keys)
    return traces_in(folder, secrets, (*WORDS, *FOLDED))


def copied(vault: OpenVault) -> DataKey:
    """The present key, which the vault forgets when it is closed."""
    key = vault.data_keys[0]
    return DataKey(key.key_id, bytes(key.secret))


def worked_with(folder: Path, opened: Opened, clock: Clock) -> OpenVault:
    """A vault with her case, and copies from before, while and after it was written."""
    vault = opened(folder, clock)
    for other in OTHERS[:6]:
        vault.store.save(other, None)
    vault.back_up()
    fill(vault.store)
    clock.go_on(hours=5)
    vault.back_up()
    vault.store.delete(CASE_ID)
    clock.go_on(days=1)
    vault.back_up()
    return vault


@each_vault
def test_nothing_of_her_is_left_anywhere(tmp_path: Path, opened: Opened) -> None:
    clock = Clock()
    vault = worked_with(tmp_path, opened, clock)
    before = found(tmp_path, vault)
    assert set().union(*before.values()) == {*WORDS, *FOLDED}
    assert len(before) >= 3, "database or journal, and two copies"

    assert vault.purge(CASE_ID, "request") == 0
    assert found(tmp_path, vault) == {}
    key = copied(vault)
    vault.close()
    assert traces_in(tmp_path, [key.secret], (*WORDS, *FOLDED)) == {}

    databases = sorted(tmp_path.rglob("*.db"))
    assert len(databases) == 4
    for path in databases:
        assert readable(path, [key.secret]), "every page was decrypted"
        assert free_pages(path, key.secret) == 0 or str(path.relative_to(tmp_path)) not in before
        with closing(connect_encrypted(path, key)) as connection:
            prove_whole(connection)
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(("-wal", "-shm", "-journal"))]


def test_everybody_else_stays_in_the_database_and_in_the_copies(tmp_path: Path) -> None:
    vault = worked_with(tmp_path, open_vault, Clock())
    vault.purge(CASE_ID, "request")
    for other in OTHERS:
        assert vault.store.load(other.case_id).case.title == other.title
        assert vault.store.history(other.case_id)
    assert vault.store.links("other-1") == ()
    assert vault.store.setting("other_person.other-1.other-2") == "yes"
    assert [backup.cases for backup in vault.backups()] == [12, 12, 6]
    vault.close()


def test_the_same_holds_for_a_file_that_was_set_aside(tmp_path: Path) -> None:
    vault = worked_with(tmp_path, open_vault, Clock())
    vault.close()
    aside = tmp_path / "set-aside" / "1"
    aside.mkdir(parents=True)
    shutil.copy(vault.database, aside / vault.database.name)
    vault = open_vault(tmp_path)
    assert "set-aside/1/vault-1.db" in found(tmp_path, vault)
    assert vault.purge(CASE_ID, "request") == 0
    assert found(tmp_path, vault) == {}
    vault.close()


def test_the_same_holds_for_copies_under_an_earlier_key(tmp_path: Path) -> None:
    vault = worked_with(tmp_path, unprotected_vault, Clock())
    secrets = [key.secret for key in vault.data_keys]
    vault.protect(vault.prepare_protection("ein ganz anderer Satz"))
    secrets += [key.secret for key in vault.data_keys]
    assert len(traces_in(tmp_path, secrets, WORDS)) == 3
    assert vault.purge(CASE_ID, "request") == 0
    assert traces_in(tmp_path, secrets, (*WORDS, *FOLDED)) == {}
    vault.close()


@pytest.mark.parametrize("version", [1, 2])
def test_the_same_holds_for_the_copy_made_of_an_older_version(tmp_path: Path, version: int) -> None:
    clock = Clock()
    vault = open_vault(tmp_path, clock)
    key = copied(vault)
    vault.close()
    plain = tmp_path / "elsewhere.sqlite3"
    older_database(plain, [[her_case()], [OTHERS[0]]], version)
    copy = tmp_path / "backups" / "20261101T120000Z-1.db"
    _encrypted(plain, copy, key)
    with closing(connect_encrypted(copy, key)) as connection:
        assert version_of(connection) == version
    vault = open_vault(tmp_path, clock)
    vault.store.save(her_case(), None)
    vault.store.save(OTHERS[0], None)
    assert "backups/20261101T120000Z-1.db" in found(tmp_path, vault)
    assert vault.purge(CASE_ID, "request") == 0
    assert found(tmp_path, vault) == {}
    assert [backup.cases for backup in vault.backups()] == [1]
    vault.close()


def _encrypted(plain: Path, target: Path, key: DataKey) -> None:
    with closing(connect_unencrypted(plain)) as connection:
        export(connection, target, key)
    for piece in plain.parent.glob(plain.name + "*"):
        piece.unlink()


@each_vault
def test_the_same_holds_after_an_unencrypted_database_was_carried_over(
    tmp_path: Path, opened: Opened
) -> None:
    older_database(tmp_path / "cases.sqlite3", [[her_case(), her_case().with_changes(note="x")]])
    assert "cases.sqlite3" in traces_in(tmp_path, (), WORDS)
    vault = opened(tmp_path)
    assert vault.purge(CASE_ID, "request") == 0
    assert found(tmp_path, vault) == {}
    key = copied(vault)
    vault.close()
    assert traces_in(tmp_path, [key.secret], (*WORDS, *FOLDED)) == {}
    assert closed_vault(tmp_path).look().cases is None
