"""Ten years of tolerated stay with three journeys: verdict and PDF in at most 15 answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import ApplicantKind, SignatureKind, SignerKind
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.choice_field import ChoiceField, ComboField
from permitdesk.ui.wizard.applicant_page import ApplicantPage
from permitdesk.ui.wizard.earlier_filing_page import EarlierFilingPage
from permitdesk.ui.wizard.export_page import ExportPage
from permitdesk.ui.wizard.permit_page import PermitPage
from permitdesk.ui.wizard.questions_page import QuestionsPage
from permitdesk.ui.wizard.stay_now_page import StayNowPage
from permitdesk.ui.wizard.timeline_page import TimelinePage
from tests.e2e.walking import case, chosen_route, session, wizard
from tests.ui.conftest import Shell

MOST_ANSWERS = 15


class Person:
    """Answers one thing after the other and counts."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.answers = 0

    def choose(self, field: object, value: str) -> None:
        """One card or one line of a drop-down list."""
        self.answers += 1
        if isinstance(field, ChoiceField):
            field.card(value).radio.click()
        else:
            assert isinstance(field, ComboField)
            field.combo.setCurrentIndex(field.combo.findData(value))
            field.combo.activated.emit(field.combo.currentIndex())

    def go(self, step: StepId) -> object:
        """The page of a step."""
        session(self.shell).go_to(step)
        return wizard(self.shell).page


def test_a_tolerated_stay_reaches_verdict_and_pdf_in_at_most_fifteen_answers(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    shell.window.start.new_case_asked.emit()
    person = Person(shell)

    page = person.go(StepId.APPLICANT)
    assert isinstance(page, ApplicantPage)
    person.choose(page.row("applicant").field, ApplicantKind.ADULT)
    person.choose(page.row("signer").field, SignerKind.APPLICANT)
    person.choose(page.row("signature").field, SignatureKind.TRUSTED)

    page = person.go(StepId.STAY_NOW)
    assert isinstance(page, StayNowPage)
    page.kinds.chosen.emit("tolerated_351_1")
    page.row("current_stay.first_day").field.set_value(date(2016, 1, 1))
    page.row("current_stay.first_day").edited.emit("current_stay.first_day")
    person.answers += 2

    page = person.go(StepId.EARLIER_FILING)
    assert isinstance(page, EarlierFilingPage)
    person.choose(page.row("earlier_filing.filed").field, "no")

    page = person.go(StepId.PERMIT)
    assert isinstance(page, PermitPage)
    assert page.list.currentItem().text().startswith("Ten years of tolerated stay"), (
        "the best one comes first"
    )
    page.choose.click()
    person.answers += 1

    page = person.go(StepId.TIMELINE)
    assert isinstance(page, TimelinePage)
    trips = [f"1.7.{year}\t20.7.{year}" for year in (2019, 2021, 2023)]
    page.absences.take_text("\n".join(trips))
    person.answers += len(trips)
    person.choose(page.row("journeys_complete").field, "yes")

    page = person.go(StepId.QUESTIONS)
    assert isinstance(page, QuestionsPage)
    while chosen_route(shell).open_questions:
        name = chosen_route(shell).open_questions[0]
        person.choose(page.row(f"answers.{name}").field, "valid" if name == "travel_document" else "none")

    assert chosen_route(shell).verdict is Verdict.MET
    assert person.answers <= MOST_ANSWERS
    assert len(case(shell).absences) == len(trips)

    page = person.go(StepId.EXPORT)
    assert isinstance(page, ExportPage)
    target = tmp_path / "plan.pdf"
    page.write_pdf(target)
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: page.result.isVisibleTo(page))
    assert len(PdfReader(target).pages) >= 3
