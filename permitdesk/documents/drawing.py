"""A drawing as plain shapes: the window paints them with QPainter, the PDF with ReportLab.

Both show the same, because neither lays anything out. Lengths are in the unit of the target (pixels or
points), x grows to the right and y grows downwards; the PDF turns y round.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Pattern(StrEnum):
    """Fill patterns that can be told apart without colour."""

    SOLID = "solid"
    LIGHT = "light"
    HATCH = "hatch"
    CROSS = "cross"
    OUTLINE = "outline"


class Ink(StrEnum):
    """What a colour means; the target chooses the colour itself (light, dark, black and white)."""

    TEXT = "text"
    QUIET = "quiet"
    GRID = "grid"
    GROUND = "ground"
    BAND = "band"
    STAY_1 = "stay_1"
    STAY_2 = "stay_2"
    STAY_3 = "stay_3"
    STAY_4 = "stay_4"
    STAY_5 = "stay_5"
    AWAY = "away"
    GOOD = "good"
    AMBER = "amber"
    RED = "red"
    INFO = "info"


class Dash(StrEnum):
    """How a line is drawn."""

    FULL = "full"
    DASHED = "dashed"
    DOTTED = "dotted"


class Anchor(StrEnum):
    """Which point of a label its x is."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled box. ``edge`` False: no outline (cells of the heat map). ``rounded``: soft corners."""

    x: float
    y: float
    width: float
    height: float
    pattern: Pattern
    ink: Ink
    edge: bool = True
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through two or more points."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    weight: float = 1.0
    dash: Dash = Dash.FULL


@dataclass(frozen=True, slots=True)
class Label:
    """A text on one line; y is its baseline. It has been shortened to fit already."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    anchor: Anchor = Anchor.LEFT
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Where an item of the scene lies, to be pointed at, focused and opened; ``item`` is its id.

    ``more``: so many further items are drawn in the same place, because they are too narrow to part.
    """

    x: float
    y: float
    width: float
    height: float
    item: str
    more: int = 0


Shape = Rect | Line | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front, and what can be pointed at (the last hit that holds a point wins)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    hits: tuple[Hit, ...] = ()


class Measure(Protocol):
    """Width of a text in the target's unit."""

    def __call__(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width of ``text`` on one line."""
        ...


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in the target's unit."""

    #: ordinary and small letters
    size: float
    small: float
    #: height of one row of bars, space between lanes, margin around the drawing
    row: float
    gap: float
    margin: float
