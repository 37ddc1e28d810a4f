"""A line for a day that may be told as "around" or "between"; what was understood stands under it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from permitdesk.interview.typed import Side
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.entry_columns import (
    Cell,
    CellValue,
    Column,
    ColumnKind,
    DayContext,
    DayRange,
    cell_text,
    read_cell,
    understood_text,
)
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone, tone_colors


class RangeEdit(QWidget):
    """``changed`` follows each key; a mistake is complained of only when the typing has ended."""

    changed = Signal()

    def __init__(
        self, texts: TextSource, label: str, today: date | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._column = Column("day", label, ColumnKind.DAY, ranges=True)
        self._context = DayContext(today, Side.BEFORE, today)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(texts.get("page.journey.day_placeholder"))
        self.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * 44)
        self.message = TextLabel("", "help")
        self.message.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(self.edit)
        box.addWidget(self.message)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.editingFinished.connect(lambda: self._show(final=True))
        self.setFocusProxy(self.edit)

    def set_near(self, near: date | None, side: Side) -> None:
        """Where a year that is left out comes from; None: the last such day before today."""
        today = self._context.today
        self._context = DayContext(near or today, side if near is not None else Side.BEFORE, today)

    def told(self) -> Cell:
        """What stands in the line, read."""
        return read_cell(self._column, self.edit.text(), self._texts, self._context)

    def show_told(self, value: CellValue) -> None:
        """Show a stored value."""
        self.edit.setText(cell_text(self._column, Cell(value)))
        self._show(final=True)

    def complain(self, problem: str) -> None:
        """Show a problem that is not in the text itself, such as that nothing was typed."""
        self._say(problem, Tone.RED)

    def _on_typed(self) -> None:
        self._show(final=False)
        self.changed.emit()

    def _show(self, *, final: bool) -> None:
        cell = self.told()
        if cell.problem:
            self._say(cell.problem if final else "", Tone.RED)
        else:
            self._say(understood_text(cell, self._texts) if self.edit.text().strip() else "", Tone.PLAIN)

    def _say(self, text: str, tone: Tone) -> None:
        palette = self.message.palette()
        ink = self.palette().color(self.message.foregroundRole())
        color = tone_colors(self.palette(), tone).edge if tone is Tone.RED else ink
        palette.setColor(self.message.foregroundRole(), color)
        self.message.setPalette(palette)
        self.message.set_text(text)
        self.edit.setAccessibleDescription(text)
        self.edit.setProperty("invalid", tone is Tone.RED and bool(text))


def first_day(value: CellValue) -> date | None:
    """The earliest day a value can mean; None if it is no day."""
    if isinstance(value, DayRange):
        return value.first
    return value if isinstance(value, date) else None


def last_day(value: CellValue) -> date | None:
    """The latest day a value can mean; None if it is no day."""
    if isinstance(value, DayRange):
        return value.last
    return value if isinstance(value, date) else None


def line_edit(name: str) -> QLineEdit:
    """A plain line with its name for a screen reader."""
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return line
