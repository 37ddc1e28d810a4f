"""Entering rows by the keyboard alone: what is understood, where the keys lead, what a change is."""

from __future__ import annotations

import time
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, AbsenceReason, ApproximateDay, Case, DocumentStatus, SchengenStay
from permitdesk.imports.sources import File
from permitdesk.ui.widgets.entry_columns import (
    Cell,
    CellValue,
    ColumnKind,
    DayRange,
    cell_text,
    range_text,
    read_cell,
    understood_text,
)
from permitdesk.ui.widgets.entry_model import EntryModel
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.wizard.entries import (
    absence_model,
    country_names,
    load_absences,
    load_schengen,
    load_statuses,
    schengen_model,
    status_model,
    with_absences,
    with_schengen,
    with_statuses,
)
from tests.ui.page_support import ruleset, texts

#: windows without a frame on a screen that is none
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")

TODAY = date(2026, 11, 21)
KEY = Qt.Key
DAYS = 6


def model_with(*typed: tuple[int, int, str]) -> EntryModel:
    model = absence_model(texts("en"), TODAY)
    for row, column, text in typed:
        model.setData(model.index(row, column), text)
    return model


def shown(model: EntryModel, row: int, column: int) -> str:
    return str(model.index(row, column).data())


@pytest.fixture
def table(qtbot: QtBot) -> EntryTable:
    made = EntryTable(texts("en"), absence_model(texts("en"), TODAY, ["Italy", "Malta"]), "Journeys", "help")
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    return made


def editor(table: EntryTable) -> QLineEdit:
    found = [e for e in table.view.viewport().findChildren(QLineEdit) if e.isVisible()]
    assert found, "no cell is being edited"
    return found[-1]


def fill(qtbot: QtBot, table: EntryTable, text: str, key: Qt.Key = KEY.Key_Return) -> None:
    line = editor(table)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)


# --- what is understood -------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("around 15.03.2023", "~15.03.2023"),
        ("between 3 and 9 March 2023", "3\N{EN DASH}9.03.2023"),
        ("March 2023", "03.2023"),
        ("2023", "2023"),
        ("28.02.2023 - 3.03.2023", "28.02.2023\N{EN DASH}03.03.2023"),
        ("?", "?"),
        ("15 marca 2023", "15.03.2023"),
        ("soon", "soon"),
        ("I don't know", "?"),
    ],
)
def test_a_cell_is_written_so_that_it_reads_back(typed: str, written: str) -> None:
    column = absence_model(texts("en")).columns()[0]
    cell = read_cell(column, typed, texts("en"))
    assert cell_text(column, cell) == written
    assert read_cell(column, written, texts("en")).value == cell.value


def test_what_was_understood_is_in_the_tooltip_and_for_the_screen_reader() -> None:
    model = model_with((0, 0, "3-9.03.2023"))
    index = model.index(0, 0)
    assert "3 March 2023" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "9 March 2023" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "You do not know" in understood_text(read_cell(model.columns()[0], "?", texts("en")), texts("en"))
    assert understood_text(Cell(DayRange(date(2023, 3, 3), date(2023, 3, 9))), texts("en"))
    assert range_text(DayRange(date(2023, 1, 1), date(2024, 12, 31))).count("2024") == 1


def test_a_year_left_out_comes_from_the_row_or_the_row_above() -> None:
    model = model_with((0, 0, "28.12.2022"), (0, 1, "3.01"), (1, 0, "15.05"), (1, 1, "20.05"))
    assert [shown(model, 0, 1), shown(model, 1, 0), shown(model, 1, 1)] == [
        "03.01.2023",
        "15.05.2023",
        "20.05.2023",
    ]


def test_rows_from_new_to_old_take_the_year_before() -> None:
    model = model_with((0, 0, "1.05.2023"), (1, 0, "1.03.2023"), (2, 0, "1.12"), (3, 0, "~1.11"))
    assert shown(model, 2, 0) == "01.12.2022"
    assert shown(model, 3, 0) == "~01.11.2022"


def test_without_a_day_near_the_last_such_day_is_meant() -> None:
    assert shown(model_with((0, 0, "15.12")), 0, 0) == "15.12.2025"
    assert shown(model_with((0, 0, "15.10.2026"), (1, 0, "1.10")), 1, 0) == "01.10.2026"
    assert shown(model_with((0, 1, "15.10.2020"), (0, 0, "1.11")), 0, 0) == "01.11.2019"


def test_an_open_journey_says_so_and_can_be_typed_in_words() -> None:
    model = model_with((0, 0, "1.11.2026"), (0, 1, "Still Abroad"))
    assert shown(model, 0, 1) == "still abroad"
    assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) == ""
    assert model.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.entries()[0].cells[1] == Cell()


def test_days_are_counted_both_ways() -> None:
    model = model_with((0, 0, "1.03.2023"), (0, 1, "14.03.2023"))
    assert shown(model, 0, DAYS) == "14 (12)"
    assert "brackets" in model.index(0, DAYS).data(Qt.ItemDataRole.ToolTipRole)
    model.setData(model.index(0, 1), "12-16.03.2023")
    assert shown(model, 0, DAYS) == "12\N{EN DASH}16 (10\N{EN DASH}14)"
    for typed, count in (("1.03.2023", "1 (0)"), ("?", ""), ("soon", ""), ("1.02.2023", "")):
        model.setData(model.index(0, 1), typed)
        assert shown(model, 0, DAYS) == count
    model = model_with((0, 0, "13.11.2026"))
    assert shown(model, 0, DAYS) == "9\N{HORIZONTAL ELLIPSIS}"
    assert shown(model_with((0, 0, "13.12.2026")), 0, DAYS) == ""


def test_the_count_cannot_be_edited() -> None:
    model = model_with((0, 0, "1.03.2023"))
    index = model.index(0, DAYS)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "5")
    assert (model.peek(index, "5"), model.reading(index)) == ("", "")


# --- ditto, order -------------------------------------------------------------------


def test_a_quotation_mark_copies_the_cell_above() -> None:
    model = model_with((0, 0, "1.03.2023"), (0, 2, "Italy"), (1, 0, "5.05.2023"), (1, 2, '"'))
    assert shown(model, 1, 2) == "Italy"
    assert not model.copy_above(model.index(0, 2))
    assert not model.copy_above(model.index(1, 2))


def test_sorting_changes_the_order_and_nothing_else(qtbot: QtBot) -> None:
    case = Case(
        "c",
        absences=(
            Absence("a1", date(2023, 5, 1), date(2023, 5, 9)),
            Absence("a2"),
            Absence("a3", date(2022, 1, 1), date(2022, 1, 2), proof="x"),
        ),
        approximate=(ApproximateDay("absences.a1.left", date(2023, 5, 1), date(2023, 5, 4)),),
        dont_know=frozenset({"absences.a2.left"}),
    )
    model = absence_model(texts("en"), TODAY)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    load_absences(model, case)
    with qtbot.waitSignal(model.edited):
        model.sort_by_day()
    after = with_absences(case, model)
    assert [a.id for a in after.absences] == ["a3", "a1", "a2"]
    assert after.with_changes(absences=case.absences) == case
    with qtbot.assertNotEmitted(model.edited):
        model.sort_by_day()


# --- the way to the case ------------------------------------------------------------


def test_an_approximate_journey_is_as_long_as_it_may_have_been() -> None:
    model = model_with((0, 0, "3-9.03.2023"), (0, 1, "~20.03.2023"))
    case = with_absences(Case("c"), model)
    assert (case.absences[0].left, case.absences[0].returned) == (date(2023, 3, 3), date(2023, 3, 27))
    assert case.approximate == (
        ApproximateDay("absences.a1.left", date(2023, 3, 3), date(2023, 3, 9)),
        ApproximateDay("absences.a1.returned", date(2023, 3, 13), date(2023, 3, 27)),
    )
    model.setData(model.index(0, 0), "4.03.2023")
    assert [e.path for e in with_absences(case, model).approximate] == ["absences.a1.returned"]


def test_an_approximate_stay_is_as_short_as_it_may_have_been() -> None:
    model = status_model(texts("en"), ruleset().statuses, TODAY)
    model.setData(model.index(0, 0), "trp_work")
    model.setData(model.index(0, 1), "March 2020")
    model.setData(model.index(0, 2), "end of May 2022")
    case = with_statuses(Case("c"), model)
    assert (case.statuses[0].first_day, case.statuses[0].last_day) == (date(2020, 3, 31), date(2022, 5, 21))
    again = status_model(texts("en"), ruleset().statuses, TODAY)
    load_statuses(again, case)
    assert with_statuses(Case("c"), again) == case
    assert again.index(0, 5).data() == "782\N{EN DASH}822"


def test_everything_of_a_journey_survives_the_table() -> None:
    case = Case(
        "c",
        absences=(
            Absence(
                "a7",
                date(2023, 5, 1),
                date(2023, 5, 9),
                "Italy",
                AbsenceReason.POLISH_STUDIES,
                "letter",
                DocumentStatus.REQUESTED,
            ),
        ),
        schengen_stays=(SchengenStay("v1", date(2026, 5, 1)),),
        approximate=(ApproximateDay("schengen_stays.v1.entry", date(2026, 5, 1), date(2026, 5, 3)),),
    )
    journeys, stays = absence_model(texts("pl"), TODAY), schengen_model(texts("pl"), TODAY)
    load_absences(journeys, case)
    load_schengen(stays, case)
    assert with_schengen(with_absences(case, journeys), stays) == case
    assert shown(journeys, 0, 5) == "zamówiony"


def test_what_was_understood_stays_when_the_case_comes_back() -> None:
    model = model_with((0, 0, "03/04/2023"))
    before = model.reading(model.index(0, 0))
    assert "4 March 2023" in before
    load_absences(model, with_absences(Case("c"), model))
    assert model.reading(model.index(0, 0)) == before


# --- keys ---------------------------------------------------------------------------


def test_enter_leads_through_a_row_and_on_to_the_next(qtbot: QtBot, table: EntryTable) -> None:
    table.start_new_row()
    for text in ("1.03.2023", "9.03", "Italy", "5.05", "6.05", "Malta"):
        fill(qtbot, table, text)
    rows = [[shown(table.model, row, column) for column in range(3)] for row in range(2)]
    assert rows == [["01.03.2023", "09.03.2023", "Italy"], ["05.05.2023", "06.05.2023", "Malta"]]
    assert (table.view.currentIndex().row(), table.view.currentIndex().column()) == (2, 0)


def test_tab_leads_over_every_cell_but_the_count(qtbot: QtBot, table: EntryTable) -> None:
    table.start_new_row()
    visited = []
    for text in ("1.03.2023", "9.03", "Italy"):
        visited.append(table.view.currentIndex().column())
        fill(qtbot, table, text, KEY.Key_Tab)
    assert visited == [0, 1, 2]
    assert table.view.currentIndex().column() == 3
    heads = table.view.horizontalHeader()
    assert heads.visualIndex(DAYS) == 2


def test_tab_ends_after_the_last_cell_and_shift_tab_before_the_first(table: EntryTable) -> None:
    view = table.view
    view.setCurrentIndex(table.model.index(0, 5))
    assert not view.moveCursor(view.CursorAction.MoveNext, Qt.KeyboardModifier.NoModifier).isValid()
    view.setCurrentIndex(table.model.index(0, 0))
    assert not view.moveCursor(view.CursorAction.MovePrevious, Qt.KeyboardModifier.NoModifier).isValid()
    table.model.setData(table.model.index(0, 0), "1.03.2023")
    view.setCurrentIndex(table.model.index(1, 0))
    back = view.moveCursor(view.CursorAction.MovePrevious, Qt.KeyboardModifier.NoModifier)
    assert (back.row(), back.column()) == (0, 5)


def test_what_is_typed_is_said_under_the_table_at_once(qtbot: QtBot, table: EntryTable) -> None:
    table.start_new_row()
    QTest.keyClicks(editor(table), "~15.3.2023")
    assert "8 March 2023" in table.reading.text()
    QTest.keyClick(editor(table), KEY.Key_Return)
    table.view.setCurrentIndex(table.model.index(0, 0))
    assert "22 March 2023" in table.reading.text()
    table.view.setCurrentIndex(table.model.index(0, 2))
    assert table.reading.isHidden()


def test_keys_for_today_ditto_new_and_removed_rows(qtbot: QtBot, table: EntryTable) -> None:
    view, model = table.view, table.model
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(view, KEY.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert shown(model, 0, 0) == "21.11.2026"
    view.setCurrentIndex(model.index(0, 2))
    QTest.keyClick(view, KEY.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert shown(model, 0, 2) == ""
    view.setCurrentIndex(model.index(1, 0))
    QTest.keyClicks(view, '"')
    assert shown(model, 1, 0) == "21.11.2026"
    view.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(view, KEY.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert model.rowCount() == 2
    QTest.keyClick(view, KEY.Key_Insert)
    assert editor(table).text() == ""
    assert view.currentIndex().row() == 1


def test_known_countries_are_offered_while_typing(table: EntryTable) -> None:
    table.model.setData(table.model.index(0, 0), "1.03.2023")
    table.view.setCurrentIndex(table.model.index(0, 2))
    table.view.edit(table.model.index(0, 2))
    completer = editor(table).completer()
    assert completer is not None
    completer.setCompletionPrefix("ma")
    assert completer.currentCompletion() == "Malta"


def test_countries_are_offered_by_their_names_in_the_language_shown() -> None:
    for language, name in (("en", "Germany"), ("pl", "Niemcy")):
        names = country_names(texts(language), ruleset().countries)
        assert name in names
        assert len(set(names)) == len(names) > 190


def test_a_dropped_file_is_handed_on_and_other_things_are_refused(table: EntryTable) -> None:
    asked: list[object] = []
    table.import_asked.connect(asked.append)
    for url, taken in (("file:///tmp/trips.csv", True), ("https://example.org/x", False)):
        data = QMimeData()
        data.setUrls([QUrl(url)])
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        table.view.dropEvent(event)
        assert event.isAccepted() is taken
    assert [isinstance(source, File) for source in asked] == [True]


def test_the_sort_button_puts_rows_in_order(table: EntryTable) -> None:
    for row, day in enumerate(("1.03.2023", "1.03.2020")):
        table.model.setData(table.model.index(row, 0), day)
    table.sort_button.click()
    assert shown(table.model, 0, 0) == "01.03.2020"


def test_an_edit_among_two_thousand_rows_is_painted_at_once(qtbot: QtBot, table: EntryTable) -> None:
    rows: list[tuple[str, tuple[CellValue, ...]]] = [
        (f"a{n}", (date(2020, 1, 1), date(2020, 1, 2), None, "ordinary", None, None)) for n in range(2000)
    ]
    table.model.load(rows)
    table.view.scrollToBottom()
    QApplication.processEvents()
    took = []
    for country in ("Italy", "Malta", "Spain", "Greece", "Cyprus"):
        started = time.perf_counter()
        table.model.setData(table.model.index(1999, 2), country)
        table.view.viewport().repaint()
        took.append(time.perf_counter() - started)
    assert min(took) < 0.05


def test_columns_of_days_may_be_told_as_ranges_everywhere() -> None:
    for model in (absence_model(texts("en")), status_model(texts("en"), ()), schengen_model(texts("en"))):
        assert all(c.ranges for c in model.columns() if c.kind is ColumnKind.DAY)
