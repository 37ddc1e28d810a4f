"""The calm row above a long list: what to show, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.desk_filters import DeskFilters
from permitdesk.ui.viewmodels.desk_model import DeskColumn
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.wrap_row import WrapRow

#: a box never grows wider than so many letters, however long the names in it are
_WIDEST = 22


class FilterRow(WrapRow):
    """One box for each filter that has something to choose from, one for the order, and a way back to all."""

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(6, parent)
        self._desk = desk
        self._boxes: dict[str, Combo] = {}
        desk.choices_changed.connect(self.refresh)
        desk.order_changed.connect(self._show_order)
        self.refresh()

    def _build(self) -> None:
        """The boxes, when there are words for them: the first window is drawn without."""
        for name in DeskFilters.names():
            self._boxes[name] = self._box(f"filter_{name}")
        self.order = self._box("filter_order")
        self.clear_button = QPushButton()
        self.clear_button.setObjectName("filter_clear")
        self.clear_button.clicked.connect(self.clear)
        self.add(self.clear_button)
        for name, box in self._boxes.items():
            box.activated.connect(lambda _row, picked=name: self._on_picked(picked))
        self.order.activated.connect(self._on_order)

    def box(self, name: str) -> Combo:
        """The box of one filter: status, window, advisor, route, voivodeship or tag."""
        return self._boxes[name]

    def clear(self) -> None:
        """Show everything again."""
        self._desk.set_filters(DeskFilters())
        self.refresh()

    def refresh(self) -> None:
        """Offer what the cases have, in the language in use."""
        texts = self._desk.texts
        if texts is None:
            return
        if not self._boxes:
            self._build()
        for name, box in self._boxes.items():
            choices = self._desk.choices(name)
            label = texts.get(f"desk_window.filter.{name}")
            every = texts.get(f"desk_window.filter.any_{name}")
            self._fill(box, label, [(every, None), *choices], self._desk.filters.chosen(name))
            box.setVisible(bool(choices))
        orders = [
            (texts.fill("desk_window.filter.order", column=self._desk.model.head(column)), column)
            for column in DeskColumn
        ]
        self._fill(self.order, texts.get("desk_window.filter.order_name"), orders, self._desk.sorted_by)
        self.clear_button.setText(texts.get("desk_window.filter.clear"))
        self.clear_button.setEnabled(self._desk.filters != DeskFilters())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._boxes:
            for box in (*self._boxes.values(), self.order):
                self._set_width(box)

    def _box(self, name: str) -> Combo:
        made = Combo()
        made.setObjectName(name)
        made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)
        self._set_width(made)
        self.add(made)
        return made

    def _set_width(self, box: Combo) -> None:
        box.setMaximumWidth(_WIDEST * box.fontMetrics().averageCharWidth() + 40)

    def _fill(self, box: Combo, label: str, choices: Sequence[tuple[str, object]], chosen: object) -> None:
        box.setAccessibleName(label)
        shown = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
        if shown != list(choices):
            box.clear()
            for words, value in choices:
                box.addItem(words, value)
        place = next((row for row, (_words, value) in enumerate(choices) if value == chosen), 0)
        box.setCurrentIndex(place)
        # A long name is cut in the box; the list below it shows all of it.
        widest = max((box.fontMetrics().horizontalAdvance(words) for words, _value in choices), default=0)
        box.view().setMinimumWidth(min(widest + 40, 700))

    def _on_picked(self, name: str) -> None:
        self._desk.set_filters(self._desk.filters.with_choice(name, self._boxes[name].currentData()))
        self.clear_button.setEnabled(self._desk.filters != DeskFilters())

    def _on_order(self) -> None:
        self._desk.sort_by(DeskColumn(self.order.currentData()))

    def _show_order(self) -> None:
        if not self._boxes:
            return
        place = self.order.findData(self._desk.sorted_by)
        self.order.setCurrentIndex(max(0, place))
