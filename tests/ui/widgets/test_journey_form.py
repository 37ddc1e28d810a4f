"""One journey at a time: the form says what it understood and hands over one whole case."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Absence, AbsenceReason, ApproximateDay, Case, DocumentStatus
from permitdesk.ui.widgets.journey_form import JourneyForm
from tests.ui.page_support import texts

#: windows without a frame on a screen that is none
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")

TODAY = date(2026, 11, 21)
TRIP = Absence("a1", date(2023, 3, 1), date(2023, 3, 9), "Italy")


@pytest.fixture
def form(qtbot: QtBot) -> JourneyForm:
    made = JourneyForm(texts("en"), TODAY, ["Italy", "Malta"])
    qtbot.addWidget(made)
    made.show_case(Case("c", absences=(TRIP,)))
    made.show()
    return made


def cases(form: JourneyForm) -> list[Case]:
    got: list[Case] = []
    form.saved.connect(got.append)
    return got


def write(qtbot: QtBot, form: JourneyForm, left: str, returned: str = "") -> None:
    form.left.edit.clear()
    QTest.keyClicks(form.left.edit, left)
    if returned:
        form.returned.edit.clear()
        QTest.keyClicks(form.returned.edit, returned)


def test_a_journey_is_added_in_one_step_and_the_next_one_waits(qtbot: QtBot, form: JourneyForm) -> None:
    got = cases(form)
    write(qtbot, form, "28.12.2024", "3.01")
    form.country.setText("Malta")
    form.save.click()
    assert got == [Case("c", absences=(TRIP, Absence("a2", date(2024, 12, 28), date(2025, 1, 3), "Malta")))]
    assert form.left.edit.text() == ""
    assert form.left.edit.hasFocus() or not form.isActiveWindow()


def test_days_and_readings_are_shown_at_once(qtbot: QtBot, form: JourneyForm) -> None:
    write(qtbot, form, "03/05/2024", "14.5.2024")
    assert "5 March 2024" in form.left.message.text(), "the other reading is named"
    assert "12 days" in form.summary.text()
    assert "10 without" in form.summary.text()


def test_a_journey_on_days_of_another_is_warned_of(qtbot: QtBot, form: JourneyForm) -> None:
    write(qtbot, form, "5.3.2023", "20.3.2023")
    assert "9 March 2023" in form.warning.spoken_text()
    write(qtbot, form, "9.3.2023", "20.3.2023")
    assert form.warning.isHidden(), "leaving on the day of coming back is fine"
    write(qtbot, form, "1.3.2023", "9.3.2023")
    assert not form.warning.isHidden()
    write(qtbot, form, "9.3.2023", "1.3.2023")
    assert "before" in form.warning.spoken_text()


def test_an_open_journey_is_warned_of_too(qtbot: QtBot, form: JourneyForm) -> None:
    form.show_case(Case("c", absences=(Absence("a1", date(2026, 1, 1)), Absence("a2"))))
    write(qtbot, form, "5.3.2026", "20.3.2026")
    assert "1 January 2026" in form.warning.spoken_text()


def test_still_abroad_and_not_known_need_no_day(qtbot: QtBot, form: JourneyForm) -> None:
    got = cases(form)
    write(qtbot, form, "1.11.2026")
    form.still_abroad.click()
    assert form.returned.isHidden()
    assert "21 days so far" in form.summary.text()
    form.save.click()
    write(qtbot, form, "around 1.5.2024")
    form.dont_know.click()
    form.save.click()
    assert got[0].absences[1] == Absence("a2", date(2026, 11, 1))
    assert got[1].absences[2].left == date(2024, 4, 24)
    assert got[1].dont_know == {"absences.a3.returned"}
    assert got[1].approximate == (ApproximateDay("absences.a3.left", date(2024, 4, 24), date(2024, 5, 8)),)


@pytest.mark.parametrize(
    ("left", "returned"), [("", ""), ("soon", "1.1.2024"), ("1.1.2024", ""), ("1.1.2024", "x")]
)
def test_nothing_is_saved_while_a_day_is_missing(
    qtbot: QtBot, form: JourneyForm, left: str, returned: str
) -> None:
    got = cases(form)
    write(qtbot, form, left, returned)
    form.save.click()
    assert got == []
    assert form.left.message.text() or form.returned.message.text()


def test_proof_is_asked_for_only_if_the_reason_wants_one(qtbot: QtBot, form: JourneyForm) -> None:
    got = cases(form)
    assert form.proof_part.isHidden()
    form.reason.setCurrentIndex(form.reason.findData("polish_studies"))
    assert not form.proof_part.isHidden()
    write(qtbot, form, "1.1.2024", "3.1.2024")
    form.proof.setText("letter")
    form.proof_state.setCurrentIndex(form.proof_state.findData("ready"))
    form.save.click()
    saved = got[0].absences[1]
    assert (saved.reason, saved.proof, saved.proof_state) == (
        AbsenceReason.POLISH_STUDIES,
        "letter",
        DocumentStatus.READY,
    )
    assert form.proof_part.isHidden()


def test_a_stored_journey_is_changed_in_its_place(qtbot: QtBot, form: JourneyForm) -> None:
    got = cases(form)
    case = Case(
        "c",
        absences=(TRIP, Absence("a2", date(2024, 1, 1), reason=AbsenceReason.UNKNOWN)),
        approximate=(ApproximateDay("absences.a1.left", date(2023, 3, 1), date(2023, 3, 4)),),
        dont_know=frozenset({"absences.a2.returned"}),
    )
    form.show_case(case)
    form.edit_journey("a1")
    assert form.left.edit.text() == "1\N{EN DASH}4.03.2023"
    form.save.click()
    form.edit_journey("a2")
    assert form.dont_know.isChecked()
    form.save.click()
    assert got == [case, case]
    form.edit_journey("gone")
    assert form.left.edit.text() == ""


def test_a_question_mark_for_the_day_of_leaving_is_an_answer(qtbot: QtBot, form: JourneyForm) -> None:
    got = cases(form)
    write(qtbot, form, "?", "3.1.2024")
    form.save.click()
    assert got[0].dont_know == {"absences.a2.left"}


def test_the_day_of_leaving_may_be_typed_last(qtbot: QtBot, form: JourneyForm) -> None:
    QTest.keyClicks(form.returned.edit, "3.1.2022")
    QTest.keyClicks(form.left.edit, "28.12")
    assert "28 December 2021" in form.left.message.text()


def test_a_proof_that_is_ready_is_asked_its_name_at_the_field(qtbot: QtBot, form: JourneyForm) -> None:
    form.show()
    form.reason.setCurrentIndex(form.reason.findData(AbsenceReason.POLISH_STUDIES.value))
    assert form.unnamed.isHidden()
    form.proof_state.setCurrentIndex(form.proof_state.findData(DocumentStatus.READY.value))
    assert not form.unnamed.isHidden()
    form.proof.setText("contract")
    assert form.unnamed.isHidden()
    form.proof.clear()
    assert not form.unnamed.isHidden()
    form.start()
    assert form.unnamed.isHidden()
