"""A disk that fails at any single operation: the vault is as before or as after, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.errors import WrongPassphrase
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.storage.vault.records import VaultState
from tests.faults.harness import Fault, each_fault
from tests.storage.vault.older import older_database
from tests.vault_support import PASSPHRASE, closed_vault, open_vault, unprotected_vault

OTHER = "zupełnie inne hasło"
LAN = Case(case_id="lan", title="Lan")
LAN_2 = LAN.with_changes(title="Lan, second")
STATES = [[LAN, LAN_2], [Case(case_id="olena", title="Olena")]]
#: every operation breaks once; with -m soak it also finds no room, or does half of its work
OFTEN = pytest.param((Fault.BROKEN,), id="broken")
ALL = pytest.param((Fault.NO_ROOM, Fault.HALF), id="full", marks=pytest.mark.soak)
each_kind = pytest.mark.parametrize("faults", [OFTEN, ALL])


def opens(folder: Path, passphrase: str) -> bool:
    try:
        closed_vault(folder).key_from_passphrase(passphrase)
    except WrongPassphrase:
        return False
    return True


def holds_both_states(vault: OpenVault, context: object) -> None:
    try:
        assert vault.store.load("lan").case == LAN_2, str(context)
        assert len(vault.store.history("lan")) == 2, str(context)
    finally:
        vault.close()


Prepare = Callable[[Path], None]


def _copies(vault: OpenVault, folder: Path) -> Prepare:
    vault.store.save(LAN, None)
    vault.store.save(LAN_2, None)
    vault.close()

    def prepare(place: Path) -> None:
        shutil.copytree(folder, place, dirs_exist_ok=True)

    return prepare


@pytest.fixture(scope="module")
def prepare_open(tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    folder = tmp_path_factory.mktemp("open")
    return _copies(unprotected_vault(folder), folder)


@pytest.fixture(scope="module")
def prepare_locked(tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    folder = tmp_path_factory.mktemp("locked")
    return _copies(open_vault(folder), folder)


@each_kind
def test_making_a_vault_on_a_failing_disk_makes_one_or_none(
    tmp_path: Path, faults: tuple[Fault, ...]
) -> None:
    def work(folder: Path) -> None:
        open_vault(folder).close()

    for trial in each_fault(tmp_path, lambda folder: None, work, faults=faults):
        state = closed_vault(trial.folder).look().state
        assert state in (VaultState.ABSENT, VaultState.LOCKED), str(trial)
        vault = open_vault(trial.folder)
        assert vault.store.list_cases() == (), str(trial)
        vault.close()
        shutil.rmtree(trial.folder)


@each_kind
def test_carrying_an_older_database_over_on_a_failing_disk_loses_nothing(
    tmp_path: Path, faults: tuple[Fault, ...]
) -> None:
    def prepare(folder: Path) -> None:
        older_database(folder / "cases.sqlite3", STATES)

    def work(folder: Path) -> None:
        open_vault(folder).close()

    for trial in each_fault(tmp_path, prepare, work, faults=faults):
        state = closed_vault(trial.folder).look().state
        assert state in (VaultState.OLDER_DATABASE, VaultState.LOCKED), str(trial)
        vault = open_vault(trial.folder)
        assert len(vault.store.list_cases()) == 2, str(trial)
        holds_both_states(vault, trial)
        assert not list(trial.folder.glob("cases*")), str(trial)
        shutil.rmtree(trial.folder)


@each_kind
def test_protecting_on_a_failing_disk_leaves_one_whole_vault(
    tmp_path: Path, faults: tuple[Fault, ...], prepare_open: Prepare
) -> None:
    def work(folder: Path) -> None:
        vault = unprotected_vault(folder)
        try:
            vault.protect(vault.prepare_protection(PASSPHRASE))
        finally:
            vault.close()

    for trial in each_fault(tmp_path, prepare_open, work, faults=faults):
        protected = closed_vault(trial.folder).look().state is VaultState.LOCKED
        assert protected or trial.error is not None, str(trial)
        holds_both_states(open_vault(trial.folder) if protected else unprotected_vault(trial.folder), trial)
        assert len(list(trial.folder.glob("vault-*.db*"))) == 1, str(trial)
        shutil.rmtree(trial.folder)


@each_kind
def test_a_passphrase_is_changed_on_a_failing_disk_or_it_is_not(
    tmp_path: Path, faults: tuple[Fault, ...], prepare_locked: Prepare
) -> None:
    def work(folder: Path) -> None:
        vault = open_vault(folder)
        try:
            vault.change_passphrase(vault.prepare_passphrase(OTHER))
        finally:
            vault.close()

    for trial in each_fault(tmp_path, prepare_locked, work, faults=faults):
        changed = opens(trial.folder, OTHER)
        assert opens(trial.folder, PASSPHRASE) is not changed, str(trial)
        assert changed or trial.error is not None, str(trial)
        holds_both_states(open_vault(trial.folder, passphrase=OTHER if changed else PASSPHRASE), trial)
        shutil.rmtree(trial.folder)


@pytest.mark.soak
@pytest.mark.parametrize("fault", [Fault.NO_ROOM, Fault.BROKEN])
def test_a_disk_that_goes_on_failing_while_protecting_changes_nothing_for_the_worse(
    tmp_path: Path, fault: Fault, prepare_open: Prepare
) -> None:
    def work(folder: Path) -> None:
        vault = unprotected_vault(folder)
        try:
            vault.protect(vault.prepare_protection(PASSPHRASE))
        finally:
            vault.close()

    for trial in each_fault(tmp_path, prepare_open, work, faults=(fault,), lasting=True):
        protected = closed_vault(trial.folder).look().state is VaultState.LOCKED
        holds_both_states(open_vault(trial.folder) if protected else unprotected_vault(trial.folder), trial)
        shutil.rmtree(trial.folder)
