"""Rows of journeys or stays as a table; a row more than there are entries waits for the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.interview.typed import Side
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.entry_columns import (
    Cell,
    CellValue,
    Column,
    ColumnKind,
    DayContext,
    DayRange,
    cell_text,
    read_cell,
    understood_text,
)
from permitdesk.ui.widgets.entry_counts import DayCount

#: typed alone into a cell: the same as in the cell above
DITTO = '"'
#: what a case holds for a text that could not be read
_UNREAD = (None, DONT_KNOW, "unknown", "not_known")

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry with its lasting id."""

    id: str
    cells: tuple[Cell, ...]

    def values(self) -> tuple[CellValue, ...]:
        """The values; None where nothing readable was typed."""
        return tuple(cell.value for cell in self.cells)


class EntryModel(QAbstractTableModel):
    """``edited`` follows each confirmed change; texts that cannot be read stay in their cell, marked.

    With ``count`` a last column, which cannot be edited, counts the days of each entry.
    """

    edited = Signal()

    def __init__(
        self,
        texts: TextSource,
        columns: Sequence[Column],
        prefix: str,
        parent: QObject | None = None,
        *,
        count: DayCount | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self.count = count
        self.today = today
        self._texts = texts
        self._columns = tuple(columns)
        self._prefix = prefix
        self._rows: list[EntryRow] = []
        #: rows that wait for typing below the entries: one, or none while it becomes an entry
        self._waiting = 1
        self._marks: dict[int, str] = {}
        self._mark_color = QColor("#b3261e")

    # --- what the page uses ------------------------------------------------------------

    def columns(self) -> tuple[Column, ...]:
        """The columns, left to right."""
        return self._columns

    def is_count(self, column: int) -> bool:
        """Whether this is the column that counts days."""
        return self.count is not None and column == len(self._columns)

    def is_day(self, column: int) -> bool:
        """Whether this column holds days."""
        return column < len(self._columns) and self._columns[column].kind is ColumnKind.DAY

    def entries(self) -> tuple[EntryRow, ...]:
        """The entries without the waiting row."""
        return tuple(self._rows)

    def has_unread_text(self) -> bool:
        """Whether a cell holds text that could not be read."""
        return any(cell.typed for row in self._rows for cell in row.cells)

    def load(self, entries: Iterable[tuple[str, Sequence[CellValue]]]) -> None:
        """Show entries (id and values). Text that could not be read stays where the value is still empty."""
        kept = {row.id: row for row in self._rows}
        rows = [self._merged(row_id, values, kept.get(row_id)) for row_id, values in entries]
        if rows == self._rows:
            return
        if [row.id for row in rows] == [row.id for row in self._rows]:
            changed = [i for i, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
            self._rows = rows
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def mark_rows(self, marks: Mapping[int, str], color: QColor) -> None:
        """Mark rows (by place) that have a problem, with the sentence that names it."""
        self._mark_color = color
        if dict(marks) == self._marks:
            return
        self._marks = dict(marks)
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def add_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add rows at the end as one change."""
        if not rows:
            return
        start = len(self._rows)
        self.beginInsertRows(_ROOT, start, start + len(rows) - 1)
        number = self._next_number()
        for offset, cells in enumerate(rows):
            self._rows.append(EntryRow(f"{self._prefix}{number + offset}", tuple(cells)))
        self.endInsertRows()
        self.edited.emit()

    def remove_rows(self, places: Iterable[int]) -> None:
        """Remove rows by place as one change; the waiting row cannot be removed."""
        gone = sorted({place for place in places if 0 <= place < len(self._rows)}, reverse=True)
        if not gone:
            return
        for place in gone:
            self.beginRemoveRows(_ROOT, place, place)
            del self._rows[place]
            self.endRemoveRows()
        self.edited.emit()

    def sort_by_day(self) -> None:
        """Put the rows in order, oldest first, as one change; rows without a first day come last."""
        place = next((i for i, column in enumerate(self._columns) if column.kind is ColumnKind.DAY), 0)

        def key(row: EntryRow) -> date:
            return _first_of(row.cells[place].value) or date.max

        rows = sorted(self._rows, key=key)
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        self.edited.emit()

    def copy_above(self, index: Index) -> bool:
        """Take the cell of the row above; False if there is none or it is the same."""
        if not 0 < index.row() <= len(self._rows) or self.is_count(index.column()):
            return False
        return self._put(index, self._rows[index.row() - 1].cells[index.column()])

    def peek(self, index: Index, text: str) -> str:
        """What ``text`` would be taken for in a cell, in words."""
        if not index.isValid() or self.is_count(index.column()):
            return ""
        column = self._columns[index.column()]
        cell = read_cell(column, text, self._texts, self._context(index))
        return understood_text(cell, self._texts) if text.strip() else column.when_empty

    def reading(self, index: Index) -> str:
        """What the cell was taken for and what is wrong with its row, in words."""
        if not index.isValid() or self.is_count(index.column()) or index.row() >= len(self._rows):
            return ""
        cell = self._rows[index.row()].cells[index.column()]
        lines = [understood_text(cell, self._texts), self._marks.get(index.row(), "")]
        return "\n".join(line for line in lines if line)

    # --- QAbstractTableModel -----------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows) + self._waiting

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns) + (self.count is not None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return shown if self.is_count(index.column()) else shown | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return self._waiting_data(index, role)
        if self.is_count(index.column()):
            return self._count_data(self._rows[index.row()], role)
        cell, column = self._rows[index.row()].cells[index.column()], self._columns[index.column()]
        empty = cell == Cell() and column.when_empty and self._begun(self._rows[index.row()])
        if role == Qt.ItemDataRole.DisplayRole and empty:
            return column.when_empty
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell_text(column, cell)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.reading(index)
        if role == Qt.ItemDataRole.ForegroundRole and cell.problem:
            return QBrush(self._mark_color)
        if role == Qt.ItemDataRole.ForegroundRole and empty:
            return QBrush(QColor("#7a8594"))
        return None

    def _count_data(self, row: EntryRow, role: int) -> Any:
        if self.count is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.count.text(row.cells, self.today)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._texts.get("page.entry.count_both" if self.count.both else "page.entry.count")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _begun(self, row: EntryRow) -> bool:
        """Whether the entry has a first day, so that an empty last one means something."""
        days = (
            c for c, column in zip(row.cells, self._columns, strict=True) if column.kind is ColumnKind.DAY
        )
        return isinstance(next(days, Cell()).value, (date, DayRange))

    def _waiting_data(self, index: Index, role: int) -> Any:
        """The waiting row says in its first cell that typing there adds an entry."""
        if index.isValid() and index.column() == 0 and role == Qt.ItemDataRole.DisplayRole:
            return self._texts.get("page.table.type_here")
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor("#7a8594"))
        return "" if role == Qt.ItemDataRole.EditRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            counted = self.count.header if self.count is not None else ""
            return counted if self.is_count(section) else self._columns[section].header
        if role == Qt.ItemDataRole.DisplayRole:
            mark = " !" if section in self._marks else ""
            return f"{section + 1}{mark}" if section < len(self._rows) else "+"
        if role == Qt.ItemDataRole.ForegroundRole and section in self._marks:
            return QBrush(self._mark_color)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._marks.get(section, "")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if self.is_count(index.column()):
            return False
        if str(value).strip() == DITTO:
            return self.copy_above(index)
        column = self._columns[index.column()]
        return self._put(index, read_cell(column, str(value), self._texts, self._context(index)))

    def _put(self, index: Index, cell: Cell) -> bool:
        if index.row() >= len(self._rows):
            if cell == Cell():
                return False
            cells = [Cell()] * len(self._columns)
            cells[index.column()] = cell
            self._take_waiting_row(tuple(cells))
            return True
        row = self._rows[index.row()]
        if row.cells[index.column()] == cell:
            return False
        cells = list(row.cells)
        cells[index.column()] = cell
        self._rows[index.row()] = replace(row, cells=tuple(cells))
        # "still abroad" and the count of days stand in other cells of the row.
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.edited.emit()
        return True

    def _context(self, index: Index) -> DayContext:
        """Where a year left out comes from: the other day of the row, else the row above, else today."""
        count = self.count
        if count is None or index.column() not in (count.first, count.last):
            return DayContext(self.today, Side.BEFORE, self.today)
        begins = index.column() == count.first
        if index.row() < len(self._rows):
            cells = self._rows[index.row()].cells
            other = _first_of(cells[count.last if begins else count.first].value)
            if other is not None:
                return DayContext(other, Side.BEFORE if begins else Side.AFTER, self.today)
        above = self._first_day(index.row() - 1)
        if above is None:
            return DayContext(self.today, Side.BEFORE, self.today)
        before = self._first_day(index.row() - 2)
        newest_first = before is not None and above < before
        return DayContext(above, Side.BEFORE if newest_first else Side.AFTER, self.today, past=True)

    def _first_day(self, row: int) -> date | None:
        if self.count is None or not 0 <= row < len(self._rows):
            return None
        return _first_of(self._rows[row].cells[self.count.first].value)

    def _take_waiting_row(self, cells: tuple[Cell, ...]) -> None:
        """The waiting row becomes an entry in its place, and a new one waits below.

        The cell being edited keeps its place, so that Tab goes on in the same row.
        """
        place = len(self._rows)
        self._waiting = 0
        self._rows.append(EntryRow(f"{self._prefix}{self._next_number()}", cells))
        self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, place, place)
        self.beginInsertRows(_ROOT, place + 1, place + 1)
        self._waiting = 1
        self.endInsertRows()
        self.edited.emit()

    # --- helpers -----------------------------------------------------------------------

    def _merged(self, row_id: str, values: Sequence[CellValue], old: EntryRow | None) -> EntryRow:
        """The row as the case has it; cells that say the same stay, with what they understood."""
        if old is None:
            return EntryRow(row_id, tuple(Cell(value) for value in values))
        kept = [
            was.value == now or (bool(was.typed) and now in _UNREAD)
            for was, now in zip(old.cells, values, strict=True)
        ]
        if all(kept):
            return old
        cells = zip(kept, old.cells, values, strict=True)
        return EntryRow(row_id, tuple(was if same else Cell(now) for same, was, now in cells))

    def _next_number(self) -> int:
        tails = (row.id.removeprefix(self._prefix) for row in self._rows)
        return 1 + max((int(tail) for tail in tails if tail.isdecimal()), default=0)


def _first_of(value: CellValue) -> date | None:
    if isinstance(value, DayRange):
        return value.first
    return value if isinstance(value, date) else None
