"""Locking while cases are being taken over: what was chosen is not lost, and nothing of it stays in sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from permitdesk.storage.exchange import write_case
from permitdesk.ui.desk.import_dialog import ImportDialog
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.vault.conftest import JAN, Desk

# Qt's offscreen screen has no window manager.
Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(start: Start, locked: None) -> Desk:
    """An open vault with the case of Jan."""
    made = start()
    made.unlock()
    return made


@pytest.fixture
def dialog(desk: Desk, tmp_path: Path) -> ImportDialog:
    """A file with another state of a case that is here."""
    file = tmp_path / "jan.json"
    write_case(file, JAN.with_changes(title="Jan of the file"))
    opened = desk.window.desk_actions.open_path(file)
    assert isinstance(opened, ImportDialog)
    desk.qtbot.waitUntil(opened.take.isEnabled)
    return opened


def test_the_choices_come_back_after_unlocking_and_can_be_taken(desk: Desk, dialog: ImportDialog) -> None:
    dialog.merge.table.selectAll()
    dialog.merge.take_theirs.click()
    desk.gate.lock()
    assert not dialog.isVisible()
    desk.unlock()
    assert dialog.isVisible()
    desk.press(dialog.take)
    assert desk.window.workspace.store.load("jan").case.title == "Jan of the file"


def test_a_dialog_in_which_all_is_done_goes_when_the_cases_are_locked(
    desk: Desk, dialog: ImportDialog
) -> None:
    desk.press(dialog.take)
    desk.gate.lock()
    desk.unlock()
    assert not any(dialog.isVisible() for dialog in desk.window.findChildren(ImportDialog))


def test_the_key_that_locks_works_while_a_dialog_has_the_keyboard(desk: Desk, dialog: ImportDialog) -> None:
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.state() is GateState.LOCKED
    assert not dialog.isVisible()
