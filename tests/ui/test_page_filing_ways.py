"""Signed by others, the way on paper, the sheet and the comparison, as a person uses them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import (
    AnnexState,
    ApplicantKind,
    Case,
    CurrentStay,
    FilingRecord,
    Person,
    SignerKind,
    Tri,
)
from permitdesk.interview.flow import open_paths
from permitdesk.interview.steps import StepId
from permitdesk.rulesets.texts import load_texts
from permitdesk.ui.compare_dialog import CompareDialog
from permitdesk.ui.viewmodels.headline import flags
from permitdesk.ui.widgets.choice_field import ChoiceField
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.typed_field import TextField
from permitdesk.ui.wizard.applicant_page import signing_of
from permitdesk.ui.wizard.documents_page import DocumentsPage
from permitdesk.ui.wizard.export_page import ExportPage
from permitdesk.ui.wizard.filing_page import FilingPage
from permitdesk.ui.wizard.permit_page import PermitPage
from permitdesk.ui.wizard.summary_page import SummaryPage
from tests.ui.page_support import make_session, open_page, press, ruleset, tone, type_text

WORK = Case(
    "case-1",
    person=Person("Zofia", "Nowak"),
    applicant=ApplicantKind.ADULT,
    current_stay=CurrentStay("trp_studies", date(2025, 1, 1), date(2027, 1, 31)),
    route="tr_work_single",
)
ANNEX = "annexes.annex_1_employer"


def words(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(TextLabel))


def titles(page: FilingPage) -> list[str]:
    return [page.tabs.tabText(place) for place in range(page.tabs.count())]


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def filing(qtbot: QtBot, case: Case, language: str = "en") -> FilingPage:
    page = open_page(qtbot, StepId.FILING, make_session(case, language))
    assert isinstance(page, FilingPage)
    return page


def test_a_permit_with_an_annex_of_others_has_a_part_for_it_that_next_walks_through(qtbot: QtBot) -> None:
    page = filing(qtbot, WORK)
    assert titles(page) == [
        "1. Who signs",
        "2. Steps in MOS",
        "3. Signed by others",
        "4. The UPO",
        "MOS does not work",
    ]
    assert page.walked() == (page.tabs, 4)
    assert titles(filing(qtbot, WORK.with_changes(route="tr_posted")))[2] == "3. The UPO"


def test_name_day_and_signature_of_an_annex_are_kept_as_they_are_told(qtbot: QtBot) -> None:
    page = filing(qtbot, WORK)
    session = page.session
    page.focus_path(f"{ANNEX}.party_name")
    name = page.row(f"{ANNEX}.party_name").field
    assert isinstance(name, TextField)
    type_text(name.edit, "Firma")
    press(name.edit, Qt.Key.Key_Return)
    day = page.row(f"{ANNEX}.requested_on").field
    assert isinstance(day, DateField)
    type_text(day.edit, "20.11.2026")
    press(day.edit, Qt.Key.Key_Return)
    signed = page.row(f"{ANNEX}.signed").field
    assert isinstance(signed, ChoiceField)
    signed.card("no").radio.click()
    assert session.case.annexes == (
        AnnexState("annex_1_employer", "Firma", requested_on=date(2026, 11, 20), signed=Tri.NO),
    )
    assert page.tabs.currentIndex() == 2


def test_dont_know_is_an_answer_about_a_signature(qtbot: QtBot) -> None:
    known = WORK.with_changes(annexes=(AnnexState("annex_1_employer", signed=Tri.DONT_KNOW),))
    page = filing(qtbot, known)
    field = page.row(f"{ANNEX}.signed").field
    field.edited.emit()
    assert page.session.case.annexes[0].signed is Tri.DONT_KNOW


def test_another_employer_is_added_and_removed_and_the_keyboard_stays_in_the_part(qtbot: QtBot) -> None:
    page = filing(qtbot, WORK)
    page.tabs.setCurrentIndex(2)
    press(button(page, "add_annex_1_employer"), Qt.Key.Key_Space)
    assert [a.id for a in page.session.case.annexes] == ["annex_1_employer", "annex_1_employer.2"]
    assert page.tabs.currentIndex() == 2
    qtbot.waitUntil(lambda: page.isAncestorOf(cast(QWidget, QApplication.focusWidget())))
    page.row(f"{ANNEX}.2.party_name")
    press(button(page, "remove_annex_1_employer.2"), Qt.Key.Key_Space)
    assert [a.id for a in page.session.case.annexes] == ["annex_1_employer"]
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "remove_annex_1_employer.2") is None)
    qtbot.waitUntil(lambda: page.isAncestorOf(cast(QWidget, QApplication.focusWidget())))


def test_only_employers_can_be_several(qtbot: QtBot) -> None:
    page = filing(qtbot, WORK.with_changes(route="tr_studies"))
    assert page.findChild(QPushButton, "add_annex_5_university") is None
    page.row("annexes.annex_5_university.signed")


@pytest.mark.parametrize(
    ("signed", "record", "expected"),
    [
        (None, FilingRecord(), Tone.AMBER),
        (Tri.NO, FilingRecord(), Tone.AMBER),
        (Tri.NO, FilingRecord(sent_on=date(2026, 11, 20)), Tone.RED),
        (Tri.NO, FilingRecord(upo_received=Tri.YES), Tone.RED),
        (Tri.YES, FilingRecord(), Tone.GOOD),
    ],
)
def test_the_part_is_red_when_something_was_sent_without_the_signature(
    qtbot: QtBot, signed: Tri | None, record: FilingRecord, expected: Tone
) -> None:
    case = WORK.with_changes(annexes=(AnnexState("annex_1_employer", signed=signed),), filing=record)
    page = filing(qtbot, case)
    assert page.annexes is not None
    assert tone(page.annexes.notice) is expected


def test_a_day_in_the_future_is_said_beside_its_field(qtbot: QtBot) -> None:
    case = WORK.with_changes(annexes=(AnnexState("annex_1_employer", requested_on=date(2030, 1, 1)),))
    page = filing(qtbot, case)
    page.focus_path("annexes[0].requested_on")
    assert page.tabs.currentIndex() == 2
    assert page.row(f"{ANNEX}.requested_on").problem.text()


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("route", ["tr_ict", "tr_family_foreigner_abroad", "tr_work_change", "card_exchange"])
def test_a_paper_case_shows_where_what_and_the_steps_instead_of_mos(
    qtbot: QtBot, route: str, language: str
) -> None:
    page = filing(qtbot, WORK.with_changes(route=route), language)
    texts = page.session.texts
    assert titles(page) == [
        f"1. {texts.get('page.filing.part_paper_set')}",
        f"2. {texts.get('page.filing.part_paper_steps')}",
    ]
    assert page.walked() == (page.tabs, 2)
    whole = words(page.tabs.widget(0)) + words(page.tabs.widget(1))
    channel = page.session.dossier.channel
    for statement in (*channel.explanation, *channel.where, *channel.paper_set):
        assert texts.render(statement) in whole
    assert "UPO" not in whole


@pytest.mark.parametrize("route", ["eu_family_card", "pr_repatriate_family"])
def test_another_procedure_shows_no_steps_of_mos(qtbot: QtBot, route: str) -> None:
    page = filing(qtbot, WORK.with_changes(route=route))
    assert titles(page) == ["1. Where to go"]
    assert "This case does not go through MOS" in words(page.tabs.widget(0))
    assert page.walked() == (page.tabs, 1)


def test_changing_the_permit_changes_the_way_on_the_open_page(qtbot: QtBot) -> None:
    page = filing(qtbot, WORK)
    page.tabs.setCurrentIndex(3)
    page.session.update(WORK.with_changes(route="tr_ict"))
    assert page.tabs.count() == 2
    page.session.update(WORK)
    assert page.tabs.count() == 5
    page.focus_path("filing.sent_on")
    assert page.tabs.currentIndex() == 3


def test_a_paper_case_waits_for_no_electronic_signature() -> None:
    assert open_paths(StepId.FILING, WORK, ruleset()) == ("signature",)
    assert open_paths(StepId.FILING, WORK.with_changes(route="tr_ict"), ruleset()) == ()
    assert open_paths(StepId.FILING, WORK.with_changes(route=None), ruleset()) == ("signature",)


def test_who_has_chosen_nothing_sees_the_rules_of_mos_about_signing() -> None:
    """A wrong signer must not go unnoticed because the best permit happens to go on paper."""
    case = WORK.with_changes(route=None, signer=SignerKind.ATTORNEY)
    found = make_session(case).dossier
    paper_first = replace(found, routes=tuple(sorted(found.routes, key=lambda r: r.in_mos)))
    assert not paper_first.routes[0].in_mos
    signing = signing_of(paper_first)
    assert signing is not None
    assert signing.result == "wrong_signer"
    assert "wrong_signer" in [flag.id for flag in flags(paper_first, load_texts("en"))]


def test_documents_for_paper_are_not_attached_in_mos(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.DOCUMENTS, make_session(WORK.with_changes(route="tr_ict")))
    assert isinstance(page, DocumentsPage)
    assert page.stages.tabText(0) == "To go with the paper application"


# --- the sheet ------------------------------------------------------------------------------


def test_the_sheet_is_written_in_polish_and_the_language_of_the_pdf_with_the_name_if_ticked(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(qtbot, StepId.EXPORT, make_session(WORK))
    assert isinstance(page, ExportPage)
    for name in (False, True):
        page.sheet_name.setChecked(name)
        out = tmp_path / f"{name}.pdf"
        page.write_sheet(out)
        assert page.sheet_button is not None
        qtbot.waitUntil(page.sheet_button.isEnabled, timeout=20000)
        (one,) = PdfReader(BytesIO(out.read_bytes())).pages
        text = one.extract_text()
        assert "Prosimy" in text
        assert "Please" in text
        assert ("Nowak" in text) is name


def test_no_sheet_is_offered_where_nobody_else_signs(qtbot: QtBot) -> None:
    page = open_page(qtbot, StepId.EXPORT, make_session(WORK.with_changes(route="tr_posted")))
    assert isinstance(page, ExportPage)
    assert page.sheet_button is None


# --- two permits side by side -----------------------------------------------------------------


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_second_permit_is_chosen_with_the_keyboard_and_kept_in_the_case(qtbot: QtBot) -> None:
    session = make_session(WORK)
    dialog = CompareDialog(session, "tr_work_single")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.area.isHidden()
    assert dialog.second.findData("tr_work_single") == -1
    dialog.second.setCurrentIndex(dialog.second.findData("tr_blue_card") - 1)
    press(dialog.second, Qt.Key.Key_Down)
    assert session.case.compared_route == "tr_blue_card"
    whole = words(dialog)
    for text_id in ("route.tr_blue_card.title", "route.tr_work_single.title", "compare.duties"):
        assert session.texts.get(text_id) in whole
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_comparison_chosen_before_is_shown_at_once_and_can_be_taken_back(qtbot: QtBot) -> None:
    session = make_session(WORK.with_changes(compared_route="tr_blue_card"), "pl")
    dialog = CompareDialog(session, "tr_work_single")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.area.isHidden()
    dialog.second.setCurrentIndex(0)
    dialog.second.activated.emit(0)
    assert session.case.compared_route is None
    assert dialog.area.isHidden()


def test_without_a_permit_there_is_nothing_to_compare(qtbot: QtBot) -> None:
    dialog = CompareDialog(make_session(WORK.with_changes(route=None)), None)
    qtbot.addWidget(dialog)
    assert dialog.area.isHidden()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_permit_page_and_summary_lead_to_the_comparison_and_show_the_channel_first(qtbot: QtBot) -> None:
    paper = WORK.with_changes(route="tr_ict")
    permit = open_page(qtbot, StepId.PERMIT, make_session(paper))
    assert isinstance(permit, PermitPage)
    assert "On paper, by the receiving entity in Poland. Not in MOS." in words(permit.card)
    permit.compare.click()
    opened = permit.window().findChild(CompareDialog)
    assert isinstance(opened, CompareDialog)
    opened.reject()
    summary = open_page(qtbot, StepId.SUMMARY, make_session(paper))
    assert isinstance(summary, SummaryPage)
    assert "On paper, by the receiving entity in Poland. Not in MOS." in words(summary.verdict)
    assert summary.compare.isEnabled()
    none = open_page(qtbot, StepId.SUMMARY, make_session(WORK.with_changes(route=None)))
    assert isinstance(none, SummaryPage)
    assert not none.compare.isEnabled()
