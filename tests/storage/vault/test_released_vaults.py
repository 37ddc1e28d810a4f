"""The vault of each released version, written by that version, opens with all it holds.

``tests/files/vault_<version>`` is a data folder as that version left it; ``told.json`` beside it has the
cases as its case files said them. They are made once, when a version is released, and never again.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from permitdesk.storage.case_store import AuditAction, Link
from permitdesk.storage.exchange import case_to_json
from permitdesk.storage.vault.records import VaultState
from permitdesk.storage.vault.vault import Vault
from tests.vault_support import Clock, NoKeyring

FILES = Path(__file__).resolve().parents[2] / "files"
RELEASED = ["0_4_0"]
PASSPHRASE = "Zażółć gęślą jaźń"
RECOVERY_KEYS = {"0_4_0": "NRVM-M45G-2CSZ-8XJD-0EQC-7ZPA-VMBM-0WAT-20MA"}
LATER = Clock(datetime(2026, 12, 24, 12, 0, tzinfo=UTC))


@pytest.fixture(params=RELEASED)
def version(request: pytest.FixtureRequest) -> str:
    """The version that wrote the vault."""
    return str(request.param)


@pytest.fixture
def folder(version: str, tmp_path: Path) -> Path:
    """A data folder as that version left it."""
    return Path(shutil.copytree(FILES / f"vault_{version}", tmp_path / "data"))


def vault_in(folder: Path) -> Vault:
    """The vault as the program opens it, with the costs and the floor of the real thing."""
    return Vault(folder, LATER, keyring=NoKeyring())


def shared_part(told: Any, now: Any) -> Any:
    """Of ``now`` only what ``told`` has a word for: newer versions may say more, never something else."""
    if isinstance(told, dict) and isinstance(now, dict):
        return {name: shared_part(value, now.get(name)) for name, value in told.items()}
    if isinstance(told, list) and isinstance(now, list) and len(told) == len(now):
        return [shared_part(one, other) for one, other in zip(told, now, strict=True)]
    return now


def test_the_passphrase_opens_every_case_as_it_was_told(folder: Path) -> None:
    vault = vault_in(folder)
    look = vault.look()
    assert (look.state, look.made_on, look.has_recovery_key) == (VaultState.LOCKED, date(2026, 11, 21), True)
    told = json.loads((folder / "told.json").read_text("utf-8"))
    assert len(told) == 4
    with_case = vault.open(vault.key_from_passphrase(PASSPHRASE))
    store = with_case.store
    for case_id, case in told.items():
        del case["version"]
        assert shared_part(case, case_to_json(store.load(case_id).case)) == case
    with_case.close()


def test_the_recovery_key_opens_it_with_all_that_stands_beside_the_answers(
    folder: Path, version: str
) -> None:
    vault = vault_in(folder)
    opened = vault.open(vault.key_from_recovery_key(RECOVERY_KEYS[version]))
    store = opened.store
    lines = {line.case_id: line for line in store.list_cases()}
    assert sorted(lines) == ["stored-0", "stored-1", "stored-2"]
    assert [line.case_id for line in store.list_cases(deleted=True)] == ["stored-3"]
    assert lines["stored-0"].tags == ("pilne", "rodzina")
    assert store.links("stored-0") == (Link("stored-1", "child"),)
    assert lines["stored-2"].closed_at is not None
    assert lines["stored-2"].keep_until == date(2030, 1, 31)
    assert (store.author, store.setting("trash_days")) == ("Marta W.", "45")
    states = store.history("stored-1")
    assert [(state.revision, state.action, state.author) for state in states] == [
        (3, AuditAction.RESTORED, "Marta W."),
        (2, AuditAction.EDITED, "Marta W."),
        (1, AuditAction.IMPORTED, "Marta W."),
    ]
    assert store.state("stored-1", 2).title == "Case 1 żółć"
    assert [line.case_id for line in store.list_cases("zolc")] == ["stored-2", "stored-0"]
    (note,) = store.deletion_notes()
    assert (note.reason, note.author, note.backups_left) == ("request", "Marta W.", ())
    opened.close()


def test_its_safety_copy_is_whole_and_one_can_go_on_with_it(folder: Path) -> None:
    vault = vault_in(folder)
    key = vault.key_from_passphrase(PASSPHRASE)
    (copy,) = vault.good_copies(key)
    assert copy.made_at == datetime(2026, 11, 21, 9, 12, tzinfo=UTC)
    (folder / "vault-1.db").write_bytes(b"nonsense")
    vault.go_on_with(copy, key)
    opened = vault.open(key)
    assert {line.case_id for line in opened.store.list_cases()} == {"stored-0", "stored-1", "stored-2"}
    opened.close()


def test_what_it_holds_can_be_changed(folder: Path) -> None:
    vault = vault_in(folder)
    key = vault.key_from_passphrase(PASSPHRASE)
    opened = vault.open(key)
    stored = opened.store.load("stored-0")
    assert opened.store.save(stored.case.with_changes(title="New"), None, expected=stored.revision) == 3
    opened.close()
    again = vault.open(key)
    assert again.store.load("stored-0").case.title == "New"
    again.close()
