"""Who is abroad: told as the stay, by an open journey, or to the finder."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, Case, CurrentStay
from permitdesk.domain.law.findings import Verdict
from tests.domain.law.builders import case_with
from tests.scenarios.runner import ruleset

TODAY = date(2026, 11, 21)


def _bar(case: Case) -> Verdict:
    route = assess(case, ruleset(), TODAY).route("pr_tolerated_10y")
    assert route is not None
    return next(bar.verdict for bar in route.bars if bar.rule_id == "abroad")


@pytest.mark.parametrize(
    "case",
    [
        case_with(current_stay=CurrentStay("abroad")),
        case_with({"finder_where": "abroad"}),
        case_with(
            current_stay=CurrentStay("permanent_residence"),
            absences=(Absence("a", left=date(2026, 11, 20)),),
        ),
    ],
    ids=["by the stay", "by the finder", "by a journey"],
)
def test_who_is_abroad_cannot_file_here(case: Case) -> None:
    assert _bar(case) is Verdict.NOT_MET


def test_who_has_a_stay_in_poland_and_no_open_journey_is_here() -> None:
    assert _bar(case_with(current_stay=CurrentStay("permanent_residence"))) is Verdict.MET


def test_abroad_no_stay_is_counted_and_none_is_illegal() -> None:
    dossier = assess(case_with(current_stay=CurrentStay("abroad")), ruleset(), TODAY)
    stay = dossier.last_day_of_legal_stay
    assert (stay.day, stay.legal_now, stay.basis) == (None, None, "not_in_poland")
    assert dossier.timeline.problems == ()
    route = dossier.route("pr_tolerated_10y")
    assert route is not None
    illegal = next(bar for bar in route.bars if bar.rule_id == "illegal_stay")
    assert illegal.verdict is Verdict.MET


@pytest.mark.parametrize("kind", ["not_known", "abroad"])
def test_the_place_is_asked_only_if_the_stay_leaves_it_open(kind: str) -> None:
    open_journey = Absence("a", returned=None)
    case = case_with(
        current_stay=CurrentStay(kind), absences=(open_journey,), dont_know=frozenset({"absences.a.left"})
    )
    expected = Verdict.NOT_MET if kind == "abroad" else Verdict.UNKNOWN
    assert _bar(case) is expected
