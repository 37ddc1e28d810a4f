"""The timeline as a part of the report: the pictures and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from permitdesk.documents.context import Context
from permitdesk.documents.drawing import Drawing as Picture
from permitdesk.documents.drawing import Measure, Style
from permitdesk.documents.elements import Block, Drawing, Line, Section, Severity
from permitdesk.documents.layout_base import View, Words, whole_view
from permitdesk.documents.layout_lanes import draw_lanes
from permitdesk.documents.layout_rolling import draw_rolling
from permitdesk.documents.layout_years import draw_years
from permitdesk.documents.scene_building import build_scene
from permitdesk.documents.timeline_scene import DayState, LaneId, RollingKind, Scene, SceneItem
from permitdesk.documents.timeline_text import lane_lines, scene_lines
from permitdesk.documents.wording import TextSource

#: so many years fit beside the rest of the section
_MOST_YEARS = 7
#: so many lines are printed where no table lists the entries
_MOST_LINES = 60
#: fewer journeys are seen at once in the lanes
_FEW_JOURNEYS = 3
#: a count is printed if from now on it reaches this part of its limit
_NEAR = 3
Tell = Callable[[Words], tuple[str, ...]]
_ABROAD = (DayState.AWAY, DayState.AWAY_EXCUSED, DayState.UNSURE)


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes for the width of the paper."""

    scene: Scene
    texts: TextSource

    def __call__(self, width: float, style: Style, measure: Measure) -> Picture:
        """Lay them out."""
        # Visits to other states are journeys drawn already; short stays are told nowhere else.
        lanes = tuple(x for x in self.scene.lanes if x.id != LaneId.SCHENGEN or any(map(_told, x.items)))
        scene = replace(self.scene, lanes=lanes)
        return draw_lanes(scene, whole_view(scene, width), style, self.texts.render, measure)


@dataclass(frozen=True, slots=True)
class Years:
    """The last years up to the day assessed, or the whole of a shorter time."""

    scene: Scene
    texts: TextSource

    def __call__(self, width: float, style: Style, measure: Measure) -> Picture:
        """Lay them out."""
        scene = self.scene
        newest = date.fromordinal(max([scene.today, *(r.last for r in scene.days if r.state in _ABROAD)]))
        first = date(max(1, newest.year - _MOST_YEARS + 1), 1, 1).toordinal()
        view = View(max(first, scene.first), newest.toordinal() + 1, width)
        return draw_years(scene, view, style, self.texts.render, measure)


@dataclass(frozen=True, slots=True)
class Chart:
    """One rolling count."""

    scene: Scene
    texts: TextSource
    kind: RollingKind

    def __call__(self, width: float, style: Style, measure: Measure) -> Picture:
        """Lay it out."""
        view = whole_view(self.scene, width)
        return draw_rolling(self.scene, view, style, self.texts.render, measure, self.kind)


def _told(item: SceneItem) -> bool:
    """Whether a stay in another state was told as such."""
    return item.path.startswith("schengen_stays.")


def timeline_section(context: Context) -> Section | None:
    """The drawings with their legend and named problems; None when nothing was entered."""
    words, dossier = context.words, context.dossier
    scene = build_scene(context.case, dossier, context.ruleset, context.route)
    problems = words.statements(p.text for p in dossier.timeline.problems)
    blocks: list[Block] = []
    if scene.windows or any(lane.items for lane in scene.lanes):
        blocks.append(_drawing(context, scene))
    if problems:
        intro = words.line("report.timeline.problems")
        blocks.append(context.note(Severity.AMBER, (intro, *problems)))
    if not blocks:
        return None
    return Section("timeline", words.line("report.timeline.title"), tuple(blocks))


def _drawing(context: Context, scene: Scene) -> Drawing:
    words = context.words
    first, last = date.fromordinal(scene.first), date.fromordinal(scene.last)
    tables = context.route is not None and bool(context.route.stay_evidence)
    return Drawing(
        tuple(_layouts(scene, words.texts)),
        words.line("report.timeline.alt" if tables else "report.timeline.alt_lines", first=first, last=last),
        _lines(context, partial(scene_lines, scene)),
        () if tables else _listed(context, scene),
    )


def _layouts(scene: Scene, texts: TextSource) -> Iterable[Lanes | Years | Chart]:
    """The lanes always, years where they tell more than a few bars, counts that come near their limit."""
    yield Lanes(scene, texts)
    if sum(run.state in _ABROAD for run in scene.days) >= _FEW_JOURNEYS:
        yield Years(scene, texts)
    for rolling in scene.rolling:
        if rolling.most(scene.today, scene.last)[1] * _NEAR >= rolling.limit:
            yield Chart(scene, texts, rolling.kind)


def _listed(context: Context, scene: Scene) -> tuple[Line, ...]:
    """Titles, journeys and stays, where no table of the report lists them."""
    lanes = [lane for lane in scene.lanes if lane.id in {LaneId.STATUS, LaneId.PRESENCE, LaneId.SCHENGEN}]

    def told(words: Words) -> tuple[str, ...]:
        return tuple(line for lane in lanes for line in lane_lines(lane, words))

    return _lines(context, told)[:_MOST_LINES]


def _lines(context: Context, told: Tell) -> tuple[Line, ...]:
    """The lines in one language, or in two."""
    first = told(context.words.texts.render)
    second = context.words.second
    if second is None:
        return tuple(Line(line) for line in first)
    other = told(second.render)
    return tuple(Line(a, None if a == b else b) for a, b in zip(first, other, strict=True))
