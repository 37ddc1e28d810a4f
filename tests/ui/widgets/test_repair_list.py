"""Problems with their repairs as buttons; one button, one whole case."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, Case
from permitdesk.domain.stay.repairs import all_problems, repairs
from permitdesk.domain.stay.timeline import build_timeline, timeline_view
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.repair_list import MOST_SHOWN, RepairList
from tests.ui.page_support import TODAY, TOLERATED, ruleset, texts

#: windows without a frame on a screen that is none
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")

REVERSED = TOLERATED.with_changes(absences=(Absence("a1", date(2023, 6, 9), date(2023, 6, 3)),))


def shown(qtbot: QtBot, case: Case, language: str = "en") -> RepairList:
    made = RepairList(texts(language))
    qtbot.addWidget(made)
    kinds = {kind.id: kind for kind in ruleset().statuses}
    view = timeline_view(build_timeline(case, kinds, TODAY))
    problems = all_problems(case, view, TODAY)
    made.show_problems(problems, repairs(case, view, TODAY, kinds), lambda p: f"Line {len(p.paths)}")
    return made


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_repair_is_a_button_with_the_sentence_that_says_what_it_does(qtbot: QtBot, language: str) -> None:
    made = shown(qtbot, REVERSED, language)
    button = made.findChild(QPushButton, "repair_swap")
    assert isinstance(button, QPushButton)
    assert "2023" in button.accessibleDescription()
    with qtbot.waitSignal(made.chosen) as caught:
        QTest.keyClick(button, Qt.Key.Key_Space)
    (case,) = caught.args or [None]
    assert isinstance(case, Case)
    assert case.absences[0] == Absence("a1", date(2023, 6, 3), date(2023, 6, 9))


def test_the_row_of_a_problem_can_be_gone_to(qtbot: QtBot) -> None:
    made = shown(qtbot, REVERSED)
    button = made.findChild(QPushButton, "repair_go")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(made.go_asked) as caught:
        button.click()
    assert caught.args == ["absences.a1"]
    assert any(label.text() == "Line 1" for label in made.findChildren(TextLabel))


def test_without_a_problem_nothing_is_shown(qtbot: QtBot) -> None:
    made = shown(qtbot, TOLERATED)
    assert made.isHidden()
    assert made.findChildren(QPushButton) == []


def test_more_problems_are_counted(qtbot: QtBot) -> None:
    trips = tuple(Absence(f"a{n}", date(2023, 6, 9 + n), date(2023, 6, 3)) for n in range(1, 9))
    made = shown(qtbot, TOLERATED.with_changes(absences=trips))
    assert len(made.findChildren(QPushButton, "repair_go")) == MOST_SHOWN
    assert any("2 more problems" in label.text() for label in made.findChildren(TextLabel))


def test_showing_the_same_again_keeps_the_buttons(qtbot: QtBot) -> None:
    made = RepairList(texts("en"))
    qtbot.addWidget(made)
    kinds = {kind.id: kind for kind in ruleset().statuses}
    view = timeline_view(build_timeline(REVERSED, kinds, TODAY))
    found = all_problems(REVERSED, view, TODAY), repairs(REVERSED, view, TODAY, kinds)
    made.show_problems(*found)
    before = made.findChild(QPushButton, "repair_swap")
    made.show_problems(*found)
    assert made.findChild(QPushButton, "repair_swap") is before
    made.show_problems((), ())
    assert made.isHidden()
