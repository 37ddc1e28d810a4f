"""Locking: nothing of a case stays on the screen, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from permitdesk.interview.steps import StepId
from permitdesk.storage.errors import DiskFull
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.vault.idle import IdleWatch
from permitdesk.ui.vault.setup_screen import SetupScreen
from permitdesk.ui.vault.unlock_screen import UnlockScreen
from permitdesk.ui.viewmodels.gate import GateState
from permitdesk.ui.viewmodels.session import CaseSession
from tests.ui.vault.conftest import Desk

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(start: Start, locked: None) -> Desk:
    """An open vault with the case of Jan on the screen."""
    made = start()
    made.unlock()
    made.window.workspace.open_case("jan")
    return made


def session(desk: Desk) -> CaseSession:
    """The open case."""
    opened = desk.window.workspace.session
    assert opened is not None
    return opened


def words_on_screen(window: QWidget) -> str:
    """Every word of every widget that belongs to the window, shown or not."""
    labels = [label.text() for label in window.findChildren(QLabel)]
    lines = [line.text() for line in window.findChildren(QLineEdit)]
    texts = [text.toPlainText() for text in window.findChildren(QPlainTextEdit)]
    return " ".join([window.windowTitle(), *labels, *lines, *texts])


def test_locking_leaves_nothing_of_the_case_in_the_window(desk: Desk) -> None:
    assert "Jan" in words_on_screen(desk.window)
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.state() is GateState.LOCKED
    assert desk.gate.vault is None
    desk.qtbot.waitUntil(lambda: "Jan" not in words_on_screen(desk.window))
    assert desk.titles() == []


def test_after_unlocking_the_same_case_opens_on_the_same_step(desk: Desk) -> None:
    session(desk).go_to(StepId.STAY_NOW)
    desk.press(desk.window.bar.lock)
    assert desk.window.workspace.session is None
    desk.unlock()
    assert session(desk).household.case_id == "jan"
    assert session(desk).step is StepId.STAY_NOW


def test_a_case_just_begun_comes_back_and_is_nothing_to_ask_about_at_the_end(desk: Desk) -> None:
    desk.window.leave_case()
    desk.window.workspace.new_case()
    desk.gate.lock()
    desk.unlock()
    assert session(desk).revision == 0
    assert not desk.window.problem.isVisible()
    desk.gate.lock()
    desk.window.close()
    assert not desk.window.isVisible()


def test_half_typed_text_becomes_an_answer_when_the_cases_are_locked(desk: Desk) -> None:
    desk.type("case_title", " and family")
    desk.gate.lock()
    desk.unlock()
    assert session(desk).case.title == "Jan and family"


def refuse(*_args: object, **_named: object) -> int:
    """A disk without room."""
    raise DiskFull


def test_what_could_not_be_stored_is_kept_off_the_window_and_stored_after_unlocking(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.gate.vault is not None
    store = desk.gate.vault.store
    with monkeypatch.context() as full:
        full.setattr(store, "save", refuse)
        session(desk).update(session(desk).case.with_changes(title="Wanda"))
        assert not session(desk).saved
        desk.gate.lock()
    assert desk.window.workspace.session is None
    assert "Wanda" not in words_on_screen(desk.window)
    desk.unlock()
    assert session(desk).case.title == "Wanda"
    assert session(desk).saved
    assert desk.window.workspace.store.load("jan").case.title == "Wanda"


def test_a_case_kept_in_memory_is_asked_about_before_the_program_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.gate.vault is not None
    monkeypatch.setattr(desk.gate.vault.store, "save", refuse)
    session(desk).update(session(desk).case.with_changes(title="Wanda"))
    desk.gate.lock()
    desk.window.close()
    assert desk.window.isVisible()
    question = desk.window.findChild(DecisionDialog)
    assert question is not None
    desk.press(question.buttons[1])
    assert not desk.window.isVisible()


def dialog_with(desk: Desk, text: str) -> QDialog:
    """A dialog with a field into which somebody typed."""
    dialog = QDialog(desk.window)
    box = QVBoxLayout(dialog)
    field = QLineEdit()
    box.addWidget(field)
    dialog.open()
    QTest.keyClicks(field, text)
    return dialog


def test_what_was_kept_in_memory_is_not_for_whoever_begins_another_vault(
    desk: Desk,
) -> None:
    dialog = QDialog(desk.window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    QTest.keyClicks(field, "half a secret")
    desk.gate.lock()
    screen = desk.screen
    assert isinstance(screen, UnlockScreen)
    desk.press(screen.forgotten)
    desk.press(screen.neither)
    screen.sure.click()
    desk.press(screen.set_aside)
    setup = desk.screen
    assert isinstance(setup, SetupScreen)
    desk.press(setup.without)
    setup.understood.click()
    desk.press(setup.go_without)
    assert desk.state() is GateState.OPEN
    assert desk.window.workspace.session is None
    assert desk.window.wizard is None
    assert desk.window.start.isVisible()
    assert not dialog.isVisible()
    assert not desk.window.problem.isVisible()


def test_what_was_kept_in_memory_is_not_for_whoever_works_without_a_vault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(session(desk)), "saved", property(lambda _: False))
    desk.gate.lock()
    desk.gate.go_without()
    assert desk.window.workspace.session is None
    assert desk.window.wizard is None


def test_a_dialog_with_typed_text_comes_back_and_an_empty_one_is_closed(desk: Desk) -> None:
    typed, empty = dialog_with(desk, "half a"), dialog_with(desk, "")
    desk.gate.lock()
    assert not typed.isVisible()
    assert not empty.isVisible()
    assert "half a" not in words_on_screen(desk.window)
    desk.unlock()
    assert typed.isVisible()
    assert not empty.isVisible()
    assert typed.findChildren(QLineEdit)[0].text() == "half a"
    typed.close()


def test_a_passphrase_typed_for_a_file_is_not_kept_while_the_cases_are_locked(desk: Desk) -> None:
    desk.window.leave_case()
    desk.window.start.desk.table.selectRow(0)
    dialog = desk.window.desk_actions.show_hand_over()
    assert isinstance(dialog, QDialog)
    first, _ = dialog.findChildren(QLineEdit)
    QTest.keyClicks(first, "four secret words here")
    assert first.text()
    desk.gate.lock()
    assert not dialog.isVisible()
    desk.unlock()
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [desk.window]


def test_the_menu_does_nothing_with_cases_while_they_are_locked(desk: Desk) -> None:
    desk.gate.lock()
    menu, actions = desk.window.menu, desk.window.desk_actions
    for action in (menu.open_file, menu.save_file, menu.undo, menu.all_cases, menu.lock, menu.privacy):
        assert not action.isEnabled()
    for action in actions.all():
        assert not action.isEnabled()
    assert not desk.window.bar.lock.isVisible()


@pytest.mark.usefixtures("unprotected")
def test_without_a_passphrase_locking_is_explained_and_a_passphrase_offered(start: Start) -> None:
    desk = start()
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.state() is GateState.OPEN
    assert desk.window.findChild(DecisionDialog) is not None


class TwoClocks:
    """Hands of two clocks."""

    def __init__(self) -> None:
        self.steady, self.wall = 1000.0, 5000.0

    def go_on(self, seconds: float) -> None:
        """Both go on."""
        self.steady += seconds
        self.wall += seconds


def watch(qtbot: object, clocks: TwoClocks) -> tuple[IdleWatch, list[str]]:
    """An idle watch that is looked at by hand, and what it said."""
    del qtbot
    told: list[str] = []
    made = IdleWatch(lambda: clocks.steady, lambda: clocks.wall, tick=1_000_000)
    made.minutes = 10
    made.idle.connect(lambda: told.append("idle"))
    made.slept.connect(lambda: told.append("slept"))
    return made, told


@pytest.mark.parametrize(("seconds", "said"), [(599, []), (600, ["idle"])])
def test_it_locks_after_the_minutes_are_over_and_not_before(
    qtbot: object, seconds: int, said: list[str]
) -> None:
    clocks = TwoClocks()
    made, told = watch(qtbot, clocks)
    clocks.go_on(seconds)
    made.look()
    assert told == said


def test_a_sign_of_life_begins_the_minutes_anew(qtbot: object) -> None:
    clocks = TwoClocks()
    made, told = watch(qtbot, clocks)
    for _ in range(3):
        clocks.go_on(599)
        made.look()
        made.stir()
    assert told == []


def test_never_means_never(qtbot: object) -> None:
    clocks = TwoClocks()
    made, told = watch(qtbot, clocks)
    made.minutes = None
    clocks.go_on(900)
    made.look()
    assert told == []


@pytest.mark.parametrize(("jump", "said"), [(60, []), (61, ["slept"])])
def test_a_wall_clock_that_ran_ahead_means_the_computer_slept(
    qtbot: object, jump: int, said: list[str]
) -> None:
    clocks = TwoClocks()
    made, told = watch(qtbot, clocks)
    clocks.wall += jump
    made.look()
    assert told == said


def test_nobody_there_locks_the_cases_and_the_system_lock_does_too(desk: Desk) -> None:
    desk.keeper.idle.idle.emit()
    assert desk.state() is GateState.LOCKED
    desk.unlock()
    desk.keeper.system.on_active(False)
    assert desk.state() is GateState.OPEN
    desk.keeper.system.on_active(True)
    assert desk.state() is GateState.LOCKED
    desk.unlock()
    desk.keeper.system.on_lock()
    assert desk.state() is GateState.LOCKED


def test_a_key_in_any_window_counts_as_a_sign_of_life(desk: Desk, qtbot: object) -> None:
    del qtbot
    told: list[int] = []
    desk.window.inputs.stirred.connect(lambda: told.append(1))
    dialog = dialog_with(desk, "")
    desk.window.inputs.watch(dialog.windowHandle())
    told.clear()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    assert told
    dialog.close()


def test_the_folder_of_the_vault_can_be_used_again_after_locking(
    desk: Desk, folder: Path, start: Start
) -> None:
    desk.gate.lock()
    other = start()
    other.unlock()
    assert other.state() is GateState.OPEN
    desk.unlock()
    assert desk.state() is GateState.IN_USE
