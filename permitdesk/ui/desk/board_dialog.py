"""The dates of all cases side by side; a line opens its case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.viewmodels.board import board_lines
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel

#: how far the board can look ahead, in days; None: as far as there are dates
_AHEAD = (7, 30, 90, None)
_USUAL = 1
#: a desk with more dates than this is asked to narrow the board
_MOST = 1000
#: while cases are worked out anew the board follows at most so often, in milliseconds
_EVERY = 4000


class BoardDialog(DeskDialog):
    """Enter or a double click opens the case of the line."""

    def __init__(
        self,
        ports: DeskPorts,
        desk: DeskViewModel,
        on_open: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            ports.texts, ports.texts.get("desk_window.board.title"), parent, letters=104, height=660
        )
        self.setObjectName("board_dialog")
        self._ports = ports
        self._desk = desk
        self._on_open = on_open
        row = QHBoxLayout()
        label = TextLabel(self.say("board.ahead"))
        label.setWordWrap(False)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label)
        self.ahead = Combo()
        self.ahead.setObjectName("board_ahead")
        self.ahead.setAccessibleName(self.say("board.ahead"))
        for days in _AHEAD:
            words = self.say("board.all") if days is None else self.say("board.days", n=days)
            self.ahead.addItem(words, days)
        self.ahead.setCurrentIndex(_USUAL)
        self.ahead.activated.connect(self.refresh)
        row.addWidget(self.ahead, 1)
        self.column.addLayout(row)
        self.state = self.line("", "help")
        self.lines: QListWidget = plain_list(self.say("board.title"))
        self.lines.setObjectName("board_lines")
        self.lines.setMinimumHeight(10 * self.fontMetrics().height())
        self.lines.itemActivated.connect(lambda _item: self._open())
        self.lines.currentRowChanged.connect(lambda _row: self._enable())
        self.column.addWidget(self.lines, 1)
        self.open_button = self.button(self.say("board.open"), self._open, primary=True)
        self.close_button()
        desk.changed.connect(self.refresh)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_EVERY)
        self._later.timeout.connect(self.refresh)
        desk.facts_changed.connect(self._on_facts)
        self.refresh()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, done: int, of: int) -> None:
        """Say how many cases are still being worked out for today."""
        self.state.set_text(self.say("board.progress", done=done, of=of) if done < of else "")

    def refresh(self) -> None:
        """Show the dates as they are known now; the chosen line stays where it is."""
        chosen, place = self._chosen(), self.lines.verticalScrollBar().value()
        days, today = self.ahead.currentData(), self._ports.today
        until = None if days is None else today + timedelta(days=int(days))
        found = board_lines(self._desk.rows, self._desk.model.cells, self.texts, today, until, _MOST + 1)
        self.lines.clear()
        for line in found[:_MOST]:
            item = QListWidgetItem(line.words)
            item.setData(Qt.ItemDataRole.UserRole, line.case_id)
            if line.case_id is None:
                font = QFont(self.lines.font())
                font.setBold(True)
                item.setFont(font)
                # The keyboard goes from date to date; a heading still looks like text.
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setForeground(self.lines.palette().text())
            self.lines.addItem(item)
        if not found:
            item = QListWidgetItem(self.say("board.none"))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.lines.addItem(item)
        elif len(found) > _MOST:
            self.lines.addItem(self.say("board.too_many", n=_MOST))
        self._choose(chosen)
        self.lines.verticalScrollBar().setValue(place)
        self._enable()

    def _on_facts(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _choose(self, wanted: tuple[str, str] | None) -> None:
        first = None
        for row in range(self.lines.count()):
            item = self.lines.item(row)
            case_id = item.data(Qt.ItemDataRole.UserRole)
            if case_id is None:
                continue
            first = row if first is None else first
            if wanted == (case_id, item.text()):
                self.lines.setCurrentRow(row)
                return
        if first is not None:
            self.lines.setCurrentRow(first)

    def _chosen(self) -> tuple[str, str] | None:
        row = self.lines.currentRow()
        case_id = self.lines.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        return None if case_id is None else (str(case_id), self.lines.item(row).text())

    def _enable(self) -> None:
        self.open_button.setEnabled(self._chosen() is not None)

    def _open(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.accept()
            self._on_open(chosen[0])
