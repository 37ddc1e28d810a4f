"""A case seen as of another day: set by a person, told on every page, forgotten when the case is closed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import ApplicantKind, Case, CurrentStay, Person, Relation, SignerKind, Tri
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.compare_dialog import CompareDialog
from permitdesk.ui.day_dialog import DayDialog
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.wizard.export_page import ExportPage
from permitdesk.ui.wizard.not_covered_page import STEPS_OF_RULES, NotCoveredPage
from permitdesk.ui.wizard.wizard_view import WizardView
from tests.ui.conftest import TODAY

if TYPE_CHECKING:
    from tests.ui.conftest import FragileStore, Shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Make = Callable[..., CaseSession]

BEFORE = date(2026, 5, 5)
EARLY = date(2026, 4, 26)
FIRST = date(2026, 4, 27)
LATER = date(2027, 3, 1)
#: tolerated since 20 November 2016: ten years are complete now, but were not in May
TOLERATED = Case(
    "tolerated",
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.APPLICANT,
    current_stay=CurrentStay("tolerated_351_1", first_day=date(2016, 10, 1)),
    journeys_complete=Tri.YES,
    route="pr_tolerated_10y",
    compared_route="ltr_standard",
)
FAMILY = Case(
    "family",
    person=Person("Giorgi", birth_date=date(1988, 1, 1)),
    current_stay=CurrentStay("trp_work", date(2025, 1, 1), date(2026, 12, 1)),
    members=(
        Case(
            "wife",
            person=Person("Nino"),
            current_stay=CurrentStay("trp_other", date(2025, 1, 1), date(2027, 1, 20)),
            relation=Relation.SPOUSE,
        ),
    ),
)


def _open(shell: Shell, store: FragileStore, case: Case, step: StepId = StepId.APPLICANT) -> WizardView:
    store.save(case, step)
    shell.window.workspace.desk.reload()
    shell.window.workspace.open_case(case.case_id)
    view = shell.window.wizard
    assert view is not None
    return view


def _click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _dialog(shell: Shell) -> DayDialog:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dialog = shell.window.findChild(DayDialog)
    assert dialog is not None
    return dialog


def _type_day(shell: Shell, typed: str) -> DayDialog:
    """What a person does once the dialog is open."""
    dialog = _dialog(shell)
    dialog.field.edit.selectAll()
    QTest.keyClicks(dialog.field.edit, typed)
    QTest.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    return dialog


def _look_at(shell: Shell, typed: str) -> WizardView:
    shell.window.menu.other_day.trigger()
    _type_day(shell, typed)
    view = shell.window.wizard
    assert view is not None
    return view


def _words(widget: QWidget) -> str:
    """Everything a person can read on a widget."""
    QCoreApplication.sendPostedEvents()
    found = [str(child.property("text") or "") for child in widget.findChildren(QWidget) if child.isVisible()]
    return "\n".join(found)


def _steps(view: WizardView) -> Iterator[StepId]:
    for step in STEPS:
        view.session.go_to(step)
        yield step


# --- setting and leaving the day ----------------------------------------------------


def test_as_of_today_nothing_is_said(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, TOLERATED)
    assert not view.header.as_of.isVisible()
    assert not shell.window.menu.today.isEnabled()
    assert view.header.legal_stay.other_day.isVisible()


def test_without_an_open_case_no_other_day_is_offered(shell: Shell) -> None:
    assert not shell.window.menu.other_day.isEnabled()
    assert shell.window.ask_for_day() is None
    shell.window.back_to_today()


def test_the_whole_window_shows_the_day_and_comes_back_to_today(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, TOLERATED, StepId.SUMMARY)
    now = view.session.dossier.route("pr_tolerated_10y")
    assert now is not None
    _click(view.header.legal_stay.other_day)
    _type_day(shell, "5.5.2026")
    assert view.session.day == BEFORE
    then = view.session.dossier.route("pr_tolerated_10y")
    assert then is not None
    assert Verdict.TOO_EARLY in {f.verdict for f in then.requirements}
    assert Verdict.TOO_EARLY not in {f.verdict for f in now.requirements}
    for step in _steps(view):
        assert view.header.as_of.isVisible(), step
        assert "5 May 2026" in view.header.as_of.words()
        assert "not as of today (21 November 2026)" in view.header.as_of.words()
    _click(view.header.as_of.back)
    assert view.session.day == TODAY
    assert not view.header.as_of.isVisible()
    assert view.session.dossier.on == TODAY


def test_the_shortcut_leads_back(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, TOLERATED)
    _look_at(shell, "2026-05-05")
    assert shell.window.menu.today.isEnabled()
    shell.window.menu.today.trigger()
    assert view.session.day == TODAY


def test_a_day_that_is_none_is_not_taken(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, TOLERATED)
    shell.window.menu.other_day.trigger()
    for typed in ("31.2.2026", "soon", ""):
        dialog = _dialog(shell)
        dialog.field.edit.setText("")
        _type_day(shell, typed)
        assert dialog.isVisible()
        assert view.session.day == TODAY
        told = dialog.field.message if typed else dialog.hint
        assert told.isVisible()
        assert told.text()
    QTest.keyClick(_dialog(shell), Qt.Key.Key_Escape)
    assert view.session.day == TODAY


def test_the_today_button_fills_in_today(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "1.3.2027")
    shell.window.menu.other_day.trigger()
    dialog = _dialog(shell)
    assert dialog.field.day() == LATER
    assert dialog.hint.text().startswith("A day in the future")
    _click(dialog.today)
    assert dialog.hint.text() == "This is today."
    _click(dialog.show_day)
    assert view.session.day == TODAY


def _look_at_of(shell: Shell, store: FragileStore, typed: str, case: Case = TOLERATED) -> WizardView:
    _open(shell, store, case)
    return _look_at(shell, typed)


# --- what stays and what is forgotten ------------------------------------------------


def test_another_language_keeps_the_day(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "5.5.2026")
    shell.window.set_language("pl")
    assert view.session.day == BEFORE
    assert "5 maja 2026" in view.header.as_of.words()
    assert view.header.as_of.back.text() == "Wróć do dziś"
    shell.window.menu.other_day.trigger()
    assert _dialog(shell).windowTitle() == "Pokaż na inny dzień"
    QCoreApplication.sendPostedEvents()
    assert shell.window.menu.other_day.text().replace("&", "") == "Pokaż na inny dzień…"


def test_closing_the_case_forgets_the_day(shell: Shell, store: FragileStore) -> None:
    _look_at_of(shell, store, "5.5.2026")
    _click(shell.window.bar.home)
    shell.window.workspace.open_case("tolerated")
    view = shell.window.wizard
    assert view is not None
    assert view.session.day == TODAY
    assert not view.header.as_of.isVisible()


def test_the_day_is_not_stored_and_the_list_of_cases_counts_from_today(
    shell: Shell, store: FragileStore
) -> None:
    view = _open(shell, store, FAMILY)
    view.session.update(view.session.case.with_changes(note="one"))
    before = store.list_cases()[0].last_day_of_legal_stay
    assert before == date(2026, 12, 1)
    for typed in ("26.4.2026", "1.3.2028"):
        _look_at(shell, typed)
        view.session.update(view.session.case.with_changes(note=typed))
        assert store.list_cases()[0].last_day_of_legal_stay == before
        assert store.load("family").case.note == typed


def test_the_whole_family_is_seen_as_of_the_day(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "25.12.2026", FAMILY)
    assert {person.dossier.on for person in view.session.people} == {date(2026, 12, 25)}
    assert "it has passed" in view.people.line("family")
    view.switch_by(1)
    assert view.session.dossier.on == date(2026, 12, 25)
    assert view.header.as_of.isVisible()


def test_typing_ends_before_the_day_changes(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, TOLERATED)
    shell.window.bar.title.setFocus()
    QTest.keyClicks(shell.window.bar.title, "Mine")
    view.look_at(BEFORE)
    view.look_at(BEFORE)
    view.session.undo()
    assert view.session.day == BEFORE
    assert view.session.dossier.on == BEFORE


def test_the_comparison_is_that_of_the_day(shell: Shell, store: FragileStore, qtbot: QtBot) -> None:
    view = _look_at_of(shell, store, "5.5.2026")
    dialog = CompareDialog(view.session, "pr_tolerated_10y", shell.window)
    qtbot.addWidget(dialog)
    dialog.show()
    then = _words(dialog)
    view.session.look_at(TODAY)
    again = CompareDialog(view.session, "pr_tolerated_10y", shell.window)
    qtbot.addWidget(again)
    again.show()
    assert "Two permits side by side" in then
    assert then != _words(again)


# --- before the rules begin ----------------------------------------------------------


def test_before_the_rules_every_page_says_that_the_day_is_not_covered(
    shell: Shell, store: FragileStore
) -> None:
    view = _look_at_of(shell, store, "26.4.2026")
    for step in _steps(view):
        assert "Not covered: the rules here begin on 27 April 2026" in view.header.as_of.words(), step
        assert view.header.legal_stay.words() == "No rules for this day"
        assert isinstance(view.page, NotCoveredPage) is (step in STEPS_OF_RULES)
        assert view.page.isVisible()
        view.page.focus_path("route.pr_tolerated_10y")
    assert store.load("tolerated").case.route == "pr_tolerated_10y"


@pytest.mark.parametrize("step", [StepId.SUMMARY, StepId.TIMELINE, StepId.EXPORT])
def test_pages_with_answers_tell_it_too(shell: Shell, store: FragileStore, step: StepId) -> None:
    view = _look_at_of(shell, store, "26.4.2026")
    view.session.go_to(step)
    words = _words(view.page)
    assert "Not covered" in words
    assert "Choose a permit" not in words


def test_nothing_but_the_answers_can_be_saved_for_such_a_day(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "26.4.2026")
    view.session.go_to(StepId.EXPORT)
    page = view.page
    assert isinstance(page, ExportPage)
    assert not page.pdf_button.isEnabled()
    assert not page.calendar_button.isEnabled()
    assert page.case_button.isEnabled()
    assert QApplication.focusWidget() is page.case_button
    _click(view.header.as_of.back)
    assert page.pdf_button.isEnabled()
    assert page.calendar_button.isEnabled()


def test_a_page_without_rules_leads_back(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "26.4.2026")
    view.session.go_to(StepId.PERMIT)
    page = view.page
    assert isinstance(page, NotCoveredPage)
    shell.window.set_language("pl")
    assert "27 kwietnia 2026" in page.notice.spoken_text()
    shell.window.set_language("en")
    _click(page.other)
    _type_day(shell, "27.4.2026")
    assert view.session.dossier.covered
    assert view.session.day == FIRST
    assert view.page.objectName() == "page_permit"
    _look_at(shell, "26.4.2026")
    assert view.page.objectName() == "page_not_covered"
    _click(page.back)
    assert view.session.day == TODAY
    assert view.page.objectName() == "page_permit"


def test_answers_are_saved_on_a_day_without_rules(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "26.4.2026", FAMILY)
    view.session.update(view.session.case.with_changes(note="kept"))
    view.switch_by(1)
    assert view.session.saved
    assert store.load("family").case.note == "kept"


# --- a day in the future -------------------------------------------------------------


def test_old_rules_are_told_on_a_day_far_ahead(shell: Shell, store: FragileStore) -> None:
    view = _look_at_of(shell, store, "1.12.2027")
    assert view.header.age.isVisible()
    _click(view.header.as_of.back)
    assert not view.header.age.isVisible()


def test_the_minimum_wage_of_2027_is_for_the_office_to_say(new_session: Make) -> None:
    case = Case("worker", route="tr_work_single")
    answers = case.answers.with_answer("work_pay_gross", Decimal(6000))
    session = new_session(case.with_changes(answers=answers))

    def wage() -> Verdict:
        route = session.dossier.route("tr_work_single")
        assert route is not None
        return next(f.verdict for f in route.requirements if f.rule_id == "tr_min_wage")

    assert wage() is Verdict.MET
    session.look_at(LATER)
    assert wage() is Verdict.NEEDS_OFFICE


# --- files ---------------------------------------------------------------------------


def _write(qtbot: QtBot, page: ExportPage, start: Callable[[Path], None], path: Path) -> bytes:
    start(path)
    qtbot.waitUntil(lambda: page.case_button.isEnabled(), timeout=30_000)
    return path.read_bytes()


@pytest.mark.parametrize("case", [TOLERATED, FAMILY], ids=["one", "family"])
def test_paper_and_calendar_say_for_which_day_they_hold(
    shell: Shell, store: FragileStore, qtbot: QtBot, tmp_path: Path, case: Case
) -> None:
    view = _look_at_of(shell, store, "5.5.2026", case)
    view.session.go_to(StepId.EXPORT)
    page = view.page
    assert isinstance(page, ExportPage)
    assert "hold for 5 May 2026 and not for today" in page.as_of.spoken_text()
    view.session.go_to(StepId.STAY_NOW)
    assert "counted from today" not in _words(view.page)
    view.session.go_to(StepId.EXPORT)
    pdf = _write(qtbot, page, page.write_pdf, tmp_path / "then.pdf")
    first = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "This paper holds for 5 May 2026, not for the day on which it was saved." in first
    calendar = _write(qtbot, page, page.write_calendar, tmp_path / "then.ics")
    parsed = Calendar.from_ical(calendar)
    assert str(parsed["X-WR-CALNAME"]).endswith("as of 5 May 2026")
    events = list(parsed.walk("VEVENT"))
    assert events
    assert all("(as of 5 May 2026)" in str(event["SUMMARY"]) for event in events)
    _click(view.header.as_of.back)
    assert not page.as_of.isVisible()
    pdf = _write(qtbot, page, page.write_pdf, tmp_path / "now.pdf")
    assert "This paper holds for" not in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    now = Calendar.from_ical(_write(qtbot, page, page.write_calendar, tmp_path / "now.ics"))
    ids = {str(event["UID"]) for event in events}
    assert ids.isdisjoint(str(event["UID"]) for event in now.walk("VEVENT"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 30), "1 day left, counted from that day."),
        (date(2026, 12, 1), "That is the day looked at"),
        (date(2026, 12, 3), "This day passed 2 days before the day looked at."),
    ],
)
def test_no_other_day_is_called_today(shell: Shell, store: FragileStore, day: date, words: str) -> None:
    view = _open(shell, store, FAMILY, StepId.STAY_NOW)
    assert "10 days left, counted from today." in _words(view.page)
    view.look_at(day)
    assert words in _words(view.page)
    assert "today" not in view.header.legal_stay.words()
    view.session.go_to(StepId.TIMELINE)
    view.look_at(TODAY)
    view.session.go_to(StepId.STAY_NOW)
    assert "10 days left, counted from today." in _words(view.page)


def test_text_that_could_not_be_read_survives_a_look_at_another_day(
    shell: Shell, store: FragileStore
) -> None:
    view = _open(shell, store, FAMILY, StepId.STAY_NOW)
    field = view.page.findChild(DateField)
    assert field is not None
    field.put_back("35.1.2026")
    view.look_at(BEFORE)
    view.look_at(TODAY)
    assert "35.1.2026" in [each.edit.text() for each in view.page.findChildren(DateField)]


def test_the_flags_of_another_day_ask_nobody_to_act_today(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    banner = view.header.banner
    assert banner.accessibleName().startswith("Act today:")
    _look_at(shell, "30.11.2026")
    banner.toggle.setChecked(True)
    assert banner.accessibleName().startswith("On that day:")
    assert "What to do on that day:" in _words(banner)
    assert "today" not in _words(banner).casefold()
    shell.window.back_to_today()
    assert banner.accessibleName().startswith("Act today:")
