"""The sheet for who signs an annex, the way on paper, and two permits side by side: read back as printed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pypdf import PdfReader

from permitdesk.documents.annex_sheet import build_annex_sheet, sheet_items
from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_report
from permitdesk.domain.assess import assess
from permitdesk.domain.case import AnnexState, ApplicantKind, Case, CurrentStay, FilingRecord, Person, Tri
from permitdesk.domain.dossier import Dossier
from permitdesk.rulesets.texts import Texts, load_texts
from tests.scenarios.runner import ruleset

TODAY = date(2026, 11, 21)
LANGUAGES = ("en", "pl")
CASE = Case(
    "c",
    person=Person("Zofia", "Gęśla-Jaźń", birth_date=date(1999, 3, 4), voivodeship="mazowieckie"),
    applicant=ApplicantKind.ADULT,
    current_stay=CurrentStay("trp_studies", date(2025, 1, 1), date(2027, 1, 31)),
    route="tr_work_single",
)
#: a permit with an annex of each party, and the party in Polish
PARTIES = (
    ("tr_work_single", "pracodawcy"),
    ("tr_studies", "uczelni"),
    ("tr_volunteer", "organizacji"),
    ("tr_intern", "organizatora"),
)


@cache
def texts(language: str) -> Texts:
    return load_texts(language)


def dossier(case: Case) -> Dossier:
    return assess(case, ruleset(), TODAY)


def pages(data: bytes) -> list[str]:
    # Lines break anywhere in a column of a table.
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def sheet(case: Case, language: str, *, name: bool = False) -> list[str]:
    found = build_annex_sheet(case, dossier(case), texts(language), texts("pl"), include_name=name)
    assert found is not None
    return pages(render_pdf(found))


def report(case: Case, language: str, second: str | None = None) -> list[str]:
    other = texts(second) if second else None
    return pages(render_pdf(build_report(case, dossier(case), ruleset(), texts(language), other)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("route", "party"), PARTIES)
def test_the_sheet_is_one_page_for_each_kind_of_party(route: str, party: str, language: str) -> None:
    (page,) = sheet(CASE.with_changes(route=route), language)
    assert party in page
    assert "17 stycznia 2027" in page
    assert "31 stycznia 2027" in page
    assert ("31 January 2027" in page) is (language == "en")


def test_the_sheet_says_who_may_sign_with_what_and_that_nothing_is_filed_before() -> None:
    (page,) = sheet(CASE, "en")
    for words in (
        "KRS",
        "podpis zaufany",
        "trusted signature",
        "not filed",
        "nie jest złożony",
        "PKD",
        "MOS",
    ):
        assert words in page


def test_the_sheet_has_no_data_of_the_person_but_the_name_and_that_only_on_demand() -> None:
    (without,) = sheet(CASE, "en")
    assert "Gęśla" not in without
    (with_name,) = sheet(CASE, "en", name=True)
    assert "Zofia Gęśla-Jaźń" in with_name
    assert "1999" not in with_name
    assert "1999" not in without


def test_each_employer_by_name_gets_a_page_and_nameless_ones_share_one() -> None:
    annexes = (
        AnnexState("annex_1_employer", "First sp. z o.o."),
        AnnexState("annex_1_employer.2", "Second S.A."),
        AnnexState("annex_1_employer.3"),
        AnnexState("annex_1_employer.4"),
    )
    found = sheet(CASE.with_changes(annexes=annexes), "en")
    assert len(found) == 3
    assert "Second S.A." in found[1]


def test_no_sheet_where_nobody_else_signs() -> None:
    for case in (CASE.with_changes(route="tr_posted"), CASE.with_changes(route=None)):
        assert sheet_items(dossier(case)) == ()
        assert build_annex_sheet(case, dossier(case), texts("en"), texts("pl")) is None


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (date(2026, 12, 6), "Please sign by 22 November 2026"),
        (date(2026, 12, 5), "Please sign now. The last day is 5 December 2026"),
        (date(2026, 11, 21), "Please sign now. The last day is 21 November 2026"),
        (None, "as soon as the link has come"),
    ],
)
def test_the_sheet_never_names_an_advised_day_that_has_come(last_day: date | None, expected: str) -> None:
    stay = CurrentStay("trp_studies", date(2025, 1, 1), last_day)
    (page,) = sheet(CASE.with_changes(current_stay=stay), "en")
    assert expected in page


def test_a_sheet_after_the_last_day_asks_for_the_signature_at_once() -> None:
    found = dossier(CASE)
    late = replace(
        found,
        routes=tuple(replace(r, file_by=date(2026, 11, 20)) for r in found.routes if r.id == CASE.route),
    )
    made = build_annex_sheet(CASE, late, texts("en"), texts("pl"))
    assert made is not None
    assert "Please sign at once." in pages(render_pdf(made))[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_lists_the_annexes_with_what_must_be_ready(language: str) -> None:
    annex = AnnexState("annex_1_employer", "First sp. z o.o.", requested_on=date(2026, 11, 20))
    whole = " ".join(report(CASE.with_changes(annexes=(annex,)), language))
    assert "First sp. z o.o." in whole
    assert "PKD" in whole
    assert texts(language).fill("annexes.requested", day=date(2026, 11, 20)) in whole


def test_a_upo_beside_an_unsigned_annex_is_a_red_flag_on_page_one() -> None:
    case = CASE.with_changes(
        annexes=(AnnexState("annex_1_employer", signed=Tri.NO),),
        filing=FilingRecord(upo_received=Tri.YES, upo_received_on=TODAY),
    )
    assert "does not count as filed" in report(case, "en")[0]


ON_PAPER = (
    ("tr_ict", "The receiving entity in Poland files it"),
    ("tr_family_foreigner_abroad", "The person living in Poland files it"),
    ("tr_work_change", "You file it yourself"),
    ("card_exchange", "You file it yourself at the office"),
)


@pytest.mark.parametrize(("route", "who"), ON_PAPER)
def test_a_paper_case_prints_its_way_and_nothing_of_the_steps_in_mos(route: str, who: str) -> None:
    found = report(CASE.with_changes(route=route), "en")
    whole = " ".join(found)
    assert "How to file On paper" in found[0]
    assert who in whole
    for words in (
        "Filing in MOS, step by step",
        "The UPO",
        "When MOS is down",
        "Set up your own Trusted Profile",
    ):
        assert words not in whole


@pytest.mark.parametrize(("route", "said"), [("tr_ict", True), ("tr_work_single", False)])
def test_what_is_paid_only_after_the_arrival_is_said_beside_the_total(route: str, said: bool) -> None:
    found = report(CASE.with_changes(route=route), "en")
    assert ("Of this, 100 PLN are paid only after the arrival" in found[0]) is said


def test_family_abroad_is_told_of_consent_photos_visa_and_card() -> None:
    whole = " ".join(report(CASE.with_changes(route="tr_family_foreigner_abroad"), "en"))
    for words in ("annex 9", "annex 8", "Four photos", "the visa", "residence card", "No fingerprints"):
        assert words in whole


@pytest.mark.parametrize(
    "route", ["tr_family_foreigner_abroad", "tr_ict", "tr_work_change", "tr_work_single"]
)
def test_no_temporary_permit_is_promised_the_time_of_permanent_residence(route: str) -> None:
    whole = " ".join(report(CASE.with_changes(route=route), "en"))
    assert "6 months from the day everything is complete" not in whole


def test_who_is_abroad_gets_no_dates_counted_from_a_stay() -> None:
    case = CASE.with_changes(route="tr_family_foreigner_abroad", current_stay=CurrentStay("abroad"))
    whole = " ".join(report(case, "en"))
    assert "No day of a stay is the last one" in whole
    assert "no date can be counted back from it" not in whole


@pytest.mark.parametrize("second", [None, "pl"])
def test_two_permits_stand_side_by_side_on_one_page(second: str | None) -> None:
    case = CASE.with_changes(compared_route="tr_blue_card")
    title = texts("en").get("compare.title")
    reader = PdfReader(
        io.BytesIO(
            render_pdf(
                build_report(case, dossier(case), ruleset(), texts("en"), texts(second) if second else None)
            )
        )
    )
    starts = [i for i, page in enumerate(reader.pages) if page.extract_text().find(title, 0, 250) >= 0]
    (page,) = starts
    words = " ".join(reader.pages[page].extract_text().split())
    for topic in ("documents", "money", "validity", "risks"):
        assert texts("en").get(f"compare.{topic}") in words
    assert "Dates" in reader.pages[page + 1].extract_text()[:120]


@pytest.mark.parametrize("other", [None, "tr_work_single", "no_such_permit"])
def test_nothing_is_compared_with_itself_or_with_nothing(other: str | None) -> None:
    case = CASE.with_changes(compared_route=other)
    made = build_report(case, dossier(case), ruleset(), texts("en"))
    assert "compare" not in [section.id for section in made.sections]
