"""A drop-down list above each column of the preview that says what the column holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from permitdesk.imports.mapping import ColumnMap
from permitdesk.imports.words import FIELDS, Field
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.import_model import OWN_COLUMNS
from permitdesk.ui.widgets.labels import TextLabel


class ColumnChoices(QWidget):
    """Stays above the columns of ``view`` while they are scrolled and resized."""

    chosen = Signal(int, str)

    def __init__(self, texts: TextSource, view: QTableView) -> None:
        super().__init__()
        self._texts = texts
        self._view = view
        self.combos: list[Combo] = []
        self._label = TextLabel(texts.get("import.mapping"), "strong", self)
        view.horizontalHeader().sectionResized.connect(self._arrange)
        view.horizontalScrollBar().valueChanged.connect(self._arrange)

    def show_columns(self, columns: ColumnMap, names: list[str]) -> None:
        """One list for each column of the source; the lists are kept where only their choice changes."""
        if len(self.combos) != len(columns.fields):
            for combo in self.combos:
                combo.hide()
                combo.deleteLater()
            self.combos = [Combo(self) for _ in columns.fields]
            for place, combo in enumerate(self.combos):
                combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
                combo.activated.connect(lambda _=0, place=place: self._on_chosen(place))
                combo.installEventFilter(self)
                combo.show()
        for place, (combo, wanted, name) in enumerate(zip(self.combos, columns.fields, names, strict=True)):
            combo.clear()
            for option in FIELDS[columns.target]:
                combo.addItem(self._texts.get(f"import.field.{columns.target}.{option}"), str(option))
            combo.setCurrentIndex(FIELDS[columns.target].index(wanted))
            combo.setAccessibleName(self._texts.fill("import.column_named", n=place + 1, name=name))
        self.updateGeometry()
        self._arrange()

    def field_at(self, place: int) -> Field:
        """What is chosen for a column."""
        return Field(self.combos[place].currentData())

    def sizeHint(self) -> QSize:
        combo = self.combos[0].sizeHint().height() if self.combos else 0
        return QSize(100, max(combo, self._label.sizeHint().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column of the list that gets the keyboard comes into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Combo):
            place = self.combos.index(watched)
            row = max(0, self._view.currentIndex().row())
            self._view.scrollTo(self._view.model().index(row, OWN_COLUMNS + place))
        return super().eventFilter(watched, event)

    def _on_chosen(self, place: int) -> None:
        self.chosen.emit(place, str(self.combos[place].currentData()))

    def _arrange(self) -> None:
        header = self._view.horizontalHeader()
        edge = self._view.viewport().mapTo(self._view, self._view.viewport().rect().topLeft()).x()
        for place, combo in enumerate(self.combos):
            if OWN_COLUMNS + place >= header.count():
                continue
            left = header.sectionViewportPosition(OWN_COLUMNS + place) + edge
            width = header.sectionSize(OWN_COLUMNS + place)
            combo.setGeometry(left + 1, 0, max(10, width - 2), combo.sizeHint().height())
        start = self.combos[0].x() if self.combos else self.width()
        self._label.setGeometry(2, 0, max(0, start - 8), self.height())
