"""What holds for every page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import (
    Absence,
    Case,
    CurrentStay,
    EarlierFiling,
    FilingChannel,
    StatusEntry,
    Tri,
)
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.wizard.pages import PAGES
from tests.ui.page_support import TOLERATED, make_session, open_page

BUSY = TOLERATED.with_changes(
    current_stay=CurrentStay("visa_free", entered_on=date(2026, 10, 1)),
    statuses=(StatusEntry("s1", "visa_d", date(2021, 3, 1), date(2022, 2, 20)),),
    absences=(Absence("a1", date(2025, 8, 9), date(2025, 8, 1), "Italy"),),
    earlier_filing=EarlierFiling(Tri.YES, FilingChannel.NEW_MOS, upo_received=Tri.NO),
    route="pr_spouse_of_polish_citizen",
)
CASES = {"empty": Case("case-1"), "tolerated": TOLERATED, "busy": BUSY}


def test_every_step_has_its_page() -> None:
    assert tuple(PAGES) == STEPS
    assert all(page.step is step for step, page in PAGES.items())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("step", STEPS)
def test_every_page_speaks_both_languages_and_switches_while_open(
    qtbot: QtBot, step: StepId, case: str
) -> None:
    session = make_session(CASES[case])
    page = open_page(qtbot, step, session)
    session.set_language("pl")
    session.set_language("en")
    assert session.case == CASES[case]
    assert not page.pending_text()


STRANGE = TOLERATED.with_changes(
    current_stay=CurrentStay("from_newer_rules", first_day=date(2016, 1, 1)),
    statuses=(StatusEntry("s1", "from_newer_rules", date(2015, 1, 1), date(2015, 12, 31)),),
)


@pytest.mark.parametrize("step", STEPS)
def test_a_kind_of_stay_that_the_rules_do_not_know_is_shown_as_stored(qtbot: QtBot, step: StepId) -> None:
    session = make_session(STRANGE)
    open_page(qtbot, step, session)
    assert session.case == STRANGE


def _spoken(widget: QWidget) -> bool:
    if isinstance(widget, (QScrollArea, QTabBar, QHeaderView)):
        return True
    if isinstance(widget, QAbstractButton) and widget.text():
        return True
    return bool(widget.accessibleName())


@pytest.mark.parametrize("step", STEPS)
def test_every_field_that_takes_the_keyboard_has_a_name(qtbot: QtBot, step: StepId) -> None:
    page = open_page(qtbot, step, make_session(BUSY))
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in page.findChildren(QWidget)
        if isinstance(w, kinds)
        and w.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and w.isVisibleTo(page)
        and not w.objectName().startswith("qt_")
        and not _spoken(w)
    ]
    assert nameless == []
