"""Somebody walks through the entries within a lane, between lanes, and in order of days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permitdesk.ui.widgets.timeline_walk import Step, Walk
from tests.ui.widgets.timeline_support import day, make_scene

EARLIER, LATER = Step.EARLIER, Step.LATER
ABOVE, BELOW = Step.LANE_ABOVE, Step.LANE_BELOW


def names(walk: Walk, start: str, step: Step) -> list[str]:
    found, item = [start], walk.step(start, step)
    while item is not None:
        found.append(item.id)
        item = walk.step(item.id, step)
    return found


def test_within_a_lane_the_walk_goes_by_day_and_ends_at_both_ends() -> None:
    walk = Walk(make_scene())
    years = ["absences.a2016", "absences.a2018", "absences.a2020", "absences.a2025"]
    assert names(walk, "absences.a2016", LATER) == years
    assert names(walk, "absences.a2025", EARLIER) == years[::-1]


@pytest.mark.parametrize(
    ("start", "step", "found"),
    [
        ("absences.a2016", ABOVE, "statuses.s1"),
        ("absences.a2020", ABOVE, "current"),
        ("statuses.s1", BELOW, "absences.a2016"),
        ("current", BELOW, "absences.a2018"),
        # The empty lane between them is passed over.
        ("absences.a2025", BELOW, "routes.pr.1"),
        ("routes.pr.1", ABOVE, "absences.a2018"),
    ],
)
def test_between_lanes_the_walk_goes_to_the_nearest_day(start: str, step: Step, found: str) -> None:
    item = Walk(make_scene()).step(start, step)
    assert item is not None
    assert item.id == found


@pytest.mark.parametrize(("start", "step"), [("current", ABOVE), ("routes.pr.1", BELOW), ("nobody", LATER)])
def test_no_step_leads_out_of_the_picture(start: str, step: Step) -> None:
    assert Walk(make_scene()).step(start, step) is None


def test_over_all_lanes_the_walk_goes_by_first_day_without_bands_of_permits() -> None:
    walk = Walk(make_scene())
    order = ["statuses.s1", "absences.a2016", "absences.a2018", "current", "absences.a2020", "absences.a2025"]
    assert names(walk, order[0], Step.NEXT) == order
    assert names(walk, order[-1], Step.PREVIOUS) == order[::-1]


def test_from_the_band_of_a_permit_the_walk_goes_on_by_day() -> None:
    walk = Walk(make_scene())
    later, earlier = walk.step("routes.pr.1", Step.NEXT), walk.step("routes.pr.1", Step.PREVIOUS)
    assert later is not None
    assert earlier is not None
    assert (earlier.id, later.id) == ("current", "absences.a2020")


def test_a_walk_begins_with_the_first_entry_in_sight() -> None:
    walk = Walk(make_scene())
    seen = walk.start(float(day(2020)), float(day(2021)))
    assert seen is not None
    assert seen.id == "current"
    outside = walk.start(float(day(1990)), float(day(1991)))
    assert outside is not None
    assert outside.id == "statuses.s1"


def test_a_scene_without_entries_has_no_walk() -> None:
    walk = Walk(replace(make_scene(), lanes=()))
    assert walk.start(0.0, 1e6) is None
    assert walk.step("absences.a2016", LATER) is None
    assert walk.place_in_lane("absences.a2016") == (0, 0)


def test_lane_and_place_of_an_entry_are_known() -> None:
    walk = Walk(make_scene())
    lane = walk.lane_of("absences.a2018")
    assert lane is not None
    assert lane.id == "presence"
    assert walk.place_in_lane("absences.a2018") == (2, 4)
    assert walk.lane_of("nobody") is None


def test_lanes_that_are_not_drawn_are_not_walked_through() -> None:
    scene = make_scene()
    walk = Walk(scene, scene.lanes[:2])
    assert walk.item("routes.pr.1") is None
    assert walk.step("absences.a2025", BELOW) is None
