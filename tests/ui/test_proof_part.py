"""The lists to take along, as a person uses them: choose, read, copy, save, go to what is missing."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, Case, CurrentStay, SchengenStay, StatusEntry
from permitdesk.domain.law.findings import say
from permitdesk.interview.steps import StepId
from permitdesk.storage.exchange import questions_of, read_case
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import ScrollBox
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.timeline import proof_part
from permitdesk.ui.wizard.timeline.proof_part import LEDGER, SHORT_STAY, STAYS, TRAVEL, ProofPart
from permitdesk.ui.wizard.timeline_page import TimelinePage
from tests.ui.page_support import TODAY, TOLERATED, make_session, open_page, press, ruleset, tone

TRAVELLED = TOLERATED.with_changes(
    absences=(
        Absence("a1", date(2024, 12, 20), date(2025, 1, 6), "Georgia"),
        Absence("a2", date(2025, 7, 1), date(2025, 7, 9), ""),
        Absence("a3", date(2026, 2, 1), date(2026, 2, 5), '=HYPERLINK("x")'),
    )
)


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: object) -> None:
    QGuiApplication.clipboard().clear()


#: the window of the part open now: qtbot itself only remembers it weakly
_OPEN: list[ScrollBox] = []


def opened(qtbot: QtBot, session: CaseSession) -> ProofPart:
    """The part in a window, as the page holds it."""
    part = ProofPart(session)
    box = ScrollBox(part)
    qtbot.addWidget(box)
    _OPEN[:] = [box]
    box.resize(1000, 600)
    box.show()
    return part


def choose(part: ProofPart, name: str) -> None:
    """Choose a list with the keyboard."""
    part.which.setFocus()
    press(part.which, Qt.Key.Key_Home)
    for _ in range(part.which.findData(name)):
        press(part.which, Qt.Key.Key_Down)
    assert part.which.currentData() == name


def column(part: ProofPart, place: int) -> list[str]:
    model = part.model
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def offered(part: ProofPart) -> list[str]:
    return [part.which.itemData(place) for place in range(part.which.count())]


def test_nothing_is_worked_out_before_it_is_seen(qtbot: QtBot) -> None:
    part = ProofPart(make_session(TRAVELLED))
    box = ScrollBox(part)
    qtbot.addWidget(box)
    assert part.model.rowCount() == 0
    box.show()
    assert part.model.rowCount() > 0


def test_the_ledger_ends_with_the_sum_of_its_days(qtbot: QtBot) -> None:
    session = make_session(TRAVELLED)
    part = opened(qtbot, session)
    days = column(part, 2)
    route = session.dossier.route("pr_tolerated_10y")
    assert route is not None
    rows = len(route.stay_evidence[0].ledger)
    assert sum(int(n) for n in days[:rows]) == int(days[-1])
    assert column(part, 0)[-1] == "All days"
    assert not part.polish.isVisible()


def test_journeys_show_the_polish_text_and_copy_it(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    choose(part, TRAVEL)
    assert part.polish.toPlainText().splitlines()[0] == "Gruzja: 20.12.2024 \u2013 06.01.2025"
    part.copy.setFocus()
    press(part.copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == part.polish.toPlainText()
    assert tone(part.result) is Tone.GOOD


def test_what_is_missing_is_said_and_a_click_goes_there(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    choose(part, TRAVEL)
    assert "1 line is not complete" in part.notice.spoken_text()
    asked: list[str] = []
    part.edit_asked.connect(asked.append)
    for row in (0, 1):
        box = part.table.visualRect(part.model.index(row, 0))
        QTest.mouseClick(part.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert asked == ["absences.a2"]


def test_enter_goes_to_the_entry_of_any_row(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    choose(part, TRAVEL)
    asked: list[str] = []
    part.edit_asked.connect(asked.append)
    part.table.setCurrentIndex(part.model.index(0, 0))
    press(part.table, Qt.Key.Key_Down)
    press(part.table, Qt.Key.Key_Down)
    press(part.table, Qt.Key.Key_Return)
    assert asked == ["absences.a3"]


def test_a_row_without_an_entry_leads_nowhere(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TOLERATED))
    asked: list[str] = []
    part.edit_asked.connect(asked.append)
    choose(part, TRAVEL)
    part.table.setCurrentIndex(part.model.index(0, 0))
    press(part.table, Qt.Key.Key_Return)
    assert asked == []
    assert part.polish.toPlainText() == "brak"


def test_stays_are_told_by_period_and_basis(qtbot: QtBot) -> None:
    stay = StatusEntry("s1", "visa_c", date(2015, 1, 1), date(2015, 3, 1))
    part = opened(qtbot, make_session(TOLERATED.with_changes(statuses=(stay,)), "pl"))
    choose(part, STAYS)
    lines = part.polish.toPlainText().splitlines()
    assert lines[0].startswith("01.01.2015 \u2013 01.03.2015: ")
    assert lines[1].startswith("01.01.2016 \u2013 trwa: ")


def test_the_short_stay_sheet_is_offered_only_where_short_stays_count(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    part = opened(qtbot, session)
    assert SHORT_STAY not in offered(part)
    stay = SchengenStay("v1", date(2026, 9, 1), date(2026, 9, 10))
    session.update(session.case.with_changes(schengen_stays=(stay,)))
    choose(part, SHORT_STAY)
    assert column(part, 0)[0] == "01/09/26"
    assert "Our result: days used" in column(part, 0)
    session.update(session.case.with_changes(schengen_stays=()))
    assert part.which.currentData() == LEDGER


def test_the_sheet_is_offered_for_a_short_stay_title(qtbot: QtBot) -> None:
    case = Case("c1", current_stay=CurrentStay("visa_free", date(2026, 10, 1)))
    assert SHORT_STAY in offered(opened(qtbot, make_session(case)))


def test_without_a_permit_that_counts_stay_the_ledger_says_why_it_is_empty(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TOLERATED.with_changes(route="tr_research")))
    assert not part.table.isVisible()
    assert not part.save.isEnabled()
    assert "needs no fixed time" in part.notice.spoken_text()
    choose(part, TRAVEL)
    assert part.save.isEnabled()


def test_a_list_follows_the_case_and_stays_chosen(qtbot: QtBot) -> None:
    session = make_session(TRAVELLED)
    part = opened(qtbot, session)
    choose(part, TRAVEL)
    session.update(session.case.with_changes(absences=session.case.absences[:1]))
    assert part.model.rowCount() == 1
    part.hide()
    session.update(session.case.with_changes(absences=()))
    assert part.model.rowCount() == 1
    part.show()
    assert column(part, 0) == ["none"]


def test_saving_writes_the_list_shown_and_says_where(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    choose(part, TRAVEL)
    proposed: list[str] = []

    def answer(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    part.save.click()
    assert proposed == ["permitdesk-travel.csv"]
    with (tmp_path / "mine.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file, delimiter=";"))
    assert table[1][1:4] == ["Gruzja", "2024-12-20", "2025-01-06"]
    assert table[3][0].startswith("'=")
    assert "mine.csv" in part.result.spoken_text()


def test_a_folder_that_is_not_there_is_told_in_its_own_words(qtbot: QtBot, tmp_path: Path) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    part.write(tmp_path / "no" / "list.csv")
    assert tone(part.result) is Tone.RED
    assert not (tmp_path / "no").exists()


def test_who_closes_the_file_dialog_writes_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    part = opened(qtbot, make_session(TRAVELLED))
    part.save.click()
    assert not part.result.isVisible()


def test_other_lists_are_copied_as_a_table_that_cannot_run(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    part.copy.click()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len({len(line) for line in lines}) == 1
    assert date.fromisoformat(lines[1][0]) <= TODAY


def test_of_several_periods_one_is_chosen(qtbot: QtBot) -> None:
    sample = Path(__file__).resolve().parents[2] / "resources" / "samples" / "ltr_blue_card_two_states.json"
    case = read_case(sample, questions_of(ruleset()))
    part = opened(qtbot, make_session(case))
    assert part.period.isVisible()
    before = column(part, 0)
    part.period.setFocus()
    press(part.period, Qt.Key.Key_End)
    assert part.period.currentIndex() == part.period.count() - 1
    assert column(part, 0) != before
    choose(part, TRAVEL)
    assert not part.period.isVisible()


def test_where_both_counts_differ_the_ledger_says_so_in_red(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof_part, "differing", lambda _route: (say("second.differs"),))
    part = opened(qtbot, make_session(TRAVELLED))
    assert tone(part.notice) is Tone.RED
    choose(part, STAYS)
    assert not part.notice.isVisible()


def test_lists_of_another_day_say_so(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    part = opened(qtbot, session)
    assert not part.notice.isVisible()
    session.look_at(date(2027, 1, 15))
    assert "15 January 2027" in part.notice.spoken_text()


def test_each_cell_is_heard_with_its_heading(qtbot: QtBot) -> None:
    part = opened(qtbot, make_session(TRAVELLED))
    choose(part, TRAVEL)
    cell = part.model.index(0, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole).endswith(": Gruzja")
    names = [each.accessibleName() for each in (part.which, part.period, part.table, part.polish)]
    assert all(names)


def test_the_page_has_the_lists_and_goes_to_the_entry(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.TIMELINE, make_session(TRAVELLED))
    assert isinstance(page, TimelinePage)
    assert not page.findChildren(ProofPart)
    page.tabs.setCurrentWidget(page.proof)
    part = page.proof.made
    assert isinstance(part, ProofPart)
    choose(part, TRAVEL)
    part.table.setCurrentIndex(part.model.index(1, 0))
    press(part.table, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.parts["absences"]
