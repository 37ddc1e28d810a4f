"""Every temporary purpose tells how long it lasts, what work it allows, the time and the duties."""

from __future__ import annotations

import pytest

from permitdesk.domain.law.rules import Family, Route
from tests.scenarios.runner import ruleset

TOPICS = {"validity", "work_after", "work_while_waiting", "decision_time", "duties"}
#: belongs to another act and is only explained
EXPLAINED_ONLY = "eu_family_card"
ROUTES = [
    route for route in ruleset().routes if route.family is Family.TEMPORARY and route.id != EXPLAINED_ONLY
]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)
def test_a_temporary_purpose_leaves_none_of_its_topics_out(route: Route) -> None:
    assert {note.topic for note in route.notes} >= TOPICS
    assert route.requirements
    assert route.documents
    assert route.fees
