"""A window over real rules, a real store in a folder of its own, and a fixed day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.desk.records import DerivedFacts
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.domain.law.rules import Ruleset
from permitdesk.i18n import Translators
from permitdesk.interview.steps import StepId
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts
from permitdesk.settings import Settings, Theme
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.errors import DiskFull, StorageError
from permitdesk.storage.exchange import questions_of, read_case, write_case
from permitdesk.storage.sqlite_store import SqliteCaseStore, new_id
from permitdesk.ui.main_window import MainWindow
from permitdesk.ui.theme import load_fonts
from permitdesk.ui.viewmodels.ports import SessionPorts
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.viewmodels.workspace import Outside, Workspace

TODAY = date(2026, 11, 21)

RULES = lru_cache(load_ruleset)
TEXTS = lru_cache(load_texts)


def ruleset() -> Ruleset:
    """The shipped rules, read once."""
    return RULES()


def texts(language: str) -> Texts:
    """The shipped texts, read once."""
    return TEXTS(language)


class MovingClock:
    """A clock that goes on a minute each time it is read, so that the desk has an order."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now


class FragileStore(SqliteCaseStore):
    """A real store whose disk can be made full."""

    problem: StorageError | None = None

    def save(
        self,
        case: Case,
        step: str | None,
        summary_last_day: date | None = None,
        *,
        expected: int | None = None,
        facts: DerivedFacts | None = None,
        action: AuditAction = AuditAction.EDITED,
    ) -> int:
        if self.problem is not None:
            raise self.problem
        return super().save(case, step, summary_last_day, expected=expected, facts=facts, action=action)

    def fill_disk(self) -> None:
        """From now on nothing can be stored."""
        self.problem = DiskFull()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FragileStore]:
    opened = FragileStore(tmp_path / "cases.sqlite3", MovingClock())
    yield opened
    opened.close()


@pytest.fixture
def outside(store: FragileStore) -> Outside:
    return Outside(
        open_store=lambda: store,
        load_ruleset=ruleset,
        load_texts=texts,
        assess=assess,
        read_case=lambda path, rules: read_case(path, questions_of(rules)),
        write_case=write_case,
        new_id=new_id,
        today=TODAY,
    )


@pytest.fixture
def new_session(qapp: QApplication, store: FragileStore) -> Callable[..., CaseSession]:
    """Makes a session for a case, as the workspace does."""

    def make(case: Case, step: StepId = StepId.APPLICANT, language: str = "en") -> CaseSession:
        ports = SessionPorts(
            ruleset=ruleset(),
            assess=assess,
            load_texts=texts,
            store=store,
        )
        return CaseSession(case, ports, TODAY, language, step)

    return make


class Shell:
    """The window with what the tests want to know about it."""

    def __init__(self, window: MainWindow, stored_settings: list[Settings]) -> None:
        self.window = window
        self.stored_settings = stored_settings


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, outside: Outside) -> Iterator[Shell]:
    load_fonts()
    translators = Translators(qapp)
    stored: list[Settings] = []

    def save(settings: Settings) -> bool:
        stored.append(settings)
        return True

    settings = replace(Settings(), language="en", theme=Theme.LIGHT)
    translators.set_language("en")
    window = MainWindow(Workspace(outside, "en"), settings, save, translators.set_language)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: "ruleset" in vars(window.workspace))
    yield Shell(window, stored)
    # The store goes before the window: nothing may be worked out for it any more.
    window.desk_actions.set_locked(True)
    translators.set_language("en")
    if (window.settings.theme, window.settings.text_percent) != (Theme.LIGHT, 100):
        window.set_theme(Theme.LIGHT)
        window.set_text_size(100)


def type_text(widget: QWidget, text: str) -> None:
    """Type any letters into a widget, Polish ones too (qtbot.keyClicks aborts on them)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)
