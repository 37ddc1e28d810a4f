"""The report and the calendar with the real rules, the real engine and the real texts."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from icalendar import Calendar
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from permitdesk.documents import pdf_style as look
from permitdesk.documents.after_filing import SAID_ELSEWHERE
from permitdesk.documents.calendar_file import calendar_ics
from permitdesk.documents.elements import DateRows, Line, Note, Section
from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.reasons import ROUTES_WITHOUT_CHOICE
from permitdesk.documents.report import build_report
from permitdesk.domain.answers import Answers
from permitdesk.domain.assess import assess
from permitdesk.domain.case import (
    Absence,
    ApplicantKind,
    Case,
    CurrentStay,
    EarlierFiling,
    Person,
    SignatureKind,
    SignerKind,
    Tri,
)
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts

TODAY = date(2026, 11, 21)
LANGUAGES = ("en", "pl")


@cache
def rules() -> Ruleset:
    return load_ruleset()


@cache
def texts(language: str) -> Texts:
    return load_texts(language)


def told(route: str) -> Case:
    """A person with a permit that ends soon, one journey and no Trusted Profile."""
    return Case(
        case_id="case",
        person=Person("Zażółć", "Gęślą", date(1990, 1, 1), ("Ruritania",), has_trusted_profile=Tri.NO),
        applicant=ApplicantKind.ADULT,
        current_stay=CurrentStay(
            "trp_work",
            first_day=date(2020, 3, 1),
            last_day=date(2027, 2, 1),
            entered_on=date(2020, 3, 1),
        ),
        absences=(Absence("a", date(2024, 7, 1), date(2024, 7, 20), "Ruritania"),),
        route=route,
    )


def text_of(value: object) -> list[str]:
    if isinstance(value, Line):
        return [value.text]
    if isinstance(value, tuple):
        return [text for each in value for text in text_of(each)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in text_of(getattr(value, field.name))]
    return []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_route_prints_all_its_dates_documents_fees_and_requirements(language: str) -> None:
    words = texts(language)
    for rule in rules().routes:
        for case in (told(rule.id), Case("empty", route=rule.id)):
            dossier = assess(case, rules(), TODAY)
            route = dossier.route(rule.id)
            if route is None:
                continue
            report = build_report(case, dossier, rules(), words)
            parts: dict[str, Section] = {section.id: section for section in report.sections}
            dates = [row for b in parts["deadlines"].blocks if isinstance(b, DateRows) for row in b.rows]
            assert sorted(row.day for row in dates) == sorted(d.day for d in route.deadlines)
            listed = text_of(parts["checklist"])
            for item in route.checklist:
                if item.needed is not Verdict.NOT_MET:
                    assert words.get(f"document.{item.document}.title") in listed
            for fee in route.fees:
                assert words.get(f"fee.{fee.id}.title") in text_of(parts["money"])
            reasons = text_of(parts["reasons"])
            for finding in route.requirements:
                assert words.get(f"requirement.{finding.rule_id}.title") in reasons
            for bar in route.bars:
                assert words.get(f"bar.{bar.rule_id}.title") in reasons


def test_no_text_id_and_no_placeholder_reaches_the_paper() -> None:
    for language in LANGUAGES:
        for rule in rules().routes:
            dossier = assess(told(rule.id), rules(), TODAY)
            report = build_report(told(rule.id), dossier, rules(), texts(language))
            for text in text_of(report.sections):
                assert "{" not in text, text
                assert "report." not in text, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_without_a_route_prints_the_routes_worth_a_look(language: str) -> None:
    case = Case("empty")
    dossier = assess(case, rules(), TODAY)
    report = build_report(case, dossier, rules(), texts(language))
    printed = text_of(next(s for s in report.sections if s.id == "reasons"))
    for route in dossier.routes[:ROUTES_WITHOUT_CHOICE]:
        assert texts(language).get(f"route.{route.id}.title") in printed
    more = len(dossier.routes) - ROUTES_WITHOUT_CHOICE
    assert texts(language).fill("report.reasons.more_routes", n=more) in printed
    assert render_pdf(report).startswith(b"%PDF")


def test_a_day_before_the_rules_prints_a_warning_and_nothing_else_certain() -> None:
    case = told("pr_tolerated_10y")
    dossier = assess(case, rules(), date(2020, 1, 1))
    report = build_report(case, dossier, rules(), texts("en"))
    assert any("Our rules do not cover 1 January 2020" in text for text in text_of(report.sections[0]))
    assert render_pdf(report).startswith(b"%PDF")


def test_every_route_has_a_calendar_that_parses() -> None:
    stamp = datetime(2026, 11, 21, tzinfo=UTC)
    for rule in rules().routes:
        dossier = assess(told(rule.id), rules(), TODAY)
        route = dossier.route(rule.id)
        assert route is not None
        for language in LANGUAGES:
            data = calendar_ics(told(rule.id), dossier, texts(language), stamp=stamp)
            assert len(list(Calendar.from_ical(data).walk("VEVENT"))) == len(route.deadlines)


def tolerated() -> Case:
    """The simple case: ten years of tolerated stay, one journey, every question answered."""
    return Case(
        case_id="x",
        person=Person(
            "Aisza", "Karimowa", date(1985, 3, 4), ("UZB",), Tri.YES, Tri.NO, Tri.NO, "wielkopolskie"
        ),
        applicant=ApplicantKind.ADULT,
        signer=SignerKind.APPLICANT,
        signature=SignatureKind.TRUSTED,
        current_stay=CurrentStay("tolerated_351_1", first_day=date(2016, 3, 1)),
        absences=(Absence("1", date(2020, 1, 1), date(2020, 2, 1), "DE"),),
        earlier_filing=EarlierFiling(filed=Tri.NO),
        route="pr_tolerated_10y",
        answers=Answers(
            (
                ("filing_obstacle", "none"),
                ("refusal_risk", "none"),
                ("special_case", "none"),
                ("travel_document", "cannot_get"),
            )
        ),
    )


def urgent(route: str) -> Case:
    """Stay ends in five days, a lawyer is to sign, and there is no PESEL number."""
    return replace(
        told(route),
        person=replace(tolerated().person, has_pesel=Tri.NO, citizenships=("UKR", "Ruritania")),
        current_stay=CurrentStay("trp_work", first_day=date(2020, 3, 1), last_day=TODAY + timedelta(5)),
        signer=SignerKind.ATTORNEY,
        signature=SignatureKind.TRUSTED,
    )


def pages_of(case: Case, language: str, second: str | None = None) -> PdfReader:
    report = build_report(
        case, assess(case, rules(), TODAY), rules(), texts(language), texts(second) if second else None
    )
    return PdfReader(io.BytesIO(render_pdf(report)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_simple_case_takes_at_most_ten_pages(language: str) -> None:
    assert len(pages_of(tolerated(), language).pages) <= 10


@pytest.mark.parametrize(("language", "second"), [("en", None), ("pl", None), ("en", "pl"), ("pl", "en")])
def test_page_one_is_one_page_and_the_dates_begin_on_the_second(language: str, second: str | None) -> None:
    for case in (tolerated(), urgent("pr_spouse_of_polish_citizen"), Case("empty", route="ltr_standard")):
        found = pages_of(case, language, second)
        _, dates = [entry for entry in found.outline if isinstance(entry, Destination)][:2]
        assert dates.title == texts(language).get("report.dates.title")
        assert found.get_destination_page_number(dates) == 1


def lowest_line(page: PageObject) -> tuple[str, float]:
    """The text that stands lowest above the footer, and its size in points."""
    found: list[tuple[float, str, float]] = []

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip() and matrix[5] > look.BOTTOM:
            found.append((matrix[5], text.strip(), size))

    page.extract_text(visitor_text=visit)
    _, text, size = min(found)
    return text, size


@pytest.mark.parametrize(
    ("case", "language"),
    [(tolerated(), "pl"), (urgent("pr_spouse_of_polish_citizen"), "en"), (told("ltr_standard"), "en")],
)
def test_no_heading_stands_alone_at_the_foot_of_a_page(case: Case, language: str) -> None:
    headings = {look.styles()[name].fontSize for name in ("title", "heading")}
    for page in pages_of(case, language).pages:
        text, size = lowest_line(page)
        assert size not in headings, text


def test_without_matching_advice_the_six_most_dangerous_sentences_are_printed() -> None:
    case = Case("empty")
    report = build_report(case, assess(case, rules(), TODAY), rules(), texts("en"))
    printed = text_of(next(s for s in report.sections if s.id == "advice"))
    wanted = (
        "postmark_counts",
        "post_before_last_day",
        "attorney_may_sign",
        "no_upo_needed",
        "travel_on_upo",
        "never_submit_mos_again",
    )
    said = [text for text in printed if text in {texts("en").get(f"advice.{i}.told") for i in wanted}]
    assert said == [texts("en").get(f"advice.{i}.told") for i in wanted]
    assert sum(text.startswith("“") for text in printed) == len(wanted)


def test_notes_said_elsewhere_exist_in_the_rules() -> None:
    known = {note.id for route in rules().routes for note in route.notes}
    assert known >= SAID_ELSEWHERE


def test_each_statute_is_named_in_full_once() -> None:
    report = build_report(tolerated(), assess(tolerated(), rules(), TODAY), rules(), texts("pl"))
    full = next(s.title for s in rules().sources if s.id == "act_on_foreigners")
    assert sum(full in text for text in text_of(report.sections)) == 1


def test_nobody_on_tolerated_stay_is_told_that_leaving_is_possible() -> None:
    for case, warned in ((tolerated(), True), (told("pr_spouse_of_polish_citizen"), False)):
        report = build_report(case, assess(case, rules(), TODAY), rules(), texts("en"))
        frame = next(b for s in report.sections if s.id == "after" for b in s.blocks if isinstance(b, Note))
        said = " ".join(line.text for line in frame.lines)
        assert ("You may leave Poland" in said) is not warned
        assert ("Do not leave Poland" in said) is warned
