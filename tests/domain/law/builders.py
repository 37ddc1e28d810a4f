"""Small rules and situations to hold the law engine against, without the shipped rule set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from permitdesk.domain.answers import AnswerKind, Answers, AnswerValue
from permitdesk.domain.case import Case, CurrentStay
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.reference import HolidayRule
from permitdesk.domain.law.rules import (
    DatedValue,
    Family,
    Question,
    SigningRule,
    Threshold,
)
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind
from permitdesk.domain.stay.timeline import build_timeline

TODAY = date(2026, 11, 21)
FROM = date(2026, 4, 27)
SOURCE = Provenance(FROM, None, "act", "art. 1", date(2026, 11, 20))
EXPIRED = Provenance(FROM, date(2026, 11, 20), "act", "art. 1", date(2026, 11, 20))
LIMITS = ContinuityLimits(6, 10, ("work_for_polish_employer",))
DAYS_OFF = DaysOff.from_rules(
    (
        HolidayRule("christmas_eve", 12, 24, None, 2025, None),
        HolidayRule("christmas", 12, 25, None, 1951, None),
        HolidayRule("second_day", 12, 26, None, 1951, None),
    )
)


def kind(
    kind_id: str,
    rule: LastDayRule = LastDayRule.NO_END,
    *,
    pending: bool = False,
    weight: LtrWeight = LtrWeight.FULL,
) -> StatusKind:
    return StatusKind(kind_id, "other", True, rule, weight, (), SOURCE, pending)


KINDS = {
    k.id: k
    for k in (
        kind("tolerated_351_1"),
        kind("tolerated_unknown"),
        kind("refugee"),
        kind("trp_work", LastDayRule.PRINTED_DATE),
        kind("pending_application", LastDayRule.UNTIL_DECISION_FINAL, pending=True),
        kind("abroad", LastDayRule.NOT_IN_POLAND, weight=LtrWeight.ZERO),
        StatusKind("not_known", "unknown", True, LastDayRule.NOT_KNOWN, LtrWeight.ZERO, (), SOURCE),
    )
}
QUESTIONS = {
    q.id: q
    for q in (
        Question("married", AnswerKind.YES_NO, (), SOURCE),
        Question("obstacle", AnswerKind.CHOICE, ("none", "prison", "sis"), SOURCE),
        Question("wedding", AnswerKind.DAY, (), SOURCE),
        Question("income", AnswerKind.MONEY, (), SOURCE),
        Question("household", AnswerKind.WHOLE_NUMBER, (), SOURCE),
        Question("housing", AnswerKind.MONEY, (), SOURCE),
        Question("nationality", AnswerKind.CHOICE, ("belarus", "maybe", "other"), SOURCE),
        Question("lost", AnswerKind.DAY, (), SOURCE),
        Question("told", AnswerKind.DAY, (), SOURCE),
    )
}
THRESHOLDS = (Threshold(Decimal(1010), Decimal(823), SOURCE),)


def legal_until(day: date | None, on: date = TODAY) -> LegalStay:
    left = None if day is None else (day - on).days
    return LegalStay(day, day is None or on <= day, Verdict.MET, "printed_date", (), (), (), left)


def case_with(answers: dict[str, AnswerValue] | None = None, **fields: Any) -> Case:
    return Case("c").with_changes(answers=Answers.of(answers or {}), **fields)


def situation(
    case: Case | None = None,
    *,
    on: date = TODAY,
    stay: LegalStay | None = None,
    thresholds: Iterable[Threshold] = THRESHOLDS,
    values: Iterable[DatedValue] = (),
) -> Situation:
    case = case or case_with()
    return Situation(
        case,
        on,
        build_timeline(case, KINDS, on),
        stay or legal_until(None),
        KINDS,
        QUESTIONS,
        tuple(thresholds),
        DAYS_OFF,
        tuple(values),
    )


def stay_on(kind_id: str, first: date | None = None, last: date | None = None) -> CurrentStay:
    return CurrentStay(kind_id, first_day=first, last_day=last)


SIGNING = (
    SigningRule("pr_adult", Family.PERMANENT, "adult", ("applicant",), ("trusted", "qualified"), SOURCE),
    SigningRule(
        "pr_minor",
        Family.PERMANENT,
        "minor",
        ("parent", "guardian"),
        ("trusted", "qualified", "personal"),
        SOURCE,
    ),
)
