"""Permits are grouped by what is possible, and an obstacle is named where something stands in the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from permitdesk.domain.dossier import RouteGroup
from permitdesk.domain.law.condition_kinds import AnswerIs
from permitdesk.domain.law.findings import EarliestDates, Finding, TextRef, Verdict, say
from permitdesk.domain.law.ranking import rank_group
from permitdesk.domain.law.rules import Channel, Requirement
from tests.domain.law.builders import SOURCE
from tests.domain.law.test_route_parts import route

LATER = EarliestDates(date(2027, 5, 1), None)
NO_DAY = EarliestDates(None, None)
MARRIED = AnswerIs("married", ("yes",))
BORN_HERE = Requirement("born_here", MARRIED, SOURCE, fixed=True)
HAS_WORK = Requirement("has_work", MARRIED, SOURCE)
ROUTE = route(requirements=(BORN_HERE, HAS_WORK))


def _group(
    fit: Verdict, verdict: Verdict, *failed: str, earliest: EarliestDates = NO_DAY, **parts: Any
) -> RouteGroup:
    findings = tuple(Finding(rule_id, Verdict.NOT_MET, ()) for rule_id in failed)
    where = route(requirements=(BORN_HERE, HAS_WORK), **parts)
    return rank_group(where, fit, verdict, findings, (), (), earliest)[0]


@pytest.mark.parametrize(
    ("fit", "verdict", "expected"),
    [
        (Verdict.MET, Verdict.MET, RouteGroup.POSSIBLE_NOW),
        (Verdict.UNKNOWN, Verdict.MET, RouteGroup.POSSIBLE_NOW),
        (Verdict.MET, Verdict.UNKNOWN, RouteGroup.FITS_SO_FAR),
        (Verdict.MET, Verdict.NEEDS_OFFICE, RouteGroup.FITS_SO_FAR),
        (Verdict.UNKNOWN, Verdict.NEEDS_OFFICE, RouteGroup.FITS_SO_FAR),
        (Verdict.UNKNOWN, Verdict.UNKNOWN, RouteGroup.OPEN),
        (Verdict.MET, Verdict.TOO_EARLY, RouteGroup.OPEN),
    ],
)
def test_without_an_obstacle_the_verdict_and_the_fit_make_the_group(
    fit: Verdict, verdict: Verdict, expected: RouteGroup
) -> None:
    assert _group(fit, verdict) is expected


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ((("journeys_complete",),), RouteGroup.FITS_SO_FAR),
        ((("journeys_complete",), ("answers.married",)), RouteGroup.OPEN),
        ((("journeys_complete", "absences.a1.left"),), RouteGroup.OPEN),
    ],
)
def test_a_permit_of_which_only_the_list_of_journeys_is_open_fits_so_far(
    questions: tuple[tuple[str, ...], ...], expected: RouteGroup
) -> None:
    waiting = tuple(Finding("r", Verdict.UNKNOWN, (), questions=asked) for asked in questions)
    found = rank_group(ROUTE, Verdict.UNKNOWN, Verdict.UNKNOWN, waiting, (), (), NO_DAY)
    assert found == (expected, ())


def test_a_permit_that_waiting_brings_has_a_group_of_its_own() -> None:
    assert _group(Verdict.MET, Verdict.TOO_EARLY, earliest=LATER) is RouteGroup.POSSIBLE_FROM


def test_an_obstacle_that_can_change_is_possible_if_it_changes() -> None:
    assert _group(Verdict.MET, Verdict.NOT_MET, "has_work") is RouteGroup.IF_CHANGED


def test_an_obstacle_that_nothing_can_change_makes_it_impossible() -> None:
    assert _group(Verdict.MET, Verdict.NOT_MET, "born_here", "has_work") is RouteGroup.NOT_POSSIBLE


def test_a_permit_for_another_situation_is_possible_only_if_one_can_choose_that_situation() -> None:
    assert _group(Verdict.NOT_MET, Verdict.UNKNOWN, fits_by_choice=True) is RouteGroup.IF_CHANGED
    assert _group(Verdict.NOT_MET, Verdict.UNKNOWN) is RouteGroup.NOT_POSSIBLE


@pytest.mark.parametrize(
    ("verdict", "earliest", "expected"),
    [
        (Verdict.MET, NO_DAY, RouteGroup.POSSIBLE_NOW),
        (Verdict.TOO_EARLY, LATER, RouteGroup.POSSIBLE_FROM),
        (Verdict.NEEDS_OFFICE, NO_DAY, RouteGroup.FITS_SO_FAR),
    ],
)
def test_what_the_finder_was_told_never_hides_a_permit_whose_conditions_hold(
    verdict: Verdict, earliest: EarliestDates, expected: RouteGroup
) -> None:
    assert _group(Verdict.NOT_MET, verdict, earliest=earliest) is expected


def test_a_change_on_paper_asks_next_to_nothing_and_is_only_for_who_means_it() -> None:
    assert _group(Verdict.NOT_MET, Verdict.MET, channel=Channel.PAPER_HOLDER) is RouteGroup.NOT_POSSIBLE


def test_a_day_hides_nothing_while_other_conditions_are_open() -> None:
    late = (Finding("period", Verdict.TOO_EARLY, ()), Finding("open", Verdict.UNKNOWN, ()))
    group = rank_group(ROUTE, Verdict.NOT_MET, Verdict.TOO_EARLY, late, (), (), LATER)[0]
    assert group is RouteGroup.NOT_POSSIBLE


def test_every_obstacle_is_named_with_its_kind() -> None:
    failed = Finding("x", Verdict.NOT_MET, ())
    changes = rank_group(ROUTE, Verdict.NOT_MET, Verdict.NOT_MET, (failed,), (failed,), (failed,), NO_DAY)[1]
    assert changes == (
        say("change.situation", who=TextRef("route.r.who")),
        say("change.requirement", title=TextRef("requirement.x.title")),
        say("change.bar", title=TextRef("bar.x.title")),
        say("change.refusal", title=TextRef("refusal.x.title")),
    )
