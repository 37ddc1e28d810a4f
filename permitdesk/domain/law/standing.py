"""What the rules come to by themselves: the same for everybody who has not answered what they ask.

Of some fifteen hundred rules a person answers the questions of a few. What all others say (an open
condition, a note, a document that is needed in any case) follows from the rules alone, so it is found
once for a rule set and not in each assessment. It is made by the functions that look at a case, for a
case in which nothing is told, so it cannot differ from what they would find.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import Case
from permitdesk.domain.law.checklist import checklist
from permitdesk.domain.law.condition_kinds import (
    AllOf,
    AmountAtLeast,
    AnswerIs,
    AnyOf,
    Condition,
    DayNotBefore,
    ElapsedSince,
    IncomeAbove,
    Negation,
    NotifiedInTime,
    WithinSince,
)
from permitdesk.domain.law.conditions import evaluate, questions_in
from permitdesk.domain.law.eligibility import bar_findings, refusal_findings, requirement_findings
from permitdesk.domain.law.fees import fee_items
from permitdesk.domain.law.route_notes import route_notes
from permitdesk.domain.law.rules import (
    Bar,
    DocumentRule,
    FeeRule,
    RefusalGround,
    Requirement,
    Route,
    RouteNote,
    Ruleset,
)
from permitdesk.domain.law.situation import Dated, Outline, Situation
from permitdesk.domain.records import dataclass

Rule = Requirement | Bar | RefusalGround | DocumentRule | FeeRule | RouteNote
R = TypeVar("R", bound=Rule)
#: one thing told of a case: the kind of entry and its id
Told = tuple[str, str]

#: kinds of condition that are open, whatever else is told, while the questions they ask have no answer
_OPEN_UNANSWERED = (
    AnswerIs,
    ElapsedSince,
    WithinSince,
    DayNotBefore,
    NotifiedInTime,
    AmountAtLeast,
    IncomeAbove,
)
#: the kinds of rules of a route, each with what is found for all of them
_KINDS: Mapping[str, Callable[[Route, Situation], object]] = {
    "requirements": requirement_findings,
    "bars": bar_findings,
    "refusal_grounds": refusal_findings,
    "documents": checklist,
    "fees": fee_items,
    "notes": route_notes,
}
#: where a rule set keeps this
_KEY = "standing"


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found, in the form of the memo of a situation, and what a case must not tell for it."""

    found: Mapping[Hashable, Any]
    overturned_by: Mapping[Told, tuple[int, ...]]

    def memo(self, case: Case) -> dict[Hashable, Any]:
        """What stands for ``case`` before any rule is looked at."""
        memo = dict(self.found)
        for told in _told(case):
            for key in self.overturned_by.get(told, ()):
                memo.pop(key, None)
        return memo


def first_memo(ruleset: Ruleset, situation: Situation) -> dict[Hashable, Any]:
    """The memo with which an assessment of ``situation`` under ``ruleset`` begins.

    The day must be covered by the rules. Whoever asks only once, like the command line, is not made to
    wait for what only a second assessment could use: before that nothing is prepared.
    """
    kept = ruleset.memo
    if _KEY not in kept:
        kept[_KEY] = None
        return {}
    if kept[_KEY] is None:
        kept[_KEY] = standing(ruleset, situation)
    found: Standing = kept[_KEY]
    return found.memo(situation.case)


def standing(ruleset: Ruleset, situation: Situation) -> Standing:
    """All that stands under ``ruleset``; of ``situation`` the case is not used."""
    nobody = replace(situation, case=Case(""), told=None, memo={})
    overturned: dict[Told, list[int]] = {}

    def note(key: int, conditions: Iterable[Condition], *entries: Told) -> None:
        questions = dict.fromkeys(chain.from_iterable(map(questions_in, conditions)))
        for told in (*(("answer", question) for question in questions), *entries):
            overturned.setdefault(told, []).append(key)

    for condition in chain.from_iterable(map(_unanswered, _conditions(ruleset))):
        evaluate(condition, nobody, "")
        note(id(condition), (condition,))
    for route in ruleset.routes:
        alone = _alone(route, ruleset.covered_from)
        for kind, find in _KINDS.items():
            find(alone, nobody)
            standing_rules: tuple[Rule, ...] = getattr(alone, kind)
            rules: tuple[Rule, ...] = getattr(route, kind)
            for rule in standing_rules:
                note(id(rule), _asked_by(rule), *_entries(rule))
                note(id(rules), _asked_by(rule), *_entries(rule))
            nobody.memo[id(rules)] = _outline(rules, nobody.memo)
    return Standing(
        {key: found for key, found in nobody.memo.items() if isinstance(key, int)},
        {told: tuple(dict.fromkeys(keys)) for told, keys in overturned.items()},
    )


def _outline(rules: tuple[Rule, ...], found: Mapping[Hashable, Any]) -> Outline:
    """What stands of ``rules``, in runs, and between them the rules that must be looked at."""
    parts: list[tuple[Any, ...]] = []
    looked_at: list[object] = []
    run: list[object] = []
    for rule in rules:
        if id(rule) in found:
            if found[id(rule)] is not None:
                run.append(found[id(rule)])
        else:
            parts.append(tuple(run))
            looked_at.append(rule)
            run = []
    return Outline(tuple(parts), tuple(looked_at), tuple(run))


def _told(case: Case) -> Iterator[Told]:
    for question, value in case.answers:
        if value is not DONT_KNOW:
            yield "answer", question
    for document in case.documents:
        yield "document", document.id
    for payment in case.payments:
        yield "payment", payment.id


def _alone(route: Route, covered_from: date) -> Route:
    """The route with those rules that are in force on every day covered, and look at answers alone."""

    def alone(rules: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(
            rule
            for rule in rules
            if _always(rule, covered_from) and all(map(_unanswered_is_open, _asked_by(rule)))
        )

    return replace(
        route,
        requirements=alone(route.requirements),
        bars=alone(route.bars),
        refusal_grounds=alone(route.refusal_grounds),
        documents=alone(route.documents),
        fees=tuple(fee for fee in alone(route.fees) if all(_always(r, covered_from) for r in fee.reductions)),
        notes=alone(route.notes),
    )


def _always(rule: Dated, covered_from: date) -> bool:
    validity = rule.provenance
    return validity.in_force_to is None and validity.in_force_from <= covered_from


def _asked_by(rule: Rule) -> tuple[Condition, ...]:
    """The conditions of one rule of a route."""
    asked: list[Condition | None]
    if isinstance(rule, (Requirement, Bar, RefusalGround)):
        asked = [rule.condition]
    else:
        asked = [rule.when]
        if isinstance(rule, FeeRule):
            asked += [reduction.condition for reduction in rule.reductions]
    return tuple(condition for condition in asked if condition is not None)


def _entries(rule: Rule) -> tuple[Told, ...]:
    """What a person may note about a rule itself."""
    if isinstance(rule, DocumentRule):
        return (("document", rule.id),)
    return (("payment", rule.id),) if isinstance(rule, FeeRule) else ()


def _conditions(ruleset: Ruleset) -> Iterator[Condition]:
    """Every condition that an assessment looks at for many routes, or for questions."""
    for route in ruleset.routes:
        rules: tuple[Rule, ...] = (*route.requirements, *route.bars, *route.refusal_grounds)
        rules = (*rules, *route.documents, *route.fees, *route.notes)
        yield from chain.from_iterable(map(_asked_by, rules))
        yield from (annex.when for annex in route.annexes if annex.when is not None)
        yield from (c for c in (route.fits, route.late_filing_allowed, route.ends_open_case) if c is not None)
    yield from (question.when for question in ruleset.questions if question.when is not None)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case AllOf() | AnyOf():
            return condition.parts
        case Negation():
            return (condition.part,)
        case IncomeAbove() if condition.no_deduction_when is not None:
            return (condition.no_deduction_when,)
        case _:
            return ()


def _unanswered(condition: Condition) -> Iterator[Condition]:
    """The condition and all that it is made of, as far as nothing but answers decides it."""
    for part in _parts(condition):
        yield from _unanswered(part)
    if _unanswered_is_open(condition):
        yield condition


def _unanswered_is_open(condition: Condition) -> bool:
    """Whether without answers nothing else of a case, and no day, changes what the condition comes to."""
    if not isinstance(condition, (AllOf, AnyOf, Negation, *_OPEN_UNANSWERED)):
        return False
    return all(map(_unanswered_is_open, _parts(condition)))
