"""A life in Poland entered on the timeline: pasted, mended, said to be complete, planned, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Tri
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.wizard.timeline.take_over_dialog import TakeOverDialog
from permitdesk.ui.wizard.timeline.what_if_part import WhatIfPart
from permitdesk.ui.wizard.timeline_page import TimelinePage
from tests.e2e.cases import TOLERATED
from tests.e2e.screens import open_in
from tests.e2e.walking import CONTROL, case, chosen_route, focused, press, row_path, tab_to, write
from tests.ui.conftest import FragileStore, Shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")


def confirm() -> None:
    """Press the button of the question that has opened."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TakeOverDialog)
    dialog.take.click()


def test_journeys_are_pasted_mended_completed_planned_and_taken_back(
    qtbot: QtBot, shell: Shell, store: FragileStore
) -> None:
    view = open_in(shell, store, TOLERATED.with_changes(absences=(), journeys_complete=None))
    for step in STEPS[: STEPS.index(StepId.TIMELINE) + 1]:
        view.session.go_to(step)
    page = view.page
    assert isinstance(page, TimelinePage)
    with qtbot.waitActive(shell.window):
        shell.window.activateWindow()
    page.focus_first()

    QGuiApplication.clipboard().setText("1.7.2021\t20.7.2021\n1.7.2023\t20.7.2023\n")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(case(shell).absences) == 2)
    page.focus_first()
    write("15.7.2021")
    press(Qt.Key.Key_Tab)
    write("25.7.2021")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(case(shell).absences) == 3)
    assert page.tabs.tabText(0) == "Journeys (!)"

    tab_to(lambda widget: row_path(widget) == "journeys_complete")
    press(Qt.Key.Key_Space)
    assert case(shell).journeys_complete is Tri.YES
    tab_to(lambda widget: widget.objectName() == "repair_join")
    assert isinstance(focused(), QPushButton)
    press(Qt.Key.Key_Space)
    assert [str(trip.returned) for trip in case(shell).absences] == ["2021-07-25", "2023-07-20"]
    assert page.tabs.tabText(0) == "Journeys"
    assert chosen_route(shell).stay_evidence[0].verdict is Verdict.MET
    assert "Today is a safe day to file." in page.strip.spoken_text()

    page.tabs.setCurrentWidget(page.plan)
    plan = page.plan.made
    assert isinstance(plan, WhatIfPart)
    page.focus_first()
    write("1.2.2027")
    tab_to(lambda widget: plan.returned.isAncestorOf(widget))
    write("20.2.2027")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: plan.comparison is not None)
    qtbot.waitUntil(page.picture.notice.isVisible)
    assert len(case(shell).absences) == 2, "a plan is not the case"

    QTimer.singleShot(0, confirm)
    plan.take_over.click()
    assert case(shell).absences[-1].left == date(2027, 2, 1)
    qtbot.waitUntil(lambda: not page.picture.notice.isVisible())
    with qtbot.waitActive(shell.window):
        shell.window.activateWindow()
    press(Qt.Key.Key_Z, CONTROL)
    assert len(case(shell).absences) == 2
    assert case(shell).journeys_complete is Tri.YES


def test_the_timeline_opens_from_a_field_of_another_step(shell: Shell, store: FragileStore) -> None:
    """Made for the first time, the page once sent the person back to the field they had left."""
    view = open_in(shell, store, TOLERATED)
    view.page.focus_path("person.surname")
    view.session.go_to(StepId.TIMELINE)
    assert (view.session.step, view.page.step) == (StepId.TIMELINE, StepId.TIMELINE)
