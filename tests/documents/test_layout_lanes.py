"""The lanes as a display list: words lie apart, nothing is lost, nothing leaves the sheet."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.documents.drawing import Drawing, Ink, Line, Pattern, Rect, Style
from permitdesk.documents.layout_base import Scale, View, elided, ticks, whole_view
from permitdesk.documents.layout_lanes import NARROW, draw_lanes
from permitdesk.documents.timeline_scene import LaneId, Scene
from permitdesk.domain.case import (
    Case,
    CurrentStay,
)
from tests.documents.timeline_cases import (
    BIG,
    STYLE,
    journeys,
    labels,
    lane,
    life,
    many,
    measure,
    outside,
    overlapping,
    render,
    rich,
    scene_of,
    texts,
)

D = date


def drawn(scene: Scene, view: View, style: Style = STYLE) -> Drawing:
    return draw_lanes(scene, view, style, render, measure)


@pytest.mark.parametrize("width", [240, 500, 1000, 4000])
@pytest.mark.parametrize("style", [STYLE, BIG])
def test_at_every_width_all_lies_inside_and_no_words_lie_over_others(width: float, style: Style) -> None:
    scene = scene_of(rich())
    picture = drawn(scene, whole_view(scene, width), style)
    assert picture.width == width
    assert outside(picture) == []
    assert overlapping(picture) == []


@pytest.mark.parametrize("case", [Case("x"), life(), many(400)])
def test_empty_small_and_full_cases_are_drawn(case: Case) -> None:
    scene = scene_of(case)
    picture = drawn(scene, whole_view(scene, 700))
    assert outside(picture) == []
    assert overlapping(picture) == []
    assert any(label.text.startswith("Today 21.11.2026") for label in labels(picture))


def test_every_visible_item_can_be_pointed_at() -> None:
    scene = scene_of(rich())
    picture = drawn(scene, whole_view(scene, 1000))
    shown = {hit.item for hit in picture.hits}
    wanted = {i.id for found in scene.lanes[:4] for i in found.items}
    assert wanted <= shown
    assert "markers.planned_filing" in shown


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 30)), min_size=1, max_size=40),
    st.integers(240, 1500),
    st.floats(0.05, 40),
)
def test_zooming_out_never_loses_an_item(told: list[tuple[int, int]], width: int, out: float) -> None:
    begin = D(2021, 1, 1).toordinal()
    days = [(date.fromordinal(begin + a), date.fromordinal(begin + a + n)) for a, n in told]
    scene = scene_of(life(journeys(*days)))
    view = View(scene.first - 400 * out, scene.last + 400 * out, width)
    scale = Scale(view, STYLE.margin)
    picture = drawn(scene, view)
    ids = {i.id for i in lane(scene, LaneId.PRESENCE).items}
    boxes = [hit for hit in picture.hits if hit.item in ids]
    assert sum(1 + hit.more for hit in boxes) == len(ids)
    for item in lane(scene, LaneId.PRESENCE).items:
        x = scale.inside(item.first)
        assert any(hit.x - NARROW <= x <= hit.x + hit.width + NARROW for hit in boxes)


def test_a_journey_of_one_day_is_visible_in_ninety_years() -> None:
    case = life(
        journeys((D(1990, 5, 5), D(1990, 5, 5))),
        current_stay=CurrentStay("trp_work", D(1936, 11, 21), D(2027, 8, 31)),
    )
    scene = scene_of(case)
    hit = next(h for h in drawn(scene, whole_view(scene, 240)).hits if h.item == "absences.a1")
    assert hit.width >= NARROW
    assert hit.more == 0


def test_two_thousand_journeys_cost_what_the_room_allows() -> None:
    scene = scene_of(many(2000))
    narrow, wide = (drawn(scene, whole_view(scene, width)) for width in (300, 3000))
    assert len(narrow.shapes) < 300
    assert len(wide.shapes) < 3000
    joined = [h for h in narrow.hits if h.more]
    assert joined
    begin = perf_counter()
    drawn(scene, whole_view(scene, 1000))
    assert perf_counter() - begin < 0.25


def test_the_gravest_of_joined_journeys_gives_the_pattern() -> None:
    case = life(
        journeys(
            (D(2022, 1, 1), D(2022, 1, 2)), (D(2022, 1, 5), D(2022, 8, 1)), (D(2022, 8, 3), D(2022, 8, 4))
        )
    )
    scene = scene_of(case)
    picture = drawn(scene, View(scene.first - 200_000, scene.last + 200_000, 600))
    hit = next(h for h in picture.hits if h.item.startswith("absences."))
    assert (hit.item, hit.more) == ("absences.a2", 2)


def test_rows_do_not_depend_on_the_view() -> None:
    scene = scene_of(rich())
    whole = drawn(scene, whole_view(scene, 900))
    zoomed = drawn(scene, View(D(2025, 5, 1).toordinal(), D(2025, 9, 1).toordinal(), 900))
    rows = [{h.item: h.y for h in picture.hits} for picture in (whole, zoomed)]
    differences = {
        round(rows[0][item] - rows[1][item], 3) for item in ("absences.a4", "absences.a5", "current_stay")
    }
    assert len(differences) == 1


def test_only_the_lane_of_the_permit_shown_is_drawn_unless_others_are_asked_for() -> None:
    scene = scene_of(life())
    view = whole_view(scene, 800)
    others = [found.id.partition(".")[2] for found in scene.lanes if found.id.startswith(LaneId.ROUTES)]
    counting = [label.text for label in labels(drawn(scene, view)) if label.text.startswith("Counts for")]
    assert len(counting) == 1
    more = draw_lanes(scene, view, STYLE, render, measure, others)
    assert sum(label.text.startswith("Counts for") for label in labels(more)) == len(others)
    assert overlapping(more) == []


def test_the_window_is_a_band_with_brackets_and_named() -> None:
    scene = scene_of(life())
    picture = drawn(scene, whole_view(scene, 900))
    band = next(s for s in picture.shapes if isinstance(s, Rect) and s.ink is Ink.BAND)
    scale = Scale(whole_view(scene, 900), STYLE.margin)
    assert band.x == pytest.approx(scale.x(scene.windows[0].first))
    assert band.x + band.width == pytest.approx(scale.x(scene.windows[0].last + 1))
    assert any("The law looks at" in label.text for label in labels(picture))
    far = drawn(scene, View(scene.last + 1, scene.last + 100, 900))
    assert not any(isinstance(s, Rect) and s.ink is Ink.BAND for s in far.shapes)


def test_unsure_ends_are_dotted_and_in_the_legend() -> None:
    scene = scene_of(rich())
    picture = drawn(scene, View(D(2025, 5, 1).toordinal(), D(2025, 9, 1).toordinal(), 900))
    assert any(isinstance(s, Line) and s.ink is Ink.AMBER and len(s.points) == 5 for s in picture.shapes)
    assert texts().get("statement.scene.legend_unsure") in {label.text for label in labels(picture)}


def test_the_legend_names_only_what_is_drawn() -> None:
    scene = scene_of(life())
    shown = {label.text for label in labels(drawn(scene, whole_view(scene, 900)))}
    assert texts().get("statement.scene.legend_not_legal") not in shown
    assert texts().get("statement.scene.legend_in_poland") in shown


@pytest.mark.parametrize(
    ("days", "width", "first"),
    [
        (6, 900, "21.11.2026"),
        (40, 500, "23.11.2026"),
        (300, 900, "12.2026"),
        (900, 900, "01.2027"),
        (4000, 900, "2027"),
        (33000, 900, "2030"),
    ],
)
def test_ticks_are_as_fine_as_their_words_allow(days: int, width: float, first: str) -> None:
    scale = Scale(View(D(2026, 11, 21).toordinal(), D(2026, 11, 21).toordinal() + days, width), 8)
    found = ticks(scale, 9, measure)
    assert found[0].text == first
    places = [scale.x(tick.day) for tick in found]
    assert all(b - a > measure(first, 9) for a, b in pairwise(places))


def test_a_leap_year_has_its_day_and_a_day_its_place() -> None:
    scale = Scale(View(D(2024, 2, 28).toordinal(), D(2024, 3, 2).toordinal(), 316), 8)
    assert scale.per_day == 100
    assert scale.day(scale.x(D(2024, 2, 29).toordinal()) + 50) == D(2024, 2, 29).toordinal()


@given(st.text(alphabet="ab cd", max_size=30), st.floats(0, 200))
def test_shortened_words_fit_their_room(text: str, room: float) -> None:
    shown = elided(text, room, 9, measure)
    assert measure(shown, 9) <= room
    assert shown == text or shown.endswith("…") or not shown


def test_patterns_say_what_colours_say() -> None:
    scene = scene_of(rich())
    looks: dict[str, set[Pattern]] = {}
    for found in scene.lanes:
        for item in found.items:
            if item.legend is not None:
                looks.setdefault(render(item.legend), set()).add(item.pattern)
    assert all(len(patterns) == 1 for patterns in looks.values())
