"""What somebody stumbled over who used the program for the first time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.answers import DONT_KNOW, Answers
from permitdesk.domain.case import Case, CurrentStay, Person
from permitdesk.interview.steps import StepId
from permitdesk.ui.compare_dialog import CompareDialog
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.desk import DeskModel
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.status_list import GroupedList
from permitdesk.ui.widgets.typed_field import TextField
from permitdesk.ui.wizard.finder_page import FinderPage
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.wording import listed
from tests.ui.conftest import FragileStore, Shell
from tests.ui.page_support import make_session, open_page, press, texts, type_text

#: the screen of the tests cannot be asked for sizes
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier
STUDENT = Answers.of(
    {"finder_matter": "new_permit", "finder_reason": "learning", "finder_learning": "full_time"}
)


def test_ctrl_z_undoes_the_case_from_a_field_that_has_nothing_to_undo(shell: Shell) -> None:
    shell.window.workspace.new_case()
    view = shell.window.wizard
    assert view is not None
    session = view.session
    session.update(session.case.with_changes(person=Person(given_names="Ania")))
    shell.window.activateWindow()
    field = next(edit for edit in view.page.findChildren(QLineEdit) if edit.text() == "Ania")
    field.setFocus()
    press(field, Qt.Key.Key_Z, CTRL)
    assert session.case.person.given_names == ""
    press(field, Qt.Key.Key_Y, CTRL)
    assert session.case.person.given_names == "Ania"


def test_ctrl_z_takes_back_letters_first(shell: Shell) -> None:
    shell.window.workspace.new_case()
    view = shell.window.wizard
    assert view is not None
    view.session.update(view.session.case.with_changes(person=Person(given_names="Ania")))
    shell.window.activateWindow()
    field = next(edit for edit in view.page.findChildren(QLineEdit) if edit.text() == "Ania")
    field.setFocus()
    type_text(field, "xy")
    press(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == "Ania"
    assert view.session.case.person.given_names == "Ania"


def test_a_text_is_kept_at_a_pause_and_stays_as_it_is_typed(shell: Shell, qtbot: QtBot) -> None:
    shell.window.workspace.new_case()
    view = shell.window.wizard
    assert view is not None
    shell.window.activateWindow()
    page = view.page
    assert isinstance(page, FormPage)
    field = page.row("person.given_names").field
    assert isinstance(field, TextField)
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    type_text(field.edit, "Anna ")
    with qtbot.waitSignal(field.edited):
        field.pause.setInterval(0)
        field.pause.start()
    assert view.session.case.person.given_names == "Anna"
    assert field.edit.text() == "Anna "
    type_text(field.edit, "Maria")
    press(field.edit, Qt.Key.Key_Tab)
    assert view.session.case.person.given_names == "Anna Maria"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Delete])
def test_keys_of_the_case_list_do_nothing_elsewhere(
    shell: Shell, store: FragileStore, qtbot: QtBot, key: Qt.Key
) -> None:
    store.save(Case("a", title="Omar"), "applicant")
    shell.window.workspace.desk.reload()
    shell.window.activateWindow()
    start = shell.window.start
    start.new_case.setFocus()
    qtbot.waitUntil(start.new_case.hasFocus)
    press(start.new_case, key)
    session = shell.window.workspace.session
    assert shell.window.workspace.desk.model.rowCount() == 1
    if key is Qt.Key.Key_Return:
        assert session is not None
        assert session.case.title == ""
    else:
        assert session is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Delete])
def test_keys_of_the_case_list_work_in_the_list(
    shell: Shell, store: FragileStore, qtbot: QtBot, key: Qt.Key
) -> None:
    store.save(Case("a", title="Omar"), "applicant")
    shell.window.workspace.desk.reload()
    shell.window.activateWindow()
    table = shell.window.start.desk.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    press(table, key)
    session = shell.window.workspace.session
    opened = None if session is None else session.case.title
    expected = ("Omar", 1) if key is Qt.Key.Key_Return else (None, 0)
    assert (opened, shell.window.workspace.desk.model.rowCount()) == expected


def test_a_search_finds_names_before_explanations(qtbot: QtBot) -> None:
    groups = [
        ("Short", [Option("c", "Schengen visa", "for an international duty")]),
        ("Long", [Option("w", "Work", "a national visa"), Option("d", "National visa (D)", "long")]),
    ]
    found = GroupedList(texts("en"), groups, "stay")
    qtbot.addWidget(found)
    found.show()
    type_text(found.search, "national visa")
    lines = [found.list.item(row).text() for row in range(found.list.count())]
    assert lines == ["Long", "National visa (D)", "Work", "Short", "Schengen visa"]


def test_a_click_on_the_name_of_a_ranked_permit_opens_its_reasons(qtbot: QtBot) -> None:
    page = _finder(qtbot, STUDENT)
    row = page.ranking.rows()[0]
    qtbot.waitUntil(row.isVisible)
    assert not row.reasons.isVisible()
    name = next(label for label in row.findChildren(TextLabel) if label.text() == row.line.title)
    QTest.mousePress(name, Qt.MouseButton.LeftButton)
    assert row.reasons.isVisible()
    row.toggle.click()
    assert not row.reasons.isVisible()


def test_what_was_found_says_how_it_is_filed(qtbot: QtBot) -> None:
    page = _finder(qtbot, STUDENT.with_answer("finder_other_state", "none"))
    assert texts("en").get("report.channel.mos") in _words(page.found)


def test_who_is_not_sure_stands_on_the_answer_that_decides(qtbot: QtBot) -> None:
    page = _finder(qtbot, Answers.of({"finder_matter": DONT_KNOW, "finder_reason": "ukr_card"}))
    assert page.stack.currentIndex() == 1
    page.focus_first()
    assert page.window().focusWidget() is page.decide


def test_a_case_without_title_goes_by_its_person(store: FragileStore, qapp: QApplication) -> None:
    store.save(Case("a", person=Person(given_names="Olena", surname="Test")), "applicant")
    model = DeskModel()
    model.set_rows(store.list_cases())
    assert model.title(0) == "Olena Test"


def test_the_empty_comparison_is_a_short_notice(qtbot: QtBot) -> None:
    dialog = CompareDialog(make_session(Case("c", route="tr_cukr")), "tr_cukr")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.notice.height() < dialog.height() / 4


@pytest.mark.parametrize("there", [True, False])
def test_files_are_looked_for_where_people_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    documents = tmp_path / "Documents"
    if there:
        documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(documents))
    assert usual_folder() == (documents if there else Path.home())


def test_questions_in_a_row_are_not_separated_twice() -> None:
    assert listed(["What?", "The day", "Who?"]) == "What? The day; Who?"


def _finder(qtbot: QtBot, answers: Answers) -> FinderPage:
    session = make_session(Case("c", current_stay=CurrentStay("visa_d_studies"), answers=answers))
    session.go_to(StepId.FINDER)
    page = open_page(qtbot, StepId.FINDER, session)
    assert isinstance(page, FinderPage)
    return page


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(TextLabel))
