"""Checks of what was told, field by field: what is wrong and how to mend it.

A problem never blocks: the answer stays, the page shows the sentence beside the field,
and the engine treats what it cannot use as unknown. Rules of law are not checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from permitdesk.domain.answers import AnswerKind, DontKnow
from permitdesk.domain.case import Case
from permitdesk.domain.dates.arithmetic import add_years
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.law.rules import DatedValue, Question
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.holding import most_visa_days, printable_on_visa
from permitdesk.interview.typed import (
    TypedDay,
    TypedNumber,
    parse_amount,
    parse_day,
    parse_whole_number,
)

__all__ = [
    "TypedDay",
    "TypedNumber",
    "ValidationProblem",
    "check_case",
    "check_day",
    "check_number",
    "check_time",
    "parse_amount",
    "parse_day",
    "parse_whole_number",
]

#: how many years ahead a journey may be planned
YEARS_AHEAD = 3
#: Beginnings of paths whose day cannot lie after today; a journey only a few years.
_PAST_ONLY = (
    "person.birth_date",
    "current_stay.first_day",
    "current_stay.entered_on",
    "current_stay.filed_on",
    "current_stay.decision_delivered_on",
    "statuses[",
    "absences[",
    "schengen_stays[",
    "earlier_filing.",
    "payments[",
    "annexes[",
    "filing.",
)


@dataclass(frozen=True, slots=True)
class ValidationProblem:
    """One thing to mend: the path of the field and the sentence that says how."""

    path: str
    text: Statement


def check_day(path: str, day: date, today: date) -> ValidationProblem | None:
    """A day held against today: no future for what has happened, no past for a plan.

    Today itself is fine for both. The last day of an earlier title may lie in the future, and a journey
    may be planned up to three years ahead, that day inside; later is a typing mistake.
    """
    if path == "planned_filing_on":
        return ValidationProblem(path, say("interview.plan_in_past", day=day)) if day < today else None
    if day <= today or not path.startswith(_PAST_ONLY) or re.fullmatch(r"statuses\[\d+\]\.last_day", path):
        return None
    if path.startswith("absences["):
        far = day > add_years(today, YEARS_AHEAD)
        return ValidationProblem(path, say("interview.journey_too_far", day=day)) if far else None
    return ValidationProblem(path, say("interview.day_in_future", day=day, today=today))


def check_number(path: str, value: Decimal, *, most: int | None = None) -> ValidationProblem | None:
    """An amount or number that cannot be negative nor above ``most`` (inclusive)."""
    if value < 0:
        return ValidationProblem(path, say("interview.number_negative"))
    if most is not None and value > most:
        return ValidationProblem(path, say("interview.number_too_big", most=most))
    return None


def check_time(path: str, typed: str) -> ValidationProblem | None:
    """A time of day such as ``9:05`` or ``23:59:59``; an empty field is fine."""
    if not typed.strip() or re.fullmatch(r"([01]?\d|2[0-3])[:.][0-5]\d([:.][0-5]\d)?", typed.strip()):
        return None
    return ValidationProblem(path, say("interview.time_unreadable", typed=typed.strip()))


def check_case(
    case: Case, today: date, questions: Sequence[Question] = (), values: Sequence[DatedValue] = ()
) -> tuple[ValidationProblem, ...]:
    """Everything to mend in a case, in the order of the steps; members of a household follow.

    Without the dated ``values`` nothing is held against the limits that stand there.

    Their paths begin with their place, such as ``members[1].person.birth_date``.
    """
    return (
        *_impossible_days(case, today),
        *_current_stay(case, today, values),
        *_earlier_filing(case),
        *_statuses(case),
        *_absences(case),
        *_schengen(case),
        *_answers(case, questions),
        *_filing(case),
        *_members(case, today, questions, values),
    )


# --- parts ------------------------------------------------------------------------


def _days(case: Case) -> Iterable[tuple[str, date | None]]:
    """Every day of the case with its path."""
    yield "person.birth_date", case.person.birth_date
    if (stay := case.current_stay) is not None:
        yield "current_stay.first_day", stay.first_day
        yield "current_stay.entered_on", stay.entered_on
        yield "current_stay.filed_on", stay.filed_on
        yield "current_stay.decision_delivered_on", stay.decision_delivered_on
    for n, trip in enumerate(case.schengen_stays):
        yield f"schengen_stays[{n}].entry", trip.entry
        yield f"schengen_stays[{n}].exit", trip.exit
    if (earlier := case.earlier_filing) is not None:
        yield "earlier_filing.sent_on", earlier.sent_on
        yield "earlier_filing.received_on", earlier.received_on
    for n, status in enumerate(case.statuses):
        yield f"statuses[{n}].first_day", status.first_day
    for n, absence in enumerate(case.absences):
        yield f"absences[{n}].left", absence.left
        yield f"absences[{n}].returned", absence.returned
    for n, payment in enumerate(case.payments):
        yield f"payments[{n}].paid_on", payment.paid_on
    for n, annex in enumerate(case.annexes):
        yield f"annexes[{n}].requested_on", annex.requested_on
        yield f"annexes[{n}].signed_on", annex.signed_on
    yield "planned_filing_on", case.planned_filing_on
    yield "filing.sent_on", case.filing.sent_on
    yield "filing.upo_received_on", case.filing.upo_received_on
    yield "filing.draft_last_touched_on", case.filing.draft_last_touched_on


def _members(
    case: Case, today: date, questions: Sequence[Question], values: Sequence[DatedValue]
) -> Iterable[ValidationProblem]:
    for n, member in enumerate(case.members):
        for problem in check_case(member, today, questions, values):
            yield ValidationProblem(f"members[{n}].{problem.path}", problem.text)


def _impossible_days(case: Case, today: date) -> Iterable[ValidationProblem]:
    for path, day in _days(case):
        if day is not None and (problem := check_day(path, day, today)) is not None:
            yield problem


def _reversed(path: str, first: date | None, last: date | None, text: str) -> Iterable[ValidationProblem]:
    if first is not None and last is not None and last < first:
        yield ValidationProblem(path, say(text, first=first, last=last))


def _current_stay(case: Case, today: date, values: Sequence[DatedValue]) -> Iterable[ValidationProblem]:
    stay = case.current_stay
    if stay is None:
        return
    yield from _reversed("current_stay.last_day", stay.first_day, stay.last_day, "interview.stay_reversed")
    days = stay.days_allowed
    if days is not None and not printable_on_visa(days, values, today):
        most = most_visa_days(values, today)
        none = say("interview.days_allowed_none")
        text = none if most is None else say("interview.days_allowed_range", most=most)
        yield ValidationProblem("current_stay.days_allowed", text)


def _earlier_filing(case: Case) -> Iterable[ValidationProblem]:
    if (earlier := case.earlier_filing) is not None:
        path, text = "earlier_filing.received_on", "interview.received_before_sent"
        yield from _reversed(path, earlier.sent_on, earlier.received_on, text)


def _statuses(case: Case) -> Iterable[ValidationProblem]:
    spans: list[tuple[date, date, str]] = []
    for n, status in enumerate(case.statuses):
        yield from _reversed(
            f"statuses[{n}].last_day", status.first_day, status.last_day, "interview.stay_reversed"
        )
        if status.first_day is not None and status.last_day is not None:
            spans.append((status.first_day, status.last_day, f"statuses[{n}].first_day"))
    yield from _overlaps(spans, "interview.statuses_overlap")


def _absences(case: Case) -> Iterable[ValidationProblem]:
    spans: list[tuple[date, date, str]] = []
    for n, trip in enumerate(case.absences):
        yield from _reversed(
            f"absences[{n}].returned", trip.left, trip.returned, "interview.journey_reversed"
        )
        if trip.left is not None:
            spans.append((trip.left, trip.returned or date.max, f"absences[{n}].left"))
    yield from _overlaps(spans, "interview.journeys_overlap")


def _schengen(case: Case) -> Iterable[ValidationProblem]:
    spans: list[tuple[date, date, str]] = []
    for n, stay in enumerate(case.schengen_stays):
        yield from _reversed(f"schengen_stays[{n}].exit", stay.entry, stay.exit, "interview.stay_reversed")
        if stay.entry is not None:
            spans.append((stay.entry, stay.exit or date.max, f"schengen_stays[{n}].entry"))
    yield from _overlaps(spans, "interview.stays_overlap")


def _overlaps(spans: list[tuple[date, date, str]], text: str) -> Iterable[ValidationProblem]:
    """Spans that share more than a boundary day: one can return and leave on one day.

    Reversed spans are left out; they have their own problem.
    """
    reached: date | None = None
    for first, last, path in sorted(span for span in spans if span[0] <= span[1]):
        if reached is not None and first < reached:
            shared = min(last, reached)
            if shared < date.max:
                yield ValidationProblem(path, say(text, first=first, last=shared))
            else:
                yield ValidationProblem(path, say(f"{text}_open", first=first))
        reached = last if reached is None else max(reached, last)


def _answers(case: Case, questions: Sequence[Question]) -> Iterable[ValidationProblem]:
    for question in questions:
        value = case.answers.get(question.id)
        path = f"answers.{question.id}"
        if value is None or isinstance(value, DontKnow):
            continue
        match question.kind:
            case AnswerKind.YES_NO:
                fits = value in ("yes", "no")
            case AnswerKind.CHOICE:
                fits = value in question.options
            case AnswerKind.DAY:
                fits = isinstance(value, date)
            case AnswerKind.TEXT:
                fits = isinstance(value, str)
            case _:  # a whole number or money
                fits = isinstance(value, (int, Decimal))
                if isinstance(value, (int, Decimal)) and (problem := check_number(path, Decimal(value))):
                    yield problem
        if not fits:
            yield ValidationProblem(path, say("interview.answer_misfit"))


def _filing(case: Case) -> Iterable[ValidationProblem]:
    filing = case.filing
    path, text = "filing.upo_received_on", "interview.upo_before_sending"
    yield from _reversed(path, filing.sent_on, filing.upo_received_on, text)
    if (problem := check_time("filing.upo_time", filing.upo_time)) is not None:
        yield problem
