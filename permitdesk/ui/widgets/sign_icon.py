"""Small drawn signs; drawn by hand so that they follow the text size and need no image files."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from permitdesk.ui.widgets.tones import Sign, Tone, tone_colors

_LETTER = {Sign.INFO: "i", Sign.QUESTION: "?", Sign.OFFICE: "§", Sign.WARN: "!", Sign.STOP: "!"}


def draw_sign(painter: QPainter, box: QRectF, sign: Sign, color: QColor, ink: QColor) -> None:
    """Draw ``sign`` filled with ``color`` into ``box``; ``ink`` is used for the mark inside."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    _draw_ground(painter, box, sign)
    pen = QPen(ink, max(1.6, box.width() / 10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    w, x, y = box.width(), box.left(), box.top()
    if sign is Sign.CHECK:
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(x + w * 0.28, y + w * 0.54),
                    QPointF(x + w * 0.44, y + w * 0.68),
                    QPointF(x + w * 0.73, y + w * 0.34),
                ]
            )
        )
    elif sign is Sign.CROSS:
        painter.drawLine(QPointF(x + w * 0.33, y + w * 0.33), QPointF(x + w * 0.67, y + w * 0.67))
        painter.drawLine(QPointF(x + w * 0.67, y + w * 0.33), QPointF(x + w * 0.33, y + w * 0.67))
    elif sign is Sign.OPEN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        inset = w * 0.14
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), w * 0.08, w * 0.08)
    elif sign is Sign.CLOCK:
        painter.drawLine(QPointF(x + w * 0.5, y + w * 0.5), QPointF(x + w * 0.5, y + w * 0.24))
        painter.drawLine(QPointF(x + w * 0.5, y + w * 0.5), QPointF(x + w * 0.7, y + w * 0.6))
    else:
        font = QFont(painter.font())
        font.setBold(True)
        font.setPixelSize(max(7, round(w * 0.66)))
        painter.setFont(font)
        drop = w * 0.1 if sign is Sign.WARN else 0.0
        painter.drawText(box.adjusted(0, drop, 0, drop), Qt.AlignmentFlag.AlignCenter, _LETTER[sign])


def _draw_ground(painter: QPainter, box: QRectF, sign: Sign) -> None:
    """The outline shape: triangle, octagon, square or circle."""
    x, y, w = box.left(), box.top(), box.width()
    if sign is Sign.WARN:
        painter.drawPolygon(
            QPolygonF([QPointF(x + w / 2, y), QPointF(x + w, y + w * 0.95), QPointF(x, y + w * 0.95)])
        )
    elif sign in (Sign.STOP, Sign.CROSS):
        c = w * 0.29
        points = [(c, 0), (w - c, 0), (w, c), (w, w - c), (w - c, w), (c, w), (0, w - c), (0, c)]
        painter.drawPolygon(QPolygonF([QPointF(x + px, y + py) for px, py in points]))
    elif sign in (Sign.OFFICE, Sign.OPEN):
        painter.drawRoundedRect(box, w * 0.18, w * 0.18)
    else:
        painter.drawEllipse(box)


def sign_pixmap(sign: Sign, color: QColor, ink: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The sign as a pixmap of ``size`` logical pixels, for item views."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_sign(painter, QRectF(0.5, 0.5, size - 1, size - 1), sign, color, ink)
    painter.end()
    return pixmap


class SignIcon(QWidget):
    """One sign as tall as a line of text (times ``scale``). Decoration: the word beside it is read out."""

    def __init__(self, sign: Sign, tone: Tone, scale: float = 1.25, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._tone = tone
        self._scale = scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, sign: Sign, tone: Tone) -> None:
        """Change what is drawn."""
        self._sign = sign
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * self._scale)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = tone_colors(self.palette(), self._tone)
        side = min(self.width(), self.height()) - 1
        painter = QPainter(self)
        draw_sign(painter, QRectF(0.5, 0.5, side - 1, side - 1), self._sign, colors.edge, colors.ground)
        painter.end()
