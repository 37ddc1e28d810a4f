"""The timeline strip as vectors on the page; the geometry comes from ``timeline_geometry``."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from permitdesk.documents import pdf_style as look
from permitdesk.documents.timeline_geometry import Bar, Geometry, Lane, Marker, MarkerKind, Pattern

_ROW = 15.0
_LANE_TITLE = 11.0
_LANE_GAP = 5.0
_LABEL = 10.0
_AXIS = 15.0
_LEGEND = 15.0
#: how each marker's line is drawn: width and dash
_LINES: Mapping[MarkerKind, tuple[float, tuple[float, ...]]] = {
    MarkerKind.TODAY: (1.4, ()),
    MarkerKind.LAST_LEGAL_DAY: (2.2, ()),
    MarkerKind.EARLIEST_SAFE: (1.2, (4, 2)),
    MarkerKind.EARLIEST_LENIENT: (0.8, (1, 2)),
    MarkerKind.MILESTONE: (0.6, (1, 1)),
}


class TimelineFlowable(Flowable):
    """The strip over the full width of the text."""

    def __init__(self, geometry: Geometry, labels: Mapping[str, str], width: float) -> None:
        """``labels`` holds the words for lanes, bars, markers, the window and the patterns."""
        super().__init__()
        self._geometry, self._labels = geometry, labels
        self.width = width
        lanes = sum(_LANE_TITLE + lane.rows * _ROW + _LANE_GAP for lane in geometry.lanes)
        self._window = _LABEL + 4 if geometry.windows else 0.0
        self._markers = geometry.label_levels * _LABEL + 4
        self._body = max(lanes, 12.0)
        self.height = self._markers + self._window + self._body + _AXIS + _LEGEND

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Fixed width, height by lanes."""
        return self.width, self.height

    def draw(self) -> None:
        """Window band, lanes, axis, markers, legend; from back to front."""
        canvas: Canvas = self.canv
        canvas.saveState()
        floor = _AXIS + _LEGEND
        ceiling = floor + self._body
        self._draw_windows(canvas, floor, ceiling)
        y = ceiling
        for lane in self._geometry.lanes:
            y = self._draw_lane(canvas, lane, y)
        self._draw_axis(canvas, floor)
        for marker in self._geometry.markers:
            self._draw_marker(canvas, marker, floor, ceiling + self._window)
        self._draw_legend(canvas)
        canvas.restoreState()

    def _x(self, position: float) -> float:
        return position * self.width

    def _draw_windows(self, canvas: Canvas, floor: float, ceiling: float) -> None:
        for window in self._geometry.windows:
            left, right = self._x(window.left), self._x(window.right)
            canvas.setFillColor(look.SHADE)
            canvas.rect(left, floor, right - left, ceiling - floor, stroke=0, fill=1)
            canvas.setStrokeColor(look.GREY)
            canvas.setLineWidth(0.8)
            y = ceiling + 2
            canvas.line(left, y, right, y)
            canvas.line(left, y - 3, left, y + 3)
            canvas.line(right, y - 3, right, y + 3)
        if self._geometry.windows:
            window = self._geometry.windows[0]
            text = self._labels[f"window.{window.rule_id}"]
            size = look.text_width(text, look.REGULAR, 6.8)
            x = min(max(0.0, self._x((window.left + window.right) / 2) - size / 2), self.width - size)
            _text(canvas, x, ceiling + 5, text, 6.8, look.GREY)

    def _draw_lane(self, canvas: Canvas, lane: Lane, top: float) -> float:
        """Draw one lane below ``top``; its lower edge."""
        _text(canvas, 0, top - _LANE_TITLE + 3, self._labels[lane.id], 7, look.INK, look.BOLD)
        top -= _LANE_TITLE
        for bar in lane.bars:
            y = top - (bar.row + 1) * _ROW + 2
            left = self._x(bar.left)
            width = max(0.8, self._x(bar.right) - left)
            draw_pattern(canvas, bar.pattern, left, y, width, _ROW - 4)
            self._draw_bar_label(canvas, bar, left, y, width)
        return top - lane.rows * _ROW - _LANE_GAP

    def _draw_bar_label(self, canvas: Canvas, bar: Bar, left: float, y: float, width: float) -> None:
        """The name inside its bar, shortened to fit; bars too short stay without (they are in the tables)."""
        if bar.pattern not in (Pattern.OUTLINE, Pattern.LIGHT):
            return
        text = _shortened(self._labels[bar.label_id], width - 6)
        if text:
            _text(canvas, left + 3, y + 3, text, 6.8, look.INK)

    def _draw_axis(self, canvas: Canvas, y: float) -> None:
        canvas.setStrokeColor(look.INK)
        canvas.setLineWidth(0.8)
        canvas.setDash()
        canvas.line(0, y, self.width, y)
        for tick in self._geometry.ticks:
            x = self._x(tick.position)
            canvas.setLineWidth(0.6)
            canvas.line(x, y, x, y - 3)
            size = look.text_width(tick.text, look.REGULAR, 6.5)
            if x + 2 + size <= self.width:
                _text(canvas, x + 1.5, y - 9, tick.text, 6.5, look.GREY)

    def _draw_marker(self, canvas: Canvas, marker: Marker, floor: float, top: float) -> None:
        x = self._x(marker.position)
        width, dash = _LINES[marker.kind]
        label_y = top + 3 + marker.level * _LABEL
        canvas.saveState()
        canvas.setStrokeColor(look.INK)
        canvas.setLineWidth(width)
        if dash:
            canvas.setDash(list(dash))
        canvas.line(x, floor - 2, x, label_y + 6)
        canvas.restoreState()
        text = self._labels[f"marker.{marker.kind}"]
        size = look.text_width(text, look.BOLD, 6.8)
        left = x - 3 - size if marker.label_left else x + 3
        _text(canvas, left, label_y, text, 6.8, look.INK, look.BOLD)

    def _draw_legend(self, canvas: Canvas) -> None:
        used = {bar.pattern for lane in self._geometry.lanes for bar in lane.bars}
        x = 0.0
        for pattern in (p for p in Pattern if p in used):
            draw_pattern(canvas, pattern, x, 0, 14, 8)
            text = self._labels[f"pattern.{pattern}"]
            _text(canvas, x + 18, 1.5, text, 6.8, look.INK)
            x += 18 + look.text_width(text, look.REGULAR, 6.8) + 14


def draw_pattern(canvas: Canvas, pattern: Pattern, x: float, y: float, width: float, height: float) -> None:
    """A bar with one of the patterns that black and white printers tell apart."""
    canvas.saveState()
    canvas.setDash()
    canvas.setLineWidth(0.7)
    canvas.setStrokeColor(look.INK)
    fills = {Pattern.SOLID: look.INK, Pattern.LIGHT: look.BAND}
    canvas.setFillColor(fills.get(pattern, look.PAPER))
    canvas.rect(x, y, width, height, fill=1)
    if pattern in (Pattern.HATCH, Pattern.CROSS):
        path = canvas.beginPath()
        path.rect(x, y, width, height)
        canvas.clipPath(path, stroke=0)
        canvas.setLineWidth(0.6)
        steps = range(int((width + height) // 4) + 2)
        canvas.lines([(x + 4 * i - height, y, x + 4 * i, y + height) for i in steps])
        if pattern is Pattern.CROSS:
            canvas.lines([(x + 4 * i - height, y + height, x + 4 * i, y) for i in steps])
    canvas.restoreState()


def _text(
    canvas: Canvas, x: float, y: float, text: str, size: float, color: Color, font: str = look.REGULAR
) -> None:
    canvas.setFillColor(color)
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def _shortened(text: str, room: float) -> str:
    """The text cut to the room in points, with an ellipsis; empty when fewer than four letters fit."""
    if look.text_width(text, look.REGULAR, 6.8) <= room:
        return text
    for end in range(len(text) - 1, 3, -1):
        cut = text[:end].rstrip() + "…"
        if look.text_width(cut, look.REGULAR, 6.8) <= room:
            return cut
    return ""
