"""Which permits the common rules on MOS do not reach, and what an age then decides."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.own_form import ages_that_count, has_own_form
from tests.domain.law.builders import case_with
from tests.scenarios.runner import ruleset


def _route(route_id: str) -> RouteAssessment:
    found = assess(case_with(), ruleset(), date(2026, 11, 21)).route(route_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("route_id", "own", "ages"),
    [
        ("tr_cukr", True, {"signs"}),
        ("tr_work_single", False, {"signs", "visit", "fingerprints", "specimen", "card_fee"}),
        ("pr_tolerated_10y", False, {"signs", "visit", "fingerprints", "specimen", "card_fee"}),
        ("tr_family_foreigner_abroad", False, {"card_fee"}),
        ("eu_family_card", False, set()),
    ],
)
def test_an_age_decides_only_what_the_way_of_filing_asks_for(
    route_id: str, own: bool, ages: set[str]
) -> None:
    route = _route(route_id)
    assert (has_own_form(route), set(ages_that_count(route))) == (own, ages)
