"""The drawn timeline with its items: one in focus, one pointed at; it hears no keys and no mouse.

Moving the focus lays nothing out anew: frames are painted over the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from permitdesk.documents.drawing import Drawing, Hit
from permitdesk.documents.timeline_scene import Scene, SceneItem, SceneMarker
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.timeline_layouts import LAYOUTS, Layout, Permits, PictureKind, lanes_shown
from permitdesk.ui.widgets.timeline_surface import TimelineSurface
from permitdesk.ui.widgets.timeline_walk import Walk


class TimelineCanvas(TimelineSurface):
    """Paints a scene in one of three ways, with one item in focus."""

    item_focused = Signal()

    def __init__(
        self,
        texts: TextSource,
        layouts: Mapping[PictureKind, Layout] = LAYOUTS,
        parent: QWidget | None = None,
    ) -> None:
        self._walk: Walk | None = None
        self._focused = ""
        self._hovered: Hit | None = None
        super().__init__(texts, layouts, parent)

    # --- what is shown -----------------------------------------------------------------

    @property
    def walk(self) -> Walk | None:
        """The items as they can be walked through."""
        return self._walk

    def show_scene(self, scene: Scene | None) -> None:
        """Draw other facts. The days shown and the focused item stay, if they still exist."""
        first_time = self._scene is None
        self._spoken.clear()
        self._scene = scene
        self._walk = None if scene is None else Walk(scene, lanes_shown(scene, self.permits))
        self.leave_hovered()
        if scene is not None:
            room = max(3.0, (scene.last - scene.first) * 0.02)
            self.axis.set_bounds(scene.first - room, scene.last + 1 + room)
            if first_time:
                self.axis.show_everything()
        if self._focused and self.focused_item() is None:
            self._focused = ""
        self._announce()
        self.item_focused.emit()
        self._changed()

    def show_kind(self, kind: PictureKind) -> None:
        """Draw the same facts in another way."""
        if kind is not self.kind:
            self.kind = kind
            self.verticalScrollBar().setValue(0)
            self.leave_hovered()
            self._shown_wanted = bool(self._focused)
            self._changed()
            self.item_focused.emit()

    def show_permits(self, permits: Permits) -> None:
        """Show the bands of the chosen permit or of all."""
        self.permits = permits
        self.show_scene(self._scene)

    def marker(self, hit: Hit) -> SceneMarker | None:
        """The day that a label in the picture names, if it is one."""
        markers = () if self._scene is None else self._scene.markers
        return next((m for m in markers if hit.item == f"markers.{m.kind.value}"), None)

    # --- zoom and pan ------------------------------------------------------------------

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Look closer or from farther away; ``at``: the day that stays where it is."""
        if self.pans:
            anchor = at
            item = self.focused_item()
            if anchor is None and item is not None and self._in_view(item):
                anchor = (max(item.first, self.axis.first) + min(item.last + 1, self.axis.last)) / 2
            self.axis.zoom(factor, anchor)
            self._moved()

    def pan(self, days: float) -> bool:
        """Go later, or earlier; whether anything moved."""
        moved = self.pans and self.axis.pan(days)
        if moved:
            self._moved()
        return moved

    def show_everything(self) -> None:
        """The whole life."""
        self.axis.show_everything()
        self._moved()

    def show_days(self, first: float, last: float) -> None:
        """From the beginning of one day to the end of another, with a little room."""
        room = max(2.0, (last - first) * 0.04)
        self.axis.show(first - room, last + room)
        self._moved()

    def show_exactly(self, first: float, last: float) -> None:
        """Just these days, as another view showed them."""
        self.axis.show(first, last)
        self._moved()

    def show_today(self) -> None:
        """Bring today into the middle of the picture."""
        if self._scene is not None:
            middle = self._scene.today + 0.5
            self.axis.show(middle - self.axis.span / 2, middle + self.axis.span / 2)
            if not self.pans:
                self._scroll_to_share(middle)
            self._moved()

    def show_window(self) -> None:
        """Bring the period that counts into view; nothing happens without one."""
        windows = () if self._scene is None else self._scene.windows
        if windows:
            self.show_days(windows[0].first, windows[0].last + 1)
            if not self.pans:
                self._scroll_to_share(windows[0].first)

    def _scroll_to_share(self, day: float) -> None:
        """Scroll years so that ``day`` is near the middle."""
        self.settle()
        bar = self.verticalScrollBar()
        share = (day - self.axis.lower) / max(1.0, self.axis.upper - self.axis.lower)
        whole = bar.maximum() + bar.pageStep()
        bar.setValue(round(share * whole - bar.pageStep() / 2))

    # --- focus on an item --------------------------------------------------------------

    def focused_item(self) -> SceneItem | None:
        """The item with the keyboard focus."""
        return None if self._walk is None or not self._focused else self._walk.item(self._focused)

    def focus_item(self, item_id: str) -> None:
        """Give an item the focus and bring it into view; an unknown one takes the focus away."""
        item = None if self._walk is None else self._walk.item(item_id)
        self._focused = "" if item is None else item.id
        if item is not None:
            self._bring_into_view(item)
        self.viewport().update()
        self._announce()
        self.item_focused.emit()

    def told(self, item: SceneItem) -> tuple[str, str]:
        """Title and facts of an item, in words."""
        facts = [self.words(fact) for fact in item.facts]
        if self.kind is PictureKind.ROLLING:
            counts = self.counted(item.last).splitlines()
            day = self._texts.day(date.fromordinal(item.last))
            facts += [
                self._texts.fill("page.timeline_view.counted_on", day=day, what=what) for what in counts
            ]
        return self.words(item.title), "\n".join(facts)

    def _bring_into_view(self, item: SceneItem) -> None:
        if self.pans and self.axis.reveal(item.first, item.last + 1):
            self._moved()
        self._shown_wanted = True
        if not self._soon.isActive():
            self._soon.start(0)

    def _in_view(self, item: SceneItem) -> bool:
        return item.first < self.axis.last and item.last + 1 > self.axis.first

    def _announce(self) -> None:
        """Tell a screen reader what has the focus now."""
        item = self.focused_item()
        if item is None or self._walk is None:
            self.setAccessibleDescription(self._texts.get("page.timeline_view.walk_hint"))
            return
        lane = self._walk.lane_of(item.id)
        place, count = self._walk.place_in_lane(item.id)
        title, facts = self.told(item)
        words = self._texts.fill(
            "page.timeline_view.spoken",
            lane="" if lane is None else self.words(lane.title),
            title=title,
            facts=facts.replace("\n", " "),
            place=place,
            n=count,
        )
        if words == self.accessibleDescription():
            return
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # --- the item below the pointer ----------------------------------------------------

    def leave_hovered(self) -> None:
        """Nothing is pointed at any more."""
        if self._hovered is not None:
            self._hovered = None
            self.viewport().update()

    def hit_at(self, here: QPoint) -> Hit | None:
        """What lies at a place of the viewport."""
        if self._drawing is None:
            return None
        x, y = here.x(), here.y() + self.verticalScrollBar().value()
        hits = reversed(self._drawing.hits)
        return next((h for h in hits if h.x <= x <= h.x + h.width and h.y <= y <= h.y + h.height), None)

    def hovered_box(self) -> QRectF:
        """Where what is pointed at lies, in pixels of the viewport."""
        hit = self._hovered
        if hit is None:
            return QRectF()
        return QRectF(hit.x, hit.y - self.verticalScrollBar().value(), hit.width, hit.height)

    def _hits(self, item_id: str) -> list[QRectF]:
        """Where an item is drawn, in pixels of the viewport; its parts on one row are one."""
        drawing = self.drawing()
        drop = self.verticalScrollBar().value()
        if drawing is None or not item_id:
            return []
        if self.kind is PictureKind.ROLLING:
            return self._band(drawing, item_id)
        rows: dict[float, QRectF] = {}
        for hit in drawing.hits:
            if hit.item == item_id and not hit.more:
                box = QRectF(hit.x, hit.y - drop, hit.width, hit.height)
                rows[hit.y] = rows[hit.y].united(box) if hit.y in rows else box
        return list(rows.values()) or self._crowds(drawing, item_id)

    def _band(self, drawing: Drawing, item_id: str) -> list[QRectF]:
        """The days of an item over the whole height of a chart, in which no item is drawn."""
        item = None if self._walk is None else self._walk.item(item_id)
        if item is None or not self._in_view(item):
            return []
        scale = self._scale()
        left, right = scale.inside(item.first), scale.inside(item.last + 1)
        height = min(drawing.height, float(self.viewport().height()))
        return [QRectF(left, 4.0, max(2.0, right - left), height - 8.0)]

    def counted(self, day: int) -> str:
        """What the charts count on a day, a line each; empty if they count nothing."""
        lines = [
            self._texts.fill(
                "page.timeline_view.counted",
                what=self.words(rolling.title),
                n=rolling.on(day),
                limit=rolling.limit,
            )
            for rolling in (() if self._scene is None else self._scene.rolling)
        ]
        return "\n".join(lines)

    def _crowds(self, drawing: Drawing, item_id: str) -> list[QRectF]:
        """Its place within the bar that stands for several narrow ones."""
        item = None if self._walk is None else self._walk.item(item_id)
        if item is None or self._walk is None or not self.pans:
            return []
        lane = self._walk.lane_of(item_id)
        scale, drop = self._scale(), self.verticalScrollBar().value()
        left, right = scale.inside(item.first), scale.inside(item.last + 1)
        middle = (left + right) / 2
        crowds = (h for h in drawing.hits if h.more and h.x - 1 <= middle <= h.x + h.width + 1)
        own = (hit for hit in crowds if self._walk.lane_of(hit.item) is lane)
        return [QRectF(middle - 2, h.y - drop, max(4.0, right - left), h.height) for h in own][:1]

    def scroll_down_to_focus(self) -> None:
        boxes = self._hits(self._focused)
        if not boxes:
            return
        box, bar = boxes[0], self.verticalScrollBar()
        line = self.fontMetrics().height()
        if box.top() < line:
            bar.setValue(floor(bar.value() + box.top() - 2 * line))
        elif box.bottom() > self.viewport().height() - line:
            bar.setValue(floor(bar.value() + box.bottom() - self.viewport().height() + 2 * line))
        if self.hasFocus():
            self._scroll_page(self._hits(self._focused)[0])

    def _scroll_page(self, box: QRectF) -> None:
        """A page that scrolls brings the item into view, too, when somebody walks by keys."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        inner = None if parent is None else parent.widget()
        if isinstance(parent, QScrollArea) and inner is not None:
            place = self.viewport().mapTo(inner, box.center().toPoint())
            room = round(box.height() / 2) + 2 * self.fontMetrics().height()
            parent.ensureVisible(place.x(), place.y(), 0, min(room, parent.viewport().height() // 2))

    def paint_marks(self, painter: QPainter) -> None:
        palette = QApplication.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        ground = palette.color(QPalette.ColorRole.Base)
        if self._hovered is not None:
            painter.setPen(QPen(accent, 1.2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.hovered_box().adjusted(-2, -2, 2, 2), 4, 4)
        for target in self._hits(self._focused) if self._drawing is not None else ():
            frame = target.adjusted(-3, -3, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ground, 5))
            painter.drawRoundedRect(frame, 5, 5)
            painter.setPen(QPen(accent, 2.4))
            painter.drawRoundedRect(frame, 5, 5)
