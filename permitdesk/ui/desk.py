"""The list of cases with search, open, duplicate, delete with a way back, import and export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from permitdesk.ui.icons import set_icons
from permitdesk.ui.viewmodels.desk import DeskColumn, DeskViewModel
from permitdesk.ui.widgets.labels import TextLabel


class Desk(QWidget):
    """The cases of this computer."""

    case_chosen = Signal(str)
    export_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, desk_model: DeskViewModel) -> None:
        super().__init__()
        self._desk = desk_model
        self._deleted: str | None = None
        self._heading = TextLabel("", "heading")
        self.search = QLineEdit()
        self.search.setObjectName("desk_search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_changed)
        self.table = QTableView()
        self.table.setObjectName("desk_table")
        self.table.setModel(desk_model.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(DeskColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(DeskColumn.ROUTE, QHeaderView.ResizeMode.Stretch)
        self.table.doubleClicked.connect(self._on_open)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            _on_key(self.table, QKeySequence(key), self._on_open)
        _on_key(self.table, QKeySequence(QKeySequence.StandardKey.Delete), self._on_delete)
        self._empty = TextLabel("", "body")
        self.open = QPushButton()
        self.duplicate = QPushButton()
        self.delete = QPushButton()
        self.export = QPushButton()
        self.import_ = QPushButton()
        self.open.clicked.connect(self._on_open)
        self.duplicate.clicked.connect(self._on_duplicate)
        self.delete.clicked.connect(self._on_delete)
        self.export.clicked.connect(self._on_export)
        self.import_.clicked.connect(self.import_asked)
        self._undo_bar = QFrame()
        self._undo_bar.setObjectName("pill")
        self._undo_words = QLabel()
        self._undo_words.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton()
        self.undo.clicked.connect(self._on_undo_delete)
        bar = QHBoxLayout(self._undo_bar)
        bar.setContentsMargins(12, 5, 8, 5)
        bar.addWidget(self._undo_words, 1)
        bar.addWidget(self.undo)
        self._undo_bar.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._heading, 1)
        head.addWidget(self.search, 1)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(8)
        for button in (self.open, self.duplicate, self.delete, self.export):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.import_)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(self._empty)
        box.addStretch(0)
        box.addWidget(self._undo_bar)
        box.addLayout(self._foot)
        self.table.setMinimumHeight(150)
        desk_model.model.modelReset.connect(self._on_model_reset)
        desk_model.deleted.connect(self._on_deleted)
        self.table.selectionModel().selectionChanged.connect(self._show_state)
        self.retranslate()
        self.restyle()
        self._on_model_reset()

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self._heading.setText(self.tr("Your cases"))
        self.search.setPlaceholderText(self.tr("Search by name"))
        self.search.setAccessibleName(self.tr("Search in your cases"))
        self.table.setAccessibleName(self.tr("Your cases"))
        self.open.setText(self.tr("&Open"))
        self.duplicate.setText(self.tr("&Duplicate"))
        self.delete.setText(self.tr("De&lete"))
        self.export.setText(self.tr("Save as &file…"))
        self.import_.setText(self.tr("Open a ca&se file…"))
        self.undo.setText(self.tr("&Undo"))
        self._show_state()

    def restyle(self) -> None:
        """Take the colours of the theme and the size of the text."""
        set_icons(
            (
                (self.open, "open"),
                (self.duplicate, "copy"),
                (self.delete, "trash"),
                (self.export, "export"),
                (self.import_, "import"),
            ),
            1.1,
        )
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))

    def set_compact(self, compact: bool) -> None:
        """Show only name and last day when the text is large for the window."""
        for column in (DeskColumn.ROUTE, DeskColumn.UPDATED):
            self.table.setColumnHidden(column, compact)
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.TopToBottom if compact else direction.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.restyle()

    def focus_list(self) -> bool:
        """Put the keyboard on the list; False if there is nothing on it."""
        if self._desk.model.rowCount() == 0:
            return False
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def select_row(self, row: int) -> None:
        """Select one line of the list."""
        self.table.selectionModel().setCurrentIndex(
            self._desk.model.index(row, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )

    # --- slots ------------------------------------------------------------------------

    def _selected(self) -> int | None:
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def _on_search_changed(self, words: str) -> None:
        self._desk.set_search(words)

    def _on_open(self) -> None:
        if (row := self._selected()) is not None:
            self.case_chosen.emit(self._desk.model.case_id(row))

    def _on_duplicate(self) -> None:
        if (row := self._selected()) is not None:
            self._desk.duplicate(self._desk.model.case_id(row))

    def _on_delete(self) -> None:
        if (row := self._selected()) is not None:
            model = self._desk.model
            self._desk.delete(model.case_id(row), model.title(row))

    def _on_export(self) -> None:
        if (row := self._selected()) is not None:
            self.export_asked.emit(self._desk.model.case_id(row))

    def _on_deleted(self, case_id: str, title: str) -> None:
        self._deleted = case_id
        self._undo_words.setText(self.tr("“{title}” was deleted.").format(title=title))
        self._undo_bar.show()
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undo_delete(self) -> None:
        if self._deleted is not None:
            self._desk.undelete(self._deleted)
            self._deleted = None
        self._undo_bar.hide()
        self.focus_list()

    def _on_model_reset(self) -> None:
        if self._desk.model.rowCount():
            self.select_row(0)
        self._show_state()

    def _show_state(self) -> None:
        filled = self._desk.model.rowCount() > 0
        self.table.setVisible(filled)
        self.search.setVisible(filled or bool(self._desk.search))
        self._empty.set_text(
            ""
            if filled
            else self.tr("No case holds these words.")
            if self._desk.search
            else self.tr("No cases yet. Start with “Prepare a new application”.")
        )
        for button in (self.open, self.duplicate, self.delete, self.export):
            button.setVisible(filled)
            button.setEnabled(self._selected() is not None)


def _on_key(widget: QWidget, key: QKeySequence, slot: Callable[[], None]) -> None:
    """A key that means something only while ``widget`` has the keyboard."""
    shortcut = QShortcut(key, widget)
    # Given to QShortcut itself as a keyword, the context is not heeded, and Enter and Delete hold everywhere.
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(slot)
