"""Open a case in the window and show every step and every part of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QTabBar, QTabWidget, QWidget

from permitdesk.domain.case import Case
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.wizard.wizard_view import WizardView
from tests.e2e.walking import wizard
from tests.ui.conftest import FragileStore, Shell


def open_in(shell: Shell, store: FragileStore, case: Case) -> WizardView:
    """The window at 1280 by 720 with this case open on its first step."""
    store.save(case, StepId.APPLICANT)
    shell.window.resize(1280, 720)
    shell.window.workspace.open_case(case.case_id)
    return wizard(shell)


def every_screen(view: WizardView) -> Iterator[str]:
    """Show each step and each tab of it, and name it."""
    for step in STEPS:
        view.session.go_to(step)
        settle(view)
        for name in _parts(view.page, str(step)):
            settle(view)
            yield name


def _parts(page: QWidget, name: str) -> Iterator[str]:
    tabs = next((t for t in page.findChildren(QTabWidget) if t.isVisible()), None)
    bar = next((b for b in page.findChildren(QTabBar) if b.isVisible()), None)
    shown: QTabWidget | QTabBar | None = tabs or bar
    if shown is None:
        yield name
        return
    for place in range(shown.count()):
        shown.setCurrentIndex(place)
        yield f"{name}, part {place + 1}"


def settle(view: WizardView) -> None:
    """Let layouts do now what they would do before the next painting."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
    assert view.isVisible()


def overflow(view: WizardView) -> tuple[int, int]:
    """How far the page can be scrolled sideways and down, in pixels."""
    area = view.stack.currentWidget()
    assert isinstance(area, QScrollArea)
    return area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()
