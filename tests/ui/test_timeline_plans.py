"""The parts for plans and outlooks, alone: a plan stays a plan until it is taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, Case, CurrentStay, Tri
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.labels import ScrollBox
from permitdesk.ui.wizard.timeline.bands_part import BandsPart
from permitdesk.ui.wizard.timeline.outlook_part import OutlookPart
from permitdesk.ui.wizard.timeline.shown_route import shown_route
from permitdesk.ui.wizard.timeline.take_over_dialog import TakeOverDialog
from permitdesk.ui.wizard.timeline.what_if_part import WhatIfPart

TODAY = date(2026, 11, 21)
NewSession = Callable[..., CaseSession]


def refugee(**changes: object) -> Case:
    stay = CurrentStay("refugee", date(2021, 12, 1))
    told = {"route": "pr_protection_5y", "journeys_complete": Tri.YES} | changes
    return Case("c1", current_stay=stay).with_changes(**told)


def waiting() -> Case:
    stay = CurrentStay("pending_application", filed_on=date(2026, 3, 1), filed_in_legal_stay=Tri.YES)
    return Case("c1", current_stay=stay)


def put(field: DateField, text: str) -> None:
    """Type a day and leave the field."""
    field.edit.setText(text)
    field.edit.setModified(True)
    field.edit.editingFinished.emit()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


class Asked:
    """Answers the question before taking over, and remembers it."""

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes
        self.seen: list[tuple[tuple[str, ...], bool]] = []

    def __call__(self, lines: Sequence[str], facts: bool) -> bool:
        self.seen.append((tuple(lines), facts))
        return self.yes


@pytest.fixture
def ask() -> Asked:
    return Asked(yes=True)


#: windows that hold the parts; Python would drop them otherwise
_hosts: list[ScrollBox] = []


@pytest.fixture(autouse=True)
def _no_hosts_left() -> Iterator[None]:
    yield
    _hosts.clear()


def show(qtbot: QtBot, part: QWidget) -> None:
    """Show a part as a page would, inside something that scrolls."""
    host = ScrollBox(part)
    _hosts.append(host)
    qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()


def part_of(qtbot: QtBot, session: CaseSession, ask: Asked) -> WhatIfPart:
    part = WhatIfPart(session, ask=ask)
    show(qtbot, part)
    return part


def test_a_planned_journey_is_shown_beside_today_and_changes_nothing(
    qtbot: QtBot, new_session: NewSession, ask: Asked
) -> None:
    session = new_session(refugee())
    part = part_of(qtbot, session, ask)
    assert part.plan().empty
    assert not part.take_over.isEnabled()
    put(part.left, "1.12.2026")
    put(part.returned, "1.12.2027")
    part.refresh()
    assert part.comparison is not None
    assert "too long to be safe" in words(part)
    assert "This is a plan, not your case:" in words(part)
    assert session.case == refugee()
    assert not session.can_undo


def test_typing_is_worked_out_after_a_pause(qtbot: QtBot, new_session: NewSession, ask: Asked) -> None:
    part = part_of(qtbot, new_session(refugee()), ask)
    part.filing.edit.setText("15.01.2027")
    with qtbot.waitSignal(part.plan_changed, timeout=3000):
        part.filing.edit.textEdited.emit("15.01.2027")
    assert part.comparison is not None
    assert part.comparison.after_on == date(2027, 1, 15)


def test_taking_over_is_one_step_of_undo_and_empties_the_plan(
    qtbot: QtBot, new_session: NewSession, ask: Asked
) -> None:
    session = new_session(refugee())
    part = part_of(qtbot, session, ask)
    put(part.left, "1.12.2026")
    put(part.returned, "5.12.2026")
    part.add_trip.click()
    put(part.left, "1.02.2027")
    put(part.returned, "5.02.2027")
    put(part.filing, "1.03.2027")
    with qtbot.waitSignal(part.taken_over):
        part.take_over.click()
    assert len(session.case.absences) == 2
    assert session.case.planned_filing_on == date(2027, 3, 1)
    assert len(ask.seen[0][0]) == 3
    assert not ask.seen[0][1]
    assert part.plan().empty
    session.undo()
    assert session.case == refugee()


def test_refused_the_plan_stays_a_plan(qtbot: QtBot, new_session: NewSession) -> None:
    session = new_session(refugee())
    part = part_of(qtbot, session, Asked(yes=False))
    put(part.filing, "1.03.2027")
    part.take_over.click()
    assert session.case.planned_filing_on is None
    assert not part.plan().empty


def test_forgetting_empties_every_field(qtbot: QtBot, new_session: NewSession, ask: Asked) -> None:
    part = part_of(qtbot, new_session(refugee()), ask)
    put(part.left, "1.12.2026")
    put(part.returned, "5.12.2026")
    part.add_trip.click()
    put(part.filing, "rubbish")
    part.forget_button.click()
    assert part.plan().empty
    assert part.filing.edit.text() == ""
    assert part.findChild(QPushButton, "remove_trip_0") is None or part.comparison is None
    part.take_over.setEnabled(True)
    part.take_over.click()
    assert ask.seen == []


def test_one_of_several_planned_journeys_can_be_removed(
    qtbot: QtBot, new_session: NewSession, ask: Asked
) -> None:
    part = part_of(qtbot, new_session(refugee()), ask)
    part.add_trip.click()
    assert part.plan().empty
    for left, returned in (("1.12.2026", "5.12.2026"), ("1.01.2027", "5.01.2027")):
        put(part.left, left)
        put(part.returned, returned)
        part.add_trip.click()
    assert len(part.plan().trips) == 2
    button = part.findChild(QPushButton, "remove_trip_0")
    assert isinstance(button, QPushButton)
    button.click()
    assert [trip.left for trip in part.plan().trips] == [date(2027, 1, 1)]


def test_a_reversed_journey_is_named_and_not_counted(
    qtbot: QtBot, new_session: NewSession, ask: Asked
) -> None:
    part = part_of(qtbot, new_session(refugee()), ask)
    put(part.left, "5.12.2026")
    put(part.returned, "1.12.2026")
    part.refresh()
    assert part.plan().empty
    assert "comes before" in words(part)


def test_a_decision_is_asked_for_with_what_it_gives(
    qtbot: QtBot, new_session: NewSession, ask: Asked
) -> None:
    session = new_session(waiting())
    part = part_of(qtbot, session, ask)
    put(part.decision, "1.10.2026")
    part.refresh()
    assert part.plan().empty
    assert "Say which stay the decision gives." in words(part)
    part.kind.setCurrentIndex(part.kind.findData("trp_work"))
    part.kind.activated.emit(part.kind.currentIndex())
    part.refresh()
    part.take_over.click()
    assert ask.seen[0][1]
    assert session.case.current_stay is not None
    assert session.case.current_stay.kind == "trp_work"
    assert session.case.statuses[0].last_day == date(2026, 9, 30)


def test_without_a_present_stay_no_decision_can_be_planned(
    qtbot: QtBot, new_session: NewSession, ask: Asked
) -> None:
    part = part_of(qtbot, new_session(Case("c1")), ask)
    put(part.decision, "1.10.2026")
    assert part.plan().empty
    assert not part.decision.isVisible()


def test_the_dialog_wants_a_tick_only_for_a_decision(qtbot: QtBot, new_session: NewSession) -> None:
    texts = new_session(refugee()).texts
    plain = TakeOverDialog(texts, ["One."], facts=False)
    strict = TakeOverDialog(texts, ["One."], facts=True)
    for dialog in (plain, strict):
        qtbot.addWidget(dialog)
    assert plain.take.isEnabled()
    assert not strict.take.isEnabled()
    strict.in_hand.setChecked(True)
    assert strict.take.isEnabled()


def test_what_comes_next_is_told_when_it_is_seen(qtbot: QtBot, new_session: NewSession) -> None:
    trips = tuple(Absence(f"a{y}", date(y, 1, 1), date(y, 1, 20)) for y in range(2022, 2026))
    session = new_session(refugee(absences=trips, planned_filing_on=date(2026, 12, 10)))
    part = OutlookPart(session)
    show(qtbot, part)
    assert part.outlook is not None
    assert part.outlook.route == "pr_protection_5y"
    assert "Next: 1 December 2026" in words(part)
    assert "be back by" in words(part)
    session.update(replace(session.case, absences=()))
    assert len(words(part)) > 0


def test_leaving_while_waiting_is_warned_of(qtbot: QtBot, new_session: NewSession) -> None:
    part = OutlookPart(new_session(waiting()))
    show(qtbot, part)
    assert "may mean that you cannot come back" in words(part)


def test_an_outlook_that_is_not_seen_is_not_worked_out(qtbot: QtBot, new_session: NewSession) -> None:
    session = new_session(refugee())
    part = OutlookPart(session)
    qtbot.addWidget(part)
    session.update(refugee(note="x"))
    assert part.outlook is None


def test_every_permit_has_its_row_with_the_bar_in_words(qtbot: QtBot, new_session: NewSession) -> None:
    session = new_session(refugee())
    part = BandsPart(session)
    show(qtbot, part)
    assert part.table.rowCount() > 1
    titles = [part.table.item(row, 0) for row in range(part.table.rowCount())]
    assert any(item is not None and "Five years" in item.text() for item in titles)
    bar = part.table.item(0, 3)
    assert bar is not None
    assert "counts" in str(bar.data(Qt.ItemDataRole.AccessibleTextRole))
    part.grab()
    session.update(Case("c1"))
    assert not part.table.isVisible()
    assert part.empty.isVisible()


def test_the_chosen_permit_is_shown_else_the_best_that_counts(new_session: NewSession) -> None:
    assert getattr(shown_route(new_session(refugee()).dossier), "id", None) == "pr_protection_5y"
    found = shown_route(new_session(refugee(route=None)).dossier)
    assert found is not None
    assert found.stay_evidence


def test_everything_is_there_in_polish(qtbot: QtBot, new_session: NewSession) -> None:
    session = new_session(refugee(), language="pl")
    for part in (WhatIfPart(session, ask=Asked(yes=False)), OutlookPart(session), BandsPart(session)):
        show(qtbot, part)
        assert words(part)
