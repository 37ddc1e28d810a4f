"""The lanes in little room: stays and journeys, the days that matter most, nothing that needs a legend."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from permitdesk.documents.drawing import Drawing, Label
from permitdesk.documents.layout_base import whole_view
from permitdesk.documents.layout_lanes import draw_lanes
from permitdesk.documents.scene_building import build_scene
from tests.benchmarks.test_assess_speed import TEMPORARY, busy_case
from tests.documents.timeline_cases import STYLE, assessed, measure, render, rules


def drawn(*, brief: bool) -> Drawing:
    case = replace(busy_case(20, kinds=TEMPORARY), route="ltr_standard")
    dossier = assessed(case)
    scene = build_scene(case, dossier, rules(), dossier.route("ltr_standard"))
    return draw_lanes(scene, whole_view(scene, 900), STYLE, render, measure, brief=brief)


def test_the_brief_drawing_is_lower_and_keeps_what_can_be_pointed_at() -> None:
    whole, brief = drawn(brief=False), drawn(brief=True)
    assert brief.height < whole.height * 0.7
    names = {hit.item for hit in brief.hits}
    assert any(name.startswith("absences.") for name in names)
    assert names <= {hit.item for hit in whole.hits}


def test_labels_of_days_stand_on_two_levels_at_most_and_apart() -> None:
    bold = [s for s in drawn(brief=True).shapes if isinstance(s, Label) and s.bold]
    levels = {round(label.y) for label in bold}
    assert 0 < len(levels) <= 2
    for level in levels:
        row = sorted((x for x in bold if round(x.y) == level), key=lambda x: x.x)
        for before, after in pairwise(row):
            assert before.x + measure(before.text, STYLE.small, bold=True) <= after.x
