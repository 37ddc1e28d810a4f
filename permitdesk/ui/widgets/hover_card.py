"""A card beside the pointer that tells what something is, without covering it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from permitdesk.ui.widgets.labels import TextLabel

_GAP = 8


def card_place(size: QSize, item: QRect, pointer: QPoint, room: QRect) -> QPoint:
    """The upper left corner of a card of ``size`` in ``room``: below the item, else above, else beside."""
    x = min(max(room.left(), pointer.x() - size.width() // 3), room.right() + 1 - size.width())
    below, above = item.bottom() + _GAP, item.top() - _GAP - size.height()
    if below + size.height() <= room.bottom() + 1:
        return QPoint(x, below)
    if above >= room.top():
        return QPoint(x, above)
    y = min(max(room.top(), pointer.y() - size.height() // 2), room.bottom() + 1 - size.height())
    right, left = pointer.x() + 3 * _GAP, pointer.x() - 3 * _GAP - size.width()
    return QPoint(right if right + size.width() <= room.right() + 1 else max(room.left(), left), y)


class HoverCard(QFrame):
    """Title and facts of one item. Belongs to the window, so that no edge of the picture cuts it off."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._owner = owner
        self.setObjectName("hover_card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(3)
        self.title = TextLabel("", "strong")
        self.facts = TextLabel("")
        box.addWidget(self.title)
        box.addWidget(self.facts)
        self.hide()

    def show_beside(self, title: str, facts: str, item: QRect, pointer: QPoint) -> None:
        """Show the words; ``item`` and ``pointer`` in the pixels of the owner."""
        window = self._owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.title.set_text(title)
        self.facts.set_text(facts)
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(line) for line in (title, *facts.splitlines())), default=0)
        width = min(round(longest * 1.12) + 30, metrics.averageCharWidth() * 60, window.width() - 2 * _GAP)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        size = QSize(width, min(height, window.height() - 2 * _GAP))
        corner = self._owner.mapTo(window, QPoint(0, 0))
        room = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        place = card_place(size, item.translated(corner), pointer + corner, room)
        self.setGeometry(QRect(place, size))
        self.show()
        self.raise_()
