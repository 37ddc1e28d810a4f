"""The grid of an entry table: cells that follow each other by Enter and Tab, and its editing keys."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.entry_columns import ColumnKind
from permitdesk.ui.widgets.entry_model import DITTO, EntryModel

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}


class EntryDelegate(QStyledItemDelegate):
    """A drop-down list for choices, a line of text (with names to complete) for everything else."""

    #: what stands in the editor while somebody types
    typing = Signal(str)
    #: Enter was pressed in an editor, whose text is in the model now
    entered = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if not isinstance(model, EntryModel):
            return super().createEditor(parent, option, index)
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
        editor.setAccessibleName(column.header)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.typing)
            if column.names:
                completer = QCompleter(column.names, editor)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                editor.setCompleter(completer)
        return editor

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter in a line of text goes on to the next cell; in a list it chooses."""
        if (
            isinstance(editor, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.entered.emit()
            return True
        return super().eventFilter(editor, event)

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


class EntryOwner(Protocol):
    """What the grid asks of the table around it."""

    def paste(self) -> None:
        """Add the rows on the clipboard."""
        ...

    def remove_selected(self) -> None:
        """Remove the rows with a selected cell."""
        ...

    def start_new_row(self) -> None:
        """Open the first cell of the waiting row."""
        ...

    def enter_today(self) -> None:
        """Put today into the current cell."""
        ...

    def import_file(self, path: Path) -> None:
        """Import a file."""
        ...


class EntryView(QTableView):
    """Enter opens a cell and goes on from it; Delete, Insert, Ctrl+V and the quotation mark act on rows."""

    def __init__(self, owner: EntryOwner) -> None:
        super().__init__()
        self._owner = owner
        delegate = EntryDelegate(self)
        delegate.entered.connect(self.go_on)
        self.typing = delegate.typing
        self.setItemDelegate(delegate)
        self.setAcceptDrops(True)

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
        day = metrics.horizontalAdvance("~00.00.0000") + padding
        widths, shares = [], []
        for column in model.columns():
            head = metrics.horizontalAdvance(column.header) + padding + 6
            empty = metrics.horizontalAdvance(column.when_empty) + padding
            widths.append(max(day, head, empty) if column.kind is ColumnKind.DAY else head)
            shares.append(0 if column.kind is ColumnKind.DAY else column.stretch)
        if model.columnCount() > len(widths):
            widths.append(metrics.horizontalAdvance("000 (000)") + padding)
            shares.append(0)
        free = max(0, self.viewport().width() - sum(widths))
        for place, (width, share) in enumerate(zip(widths, shares, strict=True)):
            heads.resizeSection(place, width + (free * share // sum(shares) if any(shares) else 0))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tab goes over every cell that can be edited, as they stand on the screen, up to the last."""
        if action not in _STEPS:
            return super().moveCursor(action, modifiers)
        return self._beside(self.currentIndex(), _STEPS[action])

    def _beside(self, index: QModelIndex, step: int, *, quick: bool = False) -> QModelIndex:
        """The next cell to edit; ``quick``: of those that Enter goes to. Invalid after the last."""
        model, heads = self.model(), self.horizontalHeader()
        if not isinstance(model, EntryModel):
            return QModelIndex()
        row, place = index.row(), heads.visualIndex(index.column())
        while 0 <= row < model.rowCount():
            place += step
            if not 0 <= place < heads.count():
                row, place = row + step, -1 if step > 0 else heads.count()
                continue
            column = heads.logicalIndex(place)
            if not model.is_count(column) and (model.columns()[column].quick or not quick):
                return model.index(row, column)
        return QModelIndex()

    def go_on(self) -> None:
        """Open the cell that Enter leads to: the next of the row, then the first of the next row."""
        index = self._beside(self.currentIndex(), 1, quick=True)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        index, model = self.currentIndex(), self.model()
        if self.state() == QAbstractItemView.State.EditingState:
            # Keys that the editor let through: it must not be opened again.
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._owner.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self._owner.remove_selected()
        elif event.key() == Qt.Key.Key_Insert:
            self._owner.start_new_row()
        elif control and event.key() == Qt.Key.Key_Semicolon:
            self._owner.enter_today()
        elif isinstance(model, EntryModel) and index.isValid() and event.text() == DITTO:
            model.copy_above(index)
        elif event.key() in _ENTER and index.isValid():
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _take_files(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _take_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if files := _take_files(event):
            self._owner.import_file(files[0])


def _take_files(event: QDropEvent) -> list[Path]:
    """The files that are dragged; only they are welcome."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    event.setAccepted(bool(files))
    return files
