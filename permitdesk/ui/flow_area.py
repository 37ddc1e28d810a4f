"""Scrolling, tabs and stacks that know how tall wrapped text is at a given width.

Qt's own ask for the height that the text would need when it is narrow, so that a page seems
taller than it is and scrolls for nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QTabWidget, QWidget


def height_at(widget: QWidget, width: int) -> int:
    """The height that a widget needs at a width, in pixels."""
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.totalHeightForWidth(width), 0)
    if widget.hasHeightForWidth():
        return max(widget.heightForWidth(width), 0)
    return widget.minimumSizeHint().height()


class FlowArea(QScrollArea):
    """Scrolls downwards only when the content is really taller than the area."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner
        self.setWidget(inner)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inner:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inner = self._inner
        room = self.maximumViewportSize()
        least = inner.minimumSizeHint().width()
        height = height_at(inner, max(room.width(), least))
        if height > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
            height = height_at(inner, max(room.width(), least))
        inner.resize(max(room.width(), least), max(room.height(), height))


class FlowStack(QStackedWidget):
    """A stack as tall as its tallest page at the width it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(_flowing())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(
            (height_at(page, width) for page in map(self.widget, range(self.count())) if page), default=0
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class FlowTabs(QTabWidget):
    """Tabs as tall as the tallest tab at the width they have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(_flowing())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        pages = [page for page in map(self.widget, range(self.count())) if page]
        return (
            self.tabBar().sizeHint().height() + 4 + max((height_at(page, width) for page in pages), default=0)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.tabBar().sizeHint().height())


def _flowing() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    policy.setHeightForWidth(True)
    return policy
