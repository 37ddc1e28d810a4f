"""From a damaged database back to work: a good copy, and from the damaged file what is newer and whole."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.backups.errors import NoGoodCopy, NothingToRescue
from permitdesk.storage.backups.names import entries
from permitdesk.storage.errors import Damaged, StorageError, VaultGone, VaultInUse
from permitdesk.storage.vault.records import DataKey, VaultState
from permitdesk.storage.vault.vault import Vault
from tests.vault_support import Clock, closed_vault, unprotected_vault

CASES = 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty cases in a copy; of those, and of some begun later, newer states in the database."""
    folder, clock = tmp_path_factory.mktemp("template"), Clock()
    vault = unprotected_vault(folder, clock)
    for number in range(CASES):
        vault.store.save(Case(case_id=f"c{number}", title="old", note="n" * 100 * number), None)
    vault.back_up()
    clock.go_on(hours=1)
    for number in range(30, CASES + 10):
        vault.store.save(Case(case_id=f"c{number}", title="middle"), None)
        vault.store.save(Case(case_id=f"c{number}", title="new", note="m" * 90 * number), "stay")
    vault.store.set_tags("c1", ["urgent"])
    vault.store.close_case("c2")
    vault.store.delete("c3")
    vault.store.set_author("Ewa")
    vault.store.link("c4", f"c{CASES}", "child")
    vault.close()
    return folder


@pytest.fixture
def worked(template: Path, tmp_path: Path, clock: Clock) -> Vault:
    """A vault of its own, like that one; an hour has passed."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    clock.go_on(hours=1)
    return closed_vault(tmp_path, clock)


def break_pages(path: Path, *numbers: int) -> None:
    data = bytearray(path.read_bytes())
    for number in numbers:
        data[number * 4096 + 100] ^= 8
    path.write_bytes(bytes(data))


def pages_of(path: Path) -> int:
    return path.stat().st_size // 4096


def titles(vault: Vault, key: DataKey) -> dict[str, str]:
    opened = vault.open(key)
    try:
        return {line.case_id: line.title for line in opened.store.list_cases()}
    finally:
        opened.close()


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "vault.lock" and not path.name.endswith("-shm")
    }


def test_a_whole_database_gives_everything_that_is_newer(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    damaged = (tmp_path / "vault-1.db").read_bytes()
    (copy,) = worked.good_copies(key)
    assert worked.go_on_with(copy, key) == 40
    assert (tmp_path / "set-aside" / "1" / "vault-1.db").read_bytes() == damaged
    vault = worked.open(key)
    store = vault.store
    assert store.load("c40").case.title == "new"
    assert store.load("c40").step == "stay"
    assert [entry.revision for entry in store.history("c40")] == [3, 2, 1]
    assert store.state("c40", 2).title == "middle"
    assert store.load("c5").case.title == "old"
    assert store.summary("c1").tags == ("urgent",)
    assert store.summary("c2").closed_at is not None
    assert [line.case_id for line in store.list_cases(deleted=True)] == ["c3"]
    assert [link.case_id for link in store.links("c4")] == [f"c{CASES}"]
    assert store.author == "Ewa"
    assert len(store.list_cases()) == CASES + 9
    assert store.save(Case(case_id="c40", title="further"), None) == 4
    assert vault.backup_due(leaving=True)
    vault.close()


@pytest.mark.parametrize("seed", range(6))
def test_damaged_pages_cost_no_more_than_what_lay_on_them(worked: Vault, tmp_path: Path, seed: int) -> None:
    key = worked.key_unprotected()
    database = tmp_path / "vault-1.db"
    (copy,) = worked.good_copies(key)
    chosen = random.Random(seed).sample(range(1, pages_of(database)), 3)
    break_pages(database, *chosen)
    damaged = database.read_bytes()
    taken = worked.go_on_with(copy, key)
    assert (tmp_path / "set-aside" / "1" / "vault-1.db").read_bytes() == damaged
    found = titles(worked, key)
    assert set(found.values()) <= {"old", "middle", "new"}
    everybody = {f"c{number}" for number in range(CASES)} - {"c3"}
    assert everybody <= set(found) | {"c3"}
    assert sum(title != "old" for title in found.values()) == taken
    assert taken >= 20


def test_a_broken_first_page_is_lent_by_the_copy(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    (copy,) = worked.good_copies(key)
    break_pages(tmp_path / "vault-1.db", 0)
    with pytest.raises(Damaged):
        worked.open(key)
    assert worked.go_on_with(copy, key) > 0
    assert len(titles(worked, key)) >= CASES - 1


def test_a_file_of_nonsense_is_kept_aside_and_the_copy_taken(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    nonsense = os.urandom(4096 * 20)
    (tmp_path / "vault-1.db").write_bytes(nonsense)
    (copy,) = worked.good_copies(key)
    assert worked.go_on_with(copy, key) == 0
    assert (tmp_path / "set-aside" / "1" / "vault-1.db").read_bytes() == nonsense
    assert set(titles(worked, key).values()) == {"old"}


@pytest.mark.parametrize("size", [None, 0, 100, 5000])
def test_a_missing_or_cut_off_file_is_no_obstacle(worked: Vault, tmp_path: Path, size: int | None) -> None:
    key = worked.key_unprotected()
    database = tmp_path / "vault-1.db"
    if size is None:
        database.unlink()
    else:
        os.truncate(database, size)
    with pytest.raises(StorageError):
        worked.open(key)
    (copy,) = worked.good_copies(key)
    worked.go_on_with(copy, key)
    assert len(titles(worked, key)) >= CASES - 1


def test_the_way_back_to_a_day_on_purpose_takes_nothing_newer(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    today = (tmp_path / "vault-1.db").read_bytes()
    (copy,) = worked.good_copies(key)
    assert worked.go_on_with(copy, key, take_newer=False) == 0
    assert set(titles(worked, key).values()) == {"old"}
    assert (tmp_path / "set-aside" / "1" / "vault-1.db").read_bytes() == today


def test_who_was_deleted_for_good_does_not_come_back(tmp_path: Path, clock: Clock) -> None:
    vault = unprotected_vault(tmp_path, clock)
    for number in range(5):
        vault.store.save(Case(case_id=f"c{number}"), None)
    made = vault.back_up()
    assert made is not None
    good = made.path.read_bytes()
    made.path.write_bytes(os.urandom(8192))
    clock.go_on(hours=1)
    assert vault.purge("c1", "request") == 1
    vault.close()
    made.path.write_bytes(good)
    closed = closed_vault(tmp_path, clock)
    key = closed.key_unprotected()
    for newer in (True, False):
        (copy, *_) = closed.good_copies(key)
        closed.go_on_with(copy, key, take_newer=newer)
        opened = closed.open(key)
        assert "c1" not in {line.case_id for line in opened.store.list_cases()}
        assert len(opened.store.deletion_notes()) == 1
        opened.close()


# --- copies that are not good ------------------------------------------------------------------


def test_a_copy_with_a_damaged_page_is_no_good_copy(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    (copy,) = worked.good_copies(key)
    break_pages(copy.path, pages_of(copy.path) - 1)
    assert worked.good_copies(key) == ()
    break_pages(copy.path, 2)
    before = snapshot(tmp_path)
    with pytest.raises(NoGoodCopy):
        worked.go_on_with(copy, key)
    assert snapshot(tmp_path) == before


def test_without_a_good_copy_what_can_be_read_is_saved(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    shutil.rmtree(tmp_path / "backups")
    database = tmp_path / "vault-1.db"
    break_pages(database, *random.Random(7).sample(range(2, pages_of(database)), 4))
    damaged = database.read_bytes()
    saved = worked.go_on_without_copy(key)
    assert saved >= CASES
    assert (tmp_path / "set-aside" / "1" / "vault-1.db").read_bytes() == damaged
    vault = worked.open(key)
    assert len(vault.store.list_cases()) + len(vault.store.list_cases(deleted=True)) == saved
    for line in vault.store.list_cases():
        assert vault.store.load(line.case_id).case.title == line.title
        assert vault.store.history(line.case_id)
    vault.close()


def test_if_nothing_can_be_read_nothing_is_changed(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    (tmp_path / "vault-1.db").write_bytes(os.urandom(4096 * 9))
    before = snapshot(tmp_path)
    with pytest.raises(NothingToRescue):
        worked.go_on_without_copy(key)
    assert snapshot(tmp_path) == before


def test_nobody_rescues_a_vault_in_use_or_with_another_key(
    worked: Vault, tmp_path: Path, clock: Clock
) -> None:
    key = worked.key_unprotected()
    (copy,) = worked.good_copies(key)
    opened = worked.open(key)
    for attempt in (
        lambda: worked.go_on_with(copy, key),
        lambda: worked.go_on_without_copy(key),
        lambda: worked.set_aside(),
    ):
        with pytest.raises(VaultInUse):
            attempt()
    opened.close()
    with pytest.raises(VaultGone):
        worked.go_on_with(copy, DataKey("0" * 32, bytes(48)))


# --- cut off -------------------------------------------------------------------------------------


class Stopped(BaseException):
    """The program ends here."""


def stopping(step: str) -> Callable[[str], None]:
    def stop(done: str) -> None:
        if done == step:
            raise Stopped

    return stop


@pytest.mark.parametrize(
    "step", ["copy written", "cases taken over", "damaged one kept aside", "keys written", "database named"]
)
def test_cut_off_at_any_step_nothing_is_lost_and_it_can_be_done_again(
    worked: Vault, tmp_path: Path, clock: Clock, step: str
) -> None:
    key = worked.key_unprotected()
    database = tmp_path / "vault-1.db"
    break_pages(database, 0)
    damaged = database.read_bytes()
    cut = closed_vault(tmp_path, clock, hook=stopping(step))
    (copy,) = cut.good_copies(key)
    with pytest.raises(Stopped):
        cut.go_on_with(copy, key)
    try:
        worked.open(key).close()
    except Damaged:
        assert database.read_bytes() == damaged
        worked.go_on_with(copy, key)
    assert len(titles(worked, key)) >= CASES - 1
    kept = [folder for folder in entries(tmp_path / "set-aside") if (folder / "vault-1.db").exists()]
    assert [(folder / "vault-1.db").read_bytes() for folder in kept] == [damaged]
    assert [path.name for path in tmp_path.glob("vault-*.db*")] == ["vault-2.db"]


# --- setting aside -------------------------------------------------------------------------------


def test_a_vault_set_aside_is_whole_and_leaves_room_for_a_new_one(worked: Vault, tmp_path: Path) -> None:
    key = worked.key_unprotected()
    before = titles(worked, key)
    folder = worked.set_aside()
    assert folder == tmp_path / "set-aside" / "1"
    assert worked.look().state is VaultState.ABSENT
    aside = closed_vault(folder)
    assert titles(aside, aside.key_unprotected()) == before
    assert len(aside.good_copies(key)) == 1
    fresh = unprotected_vault(tmp_path)
    assert fresh.store.list_cases() == ()
    fresh.close()
    assert worked.set_aside() == tmp_path / "set-aside" / "2"


def test_files_kept_aside_earlier_go_with_their_vault_and_vaults_given_up_stay(
    worked: Vault, tmp_path: Path
) -> None:
    key = worked.key_unprotected()
    (copy,) = worked.good_copies(key)
    worked.go_on_with(copy, key)
    second = worked.set_aside()
    assert (second / "earlier-1" / "vault-1.db").exists()
    unprotected_vault(tmp_path).close()
    third = worked.set_aside()
    assert second.exists()
    assert third != second
    assert not [path for path in third.iterdir() if path.name.startswith("earlier")]


@pytest.mark.parametrize("step", ["folder made", "databases moved", "backups moved", "keys moved"])
def test_setting_aside_cut_off_is_never_taken_for_an_empty_folder(
    worked: Vault, tmp_path: Path, clock: Clock, step: str
) -> None:
    before = titles(worked, worked.key_unprotected())
    with pytest.raises(Stopped):
        closed_vault(tmp_path, clock, hook=stopping(step)).set_aside()
    if step == "keys moved":
        assert worked.look().state is VaultState.ABSENT
        (folder,) = (tmp_path / "set-aside").iterdir()
    else:
        assert worked.look().state is VaultState.UNPROTECTED
        folder = worked.set_aside()
        assert list((tmp_path / "set-aside").iterdir()) == [folder]
    aside = closed_vault(folder)
    assert titles(aside, aside.key_unprotected()) == before


def test_damaged_keys_do_not_keep_anybody_from_setting_aside(worked: Vault, tmp_path: Path) -> None:
    (tmp_path / "vault.keys").write_bytes(b"nonsense")
    (tmp_path / "backups" / "vault.keys").write_bytes(b"nonsense")
    folder = worked.set_aside()
    assert worked.look().state is VaultState.ABSENT
    assert (folder / "vault.keys").read_bytes() == b"nonsense"
