"""The proof on paper is read back: articles, sums, journeys for the form, the EU sheet, reasons, days."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_report
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Tri
from permitdesk.resources import root
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts
from permitdesk.storage.exchange import questions_of, read_case

ON = date(2026, 11, 21)
RULES = load_ruleset()
TEXTS = {language: load_texts(language) for language in ("en", "pl")}


@cache
def printed(sample: str, language: str, second: str | None = None) -> str:
    case = read_case(Path(str(root())) / "samples" / f"{sample}.json", questions_of(RULES))
    other = None if second is None else TEXTS[second]
    report = build_report(case, assess(case, RULES, ON), RULES, TEXTS[language], other)
    pages = PdfReader(io.BytesIO(render_pdf(report))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_rows_of_the_ledger_name_their_articles_and_subtotals_add_up() -> None:
    text = printed("ltr_forgotten_journeys", "en")
    assert "art. 212 ust. 3 pkt 1" in text
    assert "Subtotals Of what" in text
    assert "Of these abroad, by year" in text


def test_inexact_days_are_named_with_worst_best_and_what_could_prove_them() -> None:
    text = printed("ltr_forgotten_journeys", "en")
    assert "The day you left on journey 2 (Georgia): between 20 July 2023 and 31 July 2023" in text
    assert "If they turn out worst" in text
    assert "What could prove it" in text
    assert "A second count" in text


@pytest.mark.parametrize(("language", "words"), [("en", "Reasons for journeys"), ("pl", "Powody podróży")])
def test_reasons_stand_with_the_state_of_their_proof(language: str, words: str) -> None:
    text = printed("pr_protection_reasons", language)
    assert words in text
    assert TEXTS[language].get("report.proof.state.requested") in text
    assert "01.02.2023" in text


@pytest.mark.parametrize(("language", "second"), [("en", None), ("pl", None), ("en", "pl")])
def test_journeys_stand_in_polish_beside_the_own_language(language: str, second: str | None) -> None:
    text = printed("ltr_forgotten_journeys", language, second)
    assert "Państwo (E.IV)" in text
    assert "Hiszpania" in text
    assert ("Spain" in text) is (language == "en")


def test_who_has_not_travelled_has_one_line_and_only_short_stays_a_sheet() -> None:
    sheet = TEXTS["en"].get("report.proof.short_stay.title")
    text = printed("tr_visa_free_two_states", "en")
    assert "(field E.IV): brak." in text
    assert sheet in text
    assert "01/07/26 14/08/26" in text
    assert sheet not in printed("ltr_forgotten_journeys", "en")


def first_page(answer: Tri | None) -> str:
    case = read_case(Path(str(root())) / "samples" / "ltr_forgotten_journeys.json", questions_of(RULES))
    case = case.with_changes(journeys_complete=answer)
    report = build_report(case, assess(case, RULES, ON), RULES, TEXTS["en"], None)
    page = PdfReader(io.BytesIO(render_pdf(report))).pages[0]
    return re.sub(r"\s+", " ", page.extract_text())


def test_page_one_names_worst_and_best_day_and_the_day_that_decides() -> None:
    text = first_page(Tri.YES)
    assert "If they turn out worst: 15 May 2030. If they turn out best: 16 June 2026." in text
    assert "The day that matters most: the day you left on journey 3 (Georgia)." in text
    assert "Border stamps" in text


@pytest.mark.parametrize("answer", [Tri.NO, Tri.DONT_KNOW, None])
def test_page_one_names_no_day_to_file_while_journeys_are_not_all_told(answer: Tri | None) -> None:
    text = first_page(answer)
    assert "Therefore no day is named yet." in text
    assert "2030" not in text
