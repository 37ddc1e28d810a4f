"""The entry tables: reading pasted lines, the model, and large tables."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from permitdesk.imports.sources import File, Pasted
from permitdesk.ui.widgets.entry_columns import CellValue
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.wizard.entries import absence_model
from tests.ui.page_support import texts


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


def test_what_is_pasted_chosen_or_dropped_is_handed_to_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    table = EntryTable(texts("en"), absence_model(texts("en")), "Journeys", "help")
    qtbot.addWidget(table)
    asked: list[object] = []
    table.import_asked.connect(asked.append)
    table.take_text("1.7.2020\t2.7.2020")
    table.import_file(tmp_path / "trips.csv")
    assert asked == [Pasted("1.7.2020\t2.7.2020"), File(tmp_path / "trips.csv")]
    assert table.model.rowCount() == 1


def test_five_thousand_rows_load_and_change_quickly(qtbot: QtBot) -> None:
    model = absence_model(texts("en"))
    rows: list[tuple[str, tuple[CellValue, ...]]]
    rows = [
        (f"a{n}", (date(2020, 1, 1), date(2020, 1, 2), None, "ordinary", None, None)) for n in range(5000)
    ]
    started = time.perf_counter()
    model.load(rows)
    model.setData(model.index(4999, 2), "Italy")
    rows[4999] = ("a4999", (date(2020, 1, 1), date(2020, 1, 2), "Italy", "ordinary", None, None))
    model.load(rows)
    assert model.rowCount() == 5001
    assert time.perf_counter() - started < 2.0
