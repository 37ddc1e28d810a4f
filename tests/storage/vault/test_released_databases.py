"""The database of each released version, written by that version, opens in a vault with all it holds."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from permitdesk.storage.exchange import case_to_json
from permitdesk.storage.vault.records import VaultState
from tests.vault_support import closed_vault, open_vault, unprotected_vault

FILES = Path(__file__).resolve().parents[2] / "files"
RELEASED = ["0_1_0", "0_2_0", "0_3_0"]


@pytest.fixture(params=RELEASED)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder as that version left it."""
    shutil.copyfile(FILES / f"database_{request.param}.sqlite3", tmp_path / "cases.sqlite3")
    return tmp_path


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What the standard library reads in the old file."""
    with closing(sqlite3.connect(path)) as old:
        return old.execute(query).fetchall()


def shared_part(told: Any, now: Any) -> Any:
    """Of ``now`` only what ``told`` has a word for: newer versions may say more, never something else."""
    if isinstance(told, dict) and isinstance(now, dict):
        return {name: shared_part(value, now.get(name)) for name, value in told.items()}
    if isinstance(told, list) and isinstance(now, list) and len(told) == len(now):
        return [shared_part(one, other) for one, other in zip(told, now, strict=True)]
    return now


def test_a_database_of_a_released_version_is_found_and_waits_to_be_carried_over(folder: Path) -> None:
    assert closed_vault(folder).look().state is VaultState.OLDER_DATABASE


def test_every_case_of_a_released_version_is_there_as_it_was_told(folder: Path) -> None:
    before = dict(rows(folder / "cases.sqlite3", "SELECT case_id, json FROM cases"))
    assert len(before) == 6
    store = open_vault(folder).store
    for case_id, document in before.items():
        told = json.loads(document)["case"]
        del told["version"]
        assert shared_part(told, case_to_json(store.load(case_id).case)) == told


def test_the_list_of_a_released_version_is_kept_with_what_was_deleted(folder: Path) -> None:
    before = rows(folder / "cases.sqlite3", "SELECT case_id, title, last_day, deleted_at, route FROM cases")
    store = unprotected_vault(folder).store
    listed = {case.case_id: case for case in store.list_cases()}
    deleted = {case.case_id: case for case in store.list_cases(deleted=True)}
    assert deleted.keys() == {row[0] for row in before if row[3]}
    assert len(deleted) == 1
    for case_id, title, last_day, _, route in before:
        line = (listed | deleted)[case_id]
        day = None if last_day is None else date.fromisoformat(last_day)
        assert (line.title, line.last_day_of_legal_stay, line.route) == (title, day, route)


def test_every_state_of_a_released_version_can_be_brought_back(folder: Path) -> None:
    states = rows(folder / "cases.sqlite3", "SELECT case_id, revision FROM history")
    store = open_vault(folder).store
    kept = {(case_id, entry.revision) for case_id, _ in states for entry in store.history(case_id)}
    assert kept == set(states)
    for case_id, revision in states:
        assert store.state(case_id, revision).case_id == case_id


def test_afterwards_nothing_of_the_older_database_is_left(folder: Path) -> None:
    (title,) = rows(folder / "cases.sqlite3", "SELECT title FROM cases LIMIT 1")[0]
    assert title.encode() in (folder / "cases.sqlite3").read_bytes()
    open_vault(folder).close()
    assert not (folder / "cases.sqlite3").exists()
    assert not any(title.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
