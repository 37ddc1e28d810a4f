"""The first start: a passphrase or, deliberately, none; and the recovery key right after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from permitdesk.domain.case import Case
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.vault.setup_screen import SetupScreen
from permitdesk.ui.vault.sheet_screen import SheetScreen
from permitdesk.ui.vault.unlock_screen import UnlockScreen
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.vault.conftest import Desk
from tests.vault_support import PASSPHRASE, Clock, closed_vault

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def choose(desk: Desk, passphrase: str = PASSPHRASE) -> SheetScreen:
    """Choose a passphrase on the first screen."""
    screen = desk.screen
    assert isinstance(screen, SetupScreen)
    desk.type("new_passphrase", passphrase)
    desk.type("new_passphrase_again", passphrase)
    desk.press(screen.protect)
    shown = desk.screen
    assert isinstance(shown, SheetScreen)
    return shown


def test_the_first_start_asks_for_a_passphrase_before_anything_else(start: Start) -> None:
    desk = start()
    assert isinstance(desk.screen, SetupScreen)
    assert not desk.window.start.isVisible()
    assert not desk.window.menu.open_file.isEnabled()


@pytest.mark.parametrize(
    ("first", "again"),
    [("short", "short"), ("kot pies dom las", "kot pies dom la"), ("kot pies dom las", "Kot pies dom las")],
)
def test_a_short_passphrase_or_two_that_differ_cannot_be_taken(start: Start, first: str, again: str) -> None:
    desk = start()
    screen = desk.screen
    assert isinstance(screen, SetupScreen)
    desk.type("new_passphrase", first)
    desk.type("new_passphrase_again", again)
    assert not screen.protect.isEnabled()
    assert screen.fields.judgement.text()


def test_the_recovery_key_comes_next_and_going_on_needs_a_tick(start: Start) -> None:
    desk = start()
    sheet = choose(desk)
    assert desk.gate.recovery_key is not None
    assert sheet.part.key.text() == desk.gate.recovery_key.text
    assert not sheet.go_on.isEnabled()
    sheet.part.kept.click()
    desk.press(sheet.go_on)
    assert desk.window.start.isVisible()
    assert not desk.gate.sheet_due
    assert not desk.keeper.reminder.isVisible()


def test_a_saved_sheet_ticks_the_box_and_one_that_cannot_be_written_does_not(
    start: Start, tmp_path: Path
) -> None:
    desk = start()
    sheet = choose(desk)
    sheet.part.write_to(tmp_path / "nowhere.pdf")
    assert "nowhere.pdf" in sheet.part.message.words()
    assert not sheet.part.kept.isChecked()
    sheet.part.write_to(tmp_path / "sheet.pdf")
    assert sheet.part.kept.isChecked()
    assert desk.sheets == [sheet.part.key.text()]


def test_later_leaves_a_reminder_until_the_sheet_is_made(start: Start) -> None:
    desk = start()
    desk.press(choose(desk).later)
    assert desk.window.start.isVisible()
    assert desk.keeper.reminder.isVisible()
    desk.gate.lock()
    desk.unlock()
    assert desk.keeper.reminder.isVisible()


def test_locked_right_after_it_was_made_the_mark_of_its_sheet_is_shown(start: Start) -> None:
    desk = start()
    desk.press(choose(desk).later)
    mark = desk.gate.port.look().vault_mark
    assert mark
    desk.gate.lock()
    screen = desk.screen
    assert isinstance(screen, UnlockScreen)
    desk.press(screen.forgotten)
    assert any(mark in label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_no_passphrase_needs_a_deliberate_tick(start: Start, folder: Path, clock: Clock) -> None:
    desk = start()
    screen = desk.screen
    assert isinstance(screen, SetupScreen)
    desk.press(screen.without)
    assert not screen.go_without.isEnabled()
    screen.understood.click()
    desk.press(screen.go_without)
    assert desk.window.start.isVisible()
    assert desk.gate.vault is not None
    assert not desk.gate.vault.has_passphrase


def test_back_from_no_passphrase_takes_the_tick_away(start: Start) -> None:
    desk = start()
    screen = desk.screen
    assert isinstance(screen, SetupScreen)
    desk.press(screen.without)
    screen.understood.click()
    desk.press(screen.back)
    desk.press(screen.without)
    assert not screen.go_without.isEnabled()


def test_the_cases_of_an_older_program_are_carried_over_and_its_file_goes(
    start: Start, folder: Path, clock: Clock
) -> None:
    folder.mkdir()
    older = SqliteCaseStore(folder / "cases.sqlite3", clock)
    older.save(Case("old", title="From before"), "applicant")
    older.close()
    desk = start()
    screen = desk.screen
    assert isinstance(screen, SetupScreen)
    assert screen.older.isVisible()
    sheet = choose(desk)
    desk.press(sheet.later)
    assert desk.titles() == ["From before"]
    assert not (folder / "cases.sqlite3").exists()


def test_what_was_set_up_opens_with_the_passphrase_next_time(
    start: Start, folder: Path, clock: Clock
) -> None:
    desk = start()
    desk.press(choose(desk).later)
    desk.window.workspace.close()
    again = start(closed_vault(folder, clock))
    assert again.state() is GateState.LOCKED
    again.unlock()
    assert again.state() is GateState.OPEN
