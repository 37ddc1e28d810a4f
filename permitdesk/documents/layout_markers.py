"""Where the labels of the days above the lanes stand, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from permitdesk.documents.drawing import Measure, Style
from permitdesk.documents.layout_base import Scale, Words, elided, figures
from permitdesk.documents.timeline_scene import MarkerKind, SceneMarker

#: levels of labels for days in little room
_FEW = 3
#: days in the order in which their labels are kept where there is room for few
_MATTERS = (
    MarkerKind.EARLIEST_SAFE,
    MarkerKind.LAST_LEGAL_DAY,
    MarkerKind.PLANNED_FILING,
    MarkerKind.EARLIEST_LENIENT,
    MarkerKind.TODAY,
)

#: the day marked, where its label starts, its words, and its level above the lanes
MarkerLabel: TypeAlias = tuple[SceneMarker, float, str, int]


def marker_labels(
    markers: Sequence[SceneMarker], scale: Scale, style: Style, words: Words, measure: Measure
) -> list[MarkerLabel]:
    """For markers in view: where the label starts, its words, and its level above the lanes.

    From right to left each takes the lowest free level, so that few lines cross labels of others.
    """
    taken: list[list[tuple[float, float]]] = []
    found = []
    for marker in sorted(markers, key=lambda m: -m.day):
        x = scale.x(marker.day + 0.5)
        if not scale.left <= x <= scale.right:
            continue
        room = scale.right - scale.left
        text = f"{words(marker.title)} {figures(marker.day)}"
        text = elided(text, room - 6, style.small, measure, bold=True)
        wide = measure(text, style.small, bold=True)
        start = x + 3
        if start + wide > scale.right:
            start = max(scale.left, x - 3 - wide)
        gap = style.small * 0.5
        level = next(
            (
                n
                for n, spans in enumerate(taken)
                if all(start > e + gap or start + wide < b - gap for b, e in spans)
            ),
            len(taken),
        )
        if level == len(taken):
            taken.append([])
        taken[level].append((start, start + wide))
        found.append((marker, start, text, level))
    return found


def few_levels(
    labels: list[MarkerLabel],
    scale: Scale,
    style: Style,
    words: Words,
    measure: Measure,
) -> list[MarkerLabel]:
    """The labels on ``_FEW`` levels, those that matter most first and the others shorter, down to the day."""
    levels: list[list[tuple[float, float]]] = [[] for _ in range(_FEW)]
    found = []
    gap = style.small * 0.5
    for marker, start, text, _ in sorted(labels, key=lambda each: _MATTERS.index(each[0].kind)):
        shorter = _shorter(marker, scale, style, words, measure)
        for begin, label in ((start, text), *shorter):
            end = begin + measure(label, style.small, bold=True) + gap
            free = (n for n, spans in enumerate(levels) if all(end <= b or begin >= e for b, e in spans))
            level = next(free, None)
            if level is not None:
                levels[level].append((begin - gap, end))
                found.append((marker, begin, label, level))
                break
    return found


def _shorter(
    marker: SceneMarker, scale: Scale, style: Style, words: Words, measure: Measure
) -> Iterator[tuple[float, str]]:
    """Other places and shorter words for a label, right and left of its line; the day is never cut."""
    x, day, title = scale.x(marker.day + 0.5), figures(marker.day), words(marker.title)
    room = measure(title, style.small, bold=True)
    cuts = (elided(title, room * part, style.small, measure, bold=True) for part in (0.7, 0.45))
    for text in (f"{title} {day}", *(f"{cut} {day}" for cut in cuts if cut), day):
        wide = measure(text, style.small, bold=True)
        for start in (x + 3, x - 3 - wide):
            if scale.left <= start and start + wide <= scale.right:
                yield start, text
