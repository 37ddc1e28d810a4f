"""Drawing data of the timeline: short beside the assessment, and growing no worse than the journeys."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from permitdesk.documents.layout_base import whole_view
from permitdesk.documents.layout_lanes import draw_lanes
from permitdesk.documents.scene_building import build_scene
from tests.benchmarks.test_assess_speed import TEMPORARY, busy_case
from tests.documents.timeline_cases import STYLE, assessed, measure, render, rules

pytestmark = pytest.mark.benchmark

#: how much steeper than up to five hundred journeys the time may grow up to two thousand
NOISE = 1.8


def _drawing(journeys: int) -> Callable[[], object]:
    """Building the scene of a busy life and laying out its lanes."""
    case = replace(busy_case(journeys, kinds=TEMPORARY), route="ltr_standard")
    dossier = assessed(case)
    route = dossier.route("ltr_standard")

    def run() -> object:
        scene = build_scene(case, dossier, rules(), route)
        return draw_lanes(scene, whole_view(scene, 1000), STYLE, render, measure)

    return run


def _best(turns: int, *runs: Callable[[], object]) -> list[float]:
    """The shortest time of each, in turns so that a busy machine troubles all alike."""
    best = [float("inf")] * len(runs)
    for _ in range(turns):
        for index, run in enumerate(runs):
            begin = time.perf_counter()
            run()
            best[index] = min(best[index], time.perf_counter() - begin)
    return best


def test_scene_and_lanes_grow_no_worse_than_the_journeys() -> None:
    few, some, many = _best(9, _drawing(50), _drawing(500), _drawing(2000))
    per_journey = (some - few) / 450
    assert many - some < 1500 * per_journey * NOISE


def test_the_drawing_costs_less_than_the_assessment() -> None:
    case = replace(busy_case(2000, kinds=TEMPORARY), route="ltr_standard")
    drawing, whole = _best(7, _drawing(2000), lambda: assessed(case))
    assert drawing < whole
