"""The wizard from the first screen to the printed PDF, with the keyboard alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import ApplicantKind, SignatureKind, SignerKind, Tri
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.field_row import QuestionSheet
from permitdesk.ui.wizard.export_page import ExportPage
from tests.e2e.walking import (
    ALT,
    CONTROL,
    case,
    chosen_route,
    focused,
    press,
    row_path,
    session,
    tab_to,
    wizard,
    write,
)
from tests.ui.conftest import Shell


def go_on(qtbot: QtBot, shell: Shell) -> None:
    """The Next button by its underlined letter; Qt shows it pressed for a moment first."""
    with qtbot.waitSignal(wizard(shell).next.clicked):
        press(Qt.Key.Key_N, ALT)


def start(qtbot: QtBot, shell: Shell) -> None:
    """From the first screen into a new case."""
    with qtbot.waitActive(shell.window):
        shell.window.activateWindow()
    shell.window.setFocus()
    tab_to(lambda widget: "new application" in widget.accessibleName())
    press(Qt.Key.Key_Space)


def is_in_row(path: str, widget: QWidget) -> bool:
    """Whether a widget belongs to the row of a path."""
    return row_path(widget) == path


def answer_shown(shell: Shell) -> None:
    """Take the first line of each question on the screen: it means "none of these", or a valid passport."""
    sheet = next(s for s in wizard(shell).page.findChildren(QuestionSheet) if s.isVisible())
    for path in sheet.views()[sheet.place()]:
        tab_to(partial(is_in_row, path))
        press(Qt.Key.Key_Space if isinstance(focused(), QRadioButton) else Qt.Key.Key_Down)


def take_answer(value: str) -> None:
    """Walk with the arrow key to an answer of the finder and take it."""
    for _ in range(20):
        if focused().objectName() == f"answer_{value}":
            press(Qt.Key.Key_Space)
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(f"no answer {value}; the keyboard is on {focused().objectName()}")


def test_the_keyboard_alone_leads_from_the_first_screen_to_the_pdf(
    qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    start(qtbot, shell)

    assert row_path(focused()) == "applicant", "the keyboard waits on the first question"
    press(Qt.Key.Key_Space)
    assert case(shell).applicant is ApplicantKind.ADULT
    go_on(qtbot, shell)
    assert row_path(focused()) == "signer"
    press(Qt.Key.Key_Space)
    tab_to(lambda widget: row_path(widget) == "signature")
    press(Qt.Key.Key_Space)
    assert (case(shell).signer, case(shell).signature) == (SignerKind.APPLICANT, SignatureKind.TRUSTED)

    go_on(qtbot, shell)
    assert session(shell).step is StepId.STAY_NOW
    write("return would be dangerous")
    press(Qt.Key.Key_Return)
    assert row_path(focused()) == "current_stay.first_day", "the day is asked next"
    write("1.1.2016")
    press(Qt.Key.Key_Return)
    stay = case(shell).current_stay
    assert stay is not None
    assert (stay.kind, str(stay.first_day)) == ("tolerated_351_1", "2016-01-01")

    go_on(qtbot, shell)
    go_on(qtbot, shell)
    assert session(shell).step is StepId.EARLIER_FILING
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    filing = case(shell).earlier_filing
    assert filing is not None
    assert filing.filed is Tri.NO

    go_on(qtbot, shell)
    assert session(shell).step is StepId.FINDER
    press(Qt.Key.Key_Return)
    assert case(shell).answers.get("finder_matter") == "new_permit"
    take_answer("settle")
    take_answer("tolerated")
    assert focused().objectName() == "take_best", "the keyboard waits on the permit that was found"
    press(Qt.Key.Key_Space)
    assert session(shell).step is StepId.PERMIT
    assert case(shell).route == "pr_tolerated_10y"

    go_on(qtbot, shell)
    write("1.7.2019")
    press(Qt.Key.Key_Tab)
    write("20.7.2019")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(case(shell).absences[0].returned) == "2019-07-20")
    QGuiApplication.clipboard().setText("1.7.2021\t20.7.2021\n1.7.2023\t20.7.2023\n")
    wizard(shell).page.focus_first()
    press(Qt.Key.Key_V, CONTROL)
    assert [str(trip.returned) for trip in case(shell).absences] == ["2019-07-20", "2021-07-20", "2023-07-20"]
    tab_to(lambda widget: row_path(widget) == "journeys_complete")
    press(Qt.Key.Key_Space)
    assert case(shell).journeys_complete is Tri.YES

    go_on(qtbot, shell)
    assert session(shell).step is StepId.TIMELINE, "earlier stays are the second part"
    go_on(qtbot, shell)
    while session(shell).step is StepId.QUESTIONS:
        answer_shown(shell)
        go_on(qtbot, shell)
    assert not chosen_route(shell).open_questions
    assert chosen_route(shell).verdict is Verdict.MET

    while session(shell).step is not StepId.EXPORT:
        go_on(qtbot, shell)
    page = wizard(shell).page
    assert isinstance(page, ExportPage)
    assert focused() is page.pdf_button
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: page.result.isVisibleTo(page))
    assert len(PdfReader(target).pages) >= 3


def test_shortcuts_walk_steps_and_take_an_answer_back(qtbot: QtBot, shell: Shell) -> None:
    start(qtbot, shell)
    press(Qt.Key.Key_Space)
    assert case(shell).applicant is ApplicantKind.ADULT
    press(Qt.Key.Key_Z, CONTROL)
    assert case(shell).applicant is None
    press(Qt.Key.Key_Y, CONTROL)
    assert case(shell).applicant is ApplicantKind.ADULT
    press(Qt.Key.Key_Right, ALT)
    assert session(shell).step is StepId.STAY_NOW
    press(Qt.Key.Key_Left, ALT)
    assert session(shell).step is StepId.APPLICANT
    press(Qt.Key.Key_F6)
    assert focused() is wizard(shell).steps
