"""What is drawn can be read and told apart in both themes, without colour."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from permitdesk.documents.drawing import Anchor, Dash, Drawing, Ink, Label, Line, Pattern, Rect, Shape
from permitdesk.ui.theme import DARK, LIGHT, Tokens, contrast, palette
from permitdesk.ui.widgets.drawing_painter import (
    MANY_CORNERS,
    DrawingPainter,
    ScreenMeasure,
    fill_color,
    ink_color,
    pattern_line_color,
)

THEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
WORDS = [Ink.TEXT, Ink.QUIET, Ink.GOOD, Ink.AMBER, Ink.RED, Ink.INFO]
BARS = [ink for ink in Ink if ink not in (Ink.GRID, Ink.GROUND, Ink.BAND, Ink.TEXT, Ink.QUIET)]


@THEMES
@pytest.mark.parametrize("ink", WORDS)
def test_words_can_be_read_on_the_ground_and_on_the_period_that_counts(colors: Tokens, ink: Ink) -> None:
    theme = palette(colors)
    for ground in (Ink.GROUND, Ink.BAND):
        assert contrast(ink_color(ink, theme).name(), ink_color(ground, theme).name()) >= 4.5


@THEMES
@pytest.mark.parametrize("ink", BARS)
def test_words_on_pale_bars_can_be_read_and_their_edges_seen(colors: Tokens, ink: Ink) -> None:
    theme = palette(colors)
    words = ink_color(Ink.TEXT, theme).name()
    for pattern in (Pattern.LIGHT, Pattern.OUTLINE):
        assert contrast(words, fill_color(ink, pattern, theme).name()) >= 4.5
    assert contrast(ink_color(ink, theme).name(), ink_color(Ink.GROUND, theme).name()) >= 3


@THEMES
@pytest.mark.parametrize("ink", BARS)
def test_lines_of_patterns_stand_out_from_their_ground(colors: Tokens, ink: Ink) -> None:
    theme = palette(colors)
    lines = pattern_line_color(ink, theme).name()
    assert contrast(lines, fill_color(ink, Pattern.HATCH, theme).name()) >= 1.7


def painted(*shapes: Shape, colors: Tokens = LIGHT, ratio: float = 1.0, clip: QRectF | None = None) -> QImage:
    image = QImage(round(60 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(ink_color(Ink.GROUND, palette(colors)))
    painter = QPainter(image)
    DrawingPainter(palette(colors), ratio).paint(painter, Drawing(60, 40, shapes), clip)
    painter.end()
    return image


def bar(pattern: Pattern, ink: Ink = Ink.AWAY) -> Rect:
    return Rect(4, 4, 52, 32, pattern, ink)


@THEMES
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_every_pattern_looks_different(qapp: QApplication, colors: Tokens, ratio: float) -> None:
    pictures = [painted(bar(pattern), colors=colors, ratio=ratio) for pattern in Pattern]
    assert all(one != other for one, other in combinations(pictures, 2))


@pytest.mark.parametrize(("pattern", "tones"), [(Pattern.SOLID, 1), (Pattern.HATCH, 3), (Pattern.CROSS, 3)])
def test_patterns_have_lines_and_plain_bars_none(qapp: QApplication, pattern: Pattern, tones: int) -> None:
    image = painted(bar(pattern))
    seen = {image.pixelColor(x, 20).name() for x in range(10, 50)}
    assert (len(seen) >= tones) if tones > 1 else (len(seen) == 1)


def test_a_day_seen_from_afar_is_a_stroke_in_full_colour(qapp: QApplication) -> None:
    image = painted(Rect(20, 4, 1.0, 30, Pattern.LIGHT, Ink.RED))
    assert image.pixelColor(20, 15) == ink_color(Ink.RED, palette(LIGHT))


def test_cells_of_a_heat_map_leave_no_seams(qapp: QApplication) -> None:
    cells = [Rect(x * 0.9, 0, 0.9, 20, Pattern.SOLID, Ink.AWAY, edge=False) for x in range(40)]
    image = painted(*cells)
    assert {image.pixelColor(x, 10).name() for x in range(1, 34)} == {
        ink_color(Ink.AWAY, palette(LIGHT)).name()
    }


def test_only_what_touches_the_clip_is_painted(qapp: QApplication) -> None:
    ground = ink_color(Ink.GROUND, palette(LIGHT))
    far = (bar(Pattern.SOLID), Label(5, 20, "words", 12))
    assert painted(*far, clip=QRectF(0, 200, 60, 40)).pixelColor(20, 20) == ground
    assert painted(*far, clip=QRectF(0, 0, 60, 40)).pixelColor(20, 30) != ground


@pytest.mark.parametrize("dash", list(Dash))
def test_lines_of_each_kind_are_painted(qapp: QApplication, dash: Dash) -> None:
    image = painted(Line(((5, 20), (55, 20)), Ink.TEXT, 2.0, dash))
    dark = [x for x in range(5, 55) if image.pixelColor(x, 20).lightness() < 128]
    assert (len(dark) == 50) if dash is Dash.FULL else (5 <= len(dark) < 50)


def test_a_curve_with_a_corner_in_each_column_is_painted(qapp: QApplication) -> None:
    points = tuple((x / 20, 20.0 + x % 2) for x in range(2 * MANY_CORNERS))
    assert painted(Line(points, Ink.TEXT, 1.6)).pixelColor(20, 20).lightness() < 128
    assert painted(Line(((0, 0), (30, 20), (60, 20)), Ink.TEXT, 2.0)).pixelColor(45, 20).lightness() < 160


@pytest.mark.parametrize(("anchor", "left", "right"), [(Anchor.LEFT, 30, 60), (Anchor.RIGHT, 0, 30)])
def test_labels_stand_at_the_side_they_are_anchored(
    qapp: QApplication, anchor: Anchor, left: int, right: int
) -> None:
    image = painted(Label(30, 25, "Wi", 12, anchor=anchor))
    inked = [x for x in range(60) for y in range(40) if image.pixelColor(x, y).lightness() < 100]
    assert inked
    assert left - 1 <= min(inked) <= max(inked) <= right + 1


def test_a_measured_width_goes_with_size_and_weight(qapp: QApplication) -> None:
    measure = ScreenMeasure()
    plain = measure("Journeys", 12)
    assert measure("Journeys", 12) == plain
    assert measure("Journeys", 24) > plain * 1.8
    assert measure("Journeys", 12, bold=True) > plain
