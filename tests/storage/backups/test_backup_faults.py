"""A disk that fails at any operation while a copy is made, a case deleted for good, or a vault rescued."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.errors import Damaged, StorageError
from permitdesk.storage.sqlcipher import connect_encrypted
from permitdesk.storage.vault.rewriting import prove_whole
from tests.faults.harness import Fault, Trial, each_fault, faulty_disk
from tests.storage.backups.page_reader import traces_in
from tests.vault_support import Clock, closed_vault, unprotected_vault

LAN = Case(case_id="lan-id", title="Łańcucka")
OLENA = Case(case_id="olena-id", title="Ołena", note="n" * 5000)
CHANGED = OLENA.with_changes(note="m" * 5000)
WORDS = ["lan-id", "Łańcucka"]

Prepare = Callable[[Path], None]
Work = Callable[[Path], None]
Trials = Callable[[Path, Prepare, Work], Iterable[Trial]]
#: of all operations, so many are tried each time the tests run; with -m soak all of them fail in every way
SAMPLE = 12


def some_faults(folder: Path, prepare: Prepare, work: Work) -> Iterator[Trial]:
    """As ``each_fault``, for operations evenly spread over the work: no room, and the disk breaks."""
    count = folder / "count"
    count.mkdir(parents=True)
    prepare(count)
    with faulty_disk(count) as disk:
        work(count)
        planned = len(disk.operations)
    for trial in range(SAMPLE):
        number = planned * trial // SAMPLE
        fault = Fault.NO_ROOM if trial % 2 else Fault.BROKEN
        place = folder / str(number)
        place.mkdir()
        prepare(place)
        error = None
        with faulty_disk(place) as disk:
            disk.break_at(number, fault)
            try:
                work(place)
            except StorageError as problem:
                error = problem
            if not disk.failed:
                continue
        yield Trial(place, number, disk.operations[number], fault, error)


def all_faults(folder: Path, prepare: Prepare, work: Work) -> Iterator[Trial]:
    """Every operation and every fault."""
    return each_fault(folder, prepare, work)


each_way = pytest.mark.parametrize("trials", [some_faults, pytest.param(all_faults, marks=pytest.mark.soak)])


@pytest.fixture(scope="module")
def prepare(tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    folder, clock = tmp_path_factory.mktemp("template"), Clock()
    vault = unprotected_vault(folder, clock)
    vault.store.save(LAN, None)
    vault.store.save(OLENA, None)
    vault.back_up()
    vault.store.save(CHANGED, None)
    vault.close()

    def fill(place: Path) -> None:
        shutil.copytree(folder, place, dirs_exist_ok=True)

    return fill


def later() -> Clock:
    clock = Clock()
    clock.go_on(hours=5)
    return clock


@each_way
def test_a_copy_is_made_whole_or_not_at_all(tmp_path: Path, prepare: Prepare, trials: Trials) -> None:
    def work(folder: Path) -> None:
        vault = unprotected_vault(folder, later())
        try:
            vault.back_up()
        finally:
            vault.close()

    for trial in trials(tmp_path, prepare, work):
        vault = unprotected_vault(trial.folder, later())
        copies = vault.backups()
        assert copies[-1].cases == 2, str(trial)
        assert len(copies) in ((1, 2) if trial.error else (2,)), str(trial)
        for copy in copies:
            with closing(connect_encrypted(copy.path, vault.data_keys[0])) as connection:
                prove_whole(connection)
        assert vault.store.load("olena-id").case == CHANGED, str(trial)
        assert vault.back_up() is not None, str(trial)
        assert not list(trial.folder.rglob("*.part*")), str(trial)
        vault.close()
        shutil.rmtree(trial.folder)


@each_way
def test_a_deletion_happened_or_not_and_is_finished_at_the_next_start(
    tmp_path: Path, prepare: Prepare, trials: Trials
) -> None:
    def work(folder: Path) -> None:
        vault = unprotected_vault(folder, later())
        try:
            vault.purge("lan-id", "request")
        finally:
            vault.close()

    for trial in trials(tmp_path, prepare, work):
        vault = unprotected_vault(trial.folder, later())
        secrets = [bytes(key.secret) for key in vault.data_keys]
        assert vault.store.load("olena-id").case == CHANGED, str(trial)
        gone = "lan-id" not in {line.case_id for line in vault.store.list_cases()}
        assert gone or trial.error is not None, str(trial)
        if gone:
            assert vault.store.unfinished_deletions() == (), str(trial)
            assert traces_in(trial.folder, secrets, WORDS) == {}, str(trial)
        else:
            assert vault.store.deletion_notes() == (), str(trial)
            assert vault.purge("lan-id", "request") == 0, str(trial)
            assert traces_in(trial.folder, secrets, WORDS) == {}, str(trial)
        assert [copy.cases for copy in vault.backups()] == [1], str(trial)
        vault.close()
        shutil.rmtree(trial.folder)


@each_way
def test_a_rescue_happened_or_not_and_the_damaged_file_is_kept(
    tmp_path: Path, prepare: Prepare, trials: Trials
) -> None:
    def damaged(place: Path) -> None:
        prepare(place)
        database = place / "vault-1.db"
        data = bytearray(database.read_bytes())
        data[100] ^= 1
        database.write_bytes(bytes(data))

    def work(folder: Path) -> None:
        closed = closed_vault(folder, later())
        key = closed.key_unprotected()
        for copy in closed.good_copies(key)[:1]:
            closed.go_on_with(copy, key)

    damaged(tmp_path / "once")
    content = (tmp_path / "once" / "vault-1.db").read_bytes()
    for trial in trials(tmp_path, damaged, work):
        closed = closed_vault(trial.folder, later())
        key = closed.key_unprotected()
        try:
            vault = closed.open(key)
        except Damaged:
            assert (trial.folder / "vault-1.db").read_bytes() == content, str(trial)
            (copy,) = closed.good_copies(key)
            closed.go_on_with(copy, key)
            vault = closed.open(key)
        assert vault.store.load("lan-id").case == LAN, str(trial)
        kept = [path.read_bytes() for path in (trial.folder / "set-aside").rglob("vault-1.db")]
        assert content in kept, str(trial)
        vault.close()
        shutil.rmtree(trial.folder)
