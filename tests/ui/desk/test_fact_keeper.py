"""What the desk knows of cases from another day is worked out anew beside the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.desk.fact_keeper import FactKeeper
from permitdesk.ui.viewmodels.desk_ports import ports_of
from tests.ui.conftest import TODAY
from tests.ui.desk.conftest import DeskShell, facts, save

YESTERDAY = TODAY - timedelta(days=1)


def days_known(desk: DeskShell) -> set[date | None]:
    """The days on which the stored facts were worked out."""
    return {line.assessed_on for line in desk.store.list_cases()}


def test_facts_of_yesterday_become_facts_of_today(desk: DeskShell, qtbot: QtBot) -> None:
    for name in ("a", "b", "c"):
        save(desk.store, name, name, facts(3, assessed_on=YESTERDAY))
    desk.reload()
    keeper = FactKeeper(desk.workspace.desk, desk.window)
    with qtbot.waitSignal(keeper.finished):
        keeper.start(lambda: ports_of(desk.workspace))
    assert days_known(desk) == {TODAY}


def test_once_it_is_stopped_nothing_more_is_written(desk: DeskShell, qtbot: QtBot) -> None:
    """Whoever stops it lets go of the store: also the case under way must not be written any more."""
    save(desk.store, "a", "a", facts(3, assessed_on=YESTERDAY))
    desk.reload()
    keeper = FactKeeper(desk.workspace.desk, desk.window)
    ports = ports_of(desk.workspace)

    def stopped_meanwhile(case: Case, rules: Ruleset, today: date) -> Dossier:
        keeper.stop()
        return ports.assess(case, rules, today)

    with qtbot.waitSignal(keeper.finished):
        keeper.start(lambda: replace(ports, assess=stopped_meanwhile))
    assert days_known(desk) == {YESTERDAY}
    assert not keeper.running
