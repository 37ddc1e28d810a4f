"""Whatever somebody tells, the engine answers and the papers can be printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.documents.calendar_file import calendar_ics
from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_report
from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers, AnswerValue
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.domain.law.rules import Question, Ruleset
from permitdesk.interview.validation import check_case
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts
from tests.storage.made_cases import cases, current_stays, days, statuses, texts

#: half of the days lie where they may matter
near = st.dates(date(2014, 1, 1), date(2030, 12, 31))


@cache
def rules() -> Ruleset:
    return load_ruleset()


@cache
def words(language: str) -> Texts:
    return load_texts(language)


kinds = st.sampled_from([kind.id for kind in load_ruleset().statuses])


def answer_to(question: Question) -> st.SearchStrategy[AnswerValue]:
    """Any answer that a case file may hold."""
    match question.kind:
        case AnswerKind.DAY:
            told: st.SearchStrategy[AnswerValue] = near | days
        case AnswerKind.WHOLE_NUMBER:
            told = st.integers(-(10**9), 10**9)
        case AnswerKind.MONEY:
            told = st.decimals(-(10**12), 10**12, places=2)
        case AnswerKind.YES_NO:
            told = st.sampled_from(["yes", "no"])
        case AnswerKind.CHOICE:
            told = st.sampled_from(question.options)
        case _:
            told = texts
    return st.just(DONT_KNOW) | told


def stays(kind: st.SearchStrategy[str]) -> st.SearchStrategy[Case]:
    """Any case whose stays have the given kinds and with answers to any questions."""

    def of_route(route: str) -> st.SearchStrategy[Case]:
        asked = st.lists(st.sampled_from(rules().questions), max_size=25, unique_by=lambda q: q.id)
        answers = asked.flatmap(lambda qs: st.fixed_dictionaries({q.id: answer_to(q) for q in qs}))
        one = st.builds(lambda entry, k: replace(entry, kind=k), statuses, kind)
        return st.builds(
            lambda case, now, earlier, told: case.with_changes(
                route=route, current_stay=now, statuses=tuple(earlier), answers=told
            ),
            cases,
            st.builds(lambda stay, k: replace(stay, kind=k), current_stays, kind),
            st.lists(one, max_size=3, unique_by=lambda e: e.id),
            answers.map(Answers.of),
        )

    return st.sampled_from([route.id for route in rules().routes]).flatmap(of_route)


@given(stays(kinds), near | days)
@settings(max_examples=50)
def test_no_case_is_too_strange_to_be_answered(case: Case, on: date) -> None:
    dossier = assess(case, rules(), on)
    known = [route.id for route in rules().routes] if on >= rules().covered_from else []
    assert sorted(route.id for route in dossier.routes) == sorted(known)
    for problem in check_case(case, on, rules().questions):
        assert words("pl").render(problem.text)


@given(stays(texts), near)
@settings(max_examples=15)
def test_kinds_of_stay_that_the_rules_do_not_know_are_unknown_not_a_crash(case: Case, on: date) -> None:
    assert assess(case, rules(), on).last_day_of_legal_stay.day is None


@given(stays(kinds), near)
@settings(max_examples=3)
def test_every_case_can_be_printed(case: Case, on: date) -> None:
    dossier = assess(case, rules(), on)
    report = build_report(case, dossier, rules(), words("pl"), words("en"))
    assert render_pdf(report).startswith(b"%PDF")
    stamp = datetime(2026, 11, 21, tzinfo=UTC)
    assert calendar_ics(case, dossier, words("en"), include_name=True, stamp=stamp)
