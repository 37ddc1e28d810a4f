"""The three pictures of a timeline and who lays them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from PySide6.QtGui import QFont, QFontInfo

from permitdesk.documents.drawing import Drawing, Line, Measure, Shape, Style
from permitdesk.documents.layout_base import View, Words
from permitdesk.documents.layout_lanes import draw_lanes
from permitdesk.documents.layout_rolling import draw_rolling
from permitdesk.documents.layout_years import draw_years
from permitdesk.documents.timeline_scene import LaneId, Scene, SceneLane


class PictureKind(StrEnum):
    """How a timeline is drawn."""

    LANES = "lanes"
    YEARS = "years"
    ROLLING = "rolling"


class Permits(StrEnum):
    """The bands of which permits are drawn."""

    CHOSEN = "chosen"
    ALL = "all"


class Layout(Protocol):
    """Lays a scene out; pure, so that equal arguments give an equal drawing."""

    def __call__(
        self, scene: Scene, view: View, style: Style, words: Words, measure: Measure, permits: Permits, /
    ) -> Drawing:
        """The days of ``view`` as shapes."""
        ...


#: height in text sizes below which it is not even tried whether lanes with titles fit
_ROOMY = 14


def permit_of(lane: SceneLane) -> str:
    """The permit whose band a lane is; empty for the other lanes."""
    name, _, route = lane.id.partition(".")
    return route if name == LaneId.ROUTES else ""


def lanes_shown(scene: Scene, permits: Permits) -> tuple[SceneLane, ...]:
    """The lanes that are drawn, from top to bottom."""
    if permits is Permits.ALL:
        return scene.lanes
    return tuple(lane for lane in scene.lanes if permit_of(lane) in ("", scene.route or ""))


def screen_style(font: QFont) -> Style:
    """Sizes that go with the text size of the window."""
    size = float(QFontInfo(font).pixelSize())
    small, row, gap = round(size * 0.92), round(size * 1.75), round(size * 0.7)
    return Style(size=size, small=small, row=row, gap=gap, margin=10.0)


def _lanes(
    scene: Scene, view: View, style: Style, words: Words, measure: Measure, permits: Permits
) -> Drawing:
    wanted = None if permits is Permits.CHOSEN else {permit_of(lane) for lane in scene.lanes}
    return draw_lanes(scene, view, style, words, measure, wanted)


def _brief_lanes(
    scene: Scene, view: View, style: Style, words: Words, measure: Measure, permits: Permits
) -> Drawing:
    """The lanes of the chosen permit with little room; all permits need all the room they get."""
    if permits is Permits.ALL:
        return _lanes(scene, view, style, words, measure, permits)
    low = replace(style, row=round(style.row * 0.78), gap=round(style.gap * 0.4), margin=5.0)
    return draw_lanes(scene, view, low, words, measure, brief=True)


def _years(
    scene: Scene, view: View, style: Style, words: Words, measure: Measure, _permits: Permits
) -> Drawing:
    return draw_years(scene, view, style, words, measure)


def _rolling(
    scene: Scene, view: View, style: Style, words: Words, measure: Measure, _permits: Permits
) -> Drawing:
    """All counts there are, below each other on one time axis."""
    charts = [draw_rolling(scene, view, style, words, measure, rolling.kind) for rolling in scene.rolling]
    shapes: list[Shape] = []
    height = 0.0
    for chart in charts:
        shapes += chart.shapes if not height else (moved_down(shape, height) for shape in chart.shapes)
        height += chart.height
    return Drawing(view.width, height, tuple(shapes))


def moved_down(shape: Shape, way: float) -> Shape:
    """The same shape, ``way`` pixels lower."""
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x, y + way) for x, y in shape.points))
    return replace(shape, y=shape.y + way)


def fitting_layouts(height: float) -> Mapping[PictureKind, Layout]:
    """For a page that shows other things too: lanes with their titles if they fit into ``height``."""

    def lanes(
        scene: Scene, view: View, style: Style, words: Words, measure: Measure, permits: Permits
    ) -> Drawing:
        if permits is Permits.CHOSEN and height >= style.size * _ROOMY:
            drawing = draw_lanes(scene, view, style, words, measure, brief=True, roomy=True)
            if drawing.height <= height:
                return drawing
        return _brief_lanes(scene, view, style, words, measure, permits)

    return {**LAYOUTS, PictureKind.LANES: lanes}


LAYOUTS: Mapping[PictureKind, Layout] = {
    PictureKind.LANES: _lanes,
    PictureKind.YEARS: _years,
    PictureKind.ROLLING: _rolling,
}
