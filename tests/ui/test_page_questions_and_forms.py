"""Pages with questions, used as a person uses them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import Case, CurrentStay, EarlierFiling, FilingChannel, SignerKind, Tri
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.choice_field import ChoiceField, ComboField
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.applicant_page import ApplicantPage
from permitdesk.ui.wizard.earlier_filing_page import EarlierFilingPage
from permitdesk.ui.wizard.filing_page import FilingPage
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.questions_page import QuestionsPage
from permitdesk.ui.wizard.stay_now_page import StayNowPage
from tests.ui.page_support import TODAY, TOLERATED, make_session, open_page, press, tone, type_text


def choose(page: FormPage, path: str, value: str) -> None:
    field = page.row(path).field
    if isinstance(field, ChoiceField):
        field.card(value).radio.click()
    else:
        assert isinstance(field, ComboField)
        field.combo.setCurrentIndex(field.combo.findData(value))
        field.combo.activated.emit(field.combo.currentIndex())


def type_day(page: FormPage, path: str, text: str) -> DateField:
    field = page.row(path).field
    assert isinstance(field, DateField)
    field.edit.clear()
    type_text(field.edit, text)
    press(field.edit, Qt.Key.Key_Return)
    return field


def test_a_wrong_signer_is_named_at_once_in_red(qtbot: QtBot) -> None:
    session = make_session()
    page = open_page(qtbot, StepId.APPLICANT, session)
    assert isinstance(page, ApplicantPage)
    choose(page, "applicant", "adult")
    choose(page, "signer", "advisor")
    assert session.case.signer is SignerKind.ADVISOR
    assert tone(page.notice) is Tone.RED
    assert not page.notice.isHidden()
    choose(page, "signer", "applicant")
    choose(page, "signature", "trusted")
    assert tone(page.notice) is Tone.GOOD


def test_i_dont_know_is_kept_apart_from_no_answer(qtbot: QtBot) -> None:
    session = make_session()
    page = open_page(qtbot, StepId.APPLICANT, session)
    assert isinstance(page, ApplicantPage)
    choose(page, "signer", "dont_know")
    assert session.case.signer is None
    assert "signer" in session.case.dont_know
    choose(page, "signer", "parent")
    assert "signer" not in session.case.dont_know


def test_a_date_is_understood_and_a_wrong_one_stays_to_be_mended(qtbot: QtBot) -> None:
    session = make_session()
    page = open_page(qtbot, StepId.APPLICANT, session)
    assert isinstance(page, ApplicantPage)
    field = type_day(page, "person.birth_date", "4 May 1990")
    assert session.case.person.birth_date == date(1990, 5, 4)
    assert field.message.text() == "Understood: 4 May 1990"
    field = type_day(page, "person.birth_date", "31.02.1990")
    assert session.case.person.birth_date == date(1990, 5, 4)
    assert field.edit.text() == "31.02.1990"
    assert field.message.text()
    assert page.pending_text()
    choose(page, "applicant", "adult")
    assert field.edit.text() == "31.02.1990"


def test_a_day_in_the_future_is_taken_but_pointed_out(qtbot: QtBot) -> None:
    session = make_session()
    page = open_page(qtbot, StepId.APPLICANT, session)
    assert isinstance(page, ApplicantPage)
    type_day(page, "person.birth_date", "1.1.2030")
    assert session.case.person.birth_date == date(2030, 1, 1)
    assert page.row("person.birth_date").problem.text()


def test_the_kind_of_stay_is_found_by_typing_and_the_last_legal_day_appears(qtbot: QtBot) -> None:
    session = make_session()
    page = open_page(qtbot, StepId.STAY_NOW, session)
    assert isinstance(page, StayNowPage)
    type_text(page.kinds.search, "wife of a polish")
    press(page.kinds.search, Qt.Key.Key_Return)
    assert session.case.current_stay == CurrentStay("trp_spouse_of_polish_citizen")
    type_day(page, "current_stay.first_day", "2023-06-01")
    type_day(page, "current_stay.last_day", "10.12.2026")
    assert page.card.headline() == "10 December 2026"
    choose(page, "person.has_pesel", "dont_know")
    assert session.case.person.has_pesel is Tri.DONT_KNOW


def test_another_kind_of_stay_asks_its_own_fields_and_keeps_the_days(qtbot: QtBot) -> None:
    session = make_session(Case("c", current_stay=CurrentStay("visa_d", first_day=date(2026, 1, 1))))
    page = open_page(qtbot, StepId.STAY_NOW, session)
    assert isinstance(page, StayNowPage)
    page.kinds.chosen.emit("refugee")
    assert session.case.current_stay == CurrentStay("refugee", first_day=date(2026, 1, 1))
    assert "current_stay.days_allowed" not in {row.path for row in page.sheet.rows()}


def test_paper_received_after_the_change_counts_as_nothing(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.EARLIER_FILING, session)
    assert isinstance(page, EarlierFilingPage)
    choose(page, "earlier_filing.filed", "yes")
    choose(page, "earlier_filing.channel", "paper_post")
    type_day(page, "earlier_filing.received_on", "29.4.2026")
    choose(page, "earlier_filing.paper_case", "no")
    choose(page, "earlier_filing.filed_again_in_mos", "no")
    assert session.dossier.earlier_filing.result == "not_filed"
    assert tone(page.result) is Tone.RED
    assert page.advice.findChildren(QLineEdit) == []


def test_nothing_more_is_asked_when_nothing_was_filed(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.EARLIER_FILING, session)
    assert isinstance(page, EarlierFilingPage)
    choose(page, "earlier_filing.filed", "no")
    assert [row.path for row in page.sheet.rows()] == ["earlier_filing.filed"]
    assert session.case.earlier_filing == EarlierFiling(Tri.NO)


def test_a_filing_in_the_new_mos_asks_for_the_upo_and_the_signer(qtbot: QtBot) -> None:
    filed = EarlierFiling(Tri.YES, FilingChannel.NEW_MOS)
    page = open_page(qtbot, StepId.EARLIER_FILING, make_session(TOLERATED.with_changes(earlier_filing=filed)))
    assert isinstance(page, EarlierFilingPage)
    paths = {row.path for row in page.sheet.rows()}
    assert {"earlier_filing.upo_received", "earlier_filing.signer"} <= paths
    assert "earlier_filing.received_on" not in paths


def test_only_the_questions_of_the_chosen_permit_are_asked(qtbot: QtBot) -> None:
    session = make_session(TOLERATED.with_changes(route="pr_spouse_of_polish_citizen"))
    page = open_page(qtbot, StepId.QUESTIONS, session)
    assert isinstance(page, QuestionsPage)
    route = next(r for r in session.ruleset.routes if r.id == session.case.route)
    asked = [row.path.removeprefix("answers.") for row in page.sheet.rows()]
    assert asked
    assert set(asked) <= set(route.questions)
    choose(page, f"answers.{asked[0]}", "dont_know")
    assert session.case.answers.get(asked[0]) is DONT_KNOW


def test_without_a_permit_the_questions_page_leads_to_the_permits(qtbot: QtBot) -> None:
    session = make_session()
    page = open_page(qtbot, StepId.QUESTIONS, session)
    assert isinstance(page, QuestionsPage)
    page.choose.click()
    assert session.step is StepId.PERMIT


def test_sent_without_upo_is_not_filed(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.FILING, session)
    assert isinstance(page, FilingPage)
    type_day(page, "filing.sent_on", "20.11.2026")
    assert tone(page.filed) is Tone.RED
    choose(page, "filing.upo_received", "yes")
    assert tone(page.filed) is not Tone.RED
    choose(page, "filing.certificate_shows_signer", "no")
    assert tone(page.filed) is Tone.RED


def test_an_unsigned_form_lives_45_days_from_the_last_change(qtbot: QtBot) -> None:
    session = make_session(TOLERATED)
    page = open_page(qtbot, StepId.FILING, session)
    assert isinstance(page, FilingPage)
    type_day(page, "filing.draft_last_touched_on", "10.10.2026")
    assert "24 November 2026" in page.draft.spoken_text()
    assert tone(page.draft) is Tone.RED


def test_the_outage_calculator_gives_the_cautious_day(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.FILING, make_session())
    assert isinstance(page, FilingPage)
    for row, text in ((page.down, "2026-11-19"), (page.up, "2026-11-20"), (page.last, "2026-11-19")):
        assert isinstance(row.field, DateField)
        type_text(row.field.edit, text)
        press(row.field.edit, Qt.Key.Key_Return)
    assert tone(page.rescue) is Tone.GOOD
    assert "24 November 2026" in page.rescue.spoken_text()


def test_an_outage_that_missed_the_last_day_rescues_nothing(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.FILING, make_session())
    assert isinstance(page, FilingPage)
    for row, day in ((page.down, TODAY), (page.up, TODAY), (page.last, date(2026, 11, 25))):
        row.field.set_value(day)
    page.last.field.edited.emit()
    assert tone(page.rescue) is Tone.RED


def test_a_last_day_that_has_passed_is_never_called_today(qtbot: QtBot) -> None:
    over = TOLERATED.with_changes(
        current_stay=CurrentStay("trp_work", first_day=date(2023, 2, 1), last_day=date(2026, 11, 20))
    )
    page = open_page(qtbot, StepId.STAY_NOW, make_session(over))
    assert isinstance(page, StayNowPage)
    said = page.card.accessibleDescription()
    assert "This day passed 1 day ago." in said
    assert "This is today" not in said
