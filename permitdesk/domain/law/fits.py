"""What was told to the permit finder, and whether a permit is meant for it.

Light on purpose: the finder asks hundreds of times what would follow from an answer, and needs
neither reasons nor sources for that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from permitdesk.domain.answers import DONT_KNOW, Answers, DontKnow
from permitdesk.domain.case import Case
from permitdesk.domain.law.condition_kinds import AllOf, AnswerIs, AnyOf, Condition, Negation
from permitdesk.domain.law.findings import Verdict, all_of, any_of
from permitdesk.domain.law.rules import Question

_OPPOSITE = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}


class Unasked(Enum):
    """Why a finder question has no answer to be looked at."""

    #: it is its turn
    OPEN = "open"
    #: it hangs on an answer that is still missing or not known
    LATER = "later"
    #: the answers so far have nothing to do with it; what may be stored for it is left over
    NEVER = "never"


#: For each finder question, in the order of the file, what was told or why nothing was.
Told = Mapping[str, str | DontKnow | Unasked]


def finder_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The plain questions of the permit finder, in the order of their file."""
    return tuple(question for question in questions if question.finder)


def hubs(questions: Sequence[Question]) -> frozenset[str]:
    """Ids of the finder questions on which further ones hang."""
    return frozenset(
        name
        for question in finder_questions(questions)
        if question.when is not None
        for name in _named(question.when)
    )


def told(case: Case, questions: Sequence[Question]) -> Told:
    """What the finder may use: answers of branches that were left again are no answers.

    Only finder questions of ``questions`` are looked at. Behind an "I don't know" only such
    questions are asked on which further ones hang.
    """
    asked = finder_questions(questions)
    leading = hubs(questions)
    found: dict[str, str | DontKnow | Unasked] = {}
    for question in asked:
        turn = Verdict.MET if question.when is None else fit(question.when, found)
        if turn is Verdict.NOT_MET:
            found[question.id] = Unasked.NEVER
        elif turn is Verdict.MET or (question.id in leading and _given_up(question, found)):
            found[question.id] = _answer(case, question)
        else:
            found[question.id] = Unasked.LATER
    return found


def with_answer(known: Told, questions: Sequence[Question], question: str, value: str) -> Told:
    """What would be told if ``question`` were answered with ``value``: questions behind it open or close.

    An answer that is stored for a question which only then opens is left out: it was given long ago
    to another branch, and nobody knows yet whether it still holds.
    """
    found = {**known, question: value}
    for other in finder_questions(questions):
        if other.when is None:
            continue
        turn = fit(other.when, found)
        if turn is Verdict.NOT_MET:
            found[other.id] = Unasked.NEVER
        elif turn is Verdict.MET and isinstance(found[other.id], Unasked):
            found[other.id] = Unasked.OPEN
    return found


def without_leftovers(case: Case, questions: Sequence[Question]) -> Case:
    """The case without finder answers of branches that were left again: they must change nothing."""
    known = told(case, questions)
    left_over = {name for name, _ in case.answers if known.get(name) in {Unasked.NEVER, Unasked.LATER}}
    if not left_over:
        return case
    kept = {name: value for name, value in case.answers if name not in left_over}
    return case.with_changes(answers=Answers.of(kept))


def fit(condition: Condition, known: Told) -> Verdict:
    """Whether a condition over finder questions holds. Other kinds of condition stay open here."""
    match condition:
        case AnswerIs():
            value = known.get(condition.question, Unasked.LATER)
            if value is Unasked.NEVER:
                return Verdict.NOT_MET
            if not isinstance(value, str):
                return Verdict.UNKNOWN
            return Verdict.MET if value in condition.values else Verdict.NOT_MET
        case AllOf():
            return all_of(fit(part, known) for part in condition.parts)
        case AnyOf():
            return any_of(fit(part, known) for part in condition.parts)
        case Negation():
            verdict = fit(condition.part, known)
            return _OPPOSITE.get(verdict, verdict)
        case _:
            return Verdict.UNKNOWN


def decisive_answer(condition: Condition, known: Told) -> str | None:
    """The question whose answer alone keeps a condition from holding; None if no single one does."""
    match condition:
        case AnswerIs():
            value = known.get(condition.question)
            against = isinstance(value, str) and value not in condition.values
            return condition.question if against else None
        case AllOf():
            return next((q for part in condition.parts if (q := decisive_answer(part, known))), None)
        case AnyOf():
            # Of alternatives one answer decides only if all of them fail on it.
            failing = {decisive_answer(part, known) for part in condition.parts}
            return failing.pop() if len(failing) == 1 else None
        case _:
            return None


def first_open(condition: Condition, known: Told) -> str | None:
    """The first question that a condition still waits for; None if it waits for none."""
    return next((name for name in _named(condition) if not isinstance(known.get(name), str)), None)


def _answer(case: Case, question: Question) -> str | DontKnow | Unasked:
    value = case.answers.get(question.id)
    if value is DONT_KNOW:
        return DONT_KNOW
    # An option of older rules is as good as no answer.
    return value if isinstance(value, str) and value in question.options else Unasked.OPEN


def _given_up(question: Question, known: Told) -> bool:
    """Whether everything that the turn of a question hangs on was answered, if with "I don't know"."""
    names = () if question.when is None else _named(question.when)
    return all(not isinstance(known.get(name, Unasked.LATER), Unasked) for name in names)


def _named(condition: Condition) -> tuple[str, ...]:
    match condition:
        case AnswerIs():
            return (condition.question,)
        case AllOf() | AnyOf():
            return tuple(name for part in condition.parts for name in _named(part))
        case Negation():
            return _named(condition.part)
        case _:
            return ()
