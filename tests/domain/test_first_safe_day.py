"""A "first safe filing day" is a date for those who wait for a period to end, and for nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case, CurrentStay, Tri
from tests.domain.law.builders import case_with
from tests.scenarios.runner import ruleset

TODAY = date(2026, 11, 21)


def _dates(case: Case, route_id: str) -> set[str]:
    route = assess(case, ruleset(), TODAY).route(route_id)
    assert route is not None
    return {deadline.id for deadline in route.deadlines}


def test_a_permit_that_asks_for_no_period_has_no_first_safe_day() -> None:
    stay = CurrentStay("trp_studies", first_day=date(2025, 10, 1), last_day=date(2027, 2, 1))
    assert "first_safe_filing_day" not in _dates(case_with(current_stay=stay), "tr_work_single")


def test_a_permit_that_asks_for_a_period_names_its_first_safe_day() -> None:
    stay = CurrentStay("tolerated_351_1", first_day=date(2017, 2, 1))
    told = case_with(current_stay=stay, journeys_complete=Tri.YES)
    assert "first_safe_filing_day" in _dates(told, "pr_tolerated_10y")


@pytest.mark.parametrize("complete", [None, Tri.NO, Tri.DONT_KNOW])
def test_no_day_is_the_first_safe_one_while_a_journey_may_be_missing(complete: Tri | None) -> None:
    stay = CurrentStay("tolerated_351_1", first_day=date(2017, 2, 1))
    told = case_with(current_stay=stay, journeys_complete=complete)
    assert "first_safe_filing_day" not in _dates(told, "pr_tolerated_10y")
