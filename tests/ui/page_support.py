"""A session over the real rules and texts, with a store that only counts."""

from __future__ import annotations

from datetime import date
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.desk.records import DerivedFacts
from permitdesk.domain.assess import assess
from permitdesk.domain.case import ApplicantKind, Case, CurrentStay, SignatureKind, SignerKind, Tri
from permitdesk.domain.law.rules import Ruleset
from permitdesk.interview.steps import StepId
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts
from permitdesk.storage.case_store import AuditAction
from permitdesk.ui.viewmodels.ports import SessionPorts
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import Surface
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.page import WizardPage
from permitdesk.ui.wizard.pages import PAGES

TODAY = date(2026, 11, 21)

#: ten years of tolerated stay, everything in order
TOLERATED = Case(
    "case-1",
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.APPLICANT,
    signature=SignatureKind.TRUSTED,
    current_stay=CurrentStay("tolerated_351_1", first_day=date(2016, 1, 1)),
    journeys_complete=Tri.YES,
    route="pr_tolerated_10y",
)


#: the window of the page open now: qtbot itself only remembers it weakly
_OPEN: list[QScrollArea] = []


class CountingStore:
    """Counts the saves."""

    def __init__(self) -> None:
        self.saves = 0

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
        self.saves += 1
        return self.saves


@cache
def ruleset() -> Ruleset:
    return load_ruleset()


@cache
def texts(language: str) -> Texts:
    return load_texts(language)


def make_session(case: Case | None = None, language: str = "en") -> CaseSession:
    rules = ruleset()
    ports = SessionPorts(rules, assess, texts, CountingStore())
    return CaseSession(case or Case("case-1"), ports, TODAY, language)


def open_page(qtbot: QtBot, step: StepId, session: CaseSession) -> WizardPage:
    """The page on the screen, refreshed as the shell does it."""
    page = PAGES[step](session)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    qtbot.addWidget(area)
    session.case_changed.connect(page.refresh)
    session.language_changed.connect(page.refresh)
    area.resize(1060, 560)
    area.show()
    _OPEN[:] = [area]
    page.refresh()
    return page


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key, as a person presses it."""
    QTest.keyClick(widget, key, modifier)


def type_text(widget: QWidget, text: str) -> None:
    """ASCII only: Qt's test library ends the interpreter on anything else."""
    assert text.isascii()
    QTest.keyClicks(widget, text)


def tone(surface: Surface) -> Tone:
    """The tone shown now."""
    return surface.tone
