"""A row of controls that goes on in a second line where there is no room, in large text or a small window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class WrapRow(QWidget):
    """Places its widgets from left to right at the size they like, each line as tall as its tallest."""

    def __init__(self, spacing: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._placed: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._placed.append(widget)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        sizes = [w.sizeHint() for w in self._shown()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest control; the height follows from the width."""
        sizes = [w.minimumSizeHint() for w in self._shown()]
        narrowest = max((size.width() for size in sizes), default=0)
        height = self.heightForWidth(self.width()) if self.isVisible() else self.sizeHint().height()
        return QSize(narrowest, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width(), move=True)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a control became wider, or came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._placed if not widget.isHidden()]

    def _arrange(self, width: int, *, move: bool) -> int:
        """Places for a width; the height they need."""
        x = y = line = 0
        for widget in self._shown():
            size = widget.sizeHint()
            own = min(size.width(), max(width, widget.minimumSizeHint().width()))
            if x and x + own > width:
                x, y, line = 0, y + line + self._spacing, 0
            if move:
                widget.setGeometry(x, y, own, size.height())
            x += own + self._spacing
            line = max(line, size.height())
        return y + line
