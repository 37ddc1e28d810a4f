"""Stay in other EU states added to two years on a Blue Card in Poland (art. 212(1)(1)-(1c), (4), (3)(2)).

The Polish part is counted like any qualifying stay. The EU part is told by four answers, so it is
never graded more finely than the answers allow: no ledger, and two dates where the law is silent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from permitdesk.domain.answers import Answers
from permitdesk.domain.law.condition_kinds import (
    ContinuityLimits,
    EuStayWithBlueCard,
    QualifyingStay,
)
from permitdesk.domain.law.findings import Statement, Verdict, all_of, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.credit import complete_on
from permitdesk.domain.stay.evidence import Grade, ReasonsRefused, StayEvidence
from permitdesk.domain.stay.joined import over_ends
from permitdesk.domain.stay.qualifying import count_qualifying, earliest_from, verdict_of
from permitdesk.domain.stay.reasons import reasons_at_risk, without_reasons
from permitdesk.domain.stay.single_break import longest_months
from permitdesk.domain.stay.timeline import Timeline
from permitdesk.domain.stay.unknowns import unknown_evidence
from permitdesk.domain.stay.weights import Credit, credit_of, lenient_spans, strict_spans
from permitdesk.domain.stay.window import anniversary, latest_start

#: answers to the variant question; "student" adds half of the stay abroad (art. 212(1)(4))
STUDENT = "student"
#: this point itself names no five years and no limits for breaks (art. 212(1)(1c))
NATIONAL_SCHEME = "national_scheme"
#: several kinds of document: each point speaks of its own, adding them is not confirmed
MIXED = "mixed"
#: no EU stay of any listed kind
NONE = "none"


@dataclass(frozen=True, slots=True)
class _Told:
    """The answers about the stay in other EU states."""

    variant: str
    since: int
    longest_break: int
    total_break: int


def eu_stay_with_blue_card(
    timeline: Timeline, rule: EuStayWithBlueCard, answers: Answers, on: date, rule_id: str
) -> StayEvidence:
    """Whether the Polish Blue Card years and the EU stay of the chosen variant are complete on ``on``.

    Breaks are asked in days: up to 30 to the month of the limits is inside on every reading, more
    than the longest calendar months is over. Adding different variants needs the office.
    """
    del on  # the timeline carries the day; the parameter keeps the call readable beside the others
    return over_ends(timeline, lambda chosen: _count(chosen, rule, answers, rule_id))


def _count(timeline: Timeline, rule: EuStayWithBlueCard, answers: Answers, rule_id: str) -> StayEvidence:
    polish = count_qualifying(timeline, _polish_rule(rule), rule_id)
    if polish.verdict is Verdict.UNKNOWN:
        return replace(polish, required_years=rule.years)
    if polish.verdict is Verdict.NOT_MET:
        return _not_met(polish, rule, say("stay.eu_no_blue_card"))
    told, questions = _told(rule, answers)
    if told is None:
        return unknown_evidence(rule_id, rule.years, questions)
    if told.variant == NONE:
        return _not_met(polish, rule, say("stay.eu_no_variant"))
    return _evaluate(timeline, rule, told, polish)


def _not_met(polish: StayEvidence, rule: EuStayWithBlueCard, why: Statement) -> StayEvidence:
    return replace(
        polish,
        verdict=Verdict.NOT_MET,
        required_years=rule.years,
        earliest_safe=None,
        earliest_lenient=None,
        notes=(*polish.notes, why),
        reasons=(),
        reasons_refused=None,
    )


def _polish_rule(rule: EuStayWithBlueCard) -> QualifyingStay:
    return QualifyingStay(rule.polish_years, rule.kinds, rule.polish_continuity)


def _told(rule: EuStayWithBlueCard, answers: Answers) -> tuple[_Told | None, tuple[str, ...]]:
    variant = answers.text(rule.variant_question)
    if variant is None:
        return None, (rule.variant_question,)
    if variant == NONE:
        return _Told(variant, 0, 0, 0), ()
    since = answers.day(rule.since_question)
    longest = answers.number(rule.longest_break_question)
    total = answers.number(rule.total_break_question)
    if since is None or longest is None or total is None:
        asked = (
            (rule.since_question, since),
            (rule.longest_break_question, longest),
            (rule.total_break_question, total),
        )
        return None, tuple(question for question, answer in asked if answer is None)
    return _Told(variant, since.toordinal(), int(longest), int(total)), ()


def _evaluate(
    timeline: Timeline, rule: EuStayWithBlueCard, told: _Told, polish: StayEvidence
) -> StayEvidence:
    today = timeline.on
    if told.variant == STUDENT:
        strict, lenient = _student(timeline, rule, told)
    else:
        end = anniversary(told.since, rule.years)
        strict, lenient = end + 1, end
    safe, late = earliest_from(timeline, _polish_rule(rule), (strict, lenient))
    grade = _breaks(told, rule.continuity)
    verdict = verdict_of(today, safe, late)
    if grade is Grade.EXCEEDED:
        verdict, safe, late = Verdict.NOT_MET, None, None
    elif grade is Grade.NEEDS_CHECK or told.variant in {NATIONAL_SCHEME, MIXED}:
        verdict = all_of((verdict, Verdict.NEEDS_OFFICE))
    first = latest_start(today, rule.years)
    credited = Decimal(max(0, today - max(first, told.since)))
    student = told.variant == STUDENT
    return replace(
        polish,
        required_years=rule.years,
        required_days=today - first,
        window_first=polish.window_first if student else date.fromordinal(first),
        credited_strict=polish.credited_strict if student else credited,
        credited_lenient=polish.credited_lenient if student else credited,
        earliest_safe=None if safe is None else date.fromordinal(safe),
        earliest_lenient=None if late is None else date.fromordinal(late),
        verdict=verdict,
        notes=(*polish.notes, *_notes(told, grade, rule.continuity)),
        ledger=polish.ledger if student else (),
        **_reasons(timeline, rule, strict, None if grade is Grade.EXCEEDED else polish),
    )


def _reasons(
    timeline: Timeline, rule: EuStayWithBlueCard, floor: int | None, polish: StayEvidence | None
) -> dict[str, Any]:
    """What hangs on the reasons of journeys, held against both the Polish and the EU period."""
    result = None if polish is None or polish.reasons_refused is None else polish.continuity
    if result is None:
        return {"reasons": (), "reasons_refused": None}

    def safe_day(chosen: Timeline) -> int | None:
        return earliest_from(chosen, _polish_rule(rule), (floor, None))[0]

    bare = safe_day(without_reasons(timeline))
    refused = ReasonsRefused(
        verdict_of(timeline.on, bare, None), None if bare is None else date.fromordinal(bare)
    )
    return {"reasons": reasons_at_risk(timeline, result, safe_day), "reasons_refused": refused}


def _student(timeline: Timeline, rule: EuStayWithBlueCard, told: _Told) -> tuple[int | None, int | None]:
    """Strict counts the Polish stay alone, lenient adds half of the days from ``since`` to its begin."""
    sure, open_ = strict_spans(timeline, rule.weights), lenient_spans(timeline, rule.weights)
    strict = credit_of(sure, strict=True) if sure else None
    lenient = credit_of(open_, strict=False) if open_ else None
    complete = _complete(strict, rule.years, 0)
    extra = 0 if lenient is None else max(0, lenient.start - told.since)
    return None if complete is None else complete + 1, _complete(lenient, rule.years, extra)


def _complete(credit: Credit | None, years: int, extra: int) -> int | None:
    return None if credit is None else complete_on(credit, credit.start, years, extra=extra)


def _breaks(told: _Told, limits: ContinuityLimits) -> Grade:
    """Days of break in the EU against the limits in months, both inside."""
    single, total = limits.single_months, limits.total_months
    if told.longest_break > longest_months(single) or told.total_break > longest_months(total):
        return Grade.EXCEEDED
    if told.longest_break <= 30 * single and told.total_break <= 30 * total:
        return Grade.WITHIN
    return Grade.NEEDS_CHECK


def _notes(told: _Told, grade: Grade, limits: ContinuityLimits) -> list[Statement]:
    since = date.fromordinal(told.since)
    if told.variant == STUDENT:
        found = [say("stay.eu_student", since=since)]
    elif told.variant == NATIONAL_SCHEME:
        found = [say("stay.eu_since", since=since), say("stay.eu_national_scheme")]
    else:
        found = [say("stay.eu_since", since=since)]
    found.append(
        say(
            f"stay.eu_breaks_{grade.value}",
            longest=told.longest_break,
            sum=told.total_break,
            single=limits.single_months,
            total=limits.total_months,
        )
    )
    found.append(say("stay.eu_not_mixed"))
    return found
