"""What would be imported, line by line, before anything is added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.entry_columns import Column, cell_text
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.pasted import ReadLine

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: lines with a problem whose words are shown in full at once; of the others the pointer tells
MOST_TALL_ROWS = 200


class PreviewModel(QAbstractTableModel):
    """Lines with their problems in the last column; line numbers of the source at the left."""

    def __init__(
        self,
        texts: TextSource,
        columns: Sequence[Column],
        lines: Sequence[ReadLine],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._problem_header = texts.get("page.table.problem")
        self._columns = tuple(columns)
        self._lines = tuple(lines)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        line = self._lines[index.row()]
        if index.column() == len(self._columns):
            return " ".join(line.problems)
        return cell_text(self._columns[index.column()], line.cells[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._lines[section].number)
        headers = [*(column.header for column in self._columns), self._problem_header]
        return headers[section]


class ImportDialog(QDialog):
    """Adds all lines, or only the good ones; ``accepted_lines`` carries the choice."""

    accepted_lines = Signal(list)

    def __init__(
        self,
        texts: TextSource,
        columns: Sequence[Column],
        lines: Sequence[ReadLine],
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.get("page.table.preview_title"))
        self.resize(820, 460)
        self._lines = list(lines)
        good = [line for line in lines if not line.problems]
        bad = len(self._lines) - len(good)
        if problem:
            words = problem
        elif not lines:
            words = texts.get("page.table.nothing_found")
        else:
            words = texts.fill("page.table.preview", good=len(good), bad=bad)
        self.words = TextLabel(words)
        self._view = view = QTableView()
        view.setModel(PreviewModel(texts, columns, lines, view))
        view.setAccessibleName(texts.get("page.table.preview_title"))
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.horizontalHeader().setStretchLastSection(True)
        view.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.add_good = QPushButton(texts.fill("page.table.add_good", n=len(good)))
        self.add_all = QPushButton(texts.fill("page.table.add_all", n=len(self._lines)))
        self.close_button = QPushButton(texts.get("page.table.cancel"))
        buttons.addButton(self.add_good, QDialogButtonBox.ButtonRole.AcceptRole)
        if bad and good:
            buttons.addButton(self.add_all, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.add_good.setVisible(bool(good))
        self.add_good.clicked.connect(lambda: self._accept(good))
        self.add_all.clicked.connect(lambda: self._accept(self._lines))
        self.close_button.clicked.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.words)
        box.addWidget(view, 1)
        box.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for what is wrong, now that the widths are known."""
        super().showEvent(event)
        bad = [row for row, line in enumerate(self._lines) if line.problems]
        for row in bad[:MOST_TALL_ROWS]:
            self._view.resizeRowToContents(row)

    def _accept(self, lines: Sequence[ReadLine]) -> None:
        self.accepted_lines.emit(list(lines))
        self.accept()
