"""Strange and large cases in the window: shown, responsive, nothing lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from permitdesk import paths
from permitdesk.app import build_window
from permitdesk.domain.case import Absence, ApplicantKind, Case, CurrentStay, Person, SignerKind, StatusEntry
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.settings import Theme
from permitdesk.storage.exchange import write_case
from permitdesk.ui.main_window import MainWindow
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.export_page import ExportPage
from tests.vault_support import unprotected_vault

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TODAY = date(2026, 11, 21)
TOLERATED = Case(
    "c",
    title="x",
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.APPLICANT,
    current_stay=CurrentStay("tolerated_351_1", date(2012, 1, 1)),
    route="pr_tolerated_10y",
)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    unprotected_vault(paths.data_dir()).close()
    window = build_window(qapp, TODAY)
    window.set_theme(Theme.LIGHT)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "ruleset" in vars(window.workspace))
    yield window
    window.workspace.close_case()
    window.set_language("en")
    window.close()
    window.workspace.close()


def opened(window: MainWindow, case: Case, step: StepId = StepId.APPLICANT) -> CaseSession:
    """Store a case and open it."""
    window.workspace.store.save(case, step)
    window.workspace.open_case(case.case_id)
    session = window.workspace.session
    assert session is not None
    return session


def test_five_thousand_journeys_can_be_walked_through(window: MainWindow, qapp: QApplication) -> None:
    day = date(2012, 2, 1)
    trips = tuple(Absence(f"t{n}", day + timedelta(n), day + timedelta(n + 1)) for n in range(5000))
    session = opened(window, TOLERATED.with_changes(absences=trips), StepId.TIMELINE)
    qapp.sendPostedEvents()
    begun = time.perf_counter()
    session.update(session.case.with_changes(absences=trips[1:]))
    window.grab()
    # One edit with its assessment, its save and its picture; a person waits that long without a thought.
    assert time.perf_counter() - begun < 3.0
    assert len(window.workspace.store.load("c").case.absences) == 4999


def test_a_file_is_written_to_its_end_though_the_case_was_left(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, path = threading.Event(), tmp_path / "case.json"

    def slowly(target: Path, case: Case) -> None:
        go_on.wait(20)
        write_case(target, case)

    monkeypatch.setattr("permitdesk.ui.wizard.export_page.write_case", slowly)
    opened(window, TOLERATED, StepId.EXPORT)
    page = window.findChild(ExportPage)
    assert page is not None
    page.write_case_file(path)
    window.leave_case()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(ExportPage) is None
    go_on.set()
    qtbot.waitUntil(path.exists)


STRANGE = {
    "empty names": TOLERATED.with_changes(title="", person=Person(" ", "")),
    "long names": TOLERATED.with_changes(title="x" * 10_000, person=Person("ż" * 10_000, "W" * 10_000)),
    "Arabic and emoji": TOLERATED.with_changes(title="👨‍👩‍👧 مُحَمَّد", person=Person("مُحَمَّد", "👨‍👩‍👧 🇵🇱")),
    "mark-up": TOLERATED.with_changes(title="<img src='x'><h1>&amp;", person=Person("<b>", "&lt;")),
    "a route and a place nobody knows": TOLERATED.with_changes(
        route="../../gone", person=Person(voivodeship="../x")
    ),
    "days at the ends of the calendar": TOLERATED.with_changes(
        person=Person(birth_date=date(1900, 1, 1)),
        current_stay=CurrentStay("trp_work", date(1900, 1, 1), date(2200, 12, 31)),
        absences=(Absence("a", date(1900, 1, 1), date(2200, 12, 31)), Absence("b", date(2200, 12, 31))),
        planned_filing_on=date(2200, 12, 31),
    ),
    "reversed and overlapping days": TOLERATED.with_changes(
        current_stay=CurrentStay("trp_work", date(2026, 1, 1), date(2020, 1, 1)),
        statuses=tuple(StatusEntry(f"s{n}", "trp_work", date(2020, 1, 1), TODAY) for n in range(3)),
        absences=tuple(Absence(f"a{n}", TODAY, date(2020, 1, 1)) for n in range(3)),
    ),
    "nothing": Case("c"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_every_page_shows_a_strange_case_and_changes_nothing(name: str, window: MainWindow) -> None:
    case = STRANGE[name]
    session = opened(window, case)
    for step in STEPS:
        session.go_to(step)
        window.grab()
    window.set_language("pl")
    window.grab()
    assert session.case == case
    assert window.workspace.store.load("c").case == case
    window.set_language("en")
    window.leave_case()
    window.grab()
    assert window.workspace.desk.model.rowCount() == 1


def test_undo_and_redo_work_from_page_to_page(window: MainWindow) -> None:
    session = opened(window, TOLERATED)
    session.update(session.case.with_changes(title="one"))
    session.go_to(StepId.TIMELINE)
    trip = Absence("a", date(2020, 1, 1), date(2020, 1, 5))
    session.update(session.case.with_changes(absences=(trip,)))
    session.go_to(StepId.MONEY)
    window.menu.undo.trigger()
    assert len(session.case.absences) == 0
    assert session.step is StepId.MONEY
    window.menu.undo.trigger()
    assert session.case == TOLERATED
    window.menu.redo.trigger()
    window.menu.redo.trigger()
    assert list(session.case.absences) == [trip]
    assert window.workspace.store.load("c").case == session.case


def test_a_duplicate_is_a_case_of_its_own(window: MainWindow) -> None:
    opened(window, TOLERATED)
    window.leave_case()
    window.workspace.desk.duplicate("c")
    copy_id = next(row.case_id for row in window.workspace.store.list_cases() if row.case_id != "c")
    window.workspace.open_case(copy_id)
    session = window.workspace.session
    assert session is not None
    assert session.case.title == "x (2)"
    session.update(session.case.with_changes(title="other"))
    assert window.workspace.store.load("c").case == TOLERATED


def test_opening_a_file_while_a_case_is_open_keeps_both(window: MainWindow, tmp_path: Path) -> None:
    session = opened(window, TOLERATED)
    session.update(session.case.with_changes(title="first"))
    assert window.workspace.export_case("c", tmp_path / "case.json")
    window.workspace.import_case(tmp_path / "case.json")
    assert sorted(row.title for row in window.workspace.store.list_cases()) == ["first", "first"]


def test_a_file_with_a_stay_nobody_knows_is_refused_in_the_language_of_the_window(
    window: MainWindow, tmp_path: Path
) -> None:
    window.set_language("pl")
    write_case(tmp_path / "case.json", TOLERATED.with_changes(current_stay=CurrentStay("gone", TODAY)))
    window.workspace.import_case(tmp_path / "case.json")
    assert window.wizard is None
    assert "W polu current_stay.kind jest gone" in window.problem.words()


# --- letters of the keyboard ----------------------------------------------------------


def letters(texts: list[str]) -> list[str]:
    """The letters behind ``&``."""
    return [text[text.replace("&&", "  ").index("&") + 1].lower() for text in texts if "&" in text]


def buttons(widget: QWidget) -> list[str]:
    """What the buttons on the screen say."""
    return [b.text() for b in widget.findChildren(QAbstractButton) if b.isVisible()]


def menus(menu: QMenu) -> list[list[str]]:
    """The entries of a menu and of the menus in it."""
    here = [action.text() for action in menu.actions()]
    inner = [found for sub in menu.findChildren(QMenu) for found in menus(sub)]
    return [here, *inner]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_no_letter_of_the_keyboard_stands_for_two_things(language: str, window: MainWindow) -> None:
    window.set_language(language)
    QCoreApplication.sendPostedEvents()
    window.workspace.store.save(TOLERATED, "applicant")
    window.workspace.desk.reload()
    shown = [buttons(window), *menus(window.menu)]
    session = opened(window, TOLERATED)
    for step in STEPS:
        session.go_to(step)
        shown.append(buttons(window))
    clashes = [
        sorted(text for text in texts if "&" in text)
        for texts in shown
        if len(set(letters(texts))) != len(letters(texts))
    ]
    assert clashes == [], "\n".join(map(str, clashes))
