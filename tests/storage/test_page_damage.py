"""A damaged byte is told or does no harm; it never becomes another date."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from permitdesk.desk.records import DerivedFacts, DeskDeadline
from permitdesk.domain.case import Absence, Case, CurrentStay
from permitdesk.storage.errors import Damaged, LastChangesLost, StorageError
from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault.records import DataKey

CONNECT = connector(DataKey("k", bytes(range(48))))
CASES = 12
#: which bytes are damaged; the same on every run
SEED = 20261121


def now() -> datetime:
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def open_store(folder: Path, *, accept_lost_changes: bool = False) -> SqliteCaseStore:
    return SqliteCaseStore(
        folder / "vault-1.db", now, connect_to=CONNECT, accept_lost_changes=accept_lost_changes
    )


def a_case(number: int, version: int) -> Case:
    last_day = date(2027, 1 + number % 12, 1 + version)
    absences = tuple(Absence(f"a{n}", date(2024, 1, 1 + n), date(2024, 2, 1 + n)) for n in range(20))
    return Case(
        f"c{number}",
        title=str(version),
        current_stay=CurrentStay("visa", last_day=last_day),
        absences=absences,
    )


def facts_of(case: Case) -> DerivedFacts:
    assert case.current_stay is not None
    day = case.current_stay.last_day
    assert day is not None
    return DerivedFacts(now().date(), "r", day, (DeskDeadline(day, "last", "last_day", case.case_id),))


#: what may be read of a case: its newest state only
NEWEST = {f"c{n}": a_case(n, 2 if n < 4 else 1) for n in range(CASES)}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a killed program: all cases in the database, the last four edits in the journal."""
    folder, copy = tmp_path_factory.mktemp("open"), tmp_path_factory.mktemp("killed")
    with closing(open_store(folder)) as store:
        for number in range(CASES):
            case = a_case(number, 1)
            store.save(case, "timeline", facts=facts_of(case))
    with closing(open_store(folder)) as store:
        for number in range(4):
            case = a_case(number, 2)
            store.save(case, "timeline", facts=facts_of(case))
        shutil.copytree(folder, copy, dirs_exist_ok=True)
    return copy


@pytest.fixture(scope="module")
def closed(killed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after a start and an end: everything in the database, so no journal hides its damage."""
    folder = tmp_path_factory.mktemp("closed")
    shutil.copytree(killed, folder, dirs_exist_ok=True)
    open_store(folder).close()
    return folder


@pytest.fixture
def damaged(killed: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "damaged"
    shutil.copytree(killed, folder)
    return folder


def _flip(path: Path, place: int, bits: int = 0xFF) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ bits]))


def _read_all(folder: Path) -> Iterator[StorageError]:
    """Read everything that can be read; what cannot is told, and what is read is the newest state.

    Raises AssertionError for an answer that nobody gave, or an older one.
    """
    try:
        store = open_store(folder)
    except Damaged as error:
        yield error
        return
    with closing(store):
        try:
            for line in store.list_cases():
                wanted = facts_of(NEWEST[line.case_id])
                assert line.last_day_of_legal_stay == wanted.last_day_of_legal_stay
                assert line.deadlines == wanted.deadlines
        except Damaged as error:
            yield error
        for case_id, case in NEWEST.items():
            try:
                assert store.load(case_id).case == case
                for entry in store.history(case_id):
                    state = store.state(case_id, entry.revision)
                    assert state in (a_case(int(case_id[1:]), version) for version in (1, 2))
            except Damaged as error:
                yield error


def _outcome(whole: Path, folder: Path, name: str, place: int, bits: int = 0xFF) -> list[StorageError]:
    shutil.rmtree(folder)
    shutil.copytree(whole, folder)
    _flip(folder / name, place, bits)
    try:
        return list(_read_all(folder))
    except AssertionError as error:
        raise AssertionError(f"byte {place} of {name}, bits {bits:#x}") from error


def test_without_damage_everything_is_read(damaged: Path) -> None:
    assert list(_read_all(damaged)) == []


def test_each_byte_of_the_head_of_the_database_is_told_or_harmless(closed: Path, damaged: Path) -> None:
    told = [place for place in range(100) if _outcome(closed, damaged, "vault-1.db", place)]
    # The first sixteen bytes are the salt, which the vault knows from its key.
    assert told == list(range(16, 100))


def test_damaged_bytes_anywhere_in_the_database_are_told_or_harmless(closed: Path, damaged: Path) -> None:
    chance = random.Random(SEED)
    sys.stderr.write(f"seed {SEED}\n")
    size = (closed / "vault-1.db").stat().st_size
    told = 0
    for _ in range(100):
        place, bits = chance.randrange(size), 1 << chance.randrange(8)
        told += bool(_outcome(closed, damaged, "vault-1.db", place, bits))
    assert told > 30


def test_each_byte_of_the_head_of_the_journal_and_of_a_frame_is_told(killed: Path, damaged: Path) -> None:
    # Version and page size and checksums, then the first frame.
    for place in range(32 + 24 + 8):
        assert _outcome(killed, damaged, "vault-1.db-wal", place, 0x01), place


def test_damaged_bytes_anywhere_in_the_journal_are_told(killed: Path, damaged: Path) -> None:
    chance = random.Random(SEED)
    size = (killed / "vault-1.db-wal").stat().st_size
    places = [chance.randrange(size) for _ in range(80)] + [size - 1, size - 4096, size - 4097, size - 4120]
    for place in places:
        (error,) = _outcome(killed, damaged, "vault-1.db-wal", place, 1 << chance.randrange(8))
        assert isinstance(error, LastChangesLost)


def test_a_damaged_journal_is_left_alone_until_older_answers_are_accepted(damaged: Path) -> None:
    journal = damaged / "vault-1.db-wal"
    length = 24 + 4096
    frames = (journal.stat().st_size - 32) // length
    _flip(journal, 32 + (frames - 1) * length + 100)
    before = {file.name: file.read_bytes() for file in damaged.iterdir()}
    for _ in range(2):
        with pytest.raises(LastChangesLost):
            open_store(damaged)
    assert {file.name: file.read_bytes() for file in damaged.iterdir()} == before
    with closing(open_store(damaged, accept_lost_changes=True)) as store:
        assert store.load("c3").case == a_case(3, 1)
        assert store.load("c2").case == a_case(2, 2)
        store.save(a_case(3, 3), "timeline")
    with closing(open_store(damaged)) as store:
        assert store.load("c3").case == a_case(3, 3)


@pytest.mark.parametrize("missing", [1, 24, 100, 4096])
def test_a_journal_that_ends_in_the_middle_of_a_frame_is_the_mark_of_a_killed_program(
    missing: int, damaged: Path
) -> None:
    journal = damaged / "vault-1.db-wal"
    content = journal.read_bytes()
    journal.write_bytes(content[:-missing])
    with closing(open_store(damaged)) as store:
        assert store.load("c2").case == a_case(2, 2)


def test_zeros_at_the_end_of_the_journal_are_the_mark_of_a_power_cut(damaged: Path) -> None:
    journal = damaged / "vault-1.db-wal"
    content = journal.read_bytes()
    journal.write_bytes(content[:-200] + bytes(200) + bytes(3 * 4120))
    with closing(open_store(damaged)) as store:
        assert store.load("c2").case == a_case(2, 2)


def test_a_damaged_case_leaves_the_others_readable(closed: Path, damaged: Path) -> None:
    """Most pages belong to few cases; at least the others are read after each damage."""
    size = (closed / "vault-1.db").stat().st_size
    partly = 0
    for page in range(3, size // 4096):
        errors = _outcome(closed, damaged, "vault-1.db", page * 4096 + 2000)
        partly += 0 < len(errors) < CASES
    assert partly >= 3
