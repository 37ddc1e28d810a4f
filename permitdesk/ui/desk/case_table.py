"""The table of the desk: rows of one height, columns of fixed width, sorted by a click on their head."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.desk_model import DeskColumn

#: width of each column in letters; what is wider than the table allows shrinks by its share
_LETTERS = {
    DeskColumn.TITLE: 28,
    DeskColumn.ROUTE: 26,
    DeskColumn.STATUS: 18,
    DeskColumn.DEADLINE: 48,
    DeskColumn.LAST_DAY: 25,
    DeskColumn.ADVISOR: 16,
    DeskColumn.UPDATED: 20,
}
#: the columns of a desk of few cases, and of any desk where the text is large for the window
_FEW = (DeskColumn.TITLE, DeskColumn.ROUTE, DeskColumn.LAST_DAY, DeskColumn.UPDATED)
_COMPACT = (DeskColumn.TITLE, DeskColumn.LAST_DAY)
_COMPACT_MANY = (DeskColumn.TITLE, DeskColumn.DEADLINE)
#: hidden one after the other while the columns have less than ``_TIGHT`` of the room they like
_FIRST_TO_GO = (DeskColumn.UPDATED, DeskColumn.ADVISOR, DeskColumn.ROUTE)
_TIGHT = 0.97
#: rows that are always there, the head counting as one
_LEAST_ROWS = 5


class CaseTable(QTableView):
    """Several rows can be chosen with Ctrl and Shift. Nothing here looks at rows that are not shown."""

    def __init__(self, desk: DeskViewModel) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("desk_table")
        self.setModel(desk.model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        # Every row as tall as the others: asking each one would take seconds on a large desk.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(20)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._on_head_clicked)
        desk.order_changed.connect(self._show_order)
        self._show_order()

    def restyle(self) -> None:
        """Take the size of the text."""
        row = round(self.fontMetrics().height() * 1.9)
        self.verticalHeader().setDefaultSectionSize(row)
        # In large text the page scrolls rather than showing a list of one line.
        self.setMinimumHeight(max(150, _LEAST_ROWS * row))

    def show_columns(self, *, many: bool, compact: bool) -> None:
        """Choose the columns for the desk and the room, and share the room out among them."""
        if not self._desk.model.rowCount():
            # Nothing is shown; asking for the viewport first costs 10 ms of the start, once.
            return
        wanted = list(DeskColumn) if many else list(_FEW)
        if compact:
            wanted = list(_COMPACT_MANY if many else _COMPACT)
        letter = self.fontMetrics().averageCharWidth()
        room = max(self.viewport().width(), 1)
        for column in _FIRST_TO_GO if many else ():
            if column in wanted and room < _TIGHT * letter * sum(_LETTERS[c] for c in wanted):
                wanted.remove(column)
        likes = sum(_LETTERS[column] for column in wanted)
        left = room
        for column in DeskColumn:
            self.setColumnHidden(column, column not in wanted)
            if column in wanted:
                width = room * _LETTERS[column] // likes if column is not wanted[-1] else left
                self.setColumnWidth(column, width)
                left -= width

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard stands on a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._desk.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._desk.model.index(0, 0), flags)

    def _on_head_clicked(self, column: int) -> None:
        self._desk.sort_by(DeskColumn(column))

    def _show_order(self) -> None:
        order = Qt.SortOrder.DescendingOrder if self._desk.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._desk.sorted_by, order)
