"""A drop-down list with an arrow of its own: the style sheet would draw a box without one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox


class Combo(QComboBox):
    """Draws its arrow in the colour of the text; the mouse wheel never changes an answer by accident."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        unit = self.fontMetrics().height() * 0.22
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = unit * 3.4 if right_to_left else self.width() - unit * 3.4
        y = self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(group, QPalette.ColorRole.Text), max(1.4, unit * 0.45))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        points = (QPointF(x - unit, y - unit / 2), QPointF(x, y + unit / 2), QPointF(x + unit, y - unit / 2))
        painter.drawPolyline(QPolygonF(points))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
