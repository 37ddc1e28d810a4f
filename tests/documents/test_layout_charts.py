"""Years as strips, the rolling chart, the same as text, and all of it on paper."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from permitdesk.documents import pdf_style as look
from permitdesk.documents.drawing import Ink, Line, Rect, Style
from permitdesk.documents.layout_base import View, whole_view
from permitdesk.documents.layout_lanes import draw_lanes
from permitdesk.documents.layout_rolling import draw_rolling
from permitdesk.documents.layout_years import day_at, draw_years
from permitdesk.documents.pdf_drawing import PAPER_STYLE, DrawingFlowable, paint, paper_measure
from permitdesk.documents.timeline_scene import LaneId, RollingKind
from permitdesk.documents.timeline_text import scene_lines
from permitdesk.domain.case import Case, CurrentStay, SchengenStay
from tests.documents.timeline_cases import (
    BIG,
    STYLE,
    TODAY,
    journeys,
    labels,
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


@pytest.mark.parametrize("width", [240, 700, 4000])
@pytest.mark.parametrize("style", [STYLE, BIG])
def test_years_lie_inside_and_their_words_apart(width: float, style: Style) -> None:
    scene = scene_of(rich())
    picture = draw_years(scene, whole_view(scene, width), style, render, measure)
    assert outside(picture) == []
    assert overlapping(picture) == []


def test_there_is_a_row_for_each_year_the_newest_at_the_bottom_with_its_total() -> None:
    scene = scene_of(life(journeys((D(2022, 12, 30), D(2023, 1, 2)))))
    shown = labels(draw_years(scene, whole_view(scene, 800), STYLE, render, measure))
    years = {label.text: label.y for label in shown if label.text in {"2020", "2022", "2023", "2026"}}
    assert years["2020"] < years["2022"] < years["2023"] < years["2026"]
    totals = {label.y: label.text for label in shown if label.bold and label.text.isdigit()}
    assert (totals[years["2022"]], totals[years["2023"]]) == ("2", "2")


def test_a_view_limits_the_years() -> None:
    scene = scene_of(life())
    view = View(D(2025, 1, 1).toordinal(), D(2026, 12, 31).toordinal() + 1, 800)
    shown = {label.text for label in labels(draw_years(scene, view, STYLE, render, measure))}
    assert {"2025", "2026"} <= shown
    assert not {"2024", "2027"} & shown


@pytest.mark.parametrize("day", [D(2022, 1, 1), D(2024, 2, 29), D(2025, 7, 31), D(2026, 11, 21)])
def test_a_place_in_the_years_is_a_day(day: date) -> None:
    scene = scene_of(life(journeys((day, day))))
    view = whole_view(scene, 900)
    picture = draw_years(scene, view, STYLE, render, measure)
    hit = next(h for h in picture.hits if h.item == "absences.a1")
    assert day_at(scene, view, STYLE, measure, (hit.x + 0.5, hit.y + 1)) == day.toordinal()
    assert day_at(scene, view, STYLE, measure, (-5, hit.y)) is None
    assert day_at(scene, view, STYLE, measure, (hit.x, 1e6)) is None


def test_the_thirtieth_of_february_is_no_day() -> None:
    scene = scene_of(life(journeys((D(2025, 3, 1), D(2025, 3, 1)))))
    view = whole_view(scene, 900)
    hit = draw_years(scene, view, STYLE, render, measure).hits[0]
    assert day_at(scene, view, STYLE, measure, (hit.x - 3.5, hit.y + 1)) is None


def test_a_journey_of_one_day_is_seen_at_the_smallest_width() -> None:
    scene = scene_of(life(journeys((D(2025, 12, 31), D(2025, 12, 31)))))
    hit = draw_years(scene, whole_view(scene, 240), STYLE, render, measure).hits[0]
    assert hit.width > 1.5


def test_without_any_day_there_are_no_years_and_no_chart() -> None:
    scene = scene_of(Case("x"))
    view = whole_view(scene, 500)
    assert draw_years(scene, view, STYLE, render, measure).height == 0
    assert draw_rolling(scene, view, STYLE, render, measure).height == 0
    assert day_at(scene, view, STYLE, measure, (5, 5)) is None


@pytest.mark.parametrize("width", [240, 700, 4000])
@pytest.mark.parametrize("style", [STYLE, BIG])
def test_the_chart_lies_inside_and_its_words_apart(width: float, style: Style) -> None:
    scene = scene_of(rich())
    picture = draw_rolling(scene, whole_view(scene, width), style, render, measure)
    assert outside(picture) == []
    assert overlapping(picture) == []


def test_the_chart_names_today_the_highest_count_the_next_fall_and_both_limits() -> None:
    scene = scene_of(life(journeys((D(2022, 3, 1), D(2022, 3, 20)))))
    shown = {x.text for x in labels(draw_rolling(scene, whole_view(scene, 900), STYLE, render, measure))}
    assert {"Today: 20", "Most: 20 on 02.03.2022", "Fewer again from 20.03.2027"} <= shown
    assert {"Safe limit: 300", "Upper limit: 306"} <= shown


def test_a_count_above_the_limit_is_marked_red() -> None:
    scene = scene_of(many(2000))
    picture = draw_rolling(scene, whole_view(scene, 900), STYLE, render, measure)
    assert any(isinstance(s, Rect) and s.ink is Ink.RED for s in picture.shapes)
    curve = max((s for s in picture.shapes if isinstance(s, Line)), key=lambda s: len(s.points))
    assert len(curve.points) < 4 * 900 / 0.8 + 8


def test_short_stays_have_a_chart_with_one_limit() -> None:
    case = Case(
        "x",
        current_stay=CurrentStay("visa_free", first_day=D(2026, 9, 1), entered_on=D(2026, 9, 1)),
        schengen_stays=(SchengenStay("v1", D(2026, 5, 1), D(2026, 5, 20)),),
    )
    scene = scene_of(case)
    view = whole_view(scene, 700)
    picture = draw_rolling(scene, view, STYLE, render, measure, RollingKind.SCHENGEN)
    assert "Limit: 90" in {label.text for label in labels(picture)}
    assert overlapping(picture) == []


@pytest.mark.parametrize("language", ["en", "pl"])
def test_the_text_tells_every_item_marker_window_and_count(language: str) -> None:
    scene = scene_of(rich())
    words = texts(language).render
    lines = scene_lines(scene, words)
    whole = "\n".join(lines)
    assert all(words(window.title) in whole for window in scene.windows)
    assert all(words(marker.title) in whole for marker in scene.markers)
    shown = [x for x in scene.lanes if not x.id.startswith(LaneId.ROUTES) or x.id.endswith("ltr_standard")]
    for found in shown:
        for item in found.items:
            assert words(item.title) in whole
            assert all(words(fact) in whole for fact in item.facts)
    assert all(words(rolling.title) in whole for rolling in scene.rolling)


def test_the_text_of_nothing_says_what_to_do() -> None:
    lines = scene_lines(scene_of(Case("x")), render)
    assert lines[0].startswith("Today")
    assert lines[-1] == texts().get("statement.scene.empty")


def test_a_drawing_is_vectors_and_words_on_paper() -> None:
    look.register_fonts()
    scene = scene_of(rich())
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 800))
    flowable = DrawingFlowable(
        lambda width, style, ruler: draw_lanes(scene, whole_view(scene, width), style, render, ruler), 500
    )
    assert flowable.wrap(500, 800) == (flowable.width, flowable.height)
    flowable.drawOn(canvas, 20, 300)
    paint(draw_years(scene, whole_view(scene, 500), PAPER_STYLE, render, paper_measure), canvas)
    canvas.save()
    page = PdfReader(file).pages[0]
    assert "Today 21.11.2026" in page.extract_text()
    assert not page.images


def test_scene_and_layouts_need_no_pdf_engine_and_no_window() -> None:
    modules = "scene_building, layout_lanes, layout_years, layout_rolling, timeline_text, timeline_part"
    code = (
        f"import sys; from permitdesk.documents import {modules}; "
        "sys.exit('reportlab' in sys.modules or 'PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_today_is_the_day_assessed() -> None:
    assert scene_of(life(), D(2026, 11, 30)).today == D(2026, 11, 30).toordinal()
    assert scene_of(life()).today == TODAY.toordinal()
