"""The dialog about vault and privacy: each decision, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from permitdesk.ui.vault.passphrase_fields import NewPassphrase
from permitdesk.ui.vault.privacy_dialog import PrivacyDialog
from permitdesk.ui.vault.privacy_steps import ChangeStep, OpenStep, ProtectStep
from permitdesk.ui.vault.sheet_part import SheetPart
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.conftest import type_text
from tests.ui.vault.conftest import Desk
from tests.vault_support import PASSPHRASE, Clock, KeyringInMemory, closed_vault

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NEW = "osiem nowych słów na zawsze"


def privacy(desk: Desk) -> PrivacyDialog:
    """The dialog, from the menu."""
    desk.window.menu.privacy.trigger()
    dialog = desk.window.findChild(PrivacyDialog)
    assert dialog is not None
    return dialog


def choose(fields: NewPassphrase, passphrase: str) -> None:
    """Type a new passphrase twice."""
    type_text(fields.first.edit, passphrase)
    type_text(fields.again.edit, passphrase)


@pytest.fixture
def desk(start: Start, locked: None) -> Desk:
    """An open vault."""
    made = start()
    made.unlock()
    return made


def test_the_passphrase_is_changed_only_by_who_knows_it(desk: Desk) -> None:
    dialog = privacy(desk)
    desk.press(dialog.overview.change)
    step = dialog.steps["change"]
    assert isinstance(step, ChangeStep)
    type_text(step.old.edit, "a guess")
    choose(step.fields, NEW)
    desk.press(step.act)
    assert dialog.message.isVisible()
    step.old.clear()
    type_text(step.old.edit, PASSPHRASE)
    desk.press(step.act)
    dialog.close()
    desk.gate.lock()
    desk.unlock()
    assert desk.state() is GateState.LOCKED
    desk.unlock(NEW)
    assert desk.state() is GateState.OPEN


def test_a_new_recovery_key_is_shown_once_and_the_tick_ends_the_reminder(desk: Desk) -> None:
    dialog = privacy(desk)
    desk.press(dialog.overview.recovery)
    desk.press(dialog.steps["recovery"].act)
    part = dialog.findChild(SheetPart)
    assert part is not None
    assert part.key.isVisible()
    reminded = [desk.gate.sheet_due]
    part.kept.click()
    reminded.append(desk.gate.sheet_due)
    assert reminded == [True, False]
    desk.press(dialog.back)
    desk.qtbot.waitUntil(lambda: dialog.findChild(SheetPart) is None)
    dialog.close()


def test_giving_the_passphrase_up_needs_a_tick_and_the_passphrase(desk: Desk, start: Start) -> None:
    dialog = privacy(desk)
    desk.press(dialog.overview.open)
    step = dialog.steps["open"]
    assert isinstance(step, OpenStep)
    type_text(step.old.edit, PASSPHRASE)
    assert not step.act.isEnabled()
    step.understood.click()
    desk.press(step.act)
    assert desk.gate.vault is not None
    assert not desk.gate.vault.has_passphrase
    assert not desk.gate.can_lock
    dialog.close()
    desk.window.workspace.close()
    assert start().titles() == ["Jan"]


@pytest.mark.usefixtures("unprotected")
def test_a_vault_without_a_passphrase_gets_one_and_a_recovery_key(
    start: Start, folder: Path, clock: Clock
) -> None:
    desk = start()
    dialog = privacy(desk)
    desk.press(dialog.overview.protect)
    step = dialog.steps["protect"]
    assert isinstance(step, ProtectStep)
    choose(step.fields, NEW)
    desk.press(step.act)
    assert dialog.findChild(SheetPart) is not None
    dialog.close()
    assert desk.titles() == ["Jan"]
    assert desk.keeper.reminder.isVisible()
    desk.window.workspace.open_case("jan")
    session = desk.window.workspace.session
    assert session is not None
    session.update(session.case.with_changes(title="Jan protected"))
    assert session.saved
    desk.gate.lock()
    desk.unlock(NEW)
    assert desk.window.workspace.store.load("jan").case.title == "Jan protected"


def test_who_works_here_is_kept_in_the_vault_and_written_into_the_history(desk: Desk) -> None:
    dialog = privacy(desk)
    type_text(dialog.overview.author, "Ewa")
    dialog.close()
    desk.window.workspace.open_case("jan")
    session = desk.window.workspace.session
    assert session is not None
    session.update(session.case.with_changes(title="by Ewa"))
    assert desk.window.workspace.store.history("jan")[0].author == "Ewa"


@pytest.mark.parametrize(("place", "minutes"), [(0, 5), (5, None)])
def test_the_minutes_hold_at_once_and_are_remembered(desk: Desk, place: int, minutes: int | None) -> None:
    dialog = privacy(desk)
    dialog.overview.minutes.setCurrentIndex(place)
    dialog.overview.minutes.activated.emit(place)
    assert desk.keeper.idle.minutes == minutes
    assert desk.window.settings.idle_minutes == (minutes or 0)
    dialog.close()


def test_a_keyring_that_remembers_opens_the_vault_at_the_next_start_and_not_after_locking(
    start: Start, folder: Path, clock: Clock, locked: None
) -> None:
    keyring = KeyringInMemory()
    desk = start(closed_vault(folder, clock, keyring=keyring))
    desk.unlock()
    dialog = privacy(desk)
    assert dialog.overview.remember.isVisible()
    dialog.overview.remember.click()
    dialog.close()
    desk.gate.lock()
    assert desk.state() is GateState.LOCKED
    desk.window.workspace.close()
    again = start(closed_vault(folder, clock, keyring=keyring))
    assert again.state() is GateState.OPEN


def test_without_a_keyring_nothing_about_it_is_offered(desk: Desk) -> None:
    dialog = privacy(desk)
    assert not dialog.overview.remember.isVisible()
    dialog.close()


def test_the_dialog_with_typed_text_goes_when_the_cases_are_locked_and_holds_no_passphrase_after(
    desk: Desk,
) -> None:
    dialog = privacy(desk)
    desk.press(dialog.overview.change)
    step = dialog.steps["change"]
    assert isinstance(step, ChangeStep)
    type_text(step.old.edit, PASSPHRASE)
    QTest.keyClick(step.old.edit, Qt.Key.Key_Tab)
    desk.gate.lock()
    assert not dialog.isVisible()
    assert step.old.text() == ""
