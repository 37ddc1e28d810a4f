"""The import: seen before anything is added, changed by the person, taken over in one step."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, AbsenceReason
from permitdesk.imports.sources import File, Pasted, Source
from permitdesk.imports.words import Target
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.import_dialog import ImportDialog, open_import
from permitdesk.ui.widgets.import_model import MEANING
from tests.ui.page_support import TOLERATED, make_session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MIXED = "left;returned;country\n01.07.2020;02.07.2020;Italy\nsoon;02.08.2020;\n01.09.2020;05.09.2020;=1+1\n"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def opened(
    parent: QWidget, source: Source, session: CaseSession | None = None, target: Target = Target.JOURNEYS
) -> tuple[ImportDialog, CaseSession]:
    used = session or make_session(TOLERATED)
    dialog = open_import(parent, used, target, source)
    assert dialog is not None
    return dialog, used


def written(tmp_path: Path, text: str, name: str = "trips.csv", encoding: str = "utf-8") -> File:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return File(path)


def test_nothing_is_added_before_the_person_says_so_and_refused_lines_never(
    parent: QWidget, tmp_path: Path
) -> None:
    dialog, session = opened(parent, written(tmp_path, MIXED))
    assert not session.can_undo
    assert "soon" in dialog.model.index(1, MEANING).data()
    assert dialog.add_button.text() == "Add 2 lines"
    dialog.add_button.click()
    assert [trip.country for trip in session.case.absences] == ["Italy", "=1+1"]
    session.undo()
    assert session.case.absences == ()


def test_cancelling_changes_nothing(parent: QWidget, tmp_path: Path) -> None:
    dialog, session = opened(parent, written(tmp_path, MIXED))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.case.absences == ()
    assert not session.can_undo


def test_pasted_lines_that_leave_no_doubt_are_added_at_once(parent: QWidget) -> None:
    session = make_session(TOLERATED)
    text = "01.07.2020\t20.07.2020\tItaly\n2021-02-01\t2021-02-03\tSpain"
    assert open_import(parent, session, Target.JOURNEYS, Pasted(text)) is None
    assert [a.country for a in session.case.absences] == ["Italy", "Spain"]
    session.undo()
    assert session.case.absences == ()


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2024\t5/4/2024",
        "Italy\t2020-07-01\t2020-07-02",
        "2020-07-01\t2020-07-02\t=1+1",
        "2020-07-01",
        "rubbish",
    ],
)
def test_pasted_lines_that_leave_a_doubt_are_shown_first(parent: QWidget, text: str) -> None:
    _, session = opened(parent, Pasted(text))
    assert session.case.absences == ()


def test_the_space_bar_ticks_and_unticks_the_selected_lines(parent: QWidget, tmp_path: Path) -> None:
    dialog, session = opened(parent, written(tmp_path, MIXED))
    dialog.view.selectAll()
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.model.ticks() == frozenset()
    assert not dialog.add_button.isEnabled()
    dialog.view.selectRow(2)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    dialog.add_button.click()
    assert [a.left for a in session.case.absences] == [date(2020, 9, 1)]


def test_tab_goes_from_the_columns_to_the_lines_and_on_to_the_buttons(
    parent: QWidget, tmp_path: Path
) -> None:
    dialog, _ = opened(parent, written(tmp_path, MIXED))
    dialog.activateWindow()
    dialog.columns.combos[0].setFocus()
    seen: list[QWidget] = []
    for _step in range(6):
        seen.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [*dialog.columns.combos, dialog.view, dialog.only_questions, dialog.copy_button]


def test_only_lines_with_a_question_can_be_shown_and_refused_ones_copied(
    parent: QWidget, tmp_path: Path
) -> None:
    dialog, _ = opened(parent, written(tmp_path, MIXED))
    dialog.only_questions.click()
    assert dialog.model.rowCount() == 2
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("soon\t02.08.2020")
    assert "Italy" not in copied


def test_another_meaning_of_a_column_is_taken_at_once(parent: QWidget) -> None:
    dialog, session = opened(parent, Pasted("x,Italy,2020-07-01,2020-07-02\ny,Malta,2020-09-01,2020-09-09"))
    first = dialog.columns.combos[2]
    first.setCurrentIndex(first.findData("last"))
    first.activated.emit(first.currentIndex())
    assert [combo.currentData() for combo in dialog.columns.combos][2:] == ["last", "skip"]
    assert not dialog.add_button.isEnabled()
    last = dialog.columns.combos[3]
    last.setCurrentIndex(last.findData("first"))
    last.activated.emit(last.currentIndex())
    assert not dialog.add_button.isEnabled(), "every line is reversed now"
    assert "backwards" in dialog.notes.text()
    assert session.case.absences == ()


def test_the_order_of_day_and_month_is_said_and_can_be_changed(parent: QWidget) -> None:
    dialog, session = opened(parent, Pasted("3/4/2024,5/4/2024"))
    assert "day before month" in dialog.notes.text()
    order = dialog.choices.order
    order.setCurrentIndex(order.findData("month_first"))
    order.activated.emit(order.currentIndex())
    dialog.add_button.click()
    assert [(a.left, a.returned) for a in session.case.absences] == [(date(2024, 3, 4), date(2024, 5, 4))]


def test_letters_read_wrongly_can_be_read_anew(parent: QWidget, tmp_path: Path) -> None:
    text = "od;do;kraj\n01.07.2020;02.07.2020;W\u0142ochy \u015aw\n"
    dialog, session = opened(parent, written(tmp_path, text, encoding="iso8859_2"))
    box = dialog.choices.encoding
    box.setCurrentIndex(box.findData("iso8859_2"))
    box.activated.emit(box.currentIndex())
    dialog.add_button.click()
    assert session.case.absences[0].country == "Italy"
    assert session.case.absences[0].proof == "W\u0142ochy \u015aw"


def test_the_list_to_add_to_can_be_changed(parent: QWidget, tmp_path: Path) -> None:
    source = written(tmp_path, "entry,exit\n2026-09-01,2026-09-09\n2026-10-01,2026-10-09\n")
    dialog, session = opened(parent, source)
    assert not dialog.add_button.isEnabled()
    box = dialog.choices.target
    box.setCurrentIndex(box.findData("schengen"))
    box.activated.emit(box.currentIndex())
    dialog.add_button.click()
    assert [v.entry for v in session.case.schengen_stays] == [date(2026, 9, 1), date(2026, 10, 1)]


def test_a_source_that_gives_nothing_says_why(parent: QWidget, tmp_path: Path) -> None:
    for source in (File(tmp_path / "missing.csv"), File(tmp_path), written(tmp_path, "", "empty.csv")):
        dialog, session = opened(parent, source)
        assert dialog.problem.isVisible()
        assert not dialog.add_button.isEnabled()
        dialog.reject()
        assert session.case.absences == ()


def test_reasons_of_both_languages_are_found_and_entries_continue_the_numbers(parent: QWidget) -> None:
    before = TOLERATED.with_changes(absences=(Absence("a7", date(2019, 1, 1), date(2019, 1, 2)),))
    session = make_session(before)
    text = "left,returned,reason\n2020-07-01,2020-07-02,military_service\n2019-01-01,2019-01-02,\n"
    dialog, _ = opened(parent, Pasted(text), session)
    dialog.add_button.click()
    assert [a.id for a in session.case.absences] == ["a7", "a8"]
    assert session.case.absences[1].reason is AbsenceReason.MILITARY_SERVICE


def test_ten_thousand_lines_are_read_beside_the_window(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    day = date(1990, 1, 1)
    lines = [f"{day + timedelta(n)},{day + timedelta(n + 1)},Italy" for n in range(10_000)]
    source = written(tmp_path, "left,returned,country\n" + "\n".join(lines))
    begin = time.perf_counter()
    dialog, _ = opened(parent, source)
    assert time.perf_counter() - begin < 1.0
    assert dialog.waiting.isVisible()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 10_000, timeout=20_000)
    assert dialog.add_button.text() == "Add 10000 lines"
    dialog.only_questions.click()
    dialog.reject()


def test_reading_can_be_stopped(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    source = written(tmp_path, "left,returned\n" + "2020-01-01,2020-01-02\n" * 15_000)
    dialog, session = opened(parent, source)
    dialog.stop_button.click()
    qtbot.wait(50)
    assert session.case.absences == ()


def test_the_model_of_the_lines_keeps_the_rules_of_item_models(parent: QWidget, tmp_path: Path) -> None:
    dialog, _ = opened(parent, written(tmp_path, MIXED))
    tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    index = dialog.model.index(0, 0)
    assert dialog.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.add_button.text() == "Add 1 line"
    dialog.model.show_only_questions(True)
    assert tester.model() is dialog.model
