"""Several people in one case: adding, switching, answers entered once, removing with a way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import ApplicantKind, Case, CurrentStay, Person, Relation, SignerKind
from permitdesk.domain.household import NewMember
from permitdesk.interview.steps import StepId
from permitdesk.storage.exchange import questions_of, read_case
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.export_page import ExportPage
from permitdesk.ui.wizard.wizard_view import WizardView

if TYPE_CHECKING:
    from tests.ui.conftest import FragileStore, Shell

Make = Callable[..., CaseSession]

FAMILY = Case(
    "a",
    title="Family",
    person=Person("Giorgi", voivodeship="wielkopolskie"),
    current_stay=CurrentStay("trp_work", last_day=date(2027, 2, 28)),
    members=(
        Case(
            "b",
            person=Person("Nino", birth_date=date(1989, 9, 2)),
            current_stay=CurrentStay("trp_other", last_day=date(2027, 1, 20)),
            relation=Relation.SPOUSE,
        ),
        Case("c", relation=Relation.CHILD),
    ),
)


def _open(shell: Shell, store: FragileStore, case: Case, step: StepId = StepId.APPLICANT) -> WizardView:
    store.save(case, step)
    shell.window.workspace.open_case(case.case_id)
    view = shell.window.wizard
    assert view is not None
    return view


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _choose(view: WizardView, row: int) -> None:
    box = view.people.list.visualItemRect(view.people.list.item(row))
    QTest.mouseClick(view.people.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


# --- the session ------------------------------------------------------------------


def test_a_change_of_a_member_is_stored_in_the_one_case(new_session: Make, store: FragileStore) -> None:
    session = new_session(FAMILY)
    session.switch_to("b")
    session.update(session.case.with_changes(note="hers"))
    assert store.load("a").case.members[0].note == "hers"
    assert store.load("a").case.note == ""
    assert len(store.list_cases()) == 1


def test_what_is_entered_once_is_seen_by_everybody(new_session: Make) -> None:
    session = new_session(FAMILY)
    session.switch_to("c")
    assert session.case.person.voivodeship == "wielkopolskie"
    session.update(
        session.case.with_changes(answers=session.case.answers.with_answer("accommodation", "assured"))
    )
    session.switch_to("a")
    assert session.case.answers.get("accommodation") == "assured"
    assert session.is_shared("answers.accommodation")
    assert not session.is_shared("answers.health_insurance")
    assert not new_session(Case("alone")).is_shared("answers.accommodation")


def test_undo_goes_to_the_person_whose_answer_it_takes_back(new_session: Make) -> None:
    session = new_session(FAMILY)
    session.update(session.case.with_changes(note="first"))
    session.switch_to("b")
    session.update(session.case.with_changes(note="second"))
    session.switch_to("a")
    session.undo()
    assert (session.person, session.case.note) == ("b", "")
    session.undo()
    assert (session.person, session.case.note) == ("a", "")
    session.redo()
    session.redo()
    assert session.household.members[0].note == "second"
    assert session.household.note == "first"


def test_adding_and_removing_a_person_can_be_undone(new_session: Make) -> None:
    session = new_session(Case("a"))
    case_id = session.add_person(NewMember.NEWBORN)
    assert (session.person, session.case.applicant) == (case_id, ApplicantKind.MINOR)
    assert session.case.signer is SignerKind.PARENT
    assert session.step is StepId.APPLICANT
    session.undo()
    assert (session.person, session.household) == ("a", Case("a"))
    session.redo()
    session.update(session.case.with_changes(note="x"))
    session.remove_person(case_id)
    assert not session.household.members
    session.undo()
    assert [member.note for member in session.household.members] == ["x"]


def test_the_earliest_last_day_of_the_family_stands_on_the_list(
    new_session: Make, store: FragileStore
) -> None:
    session = new_session(FAMILY)
    session.update(session.case.with_changes(note="x"))
    (summary,) = store.list_cases()
    assert summary.last_day_of_legal_stay == date(2027, 1, 20)
    assert summary.people == 3


def test_the_case_opens_on_the_person_and_step_where_it_was_left(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    view.session.switch_to("b")
    view.session.go_to(StepId.STAY_NOW)
    assert store.load("a").step == "stay_now/b"
    shell.window.leave_case()
    shell.window.workspace.open_case("a")
    assert shell.window.wizard is not None
    assert shell.window.wizard.session.person == "b"
    assert shell.window.wizard.session.step is StepId.STAY_NOW


def test_a_step_is_kept_when_the_other_person_can_reach_it(new_session: Make) -> None:
    session = new_session(FAMILY)
    shown: list[StepId] = []
    session.person_changed.connect(lambda: shown.append(session.step))
    session.go_to(StepId.STAY_NOW)
    session.switch_to("b")
    session.go_to(StepId.EARLIER_FILING)
    session.switch_to("c")
    session.switch_to("b")
    assert shown == [StepId.STAY_NOW, StepId.APPLICANT, StepId.APPLICANT]
    session.switch_to("nobody")
    assert session.person == "b"


def test_a_copy_of_a_household_keeps_everybody(new_session: Make, store: FragileStore) -> None:
    session = new_session(FAMILY)
    session.switch_to("b")
    session.keep_as_copy("copy")
    assert session.person == "b"
    assert [m.case_id for m in store.load("copy").case.members] == ["b", "c"]
    session.switch_to("a")
    assert session.person == "b", "the first person has the id of the copy now"
    session.switch_to("copy")
    assert session.case.person.given_names == "Giorgi"


# --- the window -------------------------------------------------------------------


def test_one_person_sees_no_list_but_a_way_to_add_somebody(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, Case("a"))
    assert not view.people.isVisible()
    assert view.people.add.isVisible()
    assert view.people.add.text() == "Add family member"
    menu = view.people.add.menu()
    next(action for action in menu.actions() if action.text() == "Husband or wife").trigger()
    assert view.people.isVisible()
    assert view.session.case.relation is Relation.SPOUSE
    assert view.people.list.count() == 2


def test_the_list_says_who_how_far_and_until_when(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    heard = view.people.line("b")
    assert heard.startswith("Nino · husband or wife · 37 years, ")
    assert "of 12 steps done" in heard
    assert "20 January 2027" in heard
    assert view.people.list.item(2).text().startswith("child\n")


def test_a_click_switches_the_page_and_the_header(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    first = view.page
    _choose(view, 1)
    assert view.session.person == "b"
    assert view.page is not first
    assert view.header.legal_stay.words().startswith("20 January 2027")
    _choose(view, 0)
    assert view.page is first
    start = perf_counter()
    _choose(view, 1)
    # A page that was shown before is there at once; a tenth of a second is what people call instant.
    assert perf_counter() - start < 0.5


def test_people_are_switched_with_the_keyboard(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    view.people.list.setFocus()
    QTest.keyClick(view.people.list, Qt.Key.Key_Down)
    QTest.keyClick(view.people.list, Qt.Key.Key_Return)
    assert view.session.person == "b"
    view.switch_by(-1)
    assert view.session.person == "a"
    view.switch_by(-1)
    assert view.session.person == "c"


def test_a_removed_person_comes_back_with_one_click(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    assert not view.people.remove.isEnabled(), "what is entered once stands with the first person"
    _choose(view, 1)
    assert view.people.remove.accessibleName() == "Remove Nino"
    _click(view.people.remove)
    assert [m.case_id for m in store.load("a").case.members] == ["c"]
    assert view.people.undo.isVisible()
    _click(view.people.undo)
    assert store.load("a").case == FAMILY
    assert not view.people.undo.isVisible()


def test_the_button_removes_whom_it_names_wherever_the_arrow_keys_are(
    shell: Shell, store: FragileStore
) -> None:
    view = _open(shell, store, FAMILY)
    view.session.switch_to("b")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        view.people.list.setFocus()
        QTest.keyClick(view.people.list, key)
        assert view.people.remove.accessibleName() == "Remove Nino"
        view.people.remove.click()
        assert [m.case_id for m in view.session.household.members] == ["c"]
        view.session.undo()


def test_whose_papers_are_wanted_is_remembered_when_the_page_is_built_anew(
    shell: Shell, store: FragileStore
) -> None:
    view = _open(shell, store, FAMILY, StepId.EXPORT)
    page = view.page
    assert isinstance(page, ExportPage)
    page.only_this.click()
    shell.window.set_language("pl")
    assert page.only_this.isChecked()


def test_half_typed_text_stays_with_its_person(shell: Shell, store: FragileStore, qtbot: QtBot) -> None:
    view = _open(shell, store, FAMILY)
    view.page.focus_path("person.birth_date")
    field = shell.window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "12.13.")
    _choose(view, 1)
    assert not view.page.pending_text()
    assert view.place_with_unread_text() == ("a", StepId.APPLICANT)
    _choose(view, 0)
    assert view.page.pending_text()


def test_the_list_of_cases_says_how_many_people(shell: Shell, store: FragileStore) -> None:
    _open(shell, store, FAMILY)
    shell.window.leave_case()
    model = shell.window.workspace.desk.model
    assert model.data(model.index(0, 0)) == "Family · 3 people"


def test_a_case_file_of_a_household_holds_everybody(
    shell: Shell, store: FragileStore, tmp_path: Path
) -> None:
    view = _open(shell, store, FAMILY)
    view.session.switch_to("b")
    path = tmp_path / "case.json"
    assert shell.window.workspace.export_case("a", path)
    assert read_case(path, questions_of(view.session.ruleset)) == FAMILY
    shell.window.workspace.import_case(path)
    assert shell.window.wizard is not None
    assert [p.case.person.given_names for p in shell.window.wizard.session.people] == ["Giorgi", "Nino", ""]


def test_the_words_follow_the_language(shell: Shell, store: FragileStore) -> None:
    view = _open(shell, store, FAMILY)
    shell.window.set_language("pl")
    assert view.people.add.text() == "Dodaj członka rodziny"
    assert view.people.list.item(1).text().startswith("Nino · mąż lub żona · 37 lat")
