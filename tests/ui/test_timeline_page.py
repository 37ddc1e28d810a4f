"""The page of the timeline as a person uses it: result, picture, parts, the question, repairs, plans."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, Case, CurrentStay, StatusEntry, Tri
from permitdesk.domain.stay.approximate import with_range
from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.choice_field import ChoiceField
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.widgets.timeline_layouts import PictureKind
from permitdesk.ui.wizard.timeline.counts_part import CountsPart
from permitdesk.ui.wizard.timeline.memory_aid import asked_from, quiet_years, written_years
from permitdesk.ui.wizard.timeline.result_words import day_name
from permitdesk.ui.wizard.timeline.what_if_part import WhatIfPart
from permitdesk.ui.wizard.timeline_page import TimelinePage
from permitdesk.ui.wizard.wording import Wording
from tests.ui.page_support import TODAY, TOLERATED, make_session, open_page, press, ruleset, texts

#: windows without a frame on a screen that is none
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")

OPEN = TOLERATED.with_changes(journeys_complete=None)
TRIPS = (
    Absence("a1", date(2023, 3, 1), date(2023, 3, 20), "Germany"),
    Absence("a2", date(2023, 3, 10), date(2023, 3, 25), "France"),
)


def shown(qtbot: QtBot, case: Case, language: str = "en") -> tuple[TimelinePage, CaseSession]:
    session = make_session(case, language)
    page = open_page(qtbot, StepId.TIMELINE, session)
    assert isinstance(page, TimelinePage)
    return page, session


def counts(page: TimelinePage) -> CountsPart:
    page.tabs.setCurrentWidget(page.counts)
    made = page.counts.made
    assert isinstance(made, CountsPart)
    return made


# --- are these all your journeys? ------------------------------------------------------------


def test_an_open_list_of_journeys_keeps_the_result_open_and_one_button_closes_it(qtbot: QtBot) -> None:
    page, session = shown(qtbot, OPEN)
    assert "Say whether these are all your journeys" in page.strip.spoken_text()
    assert page.strip.action.text() == "Yes, I made no journeys"
    QTest.keyClick(page.strip.action, Qt.Key.Key_Space)
    assert session.case.journeys_complete is Tri.YES
    assert "Met" in page.strip.word.text()
    assert not page.strip.action.isVisible()
    session.undo()
    assert session.case.journeys_complete is None


def test_the_button_says_all_where_journeys_are_told(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, OPEN.with_changes(absences=TRIPS[:1]))
    assert page.strip.action.text() == "Yes, these are all"
    assert counts(page).card.action.text() == "Yes, these are all"


@pytest.mark.parametrize(
    ("answer", "words"), [("no", "journeys are missing"), ("dont_know", "Help me remem")]
)
def test_no_and_i_dont_know_keep_it_open_and_say_kindly_how_to_go_on(
    qtbot: QtBot, answer: str, words: str
) -> None:
    page, session = shown(qtbot, OPEN)
    field = page.row("journeys_complete").field
    assert isinstance(field, ChoiceField)
    field.card(answer).radio.click()
    assert session.case.journeys_complete in (Tri.NO, Tri.DONT_KNOW)
    assert words in page.strip.spoken_text()
    assert page.strip.action.isVisible()


def test_an_edit_after_yes_and_its_undo_keep_the_yes(qtbot: QtBot) -> None:
    page, session = shown(qtbot, TOLERATED)
    model = page.absences.model
    assert model.setData(model.index(0, 0), "1.7.2020")
    assert session.case.journeys_complete is Tri.YES
    session.undo()
    assert session.case.absences == ()
    assert session.case.journeys_complete is Tri.YES


def test_years_without_a_journey_are_named_until_the_list_is_complete(qtbot: QtBot) -> None:
    page, session = shown(qtbot, OPEN.with_changes(absences=TRIPS[:1]))
    question = page.parts["absences"].question
    assert question is not None
    assert question.quiet.text().startswith("2016\N{EN DASH}2022, 2024\N{EN DASH}2026: no journey")
    session.update(session.case.with_changes(journeys_complete=Tri.YES))
    assert not question.quiet.isVisible()


def test_the_memory_aid_opens_with_the_keyboard(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, OPEN)
    question = page.parts["absences"].question
    assert question is not None
    QTest.keyClick(question.aid.toggle, Qt.Key.Key_Space)
    assert "passports" in question.aid.lines.text()
    assert question.aid.lines.isVisible()


def test_a_journey_is_in_every_year_it_touches() -> None:
    case = Case(
        "c", absences=(Absence("a1", date(2019, 12, 31), date(2021, 1, 1)), Absence("a2", None, None))
    )
    assert quiet_years(case, date(2018, 6, 1), date(2022, 6, 1)) == (2018, 2022)
    half = Case("c", absences=(Absence("a1", date(2020, 5, 1), None),))
    assert quiet_years(half, date(2020, 1, 1), date(2021, 1, 1)) == (2021,)
    assert written_years((2016, 2017, 2019)) == "2016\N{EN DASH}2017, 2019"


def test_years_are_asked_from_the_first_day_in_poland_or_the_five_of_the_form() -> None:
    assert asked_from(Case("c"), None, TODAY) == date(2021, 1, 1)
    late = Case("c", statuses=(StatusEntry("s1", "visa_d", date(2024, 2, 1)),))
    assert asked_from(late, None, TODAY) == date(2024, 2, 1)


# --- the result --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "pl"])
def test_an_approximate_day_is_named_as_a_person_calls_it(qtbot: QtBot, language: str) -> None:
    case = TOLERATED.with_changes(absences=(Absence("a1", date(2023, 1, 1), date(2023, 6, 1), "Germany"),))
    case = with_range(case, "absences.a1.returned", date(2023, 6, 1), date(2023, 8, 15))
    page, _ = shown(qtbot, case, language)
    said = counts(page).card.accessibleDescription()
    assert ("the day of return of journey 1 (Germany)" if language == "en" else "nr 1 (Germany)") in said
    assert counts(page).proofs.isVisible()


def test_names_of_days_fall_back_to_the_name_of_the_field() -> None:
    words = Wording(texts("en"), ruleset())
    case = Case("c", statuses=(StatusEntry("s1", "visa_d"),))
    assert day_name(texts("en"), case, "statuses.s1.last_day", words).startswith("the last day of stay 1 (")
    assert (
        day_name(texts("en"), case, "current_stay.first_day", words) == "the first day of your present stay"
    )
    assert day_name(texts("en"), case, "person.birth_date", words) == "Date of birth"
    assert day_name(texts("en"), case, "absences.gone.left", words)


def test_a_result_counted_twice_says_so_quietly(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    assert "Counted twice, independently: same result." in counts(page).card.accessibleDescription()


def test_a_permit_without_a_period_still_asks_for_five_years_of_travel(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED.with_changes(route="tr_work_single"))
    assert "travels of the last five years" in page.strip.spoken_text()
    assert "travels of the last five years" in counts(page).card.accessibleDescription()


def test_without_a_permit_the_result_leads_to_the_list_of_permits(qtbot: QtBot) -> None:
    page, session = shown(qtbot, Case("case-1"))
    page.strip.action.click()
    assert session.step is StepId.PERMIT


def test_a_day_that_is_missing_is_what_the_button_leads_to(qtbot: QtBot) -> None:
    case = TOLERATED.with_changes(absences=(Absence("a1", None, date(2023, 6, 1), "Norway"),))
    page, _ = shown(qtbot, case)
    page.tabs.setCurrentWidget(page.counts)
    assert "the day you left on journey 1 (Norway)" in page.strip.spoken_text()
    page.strip.action.click()
    assert page.tabs.currentWidget() is page.parts["absences"]
    assert page.absences.view.currentIndex().column() == 0


# --- picture, parts, paths ------------------------------------------------------------------------


def test_the_picture_folds_away_and_stays_so_for_the_case(qtbot: QtBot) -> None:
    page, session = shown(qtbot, TOLERATED)
    page.tabs.setCurrentWidget(page.counts)
    assert page.picture.isVisible()
    page.strip.picture.click()
    assert not page.picture.isVisible()
    session.set_language("pl")
    assert not page.picture.isVisible()
    page.strip.picture.click()
    assert page.picture.isVisible()


def test_in_a_small_window_tables_have_the_room_of_the_picture_until_it_is_asked_for(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    assert not page.picture.isVisible()
    page.tabs.setCurrentWidget(page.counts)
    assert page.picture.isVisible()
    page.tabs.setCurrentWidget(page.proof)
    assert not page.picture.isVisible()
    page.strip.picture.click()
    assert page.picture.isVisible()
    page.tabs.setCurrentIndex(0)
    assert page.picture.isVisible()


def test_a_large_window_shows_a_taller_picture_on_every_part(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    small = page.picture.view.picture.maximumHeight()
    page.window().resize(1400, 1000)
    qtbot.waitUntil(page.picture.isVisible)
    assert page.picture.view.picture.maximumHeight() > small


def test_as_text_takes_the_place_of_the_picture_and_a_kind_brings_it_back(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    page.strip.picture.click()
    view = page.picture.view
    qtbot.waitUntil(lambda: view.picture.scene is not None)
    view.as_text.click()
    assert view.lines.isVisible()
    assert not view.picture.isVisible()
    assert not view.zoom_in.isEnabled()
    view.kinds[PictureKind.YEARS].click()
    assert view.picture.isVisible()
    assert not view.lines.isVisible()
    assert view.picture.kind is PictureKind.YEARS


def test_a_row_is_not_called_an_overlap_while_its_second_day_is_still_to_be_typed(qtbot: QtBot) -> None:
    page, session = shown(qtbot, TOLERATED.with_changes(absences=TRIPS[:1]))
    page.activateWindow()
    table = page.absences
    table.start_new_row()
    _type(table, "1.2.2023")
    assert session.case.absences[1].left == date(2023, 2, 1)
    assert page.tabs.tabText(0) == "Journeys"
    _type(table, "10.3.2023")
    assert page.tabs.tabText(0) == "Journeys (!)"


def test_a_row_left_without_its_second_day_is_called_an_overlap(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED.with_changes(absences=TRIPS[:1]))
    page.activateWindow()
    table = page.absences
    table.start_new_row()
    _type(table, "1.2.2023")
    assert page.tabs.tabText(0) == "Journeys"
    table.focus_row(0)
    assert page.tabs.tabText(0) == "Journeys (!)"


def _type(table: EntryTable, words: str) -> None:
    """Write into the open cell and go on with Enter."""
    editor = table.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    ("path", "part", "column"),
    [
        ("absences.a2.returned", "absences", 1),
        ("absences[1].left", "absences", 0),
        ("statuses.s1.last_day", "statuses", 2),
        ("statuses", "statuses", 0),
    ],
)
def test_a_path_leads_to_its_part_and_cell(qtbot: QtBot, path: str, part: str, column: int) -> None:
    stays = (StatusEntry("s1", "visa_d", date(2015, 1, 1), date(2015, 12, 31)),)
    page, _ = shown(qtbot, TOLERATED.with_changes(absences=TRIPS, statuses=stays))
    page.tabs.setCurrentWidget(page.outlook)
    page.picture.edit_asked.emit(path)
    assert page.tabs.currentWidget() is page.parts[part]
    index = page.parts[part].table.view.currentIndex()
    assert (index.column(), index.row()) == (column, 1 if path.startswith("absences") else 0)


@pytest.mark.parametrize(
    ("path", "step"),
    [("planned_filing_on", StepId.FILING), ("current_stay.first_day", StepId.STAY_NOW)],
)
def test_what_belongs_to_another_step_opens_there(qtbot: QtBot, path: str, step: StepId) -> None:
    page, session = shown(qtbot, TOLERATED)
    page.focus_path(path)
    assert session.step is step


def test_the_question_is_reached_by_its_path(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, OPEN)
    page.tabs.setCurrentWidget(page.plan)
    page.focus_path("journeys_complete")
    assert page.tabs.currentIndex() == 0
    field = page.row("journeys_complete").field
    assert isinstance(field, ChoiceField)
    assert page.window().focusWidget() is field.card("yes").radio


def test_parts_are_made_when_first_shown(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    assert [page.counts.made, page.outlook.made, page.plan.made] == [None, None, None]
    for part in (page.counts, page.outlook, page.plan):
        page.tabs.setCurrentWidget(part)
        assert part.made is not None


def test_next_and_back_walk_through_the_lists_only(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    assert page.walk_parts(forward=True)
    assert page.tabs.currentWidget() is page.parts["statuses"]
    assert not page.walk_parts(forward=True)
    assert page.has_part_before()


# --- entries --------------------------------------------------------------------------------------


def test_an_overlap_is_marked_and_one_button_mends_it(qtbot: QtBot) -> None:
    page, session = shown(qtbot, TOLERATED.with_changes(absences=TRIPS))
    assert page.tabs.tabText(0) == "Journeys (!)"
    button = page.parts["absences"].repairs.findChild(QPushButton, "repair_join")
    assert isinstance(button, QPushButton)
    press(button, Qt.Key.Key_Space)
    assert len(session.case.absences) == 1
    assert page.tabs.tabText(0) == "Journeys"
    session.undo()
    assert len(session.case.absences) == len(TRIPS)


def test_one_journey_at_a_time_is_written_by_the_form(qtbot: QtBot) -> None:
    page, session = shown(qtbot, TOLERATED)
    part = page.parts["absences"]
    assert part.switch is not None
    QTest.keyClick(part.switch.buttons[1], Qt.Key.Key_Space)
    page.focus_first()
    assert page.window().focusWidget() is page.form.left.edit
    page.form.left.edit.setText("1.7.2020")
    page.form.returned.edit.setText("20.7.2020")
    page.form.save.click()
    assert session.case.absences == (Absence("a1", date(2020, 7, 1), date(2020, 7, 20)),)
    page.focus_path("absences.a1.left")
    assert page.form.left.edit.text()


def test_short_stays_have_a_part_where_they_count_or_are_told(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED)
    assert page.schengen is None
    visitor = Case("case-1", current_stay=CurrentStay("visa_free"))
    other, session = shown(qtbot, visitor)
    assert other.schengen is not None
    model = other.schengen.model
    assert model.setData(model.index(0, 0), "1.10.2026")
    assert session.case.schengen_stays[0].entry == date(2026, 10, 1)


# --- a plan in the picture ----------------------------------------------------------------------


def test_a_plan_is_drawn_only_beside_its_part_and_says_that_it_is_one(qtbot: QtBot) -> None:
    page, session = shown(qtbot, TOLERATED)
    page.tabs.setCurrentWidget(page.plan)
    plan = page.plan.made
    assert isinstance(plan, WhatIfPart)
    plan.left.set_value(date(2027, 2, 1))
    plan.returned.set_value(date(2027, 3, 1))
    plan.refresh()
    qtbot.waitUntil(page.picture.notice.isVisible)
    assert page.picture.shows_plan
    assert session.case.absences == ()
    page.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not page.picture.notice.isVisible())


def test_f11_opens_the_picture_over_the_whole_screen_and_an_entry_leads_back(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, TOLERATED.with_changes(absences=TRIPS))
    page.strip.picture.click()
    qtbot.waitUntil(lambda: page.picture.view.picture.scene is not None)
    page.picture.view.full_screen.click()
    window = page.picture.window_shown
    assert window is not None
    window.view.edit_asked.emit("absences.a2.left")
    qtbot.waitUntil(lambda: page.picture.window_shown is None)
    assert page.absences.view.currentIndex().row() == 1
