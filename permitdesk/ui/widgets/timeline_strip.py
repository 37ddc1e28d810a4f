"""The timeline as a strip: stays, journeys, the period the law looks at, and the days that matter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from permitdesk.documents.timeline_geometry import Bar, Geometry, Lane, Marker, MarkerKind, Pattern
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.marker_labels import LabelPlace, place_labels
from permitdesk.ui.widgets.tones import Tone, is_dark, tone_colors

_BRUSH = {
    Pattern.SOLID: Qt.BrushStyle.SolidPattern,
    Pattern.LIGHT: Qt.BrushStyle.Dense5Pattern,
    Pattern.HATCH: Qt.BrushStyle.BDiagPattern,
    Pattern.CROSS: Qt.BrushStyle.DiagCrossPattern,
}
_MARKER_TONE = {
    MarkerKind.TODAY: Tone.PLAIN,
    MarkerKind.LAST_LEGAL_DAY: Tone.RED,
    MarkerKind.EARLIEST_SAFE: Tone.GOOD,
    MarkerKind.EARLIEST_LENIENT: Tone.AMBER,
    MarkerKind.MILESTONE: Tone.INFO,
}
_STATUS_COLORS = ("#3b6fb5", "#2f8577", "#7a5aa8", "#9a6a1f", "#4d7a36")
_MARGIN = 10.0


class TimelineStrip(QWidget):
    """Draws a ``Geometry``. Patterns and labels say everything that colours say.

    Takes the keyboard focus so that a screen reader reads the same facts as text.
    """

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._geometry: Geometry | None = None
        self._colors: dict[str, QColor] = {}
        self._bars: list[tuple[QRectF, str]] = []
        self.setObjectName("timeline_strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texts.get("page.strip.name"))

    def show_geometry(self, geometry: Geometry | None) -> None:
        """Draw other facts; None says that there is nothing to draw yet."""
        self._geometry = geometry
        kinds = (
            []
            if geometry is None
            else [b.label_id for x in geometry.lanes if x.id == "status" for b in x.bars]
        )
        self._colors = {
            kind: QColor(_STATUS_COLORS[place % len(_STATUS_COLORS)])
            for place, kind in enumerate(dict.fromkeys(kinds))
        }
        self.setAccessibleDescription(self.spoken_text())
        self.updateGeometry()
        self.update()

    def spoken_text(self) -> str:
        """Everything drawn, as lines of text."""
        if self._geometry is None:
            return self._texts.get("page.strip.empty")
        lines = []
        for lane in self._geometry.lanes:
            lines += [f"{self._lane_name(lane)}: {self._bar_text(lane, bar)}" for bar in lane.bars]
        lines += [
            self._texts.fill("page.strip.window", first=window.first, last=window.last)
            for window in self._geometry.windows
        ]
        lines += [
            f"{self._texts.get(f'page.strip.{marker.kind}')}: {self._texts.day(marker.day)}"
            for marker in self._geometry.markers
        ]
        return "\n".join(lines)

    def _lane_name(self, lane: Lane) -> str:
        return self._texts.get(f"page.strip.lane_{lane.id}")

    def _bar_text(self, lane: Lane, bar: Bar) -> str:
        days = self._texts.fill(
            "page.strip.bar", name=self._bar_name(bar), first=bar.first, last=bar.last, n=bar.days
        )
        grade = {Pattern.HATCH: "needs_check", Pattern.SOLID: "exceeded"}.get(bar.pattern)
        if lane.id == "absence" and grade:
            return f"{days} ({self._texts.get(f'page.strip.{grade}')})"
        if bar.pattern is Pattern.CROSS:
            return f"{days} ({self._texts.get('page.strip.not_legal')})"
        return days

    def _bar_name(self, bar: Bar) -> str:
        """What a bar stands for; a kind of stay that the rules do not know shows as it was stored."""
        return self._texts.get(bar.label_id) if self._texts.has(bar.label_id) else bar.label_id.split(".")[1]

    # --- sizes -------------------------------------------------------------------------

    def _line(self) -> float:
        return float(self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        line = self._line()
        if self._geometry is None:
            return QSize(400, round(line * 2.4))
        lanes = sum(lane.rows * line * 1.35 + line * 1.15 for lane in self._geometry.lanes)
        labels = self._label_room(self._geometry)
        return QSize(400, round(lanes + labels + line * 1.5 + 2 * _MARGIN))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    # --- drawing -----------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = tone_colors(QApplication.palette(), Tone.PLAIN)
        focus = tone_colors(QApplication.palette(), Tone.INFO).edge
        painter.setBrush(plain.ground)
        painter.setPen(QPen(focus if self.hasFocus() else plain.edge, 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(plain.ink)
        if self._geometry is None:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._texts.get("page.strip.empty"))
        else:
            self._draw(painter, self._geometry, plain.ink)
        painter.end()

    def _draw(self, painter: QPainter, geometry: Geometry, ink: QColor) -> None:
        line = self._line()
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        top = area.top() + self._label_room(geometry)
        bottom = area.bottom() - line * 1.3
        self._draw_windows(painter, geometry, area, top, bottom)
        self._bars = []
        y = top
        for lane in geometry.lanes:
            painter.setPen(ink)
            painter.setFont(self._small())
            painter.drawText(QPointF(area.left(), y + line * 0.85), self._lane_name(lane))
            y += line * 1.1
            for bar in lane.bars:
                box = QRectF(
                    area.left() + bar.left * area.width(),
                    y + bar.row * line * 1.35,
                    max(3.0, (bar.right - bar.left) * area.width()),
                    line * 1.15,
                )
                self._draw_bar(painter, lane, bar, box, ink)
            y += lane.rows * line * 1.35
        self._draw_axis(painter, geometry, area, bottom, ink)
        self._draw_markers(painter, geometry, area, bottom)

    def _small(self) -> QFont:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def _draw_windows(
        self, painter: QPainter, geometry: Geometry, area: QRectF, top: float, bottom: float
    ) -> None:
        """The period the law looks at, as a pale ground with edges."""
        tone = tone_colors(QApplication.palette(), Tone.INFO)
        for window in geometry.windows[:1]:
            left = area.left() + window.left * area.width()
            right = area.left() + window.right * area.width()
            painter.setBrush(tone.ground)
            painter.setPen(QPen(tone.edge, 1, Qt.PenStyle.DotLine))
            painter.drawRect(QRectF(left, top, right - left, bottom - top))

    def _draw_bar(self, painter: QPainter, lane: Lane, bar: Bar, box: QRectF, ink: QColor) -> None:
        tone = {Pattern.HATCH: Tone.AMBER, Pattern.SOLID: Tone.RED, Pattern.CROSS: Tone.RED}.get(bar.pattern)
        color = self._colors.get(bar.label_id) if lane.id == "status" else None
        if tone is not None and (lane.id == "absence" or bar.pattern is Pattern.CROSS):
            color = tone_colors(QApplication.palette(), tone).edge
        color = color or QColor("#6b7685")
        if is_dark(QApplication.palette()):
            color = color.lighter(125)
        ground = tone_colors(QApplication.palette(), Tone.PLAIN).ground
        painter.setPen(QPen(color, 1.4))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        if bar.pattern is Pattern.OUTLINE:
            pale = QColor(color)
            pale.setAlpha(70)
            painter.setBrush(pale)
        else:
            painter.setBrush(QBrush(color, _BRUSH[bar.pattern]))
        painter.drawRoundedRect(box, 3, 3)
        self._bars.append((box, self._bar_text(lane, bar)))
        name = self._bar_name(bar)
        inner = box.adjusted(5, 0, -3, 0)
        metrics = QFontMetricsF(painter.font())
        if bar.pattern is Pattern.OUTLINE and inner.width() > metrics.averageCharWidth() * 6:
            painter.setPen(ink)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _draw_axis(
        self, painter: QPainter, geometry: Geometry, area: QRectF, bottom: float, ink: QColor
    ) -> None:
        painter.setPen(QPen(ink, 1))
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        metrics = QFontMetricsF(painter.font())
        free = area.left()
        for tick in geometry.ticks:
            x = area.left() + tick.position * area.width()
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 4))
            width = metrics.horizontalAdvance(tick.text)
            start = max(area.left(), min(x - width / 2, area.right() - width))
            if start >= free:
                painter.drawText(QPointF(start, bottom + 3 + metrics.ascent()), tick.text)
                free = start + width + 8

    def _draw_markers(self, painter: QPainter, geometry: Geometry, area: QRectF, bottom: float) -> None:
        line = self._line()
        painter.setFont(self._small())
        metrics = QFontMetricsF(self._small())
        labels = []
        for marker, place in zip(geometry.markers, self._label_places(geometry), strict=True):
            tone = tone_colors(QApplication.palette(), _MARKER_TONE[marker.kind])
            color = tone.ink if marker.kind is MarkerKind.TODAY else tone.edge
            style = Qt.PenStyle.SolidLine if marker.kind is MarkerKind.TODAY else Qt.PenStyle.DashLine
            x = area.left() + marker.position * area.width()
            y = area.top() + place.level * line * 1.05
            painter.setPen(QPen(color, 1.6, style))
            painter.drawLine(QPointF(x, y + (line if place.above else 2)), QPointF(x, bottom))
            labels.append((QPointF(area.left() + place.start, y), self._marker_text(marker), color))
        ground = tone_colors(QApplication.palette(), Tone.PLAIN).ground
        for corner, text, color in labels:
            # Where there is no room beside a line, the line stops for the words.
            box = QRectF(corner.x() - 1, corner.y(), metrics.horizontalAdvance(text) + 2, metrics.height())
            painter.fillRect(box, ground)
            painter.setPen(color)
            painter.drawText(corner + QPointF(0, metrics.ascent()), text)

    def _marker_text(self, marker: Marker) -> str:
        return f"{self._texts.get(f'page.strip.{marker.kind}')} {marker.day.strftime('%d.%m.%Y')}"

    def _label_places(self, geometry: Geometry) -> tuple[LabelPlace, ...]:
        """Where the labels of the lines stand at the present width and text size."""
        room = max(1.0, self.width() - 2 * _MARGIN)
        metrics = QFontMetricsF(self._small())
        return place_labels(
            [(m.position * room, metrics.horizontalAdvance(self._marker_text(m))) for m in geometry.markers],
            room,
        )

    def _label_room(self, geometry: Geometry) -> float:
        """Height of all levels of labels."""
        levels = max((place.level for place in self._label_places(geometry)), default=-1) + 1
        return levels * self._line() * 1.05

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of levels."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Tell what a bar is when the pointer rests on it."""
        if isinstance(event, QHelpEvent):
            here = QPointF(event.pos())
            found = next((text for box, text in self._bars if box.contains(here)), "")
            QToolTip.showText(event.globalPos(), found, self)
            return True
        return super().event(event)
