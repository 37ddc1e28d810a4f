"""The paper for CUKR, which has a form and rules of its own, says nothing of the rules for other permits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permitdesk.documents.mos_steps import STEPS
from permitdesk.domain.case import Case
from permitdesk.domain.household_summary import ages, assess_household
from tests.documents.test_shipped_rules import LANGUAGES, pages_of, texts
from tests.scenarios.runner import FOLDER, read, ruleset

CUKR = "temporary_other/cukr_366_days.toml"
#: what the Act on Foreigners says of its own applications only
OTHER_RULES = (
    "report.outage.title",
    "report.mos.certificate.title",
    "report.after.table.duty.letter",
    "report.after.table.visit.letter",
    "report.after.table.evidence.letter",
    "report.after.certificate.title",
    "report.after.visit.title",
)


def paper(case: Case, language: str) -> str:
    printed = "".join(page.extract_text() for page in pages_of(case, language).pages)
    return "".join(printed.split())


def is_said(text: str, language: str, text_id: str) -> bool:
    return "".join(texts(language).get(text_id).split()) in text


def cukr() -> Case:
    return replace(read(FOLDER / CUKR).case, route="tr_cukr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_for_cukr_tells_its_own_rules(language: str) -> None:
    text = paper(cukr(), language)
    assert [i for i in OTHER_RULES if is_said(text, language, i)] == []
    assert is_said(text, language, "report.mos.scan.own_form")
    assert is_said(text, language, "report.mos.attach.own_form")
    assert is_said(text, language, "note.cukr_no_other_papers")


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_temporary_permits_keep_the_common_rules(language: str) -> None:
    text = paper(replace(cukr(), route="tr_work_single"), language)
    said = [i for i in OTHER_RULES if is_said(text, language, i)]
    assert set(OTHER_RULES) - set(said) <= {"report.after.certificate.title", "report.after.visit.title"}
    assert all(is_said(text, language, f"report.mos.{step}.text") for step in STEPS)


@pytest.mark.parametrize(
    ("route", "topics"),
    [
        ("tr_cukr", {"signs"}),
        ("eu_family_card", set()),
        ("tr_family_foreigner_abroad", {"card_fee"}),
        ("tr_family_foreigner_in", {"signs", "visit", "fingerprints", "specimen", "card_fee"}),
    ],
)
def test_what_an_age_decides_depends_on_the_way_of_filing(route: str, topics: set[str]) -> None:
    """Art. 106j and 106l(7): nobody abroad is called for fingerprints; for CUKR a register has them."""
    child = replace(cukr().person, birth_date=date(2018, 5, 5))
    case = replace(cukr(), route=route, person=child)
    person = assess_household(case, ruleset(), date(2026, 11, 21))[0]
    view = ages(person, ruleset())
    assert view is not None
    assert {fact.topic for fact in view.facts} == topics
