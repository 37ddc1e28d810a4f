"""Evaluates the closed list of condition kinds. Data supplies parameters, never code."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TypeVar, assert_never

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import Absence, ApplicantKind, Case
from permitdesk.domain.dates.arithmetic import add_years, age_on
from permitdesk.domain.law.condition_kinds import (
    AbroadNow,
    AgeBelow,
    AllOf,
    AmountAtLeast,
    AnswerIs,
    AnyOf,
    ApplicantIs,
    Condition,
    CreditedStay,
    CurrentStayIs,
    DayNotBefore,
    ElapsedSince,
    EuStayWithBlueCard,
    FilingDayWithin,
    IncomeAbove,
    LegalStayOnFilingDay,
    Negation,
    NotifiedInTime,
    Plain,
    QualifyingStay,
    WithinSince,
)
from permitdesk.domain.law.conditions_days import (
    day_not_before,
    elapsed_since,
    filing_day_within,
    notified_in_time,
    within_since,
)
from permitdesk.domain.law.conditions_money import amount_at_least, income_above
from permitdesk.domain.law.conditions_stay import credited, eu_stay, qualifying
from permitdesk.domain.law.findings import Fact, TextRef, Verdict, all_of, any_of, say
from permitdesk.domain.law.situation import Outcome, Situation, answer_label, open_question, question_label
from permitdesk.domain.stay.approximate import range_of
from permitdesk.domain.stay.kinds import LastDayRule
from permitdesk.domain.stay.unknowns import may_be_one_of

T = TypeVar("T")

#: The finder's question for the place where the applicant is.
WHERE = "finder_where"

_WITH_DATES = {Verdict.TOO_EARLY, Verdict.NEEDS_OFFICE, Verdict.MET}
_OPPOSITE = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET, Verdict.TOO_EARLY: Verdict.MET}


def evaluate(condition: Condition, situation: Situation, rule_id: str) -> Outcome:
    """Hold one condition against the situation. ``rule_id`` names the rule in the stay evidence.

    Routes of a family share their rules, so each condition object is evaluated once per situation.
    The memo keeps the object itself, so that its identity cannot be given to another one meanwhile.
    """
    known = situation.memo.get(id(condition))
    if known is not None:
        found: Outcome = known[1]
        return found
    outcome = _evaluate(condition, situation, rule_id)
    situation.memo[id(condition)] = (condition, outcome)
    return outcome


def _evaluate(condition: Condition, situation: Situation, rule_id: str) -> Outcome:
    # The kinds are tried in the order in which they are met most often.
    match condition:
        case AnswerIs():
            return _answer_is(condition, situation)
        case AllOf():
            return _joined([evaluate(p, situation, rule_id) for p in condition.parts], every=True)
        case AnyOf():
            return _joined([evaluate(p, situation, rule_id) for p in condition.parts], every=False)
        case Negation():
            return opposite(evaluate(condition.part, situation, rule_id))
        case QualifyingStay():
            return qualifying(condition, situation, rule_id)
        case CreditedStay():
            return credited(condition, situation, rule_id)
        case EuStayWithBlueCard():
            return eu_stay(condition, situation, rule_id)
        case IncomeAbove():
            free = condition.no_deduction_when
            exempt = None if free is None else evaluate(free, situation, rule_id)
            return income_above(condition, situation, exempt)
        case _:
            return _plain(condition, situation)


def _plain(condition: Plain, situation: Situation) -> Outcome:
    """Conditions that need nothing but the situation."""
    match condition:
        case CurrentStayIs():
            return _current_stay_is(condition, situation)
        case AgeBelow():
            return _age_below(condition, situation)
        case ApplicantIs():
            return _applicant_is(condition, situation)
        case LegalStayOnFilingDay():
            return _legal_stay(situation)
        case AbroadNow():
            return _abroad_now(situation)
        case ElapsedSince():
            return elapsed_since(condition, situation)
        case WithinSince():
            return within_since(condition, situation)
        case FilingDayWithin():
            return filing_day_within(condition, situation)
        case NotifiedInTime():
            return notified_in_time(condition, situation)
        case AmountAtLeast():
            return amount_at_least(condition, situation)
        case DayNotBefore():
            return day_not_before(condition, situation)
        case _:  # pragma: no cover - mypy proves that the list is closed
            assert_never(condition)


def opposite(outcome: Outcome) -> Outcome:
    """The outcome of the opposite condition: what is open stays open, and waiting gives no date."""
    verdict = _OPPOSITE.get(outcome.verdict, outcome.verdict)
    return Outcome(
        verdict,
        outcome.explanation,
        outcome.facts,
        outcome.arithmetic,
        questions=outcome.questions,
        evidence=outcome.evidence,
    )


def questions_in(condition: Condition) -> tuple[str, ...]:
    """Ids of the questions a condition can ask, in reading order."""
    match condition:
        case AnswerIs():
            return (condition.question,)
        case AllOf() | AnyOf():
            return tuple(dict.fromkeys(q for part in condition.parts for q in questions_in(part)))
        case Negation():
            return questions_in(condition.part)
        case ElapsedSince() | WithinSince() | DayNotBefore() | AmountAtLeast():
            return (condition.question,)
        case NotifiedInTime():
            return (condition.event_question, condition.notified_question)
        case EuStayWithBlueCard():
            return (
                condition.variant_question,
                condition.since_question,
                condition.longest_break_question,
                condition.total_break_question,
            )
        case IncomeAbove():
            numbers = (condition.amount_question, condition.household_question, condition.housing_question)
            free = condition.no_deduction_when
            return (*filter(None, numbers), *(() if free is None else (free.question,)))
        case _:
            return ()


def is_dated(condition: Condition) -> bool:
    """Whether the condition can come true by waiting, so that an earliest day belongs to it."""
    match condition:
        case ElapsedSince() | FilingDayWithin() | QualifyingStay() | CreditedStay() | EuStayWithBlueCard():
            return True
        case AllOf() | AnyOf():
            return any(is_dated(part) for part in condition.parts)
        case _:
            return False


def _joined(parts: list[Outcome], *, every: bool) -> Outcome:
    verdict = (all_of if every else any_of)([p.verdict for p in parts])
    # An alternative that is open, or holds, is explained by the parts that decide it.
    shown = parts if every else ([p for p in parts if p.verdict is verdict] or parts)
    evidence = tuple([e for p in parts if p.evidence for e in p.evidence])
    if len(shown) == 1:
        # What one part says needs no joining.
        only, days = shown[0], shown[0].verdict in _WITH_DATES
        return Outcome(
            verdict,
            only.explanation,
            only.facts,
            only.arithmetic,
            only.safe if days else None,
            only.lenient if days else None,
            only.questions,
            evidence,
        )
    with_dates = [p for p in shown if p.verdict in _WITH_DATES]
    safes = [p.safe for p in with_dates if p.safe is not None]
    lenients = [p.lenient for p in with_dates if p.lenient is not None]
    pick = max if every else min
    return Outcome(
        verdict,
        _said_once([p.explanation for p in shown]),
        _said_once([p.facts for p in shown]),
        _said_once([p.arithmetic for p in shown]),
        pick(safes) if safes else None,
        pick(lenients) if lenients else None,
        _said_once([p.questions for p in shown]),
        evidence,
    )


def _said_once(groups: list[tuple[T, ...]]) -> tuple[T, ...]:
    """Everything once, in the order of the parts; comparing costs, so single things are not compared."""
    told = [group for group in groups if group]
    if len(told) <= 1:
        return told[0] if told else ()
    return tuple(dict.fromkeys([thing for group in told for thing in group]))


def _answer_is(condition: AnswerIs, situation: Situation) -> Outcome:
    path = f"answers.{condition.question}"
    value = situation.case.answers.get(condition.question)
    if value is None or value is DONT_KNOW:
        # Most conditions of an assessment wait for an answer, and many for the same one.
        work_out = partial(open_question, path, question_label(condition.question))
        return situation.once(("open", condition.question), work_out)
    text = situation.case.answers.text(condition.question)
    assert text is not None
    if text in condition.values:
        verdict = Verdict.MET
    elif text in condition.office:
        verdict = Verdict.NEEDS_OFFICE
    else:
        verdict = Verdict.NOT_MET
    said = answer_label(condition.question, text)
    return Outcome(
        verdict,
        (say("condition.answered", question=question_label(condition.question), answer=said),),
        (Fact(path, said),),
    )


def _age_below(condition: AgeBelow, situation: Situation) -> Outcome:
    birth = situation.case.person.birth_date
    if birth is None:
        if situation.case.applicant is ApplicantKind.ADULT and condition.years <= 18:
            adult = TextRef("applicant.adult")
            return Outcome(
                Verdict.NOT_MET, (say("condition.adult", years=condition.years),), (Fact("applicant", adult),)
            )
        return open_question("person.birth_date", TextRef("field.person.birth_date"))
    age = age_on(birth, situation.on)
    return Outcome(
        Verdict.MET if age < condition.years else Verdict.NOT_MET,
        (say("condition.age", age=age, years=condition.years, on=situation.on),),
        (Fact("person.birth_date", birth),),
        (say("condition.age_arithmetic", birth=birth, limit=add_years(birth, condition.years)),),
    )


def _applicant_is(condition: ApplicantIs, situation: Situation) -> Outcome:
    applicant = situation.case.applicant
    if applicant is None:
        return open_question("applicant", TextRef("field.applicant"))
    said = TextRef(f"applicant.{applicant.value}")
    return Outcome(
        Verdict.MET if applicant.value in condition.kinds else Verdict.NOT_MET,
        (say("condition.applicant", applicant=said),),
        (Fact("applicant", said),),
    )


def _current_stay_is(condition: CurrentStayIs, situation: Situation) -> Outcome:
    current = situation.case.current_stay
    if current is None or current.kind == "not_known":
        return open_question("current_stay.kind", TextRef("field.current_stay.kind"))
    # A kind from other rules has no name here: it shows as it was stored.
    said = TextRef(f"status.{current.kind}.title") if current.kind in situation.kinds else current.kind
    fact = (Fact("current_stay.kind", said),)
    if current.kind in condition.kinds:
        return Outcome(Verdict.MET, (say("condition.current_stay", status=said),), fact)
    if current.kind in condition.office:
        return Outcome(Verdict.NEEDS_OFFICE, (say("condition.current_stay", status=said),), fact)
    # "tolerated_unknown" may turn out to be any tolerated stay.
    if may_be_one_of(current.kind, (*condition.kinds, *condition.office)):
        return Outcome(
            Verdict.UNKNOWN,
            (say("condition.current_stay_unclear", status=said),),
            fact,
            questions=("current_stay.kind",),
        )
    return Outcome(Verdict.NOT_MET, (say("condition.current_stay", status=said),), fact)


def _legal_stay(situation: Situation) -> Outcome:
    stay = situation.legal_stay
    facts = (Fact("current_stay.last_day", stay.day),)
    if stay.basis == LastDayRule.NOT_IN_POLAND.value:
        # Nobody stays illegally in a country they are not in; that they are abroad is a question of its own.
        return Outcome(Verdict.MET, (say("condition.not_in_poland"),))
    if stay.legal_now is None:
        return Outcome(
            Verdict.NEEDS_OFFICE if stay.verdict is Verdict.NEEDS_OFFICE else Verdict.UNKNOWN,
            (say("condition.legal_stay_open"),),
            facts,
            questions=stay.questions,
        )
    if not stay.legal_now:
        return Outcome(Verdict.NOT_MET, (say("condition.legal_stay_over"),), facts)
    if stay.verdict is Verdict.NEEDS_OFFICE:
        return Outcome(Verdict.NEEDS_OFFICE, (say("condition.legal_stay_doubtful"),), facts)
    if stay.day is None:
        return Outcome(Verdict.MET, (say("condition.legal_stay_no_end"),), facts)
    return Outcome(Verdict.MET, (say("condition.legal_stay_until", day=stay.day),), facts)


def _perhaps_here(case: Case, path: str, on: date) -> str | None:
    """The range of a journey running on ``on`` in which the deciding day may lie; None if there is none."""
    left, returned = range_of(case, f"{path}.left"), range_of(case, f"{path}.returned")
    if left is not None and left.first <= on < left.last:
        return left.path
    if returned is not None and returned.first <= on < returned.last:
        return returned.path
    return None


def _surely_over(absence: Absence, on: date) -> bool:
    """Whether a journey told to the day ended by ``on``, as nearly all have."""
    left, returned = absence.left, absence.returned
    return left is not None and returned is not None and left < on and returned <= on


def _abroad_now(situation: Situation) -> Outcome:
    """Abroad from the day after leaving to the day before coming back; a day not known keeps it open.

    On the day of leaving the person may still be here when filing: that is for the office.
    """
    case, on = situation.case, situation.on
    if situation.legal_stay.basis == LastDayRule.NOT_IN_POLAND.value:
        return Outcome(
            Verdict.MET,
            (say("condition.abroad_by_stay"),),
            (Fact("current_stay.kind", TextRef("status.abroad.title")),),
        )
    open_paths = []
    leaving: date | None = None
    for absence in case.absences:
        if not case.approximate and _surely_over(absence, on):
            continue
        path = f"absences.{absence.id}"
        back_unknown = absence.returned is None and f"{path}.returned" in case.dont_know
        if absence.left is None:
            if absence.returned is None or absence.returned > on:
                open_paths.append(f"{path}.left")
        elif absence.left > on:
            continue
        elif back_unknown:
            open_paths.append(f"{path}.returned")
        elif (unsure := _perhaps_here(case, path, on)) is not None:
            open_paths.append(unsure)
        elif absence.left == on and absence.returned != on:
            leaving = on
        elif absence.returned is None or absence.returned > on:
            return Outcome(
                Verdict.MET,
                (say("condition.abroad", left=absence.left),),
                (Fact("absences", absence.left),),
            )
    if open_paths:
        return open_question(open_paths[0], TextRef("field.absences"))
    if case.answers.get(WHERE) == "abroad":
        said = answer_label(WHERE, "abroad")
        return Outcome(Verdict.MET, (say("condition.abroad_by_answer"),), (Fact(f"answers.{WHERE}", said),))
    if leaving is not None:
        # In Poland for a part of the day, and no rule says of which part the Act speaks.
        return Outcome(
            Verdict.NEEDS_OFFICE, (say("condition.leaving_today", on=leaving),), (Fact("absences", leaving),)
        )
    return Outcome(Verdict.NOT_MET, (say("condition.in_poland", on=on),))
