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


def drawn(*, brief: bool, roomy: bool = False, width: float = 900) -> Drawing:
    case = replace(busy_case(20, kinds=TEMPORARY), route="ltr_standard")
    dossier = assessed(case)
    scene = build_scene(case, dossier, rules(), dossier.route("ltr_standard"))
    return draw_lanes(scene, whole_view(scene, width), STYLE, render, measure, brief=brief, roomy=roomy)


def test_the_brief_drawing_is_lower_and_keeps_what_can_be_pointed_at() -> None:
    whole, brief = drawn(brief=False), drawn(brief=True)
    assert brief.height < whole.height * 0.7
    names = {hit.item for hit in brief.hits}
    assert any(name.startswith("absences.") for name in names)
    assert names <= {hit.item for hit in whole.hits}


def test_labels_of_days_stand_on_three_levels_at_most_and_apart() -> None:
    bold = [s for s in drawn(brief=True).shapes if isinstance(s, Label) and s.bold]
    levels = {round(label.y) for label in bold}
    assert 0 < len(levels) <= 3
    for level in levels:
        row = sorted((x for x in bold if round(x.y) == level), key=lambda x: x.x)
        for before, after in pairwise(row):
            assert before.x + measure(before.text, STYLE.small, bold=True) <= after.x


def test_with_more_room_the_brief_drawing_has_all_lanes_with_their_titles() -> None:
    brief, roomy, whole = drawn(brief=True), drawn(brief=True, roomy=True), drawn(brief=False)
    assert brief.height < roomy.height < whole.height
    titles = {label.text for label in roomy.shapes if isinstance(label, Label) and label.bold}
    assert any("Poland" in title for title in titles)


def test_a_label_without_room_is_cut_before_it_is_left_out_and_its_day_never_is() -> None:
    """Of the four days of this case all are told where the words of some of them have no room."""
    days = {words[-10:] for words in _bold(drawn(brief=False, width=420)) if words[-1:].isdecimal()}
    told = _bold(drawn(brief=True, width=420))
    assert days
    assert {words[-10:] for words in told} == days


def _bold(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Label) and shape.bold]
