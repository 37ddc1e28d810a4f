"""Which permits the common rules on MOS do not reach, and what an age then decides."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.ages import topics_for
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
    assert (route.channel.own_form, set(topics_for(route.channel))) == (own, ages)


def test_cukr_cites_its_own_act_and_promises_nothing_of_the_act_on_foreigners() -> None:
    channel = _route("tr_cukr").channel
    assert [c.source for c in channel.citations] == ["ukraine_special_act"]
    assert [s.text for s in channel.explanation] == ["channel.mos_cukr"]
    assert channel.where == ()
