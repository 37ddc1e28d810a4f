"""A key in the search of a desk of ten thousand cases, until the list is painted anew.

The reference is measured in the same run: the same table widget of the same size with a list of
strings in one column, filtered by a plain ``in`` over ten thousand of them and painted. So a slow
machine is no excuse and a fast one hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QTableView
from pytestqt.qtbot import QtBot

from permitdesk.rulesets.texts import load_texts
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.desk.desk import Desk
from permitdesk.ui.theme import load_fonts
from permitdesk.ui.viewmodels.desk import DeskViewModel
from tests.benchmarks.measuring import best_of
from tests.desk.many_cases import TODAY, fill
from tests.desk.rows import at

CASES = 10_000
#: what people type, a letter at a time
KEYS = ("k", "ko", "kow", "kowa", "", "sh", "an", "x")
#: seconds of the processor from a key to the painted list
LIMIT = 0.050
#: how many times the reference one key may take
RATIO = 8.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteCaseStore]:
    opened = SqliteCaseStore(tmp_path / "cases.sqlite3", lambda: at(TODAY))
    fill(opened, CASES)
    yield opened
    opened.close()


def bare_table() -> QTableView:
    """A table that does what it must and no more."""
    table = QTableView()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(False)
    return table


@pytest.mark.benchmark
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_key_in_the_search_repaints_ten_thousand_cases_in_50_ms(
    qtbot: QtBot, store: SqliteCaseStore
) -> None:
    load_fonts()
    model = DeskViewModel(lambda: store, today=TODAY)
    desk = Desk(model)
    qtbot.addWidget(desk)
    desk.resize(1200, 600)
    desk.show()
    model.model.set_texts(load_texts("en"))
    model.reload()
    assert model.total == CASES
    words = [row.search for row in model.rows]
    table = bare_table()
    bare = QStringListModel(words)
    table.setModel(bare)
    qtbot.addWidget(table)
    table.resize(desk.table.size())
    table.show()

    def type_in_ours() -> None:
        for key in KEYS:
            desk.search.setText(key)
            desk.table.viewport().repaint()

    def type_in_bare() -> None:
        for key in KEYS:
            bare.setStringList([text for text in words if key in text])
            table.viewport().repaint()

    ours, plain = best_of(7, type_in_ours, type_in_bare)
    each, reference = ours / len(KEYS), plain / len(KEYS)
    told = (
        f"{each * 1000:.1f} ms a key, {each / reference:.1f} times the bare table ({reference * 1000:.1f} ms)"
    )
    assert each <= LIMIT, told
    assert each <= RATIO * reference, told
