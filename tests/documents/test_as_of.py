"""Papers and calendars of another day than today: page one says so, and no text calls that day today."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from permitdesk import resources
from permitdesk.documents.annex_sheet import build_annex_sheet
from permitdesk.documents.calendar_file import household_ics
from permitdesk.documents.elements import Report
from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_household_report
from permitdesk.domain.case import Case
from permitdesk.domain.household_summary import PersonDossier, assess_household
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import INSTEAD, load_texts, placeholders
from permitdesk.storage.exchange import questions_of, read_case

DAY = date(2026, 5, 5)
STAMP = datetime(2026, 11, 21, tzinfo=UTC)
rules = cache(load_ruleset)
texts = cache(load_texts)


def _case(name: str) -> Case:
    path = Path(str(resources.root())) / "samples" / f"{name}.json"
    return read_case(path, questions_of(rules()))


def _family(name: str, day: date = DAY) -> tuple[PersonDossier, ...]:
    return assess_household(_case(name), rules(), day)


def _pages(report: Report) -> list[str]:
    found = PdfReader(io.BytesIO(render_pdf(report))).pages
    return [" ".join(page.extract_text().split()) for page in found]


@pytest.mark.parametrize(
    ("language", "second", "words", "wrong"),
    [
        ("en", None, "This paper holds for 5 May 2026", "counted from today"),
        ("pl", None, "Ten wydruk dotyczy dnia 5 maja 2026", "licząc od dziś"),
        ("en", "pl", "This paper holds for 5 May 2026", "licząc od dziś"),
    ],
)
@pytest.mark.parametrize("name", ["tr_business", "tr_family_of_four", "ltr_ready_to_file"])
def test_page_one_says_for_which_day_it_holds(
    name: str, language: str, second: str | None, words: str, wrong: str
) -> None:
    other = None if second is None else texts(second)
    report = build_household_report(_family(name), rules(), texts(language), other, as_of=True)
    assert report.sections[0].one_page
    pages = _pages(report)
    assert words in pages[0]
    assert not any(wrong in page for page in pages)


def test_without_another_day_nothing_of_it_is_said() -> None:
    report = build_household_report(_family("tr_business"), rules(), texts("en"))
    assert not any("This paper holds for" in page for page in _pages(report))


def test_a_day_without_rules_is_told_on_paper_too() -> None:
    family = _family("tr_business", date(2026, 4, 26))
    first = _pages(build_household_report(family, rules(), texts("en"), as_of=True))[0]
    assert "Our rules do not cover 26 April 2026" in first


def test_the_sheet_for_an_employer_says_it_in_both_languages() -> None:
    case = _case("tr_blue_card")
    dossier = assess_household(case, rules(), DAY)[0].dossier
    sheet = build_annex_sheet(case, dossier, texts("en"), texts("pl"), as_of=True)
    assert sheet is not None
    pages = _pages(sheet)
    assert len(pages) == len(sheet.sections)
    for page in pages:
        assert "Ten wydruk dotyczy dnia 5 maja 2026" in page
        assert "This paper holds for 5 May 2026" in page


def test_events_of_another_day_are_their_own() -> None:
    family = _family("tr_family_of_four")
    then = Calendar.from_ical(household_ics(family, texts("en"), stamp=STAMP, as_of=True))
    now = Calendar.from_ical(household_ics(family, texts("en"), stamp=STAMP))
    assert str(then["X-WR-CALNAME"]) == "Residence application: dates as of 5 May 2026"
    events = then.walk("VEVENT")
    assert len(events) == len(now.walk("VEVENT")) > 0
    assert {str(e["UID"]) for e in events}.isdisjoint(str(e["UID"]) for e in now.walk("VEVENT"))
    for event in events:
        assert "(as of 5 May 2026)" in str(event["SUMMARY"])
        assert str(event["DESCRIPTION"]).startswith("This date was worked out as of 5 May 2026")


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_twin_stands_in_for_a_text_with_the_same_values(language: str) -> None:
    own = load_texts(language)
    twins = [key for key in own if key.startswith(INSTEAD)]
    assert twins
    changed = own.as_of()
    for twin in twins:
        text_id = twin.removeprefix(INSTEAD)
        assert own.has(text_id), text_id
        assert set(placeholders(own.get(twin))) <= set(placeholders(own.get(text_id)))
        assert changed.get(text_id) == own.get(twin)
    assert changed.get("page.date.calendar") == own.get("page.date.calendar")


@pytest.mark.parametrize(("language", "wrong"), [("en", ("today",)), ("pl", ("dziś", "dzisiaj"))])
def test_no_statement_of_the_engine_calls_another_day_today(language: str, wrong: tuple[str, ...]) -> None:
    own = load_texts(language).as_of()
    # What is wrong with a typed day is held against the true today.
    engine = [key for key in own if key.startswith("statement.") and ".interview." not in key]
    assert [key for key in engine if set(wrong) & set(re.findall(r"\w+", own.get(key).casefold()))] == []
