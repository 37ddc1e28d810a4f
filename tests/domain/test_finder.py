"""The permit finder over the shipped rules: every permit is reachable, and nothing hangs on an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.answers import DONT_KNOW, Answers, AnswerValue
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case, CurrentStay, Tri
from permitdesk.domain.dossier import Dossier, RouteGroup
from permitdesk.domain.finder import BLOCKED, FinderResult, find, next_question
from permitdesk.domain.law.condition_kinds import AllOf, AnswerIs, AnyOf, Condition, Negation
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.fits import fit
from permitdesk.domain.law.fits import told as told_to_finder
from permitdesk.domain.law.rules import Question, Route, Ruleset
from permitdesk.rulesets.loader import load_ruleset

TODAY = date(2026, 11, 21)
MOST_QUESTIONS = 12

Told = Mapping[str, AnswerValue]


@cache
def rules() -> Ruleset:
    return load_ruleset()


@cache
def asked() -> Mapping[str, Question]:
    return {question.id: question for question in rules().questions if question.finder}


@cache
def routes() -> Mapping[str, Route]:
    return {route.id: route for route in rules().routes if route.provenance.covers(TODAY)}


def case_with(told: Told, stay: str | None = None) -> Case:
    return Case("finder", answers=Answers.of(told), current_stay=None if stay is None else CurrentStay(stay))


def dossier_of(case: Case) -> Dossier:
    return assess(case, rules(), TODAY)


def found(told: Told, stay: str | None = None) -> FinderResult:
    case = case_with(told, stay)
    return find(case, rules(), dossier_of(case))


def following(told: Told) -> str | None:
    return next_question(case_with(told), rules(), TODAY)


def walk(wanted: Told) -> dict[str, AnswerValue]:
    """Answer as a person would to whom ``wanted`` applies: what is not in it, they do not know."""
    told: dict[str, AnswerValue] = {}
    while (name := following(told)) is not None:
        told[name] = wanted.get(name, DONT_KNOW)
    return told


def ways(condition: Condition) -> Iterator[dict[str, str]]:
    """Sets of answers that make a condition over finder questions hold."""
    match condition:
        case AnswerIs(question=question, values=values):
            yield from ({question: value} for value in values)
        case AllOf(parts=parts):
            for chosen in product(*(list(ways(part)) for part in parts)):
                joined: dict[str, str] = {}
                if all(joined.setdefault(k, v) == v for way in chosen for k, v in way.items()):
                    yield joined
        case AnyOf(parts=parts):
            for part in parts:
                yield from ways(part)
        case Negation(part=AnswerIs(question=question, values=values)):
            yield from ({question: v} for v in asked()[question].options if v not in values)
        case _:
            raise AssertionError(f"the finder does not understand {condition}")


@lru_cache
def leaves() -> tuple[tuple[tuple[str, str], ...], ...]:
    """Every way through the questions on which something is always known."""
    ended = []
    waiting: list[tuple[tuple[str, str], ...]] = [()]
    while waiting:
        told = waiting.pop()
        name = following(dict(told))
        if name is None:
            ended.append(told)
        else:
            waiting += [(*told, (name, option)) for option in asked()[name].options]
    return tuple(ended)


def meant_for(answers: Told) -> list[str]:
    known = told_to_finder(case_with(answers), rules().questions)
    return [
        name
        for name, route in routes().items()
        if route.fits is not None and fit(route.fits, known) is Verdict.MET
    ]


def _drawn(data: st.DataObject, options: list[AnswerValue], name: str) -> AnswerValue:
    value: AnswerValue = data.draw(st.sampled_from(options), label=name)
    return value


# --- the questions ------------------------------------------------------------------


def test_there_are_at_most_a_dozen_questions() -> None:
    assert 1 <= len(asked()) <= MOST_QUESTIONS


def test_every_permit_says_what_it_is_meant_for() -> None:
    assert [route.id for route in routes().values() if route.fits is None] == []


@pytest.mark.parametrize("route", [pytest.param(r, id=r) for r in sorted(routes())])
def test_for_every_permit_some_answers_rank_it_first(route: str) -> None:
    fits = routes()[route].fits
    assert fits is not None
    firsts = [found(told).ranking[0].route for told in (walk(way) for way in ways(fits))]
    assert route in firsts


def test_no_way_through_the_finder_asks_more_than_a_dozen_questions() -> None:
    assert max(len(told) for told in leaves()) <= MOST_QUESTIONS


@given(st.data())
@settings(max_examples=40)
def test_answers_and_i_dont_know_in_any_mixture_end_and_give_a_ranking(data: st.DataObject) -> None:
    told: dict[str, AnswerValue] = {}
    while (name := following(told)) is not None:
        told[name] = _drawn(data, [*asked()[name].options, DONT_KNOW], name)
        assert len(told) <= MOST_QUESTIONS
    result = found(told)
    assert len(result.ranking) == len(routes())
    assert result.next_question is None


def test_i_dont_know_to_every_question_still_gives_a_ranking_and_a_next_step() -> None:
    told = walk({})
    assert set(told.values()) == {DONT_KNOW}
    result = found(told)
    assert len(result.ranking) == len(routes())
    assert result.best is None
    assert result.deciding is not None
    assert result.deciding.finder
    assert told[result.deciding.path] is DONT_KNOW, "the way on is to find out what decides most"


def test_a_question_answered_with_i_dont_know_is_not_asked_again() -> None:
    told: dict[str, AnswerValue] = {}
    seen = []
    while (name := following(told)) is not None:
        seen.append(name)
        told[name] = DONT_KNOW
    assert len(seen) == len(set(seen))


def _settled_by(told: Told, name: str) -> Fraction:
    """How many permits are decided on average by one answer: each option tried by the full assessment."""
    before = {r.id: r.fit for r in dossier_of(case_with(told)).routes}
    count = 0
    for option in asked()[name].options:
        after = {r.id: r.fit for r in dossier_of(case_with({**told, name: option})).routes}
        count += sum(before[r] is Verdict.UNKNOWN and after[r] is not Verdict.UNKNOWN for r in before)
    return Fraction(count, len(asked()[name].options))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"finder_matter": "new_permit"},
        {"finder_matter": DONT_KNOW},
        {"finder_matter": "new_permit", "finder_reason": "work"},
        {"finder_matter": "new_permit", "finder_reason": "family"},
        {"finder_matter": "new_permit", "finder_reason": "family", "finder_sponsor": DONT_KNOW},
        {"finder_matter": "new_permit", "finder_reason": "other"},
        {"finder_matter": "new_permit", "finder_reason": "settle"},
        {"finder_matter": "new_permit", "finder_reason": DONT_KNOW},
    ],
)
def test_the_question_that_settles_most_comes_next(told: Told) -> None:
    """Brute force: every question of which the answer is open, every option, the whole assessment."""
    turn = [
        name
        for name, question in asked().items()
        if name not in told
        and (
            not isinstance(question.when, AnswerIs)
            or told.get(question.when.question) in question.when.values
            or (name == "finder_reason" and told.get("finder_matter") is DONT_KNOW)
        )
    ]
    scores = {name: _settled_by(told, name) for name in turn}
    best = max((score for score in scores.values()), default=Fraction(0))
    expected = None if best == 0 else next(name for name, score in scores.items() if score == best)
    assert following(told) == expected


# --- no order changes anything ------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(("finder_matter", "finder_reason", "finder_settle"))))
def test_no_order_of_answering_changes_the_result(order: tuple[str, ...]) -> None:
    wanted = {"finder_matter": "new_permit", "finder_reason": "settle", "finder_settle": "karta_polaka"}
    answers = Answers()
    for name in order:
        answers = answers.with_answer(name, wanted[name])
    case = Case("finder", answers=answers)
    assert find(case, rules(), dossier_of(case)) == found(wanted)


@given(st.data())
@settings(max_examples=12)
def test_any_set_of_answers_gives_one_result_in_whatever_order_they_came(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(asked())), unique=True))
    told: dict[str, AnswerValue] = {
        name: _drawn(data, [*asked()[name].options, DONT_KNOW], name) for name in names
    }
    answers = Answers()
    for name in data.draw(st.permutations(names)):
        # An answer given, taken back and given again is the same answer.
        answers = answers.with_answer(name, told[name]).with_answer(name, None).with_answer(name, told[name])
    case = Case("finder", answers=answers)
    assert find(case, rules(), dossier_of(case)) == found(told)


def test_the_same_case_gives_the_same_result_again() -> None:
    told = {"finder_matter": "new_permit", "finder_reason": "work"}
    assert found(told) == found(told)


@given(st.data())
@settings(max_examples=12)
def test_answers_left_over_from_a_branch_that_was_left_change_nothing(data: st.DataObject) -> None:
    told: dict[str, AnswerValue] = dict(data.draw(st.sampled_from(leaves())))
    matter = told["finder_matter"]
    reason = told.get("finder_reason") if matter == "new_permit" else None
    behind = {
        name: question.when.values
        for name, question in asked().items()
        if isinstance(question.when, AnswerIs) and question.when.question == "finder_reason"
    }
    left_over = {
        name: data.draw(st.sampled_from(asked()[name].options), label=name)
        for name, values in behind.items()
        if reason not in values
    }
    assert found({**left_over, **told}) == found(told)


def test_a_branch_left_by_i_dont_know_leaves_nothing_over_either() -> None:
    unsure: Told = {"finder_matter": "new_permit", "finder_reason": DONT_KNOW}
    assert found({**unsure, "finder_work": "seasonal", "finder_settle": "asylum"}) == found(unsure)


# --- the ranking --------------------------------------------------------------------


#: Permits that share their answers with others, and why that is no mistake.
SECOND_WAYS = {
    "tr_eultr_other_state": "with the long-term permit of another state it is open beside the ordinary one",
    "tr_family_pl_crossborder": "open to a handful only, so it stands behind the ordinary family permits",
}


def test_one_permit_is_meant_for_each_chain_of_answers_but_for_the_second_ways_named() -> None:
    several = {}
    for told in leaves():
        ordinary = [route for route in meant_for(dict(told)) if route not in SECOND_WAYS]
        if len(ordinary) != 1:
            several[told] = ordinary
    assert several == {}


def test_the_groups_stand_in_their_order() -> None:
    groups = list(RouteGroup)
    for told in ({}, *map(dict, leaves()[::17])):
        ranking = [g for line in found(told).ranking if (g := line.group) and line.channel != "not_mos"]
        assert ranking == sorted(ranking, key=groups.index)


def test_with_nothing_told_no_permit_is_called_possible_or_impossible_for_what_it_is_meant_for() -> None:
    result = found({})
    assert {line.fit for line in result.ranking} == {Verdict.UNKNOWN}
    assert result.best is None


def test_every_permit_that_does_not_fit_says_why() -> None:
    for told in map(dict, leaves()[::11]):
        for line in found(told).ranking:
            if line.fit is Verdict.NOT_MET:
                assert line.changes, line.route
                assert line.group in BLOCKED
            assert line.reasons or line.changes, line.route


def test_where_the_person_is_follows_from_the_stay_and_an_answer_of_their_own_stands_above_it() -> None:
    by_stay = found({}, "visa_d").asked
    assert [(a.question, a.answer, a.derived) for a in by_stay] == [("finder_where", "in_poland", True)]
    abroad = found({}, "abroad").asked
    assert [(a.question, a.answer, a.derived) for a in abroad] == [("finder_where", "abroad", True)]
    own = found({"finder_where": "abroad"}, "visa_d").asked
    assert [(a.question, a.answer, a.derived) for a in own] == [("finder_where", "abroad", False)]
    assert found({}, "not_known").asked == ()


@pytest.mark.parametrize(
    ("reason", "first"),
    [("work", "tr_work_single"), ("learning", "tr_studies"), ("family", "tr_family_pl_spouse")],
)
def test_while_the_kind_of_purpose_is_open_the_usual_permit_stands_first(reason: str, first: str) -> None:
    """Not the one that happens to ask least (a board member), nor one that only holders of a status have."""
    dossier = dossier_of(case_with({"finder_matter": "new_permit", "finder_reason": reason}, "trp_work"))
    assert dossier.routes[0].id == first


def test_answers_are_told_in_the_order_of_asking() -> None:
    told = {"finder_settle": "asylum", "finder_reason": "settle", "finder_matter": "new_permit"}
    assert [a.question for a in found(told).asked] == ["finder_matter", "finder_reason", "finder_settle"]


def test_an_answer_that_nobody_would_have_asked_for_comes_last() -> None:
    told = {"finder_matter": "new_permit", "finder_reason": "settle", "finder_where": "abroad"}
    assert [a.question for a in found(told).asked][-1] == "finder_where"


# --- the deciding answer ------------------------------------------------------------


def test_while_questions_are_open_the_next_one_decides_most() -> None:
    result = found({"finder_matter": "new_permit"})
    assert result.deciding is not None
    assert result.deciding.path == result.next_question == "finder_reason"
    assert result.deciding.routes > 0


def test_when_the_plain_questions_are_settled_a_condition_of_the_best_permit_decides() -> None:
    told = {"finder_matter": "new_permit", "finder_reason": "settle", "finder_settle": "polish_spouse"}
    result = found(told)
    assert result.next_question is None
    assert result.deciding is not None
    assert not result.deciding.finder
    best = dossier_of(case_with(told)).route("pr_spouse_of_polish_citizen")
    assert best is not None
    waiting = {
        q.removeprefix("answers.")
        for f in best.requirements
        if f.verdict is Verdict.UNKNOWN
        for q in f.questions
    }
    assert result.deciding.path in waiting


def test_a_day_before_the_rules_has_nothing_to_rank() -> None:
    case = case_with({})
    result = find(case, rules(), assess(case, rules(), date(2020, 1, 1)))
    assert result.ranking == ()
    assert (result.best, result.deciding, result.next_question) == (None, None, None)


# --- words for what stands ----------------------------------------------------------

TOLERATED: Told = {"finder_matter": "new_permit", "finder_reason": "settle", "finder_settle": "tolerated"}


def said(result: FinderResult, route: str) -> list[str]:
    line = next(line for line in result.ranking if line.route == route)
    return [reason.text for reason in line.reasons]


def test_a_permit_that_needs_time_only_says_from_which_day() -> None:
    stay = CurrentStay("tolerated_351_1", first_day=date(2018, 1, 1))
    told = Case("waits", answers=Answers.of(TOLERATED), current_stay=stay)
    case = told.with_changes(journeys_complete=Tri.YES)
    result = find(case, rules(), dossier_of(case))
    assert result.ranking[0].group is RouteGroup.POSSIBLE_FROM
    assert said(result, "pr_tolerated_10y") == ["finder.fits", "finder.possible_from"]
    assert result.best == result.ranking[0]


def test_what_the_dossier_calls_possible_now_or_leaves_to_the_office_is_said_so() -> None:
    case = case_with(TOLERATED)
    dossier = dossier_of(case)
    first = dossier.routes[0]
    for verdict, group, text in (
        (Verdict.MET, RouteGroup.POSSIBLE_NOW, "finder.possible_now"),
        (Verdict.NEEDS_OFFICE, RouteGroup.FITS_SO_FAR, "finder.office_decides"),
    ):
        judged = replace(first, verdict=verdict, group=group)
        result = find(case, rules(), replace(dossier, routes=(judged, *dossier.routes[1:])))
        assert said(result, first.id)[-1] == text


def test_the_best_permit_is_never_one_that_can_never_be() -> None:
    case = case_with(TOLERATED)
    dossier = dossier_of(case)
    hopeless = replace(dossier.routes[0], group=RouteGroup.NOT_POSSIBLE)
    assert find(case, rules(), replace(dossier, routes=(hopeless,))).best is None
    changed = replace(dossier.routes[0], group=RouteGroup.IF_CHANGED)
    assert find(case, rules(), replace(dossier, routes=(changed,))).best is not None


def test_a_permit_that_does_not_say_whom_it_is_meant_for_gives_no_reason_of_that_kind() -> None:
    silent = replace(
        rules(), routes=tuple(replace(r, fits=None) for r in rules().routes if r.id == "pr_asylum")
    )
    case = case_with({})
    result = find(case, silent, assess(case, silent, TODAY))
    assert said(result, "pr_asylum") == ["finder.conditions_met"]
