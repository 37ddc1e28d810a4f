"""A display list as vectors on the page, in colours that stay apart in black and white too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from permitdesk.documents import pdf_style as look
from permitdesk.documents.drawing import (
    Anchor,
    Dash,
    Drawing,
    Ink,
    Label,
    Line,
    Measure,
    Pattern,
    Rect,
    Style,
)

#: sizes on paper, in points
PAPER_STYLE = Style(size=7.6, small=6.6, row=11.5, gap=4.0, margin=1.0)
_COLORS: Mapping[Ink, Color] = {
    Ink.TEXT: look.INK,
    Ink.QUIET: look.GREY,
    Ink.GRID: HexColor("#d4d4d4"),
    Ink.GROUND: look.PAPER,
    Ink.BAND: look.SHADE,
    Ink.STAY_1: HexColor("#2b5896"),
    Ink.STAY_2: HexColor("#1f6b61"),
    Ink.STAY_3: HexColor("#674a93"),
    Ink.STAY_4: HexColor("#7a5110"),
    Ink.STAY_5: HexColor("#3e6429"),
    Ink.AWAY: HexColor("#444b55"),
    Ink.GOOD: HexColor("#2f7d4f"),
    Ink.AMBER: HexColor("#8a5a00"),
    Ink.RED: look.RED,
    Ink.INFO: look.LINK,
}
_DASHES: Mapping[Dash, tuple[float, ...]] = {Dash.FULL: (), Dash.DASHED: (4, 2), Dash.DOTTED: (1, 1.8)}
#: how much of its colour the ground of a pattern takes
_TINTS = {Pattern.LIGHT: 0.3, Pattern.OUTLINE: 0.08, Pattern.HATCH: 0.0, Pattern.CROSS: 0.0}
#: distance of the lines of a pattern
_STEP = 3.2


class DrawingFlowable(Flowable):
    """A drawing laid out for the width of the text when the page is made."""

    def __init__(self, layout: Callable[[float, Style, Measure], Drawing], width: float) -> None:
        """``layout`` is given the width, the sizes on paper and the measure of the printed font."""
        super().__init__()
        self._drawing = layout(width, PAPER_STYLE, paper_measure)
        self.width, self.height = self._drawing.width, self._drawing.height

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """The size of the drawing."""
        return self.width, self.height

    def draw(self) -> None:
        """All shapes from back to front; the page counts upwards, the drawing downwards."""
        paint(self._drawing, self.canv)


def paper_measure(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in the printed font, in points."""
    return look.text_width(text, look.BOLD if bold else look.REGULAR, size)


def paint(drawing: Drawing, canvas: Canvas) -> None:
    """Draw on ``canvas`` with the lower left corner of the drawing at its origin."""
    canvas.saveState()
    for shape in drawing.shapes:
        match shape:
            case Rect():
                _rect(canvas, shape, drawing.height)
            case Line():
                _line(canvas, shape, drawing.height)
            case Label():
                _label(canvas, shape, drawing.height)
    canvas.restoreState()


def _rect(canvas: Canvas, shape: Rect, height: float) -> None:
    color, x, y = _COLORS[shape.ink], shape.x, height - shape.y - shape.height
    canvas.setDash()
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(color)
    canvas.setFillColor(color if shape.pattern is Pattern.SOLID else _tinted(color, _TINTS[shape.pattern]))
    edge = int(shape.edge)
    if shape.rounded and min(shape.width, shape.height) > 4:
        canvas.roundRect(x, y, shape.width, shape.height, 1.6, stroke=edge, fill=1)
    else:
        canvas.rect(x, y, shape.width, shape.height, stroke=edge, fill=1)
    if shape.pattern in (Pattern.HATCH, Pattern.CROSS):
        _hatch(canvas, shape, y, crossed=shape.pattern is Pattern.CROSS)


def _hatch(canvas: Canvas, shape: Rect, y: float, *, crossed: bool) -> None:
    x, wide, high = shape.x, shape.width, shape.height
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, wide, high)
    canvas.clipPath(path, stroke=0)
    canvas.setLineWidth(0.5)
    steps = range(int((wide + high) // _STEP) + 2)
    canvas.lines([(x + _STEP * n - high, y, x + _STEP * n, y + high) for n in steps])
    if crossed:
        canvas.lines([(x + _STEP * n - high, y + high, x + _STEP * n, y) for n in steps])
    canvas.restoreState()


def _line(canvas: Canvas, shape: Line, height: float) -> None:
    canvas.setStrokeColor(_COLORS[shape.ink])
    canvas.setLineWidth(shape.weight * 0.8)
    canvas.setDash(list(_DASHES[shape.dash]))
    path = canvas.beginPath()
    (x, y), *rest = shape.points
    path.moveTo(x, height - y)
    for x, y in rest:
        path.lineTo(x, height - y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash()


def _label(canvas: Canvas, shape: Label, height: float) -> None:
    canvas.setFillColor(_COLORS[shape.ink])
    canvas.setFont(look.BOLD if shape.bold else look.REGULAR, shape.size)
    draw = {
        Anchor.LEFT: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.RIGHT: canvas.drawRightString,
    }[shape.anchor]
    draw(shape.x, height - shape.y, shape.text)


def _tinted(color: Color, share: float) -> Color:
    """The colour mixed with paper."""
    return Color(*(1 - share * (1 - part) for part in (color.red, color.green, color.blue)))
