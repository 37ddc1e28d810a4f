"""The list of cases with search, filters, open, duplicate, delete with a way back, import and export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from permitdesk.ui.desk.case_table import CaseTable
from permitdesk.ui.desk.desk_lines import LineWithButtons
from permitdesk.ui.desk.filter_row import FilterRow
from permitdesk.ui.icons import set_icons
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.wrap_row import WrapRow

#: with more cases than this the desk shows filters, more columns and more buttons
SMALL = 5
#: so many chosen cases stay chosen when the list changes; of more only the first ones
_KEPT = 500


class Desk(QWidget):
    """The cases of this computer. A desk of few cases stays as simple as it can be."""

    case_chosen = Signal(str)
    export_asked = Signal(str)
    import_asked = Signal()
    #: the menu of what can be done with the chosen cases, at a place on the screen
    menu_asked = Signal(QPoint)
    #: another case, or none, is chosen
    selection_changed = Signal()

    def __init__(self, desk_model: DeskViewModel) -> None:
        super().__init__()
        self._desk = desk_model
        self._compact = False
        self._deleted: tuple[str, ...] = ()
        self._to_select: tuple[str, ...] = ()
        self._heading = TextLabel("", "heading")
        self.count = TextLabel("", "help")
        self.count.setObjectName("desk_count")
        self.search = QLineEdit()
        self.search.setObjectName("desk_search")
        self.search.textChanged.connect(self._desk.set_search)
        self.filters = FilterRow(desk_model)
        self.table = CaseTable(desk_model)
        self._empty = LineWithButtons("desk_empty")
        self.clear = self._empty.add_button(self._on_clear)
        self.open = QPushButton()
        self.duplicate = QPushButton()
        self.delete = QPushButton()
        self.export = QPushButton()
        self.more = QPushButton()
        self.import_ = QPushButton()
        self.undo_line = LineWithButtons("desk_undo")
        self.undo = self.undo_line.add_button(self._on_undo_delete)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.restyle()
        self._on_model_reset()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._heading, 1)
        head.addWidget(self.search, 1)
        foot = WrapRow(8)
        self._acting = (self.open, self.duplicate, self.delete, self.export)
        for button in (*self._acting, self.more, self.import_):
            foot.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.filters)
        box.addWidget(self.count)
        box.addWidget(self.table, 1)
        box.addWidget(self._empty)
        box.addStretch(0)
        box.addWidget(self.undo_line)
        #: quiet lines about the chosen case and about the desk stand here
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        box.addLayout(self.lines)
        box.addWidget(foot)

    def _connect(self) -> None:
        self.open.clicked.connect(self._on_open)
        self.duplicate.clicked.connect(self._on_duplicate)
        self.delete.clicked.connect(self._on_delete)
        self.export.clicked.connect(self._on_export)
        self.more.clicked.connect(lambda: self._ask_menu(self.more, self.more.rect().bottomLeft()))
        self.import_.clicked.connect(self.import_asked)
        table = self.table
        table.doubleClicked.connect(self._on_open)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            _on_key(table, QKeySequence(key), self._on_open)
        _on_key(table, QKeySequence(QKeySequence.StandardKey.Delete), self._on_delete)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_context_menu)
        _on_key(self.search, QKeySequence(Qt.Key.Key_Down), lambda: self.focus_list())
        _on_key(self.search, QKeySequence(Qt.Key.Key_Escape), self.search.clear)
        self._desk.model.modelAboutToBeReset.connect(self._on_model_about_to_reset)
        self._desk.model.modelReset.connect(self._on_model_reset)
        self._desk.deleted.connect(self._on_deleted)
        self._desk.cleared.connect(self._on_cleared)
        table.selectionModel().selectionChanged.connect(self._on_selection_changed)

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
        self.more.setText(self.tr("Mo&re…"))
        self.import_.setText(self.tr("Open a ca&se file…"))
        self.undo.setText(self.tr("&Undo"))
        self.clear.setText(self.tr("Show &all cases"))
        self._show_state()

    def restyle(self) -> None:
        """Take the colours of the theme and the size of the text."""
        set_icons([(self.import_, "import")], 1.1)
        if self._desk.model.rowCount():
            self._draw_acting()
        self.table.restyle()

    def _draw_acting(self) -> None:
        """The icons of the buttons that are there only while there are cases."""
        pairs = ((self.open, "open"), (self.duplicate, "copy"), (self.delete, "trash"))
        set_icons((*pairs, (self.export, "export"), (self.more, "menu")), 1.1)

    def set_compact(self, compact: bool) -> None:
        """Show fewer columns when the text is large for the window."""
        self._compact = compact
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.show_columns(many=self.many, compact=self._compact)

    @property
    def many(self) -> bool:
        """Whether this is the desk of somebody with more than a few cases."""
        return self._desk.total > SMALL

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

    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen cases, from top to bottom."""
        # By ranges: ten thousand chosen rows would otherwise be asked for one by one.
        chosen = self.table.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.size())]
        rows = {row for part in ranges for row in range(part.top(), part.bottom() + 1)}
        return tuple(self._desk.model.case_id(row) for row in sorted(rows))

    def show_menu(self, menu: QMenu, place: QPoint) -> None:
        """Show the menu of the chosen cases at a place on the screen."""
        menu.popup(place)

    # --- slots ------------------------------------------------------------------------

    def _current(self) -> str | None:
        chosen = self.chosen()
        return chosen[0] if chosen else None

    def _on_clear(self) -> None:
        self.search.clear()
        self.filters.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cleared(self) -> None:
        """Titles stand in the search and in the line about deleted cases, too."""
        self.search.clear()
        self._deleted = ()
        self.undo_line.show_words("")

    def _on_open(self) -> None:
        if (case_id := self._current()) is not None:
            self.case_chosen.emit(case_id)

    def _on_duplicate(self) -> None:
        if (case_id := self._current()) is not None:
            made = self._desk.duplicate(case_id)
            self._to_select = () if made is None else (made,)
            self._select_wanted()

    def _on_delete(self) -> None:
        if chosen := self.chosen():
            self._desk.delete_all(chosen)

    def _on_export(self) -> None:
        if (case_id := self._current()) is not None:
            self.export_asked.emit(case_id)

    def _on_context_menu(self, place: QPoint) -> None:
        if self.table.indexAt(place).isValid() or self.chosen():
            self._ask_menu(self.table.viewport(), place)

    def _ask_menu(self, widget: QWidget, place: QPoint) -> None:
        self.menu_asked.emit(widget.mapToGlobal(place))

    def _on_deleted(self, case_ids: tuple[str, ...], title: str) -> None:
        self._deleted = case_ids
        if len(case_ids) == 1:
            words = self.tr("“{title}” was deleted.").format(title=title)
        else:
            words = self.tr("Deleted cases: {n}").format(n=len(case_ids))
        self.undo_line.show_words(words)
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undo_delete(self) -> None:
        self._desk.undelete_all(self._deleted)
        self._deleted = ()
        self.undo_line.hide()
        self.focus_list()

    def _on_selection_changed(self) -> None:
        self._enable()
        self.selection_changed.emit()

    def _on_model_about_to_reset(self) -> None:
        """Remember the chosen cases, so that they stay chosen where they still are on the list."""
        self._to_select = self._to_select or self.chosen()[:_KEPT]

    def _on_model_reset(self) -> None:
        self._select_wanted()
        self._show_state()

    def _select_wanted(self) -> None:
        model, wanted = self._desk.model, set(self._to_select)
        self._to_select = ()
        if not model.rowCount():
            return
        rows = model.rows_of(wanted)
        self.select_row(rows[0] if rows else 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows[1:]:
            self.table.selectionModel().select(model.index(row, 0), flags)

    def _enable(self) -> None:
        chosen = len(self.chosen())
        for button in (self.open, self.duplicate, self.export):
            button.setEnabled(chosen == 1)
        for button in (self.delete, self.more):
            button.setEnabled(chosen > 0)

    def _show_state(self) -> None:
        desk = self._desk
        filled, narrowed = desk.model.rowCount() > 0, desk.is_narrowed
        self.table.setVisible(filled)
        self.search.setVisible(desk.total > 0 or bool(desk.search))
        self.filters.setVisible(self.many and not self._compact)
        self.count.set_text(self._count_words() if self.many else "")
        self._empty.show_words(
            ""
            if filled or not desk.is_read
            else self.tr("No case holds these words.")
            if narrowed
            else self.tr("No cases yet. Start with “Prepare a new application”.")
        )
        self.clear.setVisible(narrowed and not filled)
        if filled and self.open.icon().isNull():
            self._draw_acting()
            # Its icon is looked for in all themes of the system: not before there is something to search in.
            self.search.setClearButtonEnabled(True)
        for button in self._acting:
            button.setVisible(filled)
        self.more.setVisible(filled and self.many)
        self.table.show_columns(many=self.many, compact=self._compact)
        self._enable()

    def _count_words(self) -> str:
        shown, total = self._desk.model.rowCount(), self._desk.total
        if shown == total:
            return self.tr("Cases: {total}").format(total=total)
        return self.tr("Cases shown: {shown} of {total}").format(shown=shown, total=total)


def _on_key(widget: QWidget, key: QKeySequence, slot: Callable[[], object]) -> None:
    """A key that means something only while ``widget`` has the keyboard."""
    shortcut = QShortcut(key, widget)
    # Given to QShortcut itself as a keyword, the context is not heeded, and Enter and Delete hold everywhere.
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(slot)
