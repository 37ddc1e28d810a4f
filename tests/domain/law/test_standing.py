"""What was prepared for a rule set changes no assessment: each answer takes out what hangs on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers, AnswerValue
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case, DocumentState, DocumentStatus, PaymentState
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.rules import Question, Ruleset
from permitdesk.rulesets.loader import load_ruleset

TODAY = date(2026, 11, 21)
#: so many cases share the questions among them
CASES = 40


@pytest.fixture(scope="module")
def prepared() -> Ruleset:
    """The shipped rules, asked so often that everything is prepared."""
    rules = load_ruleset()
    for _ in range(3):
        assess(Case("before"), rules, TODAY)
    return rules


def unprepared(case: Case, rules: Ruleset, on: date = TODAY) -> Dossier:
    """What rules say that nobody has asked before."""
    return assess(case, replace(rules), on)


def value_of(question: Question, turn: int) -> AnswerValue:
    match question.kind:
        case AnswerKind.YES_NO:
            return ("yes", "no")[turn % 2]
        case AnswerKind.CHOICE:
            return question.options[turn % len(question.options)]
        case AnswerKind.TEXT:
            return "told"
        case AnswerKind.DAY:
            return date(2024 + turn % 4, 5, 1)
        case AnswerKind.WHOLE_NUMBER | AnswerKind.MONEY:
            return Decimal(2 + turn % 3)


@pytest.mark.parametrize("turn", range(CASES))
def test_an_answer_is_looked_at_wherever_it_matters(prepared: Ruleset, turn: int) -> None:
    answers = {q.id: value_of(q, turn) for q in prepared.questions[turn::CASES]}
    case = Case("c", answers=Answers.of(answers))
    assert assess(case, prepared, TODAY) == unprepared(case, prepared)


def test_an_answer_that_is_not_known_changes_nothing_that_stands(prepared: Ruleset) -> None:
    case = Case("c", answers=Answers.of({q.id: DONT_KNOW for q in prepared.questions}))
    assert assess(case, prepared, TODAY) == unprepared(case, prepared)


def test_what_is_noted_about_documents_and_fees_is_shown(prepared: Ruleset) -> None:
    documents = {d.id for route in prepared.routes for d in route.documents}
    fees = {f.id for route in prepared.routes for f in route.fees}
    case = Case(
        "c",
        documents=tuple(DocumentState(name, DocumentStatus.READY, note="seen") for name in sorted(documents)),
        payments=tuple(PaymentState(name, TODAY) for name in sorted(fees)),
    )
    found = assess(case, prepared, TODAY)
    assert found == unprepared(case, prepared)
    assert {item.note for route in found.routes for item in route.checklist} == {"seen"}
    assert {fee.paid_on for route in found.routes for fee in route.fees} == {TODAY}


def test_what_is_prepared_holds_on_every_day_covered(prepared: Ruleset) -> None:
    for on in (prepared.covered_from, date(2027, 2, 28), date(2027, 3, 5), date(2030, 1, 1)):
        assert assess(Case("c"), prepared, on) == unprepared(Case("c"), prepared, on)


def test_a_rule_with_an_end_is_never_prepared() -> None:
    rules = load_ruleset()
    route = next(r for r in rules.routes if r.notes and r.fees)
    note, fee = route.notes[0], route.fees[0]
    ending = replace(note, provenance=replace(note.provenance, in_force_to=TODAY))
    later = replace(note, id="later", provenance=replace(note.provenance, in_force_from=date(2026, 11, 22)))
    reduced = next(f for r in rules.routes for f in r.fees if f.reductions)
    reduction = reduced.reductions[0]
    ends = replace(reduction, provenance=replace(reduction.provenance, in_force_to=TODAY))
    changed = replace(
        route, notes=(ending, later), fees=(replace(fee, id="ends", reductions=(ends,)), *route.fees)
    )
    rules = replace(rules, routes=(changed,))
    case = Case("c", answers=Answers.of(dict.fromkeys(("child_under_13", "pupil_or_student"), "yes")))
    for on in (TODAY, TODAY, TODAY, date(2026, 11, 22)):
        found = assess(case, rules, on)
        assert found == unprepared(case, rules, on)
        assert [n.id for n in found.routes[0].notes] == [note.id if on == TODAY else "later"]
