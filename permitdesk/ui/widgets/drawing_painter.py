"""Paints a display list with QPainter, in the colours of the light or the dark theme.

Patterns tell bars apart without colour; what is written on them keeps a contrast of 4.5:1, because
patterned bars are tinted grounds with thin lines, and only their edges have the full colour.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QApplication

from permitdesk.documents.drawing import Anchor, Dash, Drawing, Ink, Label, Line, Pattern, Rect, Shape
from permitdesk.ui.widgets.tones import Tone, is_dark, tone_colors

_STAYS_LIGHT = ("#2f63ab", "#23776a", "#7350a3", "#8a5c14", "#446f2e")
_STAYS_DARK = ("#85b4f4", "#66c8b6", "#c4a6f0", "#e2b569", "#9dd080")
_STAY_INKS = (Ink.STAY_1, Ink.STAY_2, Ink.STAY_3, Ink.STAY_4, Ink.STAY_5)
#: quiet words, lines of the grid, journeys
_PLAIN_LIGHT = {Ink.QUIET: "#4b5666", Ink.GRID: "#d5dbe4", Ink.AWAY: "#596475"}
_PLAIN_DARK = {Ink.QUIET: "#b4bfcd", Ink.GRID: "#39434f", Ink.AWAY: "#a9b5c5"}
_TONES = {Ink.GOOD: Tone.GOOD, Ink.AMBER: Tone.AMBER, Ink.RED: Tone.RED, Ink.INFO: Tone.INFO}
#: how much of the colour the ground of a pattern takes
_TINT = {Pattern.LIGHT: 0.26, Pattern.OUTLINE: 0.10, Pattern.HATCH: 0.14, Pattern.CROSS: 0.14}
#: how much of the colour the lines of a pattern take: words stay readable above them
_LINE_STRENGTH = 0.62
#: side of one tile of a pattern, and how many device pixels are drawn for one (smooth lines)
_TILE = 7
#: a curve with so many corners is drawn without smooth edges
MANY_CORNERS = 500
_PENS = {
    Dash.FULL: Qt.PenStyle.SolidLine,
    Dash.DASHED: Qt.PenStyle.DashLine,
    Dash.DOTTED: Qt.PenStyle.DotLine,
}


def _is_smooth(shape: Shape) -> bool:
    """Whether the edges of a shape are smoothed.

    Not those of cells of a heat map: there are thousands, and soft edges would leave seams between them.
    Nor those of curves with a corner in every column, which would cost more than all the rest.
    """
    if isinstance(shape, Rect):
        return shape.edge or shape.rounded
    return not isinstance(shape, Line) or len(shape.points) < MANY_CORNERS


def ink_color(ink: Ink, palette: QPalette) -> QColor:
    """The colour of an ink in the theme that ``palette`` belongs to."""
    dark = is_dark(palette)
    if ink in _STAY_INKS:
        return QColor((_STAYS_DARK if dark else _STAYS_LIGHT)[_STAY_INKS.index(ink)])
    if ink in _TONES:
        return tone_colors(palette, _TONES[ink]).edge
    if ink is Ink.BAND:
        ground = palette.color(QPalette.ColorRole.Base)
        return mixed(tone_colors(palette, Tone.INFO).edge, ground, 0.19 if dark else 0.11)
    if ink is Ink.GROUND:
        return palette.color(QPalette.ColorRole.Base)
    if ink is Ink.TEXT:
        return palette.color(QPalette.ColorRole.Text)
    return QColor((_PLAIN_DARK if dark else _PLAIN_LIGHT)[ink])


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """``share`` of ``color`` (0 to 1), the rest ``ground``."""
    rest = 1 - share
    return QColor(
        round(color.red() * share + ground.red() * rest),
        round(color.green() * share + ground.green() * rest),
        round(color.blue() * share + ground.blue() * rest),
    )


def fill_color(ink: Ink, pattern: Pattern, palette: QPalette) -> QColor:
    """The ground of a box, below the lines of its pattern."""
    color = ink_color(ink, palette)
    if pattern is Pattern.SOLID:
        return color
    return mixed(color, ink_color(Ink.GROUND, palette), _TINT[pattern])


def pattern_line_color(ink: Ink, palette: QPalette) -> QColor:
    """The lines of hatched and crossed boxes."""
    return mixed(ink_color(ink, palette), ink_color(Ink.GROUND, palette), _LINE_STRENGTH)


@lru_cache(maxsize=128)
def screen_font(family: str, size: float, bold: bool) -> QFont:
    """A font of ``size`` pixels."""
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    return font


class ScreenMeasure:
    """Widths of texts on the screen, each measured once."""

    def __init__(self) -> None:
        self._family = QApplication.font().family()
        self._metrics: dict[tuple[float, bool], QFontMetricsF] = {}
        self._widths: dict[tuple[str, float, bool], float] = {}

    def __call__(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width of ``text`` on one line, in pixels."""
        key = (text, size, bold)
        known = self._widths.get(key)
        if known is None:
            metrics = self._metrics.get((size, bold))
            if metrics is None:
                metrics = QFontMetricsF(screen_font(self._family, size, bold))
                self._metrics[size, bold] = metrics
            known = self._widths[key] = metrics.horizontalAdvance(text)
        return known


class DrawingPainter:
    """Paints drawings in one theme; pens and brushes are made once. Make a new one after a change of theme.

    ``ratio``: device pixels for one pixel, for the tiles of the patterns.
    """

    def __init__(self, palette: QPalette, ratio: float = 1.0) -> None:
        self._palette = QPalette(palette)
        self._ratio = ratio
        self._family = QApplication.font().family()
        self._brushes: dict[tuple[Ink, Pattern], QBrush] = {}
        self._pens: dict[tuple[Ink, float, Dash], QPen] = {}
        self._measure = ScreenMeasure()

    def paint(self, painter: QPainter, drawing: Drawing, clip: QRectF | None = None) -> None:
        """All shapes that touch ``clip`` (None: all), from back to front."""
        left, right = (clip.left(), clip.right()) if clip is not None else (float("-inf"), float("inf"))
        top, bottom = (clip.top(), clip.bottom()) if clip is not None else (float("-inf"), float("inf"))
        smooth = True
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in drawing.shapes:
            wanted = _is_smooth(shape)
            if wanted is not smooth:
                smooth = wanted
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            if isinstance(shape, Rect):
                if (
                    shape.y <= bottom
                    and shape.y + shape.height >= top
                    and shape.x <= right
                    and shape.x + shape.width >= left
                ):
                    self._paint_rect(painter, shape)
            elif isinstance(shape, Label):
                if shape.y - shape.size * 1.5 <= bottom and shape.y + shape.size >= top:
                    self._paint_label(painter, shape)
            else:
                self._paint_line(painter, shape)

    def _paint_rect(self, painter: QPainter, rect: Rect) -> None:
        if not rect.edge and not rect.rounded:
            box = QRectF(rect.x, rect.y, rect.width, rect.height)
            painter.fillRect(box, self._brush(rect.ink, rect.pattern))
            return
        painter.setPen(self._pen(rect.ink, 1.2, Dash.FULL) if rect.edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._brush(rect.ink, rect.pattern))
        inset = 0.6 if rect.edge else 0.0
        box = QRectF(rect.x + inset, rect.y + inset, rect.width - 2 * inset, rect.height - 2 * inset)
        if rect.width < 2.5:
            # A journey of a day, seen from afar, is a stroke: all edge.
            painter.fillRect(
                QRectF(rect.x, rect.y, max(1.0, rect.width), rect.height),
                self._pen(rect.ink, 1.2, Dash.FULL).color(),
            )
        elif rect.rounded:
            radius = min(4.0, rect.height / 4, rect.width / 3)
            painter.drawRoundedRect(box, radius, radius)
        else:
            painter.drawRect(box)

    def _paint_line(self, painter: QPainter, line: Line) -> None:
        weight = line.weight if len(line.points) < MANY_CORNERS else 1.0
        painter.setPen(self._pen(line.ink, weight, line.dash))
        if len(line.points) == 2:
            (x1, y1), (x2, y2) = line.points
            if x1 == x2 or y1 == y2:
                # Straight lines lie on whole pixels, or they would blur.
                half = 0.5 if round(line.weight) % 2 else 0.0
                x1, x2 = (int(x1) + half, int(x2) + half) if x1 == x2 else (x1, x2)
                y1, y2 = (int(y1) + half, int(y2) + half) if y1 == y2 else (y1, y2)
            painter.drawLine(QLineF(x1, y1, x2, y2))
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.points]))

    def _paint_label(self, painter: QPainter, label: Label) -> None:
        x = label.x
        if label.anchor is not Anchor.LEFT:
            width = self._measure(label.text, label.size, bold=label.bold)
            x -= width if label.anchor is Anchor.RIGHT else width / 2
        painter.setFont(screen_font(self._family, label.size, label.bold))
        painter.setPen(self._pen(label.ink, 1.0, Dash.FULL))
        painter.drawText(QPointF(x, label.y), label.text)

    def _pen(self, ink: Ink, weight: float, dash: Dash) -> QPen:
        found = self._pens.get((ink, weight, dash))
        if found is None:
            found = QPen(ink_color(ink, self._palette), weight, _PENS[dash])
            found.setCapStyle(Qt.PenCapStyle.FlatCap)
            found.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._pens[ink, weight, dash] = found
        return found

    def _brush(self, ink: Ink, pattern: Pattern) -> QBrush:
        found = self._brushes.get((ink, pattern))
        if found is None:
            found = self._made_brush(ink, pattern)
            self._brushes[ink, pattern] = found
        return found

    def _made_brush(self, ink: Ink, pattern: Pattern) -> QBrush:
        ground = fill_color(ink, pattern, self._palette)
        if pattern not in (Pattern.HATCH, Pattern.CROSS):
            return QBrush(ground)
        side = max(1, round(_TILE * self._ratio))
        tile = QImage(side, side, QImage.Format.Format_RGB32)
        tile.fill(ground)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(pattern_line_color(ink, self._palette), 1.3 * self._ratio))
        # Drawn beyond the tile, so that the lines meet where tiles meet.
        for start in (-side, 0, side):
            painter.drawLine(QLineF(start - 1, side + 1, start + side + 1, -1))
            if pattern is Pattern.CROSS:
                painter.drawLine(QLineF(start - 1, -1, start + side + 1, side + 1))
        painter.end()
        brush = QBrush(tile)
        brush.setTransform(QTransform.fromScale(1 / self._ratio, 1 / self._ratio))
        return brush
