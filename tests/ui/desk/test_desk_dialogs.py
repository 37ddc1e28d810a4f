"""The dialogs of the desk: history, trash, keeping, tags, links, the board, files for several cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Relation
from permitdesk.storage.case_store import AuditAction
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.desk.board_dialog import BoardDialog
from permitdesk.ui.desk.history_dialog import HistoryDialog
from permitdesk.ui.desk.keep_dialog import KeepDialog
from permitdesk.ui.desk.link_dialog import LinkDialog
from permitdesk.ui.desk.retention_dialog import RetentionDialog
from permitdesk.ui.desk.tags_dialog import TagsDialog, split_tags
from permitdesk.ui.desk.trash_dialog import TrashDialog
from tests.ui.conftest import TODAY, type_text
from tests.ui.desk.conftest import DeskShell, facts, save

# Qt's offscreen screen has no window manager.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[[QDialog | None], QDialog]


@pytest.fixture
def two(desk: DeskShell) -> DeskShell:
    save(desk.store, "a", "Kowalska")
    save(desk.store, "b", "Nguyen")
    desk.reload()
    row = desk.model.row_of("a")
    assert row is not None
    desk.desk.select_row(row)
    return desk


def choose_all(desk: DeskShell) -> None:
    desk.desk.table.selectAll()


# --- history --------------------------------------------------------------------------


@pytest.fixture
def history(two: DeskShell, opened: Opened) -> HistoryDialog:
    two.store.set_author("Maria")
    case = two.store.load("a").case
    two.store.save(case.with_changes(note="first"), "applicant")
    two.store.save(case.with_changes(note="second", advisor="Piotr"), "applicant")
    dialog = opened(two.actions.show_history())
    assert isinstance(dialog, HistoryDialog)
    return dialog


def test_the_history_says_when_who_and_what(history: HistoryDialog) -> None:
    lines = [history.states.item(row).text() for row in range(history.states.count())]
    assert len(lines) == 3
    assert "Maria · now\nChanged: " in lines[0]
    assert "advisor" in lines[0]
    assert lines[2].endswith("begun")


def test_the_present_state_cannot_be_brought_back(history: HistoryDialog) -> None:
    assert history.states.currentRow() == 0
    assert not history.restore.isEnabled()


def test_an_earlier_state_shows_what_it_would_change_and_comes_back_as_a_new_state(
    history: HistoryDialog, two: DeskShell
) -> None:
    history.states.setCurrentRow(1)
    assert "second → first" in history.preview.text()
    history.restore.click()
    assert two.store.load("a").case.note == "first"
    assert history.states.count() == 4
    assert two.store.history("a")[0].action is AuditAction.RESTORED


def test_restoring_the_open_case_shows_it_and_undo_takes_it_back(two: DeskShell, opened: Opened) -> None:
    case = two.store.load("a").case
    two.store.save(case.with_changes(note="later"), "applicant")
    two.workspace.open_case("a")
    session = two.workspace.session
    assert session is not None
    dialog = opened(two.actions.show_history())
    assert isinstance(dialog, HistoryDialog)
    dialog.states.setCurrentRow(1)
    dialog.restore.click()
    assert session.case.note == ""
    session.undo()
    assert session.case.note == "later"
    assert two.store.load("a").case.note == "later"
    assert session.problem is None


def test_what_was_done_beside_changing_stands_in_the_second_part(two: DeskShell, opened: Opened) -> None:
    two.store.note("a", AuditAction.EXPORTED, "json")
    dialog = opened(two.actions.show_history())
    assert isinstance(dialog, HistoryDialog)
    assert dialog.audit.item(0).text().endswith("written to a file · case file")


# --- trash ----------------------------------------------------------------------------


@pytest.fixture
def trash(two: DeskShell, opened: Opened) -> TrashDialog:
    two.desk.delete.click()
    dialog = opened(two.actions.show_trash())
    assert isinstance(dialog, TrashDialog)
    return dialog


def test_a_deleted_case_comes_back_from_the_trash(trash: TrashDialog, two: DeskShell) -> None:
    assert trash.deleted.count() == 1
    trash.undelete.click()
    assert sorted(two.titles()) == ["Anna Kowalska", "Anna Nguyen"]
    assert trash.deleted.count() == 0
    assert not trash.purge.isEnabled()


def test_removing_for_good_asks_first_and_leaves_a_note_without_the_person(
    trash: TrashDialog, two: DeskShell
) -> None:
    trash.purge.click()
    question = trash.findChild(DecisionDialog)
    assert question is not None
    assert "cannot be undone" in question.findChildren(type(trash.notice._word))[1].text()
    assert len(two.store.list_cases(deleted=True)) == 1
    question.buttons[1].click()
    assert two.store.list_cases(deleted=True) == ()
    note = two.store.deletion_notes()[0]
    assert note.reason == "request"
    assert "the person asked for it" in trash.notes.item(0).text()
    assert "Kowalska" not in trash.notes.item(0).text()


def test_escape_at_the_question_removes_nothing(trash: TrashDialog, two: DeskShell) -> None:
    trash.purge.click()
    question = trash.findChild(DecisionDialog)
    assert question is not None
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert len(two.store.list_cases(deleted=True)) == 1


def test_a_new_session_removes_what_has_been_in_the_trash_for_long(two: DeskShell, qtbot: QtBot) -> None:
    two.store.set_setting("trash_days", "1")
    two.desk.delete.click()
    two.actions.begin_session()
    assert len(two.store.list_cases(deleted=True)) == 1
    old = two.workspace.outside
    object.__setattr__(old, "today", TODAY + timedelta(days=2))
    two.actions.begin_session()
    qtbot.waitUntil(lambda: two.store.list_cases(deleted=True) == ())
    assert two.store.deletion_notes()[0].reason == "retention"


# --- keeping --------------------------------------------------------------------------


def test_nothing_is_due_until_somebody_makes_a_rule(two: DeskShell, opened: Opened) -> None:
    dialog = opened(two.actions.show_retention())
    assert isinstance(dialog, RetentionDialog)
    assert dialog.months.currentData() is None
    assert not dialog.cases.isVisible()
    assert not two.actions.watch.retention_line.isVisible()


@pytest.fixture
def due(two: DeskShell, opened: Opened) -> RetentionDialog:
    object.__setattr__(two.workspace.outside, "today", date(2028, 1, 1))
    dialog = opened(two.actions.show_retention())
    assert isinstance(dialog, RetentionDialog)
    dialog.months.setCurrentIndex(dialog.months.findData(12))
    dialog.months.activated.emit(dialog.months.currentIndex())
    return dialog


def test_a_rule_lists_what_is_due_and_the_first_screen_says_so_quietly(
    due: RetentionDialog, two: DeskShell, qtbot: QtBot
) -> None:
    assert due.cases.count() == 2
    assert "never closed" in due.cases.item(0).text()
    line = two.actions.watch.retention_line
    qtbot.waitUntil(line.isVisible)
    assert line.words.text() == "2 cases have not been changed for a long time. Decide whether to keep them."


def test_a_case_kept_for_another_year_is_not_due(due: RetentionDialog, two: DeskShell) -> None:
    due.cases.setCurrentRow(0)
    due.keep.click()
    assert due.cases.count() == 1
    assert [row.keep_until for row in two.store.list_cases()].count(date(2029, 1, 1)) == 1


def test_due_cases_are_deleted_together_and_can_come_back(due: RetentionDialog, two: DeskShell) -> None:
    due.cases.selectAll()
    due.delete.click()
    assert two.titles() == []
    assert len(two.store.list_cases(deleted=True)) == 2


def test_keep_until_asks_for_a_day_and_can_be_taken_back(two: DeskShell, opened: Opened) -> None:
    dialog = opened(two.actions.show_keep())
    assert isinstance(dialog, KeepDialog)
    dialog.save.click()
    assert dialog.notice.isVisible()
    type_text(dialog.field.edit, "1.2.2030")
    dialog.save.click()
    assert two.store.summary("a").keep_until == date(2030, 2, 1)
    again = opened(two.actions.show_keep())
    assert isinstance(again, KeepDialog)
    again.clear.click()
    assert two.store.summary("a").keep_until is None


# --- tags and links -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "tags"), [("", ()), (" a , b;a ", ("a", "b")), ("two  words", ("two words",)), (",;", ())]
)
def test_tags_are_split_at_commas(typed: str, tags: tuple[str, ...]) -> None:
    assert split_tags(typed) == tags


def test_a_tag_that_only_some_have_stays_as_it_is_unless_touched(two: DeskShell, opened: Opened) -> None:
    two.store.set_tags("a", ["urgent", "family"])
    two.store.set_tags("b", ["urgent"])
    two.reload()
    choose_all(two)
    dialog = opened(two.actions.show_tags())
    assert isinstance(dialog, TagsDialog)
    states = {dialog.known.item(row).text(): dialog.known.item(row) for row in range(dialog.known.count())}
    assert states["family"].checkState() is Qt.CheckState.PartiallyChecked
    states["urgent"].setCheckState(Qt.CheckState.Unchecked)
    type_text(dialog.new, "new one")
    dialog.save.click()
    assert two.store.summary("a").tags == ("family", "new one")
    assert two.store.summary("b").tags == ("new one",)


def test_two_cases_are_linked_and_parted_again(two: DeskShell, opened: Opened) -> None:
    dialog = opened(two.actions.show_links())
    assert isinstance(dialog, LinkDialog)
    type_text(dialog.search, "nguy")
    dialog.others.setCurrentRow(0)
    dialog.kind.setCurrentIndex(dialog.kind.findData("spouse"))
    dialog.link.click()
    assert [(link.case_id, link.kind) for link in two.store.links("b")] != []
    assert two.store.links("a")[0].kind == Relation.SPOUSE
    dialog.linked.setCurrentRow(0)
    dialog.unlink.click()
    assert two.store.links("a") == ()


# --- board ----------------------------------------------------------------------------


def test_the_board_groups_the_dates_and_a_line_opens_its_case(desk: DeskShell, opened: Opened) -> None:
    save(desk.store, "late", "Kowalska", facts(-2))
    save(desk.store, "soon", "Nguyen", facts(0, 20, 80))
    desk.reload()
    dialog = opened(desk.actions.show_board())
    assert isinstance(dialog, BoardDialog)
    lines = [dialog.lines.item(row).text() for row in range(dialog.lines.count())]
    assert lines[0] == "Overdue (1)"
    assert lines[1].startswith("⚠ 2 days late · 19 November 2026 · Anna Kowalska\n")
    assert lines[2] == "Today (1)"
    assert not any("80 days" in line for line in lines)
    QTest.keyClick(dialog.lines, Qt.Key.Key_Down)
    dialog.open_button.click()
    assert desk.workspace.session is not None
    assert desk.workspace.session.household.case_id == "soon"


def test_dates_of_another_day_say_so_until_they_are_worked_out_anew(
    desk: DeskShell, opened: Opened, qtbot: QtBot
) -> None:
    old = facts(5, assessed_on=TODAY - timedelta(days=3))
    save(desk.store, "c", "Kowalska", old)
    desk.reload()
    dialog = opened(desk.actions.show_board())
    assert isinstance(dialog, BoardDialog)
    assert "worked out on 18 November 2026" in dialog.lines.item(1).text()
    qtbot.waitUntil(lambda: desk.store.summary("c").assessed_on == TODAY)
    qtbot.waitUntil(lambda: "worked out" not in dialog.lines.item(dialog.lines.count() - 1).text())


def test_ctrl_b_opens_the_board_and_escape_closes_it(two: DeskShell, qtbot: QtBot) -> None:
    two.window.activateWindow()
    two.desk.table.setFocus()
    qtbot.waitUntil(two.desk.table.hasFocus)
    QTest.keyClick(two.desk.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = two.window.findChild(BoardDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_locking_closes_the_dialogs_of_the_desk(two: DeskShell, opened: Opened) -> None:
    dialog = opened(two.actions.show_board())
    two.actions.set_locked(True)
    assert not dialog.isVisible()


def test_every_dialog_speaks_polish_and_fits_large_text(two: DeskShell, opened: Opened) -> None:
    two.window.set_language("pl")
    two.window.set_text_size(200)
    actions = two.actions
    for show in (
        actions.show_history, actions.show_hand_over, actions.show_trash, actions.show_retention,
        actions.show_tags, actions.show_links, actions.show_keep, actions.show_board, actions.show_batch,
        actions.show_day_sheet,
    ):  # fmt: skip
        dialog = opened(show())
        room = dialog.screen().availableSize()
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        dialog.grab()
        dialog.reject()


def test_choosing_rows_with_the_keyboard_reaches_the_batch(two: DeskShell) -> None:
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    two.desk.table.selectionModel().setCurrentIndex(two.model.index(0, 0), flags)
    QTest.keyClick(two.desk.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(two.desk.chosen()) == 2
