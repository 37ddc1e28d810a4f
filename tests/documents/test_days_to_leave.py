"""After a final decision the paper speaks of the decision and the days to leave, never of filing."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.documents.report import build_report
from permitdesk.domain.assess import assess
from permitdesk.domain.case import ApplicantKind, Case, CurrentStay, EarlierFiling, Tri
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts
from tests.documents.test_report import words_of

LEAVING = Case(
    "c",
    applicant=ApplicantKind.ADULT,
    current_stay=CurrentStay(
        "departure_299_6",
        decision_delivered_on=date(2026, 11, 20),
        second_instance=Tri.YES,
        filed_in_legal_stay=Tri.YES,
    ),
    earlier_filing=EarlierFiling(Tri.NO),
)


@pytest.mark.parametrize(
    ("language", "decision", "leave_by"),
    [("en", "20 November 2026", "20 December 2026"), ("pl", "20 listopada 2026", "20 grudnia 2026")],
)
@pytest.mark.parametrize("route", [None, "ltr_standard"])
def test_days_to_leave_are_named_as_such(
    language: str, decision: str, leave_by: str, route: str | None
) -> None:
    rules, texts = load_ruleset(), load_texts(language)
    case = LEAVING.with_changes(route=route)
    report = build_report(case, assess(case, rules, date(2026, 11, 23)), rules, texts)
    filed = texts.fill("report.filed.decided", day=date(2026, 11, 20))
    assert decision in filed
    assert filed in words_of(report, "glance")
    leaving = texts.fill("report.dates.leaving", day=date(2026, 12, 20))
    assert leave_by in leaving
    assert leaving in words_of(report, "deadlines")
