"""A table of the proof as Qt shows it: its rows, below them the sums."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from permitdesk.documents.proof_tables import ProofRow, ProofTable

_Index = QModelIndex | QPersistentModelIndex


class ProofModel(QAbstractTableModel):
    """Read only. Sums and rows with something missing are bold, so that colour is not needed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = ProofTable((), ())
        self._rows: tuple[ProofRow, ...] = ()

    def show_table(self, table: ProofTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        self._rows = (*table.rows, *table.sums)
        self.endResetModel()

    def row(self, place: int) -> ProofRow:
        """One row, counted from 0."""
        return self._rows[place]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._table.headings[section] if orientation is Qt.Orientation.Horizontal else section + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        words = row.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._table.headings[index.column()]}: {words}"
        if role == Qt.ItemDataRole.FontRole and (row.open or index.row() >= len(self._table.rows)):
            font = QFont()
            font.setBold(True)
            return font
        return None
