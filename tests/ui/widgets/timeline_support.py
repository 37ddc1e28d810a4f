"""A hand-made scene and a plain layout, so that the view is tested apart from the real ones."""

from __future__ import annotations

from datetime import date
from functools import cache

from permitdesk.documents.drawing import Drawing, Hit, Ink, Label, Line, Measure, Pattern, Rect, Style
from permitdesk.documents.layout_base import View, Words
from permitdesk.documents.timeline_scene import (
    DayRun,
    DayState,
    LaneId,
    MarkerKind,
    Rolling,
    RollingKind,
    Scene,
    SceneItem,
    SceneLane,
    SceneMarker,
    SceneWindow,
)
from permitdesk.domain.law.findings import Statement, say
from permitdesk.rulesets.texts import Texts, load_texts
from permitdesk.ui.widgets.timeline_layouts import Permits, PictureKind, lanes_shown


@cache
def real_texts(language: str = "en") -> Texts:
    return load_texts(language)


def told(words: str) -> Statement:
    """A statement that says just these words."""
    return say("timeline_test", words=words)


def texts(language: str = "en") -> Texts:
    """The shipped words and a statement that says anything."""
    shipped = real_texts(language)
    return Texts(language, {**shipped.entries, "statement.timeline_test": "{words}"})


def day(year: int, month: int = 1, number: int = 1) -> int:
    return date(year, month, number).toordinal()


def item(item_id: str, first: int, last: int, path: str = "", ink: Ink = Ink.AWAY) -> SceneItem:
    return SceneItem(
        item_id,
        first,
        last,
        Pattern.HATCH,
        ink,
        told(f"Title of {item_id}"),
        (told(f"Facts of {item_id}"),),
        path,
    )


ROLLING = Rolling(
    RollingKind.ABSENCE,
    ((day(2015), 0), (day(2016, 5), 0), (day(2016, 5, 20), 20), (day(2026), 20)),
    300,
    306,
    told("Days abroad"),
)


def make_scene(*, without: str = "", last_year: int = 2026) -> Scene:
    """Two stays, four journeys in 2018 to 2025, no Schengen stays, one permit that counts."""
    stays = (
        item("statuses.s1", day(2015), day(2018, 12, 31), "statuses.s1", Ink.STAY_1),
        item("current", day(2019), day(2026, 12, 31), "current_stay", Ink.STAY_2),
    )
    journeys = tuple(
        item(f"absences.a{year}", day(year, 5), day(year, 5, 20), f"absences.a{year}")
        for year in (2016, 2018, 2020, 2025)
        if f"absences.a{year}" != without
    )
    bands = (item("routes.pr.1", day(2019), day(2026, 11, 21)),)
    return Scene(
        day(2015),
        day(last_year, 12, 31),
        day(2026, 11, 21),
        (
            SceneLane(LaneId.STATUS, told("Stay"), stays),
            SceneLane(LaneId.PRESENCE, told("Journeys"), journeys),
            SceneLane(LaneId.SCHENGEN, told("Schengen"), ()),
            SceneLane(f"{LaneId.ROUTES}.pr", told("Permit"), bands),
        ),
        (SceneMarker(MarkerKind.TODAY, day(2026, 11, 21), told("Today")),),
        (SceneWindow("pr", day(2021, 11, 21), day(2026, 11, 20), told("The five years that count")),),
        tuple(DayRun(i.first, i.last, DayState.AWAY, i.id) for i in journeys),
        (ROLLING,),
    )


def many_journeys(count: int) -> Scene:
    """A life with ``count`` journeys of two days."""
    first = day(2000)
    trips = tuple(
        item(f"absences.a{n}", first + 4 * n, first + 4 * n + 1, f"absences.a{n}") for n in range(count)
    )
    lanes = (SceneLane(LaneId.PRESENCE, told("Journeys"), trips),)
    return Scene(first, first + 4 * count, first + 4 * count, lanes, (), (), (), ())


def plain_lanes(
    scene: Scene, view: View, style: Style, words: Words, measure: Measure, permits: Permits
) -> Drawing:
    """A bar for each item that is in view, on a row for each lane."""
    shapes: list[Rect | Line | Label] = []
    hits: list[Hit] = []
    inner = view.width - 2 * style.margin
    for row, lane in enumerate(lanes_shown(scene, permits)):
        top = style.margin + row * (style.row + style.size * 1.5 + style.gap)
        shapes.append(Label(style.margin, top + style.size, words(lane.title), style.size, bold=True))
        for each in lane.items:
            if each.first >= view.last or each.last + 1 <= view.first:
                continue
            scale = inner / (view.last - view.first)
            left = style.margin + max(0.0, each.first - view.first) * scale
            right = style.margin + (min(each.last + 1, view.last) - view.first) * scale
            y = top + style.size * 1.5
            shapes.append(Rect(left, y, right - left, style.row, each.pattern, each.ink, rounded=True))
            hits.append(Hit(left, y, max(3.0, right - left), style.row, each.id))
    height = 2 * style.margin + len(scene.lanes) * (style.row + style.size * 1.5 + style.gap)
    return Drawing(view.width, height, tuple(shapes), tuple(hits))


PLAIN = dict.fromkeys(PictureKind, plain_lanes)
