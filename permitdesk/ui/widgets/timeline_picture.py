"""The drawn timeline as a person uses it: zoomed and panned by mouse, touch and keys, walked by keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from permitdesk.documents.drawing import Hit
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.hover_card import HoverCard
from permitdesk.ui.widgets.timeline_axis import STEP
from permitdesk.ui.widgets.timeline_canvas import TimelineCanvas
from permitdesk.ui.widgets.timeline_layouts import LAYOUTS, Layout, PictureKind
from permitdesk.ui.widgets.timeline_walk import Step

_WALK = {
    Qt.Key.Key_Left: Step.EARLIER,
    Qt.Key.Key_Right: Step.LATER,
    Qt.Key.Key_Up: Step.LANE_ABOVE,
    Qt.Key.Key_Down: Step.LANE_BELOW,
    Qt.Key.Key_N: Step.NEXT,
    Qt.Key.Key_P: Step.PREVIOUS,
}
_KINDS = {Qt.Key.Key_1: PictureKind.LANES, Qt.Key.Key_2: PictureKind.YEARS, Qt.Key.Key_3: PictureKind.ROLLING}
#: part of the days shown that Ctrl with an arrow or a notch of the wheel moves
_PART = 0.15
#: angle of one notch of a wheel, in eighths of a degree
_NOTCH = 120
#: how much closer a click on several entries in one place looks
_CLOSER = 4.0
#: how long the pointer rests before a card tells what is below it, in milliseconds
_REST = 180


class TimelinePicture(TimelineCanvas):
    """Answers mouse, touch and keys."""

    edit_asked = Signal(str)
    kind_asked = Signal(PictureKind)
    permits_asked = Signal()

    def __init__(
        self,
        texts: TextSource,
        layouts: Mapping[PictureKind, Layout] = LAYOUTS,
        parent: QWidget | None = None,
    ) -> None:
        self._rest = QTimer()
        self._card: HoverCard | None = None
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self._drag_axis = 0.0
        super().__init__(texts, layouts, parent)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._show_card)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.leave_hovered()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters of other alphabets and keys of other layouts stay with their owners.
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not self._key(event):
            event.ignore()
        else:
            event.accept()

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._control_key(key)
        if key in _WALK:
            self.take_step(_WALK[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            item = self.focused_item()
            if item is None or not item.path:
                return False
            self.edit_asked.emit(item.path)
        elif key in _KINDS:
            self.kind_asked.emit(_KINDS[key])
        elif key is Qt.Key.Key_Escape and self._card is not None and self._card.isVisible():
            self.leave_hovered()
        else:
            return self._view_key(key)
        return True

    def _control_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pan(self.axis.span * (_PART if key is Qt.Key.Key_Right else -_PART))
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = self.fontMetrics().height() * (3 if key is Qt.Key.Key_Down else -3)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + step)
            return True
        return False

    def _view_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / STEP)
        elif key is Qt.Key.Key_0:
            self.show_everything()
        elif key is Qt.Key.Key_T:
            self.show_today()
        elif key is Qt.Key.Key_A:
            self.permits_asked.emit()
        elif key is Qt.Key.Key_W:
            self.show_window()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._screenful(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._to_end(last=key is Qt.Key.Key_End)
        else:
            return False
        return True

    def _screenful(self, direction: int) -> None:
        if self.pans:
            self.pan(direction * self.axis.span * 0.9)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + direction * bar.pageStep())

    def _to_end(self, *, last: bool) -> None:
        if self.pans:
            whole = self.axis.upper - self.axis.lower
            self.pan(whole if last else -whole)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum() if last else 0)

    def take_step(self, step: Step) -> None:
        """Walk one step. Out of sight of the focused item, the walk begins anew with what is in sight."""
        if self._walk is None:
            return
        item = self.focused_item()
        if item is None or (self.pans and not self._in_view(item)):
            found = self._walk.start(self.axis.first, self.axis.last)
        else:
            found = self._walk.step(item.id, step)
        if found is not None:
            self.leave_hovered()
            self.focus_item(found.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer; sideways pans. A page that scrolls is never held up by the picture.

        A plain wheel scrolls the picture if it is taller than its room, and pans it once it has the focus.
        """
        self.leave_hovered()
        angle = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.pans:
                notches = (angle.y() or angle.x()) / _NOTCH
                self.zoom(STEP ** (notches / 1.5), self.day_at(event.position().x()))
            event.accept()
            return
        sideways = angle.x() if abs(angle.x()) > abs(angle.y()) else 0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = angle.y() or angle.x()
        if sideways:
            moved = self.pan(-sideways / _NOTCH * self.axis.span * _PART)
        else:
            moved = self._wheel_down(angle.y())
        event.setAccepted(moved)

    def _wheel_down(self, angle: int) -> bool:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0:
            before = bar.value()
            bar.setValue(before - round(angle / _NOTCH * 3 * self.fontMetrics().height()))
            return bar.value() != before
        return self.hasFocus() and self.pan(-angle / _NOTCH * self.axis.span * _PART)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self._dragged = False
            self._drag_axis = self.axis.first
            self.leave_hovered()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(here)
            return
        way = here - self._pressed_at
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged and self.pans:
            days = self.day_at(self._pressed_at.x()) - self.day_at(here.x())
            self.pan(self._drag_axis + days - self.axis.first)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._pressed_at = None
        self.viewport().unsetCursor()
        if self._dragged:
            return
        hit = self.hit_at(event.position().toPoint())
        if hit is None or self._walk is None:
            return
        marker, item = self.marker(hit), self._walk.item(hit.item)
        if marker is not None and marker.path:
            self.edit_asked.emit(marker.path)
        if item is None:
            return
        if hit.more and self.pans:
            # Several lie in one place: a click looks closer, instead of opening a chance one.
            self.zoom(_CLOSER, self.day_at(event.position().x()))
            return
        self.focus_item(item.id)
        if item.path:
            self.edit_asked.emit(item.path)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.leave_hovered()

    def _hover(self, here: QPoint) -> None:
        if self.kind is PictureKind.ROLLING:
            self._hover_chart(here)
            return
        hit = self.hit_at(here)
        if hit is self._hovered:
            return
        self.leave_hovered()
        self._hovered = hit
        self.viewport().setCursor(
            Qt.CursorShape.ArrowCursor if hit is None else Qt.CursorShape.PointingHandCursor
        )
        if hit is not None:
            self._rest.start()
            self.viewport().update(self.hovered_box().toAlignedRect().adjusted(-6, -6, 6, 6))

    def _hover_chart(self, here: QPoint) -> None:
        """A chart tells what it counts on the day below the pointer, at once while the pointer moves."""
        if self.scene is None or not self.scene.rolling:
            return
        day = floor(self.day_at(here.x()))
        place = QRect(here.x() - 12, here.y() - 12, 24, 24)
        self._hover_card().show_beside(self._texts.day(date.fromordinal(day)), self.counted(day), place, here)

    def _hover_card(self) -> HoverCard:
        if self._card is None:
            self._card = HoverCard(self.viewport())
        return self._card

    def _show_card(self) -> None:
        hit = self._hovered
        told = None if hit is None else self._told_of(hit)
        if hit is None or told is None:
            return
        title, facts = told
        if hit.more:
            more = self._texts.fill("page.timeline_view.more_here", n=hit.more)
            facts = f"{facts}\n{more}" if facts else more
        pointer = self.viewport().mapFromGlobal(self.cursor().pos())
        box = self.hovered_box().toAlignedRect().intersected(self.viewport().rect())
        if not box.contains(pointer):
            pointer = box.center()
        self._hover_card().show_beside(title, facts, QRect(box), pointer)

    def _told_of(self, hit: Hit) -> tuple[str, str] | None:
        """Title and facts of what lies there."""
        marker = self.marker(hit)
        if marker is not None:
            return self.words(marker.title), self._texts.day(date.fromordinal(marker.day))
        item = None if self._walk is None else self._walk.item(hit.item)
        return None if item is None else self.told(item)

    def leave_hovered(self) -> None:
        super().leave_hovered()
        self._rest.stop()
        if self._card is not None:
            self._card.hide()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinching zooms, on touch screens and on touch pads."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                place = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom(pinch.scaleFactor(), self.day_at(QPointF(place).x()))
                event.accept(pinch)
                return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom(1 + event.value(), self.day_at(event.position().x()))
            return True
        return super().viewportEvent(event)
