"""Checks of conditions: they may only name questions, answers, kinds of stay and reasons that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from permitdesk.domain.answers import AnswerKind
from permitdesk.domain.case import AbsenceReason, ApplicantKind
from permitdesk.domain.law.condition_kinds import (
    AllOf,
    AmountAtLeast,
    AnswerIs,
    AnyOf,
    ApplicantIs,
    Condition,
    ContinuityLimits,
    CreditedStay,
    CurrentStayIs,
    DayNotBefore,
    ElapsedSince,
    EuStayWithBlueCard,
    FilingDayWithin,
    IncomeAbove,
    Negation,
    NotifiedInTime,
    QualifyingStay,
    WithinSince,
)
from permitdesk.domain.law.rules import Question, Ruleset
from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions may refer to."""

    questions: Mapping[str, Question]
    statuses: frozenset[str]
    #: ids of dated amounts and numbers
    values: frozenset[str]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Known:
        """Everything a rule set declares."""
        return cls(
            {q.id: q for q in ruleset.questions},
            frozenset(s.id for s in ruleset.statuses),
            frozenset(v.id for v in ruleset.values),
        )


def flattened(condition: Condition) -> Iterator[Condition]:
    """The condition and every condition inside it."""
    yield condition
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from flattened(part)
    elif isinstance(condition, Negation):
        yield from flattened(condition.part)
    elif isinstance(condition, IncomeAbove) and condition.no_deduction_when is not None:
        yield condition.no_deduction_when


def asked(condition: Condition) -> tuple[tuple[str, AnswerKind | None], ...]:
    """Questions one condition asks, with the kind of answer it needs (None: yes/no or choice)."""
    match condition:
        case AnswerIs():
            return ((condition.question, None),)
        case ElapsedSince() | WithinSince() | DayNotBefore():
            return ((condition.question, AnswerKind.DAY),)
        case NotifiedInTime():
            return (
                (condition.event_question, AnswerKind.DAY),
                (condition.notified_question, AnswerKind.DAY),
            )
        case AmountAtLeast():
            return ((condition.question, AnswerKind.MONEY),)
        case IncomeAbove():
            housing = condition.housing_question
            return (
                (condition.amount_question, AnswerKind.MONEY),
                (condition.household_question, AnswerKind.WHOLE_NUMBER),
                *(((housing, AnswerKind.MONEY),) if housing else ()),
            )
        case EuStayWithBlueCard():
            return (
                (condition.variant_question, AnswerKind.CHOICE),
                (condition.since_question, AnswerKind.DAY),
                (condition.longest_break_question, AnswerKind.WHOLE_NUMBER),
                (condition.total_break_question, AnswerKind.WHOLE_NUMBER),
            )
        case _:
            return ()


def condition_problems(condition: Condition, known: Known) -> Iterator[str]:
    """What is wrong with a condition and the conditions inside it."""
    for part in flattened(condition):
        yield from _question_problems(part, known)
        yield from _own_problems(part, known)


def _question_problems(condition: Condition, known: Known) -> Iterator[str]:
    for name, kind in asked(condition):
        question = known.questions.get(name)
        if question is None:
            yield f"unknown question {name!r}"
        elif kind is None and isinstance(condition, AnswerIs):
            yield from _answer_problems(condition, question)
        elif question.kind is not kind:
            yield f"question {name!r} is answered by {question.kind}, needed is {kind}"


def _answer_problems(condition: AnswerIs, question: Question) -> Iterator[str]:
    if question.kind is AnswerKind.YES_NO:
        allowed = {"yes", "no"}
    elif question.kind is AnswerKind.CHOICE:
        allowed = set(question.options)
    else:
        yield f"question {question.id!r} is answered by {question.kind}, needed is yes/no or choice"
        return
    named = (*condition.values, *condition.office)
    if not named:
        yield f"question {question.id!r}: no answer is named"
    for value in named:
        if value not in allowed:
            yield f"question {question.id!r} has no answer {value!r}"


def _own_problems(condition: Condition, known: Known) -> Iterator[str]:
    match condition:
        case AllOf() | AnyOf() if not condition.parts:
            yield "a condition without parts"
        case CurrentStayIs():
            yield from _unknown_kinds((*condition.kinds, *condition.office), known)
            if not condition.kinds and not condition.office:
                yield "no kind of stay is named"
        case ApplicantIs():
            for kind in condition.kinds:
                if kind not in set(ApplicantKind):
                    yield f"unknown kind of applicant {kind!r}"
        case DayNotBefore() if condition.not_before is None and condition.not_after is None:
            yield f"question {condition.question!r}: neither a first nor a last day is named"
        case FilingDayWithin() if condition.not_before is None and condition.not_after is None:
            yield "a window of filing days without a first or a last day"
        case AmountAtLeast() if condition.value not in known.values:
            yield f"unknown value {condition.value!r}"
        case QualifyingStay():
            yield from _unknown_kinds((*condition.kinds, *condition.proceedings_credit_for), known)
            if not condition.kinds and not condition.any_legal:
                yield "a required stay on no kind of title"
            for limits in (condition.continuity, condition.warn_continuity):
                yield from _limit_problems(limits)
        case CreditedStay():
            yield from _limit_problems(condition.continuity)
        case EuStayWithBlueCard():
            yield from _unknown_kinds(condition.kinds, known)
            yield from _limit_problems(condition.continuity)
            yield from _limit_problems(condition.polish_continuity)
        case _:
            return


def _unknown_kinds(kinds: tuple[str, ...], known: Known) -> Iterator[str]:
    for kind in kinds:
        if kind not in known.statuses:
            yield f"unknown kind of stay {kind!r}"


def _limit_problems(limits: ContinuityLimits | None) -> Iterator[str]:
    if limits is None:
        return
    for reason in limits.exempt_reasons:
        if reason not in set(AbsenceReason):
            yield f"unknown reason for an absence {reason!r}"
    named = (limits.article, *limits.exempt_articles)
    if not all(map(str.strip, named)) or len(limits.exempt_articles) != len(limits.exempt_reasons):
        yield "limits for journeys without an article for themselves and one for each reason"
