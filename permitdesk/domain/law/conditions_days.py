"""Conditions about days that were answered and about the filing day."""

from __future__ import annotations

from datetime import date, timedelta

from permitdesk.domain.dates.arithmetic import add_months
from permitdesk.domain.dates.terms import term_in_working_days
from permitdesk.domain.law.condition_kinds import (
    DayNotBefore,
    ElapsedSince,
    FilingDayWithin,
    NotifiedInTime,
    WithinSince,
)
from permitdesk.domain.law.findings import Fact, Statement, Verdict, say
from permitdesk.domain.law.situation import Outcome, Situation, open_question, question_label


def _end(start: date, period: ElapsedSince | WithinSince) -> date:
    return add_months(start, 12 * period.years + period.months) + timedelta(days=period.days)


def _arithmetic(start: date, period: ElapsedSince, end: date, safe: date) -> Statement:
    if period.days:
        return say("condition.elapsed_days_arithmetic", start=start, days=period.days, end=end, safe=safe)
    return say(
        "condition.elapsed_arithmetic",
        start=start,
        years=period.years,
        months=period.months,
        end=end,
        safe=safe,
    )


def elapsed_since(condition: ElapsedSince, situation: Situation) -> Outcome:
    """Whether the period since the answered day is over; see ``ElapsedSince`` for the boundary days."""
    path = f"answers.{condition.question}"
    start = situation.case.answers.day(condition.question)
    if start is None:
        return open_question(path, question_label(condition.question))
    end = _end(start, condition)
    safe = end + timedelta(days=1) if condition.full_period_before_the_day else end
    if situation.on >= safe:
        verdict = Verdict.MET
    elif situation.on >= end:
        verdict = Verdict.NEEDS_OFFICE
    else:
        verdict = Verdict.TOO_EARLY
    period = _arithmetic(start, condition, end, safe)
    return Outcome(
        verdict,
        (say(f"condition.elapsed_{verdict.value}", question=question_label(condition.question), safe=safe),),
        (Fact(path, start),),
        (period,),
        safe,
        end,
    )


def day_not_before(condition: DayNotBefore, situation: Situation) -> Outcome:
    """Whether the answered day lies within the bounds, both inside."""
    path = f"answers.{condition.question}"
    day = situation.case.answers.day(condition.question)
    if day is None:
        return open_question(path, question_label(condition.question))
    early = condition.not_before is not None and day < condition.not_before
    late = condition.not_after is not None and day > condition.not_after
    return Outcome(
        Verdict.NOT_MET if early or late else Verdict.MET,
        (say("condition.day", question=question_label(condition.question), day=day),),
        (Fact(path, day),),
        tuple(_bounds(condition.not_before, condition.not_after)),
    )


def _bounds(not_before: date | None, not_after: date | None) -> list[Statement]:
    bounds = []
    if not_before is not None:
        bounds.append(say("condition.day_not_before", day=not_before))
    if not_after is not None:
        bounds.append(say("condition.day_not_after", day=not_after))
    return bounds


def within_since(condition: WithinSince, situation: Situation) -> Outcome:
    """Whether filing still falls into the period since the answered day; see ``WithinSince``."""
    path = f"answers.{condition.question}"
    start = situation.case.answers.day(condition.question)
    if start is None:
        return open_question(path, question_label(condition.question))
    end = _end(start, condition)
    last = end if condition.end_day_inside else end - timedelta(days=1)
    label, facts = question_label(condition.question), (Fact(path, start),)
    arithmetic = (say("condition.within_arithmetic", start=start, end=end, last=last),)
    if situation.on < start:
        text = say("condition.within_not_begun", question=label, start=start)
        return Outcome(Verdict.TOO_EARLY, (text,), facts, arithmetic, start, start)
    if situation.on <= last:
        text = say("condition.within_met", question=label, last=last)
        return Outcome(Verdict.MET, (text,), facts, arithmetic)
    text = say("condition.within_over", question=label, last=last)
    return Outcome(Verdict.NOT_MET, (text,), facts, arithmetic)


def filing_day_within(condition: FilingDayWithin, situation: Situation) -> Outcome:
    """Whether the filing day lies in the window that the law names, both days inside."""
    on, first, last = situation.on, condition.not_before, condition.not_after
    if first is not None and on < first:
        return Outcome(
            Verdict.TOO_EARLY, (say("condition.window_not_open", first=first),), safe=first, lenient=first
        )
    if last is not None and on > last:
        return Outcome(Verdict.NOT_MET, (say("condition.window_closed", last=last),))
    if last is not None:
        return Outcome(Verdict.MET, (say("condition.window_open_until", last=last),))
    return Outcome(Verdict.MET, (say("condition.window_open", on=on),))


def notified_in_time(condition: NotifiedInTime, situation: Situation) -> Outcome:
    """Whether the office was told in time, on both counts of working days."""
    event = situation.case.answers.day(condition.event_question)
    if event is None:
        return open_question(f"answers.{condition.event_question}", question_label(condition.event_question))
    term = term_in_working_days(event, condition.working_days, situation.days_off)
    told = situation.case.answers.day(condition.notified_question)
    path = f"answers.{condition.notified_question}"
    arithmetic = (
        say(
            "condition.notified_arithmetic",
            event=event,
            days=condition.working_days,
            careful=term.cautious,
            last=term.monday_to_friday,
        ),
    )
    if told is None:
        outcome = open_question(path, question_label(condition.notified_question))
        return Outcome(
            outcome.verdict, outcome.explanation, outcome.facts, arithmetic, questions=outcome.questions
        )
    facts = (Fact(f"answers.{condition.event_question}", event), Fact(path, told))
    if told <= term.cautious:
        verdict, text = Verdict.MET, "condition.notified_in_time"
    elif told <= term.monday_to_friday:
        verdict, text = Verdict.NEEDS_OFFICE, "condition.notified_between"
    else:
        verdict, text = Verdict.NOT_MET, "condition.notified_late"
    return Outcome(verdict, (say(text, told=told, last=term.cautious),), facts, arithmetic)
