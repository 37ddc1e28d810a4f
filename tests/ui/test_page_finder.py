"""The permit finder, used as a person uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.answers import DONT_KNOW, Answers
from permitdesk.domain.case import Case, CurrentStay
from permitdesk.domain.finder import find
from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.finder_page import FinderPage
from permitdesk.ui.wizard.permit_page import PermitPage
from tests.ui.page_support import make_session, open_page

if TYPE_CHECKING:
    from tests.ui.conftest import Shell

#: the way to permanent residence for the spouse of a Polish citizen
SPOUSE = ("new_permit", "settle", "polish_spouse")


def finder(qtbot: QtBot, case: Case | None = None, language: str = "en") -> tuple[FinderPage, CaseSession]:
    session = make_session(case, language)
    session.go_to(StepId.FINDER)
    page = open_page(qtbot, StepId.FINDER, session)
    assert isinstance(page, FinderPage)
    page.focus_first()
    return page, session


def answer(page: FinderPage, *values: str) -> None:
    """Press the card of each answer, one question after the other."""
    for value in values:
        page.cards.card(value).click()


def focused(page: FinderPage) -> QWidget:
    """What has the keyboard."""
    return page.window().focusWidget()


def button(page: FinderPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_one_answer_brings_the_next_question_and_the_keyboard_with_it(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    assert page.question.text() == session.texts.get("question.finder_matter.label")
    assert focused(page) is page.cards.cards()[0]
    QTest.keyClick(focused(page), Qt.Key.Key_Return)
    assert session.case.answers.get("finder_matter") == "new_permit"
    assert page.question.text() == session.texts.get("question.finder_reason.label")
    assert focused(page) is page.cards.cards()[0]


def test_three_answers_lead_to_a_permit_that_one_click_chooses(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, *SPOUSE)
    assert page.found.isVisibleTo(page)
    assert page.found_title.text() == session.texts.get("route.pr_spouse_of_polish_citizen.title")
    assert focused(page) is page.take
    page.take.click()
    assert session.case.route == "pr_spouse_of_polish_citizen"
    assert session.step is StepId.PERMIT


def test_the_permit_taken_is_the_one_shown_whatever_was_looked_at_before(shell: Shell) -> None:
    shell.window.workspace.new_case(StepId.FINDER)
    view = shell.window.wizard
    assert view is not None
    page = view.page
    assert isinstance(page, FinderPage)
    view.show_path("route.ltr_standard", StepId.PERMIT)
    view.session.go_to(StepId.FINDER)
    answer(page, *SPOUSE)
    page.take.click()
    permits = view.page
    assert isinstance(permits, PermitPage)
    assert permits.card.accessibleName().startswith(page.found_title.text())
    assert not permits.choose.isEnabled(), "it is chosen already"
    assert shell.window.focusWidget() is permits.list


def test_back_goes_through_the_questions_and_next_returns_to_the_open_one(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, "new_permit", "settle")
    assert page.has_part_before()
    button(page, "question_before").click()
    assert page.question.text() == session.texts.get("question.finder_reason.label")
    assert page.cards.card("settle").given
    assert page.walk_parts(forward=False)
    assert page.question.text() == session.texts.get("question.finder_matter.label")
    assert not page.has_part_before()
    assert not page.walk_parts(forward=False)
    assert page.walk_parts(forward=True)
    assert page.question.text() == session.texts.get("question.finder_settle.label")
    assert not page.walk_parts(forward=True), "from the open question Next leaves the page"


def test_giving_the_same_answer_again_goes_on(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, "new_permit")
    page.walk_parts(forward=False)
    answer(page, "new_permit")
    assert page.question.text() == session.texts.get("question.finder_reason.label")


def test_i_dont_know_everywhere_still_gives_a_next_step(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    asked = 0
    while page.stack.currentIndex() == 0:
        answer(page, "dont_know")
        asked += 1
    assert asked <= 12
    assert all(value is DONT_KNOW for _, value in session.case.answers)
    assert page.nothing.isVisibleTo(page)
    assert page.deciding.isVisibleTo(page)
    page.decide.click()
    assert page.stack.currentIndex() == 0, "the deciding question is asked again"


def test_an_answer_can_be_changed_from_the_result(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, *SPOUSE)
    button(page, "change_finder_settle").click()
    answer(page, "karta_polaka")
    assert page.found_title.text() == session.texts.get("route.pr_karta_polaka.title")


def test_who_knows_the_permit_goes_straight_to_the_list(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    button(page, "know_permit").click()
    assert session.step is StepId.PERMIT


def test_each_permit_of_the_ranking_opens_to_its_reasons_and_leads_to_its_details(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, *SPOUSE)
    row = page.ranking.rows()[0]
    assert row.line.route == "pr_spouse_of_polish_citizen"
    assert not row.reasons.isVisibleTo(row)
    row.toggle.click()
    assert row.reasons.isVisibleTo(row)
    assert row.line.reasons
    row.look.click()
    assert session.step is StepId.PERMIT
    assert session.case.route is None, "looking is not choosing"


def test_the_deciding_answer_leads_to_its_field(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, *SPOUSE)
    result = find(session.case, session.ruleset, session.dossier)
    assert result.deciding is not None
    assert not result.deciding.finder
    assert page.deciding.isVisibleTo(page)
    page.decide.click()
    assert session.step is not StepId.FINDER


def test_undo_takes_an_answer_back_and_shows_its_question_again(qtbot: QtBot) -> None:
    page, session = finder(qtbot)
    answer(page, "new_permit", "work")
    session.undo()
    assert page.question.text() == session.texts.get("question.finder_reason.label")
    assert not page.cards.card("work").given


def test_where_the_person_is_follows_from_the_stay_and_is_never_asked(qtbot: QtBot) -> None:
    case = Case("case-1", current_stay=CurrentStay("visa_d"))
    page, session = finder(qtbot, case)
    result = find(session.case, session.ruleset, session.dossier)
    assert [(given.question, given.answer, given.derived) for given in result.asked] == [
        ("finder_where", "in_poland", True)
    ]
    assert page.count.text() == session.texts.fill("page.finder.count", n=1)


def test_a_summary_line_leads_back_to_the_question(qtbot: QtBot) -> None:
    told = Answers.of({"finder_matter": "new_permit", "finder_reason": "settle"})
    page, session = finder(qtbot, Case("case-1", answers=told))
    page.focus_path("answers.finder_matter")
    assert page.question.text() == session.texts.get("question.finder_matter.label")
    page.focus_path("answers.finder_work")
    assert page.stack.currentIndex() == 0


def test_the_page_speaks_polish(qtbot: QtBot) -> None:
    page, session = finder(qtbot, language="pl")
    answer(page, *SPOUSE)
    assert page.found_title.text() == "Małżonek obywatela polskiego"
    session.set_language("en")
    assert page.take.text() == "Choose this permit"
