"""The list of cases as a person uses it: few cases and many, search, filters, order, several at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case
from permitdesk.storage.errors import Damaged, DiskFull
from permitdesk.ui.desk.duplicate_line import DuplicateLine
from permitdesk.ui.viewmodels.desk_model import DeskColumn
from tests.ui.conftest import TODAY, type_text
from tests.ui.desk.conftest import DeskShell, facts, save

NAMES = ("Kowalska", "Nguyen", "Шевченко", "Öztürk", "Singh", "Żak", "Tran")


@pytest.fixture
def many(desk: DeskShell) -> DeskShell:
    for place, name in enumerate(NAMES):
        known = facts(place * 10 - 5, last_day=TODAY + timedelta(days=place))
        save(desk.store, f"c{place}", name, known, advisor="Maria" if place % 2 else "Piotr")
    desk.store.set_tags("c1", ["urgent"])
    desk.reload()
    return desk


def shown_columns(desk: DeskShell) -> set[DeskColumn]:
    return {column for column in DeskColumn if not desk.desk.table.isColumnHidden(column)}


def choose(desk: DeskShell, *rows: int) -> None:
    """Choose several lines, as with Ctrl and the mouse."""
    selection = desk.desk.table.selectionModel()
    selection.clear()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        selection.select(desk.model.index(row, 0), flags)


def test_a_person_with_one_case_sees_no_filters_and_four_columns(desk: DeskShell) -> None:
    save(desk.store, "c", "Kowalska")
    desk.reload()
    assert not desk.desk.filters.isVisible()
    assert not desk.desk.more.isVisible()
    assert not desk.desk.count.isVisible()
    assert shown_columns(desk) == {
        DeskColumn.TITLE, DeskColumn.ROUTE, DeskColumn.LAST_DAY, DeskColumn.UPDATED,
    }  # fmt: skip


def test_a_list_that_cannot_be_read_is_never_called_empty(
    desk: DeskShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Damaged

    def words() -> str:
        return " ".join(label.text() for label in desk.desk.findChildren(QLabel) if label.isVisible())

    desk.reload()
    assert "No cases yet" in words()
    save(desk.store, "c", "Kowalska")
    desk.workspace.desk.clear()
    monkeypatch.setattr(type(desk.store), "list_cases", refuse)
    desk.reload()
    assert "No cases yet" not in words()


def test_more_than_five_cases_bring_filters_the_number_and_the_next_date(many: DeskShell) -> None:
    assert many.desk.filters.isVisible()
    assert many.desk.count.text() == "Cases: 7"
    assert DeskColumn.DEADLINE in shown_columns(many)


def test_a_keystroke_narrows_the_list_and_the_number_says_so(many: DeskShell) -> None:
    type_text(many.desk.search, "zak")
    assert many.titles() == ["Anna Żak"]
    assert many.desk.count.text() == "Cases shown: 1 of 7"


def test_another_alphabet_is_found_by_its_usual_spelling(many: DeskShell) -> None:
    many.desk.search.setText("shevchenko")
    assert many.titles() == ["Anna Шевченко"]


def test_words_that_no_case_holds_are_said_and_cleared_by_one_button(many: DeskShell) -> None:
    many.desk.search.setText("nobody")
    assert not many.desk.table.isVisible()
    assert many.desk.clear.isVisible()
    many.desk.clear.click()
    assert len(many.titles()) == 7
    assert many.desk.table.isVisible()
    assert not many.desk.clear.isVisible()


def test_a_click_on_the_head_orders_and_a_second_one_turns_the_order(many: DeskShell) -> None:
    head = many.desk.table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(DeskColumn.TITLE) + 8, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    first = many.titles()
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert first[0] == "Anna Kowalska"
    assert first.index("Anna Tran") < first.index("Anna Żak")
    assert many.titles() == first[::-1]


def test_the_order_can_be_chosen_with_the_keyboard(many: DeskShell) -> None:
    box = many.desk.filters.order
    box.setFocus()
    box.setCurrentIndex(box.findData(DeskColumn.DEADLINE))
    box.activated.emit(box.currentIndex())
    assert many.titles()[0] == "Anna Kowalska"


def test_the_advisor_filter_leaves_the_others_out_and_is_cleared(many: DeskShell) -> None:
    box = many.desk.filters.box("advisor")
    assert [box.itemText(row) for row in range(box.count())] == ["Every advisor", "Maria (3)", "Piotr (4)"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert len(many.titles()) == 3
    many.desk.filters.clear_button.click()
    assert len(many.titles()) == 7


def test_a_filter_without_a_choice_takes_no_room(many: DeskShell) -> None:
    assert not many.desk.filters.box("voivodeship").isVisible()
    assert many.desk.filters.box("tag").isVisible()


def test_the_window_of_dates_shows_what_is_late(many: DeskShell) -> None:
    box = many.desk.filters.box("window")
    box.setCurrentIndex(box.findData("overdue"))
    box.activated.emit(box.currentIndex())
    assert many.titles() == ["Anna Kowalska"]


def test_what_is_late_says_so_with_a_sign_and_words(many: DeskShell) -> None:
    row = many.model.row_of("c0")
    assert row is not None
    words = many.model.data(many.model.index(row, DeskColumn.DEADLINE))
    assert words is not None
    assert words.startswith("⚠ 5 days late · 16.11.2026 · Make both payments")


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "in 1 day"), (2, "in 2 days")])
def test_days_left_are_counted_from_today(desk: DeskShell, days: int, words: str) -> None:
    save(desk.store, "c", "Kowalska", facts(days))
    desk.reload()
    shown = desk.model.data(desk.model.index(0, DeskColumn.DEADLINE))
    assert shown is not None
    assert shown.startswith(f"{words} · ")


def test_several_cases_are_deleted_and_come_back_together(many: DeskShell) -> None:
    choose(many, 0, 2)
    gone = set(many.desk.chosen())
    many.desk.delete.click()
    assert len(many.titles()) == 5
    assert many.desk.undo.isVisible()
    assert {row.case_id for row in many.store.list_cases(deleted=True)} == gone
    many.desk.undo.click()
    assert len(many.titles()) == 7
    assert many.store.list_cases(deleted=True) == ()


def test_with_several_chosen_only_what_makes_sense_for_several_is_on(many: DeskShell) -> None:
    choose(many, 0, 1)
    assert not many.desk.open.isEnabled()
    assert many.desk.delete.isEnabled()
    assert many.actions.batch.isEnabled()
    assert not many.actions.history.isEnabled()


def test_the_chosen_case_stays_chosen_when_the_list_is_ordered_anew(many: DeskShell) -> None:
    many.desk.select_row(3)
    chosen = many.desk.chosen()
    many.workspace.desk.sort_by(DeskColumn.TITLE)
    assert many.desk.chosen() == chosen


def test_the_copy_is_chosen_after_duplicating(many: DeskShell) -> None:
    many.desk.duplicate.click()
    row = many.model.row_of(many.desk.chosen()[0])
    assert row is not None
    assert many.model.title(row).endswith("(2)")


def test_down_goes_from_the_search_to_the_list_and_escape_empties_it(many: DeskShell, qtbot: QtBot) -> None:
    many.window.activateWindow()
    many.desk.search.setFocus()
    qtbot.waitUntil(many.desk.search.hasFocus)
    many.desk.search.setText("anna")
    QTest.keyClick(many.desk.search, Qt.Key.Key_Escape)
    assert many.desk.search.text() == ""
    QTest.keyClick(many.desk.search, Qt.Key.Key_Down)
    assert many.desk.table.hasFocus()


def test_closing_and_reopening_a_case_shows_at_once(many: DeskShell) -> None:
    case_id = many.desk.chosen()[0]
    many.actions.close_case.trigger()
    row = many.workspace.desk.row(case_id)
    assert row is not None
    assert row.closed_at is not None
    assert many.actions.reopen_case.isVisible()
    many.actions.reopen_case.trigger()
    row = many.workspace.desk.row(case_id)
    assert row is not None
    assert row.closed_at is None


def test_a_locked_desk_forgets_its_lines_and_switches_everything_off(many: DeskShell) -> None:
    many.workspace.desk.clear()
    many.actions.set_locked(True)
    assert many.titles() == []
    assert not any(action.isEnabled() for action in many.actions.all())


def test_the_filters_speak_the_language_of_the_window(many: DeskShell) -> None:
    many.window.set_language("pl")
    assert many.desk.filters.box("advisor").itemText(0) == "Każdy doradca"
    assert many.model.data(many.model.index(0, DeskColumn.STATUS)) == "W przygotowaniu"


def test_a_person_who_stands_in_another_case_is_told_of_and_can_be_linked(
    desk: DeskShell, qtbot: QtBot
) -> None:
    born = date(1990, 5, 6)
    save(desk.store, "a", "Kowalska", born=born)
    save(desk.store, "b", "Kowalska", born=born)
    desk.reload()
    watch = desk.actions.watch
    line = watch.chosen_line
    assert line is not None
    qtbot.waitUntil(line.isVisible)
    assert line.words.text() == "Same name and same date of birth: Anna Kowalska"
    line.link.click()
    assert [link.case_id for link in desk.store.links("a")] == ["b"]
    assert not line.isVisible()


def test_the_word_that_it_is_another_person_is_kept(desk: DeskShell, qtbot: QtBot) -> None:
    born = date(1990, 5, 6)
    save(desk.store, "a", "Kowalska", born=born)
    save(desk.store, "b", "Kowalska", born=born)
    desk.reload()
    line = desk.actions.watch.chosen_line
    assert line is not None
    qtbot.waitUntil(line.isVisible)
    line.another.click()
    desk.desk.select_row(1)
    line.look()
    assert not line.isVisible()


def test_a_store_that_cannot_be_read_keeps_the_list_and_says_why(
    many: DeskShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_case_id: str) -> None:
        raise DiskFull

    monkeypatch.setattr(many.store, "delete", fail)
    many.desk.delete.click()
    assert len(many.titles()) == 7
    assert many.window.problem.isVisible()


def test_a_case_of_a_household_says_how_many_people_it_has(desk: DeskShell) -> None:
    case = Case("h", title="Kowalski", members=(Case("m"),))
    desk.store.save(case, "applicant")
    desk.reload()
    assert desk.model.data(desk.model.index(0, DeskColumn.TITLE)) == "Kowalski · 2 people"


def test_the_open_case_says_so_too_as_soon_as_name_and_birth_date_are_typed(
    desk: DeskShell, qtbot: QtBot
) -> None:
    born = date(1990, 5, 6)
    save(desk.store, "a", "Kowalska", born=born)
    desk.reload()
    desk.workspace.new_case()
    session = desk.workspace.session
    assert session is not None
    bar = desk.actions.watch.open_line
    assert not bar.isVisible()
    person = replace(session.case.person, given_names="Anna", surname="Kowalska", birth_date=born)
    session.update(session.case.with_changes(person=person))
    qtbot.waitUntil(bar.isVisible)
    line = bar.findChild(DuplicateLine)
    assert line is not None
    line.open.click()
    assert desk.workspace.session is not None
    assert desk.workspace.session.household.case_id == "a"


def test_a_locked_desk_forgets_what_was_searched_for(many: DeskShell) -> None:
    many.desk.search.setText("kowalska")
    many.workspace.desk.clear()
    assert many.desk.search.text() == ""
    many.reload()
    assert len(many.titles()) == 7
