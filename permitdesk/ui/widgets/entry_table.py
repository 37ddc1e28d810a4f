"""The entry table on the screen: typing, pasting, importing and removing rows, all with the keyboard too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.entry_columns import Cell, ColumnKind
from permitdesk.ui.widgets.entry_model import EntryModel
from permitdesk.ui.widgets.import_dialog import ImportDialog
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.pasted import ReadLine, decoded, read_lines

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """A drop-down list for choices, a line of text for everything else."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if isinstance(model, EntryModel):
            column = model.columns()[index.column()]
            if column.kind is ColumnKind.CHOICE:
                combo = Combo(parent)
                combo.addItem("", "")
                for choice in column.options:
                    combo.addItem(choice.label, choice.value)
                combo.setAccessibleName(column.header)
                combo.activated.connect(lambda: self._commit(combo))
                return combo
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            text = index.data(Qt.ItemDataRole.EditRole)
            editor.setCurrentIndex(max(0, editor.findText(text)))
            return
        super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QComboBox) and isinstance(model, EntryModel):
            model.setData(index, editor.currentData())
            return
        super().setModelData(editor, index.model(), index)


class EntryView(QTableView):
    """Delete removes the selected rows, Ctrl+V pastes rows, Enter opens the cell."""

    def __init__(self, owner: EntryTable) -> None:
        super().__init__()
        self._owner = owner

    def sizeHint(self) -> QSize:
        return QSize(400, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Days get what a day needs, the other columns share the rest; nothing gets less than its head."""
        model = self.model()
        if not isinstance(model, EntryModel):
            return
        metrics, heads = self.fontMetrics(), self.horizontalHeader()
        padding = metrics.averageCharWidth() * 2 + 12
        least = [metrics.horizontalAdvance(c.header) + padding + 6 for c in model.columns()]
        day = metrics.horizontalAdvance("00.00.0000") + padding
        widths = [
            max(day, width) if column.kind is ColumnKind.DAY else width
            for column, width in zip(model.columns(), least, strict=True)
        ]
        shares = [0 if c.kind is ColumnKind.DAY else c.stretch for c in model.columns()]
        free = max(0, self.viewport().width() - sum(widths))
        for place, (width, share) in enumerate(zip(widths, shares, strict=True)):
            heads.resizeSection(place, width + (free * share // sum(shares) if any(shares) else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            # Keys that the editor let through: Enter closes it and must not open it again.
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._owner.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self._owner.remove_selected()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class EntryTable(QWidget):
    """A table with its buttons. The model emits ``edited``; the page writes the case."""

    def __init__(
        self, texts: TextSource, model: EntryModel, name: str, help_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.model = model
        self.view = EntryView(self)
        self.view.setObjectName("entry_view")
        self.view.setModel(model)
        self.view.setItemDelegate(EntryDelegate(self.view))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.view.setAlternatingRowColors(True)
        self.view.setTabKeyNavigation(False)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(help_text)
        self.view.setMinimumHeight(140)
        rows = self.view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.75))
        heads = self.view.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.add_button = self._button("add", self.start_new_row)
        self.remove_button = self._button("remove", self.remove_selected)
        self.paste_button = self._button("paste", self.paste)
        self.import_button = self._button("import", self.choose_file)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.paste_button, self.import_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(TextLabel(help_text, "help"))
        box.addWidget(self.view, 1)
        box.addLayout(buttons)

    def _button(self, key: str, slot: object) -> QPushButton:
        button = QPushButton(self._texts.get(f"page.table.{key}"))
        button.setObjectName(f"table_{key}")
        button.setToolTip(self._texts.get(f"page.table.{key}_tip"))
        button.clicked.connect(slot)
        return button

    def start_new_row(self) -> None:
        """Open the first cell of the waiting row."""
        index = self.model.index(self.model.rowCount() - 1, 0)
        self.view.setFocus()
        self.view.scrollTo(index)
        self.view.setCurrentIndex(index)
        self.view.edit(index)

    def remove_selected(self) -> None:
        """Remove every row with a selected cell; undo brings them back."""
        self.model.remove_rows([index.row() for index in self.view.selectionModel().selectedIndexes()])

    def paste(self) -> None:
        """Add the rows on the clipboard; if a line has a problem, show all lines first."""
        self.take_text(QGuiApplication.clipboard().text())

    def choose_file(self) -> None:
        """Ask for a CSV file and show what is in it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self._texts.get("page.table.import"),
            str(usual_folder()),
            self._texts.get("page.table.file_filter"),
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Show the lines of a file and add those the person accepts."""
        try:
            data = path.read_bytes()
        except OSError:
            self._preview([], self._texts.fill("page.table.cannot_read", name=path.name))
            return
        self._preview(read_lines(decoded(data), self.model.columns(), self._texts))

    def take_text(self, text: str) -> None:
        """Add pasted rows at once if every line is good, else through the preview."""
        lines = read_lines(text, self.model.columns(), self._texts)
        if lines and not any(line.problems for line in lines):
            self._add(lines)
        else:
            self._preview(lines)

    def _preview(self, lines: Sequence[ReadLine], problem: str = "") -> None:
        dialog = ImportDialog(self._texts, self.model.columns(), lines, problem, self)
        dialog.accepted_lines.connect(self._add)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _add(self, lines: Sequence[ReadLine]) -> None:
        rows: list[tuple[Cell, ...]] = [line.cells for line in lines]
        self.model.add_rows(rows)
        self.view.scrollToBottom()

    def focus_row(self, place: int) -> None:
        """Put the keyboard on the first cell of one row."""
        self.view.setFocus()
        self.view.setCurrentIndex(self.model.index(max(0, min(place, self.model.rowCount() - 1)), 0))
