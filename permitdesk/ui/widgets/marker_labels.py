"""Places for the labels of vertical lines, so that no label touches another or is crossed by a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

#: between a line and its label, and between two labels
GAP = 4.0


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a label stands. Its line begins at ``level`` (0 on top) and runs down from there.

    ``above``: the label is wider than the room on either side, so the line begins below it.
    """

    level: int
    start: float
    above: bool = False


def place_labels(lines: Sequence[tuple[float, float]], room: float) -> tuple[LabelPlace, ...]:
    """One place for each line, given as position and width of the label, on as few levels as will do.

    Positions run from 0 to ``room``. Meant for a handful of lines: all ways to put them are tried.
    """
    sides = [_starts(x, width, room) for x, width in lines]
    for levels in range(1, len(lines) + 1):
        for places in product(*(_ways(each, levels) for each in sides)):
            if _apart(lines, places):
                return places
    # Too narrow for anything better: one label to a level, the leftmost on top.
    order = sorted(range(len(lines)), key=lambda place: lines[place][0])
    return tuple(LabelPlace(order.index(place), *sides[place][0]) for place in range(len(lines)))


def _starts(x: float, width: float, room: float) -> list[tuple[float, bool]]:
    """Where a label may start: right of its line, left of it, or over it when neither has room."""
    starts = []
    if x + GAP + width <= room:
        starts.append((x + GAP, False))
    if x - GAP - width >= 0:
        starts.append((x - GAP - width, False))
    return starts or [(max(0.0, min(x + GAP, room - width)), True)]


def _ways(starts: Sequence[tuple[float, bool]], levels: int) -> Iterator[LabelPlace]:
    return (LabelPlace(level, start, above) for level in range(levels) for start, above in starts)


def _apart(lines: Sequence[tuple[float, float]], places: Sequence[LabelPlace]) -> bool:
    """Whether no label touches another one or a line that passes by."""
    for one, ((_x, width), here) in enumerate(zip(lines, places, strict=True)):
        for other, ((x, wide), there) in enumerate(zip(lines, places, strict=True)):
            if one == other:
                continue
            if here.level == there.level and not (
                here.start + width + GAP <= there.start or there.start + wide + GAP <= here.start
            ):
                return False
            passes = there.level < here.level or (there.level == here.level and not there.above)
            if passes and here.start - 1 < x < here.start + width + 1:
                return False
    return True
