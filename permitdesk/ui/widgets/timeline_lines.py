"""The timeline as text: one line for each thing drawn, read by screen readers and by who prefers words.

Lines are made when somebody looks, so that two thousand journeys cost little until then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from permitdesk.documents.layout_years import year_totals
from permitdesk.documents.timeline_scene import (
    Rolling,
    Scene,
    SceneItem,
    SceneLane,
    SceneMarker,
    SceneWindow,
)
from permitdesk.documents.timeline_text import item_text, rolling_lines
from permitdesk.domain.law.findings import Statement, say
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.timeline_layouts import Permits, lanes_shown

Words = Callable[[Statement], str]
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: room beside the words of a row, as the style sheet has it
_SIDE = 8
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
PATH_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class ItemLine:
    """The line of one item."""

    lane: SceneLane
    place: int

    @property
    def item(self) -> SceneItem:
        """The item itself."""
        return self.lane.items[self.place]


#: a lane stands for its heading, a statement for the total of a year
Line = ItemLine | SceneMarker | SceneWindow | SceneLane | Rolling | Statement


class TimelineLines(QAbstractListModel):
    """The period that counts and the days that matter, every item lane by lane, counts, totals of years."""

    def __init__(self, texts: TextSource, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._words = words
        self._scene: Scene | None = None
        self._lines: list[Line] = []
        self._rows: dict[str, int] = {}
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)

    def show_scene(self, scene: Scene | None, permits: Permits) -> None:
        """Other facts, with the bands of the chosen permit or of all."""
        self.beginResetModel()
        self._scene = scene
        self._lines = []
        if scene is not None:
            self._lines += [*scene.windows, *scene.markers]
            for lane in lanes_shown(scene, permits):
                if lane.items:
                    self._lines.append(lane)
                    self._lines += [ItemLine(lane, place) for place in range(len(lane.items))]
            self._lines += scene.rolling
            totals = year_totals(scene).items()
            self._lines += [say("scene.year_line", year=str(year), n=days) for year, days in totals if days]
        self._rows = {line.item.id: row for row, line in enumerate(self._lines) if isinstance(line, ItemLine)}
        self.endResetModel()

    def row_of(self, item_id: str) -> int:
        """The line of an item; -1 if it has none."""
        return self._rows.get(item_id, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if isinstance(line, SceneLane) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(line)
        if role == ITEM_ROLE:
            return line.item.id if isinstance(line, ItemLine) else ""
        if role == PATH_ROLE:
            if isinstance(line, ItemLine):
                return line.item.path
            return line.path if isinstance(line, SceneMarker) else ""
        return None

    def _spoken(self, line: Line) -> str:
        if isinstance(line, SceneMarker):
            return f"{self._words(line.title)}: {self._texts.day(date.fromordinal(line.day))}"
        if isinstance(line, ItemLine):
            return item_text(line.item, self._words)
        if isinstance(line, Rolling):
            scene = self._scene
            return "" if scene is None else " ".join(rolling_lines(scene, line, self._words))
        return self._words(line if isinstance(line, Statement) else line.title)


class _Rows(QStyledItemDelegate):
    """Rows as tall as their wrapped words."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = self._view.fontMetrics()
        room = max(80, self._view.viewport().width() - 2 * _SIDE - 8)
        words = str(index.data() or "")
        box = metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, words)
        return QSize(0, box.height() + round(metrics.height() * 0.6))


class LinesView(QListView):
    """The lines, in step with the focus of the picture. Enter or a double click opens the entry."""

    item_chosen = Signal(str)
    edit_asked = Signal(str)

    def __init__(self, model: TimelineLines, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._following = False
        self.setModel(model)
        self.setAccessibleName(name)
        self.setObjectName("timeline_lines")
        self.setWordWrap(True)
        self.setItemDelegate(_Rows(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of wrapped rows are measured a hundred at a time.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(100)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._ask_edit)

    def follow(self, item_id: str) -> None:
        """Stand on the line of an item, without telling anybody."""
        row = self._lines.row_of(item_id)
        if row >= 0 and row != self.currentIndex().row():
            self._following = True
            self.setCurrentIndex(self._lines.index(row))
            self._following = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        item = current.data(ITEM_ROLE)
        if item and not self._following:
            self.item_chosen.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask_edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _ask_edit(self, index: Index) -> None:
        path = index.data(PATH_ROLE)
        if path:
            self.edit_asked.emit(path)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 18, line * 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() * 4)
