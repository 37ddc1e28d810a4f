"""The parts of the page as tabs, or in large text as a list to choose from, so that no name is cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from permitdesk.ui.flow_area import height_at
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import Parts

#: room beside the words of a tab, in heights of a line
_PADDING = 2


class PartTabs(Parts):
    """Tabs whose bar gives way to a drop-down list where it has no room, as tall as the part shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = Combo()
        self.list.setObjectName("part_list")
        self.list.setAccessibleName(name)
        self.list.activated.connect(self.setCurrentIndex)
        self.list.hide()
        self.currentChanged.connect(self._on_current)

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self.list.insertItem(index, self.tabText(index))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = self.widget(self.currentIndex())
        bar = 0 if self.tabBar().isHidden() else self.tabBar().sizeHint().height()
        return bar + (0 if shown is None else height_at(shown, width))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part needs, so that nothing jumps sideways, and of no height of its own."""
        pages = map(self.widget, range(self.count()))
        widths = [0 if page is None else page.minimumSizeHint().width() for page in pages]
        return QSize(max(widths, default=0), self.tabBar().sizeHint().height())

    def _on_current(self, place: int) -> None:
        self.list.setCurrentIndex(place)
        self.updateGeometry()

    def set_part(self, place: int, title: str) -> None:
        """Give a part another name."""
        if self.tabText(place) != title:
            self.setTabText(place, title)
            self.list.setItemText(place, title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The list takes the place of the bar where the bar would need arrows."""
        bar = self.tabBar()
        metrics = bar.fontMetrics()
        room = metrics.height() * _PADDING
        titles = [self.tabText(place) for place in range(self.count())]
        narrow = sum(metrics.horizontalAdvance(title) + room for title in titles) > self.width()
        if narrow is not self.list.isHidden():
            return
        bar.setVisible(not narrow)
        self.list.setVisible(narrow)
