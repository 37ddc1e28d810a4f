"""Where applications are taken until a day only, the earlier of that day and the last legal day bounds."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case, CurrentStay, FilingRecord, Tri
from permitdesk.domain.dossier import RouteAssessment
from tests.domain.law.builders import case_with
from tests.scenarios.runner import ruleset

CLOSES = date(2027, 3, 4)
PROTECTED = case_with(current_stay=CurrentStay("temporary_protection", first_day=date(2022, 4, 1)))
WAITING = case_with(current_stay=CurrentStay("pending_application", filed_on=date(2026, 9, 1)))


def _cukr(case: Case, on: date) -> RouteAssessment:
    route = assess(case, ruleset(), on).route("tr_cukr")
    assert route is not None
    return route


@pytest.mark.parametrize("case", [PROTECTED, WAITING], ids=["protected", "waiting without a last day"])
@pytest.mark.parametrize("on", [date(2026, 11, 21), CLOSES])
def test_the_window_bounds_the_filing_even_where_the_stay_has_no_end(case: Case, on: date) -> None:
    route = _cukr(case, on)
    assert route.file_by == CLOSES
    assert {d.id: d.day for d in route.deadlines}["last_day_of_legal_stay"] == CLOSES


@pytest.mark.parametrize("case", [PROTECTED, WAITING], ids=["protected", "waiting"])
def test_once_the_window_is_closed_no_day_is_left(case: Case) -> None:
    route = _cukr(case, date(2027, 3, 5))
    assert route.file_by is None
    assert [d.id for d in route.deadlines if d.id in {"last_day_of_legal_stay", "target_filing"}] == []


def test_an_earlier_end_of_the_stay_goes_before_the_window() -> None:
    case = case_with(current_stay=CurrentStay("trp_studies", last_day=date(2027, 1, 10)))
    assert _cukr(case, date(2026, 11, 21)).file_by == date(2027, 1, 10)


def test_a_plan_after_the_window_is_too_late() -> None:
    planned = WAITING.with_changes(planned_filing_on=date(2027, 3, 5))
    assert "plan_too_late" in {w.id for w in _cukr(planned, date(2026, 11, 21)).warnings}
    in_time = WAITING.with_changes(planned_filing_on=CLOSES, filing=FilingRecord(upo_received=Tri.NO))
    assert "plan_too_late" not in {w.id for w in _cukr(in_time, date(2026, 11, 21)).warnings}
