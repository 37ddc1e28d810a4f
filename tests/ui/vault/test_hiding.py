"""F9 covers everything at once, and F9 shows it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from permitdesk.ui.vault.quick_hide import HiddenPage
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.vault.conftest import Desk

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(start: Start, locked: None) -> Desk:
    """The case of Jan on the screen."""
    made = start()
    made.unlock()
    made.window.workspace.open_case("jan")
    return made


def f9(desk: Desk) -> None:
    """The key, as the system gives it to the window."""
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_F9)


def accessible_words() -> str:
    """Everything that a screen reader could find in this program, whether shown or not."""
    words: list[str] = []

    def walk(node: QAccessibleInterface | None) -> None:
        if node is None or not node.isValid():
            return
        kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        words.extend(node.text(kind) for kind in kinds)
        for place in range(node.childCount()):
            walk(node.child(place))

    for window in QGuiApplication.topLevelWindows():
        walk(window.accessibleRoot() if hasattr(window, "accessibleRoot") else None)
    return " ".join(words)


def test_the_window_shows_a_neutral_page_at_once_and_the_case_again(desk: Desk) -> None:
    wizard = desk.window.wizard
    assert wizard is not None
    f9(desk)
    page = desk.window.centralWidget()
    assert isinstance(page, HiddenPage)
    assert page.isVisible()
    assert "F9" in page.words.text()
    assert not wizard.isVisible()
    assert not desk.window.isAncestorOf(wizard)
    assert desk.window.windowTitle() == "PermitDesk"
    f9(desk)
    assert wizard.isVisible()
    assert desk.window.wizard is wizard


def test_nothing_of_the_case_is_left_for_a_screen_reader(desk: Desk) -> None:
    f9(desk)
    left = " ".join(label.text() for label in desk.window.findChildren(QLabel))
    assert "Jan" not in left
    assert "Jan" not in accessible_words()


def test_dialogs_are_covered_and_come_back_with_their_text(desk: Desk) -> None:
    dialog = QDialog(desk.window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    QTest.keyClicks(field, "half a")
    desk.window.inputs.watch(dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F9)
    assert desk.window.quick_hide.is_hidden
    assert not dialog.isVisible()
    f9(desk)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert field.text() == "half a"
    dialog.close()


def test_half_typed_text_is_there_again(desk: Desk) -> None:
    desk.type("case_title", " x")
    f9(desk)
    f9(desk)
    session = desk.window.workspace.session
    assert session is not None
    assert session.case.title == "Jan x"
    assert desk.window.bar.title.text() == "Jan x"


def test_while_hidden_no_other_key_does_anything_with_the_case(desk: Desk) -> None:
    f9(desk)
    session = desk.window.workspace.session
    assert session is not None
    before = session.step
    QTest.keyClick(desk.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.step is before
    assert [dialog for dialog in desk.window.findChildren(QDialog) if dialog.isVisible()] == []
    f9(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert session.step is not before


def test_locking_while_hidden_shows_the_lock_when_it_is_shown_again(desk: Desk) -> None:
    f9(desk)
    desk.keeper.idle.idle.emit()
    assert desk.state() is GateState.LOCKED
    assert desk.window.quick_hide.is_hidden
    f9(desk)
    assert desk.screen.isVisible()
    desk.unlock()
    assert desk.window.workspace.session is not None


def test_a_dialog_that_had_the_keyboard_and_went_with_the_lock_is_no_obstacle(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = QDialog(desk.window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    field.setFocus()
    qtbot.waitUntil(lambda: QGuiApplication.focusObject() is field)
    desk.window.inputs.watch(dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F9)
    desk.gate.lock()
    qtbot.waitUntil(lambda: not isValid(field))
    f9(desk)
    assert not desk.window.quick_hide.is_hidden
    assert desk.keeper.view.isVisible()
    assert desk.state() is GateState.LOCKED
