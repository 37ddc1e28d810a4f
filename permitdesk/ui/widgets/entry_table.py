"""The entry table on the screen: typing, pasting, importing and removing rows, all with the keyboard too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.imports.sources import File, Pasted
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.entry_model import EntryModel
from permitdesk.ui.widgets.entry_view import EntryView
from permitdesk.ui.widgets.labels import Disclosure, TextLabel
from permitdesk.ui.widgets.wrap_row import WrapRow


class EntryTable(QWidget):
    """A table with its buttons. The model emits ``edited``; the page writes the case.

    ``import_asked`` carries what was pasted, chosen or dropped (``imports.sources.Source``); the page
    opens the import.
    """

    import_asked = Signal(object)

    def __init__(
        self, texts: TextSource, model: EntryModel, name: str, help_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.model = model
        self.view = EntryView(self)
        self.view.setObjectName("entry_view")
        self.view.setModel(model)
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
        keys = texts.get("page.entry.keys")
        self.view.setAccessibleDescription(f"{help_text}\n{keys}")
        self.view.setMinimumHeight(140)
        rows = self.view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.75))
        heads = self.view.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if (count := model.count) is not None:
            heads.moveSection(heads.visualIndex(len(model.columns())), count.last + 1)
        self.reading = TextLabel("", "help")
        self.reading.setObjectName("reading")
        self.reading.hide()
        self.view.selectionModel().currentChanged.connect(self._show_reading)
        self.view.typing.connect(self._show_typed)
        model.dataChanged.connect(self._show_reading)
        model.modelReset.connect(self._show_reading)
        self.add_button = self._button("add", self.start_new_row)
        self.remove_button = self._button("remove", self.remove_selected)
        self.paste_button = self._button("paste", self.paste)
        self.import_button = self._button("import", self.choose_file)
        buttons = WrapRow(6)
        self.sort_button = self._button("sort", model.sort_by_day, "page.entry")
        for button in (
            self.add_button,
            self.remove_button,
            self.sort_button,
            self.paste_button,
            self.import_button,
        ):
            buttons.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(TextLabel(help_text, "help"))
        box.addWidget(self.view, 1)
        box.addWidget(self.reading)
        box.addWidget(buttons)
        self.keys = Disclosure(texts.get("page.entry.keys_title"))
        self.keys.set_text(keys)
        box.addWidget(self.keys)

    def _button(self, key: str, slot: Callable[[], None], area: str = "page.table") -> QPushButton:
        button = QPushButton(self._texts.get(f"{area}.{key}"))
        button.setObjectName(f"table_{key}")
        button.setToolTip(self._texts.get(f"{area}.{key}_tip"))
        button.clicked.connect(lambda: slot())
        return button

    def _show_reading(self) -> None:
        """Say under the table what the current cell was taken for."""
        self.reading.set_text(self.model.reading(self.view.currentIndex()))

    def _show_typed(self, text: str) -> None:
        """Say it while it is being typed."""
        self.reading.set_text(self.model.peek(self.view.currentIndex(), text))

    def enter_today(self) -> None:
        """Put today into the current cell, if it holds a day."""
        index = self.view.currentIndex()
        if index.isValid() and self.model.today is not None and self.model.is_day(index.column()):
            self.model.setData(index, self.model.today.strftime("%d.%m.%Y"))

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
        """Import the rows on the clipboard."""
        self.take_text(QGuiApplication.clipboard().text())

    def choose_file(self) -> None:
        """Ask for a table or a calendar and import it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self._texts.get("page.table.import"),
            str(usual_folder()),
            self._texts.get("import.file_filter"),
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Import a file."""
        self.import_asked.emit(File(path))

    def take_text(self, text: str) -> None:
        """Import rows as a spreadsheet puts them on the clipboard."""
        self.import_asked.emit(Pasted(text))

    def focus_row(self, place: int) -> None:
        """Put the keyboard on the first cell of one row."""
        self.view.setFocus()
        self.view.setCurrentIndex(self.model.index(max(0, min(place, self.model.rowCount() - 1)), 0))
