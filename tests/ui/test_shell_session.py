"""The open case: every change is stored, assessed and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from permitdesk.domain.case import ApplicantKind, Case, CurrentStay
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.viewmodels.session import UNDO_DEPTH, CaseSession

if TYPE_CHECKING:
    from tests.ui.conftest import FragileStore

Make = Callable[..., CaseSession]


def test_a_change_is_stored_at_once(new_session: Make, store: FragileStore) -> None:
    session = new_session(Case("c"))
    session.update(session.case.with_changes(title="Żaneta"))
    assert store.load("c").case.title == "Żaneta"


def test_a_change_is_assessed_at_once(new_session: Make) -> None:
    session = new_session(Case("c"))
    stay = CurrentStay("trp_work", date(2025, 1, 1), date(2026, 12, 24))
    session.update(session.case.with_changes(current_stay=stay))
    assert session.dossier.last_day_of_legal_stay.day == date(2026, 12, 24)


def test_equal_answers_change_nothing(new_session: Make, qtbot: QtBot) -> None:
    session = new_session(Case("c"))
    with qtbot.assertNotEmitted(session.case_changed):
        session.update(Case("c"))
    assert not session.can_undo


def test_undo_and_redo_walk_through_the_changes(new_session: Make, store: FragileStore) -> None:
    session = new_session(Case("c"))
    for title in ("a", "b"):
        session.update(session.case.with_changes(title=title))
    session.undo()
    session.undo()
    assert session.case == Case("c")
    session.undo()
    session.redo()
    assert session.case.title == "a"
    assert store.load("c").case.title == "a"
    session.redo()
    session.redo()
    assert session.case.title == "b"


def test_a_new_change_forgets_what_was_undone(new_session: Make) -> None:
    session = new_session(Case("c"))
    session.update(session.case.with_changes(title="a"))
    session.undo()
    session.update(session.case.with_changes(title="b"))
    assert not session.can_redo


def test_the_memory_for_undo_is_bounded(new_session: Make) -> None:
    session = new_session(Case("c"))
    session.update(session.case.with_changes(title="a"))
    session._undo._past[:] = session._undo._past * UNDO_DEPTH
    session.update(session.case.with_changes(title="b"))
    assert len(session._undo._past) == UNDO_DEPTH


def test_a_full_disk_loses_nothing_and_says_what_to_do(
    new_session: Make, store: FragileStore, qtbot: QtBot
) -> None:
    session = new_session(Case("c"))
    store.fill_disk()
    with qtbot.waitSignal(session.save_failed) as failed:
        session.update(session.case.with_changes(title="kept"))
    assert failed.args == ["storage_error.disk_full"]
    assert session.case.title == "kept"
    assert session.problem is not None
    assert session.problem_words()
    store.problem = None
    session.retry_save()
    assert session.saved
    assert session.problem_words() == ""
    assert store.load("c").case.title == "kept"


def test_the_step_is_stored_with_the_case(new_session: Make, store: FragileStore) -> None:
    session = new_session(Case("c"))
    session.update(session.case.with_changes(applicant=ApplicantKind.ADULT))
    session.go_to(StepId.MONEY)
    assert store.load("c").step == "money"


def test_back_at_the_first_and_next_at_the_last_step_stay_there(new_session: Make) -> None:
    session = new_session(Case("c"))
    session.go_back()
    assert session.step is STEPS[0]
    session.go_next()
    assert session.step is STEPS[1]
    session.go_to(STEPS[-1])
    session.go_next()
    assert session.step is STEPS[-1]
    session.go_back()
    assert session.step is STEPS[-2]


def test_opening_on_a_step_counts_the_steps_before_as_seen(new_session: Make) -> None:
    session = new_session(Case("c"), StepId.PERMIT)
    assert session.visited == set(STEPS[: STEPS.index(StepId.PERMIT) + 1])


def test_another_language_keeps_the_answers(new_session: Make, qtbot: QtBot) -> None:
    session = new_session(Case("c", title="x"))
    with qtbot.waitSignal(session.language_changed):
        session.set_language("pl")
    assert session.texts.language == "pl"
    assert session.case.title == "x"
    with qtbot.assertNotEmitted(session.language_changed):
        session.set_language("pl")
