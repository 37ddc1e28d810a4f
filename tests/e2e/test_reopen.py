"""Nothing that was acknowledged is lost: not by leaving, not by going back, not by a killed process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from permitdesk.clock import moment
from permitdesk.domain.case import ApplicantKind, Tri
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.widgets.choice_field import ChoiceField
from permitdesk.ui.wizard.applicant_page import ApplicantPage
from permitdesk.ui.wizard.stay_now_page import StayNowPage
from tests.e2e.cases import CASES
from tests.e2e.screens import open_in
from tests.e2e.walking import case, session, wizard
from tests.ui.conftest import FragileStore, Shell

ROOT = Path(__file__).resolve().parents[2]

#: answers one thing after the other through a session, and dies without a word after the third
KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from permitdesk.clock import moment
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.interview.steps import StepId
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.viewmodels.ports import SessionPorts
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.bindings import write_path

rules = load_ruleset()
store = SqliteCaseStore(Path(sys.argv[1]), moment)
ports = SessionPorts(rules, assess, load_texts, store)
session = CaseSession(Case("killed"), ports, date(2026, 11, 21))
for path, value in (("applicant", "adult"), ("signer", "applicant"), ("person.has_pesel", "yes")):
    session.update(write_path(session.case, path, value))
    print(path, flush=True)
session.go_to(StepId.MONEY)
print("money", flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_case_reopens_on_the_step_where_it_was_left(shell: Shell, store: FragileStore) -> None:
    open_in(shell, store, CASES["tolerated"])
    for step in (StepId.MONEY, StepId.EXPORT, StepId.TIMELINE):
        session(shell).go_to(step)
        shell.window.workspace.close_case()
        shell.window.workspace.open_case("tolerated")
        assert session(shell).step is step
        assert wizard(shell).page.step is step


def test_each_confirmed_answer_is_on_the_disk_at_once(shell: Shell, store: FragileStore) -> None:
    view = open_in(shell, store, CASES["empty"])
    page = view.page
    assert isinstance(page, ApplicantPage)
    field = page.row("applicant").field
    assert isinstance(field, ChoiceField)
    field.card("adult").radio.click()
    assert store.load("empty").case.applicant is ApplicantKind.ADULT
    session(shell).undo()
    assert store.load("empty").case.applicant is None


def test_back_and_forth_through_every_step_loses_no_answer(shell: Shell, store: FragileStore) -> None:
    view = open_in(shell, store, CASES["filed"])
    before = case(shell)
    for step in (*STEPS, *reversed(STEPS)):
        session(shell).go_to(step)
        assert view.page.step is step
        assert case(shell) == before
    assert store.load("filed").case == before


def test_another_kind_of_stay_keeps_the_days_already_told(shell: Shell, store: FragileStore) -> None:
    view = open_in(shell, store, CASES["filed"])
    session(shell).go_to(StepId.STAY_NOW)
    page = view.page
    assert isinstance(page, StayNowPage)
    page.kinds.chosen.emit("tolerated_351_1")
    page.kinds.chosen.emit("trp_work")
    assert case(shell).current_stay == CASES["filed"].current_stay


def test_text_that_is_no_date_yet_changes_no_answer_and_stays_on_the_screen(
    qtbot: QtBot, shell: Shell, store: FragileStore
) -> None:
    view = open_in(shell, store, CASES["tolerated"])
    session(shell).go_to(StepId.STAY_NOW)
    page = view.page
    assert isinstance(page, StayNowPage)
    edit = page.row("current_stay.first_day").field.findChildren(type(page.kinds.search))[0]
    edit.selectAll()
    QTest.keyClicks(edit, "31.2.2016")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    session(shell).go_to(StepId.MONEY)
    session(shell).go_to(StepId.STAY_NOW)
    assert edit.text() == "31.2.2016"
    assert page.pending_text()


def test_a_killed_process_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    database = tmp_path / "cases.sqlite3"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(database)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    assert done.stdout.split() == ["applicant", "signer", "person.has_pesel", "money"]
    store = SqliteCaseStore(database, moment)
    stored = store.load("killed")
    store.close()
    assert stored.case.applicant is ApplicantKind.ADULT
    assert stored.case.person.has_pesel is Tri.YES
    assert stored.step == "money"
