"""The timeline as lines of text: everything that is drawn, for screen readers and for print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from permitdesk.documents.layout_years import year_totals
from permitdesk.documents.timeline_scene import LaneId, Rolling, Scene, SceneItem, SceneLane
from permitdesk.domain.law.findings import Statement, say

Words = Callable[[Statement], str]


def scene_lines(scene: Scene, words: Words) -> tuple[str, ...]:
    """Everything of the scene in order: windows and days that matter, lanes, counts, years."""
    lines = [words(window.title) for window in scene.windows]
    lines += [_dated(words(marker.title), marker.day, words) for marker in scene.markers]
    for lane in scene.lanes:
        if lane.id in set(LaneId) or lane.id == f"{LaneId.ROUTES}.{scene.route}":
            lines += lane_lines(lane, words)
    for rolling in scene.rolling:
        lines += rolling_lines(scene, rolling, words)
    lines += year_lines(scene, words)
    if not scene.lanes:
        lines.append(words(say("scene.empty")))
    return tuple(lines)


def lane_lines(lane: SceneLane, words: Words) -> Iterator[str]:
    """One lane: its title, then one line for each item."""
    if lane.items:
        yield f"{words(lane.title)}:"
        for item in lane.items:
            yield item_text(item, words)


def item_text(item: SceneItem, words: Words) -> str:
    """One item with its facts, as hovering and focus tell it."""
    return ". ".join([words(item.title), " ".join(words(fact) for fact in item.facts)])


def rolling_lines(scene: Scene, rolling: Rolling, words: Words) -> Iterator[str]:
    """What the chart shows: today, the highest count, the next fall, the limits."""
    day, most = rolling.most(scene.first, scene.last)
    parts = [words(say("scene.rolling_today", n=rolling.on(scene.today)))]
    if most:
        parts.append(words(say("scene.rolling_most", n=most, day=date.fromordinal(day))))
    if (falls := rolling.falls_after(scene.today)) is not None:
        parts.append(words(say("scene.rolling_falls", day=date.fromordinal(falls))))
    if rolling.upper_limit is None:
        parts.append(words(say("scene.limit", n=rolling.limit)))
    else:
        parts.append(words(say("scene.limit_safe", n=rolling.limit)))
        parts.append(words(say("scene.limit_upper", n=rolling.upper_limit)))
    yield f"{words(rolling.title)}:"
    yield ". ".join(parts) + "."


def year_lines(scene: Scene, words: Words) -> Iterator[str]:
    """Days abroad in each year."""
    for year, days in year_totals(scene).items():
        if days:
            yield words(say("scene.year_line", year=str(year), n=days))


def _dated(title: str, day: int, words: Words) -> str:
    return f"{title}: {words(say('scene.plain_day', day=date.fromordinal(day)))}"
