"""The step list at the left: where one is, what is done, what is open; by sign and by word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView

from permitdesk.interview.flow import StepState
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.icons import icon
from permitdesk.ui.viewmodels.session import CaseSession

_ICON = {StepState.DONE: "done", StepState.OPEN: "pending", StepState.NOT_VISITED: "untouched"}


class StepList(QListView):
    """One line for each step. Only steps that were visited, and the one after them, can be chosen."""

    step_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step_list")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._compact = False
        self._model = QStandardItemModel(self)
        for step in STEPS:
            self._model.appendRow(QStandardItem(step))
        self.setModel(self._model)
        self.clicked.connect(self._on_clicked)

    def refresh(self, session: CaseSession) -> None:
        """Show the progress of a case."""
        self.setAccessibleName(self.tr("Steps"))
        side = round(self.fontMetrics().height() * 1.05)
        self.setIconSize(QSize(side, side))
        words = {
            StepState.DONE: self.tr("done"),
            StepState.OPEN: self.tr("something is open"),
            StepState.NOT_VISITED: self.tr("not visited yet"),
        }
        for row, line in enumerate(session.progress()):
            title = session.texts.get(f"step.{line.step}.title")
            state = words[line.state]
            if line.state is StepState.OPEN:
                state = self.tr("%n answer(s) open", "", len(line.open_paths))
            item = self._model.item(row)
            item.setText(str(row + 1) if self._compact else title)
            item.setIcon(icon(_ICON[line.state], QPalette.ColorRole.Text))
            item.setToolTip(f"{row + 1}. {title}: {state}")
            item.setData(f"{row + 1}. {title}, {state}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEnabled(line.reachable)
        self.setCurrentIndex(self._model.index(STEPS.index(session.step), 0))

    def set_compact(self, compact: bool) -> None:
        """Show numbers instead of titles; ``refresh`` afterwards."""
        self._compact = compact

    def line(self, step: StepId) -> str:
        """What a screen reader hears for a step."""
        return str(self._model.index(STEPS.index(step), 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def preferred_width(self) -> int:
        """The width that shows the longest title, within reason."""
        widest = max(
            self.fontMetrics().horizontalAdvance(self._model.item(row).text())
            for row in range(self._model.rowCount())
        )
        return widest + self.iconSize().width() + 44

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the lines out anew: their room is known only now that the style sheet holds."""
        super().showEvent(event)
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.step_chosen.emit(str(STEPS[index.row()]))
