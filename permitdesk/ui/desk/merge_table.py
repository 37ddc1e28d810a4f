"""What joining two copies of a case would change, line by line, with a choice for each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.merging import ChangeKind, Merge, Side
from permitdesk.ui.viewmodels.merge_lines import MergeLine, lines
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.wrap_row import WrapRow

_TAKEN = 3


class MergeTable(QWidget):
    """Conflicts first; ours stays unless the person chooses otherwise: choose lines, then press."""

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._lines: tuple[MergeLine, ...] = ()
        self._choices: dict[str, Side] = {}
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("merge_table")
        self.table.setAccessibleName(texts.get("desk_window.merge.name"))
        self.table.setHorizontalHeaderLabels(
            [texts.get(f"desk_window.merge.{name}") for name in ("what", "ours", "theirs", "take")]
        )
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(8 * self.fontMetrics().height())
        self.take_ours = QPushButton(texts.get("desk_window.merge.take_ours"))
        self.take_theirs = QPushButton(texts.get("desk_window.merge.take_theirs"))
        self.take_ours.clicked.connect(lambda: self._choose(Side.OURS))
        self.take_theirs.clicked.connect(lambda: self._choose(Side.THEIRS))
        foot = WrapRow(8)
        for button in (self.take_ours, self.take_theirs):
            button.setAutoDefault(False)
            foot.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addWidget(foot)
        self.table.itemSelectionChanged.connect(self._enable)

    def show_merge(self, merge: Merge | None, choices: Mapping[str, Side]) -> None:
        """Show what one case would change, with the choices made so far."""
        found = lines(merge, self._texts) if merge is not None else ()
        self._lines = tuple(sorted(found, key=lambda line: line.kind is not ChangeKind.CONFLICT))
        self._choices = dict(choices)
        self.table.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            for column, words in enumerate((line.label, line.ours, line.theirs)):
                self.table.setItem(row, column, QTableWidgetItem(words))
            self._show_choice(row)
        if len(self._lines) <= _FITTED:
            self.table.resizeRowsToContents()
        if self._lines:
            self.select_line(0)
        self._enable()

    def select_line(self, row: int) -> None:
        """Choose one line, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.table.model().index(row, 0), flags)

    def choices(self) -> dict[str, Side]:
        """What was chosen, by the path of the change."""
        return dict(self._choices)

    def _choose(self, side: Side) -> None:
        for index in self.table.selectionModel().selectedRows():
            self._choices[self._lines[index.row()].path] = side
            self._show_choice(index.row())

    def _show_choice(self, row: int) -> None:
        line = self._lines[row]
        side = self._choices.get(line.path, line.default)
        words = self._texts.get(f"desk_window.merge.chosen_{side}")
        if line.kind is ChangeKind.CONFLICT and line.path not in self._choices:
            words = f"⚠ {words}"
        self.table.setItem(row, _TAKEN, QTableWidgetItem(words))

    def _enable(self) -> None:
        chosen = bool(self.table.selectionModel().selectedRows())
        self.take_ours.setEnabled(chosen)
        self.take_theirs.setEnabled(chosen)


#: of so many lines each is made as tall as its words; of more all stay one line tall
_FITTED = 200
