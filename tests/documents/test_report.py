from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from permitdesk.documents.advice import articles_of
from permitdesk.documents.elements import DateRows, Line, Note, Report, Rows, Severity, Table, TickRows
from permitdesk.documents.report import build_report
from permitdesk.domain.case import FilingRecord, Tri
from permitdesk.domain.dossier import (
    ChannelResult,
    Dossier,
    EarlierFilingResult,
    Freshness,
    LegalStay,
    RulesetStamp,
)
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.findings import EarliestDates, Fact, Verdict, say
from permitdesk.domain.law.rules import Family
from tests.documents import factory


def report_of(dossier: Dossier, language: str = "en", second: str | None = None) -> Report:
    other = factory.texts(second) if second else None
    return build_report(factory.case(), dossier, factory.ruleset(), factory.texts(language), other)


def lines_in(value: object) -> Iterator[Line]:
    """Every line of a report, wherever it stands."""
    if isinstance(value, Line):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from lines_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from lines_in(getattr(value, field.name))


def words_of(report: Report, section: str | None = None) -> str:
    sections = tuple(s for s in report.sections if section in (None, s.id))
    return "\n".join(line.text for line in lines_in(sections))


def with_route(**changes: Any) -> Dossier:
    route = replace(factory.assessment(), **changes)
    return replace(factory.dossier(), routes=(route,))


def stay(day: date | None, days_left: int | None, verdict: Verdict, legal_now: bool | None) -> Dossier:
    found = LegalStay(day, legal_now, verdict, "printed_date", (), (), (), days_left)
    return replace(factory.dossier(), last_day_of_legal_stay=found)


def test_equal_input_gives_an_equal_report() -> None:
    assert report_of(factory.dossier()) == report_of(factory.dossier())


def test_the_report_is_built_without_the_pdf_engine() -> None:
    code = "import sys, permitdesk.documents.report; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_page_one_answers_the_urgent_questions() -> None:
    page = words_of(report_of(factory.dossier()), "glance")
    for wanted in (
        "Zażółć Gęślą-Jaźń",
        "Permanent residence after ten years of tolerated stay",
        "Too early",
        "4 March 2027",
        "103 days left",
        "1 December 2026",
        "25 November 2026",
        "740 PLN in total",
        "640 PLN to",
        "100 PLN to",
        "No UPO yet",
        "Rule set 2026.11.20",
        "Your stay ends in less than four months.",
    ):
        assert wanted in page


def test_page_one_lists_what_is_missing_and_what_is_not_answered() -> None:
    page = words_of(report_of(factory.dossier()), "glance")
    assert "Decision on tolerated stay" in page
    assert "Passport, all pages" not in page
    assert "Do you have a regular income?" in page
    assert "Date of birth" in page


def test_a_field_without_which_a_period_cannot_be_counted_is_named_first() -> None:
    waiting = replace(
        factory.assessment().requirements[0],
        verdict=Verdict.UNKNOWN,
        questions=("journeys_complete", "answers.x"),
    )
    dossier = with_route(requirements=(waiting,), checklist=(), open_questions=())
    page = words_of(report_of(dossier), "glance")
    assert "Are these all your journeys out of Poland?" in page
    assert "Nothing that we know of." not in page


def test_more_missing_things_than_fit_are_counted() -> None:
    item = factory.CHECKLIST[0]
    dossier = with_route(checklist=(item,) * 20, open_questions=())
    # the warning and the line about the list of journeys take the room of two each
    assert "and 12 more" in words_of(report_of(dossier), "glance")


def test_nothing_missing_is_said() -> None:
    dossier = with_route(checklist=(), open_questions=())
    assert "Nothing that we know of." in words_of(report_of(dossier), "glance")


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_date_and_every_needed_document_appears(language: str) -> None:
    report = report_of(factory.dossier(), language)
    texts = factory.texts(language)
    everything = words_of(report)
    for deadline in factory.DEADLINES:
        assert texts.get(f"deadline.{deadline.id}.title") in everything
        assert texts.day(deadline.day) in {r.day_text for r in date_rows(report).rows}
    for item in factory.CHECKLIST:
        assert texts.get(f"document.{item.document}.title") in words_of(report, "checklist")


def date_rows(report: Report) -> DateRows:
    section = next(s for s in report.sections if s.id == "deadlines")
    return next(b for b in section.blocks if isinstance(b, DateRows))


def test_dates_stand_in_order_and_advice_is_called_advice() -> None:
    rows = date_rows(report_of(factory.dossier())).rows
    assert [r.day for r in rows] == sorted(r.day for r in rows)
    assert {r.kind: r.kind_label.text for r in rows} == {
        "procedural": "Term",
        "system": "System",
        "recommended": "Our advice",
        "hard": "HARD DATE",
    }


def test_a_rolled_term_shows_both_days() -> None:
    row = next(r for r in date_rows(report_of(factory.dossier())).rows if r.kind == "procedural")
    assert any("24 December 2026" in line.text and "28 December 2026" in line.text for line in row.details)


def test_without_a_route_the_last_day_is_still_printed() -> None:
    report = report_of(replace(factory.dossier(), chosen=None))
    assert [r.day for r in date_rows(report).rows] == [factory.LAST_LEGAL_DAY]
    assert "No permit chosen yet" in words_of(report, "glance")
    assert "EU long-term resident permit" in words_of(report, "reasons")


def test_an_empty_case_prints_and_invents_nothing() -> None:
    report = build_report(
        replace(factory.case(), person=replace(factory.case().person, given_names="", surname="")),
        factory.empty_dossier(),
        factory.ruleset(),
        factory.texts("en"),
    )
    page = words_of(report, "glance")
    assert "Name not given" in page
    assert "Not known yet. An answer is missing." in page
    assert "Choose a permit" in page
    assert "The last day of your legal stay is not known yet" in words_of(report, "deadlines")
    assert not any(s.id in ("timeline", "ledger") for s in report.sections)


@pytest.mark.parametrize(
    ("day", "left", "verdict", "legal_now", "words"),
    [
        (factory.TODAY + timedelta(1), 1, Verdict.MET, True, "1 day left"),
        (factory.TODAY, 0, Verdict.MET, True, "This is today"),
        (factory.TODAY - timedelta(2), -2, Verdict.MET, False, "passed 2 days ago"),
        (factory.TODAY, 0, Verdict.NEEDS_OFFICE, True, "This date is not certain"),
        (None, None, Verdict.MET, True, "No fixed last day"),
        (None, None, Verdict.NOT_MET, False, "Your stay is not legal now"),
        (None, None, Verdict.UNKNOWN, None, "Not known yet"),
    ],
)
def test_the_last_legal_day_is_said_as_certain_as_it_is(
    day: date | None, left: int | None, verdict: Verdict, legal_now: bool | None, words: str
) -> None:
    assert words in words_of(report_of(stay(day, left, verdict, legal_now)), "glance")


def test_a_less_careful_last_day_is_shown_with_a_warning() -> None:
    dossier = factory.dossier()
    lenient = replace(dossier.last_day_of_legal_stay, lenient_day=date(2027, 3, 9))
    page = words_of(report_of(replace(dossier, last_day_of_legal_stay=lenient)), "glance")
    assert "9 March 2027" in page
    assert "Do not use that date" in page


@pytest.mark.parametrize(
    ("freshness", "severity"), [(Freshness.AMBER, Severity.AMBER), (Freshness.RED, Severity.RED)]
)
def test_old_rules_are_announced_on_page_one(freshness: Freshness, severity: Severity) -> None:
    stamp = RulesetStamp("2026.11.20", factory.VERIFIED, 99, freshness)
    report = report_of(replace(factory.dossier(), ruleset=stamp))
    first = report.sections[0].blocks[0]
    assert isinstance(first, Note)
    assert first.severity is severity
    assert "99 days ago" in first.lines[0].text


def test_a_day_without_rules_is_announced_on_page_one() -> None:
    report = report_of(replace(factory.empty_dossier(), covered=False))
    assert "Our rules do not cover" in words_of(report, "glance")


def test_documents_that_are_not_needed_are_left_out_and_open_ones_say_so() -> None:
    items = (
        replace(factory.CHECKLIST[0], needed=Verdict.NOT_MET),
        replace(factory.CHECKLIST[1], status="not_needed"),
        replace(factory.CHECKLIST[2], status="requested"),
        replace(factory.CHECKLIST[4], needed=Verdict.UNKNOWN),
    )
    words = words_of(report_of(with_route(checklist=items)), "checklist")
    assert "Photo" not in words
    assert "a question that is still open" in words
    assert "You noted: not needed." in words
    assert "You noted: asked for" in words


def test_the_official_polish_name_stands_beside_each_document() -> None:
    report = report_of(factory.dossier())
    section = next(s for s in report.sections if s.id == "checklist")
    rows = [row for block in section.blocks if isinstance(block, TickRows) for row in block.rows]
    assert [row.title.official for row in rows] == [
        factory.DOCUMENTS[item.document][2] for item in factory.CHECKLIST
    ]


def test_the_official_polish_name_stands_beside_each_step() -> None:
    section = next(s for s in report_of(factory.dossier()).sections if s.id == "mos")
    steps = next(b for b in section.blocks if isinstance(b, TickRows))
    assert all(row.title.official for row in steps.rows)


def test_an_uncertain_rule_is_worded_as_a_question_for_the_office() -> None:
    assert "This point is not certain. Check with the office." in words_of(
        report_of(factory.dossier()), "checklist"
    )


def test_the_upo_is_shown_once_it_is_there() -> None:
    filing = FilingRecord(
        upo_received=Tri.YES, upo_number="UPO-7", upo_received_on=date(2026, 12, 2), upo_time="10:15"
    )
    case = replace(factory.case(), filing=filing)
    report = build_report(case, factory.dossier(), factory.ruleset(), factory.texts("en"))
    page = words_of(report, "glance")
    assert "UPO-7" in page
    assert "2 December 2026" in page
    assert "Nothing has been filed" not in page


def test_an_earlier_filing_is_named_on_page_one() -> None:
    earlier = EarlierFilingResult("b", "not_filed", "red", (say("sample.gap"),), (), ())
    dossier = replace(factory.dossier(), earlier_filing=earlier)
    assert "There is a gap of 3 days" in words_of(report_of(dossier), "glance")


def test_no_upo_means_not_filed_is_printed_in_a_red_frame() -> None:
    section = next(s for s in report_of(factory.dossier()).sections if s.id == "mos")
    notes = [b for b in section.blocks if isinstance(b, Note) and b.severity is Severity.RED]
    assert any("No UPO = not filed" in line.text for note in notes for line in note.lines)


def test_a_wrong_signer_is_printed_in_a_red_frame() -> None:
    signing = replace(factory.assessment().signing, result="wrong_signer", explanation=(say("sample.flag"),))
    section = next(s for s in report_of(with_route(signing=signing)).sections if s.id == "mos")
    assert any(
        isinstance(b, Note) and b.severity is Severity.RED and "four months" in b.lines[0].text
        for b in section.blocks
    )


def test_a_route_outside_mos_has_no_mos_steps() -> None:
    dossier = replace(with_route(in_mos=False), channel=ChannelResult("not_mos", (), ()))
    section = next(s for s in report_of(dossier).sections if s.id == "mos")
    assert not any(isinstance(b, TickRows) for b in section.blocks)


def test_the_long_term_permit_asks_for_the_dwelling_and_names_its_own_articles() -> None:
    words = words_of(report_of(with_route(family=Family.LONG_TERM_EU)))
    assert "right to the flat" in words
    assert "art. 219d" in words
    assert "art. 203d(" not in words


def test_outdated_advice_matches_the_answers_or_the_most_dangerous_is_shown() -> None:
    matching = words_of(report_of(factory.dossier()), "advice")
    assert "stamp in the passport" in matching
    assert "Posting on the last day" not in matching
    without = words_of(report_of(replace(factory.dossier(), outdated_advice=())), "advice")
    assert "stamp in the passport" in without
    assert "Posting on the last day" in without


def test_each_requirement_shows_verdict_facts_arithmetic_article_and_source() -> None:
    words = words_of(report_of(factory.dossier()), "reasons")
    for wanted in (
        "Ten years of tolerated stay",
        "Wait until the ten years are complete.",
        "1 June 2016",
        "Do you have a regular income: Yes, every month",
        "Earlier titles of stay: not known",
        "3650 days counted of 3652.",
        "art. 195 ust. 1 pkt 6 lit. b, Act on Foreigners · checked 20.11.2026",
        "https://example.org/act?a=1&b=2",
        "To settle this, answer: Do you have a regular income?",
        "practice of offices",
    ):
        assert wanted in words


def test_the_ledger_prints_every_row_and_the_sum() -> None:
    words = words_of(report_of(factory.dossier()), "ledger")
    assert words.count("tolerated stay") >= 10
    assert "3,650" in words
    assert "3,655" in words
    assert "54 of at most 304" in words


def test_red_flags_beyond_page_one_follow_on_the_next_page() -> None:
    flag = factory.dossier().warnings[0]
    flags = tuple(replace(flag, id=f"f{n}", text=say("sample.counted", n=n, required=9)) for n in range(5))
    report = report_of(replace(factory.dossier(), warnings=flags))
    assert "2 more red warnings" in words_of(report, "glance")
    assert "4 days counted of 9" in words_of(report, "deadlines")
    assert "2 days counted of 9" not in words_of(report, "deadlines")


def test_no_account_number_is_printed() -> None:
    for language in ("en", "pl"):
        assert not re.search(r"\d{2}( ?\d{4}){6}", words_of(report_of(factory.dossier(), language)))


def test_a_second_language_stands_beneath_every_text() -> None:
    report = report_of(factory.dossier(), "en", "pl")
    glance = report.sections[0]
    rows = next(b for b in glance.blocks if isinstance(b, Rows))
    assert all(row.label.second for row in rows.rows)
    assert report.second_language == "pl"


def test_the_legal_basis_of_a_part_is_told_in_each_language() -> None:
    lines = lines_in(report_of(factory.dossier(), "en", "pl").sections)
    bases = [line for line in lines if "Legal basis" in line.text]
    assert bases
    for line in bases:
        assert "Foreigners" in line.text
        assert line.second is not None
        assert "o cudzoziemcach" in line.second
        assert "Foreigners" not in line.second


def test_the_same_second_language_is_ignored() -> None:
    report = report_of(factory.dossier(), "pl", "pl")
    assert report.second_language is None
    assert all(line.second is None for line in lines_in(report.sections))


def test_the_title_for_the_metadata_holds_no_name() -> None:
    report = report_of(factory.dossier())
    for text in (report.title, report.subject, report.header, report.footer, report.author):
        assert "Jaźń" not in text


def test_unknown_earliest_dates_are_not_invented() -> None:
    page = words_of(report_of(with_route(earliest_filing_date=EarliestDates(None, None))), "glance")
    assert "Cannot be computed yet." in page
    page = words_of(report_of(with_route(earliest_filing_date=EarliestDates(None, factory.TODAY))), "glance")
    assert "No safe day can be computed yet." in page


def test_a_day_that_has_passed_says_so_unless_it_is_done() -> None:
    past = replace(factory.DEADLINES[0], day=factory.TODAY - timedelta(1))
    row = date_rows(report_of(with_route(deadlines=(past,)))).rows[0]
    assert row.details[0].text.startswith("This day has passed.")
    row = date_rows(report_of(with_route(deadlines=(replace(past, done=True),)))).rows[0]
    assert not any("has passed" in line.text for line in row.details)


def test_met_bars_stand_in_no_way_and_unmet_ones_stop_the_case() -> None:
    bar = factory.assessment().bars[0]
    clear = words_of(report_of(with_route(bars=(replace(bar, verdict=Verdict.MET),))), "reasons")
    assert "Nothing stands in the way" in clear
    barred = words_of(report_of(with_route(bars=(replace(bar, verdict=Verdict.NOT_MET),))), "reasons")
    assert "the office would refuse to open it" in barred


def test_a_ground_of_refusal_without_a_question_is_only_to_be_read() -> None:
    ground = replace(factory.assessment().refusal_grounds[0], verdict=Verdict.MET)
    report = report_of(with_route(refusal_grounds=(ground,)))
    assert "The office checks this itself" in words_of(report, "reasons")


def test_notes_about_the_permit_stand_by_topic_with_their_articles() -> None:
    words = words_of(report_of(factory.dossier()), "after")
    assert "The permit has no end." in words
    assert "How long the permit is valid" in words


def block_of(report: Report, section: str, kind: type[Table]) -> list[Table]:
    found = next(s for s in report.sections if s.id == section)
    return [block for block in found.blocks if isinstance(block, kind)]


def test_obstacles_that_do_not_apply_take_one_line_each_and_name_their_facts_once() -> None:
    bar = factory.assessment().bars[0]
    fact = Fact("current_stay.first_day", date(2016, 6, 1))
    bars = tuple(replace(bar, rule_id=f"bar{n}", verdict=Verdict.MET, facts_used=(fact,)) for n in range(6))
    report = report_of(with_route(bars=(*bars, replace(bar, verdict=Verdict.UNKNOWN))))
    table = next(t for t in block_of(report, "reasons", Table) if t.header[0].text == "What was checked")
    assert [row[0].text for row in table.rows] == [f"bar{n}" for n in range(6)]
    assert {row[1].text for row in table.rows} == {"Nothing stands in the way"}
    words = words_of(report, "reasons")
    assert words.count("First day of the present title: 1 June 2016") == 1
    assert "Not known yet" in words


def test_an_article_of_another_source_or_of_no_certainty_says_so_in_the_short_table() -> None:
    bar = replace(factory.assessment().bars[0], verdict=Verdict.MET)
    main = Citation("act", "art. 1", factory.VERIFIED)
    other = Citation("kpa", "art. 2", factory.VERIFIED, Certainty.UNCONFIRMED)
    bars = (replace(bar, citations=(main, main)), replace(bar, citations=(main, other)))
    report = report_of(with_route(bars=bars))
    table = next(t for t in block_of(report, "reasons", Table) if t.header[0].text == "What was checked")
    assert table.rows[0][2].text == "art. 1"
    assert table.rows[1][2].text.startswith("art. 1; art. 2, Code of Administrative Procedure")
    assert table.rows[1][2].text.endswith("check with the office")


def test_articles_of_one_source_stand_in_one_line() -> None:
    requirement = factory.assessment().requirements[0]
    cited = tuple(Citation("act", f"art. {n}", factory.VERIFIED) for n in (1, 2, 1))
    words = words_of(report_of(with_route(requirements=(replace(requirement, citations=cited),))), "reasons")
    assert "art. 1; art. 2, " in words


def test_a_value_that_a_sentence_names_is_not_repeated_as_a_fact() -> None:
    requirement = factory.assessment().requirements[0]
    fact = Fact("current_stay.first_day", date(2016, 6, 1))
    silent = replace(requirement, facts_used=(fact,), explanation=(), arithmetic=())
    assert "Facts used" in words_of(report_of(with_route(requirements=(silent,))), "reasons")
    told = replace(silent, explanation=(say("deadline.not_before", day=date(2016, 6, 1)),))
    assert "Facts used" not in words_of(report_of(with_route(requirements=(told,), bars=())), "reasons")


@pytest.mark.parametrize(
    ("legal_now", "verdict", "words"),
    [
        (True, Verdict.MET, "Your stay has no fixed last day"),
        (False, Verdict.NOT_MET, "your stay is not legal now"),
        (None, Verdict.UNKNOWN, "is not known yet"),
    ],
)
def test_dates_without_a_last_day_say_why_and_what_to_do(
    legal_now: bool | None, verdict: Verdict, words: str
) -> None:
    dossier = stay(None, None, verdict, legal_now)
    dossier = replace(dossier, routes=(replace(factory.assessment(), file_by=None),))
    printed = words_of(report_of(dossier), "deadlines")
    assert words in printed
    assert "Choose a filing day in the program" in printed
    planned = replace(factory.case(), planned_filing_on=date(2026, 12, 20))
    report = build_report(planned, dossier, factory.ruleset(), factory.texts("en"))
    assert "counted from the day on which you plan to file" in words_of(report, "deadlines")
    filed = replace(factory.case(), filing=FilingRecord(upo_received=Tri.YES))
    report = build_report(filed, dossier, factory.ruleset(), factory.texts("en"))
    assert "Choose a filing day" not in words_of(report, "deadlines")


def test_a_first_possible_day_in_the_past_is_no_missed_date() -> None:
    past = replace(factory.DEADLINES[0], id="first_safe_filing_day", day=factory.TODAY - timedelta(1))
    assert "has passed" not in words_of(report_of(with_route(deadlines=(past,))), "deadlines")


@pytest.mark.parametrize(
    ("verdict", "day", "words"),
    [
        (Verdict.MET, factory.TODAY, "21 November 2026, today"),
        (Verdict.UNKNOWN, factory.TODAY, "Other points are open or not met"),
        (Verdict.NOT_MET, None, "None, as things stand"),
    ],
)
def test_the_earliest_day_is_never_surer_than_the_result(
    verdict: Verdict, day: date | None, words: str
) -> None:
    dossier = with_route(verdict=verdict, earliest_filing_date=EarliestDates(day, day))
    assert words in words_of(report_of(dossier), "glance")


def test_a_known_country_code_is_printed_as_a_name_and_others_as_typed() -> None:
    person = replace(factory.case().person, citizenships=("UZB", "ua", "Ruritania"))
    case = replace(factory.case(), person=person)
    for language, wanted in (("en", "Ukraine"), ("pl", "Ukraina")):
        report = build_report(case, factory.dossier(), factory.ruleset(), factory.texts(language))
        assert f"Uzbekistan, {wanted}, Ruritania" in words_of(report, "glance")


def test_page_one_keeps_the_second_language_for_labels_and_answers_only() -> None:
    glance = report_of(factory.dossier(), "en", "pl").sections[0]
    rows = next(b for b in glance.blocks if isinstance(b, Rows)).rows
    assert all(row.label.second for row in rows)
    assert any(row.values[0].second for row in rows)
    assert all(value.second is None for row in rows for value in row.values[1:])


@pytest.mark.parametrize(
    ("articles", "family", "shown"),
    [
        ("art. 106c ust. 1; art. 203c ust. 1; art. 219c ust. 1", Family.TEMPORARY, "art. 106c ust. 1"),
        ("art. 106c ust. 1; art. 203c ust. 1; art. 219c ust. 1", Family.LONG_TERM_EU, "art. 219c ust. 1"),
        (
            "art. 61 par. 3 KPA; art. 106c ust. 5; art. 203c ust. 3; art. 219c ust. 3",
            Family.PERMANENT,
            "art. 61 par. 3 KPA; art. 203c ust. 3",
        ),
        ("art. 203c ust. 1; art. 219c ust. 1", Family.TEMPORARY, "art. 203c ust. 1; art. 219c ust. 1"),
        ("art. 242", Family.TEMPORARY, "art. 242"),
        ("komunikat z 24.04.2024", Family.TEMPORARY, "komunikat z 24.04.2024"),
    ],
)
def test_advice_names_the_articles_of_the_kind_of_permit_chosen(
    articles: str, family: Family, shown: str
) -> None:
    assert articles_of(articles, family) == shown
