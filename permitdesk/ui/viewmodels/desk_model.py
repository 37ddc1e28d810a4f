"""The cases as a table. Only what is on the screen is put into words, so ten thousand rows cost nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from permitdesk.ui.viewmodels.desk_cells import DeskCells

if TYPE_CHECKING:
    from datetime import date

    from permitdesk.storage.case_store import CaseSummary
    from permitdesk.ui.viewmodels.ports import TextSource

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DeskColumn(IntEnum):
    """Columns of the case list."""

    TITLE = 0
    ROUTE = 1
    STATUS = 2
    DEADLINE = 3
    LAST_DAY = 4
    ADVISOR = 5
    UPDATED = 6


class DeskModel(QAbstractTableModel):
    """The cases as a table. ``set_texts`` fills in the names of the permits once the texts are there."""

    #: the words are in another language now
    texts_taken = Signal(object)

    def __init__(self, today: date | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CaseSummary, ...] = ()
        self._today = today
        self._cells = DeskCells(None, today)

    def set_rows(self, rows: Sequence[CaseSummary]) -> None:
        """Show other cases."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_texts(self, texts: TextSource) -> None:
        """Name permits and write days in the language of ``texts``."""
        self._cells = DeskCells(texts, self._today)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(DeskColumn) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(DeskColumn) - 1)
        self.texts_taken.emit(texts)

    @property
    def cells(self) -> DeskCells:
        """The words of the cells, for other places that show the same facts."""
        return self._cells

    def summary(self, row: int) -> CaseSummary:
        """The line of the desk in a row."""
        return self._rows[row]

    def case_id(self, row: int) -> str:
        """The case of a row."""
        return self._rows[row].case_id

    def row_of(self, case_id: str) -> int | None:
        """The row of a case; None if it is not shown."""
        return next((row for row, shown in enumerate(self._rows) if shown.case_id == case_id), None)

    def rows_of(self, case_ids: Collection[str]) -> list[int]:
        """The rows of some cases, from top to bottom; those not shown are left out."""
        return [row for row, shown in enumerate(self._rows) if shown.case_id in case_ids]

    def title(self, row: int) -> str:
        """The title shown in a row; a case without one goes by the name of its first person."""
        return self._cells.title(self._rows[row])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(DeskColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row, cells = self._rows[index.row()], self._cells
        match DeskColumn(index.column()):
            case DeskColumn.TITLE:
                return cells.titled(row)
            case DeskColumn.ROUTE:
                return cells.route(row)
            case DeskColumn.STATUS:
                return cells.status(row)
            case DeskColumn.DEADLINE:
                return cells.next_deadline(row)
            case DeskColumn.LAST_DAY:
                return cells.last_day(row)
            case DeskColumn.ADVISOR:
                return row.advisor
            case DeskColumn.UPDATED:
                return cells.short_moment(row.updated_at)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.head(section)

    def head(self, column: int) -> str:
        """The words above a column."""
        translate = QCoreApplication.translate
        return (
            translate("DeskModel", "Case"),
            translate("DeskModel", "Permit"),
            translate("DeskModel", "Status"),
            translate("DeskModel", "Next date"),
            translate("DeskModel", "Last day of legal stay"),
            translate("DeskModel", "Advisor"),
            translate("DeskModel", "Changed"),
        )[column]
