"""Timeline, permit, documents, money, summary and export, used as a person uses them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Absence, CurrentStay, DocumentStatus, PaymentState, Person, Tri
from permitdesk.domain.dossier import RouteGroup
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import StepId
from permitdesk.storage.errors import DiskFull
from permitdesk.storage.exchange import read_case
from permitdesk.ui.widgets.choice_field import ChoiceField
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.documents_page import DocumentsPage
from permitdesk.ui.wizard.export_page import ExportPage
from permitdesk.ui.wizard.money_page import MoneyPage
from permitdesk.ui.wizard.permit_page import PermitPage
from permitdesk.ui.wizard.summary_page import SummaryPage
from permitdesk.ui.wizard.timeline_page import TimelinePage
from permitdesk.ui.wizard.wording import Wording
from tests.ui.page_support import TOLERATED, make_session, open_page, press, tone, type_text

REASON_WORK = Answers.of({"finder_matter": "new_permit", "finder_reason": "work"})


def set_cell(page: TimelinePage, row: int, column: int, text: str) -> None:
    model = page.absences.model
    assert model.setData(model.index(row, column), text)


def test_a_journey_typed_into_the_waiting_row_counts_at_once(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.TIMELINE, session)
    assert isinstance(page, TimelinePage)
    set_cell(page, 0, 0, "1.7.2020")
    set_cell(page, 0, 1, "20 July 2020")
    assert session.case.absences == (Absence("a1", date(2020, 7, 1), date(2020, 7, 20)),)
    if not page.picture.isVisible():
        # In a small window the tables have its room until it is asked for.
        page.strip.picture.click()
    told = page.picture.view.model
    qtbot.waitUntil(
        lambda: any("1 July 2020" in str(told.data(told.index(row))) for row in range(told.rowCount()))
    )


def test_a_reversed_journey_is_named_with_its_row(qtbot: QtBot) -> None:
    trip = Absence("a1", date(2025, 8, 9), date(2025, 8, 1))
    page = open_page(qtbot, StepId.TIMELINE, make_session(TOLERATED.with_changes(absences=(trip,))))
    assert isinstance(page, TimelinePage)
    mark = page.absences.model.headerData(0, Qt.Orientation.Vertical)
    assert mark == "1 !"


def test_a_day_that_cannot_be_read_stays_and_is_not_taken_for_still_abroad(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.TIMELINE, session)
    assert isinstance(page, TimelinePage)
    set_cell(page, 0, 0, "1.7.2020")
    set_cell(page, 0, 1, "31.6.2020")
    assert session.case.absences[0].returned is None
    assert "absences.a1.returned" in session.case.dont_know
    assert page.absences.model.index(0, 1).data() == "31.6.2020"
    assert page.pending_text()


def test_a_question_mark_is_i_dont_know(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.TIMELINE, session)
    assert isinstance(page, TimelinePage)
    set_cell(page, 0, 0, "1.7.2020")
    set_cell(page, 0, 1, "?")
    assert "absences.a1.returned" in session.case.dont_know
    assert not page.pending_text()


def test_rows_of_a_spreadsheet_are_pasted_as_one_change_that_undo_takes_back(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.TIMELINE, session)
    assert isinstance(page, TimelinePage)
    QGuiApplication.clipboard().setText(
        "left\treturned\tcountry\n2020-07-01\t2020-07-20\tItaly\n1.2.2021\t3.2.2021\t\n"
    )
    page.absences.view.setFocus()
    press(page.absences.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [a.country for a in session.case.absences] == ["Italy", ""]
    session.undo()
    assert session.case.absences == ()
    assert page.absences.model.rowCount() == 1


def test_a_row_is_removed_with_the_delete_key(qtbot: QtBot) -> None:
    trips = (
        Absence("a1", date(2020, 1, 1), date(2020, 1, 2)),
        Absence("a2", date(2021, 1, 1), date(2021, 1, 2)),
    )
    session = make_session(TOLERATED.with_changes(absences=trips))
    page = open_page(qtbot, StepId.TIMELINE, session)
    assert isinstance(page, TimelinePage)
    page.focus_path("absences.a1.left")
    press(page.absences.view, Qt.Key.Key_Delete)
    assert session.case.absences == trips[1:]


def test_permits_are_listed_in_their_groups_and_one_is_chosen(qtbot: QtBot) -> None:
    session = make_session(TOLERATED.with_changes(route=None))
    page = open_page(qtbot, StepId.PERMIT, session)
    assert isinstance(page, PermitPage)
    groups = {route.id: route.group for route in session.dossier.routes}
    listed = [groups[name] for name in page.permits.listed()]
    assert listed == sorted(listed, key=list(RouteGroup).index)
    assert page.permits.listed()[0] == "pr_tolerated_10y"
    assert page.list.item(0).data(Qt.ItemDataRole.UserRole) is None, "a heading stands above each group"
    page.look_at("pr_tolerated_10y")
    page.choose.click()
    assert session.case.route == "pr_tolerated_10y"
    assert not page.choose.isEnabled()


def test_what_is_not_possible_is_folded_away_until_asked_for(qtbot: QtBot) -> None:
    session = make_session(TOLERATED.with_changes(answers=REASON_WORK))
    page = open_page(qtbot, StepId.PERMIT, session)
    assert isinstance(page, PermitPage)
    hopeless = {r.id for r in session.dossier.routes if r.group is RouteGroup.NOT_POSSIBLE}
    assert hopeless
    assert not hopeless & set(page.permits.listed()) - {session.case.route}
    page.permits.unfold.click()
    assert hopeless <= set(page.permits.listed())


def test_a_permit_is_found_by_its_name_in_either_language_folded_or_not(qtbot: QtBot) -> None:
    session = make_session(TOLERATED.with_changes(answers=REASON_WORK))
    page = open_page(qtbot, StepId.PERMIT, session)
    assert isinstance(page, PermitPage)
    type_text(page.permits.search, "karta polaka")
    assert "pr_karta_polaka" in page.permits.listed()
    page.permits.search.clear()
    type_text(page.permits.search, "malzonek obywatela polskiego")
    assert "pr_spouse_of_polish_citizen" in page.permits.listed(), "accents need not be typed"
    press(page.permits.search, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.list
    page.permits.search.setText("nothing is called like this")
    assert page.permits.listed() == ()
    assert page.permits.nothing.isVisibleTo(page)


def test_a_search_stays_while_permits_are_looked_at(qtbot: QtBot) -> None:
    session = make_session(TOLERATED.with_changes(route=None))
    page = open_page(qtbot, StepId.PERMIT, session)
    assert isinstance(page, PermitPage)
    type_text(page.permits.search, "spouse")
    before = page.permits.listed()
    page.look_at(before[-1])
    assert page.permits.search.text() == "spouse"
    assert page.permits.listed() == before


def test_an_obstacle_that_stops_nothing_is_never_called_met_or_applying(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    wording = Wording(session.texts, session.ruleset)
    route = session.dossier.route("pr_tolerated_10y")
    assert route is not None
    words = {finding.verdict: wording.bar(finding).word for finding in route.bars}
    assert words[Verdict.MET] == "does not apply"
    assert words[Verdict.UNKNOWN] == "not known yet"
    read = [wording.refusal_ground(f) for f in route.refusal_grounds if not f.facts_used]
    assert all(line.word != "does not apply" for line in read)


def test_an_open_verdict_names_the_missing_answers_and_leads_to_them(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.PERMIT, session)
    assert isinstance(page, PermitPage)
    assert "Detention, prison or a duty to leave" in page.card.accessibleDescription()
    page.card.action.click()
    assert session.step is StepId.QUESTIONS


def test_each_condition_opens_to_its_reasons(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.PERMIT, make_session(TOLERATED))
    assert isinstance(page, PermitPage)
    row = page.requirements.row("tolerated_stay_10y")
    assert not row.reasons.isVisibleTo(row)
    row.toggle.click()
    assert row.reasons.isVisibleTo(row)


def test_a_document_is_marked_ready_with_a_note(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.DOCUMENTS, session)
    assert isinstance(page, DocumentsPage)
    page.status.setCurrentIndex(page.status.findData("ready"))
    page.status.activated.emit(page.status.currentIndex())
    type_text(page.note, "in the blue folder")
    press(page.note, Qt.Key.Key_Return)
    state = session.case.documents[0]
    assert (state.status, state.note) == (DocumentStatus.READY, "in the blue folder")
    assert page.bar.value() == 1


def test_both_payments_are_noted_and_no_account_number_is_shown(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.MONEY, session)
    assert isinstance(page, MoneyPage)
    receivers = {fee.payee for fee in page.session.dossier.routes[0].fees}
    assert len(receivers) == 2
    assert len(page.fields) >= 2
    fee_id = next(iter(page.fields))
    paid, proof = page.fields[fee_id]
    assert isinstance(paid.field, DateField)
    assert isinstance(proof.field, ChoiceField)
    type_text(paid.field.edit, "20.11.2026")
    press(paid.field.edit, Qt.Key.Key_Return)
    proof.field.card("yes").radio.click()
    assert session.case.payments == (PaymentState(fee_id, date(2026, 11, 20), Tri.YES),)


def test_every_answer_of_the_summary_leads_back_to_its_step(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    session.go_to(StepId.SUMMARY)
    page = open_page(qtbot, StepId.SUMMARY, session)
    assert isinstance(page, SummaryPage)
    group = page.tree.topLevelItem(1)
    assert group is not None
    line = group.child(0)
    assert line is not None
    page.tree.setCurrentItem(line)
    page.edit.click()
    assert session.step is StepId.STAY_NOW


def test_the_case_file_written_is_read_back_equal(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(qtbot, StepId.EXPORT, make_session(TOLERATED))
    assert isinstance(page, ExportPage)
    target = tmp_path / "case.json"
    page.write_case_file(target)
    qtbot.waitUntil(lambda: page.case_button.isEnabled(), timeout=5000)
    assert read_case(target) == TOLERATED
    assert json.loads(target.read_text(encoding="utf-8"))
    assert tone(page.result) is Tone.GOOD


def test_answers_in_a_case_file_are_safe_though_the_store_is_full(qtbot: QtBot, tmp_path: Path) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.EXPORT, session)
    assert isinstance(page, ExportPage)
    session._kept.problem = DiskFull("no room")
    assert not session.is_safe
    page.write_case_file(tmp_path / "case.json")
    qtbot.waitUntil(lambda: page.case_button.isEnabled(), timeout=5000)
    assert session.is_safe


def test_a_target_that_cannot_be_written_is_said_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(qtbot, StepId.EXPORT, make_session(TOLERATED))
    assert isinstance(page, ExportPage)
    page.write_pdf(tmp_path / "no such folder" / "x.pdf")
    qtbot.waitUntil(lambda: page.pdf_button.isEnabled(), timeout=20000)
    assert tone(page.result) is Tone.RED
    assert list(tmp_path.iterdir()) == []


def test_the_pdf_is_written_off_the_window_thread(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(qtbot, StepId.EXPORT, make_session(TOLERATED))
    assert isinstance(page, ExportPage)
    target = tmp_path / "plan.pdf"
    page.write_pdf(target)
    assert not page.pdf_button.isEnabled()
    qtbot.waitUntil(lambda: page.pdf_button.isEnabled(), timeout=20000)
    assert target.read_bytes().startswith(b"%PDF")


def test_the_calendar_file_holds_the_dates_and_the_name_only_if_asked(qtbot: QtBot, tmp_path: Path) -> None:
    case = TOLERATED.with_changes(
        person=Person("Olena", "Nowak"),
        current_stay=CurrentStay("trp_work", first_day=date(2023, 2, 1), last_day=date(2027, 1, 3)),
        route="pr_spouse_of_polish_citizen",
    )
    session = make_session(case)
    page = open_page(qtbot, StepId.EXPORT, session)
    assert isinstance(page, ExportPage)
    target = tmp_path / "dates.ics"

    def export() -> Calendar:
        target.unlink(missing_ok=True)
        page.write_calendar(target)
        qtbot.waitUntil(lambda: target.exists() and page.calendar_button.isEnabled())
        found = Calendar.from_ical(target.read_bytes())
        assert isinstance(found, Calendar)
        return found

    first, again = export(), export()
    route = session.dossier.route("pr_spouse_of_polish_citizen")
    assert route is not None
    events = first.walk("VEVENT")
    assert {event.decoded("DTSTART") for event in events} == {d.day for d in route.deadlines}
    assert date(2027, 1, 3) in {event.decoded("DTSTART") for event in events}
    assert [str(e["UID"]) for e in events] == [str(e["UID"]) for e in again.walk("VEVENT")]
    assert b"Nowak" not in target.read_bytes()
    page.include_name.click()
    assert "Nowak" in str(export().walk("VEVENT")[0]["SUMMARY"])


def test_a_verdict_that_waits_for_a_journey_names_the_condition_not_a_question() -> None:
    case = TOLERATED.with_changes(
        absences=(Absence("a1", None, None),),
        dont_know=frozenset({"absences.a1.left", "absences.a1.returned"}),
    )
    session = make_session(case)
    route = session.dossier.route("pr_tolerated_10y")
    assert route is not None
    waiting = replace(route, verdict=Verdict.UNKNOWN, open_questions=())
    first = next(f for f in route.requirements if f.verdict is Verdict.UNKNOWN)
    lines = Wording(session.texts, session.ruleset).verdict_lines(waiting, session.dossier.on)
    assert session.texts.get(f"requirement.{first.rule_id}.title") in lines[0]


def test_a_payment_of_nothing_is_not_counted(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.MONEY, make_session(TOLERATED.with_changes(route="pr_karta_polaka")))
    assert isinstance(page, MoneyPage)
    assert page.total.text().endswith("1 payment")
