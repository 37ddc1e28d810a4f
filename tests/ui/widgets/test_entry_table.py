"""The entry tables: reading pasted lines, the model, and large tables."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from permitdesk.ui.widgets.entry_columns import CellValue
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.widgets.import_dialog import ImportDialog
from permitdesk.ui.widgets.pasted import decoded, read_lines
from permitdesk.ui.wizard.entries import absence_model
from tests.ui.page_support import texts


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_tabs_semicolons_and_commas_separate_fields(mark: str) -> None:
    columns = absence_model(texts("en")).columns()
    lines = read_lines(mark.join(("1.7.2020", "2.7.2020", "Italy")), columns, texts("en"))
    assert [cell.value for cell in lines[0].cells[:3]] == [date(2020, 7, 1), date(2020, 7, 2), "Italy"]
    assert lines[0].problems == ()


def test_a_header_line_sets_the_order_of_the_columns() -> None:
    columns = absence_model(texts("en")).columns()
    lines = read_lines("country,returned,left\nItaly,2020-07-02,2020-07-01", columns, texts("en"))
    assert [line.number for line in lines] == [2]
    assert lines[0].cells[0].value == date(2020, 7, 1)


def test_lines_typed_by_hand_are_read_among_those_of_a_spreadsheet() -> None:
    columns = absence_model(texts("en")).columns()
    pasted = "1.7.2020\t2.7.2020\tItaly\n1.8.2020 - 9.8.2020 Spain\n2020-09-01;2020-09-02;Malta"
    lines = read_lines(pasted, columns, texts("en"))
    assert [line.cells[2].value for line in lines] == ["Italy", "Spain", "Malta"]
    assert not any(line.problems for line in lines)


def test_each_bad_line_names_its_problem_and_keeps_its_text() -> None:
    columns = absence_model(texts("en")).columns()
    lines = read_lines("2020-07-01;2020-07-02\nsoon;2020-08-02\n\n;;Italy", columns, texts("en"))
    assert [line.number for line in lines] == [1, 2, 4]
    assert [bool(line.problems) for line in lines] == [False, True, True]
    assert lines[1].cells[0].typed == "soon"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_files_of_usual_spreadsheets_keep_their_polish_letters(encoding: str) -> None:
    assert decoded("Włochy;Żary".encode(encoding)) == "Włochy;Żary"


def test_the_model_keeps_the_rules_of_item_models(qtbot: QtBot) -> None:
    model = absence_model(texts("en"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert model.setData(model.index(0, 0), "1.7.2020")
    assert not model.setData(model.index(1, 1), "  ")
    assert model.setData(model.index(0, 3), "no such reason")
    assert model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    model.remove_rows([0])
    assert model.rowCount() == 1
    assert tester.model() is model


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_file_with_problems_is_shown_before_anything_is_added(qtbot: QtBot, tmp_path: Path) -> None:
    model = absence_model(texts("en"))
    table = EntryTable(texts("en"), model, "Journeys", "help")
    qtbot.addWidget(table)
    source = tmp_path / "trips.csv"
    source.write_text("2020-07-01,2020-07-02\nsoon,2020-08-02\n", encoding="utf-8")
    table.import_file(source)
    assert model.rowCount() == 1
    dialog = table.findChild(ImportDialog)
    assert dialog is not None
    dialog.add_good.click()
    assert model.rowCount() == 2


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_file_that_cannot_be_read_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    model = absence_model(texts("en"))
    table = EntryTable(texts("en"), model, "Journeys", "help")
    qtbot.addWidget(table)
    table.import_file(tmp_path / "missing.csv")
    dialog = table.findChild(ImportDialog)
    assert dialog is not None
    assert "missing.csv" in dialog.words.text()
    dialog.reject()
    assert model.rowCount() == 1


def test_five_thousand_rows_load_and_change_quickly(qtbot: QtBot) -> None:
    model = absence_model(texts("en"))
    rows: list[tuple[str, tuple[CellValue, ...]]]
    rows = [(f"a{n}", (date(2020, 1, 1), date(2020, 1, 2), None, "ordinary", None)) for n in range(5000)]
    started = time.perf_counter()
    model.load(rows)
    model.setData(model.index(4999, 2), "Italy")
    rows[4999] = ("a4999", (date(2020, 1, 1), date(2020, 1, 2), "Italy", "ordinary", None))
    model.load(rows)
    assert model.rowCount() == 5001
    assert time.perf_counter() - started < 2.0
