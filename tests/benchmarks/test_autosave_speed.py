"""Saving after each edit costs at most twice as much encrypted as it would in a plain file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest

from permitdesk.domain.case import Absence, Case
from permitdesk.storage.database import Connect, connect
from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault.records import DataKey
from tests.faults.harness import faulty_disk
from tests.storage.made_cases import FULL_CASE

pytestmark = pytest.mark.benchmark

CONNECT = connector(DataKey("k", bytes(range(48))))
ENGINES: dict[str, Connect] = {"plain": connect, "encrypted": CONNECT}
CASES = {
    "a case of many answers": FULL_CASE,
    "three hundred journeys": FULL_CASE.with_changes(absences=tuple(Absence(str(n)) for n in range(300))),
}
EDITS = 60


def now() -> datetime:
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _saver(store: SqliteCaseStore, case: Case) -> Callable[[int], object]:
    return lambda number: store.save(case.with_changes(note=f"edit {number}"), "timeline")


def _times(saves: dict[str, Callable[[int], object]]) -> dict[str, list[float]]:
    """Seconds of each save, the two in turns, so that what else the machine does troubles both."""
    times: dict[str, list[float]] = {name: [] for name in saves}
    for number in range(EDITS):
        for name, save in saves.items():
            begin = time.perf_counter()
            save(number)
            times[name].append(time.perf_counter() - begin)
    return times


@pytest.mark.parametrize("name", CASES)
def test_an_encrypted_save_takes_at_most_twice_the_time_of_a_plain_one(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    with ExitStack() as stack:
        saves: dict[str, Callable[[int], object]] = {}
        for engine, connect_to in ENGINES.items():
            store = SqliteCaseStore(tmp_path / f"{engine}.db", now, connect_to=connect_to)
            stack.enter_context(closing(store))
            store.save(case, "timeline")
            saves[engine] = _saver(store, case)
        times = _times(saves)
    plain, encrypted = (median(times[engine]) for engine in ("plain", "encrypted"))
    assert encrypted <= 2 * plain, f"{1000 * encrypted:.2f} ms beside {1000 * plain:.2f} ms"


@pytest.mark.skipif(os.name == "nt", reason="the hook replaces calls of POSIX")
def test_an_encrypted_save_syncs_once(tmp_path: Path) -> None:
    with (
        faulty_disk(tmp_path) as disk,
        closing(SqliteCaseStore(tmp_path / "cases.db", now, connect_to=CONNECT)) as store,
    ):
        store.save(FULL_CASE, "timeline")
        disk.heal()
        for number in range(200):
            store.save(FULL_CASE.with_changes(note=f"edit {number}"), "timeline")
        # The journal is moved into the database now and then; that is in the count.
        assert disk.count("sync") <= 1.1 * 200
