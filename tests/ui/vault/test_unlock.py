"""Unlocking: wrong passphrases, growing pauses, the recovery key, and setting a vault aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from permitdesk.ui.vault.new_passphrase_screen import NewPassphraseScreen
from permitdesk.ui.vault.obstacle_screens import ObstacleScreen
from permitdesk.ui.vault.setup_screen import SetupScreen
from permitdesk.ui.vault.unlock_screen import UnlockScreen
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.vault.conftest import Desk
from tests.vault_support import PASSPHRASE, Clock, closed_vault

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def unlock_screen(desk: Desk) -> UnlockScreen:
    """The screen with the passphrase."""
    screen = desk.screen
    assert isinstance(screen, UnlockScreen)
    return screen


@pytest.mark.usefixtures("locked")
def test_the_right_passphrase_shows_the_cases(start: Start) -> None:
    desk = start()
    assert desk.titles() == []
    desk.unlock()
    assert desk.window.start.isVisible()
    assert desk.titles() == ["Jan"]


@pytest.mark.usefixtures("locked")
def test_a_wrong_passphrase_is_said_and_can_be_typed_anew_at_once(start: Start) -> None:
    desk = start()
    desk.unlock("something else")
    screen = unlock_screen(desk)
    assert screen.message.isVisible()
    assert screen.passphrase.edit.hasSelectedText()
    desk.unlock()
    assert desk.state() is GateState.OPEN


@pytest.mark.usefixtures("locked")
def test_from_the_third_wrong_passphrase_on_the_pauses_grow_to_a_minute(start: Start) -> None:
    desk = start()
    pauses = []
    for _ in range(8):
        desk.gate.unlock("wrong one")
        pauses.append(desk.gate.pause)
        while desk.gate.pause:
            desk.gate.tries.second()
    assert pauses == [0, 0, 2, 4, 8, 16, 32, 60]


@pytest.mark.usefixtures("locked")
def test_during_a_pause_nothing_is_tried_and_the_seconds_are_shown(start: Start) -> None:
    desk = start()
    for _ in range(3):
        desk.gate.unlock("wrong one")
    desk.type("passphrase", PASSPHRASE)
    screen = unlock_screen(desk)
    assert "2 s" in screen.message.words()
    assert not screen.unlock.isEnabled()
    QTest.keyClick(screen.passphrase.edit, Qt.Key.Key_Return)
    assert desk.state() is GateState.LOCKED
    desk.gate.tries.second()
    assert "1 s" in screen.message.words()
    desk.gate.tries.second()
    desk.press(screen.unlock)
    assert desk.state() is GateState.OPEN


@pytest.mark.usefixtures("locked")
def test_after_any_trouble_the_keyboard_is_in_the_field_again(start: Start, folder: Path) -> None:
    desk = start()
    away = folder.rename(folder.with_name("unplugged"))
    desk.unlock()
    screen = unlock_screen(desk)
    assert screen.message.words()
    field = desk.window.focusWidget()
    assert field is screen.passphrase.edit
    away.rename(folder)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.state() is GateState.OPEN


@pytest.fixture
def recovery_key(folder: Path, clock: Clock) -> str:
    """The recovery key of a vault that is there."""
    vault = closed_vault(folder, clock)
    prepared = vault.prepare(PASSPHRASE)
    assert prepared.recovery_key is not None
    vault.create(prepared).close()
    return prepared.recovery_key.text


def test_the_recovery_key_opens_and_then_a_new_passphrase_must_be_chosen(
    start: Start, recovery_key: str, folder: Path, clock: Clock
) -> None:
    desk = start()
    screen = unlock_screen(desk)
    desk.press(screen.forgotten)
    desk.type("recovery_key", recovery_key.lower().replace("-", " "))
    desk.press(screen.use_key)
    chosen = desk.screen
    assert isinstance(chosen, NewPassphraseScreen)
    assert not desk.window.start.isVisible()
    desk.type("new_passphrase", "cztery nowe słowa razem")
    desk.type("new_passphrase_again", "cztery nowe słowa razem")
    desk.press(chosen.go_on)
    assert desk.state() is GateState.OPEN
    desk.window.workspace.close()
    again = start(closed_vault(folder, clock))
    again.unlock()
    assert again.state() is GateState.LOCKED
    again.unlock("cztery nowe słowa razem")
    assert again.state() is GateState.OPEN


def test_a_mistyped_recovery_key_is_told_from_one_of_another_vault(
    start: Start, recovery_key: str, tmp_path: Path
) -> None:
    desk = start()
    screen = unlock_screen(desk)
    desk.press(screen.forgotten)
    desk.type("recovery_key", recovery_key[:-1])
    desk.press(screen.use_key)
    mistyped = screen.message.words()
    other = closed_vault(tmp_path / "other").prepare(PASSPHRASE).recovery_key
    assert other is not None
    screen.recovery_key.clear()
    desk.type("recovery_key", other.text)
    desk.press(screen.use_key)
    assert screen.message.words() not in ("", mistyped)


@pytest.mark.usefixtures("locked")
def test_who_has_neither_key_can_set_the_vault_aside_and_nothing_is_deleted(
    start: Start, folder: Path
) -> None:
    desk = start()
    screen = unlock_screen(desk)
    before = sorted(path.name for path in folder.glob("vault-*.db"))
    desk.press(screen.forgotten)
    desk.press(screen.neither)
    assert not screen.set_aside.isEnabled()
    screen.sure.click()
    desk.press(screen.set_aside)
    assert isinstance(desk.screen, SetupScreen)
    kept = {path.name for path in (folder / "set-aside").rglob("*") if path.is_file()}
    assert set(before) <= kept
    assert "vault.keys" in kept


@pytest.mark.usefixtures("unprotected")
def test_a_vault_without_a_passphrase_opens_at_once(start: Start) -> None:
    desk = start()
    assert desk.window.start.isVisible()
    assert desk.titles() == ["Jan"]


@pytest.mark.usefixtures("locked")
def test_a_vault_in_use_elsewhere_is_said_and_opens_once_it_is_free(
    start: Start, folder: Path, clock: Clock
) -> None:
    other = closed_vault(folder, clock)
    used = other.open(other.key_from_passphrase(PASSPHRASE))
    desk = start()
    desk.unlock()
    assert desk.state() is GateState.IN_USE
    assert desk.screen.lead.text()
    used.close()
    again = desk.screen.first()
    assert isinstance(again, QPushButton)
    desk.press(again)
    assert desk.state() is GateState.OPEN


@pytest.mark.usefixtures("locked")
def test_where_no_key_file_can_be_read_everything_can_be_set_aside_and_nothing_is_lost(
    start: Start, folder: Path
) -> None:
    keys = [folder / "vault.keys", folder / "backups" / "vault.keys"]
    for path in keys:
        path.write_bytes(b"not a key file")
    desk = start()
    screen = desk.screen
    assert isinstance(screen, ObstacleScreen)
    assert "vault.keys" in screen.lead.text()
    before = {path.read_bytes() for path in folder.glob("vault-*.db")}
    desk.press(screen.aside)
    assert isinstance(desk.screen, SetupScreen)
    assert before <= {path.read_bytes() for path in (folder / "set-aside").rglob("*.db")}
