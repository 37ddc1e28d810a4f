"""A window over a real store with a desk of many cases, and hand-over files that cost little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QDialog

from permitdesk.desk.records import DerivedFacts, DeskDeadline
from permitdesk.domain.case import Case, Person
from permitdesk.storage.handover.files import HandoverFiles
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.desk.desk_actions import DeskActions
from permitdesk.ui.viewmodels.workspace import Outside
from tests.ui.conftest import TODAY, FragileStore, Shell, ruleset
from tests.vault_support import CHEAP


def facts(*days: int, last_day: date | None = None, assessed_on: date = TODAY) -> DerivedFacts:
    """Facts with a hard deadline so many days from today each."""
    deadlines = tuple(
        DeskDeadline(TODAY + timedelta(days=day), "pay_both_fees", "hard", "c") for day in sorted(days)
    )
    return DerivedFacts(assessed_on, ruleset().version, last_day, deadlines)


def save(
    store: SqliteCaseStore, case_id: str, surname: str, known: DerivedFacts | None = None, **told: object
) -> Case:
    """Store a case of one person under a name."""
    born = told.pop("born", None)
    given = str(told.pop("given", "Anna"))
    assert born is None or isinstance(born, date)
    person = Person(given_names=given, surname=surname, birth_date=born)
    case = Case(case_id, title=f"{given} {surname}", person=person).with_changes(**told)
    store.save(case, "applicant", facts=known or facts())
    return case


@pytest.fixture
def outside(outside: Outside) -> Outside:
    files = HandoverFiles(rules=ruleset, costs=CHEAP, floor=CHEAP)
    return replace(outside, handover=lambda: files)


class DeskShell:
    """The window, its desk and the actions of the desk."""

    def __init__(self, shell: Shell, store: FragileStore, actions: DeskActions) -> None:
        self.window = shell.window
        self.workspace = shell.window.workspace
        self.desk = shell.window.start.desk
        self.model = self.workspace.desk.model
        self.store = store
        self.actions = actions

    def reload(self) -> None:
        """Read the list anew, as after coming back from a case."""
        self.workspace.desk.reload()

    def titles(self) -> list[str]:
        """The cases shown, from top to bottom."""
        return [self.model.title(row) for row in range(self.model.rowCount())]


@pytest.fixture
def desk(shell: Shell, store: FragileStore) -> Iterator[DeskShell]:
    actions = shell.window.desk_actions
    yield DeskShell(shell, store, actions)
    actions.watch.stop()


@pytest.fixture
def opened() -> Callable[[QDialog | None], QDialog]:
    """Makes sure that there is a dialog; it goes with the window it belongs to."""

    def take(dialog: QDialog | None) -> QDialog:
        assert dialog is not None
        return dialog

    return take
