"""What a timeline is laid out and painted on: it scrolls, and knows neither items in focus nor keys.

What was laid out and painted is kept until the days shown, the size, the theme or the facts change. What
is costly to lay out is shown stretched while it moves and drawn anew when it rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QSizePolicy, QWidget

from permitdesk.documents.drawing import Drawing
from permitdesk.documents.layout_base import Scale, View
from permitdesk.documents.timeline_scene import Scene
from permitdesk.domain.law.findings import Statement
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.drawing_painter import DrawingPainter, ScreenMeasure
from permitdesk.ui.widgets.timeline_axis import Axis
from permitdesk.ui.widgets.timeline_layouts import LAYOUTS, Layout, Permits, PictureKind, screen_style

#: part of the days shown that one step of the scroll bar moves
_PART = 0.15
#: the smallest and the liked height, in lines of text
_LEAST_LINES, _MOST_LINES = 6, 26
#: up to this long, in milliseconds, a picture is drawn anew for each frame while it moves
_QUICK = 12
#: how long a costly picture is shown stretched after the last move, and the longest it is while it moves on
_WAIT, _LONGEST_WAIT = 60, 240


class TimelineSurface(QAbstractScrollArea):
    """Lays a scene out in one of three ways and paints it."""

    view_changed = Signal()

    def __init__(
        self,
        texts: TextSource,
        layouts: Mapping[PictureKind, Layout] = LAYOUTS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._layouts = layouts
        self._spoken: dict[Statement, str] = {}
        self._measure = ScreenMeasure()
        self._scene: Scene | None = None
        self._drawing: Drawing | None = None
        self._pixmap: QPixmap | None = None
        self._pixmap_days = (0.0, 1.0)
        #: how long the last layout and painting took, in milliseconds
        self._cost = 0
        self._height = 0
        self._waiting = QElapsedTimer()
        self._shown_wanted = False
        self._syncing = False
        self.kind = PictureKind.LANES
        self.permits = Permits.CHOSEN
        self.axis = Axis()
        self.setObjectName("timeline_picture")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(texts.get("page.timeline_view.name"))
        self.viewport().setAutoFillBackground(False)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled_down)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.settle)

    @property
    def scene(self) -> Scene | None:
        """The facts shown."""
        return self._scene

    def words(self, statement: Statement) -> str:
        """A statement in the language of the screen."""
        known = self._spoken.get(statement)
        if known is None:
            known = self._spoken[statement] = self._texts.render(statement)
        return known

    @property
    def pans(self) -> bool:
        """Whether the picture has one time axis that can be zoomed; years stand below each other."""
        return self.kind is not PictureKind.YEARS

    # --- layout ------------------------------------------------------------------------

    def set_layouts(self, layouts: Mapping[PictureKind, Layout]) -> None:
        """Draw in other ways, as there is more room now, or less."""
        if layouts is not self._layouts:
            self._layouts = layouts
            self._changed()

    def day_at(self, x: float) -> float:
        """The day at a place of the picture, in pixels of the viewport."""
        scale = self._scale()
        return self.axis.first + (min(scale.right, max(scale.left, x)) - scale.left) / scale.per_day

    def _scale(self) -> Scale:
        """Days to pixels of the viewport."""
        width = float(max(1, self.viewport().width()))
        return Scale(View(self.axis.first, self.axis.last, width), screen_style(self.font()).margin)

    def _changed(self) -> None:
        """Lay out once all events that wait have been heard."""
        self._drawing = None
        self._soon.start(0)
        self.view_changed.emit()

    def _moved(self) -> None:
        """Other days are shown. What is costly to lay out is first shown stretched, then drawn anew."""
        if self._cost <= _QUICK or self._pixmap is None:
            self._changed()
            return
        if self._drawing is not None:
            self._waiting.start()
        self._drawing = None
        if not self._soon.isActive() or self._waiting.elapsed() < _LONGEST_WAIT:
            self._soon.start(_WAIT)
        self.view_changed.emit()
        self.viewport().update()

    def settle(self) -> None:
        """Lay out and paint what changed, now."""
        self._soon.stop()
        if self._drawing is None:
            self._pixmap = None
            begun = QElapsedTimer()
            begun.start()
            height = self._height
            self._lay_out()
            if self._height != height:
                self.updateGeometry()
            self._cost = begun.elapsed()
            self._sync_bars()
        if self._shown_wanted:
            self._shown_wanted = False
            self.scroll_down_to_focus()
        self.viewport().update()

    def drawing(self) -> Drawing | None:
        """What is drawn now."""
        if self._drawing is None:
            self.settle()
        return self._drawing

    def _lay_out(self) -> None:
        if self._scene is None:
            return
        width = float(max(1, self.viewport().width()))
        first, last = self.axis.first, self.axis.last
        if not self.pans:
            first, last = self.axis.lower, self.axis.upper
        layout = self._layouts[self.kind]
        style = screen_style(self.font())
        view = View(first, last, width)
        self._drawing = layout(self._scene, view, style, self.words, self._measure, self.permits)
        self._height = round(self._drawing.height)

    def _sync_bars(self) -> None:
        """Both scroll bars show where one is. Days are its steps."""
        before, self._syncing = self._syncing, True
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        hidden = floor(self.axis.upper - self.axis.lower - self.axis.span) if self.pans else 0
        across.setRange(0, max(0, hidden))
        across.setPageStep(max(1, round(self.axis.span)))
        across.setSingleStep(max(1, round(self.axis.span * _PART)))
        across.setValue(round(self.axis.first - self.axis.lower))
        down.setRange(0, max(0, self._height - self.viewport().height()))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(self.fontMetrics().height())
        # A bar that comes makes the picture smaller, which comes here again.
        self._syncing = before

    def scroll_down_to_focus(self) -> None:
        """Bring the item in focus into view; a picture without items has nothing to do."""

    def paint_marks(self, painter: QPainter) -> None:
        """Paint what changes with every move of the pointer; a picture without items has nothing to paint."""

    def _on_scrolled(self, value: int) -> None:
        if not self._syncing:
            self.axis.pan(self.axis.lower + value - self.axis.first)
            self._moved()

    def _on_scrolled_down(self) -> None:
        if self._drawing is not None:
            self._pixmap = None
            self.viewport().update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        bars = self.horizontalScrollBar().sizeHint().height()
        return QSize(line * 40, min(max(self._height + bars + 2, line * _LEAST_LINES), line * _MOST_LINES))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() * _LEAST_LINES)

    # --- painting ----------------------------------------------------------------------

    def _painted(self) -> QPixmap:
        """The visible part of the drawing; made once."""
        if self._pixmap is None:
            begun = QElapsedTimer()
            begun.start()
            ratio = self.devicePixelRatioF()
            size = self.viewport().size()
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            palette = QApplication.palette()
            pixmap.fill(palette.color(QPalette.ColorRole.Base))
            if self._drawing is not None:
                drop = self.verticalScrollBar().value()
                painter = QPainter(pixmap)
                painter.translate(0, -drop)
                clip = QRectF(0, drop, size.width(), size.height())
                DrawingPainter(palette, ratio).paint(painter, self._drawing, clip)
                painter.end()
            self._pixmap = pixmap
            self._pixmap_days = (self.axis.first, self.axis.last)
            self._cost += begun.elapsed()
        return self._pixmap

    @staticmethod
    def _paint_part(painter: QPainter, pixmap: QPixmap, box: QRect) -> None:
        """The part of the picture that has to be painted again."""
        ratio = pixmap.devicePixelRatioF()
        source = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
        painter.drawPixmap(QRectF(box), pixmap, source)

    def _stretched(self) -> QRectF:
        """Where the last picture lies as long as the days shown now are not laid out."""
        scale, (first, last) = self._scale(), self._pixmap_days
        factor = (last - first) / self.axis.span
        left = scale.left + (first - self.axis.first) * scale.per_day - scale.left * factor
        return QRectF(left, 0.0, self.viewport().width() * factor, float(self.viewport().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        pixmap = self._painted()
        palette = QApplication.palette()
        if self._drawing is None and self.pans and self._scene is not None:
            painter.fillRect(event.rect(), palette.color(QPalette.ColorRole.Base))
            painter.drawPixmap(self._stretched(), pixmap, QRectF(pixmap.rect()))
        else:
            self._paint_part(painter, pixmap, event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._scene is None or (self._drawing is not None and not self._drawing.shapes):
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            words = self._texts.get(f"page.timeline_view.{'empty' if self._scene is None else 'empty_kind'}")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(12, 12, -12, -12), flags, words)
        self.paint_marks(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # --- events of the widget ----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawing = None
        self._shown_wanted = True
        self.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
            QEvent.Type.ApplicationFontChange,
            QEvent.Type.StyleChange,
        )
        # Qt sends changes while the widget is still being built.
        if event.type() in kinds and hasattr(self, "_soon"):
            self._measure = ScreenMeasure()
            self._changed()
            self.updateGeometry()
