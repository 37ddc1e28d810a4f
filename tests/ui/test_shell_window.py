"""The window as a person uses it: from the first screen through a case and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case, CurrentStay, Person, Tri
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.settings import Theme
from permitdesk.storage.exchange import read_case
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.text_dialogs import ReadingDialog
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.wizard.wizard_view import WizardView
from tests.ui.conftest import type_text

if TYPE_CHECKING:
    from tests.ui.conftest import FragileStore, Shell

#: the screen of the tests cannot be asked for sizes
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
ENDS_SOON = CurrentStay("trp_work", date(2025, 1, 1), date(2026, 12, 1))


def click(button: QAbstractButton) -> None:
    """Click a button with the mouse."""
    QTest.mouseClick(button, LEFT)


def wizard(shell: Shell) -> WizardView:
    """The open case on the screen."""
    assert shell.window.wizard is not None
    return shell.window.wizard


def open_case(shell: Shell, case: Case, step: StepId = StepId.APPLICANT) -> WizardView:
    """Store a case, put it on the desk, open it."""
    shell.window.workspace.store.save(case, step)
    shell.window.workspace.desk.reload()
    shell.window.workspace.open_case(case.case_id)
    return wizard(shell)


def question(shell: Shell) -> str:
    """The words of the question on the screen."""
    dialog = shell.window.findChild(DecisionDialog)
    assert dialog is not None
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def choose(shell: Shell, place: int) -> None:
    """Answer the question on the screen with the button at a place."""
    dialog = shell.window.findChild(DecisionDialog)
    assert dialog is not None
    click(dialog.buttons[place])
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def words_of(dialog: ReadingDialog) -> str:
    """All words of a dialog."""
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


# --- first screen and desk ----------------------------------------------------------


def test_the_first_screen_asks_three_questions(shell: Shell) -> None:
    start = shell.window.start
    names = [c.accessibleName() for c in (start.new_case, start.open_case, start.already_filed)]
    assert names == ["Prepare a new application", "Open a case", "I already applied, or got a letter"]


def test_a_new_case_begins_at_the_first_step(shell: Shell) -> None:
    click(shell.window.start.new_case)
    assert wizard(shell).session.step is STEPS[0]
    assert wizard(shell).header.title() == "Who applies"


def test_a_letter_begins_at_the_earlier_filing(shell: Shell) -> None:
    click(shell.window.start.already_filed)
    assert wizard(shell).session.step is StepId.EARLIER_FILING


def test_a_case_without_any_answer_does_not_clutter_the_desk(shell: Shell) -> None:
    click(shell.window.start.new_case)
    click(shell.window.bar.home)
    assert shell.window.workspace.desk.model.rowCount() == 0


def test_reopening_a_case_lands_on_the_step_where_it_was_left(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="Mine"))
    view.session.go_to(StepId.PERMIT)
    click(shell.window.bar.home)
    assert shell.window.wizard is None
    click(shell.window.start.desk.open)
    assert wizard(shell).session.step is StepId.PERMIT


def test_search_finds_cases_without_regard_to_polish_letters(shell: Shell, store: FragileStore) -> None:
    for case_id, title in (("a", "Żaneta"), ("b", "Omar")):
        store.save(Case(case_id, title=title), "applicant")
    desk = shell.window.start.desk
    shell.window.workspace.desk.reload()
    type_text(desk.search, "żan")
    model = shell.window.workspace.desk.model
    assert [model.title(row) for row in range(model.rowCount())] == ["Żaneta"]
    desk.search.setText("nobody")
    assert model.rowCount() == 0
    assert desk.search.isVisible()


def test_a_deleted_case_comes_back_with_undo(shell: Shell, store: FragileStore) -> None:
    store.save(Case("a", title="Omar"), "applicant")
    shell.window.workspace.desk.reload()
    desk = shell.window.start.desk
    click(desk.delete)
    assert shell.window.workspace.desk.model.rowCount() == 0
    assert desk.undo.isVisible()
    click(desk.undo)
    assert shell.window.workspace.desk.model.title(0) == "Omar"
    assert not desk.undo.isVisible()


def test_a_duplicate_stands_beside_the_first(shell: Shell, store: FragileStore) -> None:
    store.save(Case("a", title="Omar"), "applicant")
    shell.window.workspace.desk.reload()
    click(shell.window.start.desk.duplicate)
    assert shell.window.workspace.desk.model.rowCount() == 2


def test_enter_on_the_list_opens_the_case(shell: Shell, store: FragileStore) -> None:
    store.save(Case("a", title="Omar"), "applicant")
    shell.window.workspace.desk.reload()
    shell.window.activateWindow()
    click(shell.window.start.open_case)
    QTest.keyClick(shell.window.start.desk.table, Qt.Key.Key_Return)
    assert wizard(shell).session.case.title == "Omar"


# --- files --------------------------------------------------------------------------


def test_a_case_goes_to_a_file_and_comes_back_as_a_new_case(shell: Shell, tmp_path: Path) -> None:
    open_case(shell, Case("c", title="Zażółć"))
    target = tmp_path / "case.json"
    workspace = shell.window.workspace
    assert workspace.export_case("c", target)
    workspace.close_case()
    workspace.import_case(target)
    session = wizard(shell).session
    assert session.case.title == "Zażółć"
    assert session.case.case_id != "c"
    assert session.step is StepId.SUMMARY


def test_a_broken_case_file_is_told_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "case.json"
    broken.write_text('{"title": "cut', encoding="utf-8")
    shell.window.workspace.import_case(broken)
    assert shell.window.problem.isVisible()
    assert shell.window.problem.words()
    assert shell.window.wizard is None


def test_saving_and_opening_ask_for_a_file(shell: Shell, tmp_path: Path) -> None:
    shell.window.save_file()
    assert shell.window.findChildren(QFileDialog) == []
    open_case(shell, Case("c", title="x"))
    shell.window.save_file()
    dialog = shell.window.findChildren(QFileDialog)[0]
    dialog.fileSelected.emit(str(tmp_path / "out.json"))
    dialog.close()
    assert (tmp_path / "out.json").exists()


# --- wizard -------------------------------------------------------------------------


def test_next_and_back_walk_through_every_step_and_lose_nothing(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON))
    walked = [view.session.step]
    while view.next.text() != "To all &cases":
        click(view.next)
        walked.append(view.session.step)
    assert tuple(dict.fromkeys(walked)) == STEPS
    assert walked.count(StepId.APPLICANT) == 2, "Next does not leave out who signs"
    assert walked == sorted(walked, key=STEPS.index)
    while view.back.isEnabled():
        click(view.back)
        walked.append(view.session.step)
    assert view.session.step is STEPS[0]
    assert not view.page.has_part_before()
    assert view.session.case == Case("c", title="x", current_stay=ENDS_SOON)


def test_next_on_the_last_step_goes_to_the_desk(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x"), StepId.EXPORT)
    click(view.next)
    assert shell.window.wizard is None


def test_the_step_list_offers_visited_steps_only(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x"))
    steps = view.steps
    far = steps.model().index(8, 0)
    steps.clicked.emit(far)
    assert view.session.visited == {StepId.APPLICANT}
    near = steps.visualRect(steps.model().index(1, 0)).center()
    QTest.mouseClick(steps.viewport(), LEFT, pos=near)
    assert view.session.step is StepId.STAY_NOW


def test_the_step_list_is_walked_with_the_keyboard(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x"))
    QTest.keyClick(view.steps, Qt.Key.Key_Down)
    QTest.keyClick(view.steps, Qt.Key.Key_Return)
    assert view.session.step is StepId.STAY_NOW
    QTest.keyClick(view.steps, Qt.Key.Key_Up)
    QTest.keyClick(view.steps, Qt.Key.Key_Space)
    assert view.header.title() == "Who applies"


def test_a_step_says_in_words_what_its_sign_shows(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON))
    assert view.steps.line(StepId.STAY_NOW) == "2. Your stay now, done"
    assert view.steps.line(StepId.APPLICANT) == "1. Who applies, 5 answers open"
    assert view.steps.line(StepId.EXPORT) == "12. Print and save, not visited yet"


def test_the_last_legal_day_stands_above_every_page(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON))
    for step in STEPS:
        view.session.go_to(step)
        assert view.header.legal_stay.isVisible()
        assert view.header.legal_stay.words() == "1 December 2026 · 10 days left"


def test_a_red_flag_opens_to_what_to_do_and_to_free_help(shell: Shell) -> None:
    case = Case("c", title="x", current_stay=ENDS_SOON, person=Person(has_pesel=Tri.NO))
    banner = open_case(shell, case).header.banner
    assert banner.accessibleName().startswith("Act today:")
    click(banner.toggle)
    words = "\n".join(label.text() for label in banner.findChildren(TextLabel))
    assert "What to do today:" in words
    assert "Where help is free" in words
    click(banner.toggle)
    assert banner.toggle.text().startswith("What to do")


def test_without_a_flag_there_is_no_banner(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON))
    view.session.update(view.session.case.with_changes(current_stay=None))
    assert not view.header.banner.isVisible()


# --- saved state, undo --------------------------------------------------------------


def test_the_name_of_the_case_is_edited_in_the_bar(shell: Shell, store: FragileStore) -> None:
    open_case(shell, Case("c", title=""))
    type_text(shell.window.bar.title, "Łucja")
    QTest.keyClick(shell.window.bar.title, Qt.Key.Key_Return)
    assert store.load("c").case.title == "Łucja"


def test_undo_and_redo_are_offered_when_there_is_something(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="old"))
    bar = shell.window.bar
    assert not bar.undo.isEnabled()
    view.session.update(view.session.case.with_changes(title="new"))
    click(bar.undo)
    assert view.session.case.title == "old"
    assert bar.title.text() == "old"
    click(bar.redo)
    assert view.session.case.title == "new"


def test_a_full_disk_shows_the_problem_and_the_way_out(
    shell: Shell, store: FragileStore, tmp_path: Path
) -> None:
    view = open_case(shell, Case("c", title="x"))
    assert shell.window.bar.saved.text() == "All changes saved"
    store.fill_disk()
    view.session.update(view.session.case.with_changes(title="typed"))
    assert shell.window.bar.saved.text() == "Not saved: what to do"
    assert "Nothing you typed is lost" in shell.window.problem.words()
    assert shell.window.workspace.export_case("c", tmp_path / "rescue.json")
    view.session.update(view.session.case.with_changes(title="typed on"))
    click(shell.window.bar.home)
    assert shell.window.wizard is view
    choose(shell, 1)
    store.problem = None
    view.session.update(view.session.case.with_changes(title="typed at last"))
    assert not shell.window.problem.isVisible()
    click(shell.window.bar.home)
    assert shell.window.wizard is None


def test_an_open_problem_follows_the_language(shell: Shell, store: FragileStore) -> None:
    view = open_case(shell, Case("c", title="x"))
    store.fill_disk()
    view.session.update(view.session.case.with_changes(title="typed"))
    english = shell.window.problem.words()
    shell.window.set_language("pl")
    assert shell.window.problem.isVisible()
    assert shell.window.problem.words() != english
    assert shell.window.problem.accessibleName() == shell.window.problem.words()


def test_enter_presses_the_button_with_the_keyboard(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x"))
    view.next.setFocus()
    QTest.keyClick(view.next, Qt.Key.Key_Return)
    assert view.session.step is not StepId.APPLICANT or view.page.has_part_before()


def test_closing_with_unsaved_answers_warns_first(shell: Shell, store: FragileStore) -> None:
    view = open_case(shell, Case("c", title="x"))
    store.fill_disk()
    view.session.update(view.session.case.with_changes(title="typed"))
    assert not shell.window.close()
    assert shell.window.isVisible()
    choose(shell, 2)
    assert not shell.window.isVisible()


def test_answers_that_are_in_a_case_file_may_be_left(
    shell: Shell, store: FragileStore, tmp_path: Path
) -> None:
    view = open_case(shell, Case("c", title="x"))
    store.fill_disk()
    view.session.update(view.session.case.with_changes(title="typed"))
    assert shell.window.workspace.export_case("c", tmp_path / "rescue.json")
    click(shell.window.bar.home)
    assert shell.window.wizard is None
    assert read_case(tmp_path / "rescue.json").title == "typed"


def test_a_field_that_is_not_finished_is_told_before_leaving(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON), StepId.STAY_NOW)
    field = view.page.findChildren(DateField)[0]
    field.edit.setFocus()
    field.edit.selectAll()
    type_text(field.edit, "31 31 2020")
    click(view.next)
    click(shell.window.bar.home)
    assert shell.window.wizard is view
    assert "Your stay now" in question(shell)
    choose(shell, 0)
    assert view.session.step is StepId.STAY_NOW
    assert field.edit.text() == "31 31 2020"
    assert not shell.window.close()
    choose(shell, 1)
    assert not shell.window.isVisible()


def test_typed_text_survives_other_answers_and_another_language(shell: Shell) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON), StepId.STAY_NOW)
    field = view.page.findChildren(DateField)[0]
    field.edit.setFocus()
    field.edit.selectAll()
    type_text(field.edit, "31 31 2020")
    shell.window.set_language("pl")
    typed = [field.edit.text() for field in view.page.findChildren(DateField)]
    assert typed[0] == "31 31 2020"
    view.session.go_next()
    shell.window.set_language("en")
    view.session.go_back()
    assert view.page.findChildren(DateField)[0].edit.text() == "31 31 2020"
    assert view.session.case.current_stay == ENDS_SOON
    shell.window.workspace.close_case()


def test_what_is_typed_when_the_window_closes_is_saved(shell: Shell, store: FragileStore) -> None:
    open_case(shell, Case("c", title="x"))
    title = shell.window.bar.title
    shell.window.activateWindow()
    title.setFocus()
    title.selectAll()
    type_text(title, "Zażółć")
    assert shell.window.close()
    assert store.load("c").case.title == "Zażółć"


# --- two windows on one case --------------------------------------------------------


def change_elsewhere(store: FragileStore) -> None:
    """What a second window does meanwhile."""
    store.save(store.load("c").case.with_changes(note="theirs"), "permit")


def test_another_window_is_never_overwritten_and_mine_can_be_kept_as_a_copy(
    shell: Shell, store: FragileStore
) -> None:
    view = open_case(shell, Case("c", title="x"))
    change_elsewhere(store)
    view.session.update(view.session.case.with_changes(title="mine"))
    assert "another PermitDesk window" in question(shell)
    assert store.load("c").case == Case("c", title="x", note="theirs")
    choose(shell, 0)
    assert view.session.saved
    copy_id = view.session.case.case_id
    assert copy_id != "c"
    assert store.load(copy_id).case.title == "mine"
    view.session.undo()
    assert store.load(copy_id).case.title == "x"
    assert store.load("c").case.note == "theirs"


def test_the_answers_of_the_other_window_can_be_loaded_and_taken_back(
    shell: Shell, store: FragileStore
) -> None:
    view = open_case(shell, Case("c", title="x"))
    change_elsewhere(store)
    view.session.update(view.session.case.with_changes(title="mine"))
    choose(shell, 1)
    assert view.session.saved
    assert view.session.case == Case("c", title="x", note="theirs")
    view.session.undo()
    assert view.session.case == Case("c", title="mine")
    assert store.load("c").case.title == "mine"


def test_walking_on_does_not_overwrite_another_window_either(shell: Shell, store: FragileStore) -> None:
    view = open_case(shell, Case("c", title="x"))
    change_elsewhere(store)
    view.session.go_next()
    assert store.load("c").case.note == "theirs"
    assert not shell.window.close()
    choose(shell, 1)
    assert shell.window.close()


# --- language, theme, size ----------------------------------------------------------


def test_the_language_changes_everything_at_once_and_back(shell: Shell, qtbot: QtBot) -> None:
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON))
    shell.window.menu.languages["pl"].trigger()
    assert view.header.title() == "Kto składa"
    assert view.header.legal_stay.words() == "1 grudnia 2026 · zostało 10 dni"
    assert view.next.text() == "&Dalej"
    qtbot.waitUntil(lambda: shell.window.start.new_case.accessibleName() == "Przygotuj nowy wniosek")
    qtbot.waitUntil(lambda: view.next.text() == "&Dalej")
    qtbot.waitUntil(lambda: shell.window.menu.quit.text() == "Za&kończ")
    assert shell.stored_settings[-1].language == "pl"
    shell.window.menu.languages["en"].trigger()
    assert view.header.title() == "Who applies"
    assert view.next.text() == "&Next"


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_step_can_be_shown_in_every_look(
    shell: Shell, language: str, theme: Theme, percent: int
) -> None:
    window = shell.window
    window.set_language(language)
    window.set_theme(theme)
    window.set_text_size(percent)
    view = open_case(shell, Case("c", title="x", current_stay=ENDS_SOON, route="pr_tolerated_10y"))
    for step in STEPS:
        view.session.go_to(step)
        assert not window.grab().isNull()
        assert view.page.isVisible()
    assert (window.width(), window.height()) == (1280, 720)


def test_theme_and_size_are_remembered(shell: Shell) -> None:
    shell.window.menu.themes[Theme.DARK].trigger()
    shell.window.menu.sizes[150].trigger()
    assert shell.stored_settings[-1].theme is Theme.DARK
    assert shell.stored_settings[-1].text_percent == 150


# --- keyboard and dialogs -----------------------------------------------------------


def test_what_you_were_told_is_reached_from_the_menu(shell: Shell) -> None:
    dialog = shell.window.show_told()
    assert isinstance(dialog, ReadingDialog)
    assert "Told:" in words_of(dialog)
    dialog.close()


def test_the_reasons_of_the_last_day_name_the_law(shell: Shell) -> None:
    assert shell.window.show_legal_stay_reasons() is None
    open_case(shell, Case("c", title="x", current_stay=ENDS_SOON))
    dialog = shell.window.show_legal_stay_reasons()
    assert isinstance(dialog, ReadingDialog)
    words = words_of(dialog)
    assert "Law and sources" in words
    assert "art. " in words
    assert "checked on" in words
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Copy")
    click(copy)
    dialog.close()


def test_the_keyboard_help_names_the_keys(shell: Shell) -> None:
    dialog = shell.window.show_shortcuts()
    assert isinstance(dialog, ReadingDialog)
    assert "Ctrl+Z" in words_of(dialog)
    dialog.close()


def test_the_shortcuts_walk_and_search(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.store.save(Case("a", title="x"), "applicant")
    window.workspace.desk.reload()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.start.desk.search.hasFocus()
    window.workspace.open_case("a")
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert wizard(shell).session.step is StepId.STAY_NOW
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard(shell).session.step is StepId.APPLICANT
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert wizard(shell).steps.hasFocus()


def test_a_text_size_that_comes_after_the_window_is_shown_makes_room_at_once(shell: Shell) -> None:
    shell.window.resize(1280, 720)
    assert shell.window.bar.home.text()
    font = shell.window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    shell.window.setFont(font)
    assert not shell.window.bar.home.text()
