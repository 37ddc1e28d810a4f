"""One list of entries: as a table or one at a time, beside it the question about it and what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.dossier import TimelineProblem
from permitdesk.domain.stay.repairs import Repair
from permitdesk.ui.flow_area import height_at
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.widgets.field_row import FieldRow
from permitdesk.ui.widgets.journey_form import JourneyForm
from permitdesk.ui.widgets.labels import Columns, Disclosure, ScrollBox, TextLabel
from permitdesk.ui.widgets.repair_list import RepairList
from permitdesk.ui.widgets.tones import Tone, tone_colors
from permitdesk.ui.wizard.timeline.switch import Switch
from permitdesk.ui.wizard.timeline.tab_order import tab_stops

#: rows that a table shows at least, and below the picture in a small window
ROWS, FEW_ROWS = 4, 1
#: problems that a row still being typed may seem to have: its other day is not told yet
_UNTIL_LEFT = ("gap", "overlap", "absence_overlap")
#: and the form for one entry, where a table has all its rows
FORM_LINES = 10
#: lines of the form for each row that a table of the same height would have
_FORM_ROW = 2.5
#: part of the width from which on the side stands below the table
_BELOW = 0.8


class SideBox(ScrollBox):
    """Beside the table it scrolls by itself; below it, in large text, it takes the height it needs."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__(inner)
        self._inner = inner
        # What is in it takes the keyboard and is scrolled to.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for its widest button, so that nothing is cut off at the right."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inner.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def settle(self) -> None:
        """Take the height of the content where it stands below the table."""
        around = self.parentWidget()
        below = around is not None and self.width() > around.width() * _BELOW
        self.setMinimumHeight(height_at(self._inner, self.viewport().width()) if below else 0)


class CompleteQuestion(QWidget):
    """Whether all journeys are told, with the years of which none is told and where to look."""

    def __init__(self, texts: TextSource, row: FieldRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.row = row
        self.quiet = TextLabel("", "help")
        self.aid = Disclosure(texts.get("page.timeline.remember"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(row)
        box.addWidget(self.quiet)
        box.addWidget(self.aid)
        self.aid.set_text(texts.get("page.timeline.remember_lines").strip())

    def show_quiet(self, years: str) -> None:
        """Years in which no journey is told; none hides the line."""
        self.quiet.set_text(self._texts.fill("page.timeline.quiet_year", years=years) if years else "")


class EntryPart(QWidget):
    """``area`` is the list of the case that the table shows, such as ``absences``.

    ``row_left``: a row that was typed into is left; what does not fit it can be said now.
    """

    row_left = Signal()

    def __init__(
        self,
        texts: TextSource,
        area: str,
        table: EntryTable,
        form: JourneyForm | None = None,
        question: CompleteQuestion | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.area = area
        self.table = table
        self.form = form
        self.question = question
        self.problems: tuple[TimelineProblem, ...] = ()
        self.switch: Switch | None = None
        say = texts.get
        # It takes what room there is, and asks for little, so that the page need not scroll.
        table.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._typed_into = ""
        self.set_rows(ROWS)
        columns = Columns(18, 84)
        columns.set_margins(0, 6, 0, 0)
        if form is None:
            columns.addWidget(table, 2)
        else:
            ways = [(say("page.timeline.as_table"), table), (say("page.timeline.one_by_one"), form)]
            self.switch = Switch(say("page.timeline.how"), ways)
            columns.addWidget(self.switch, 2)
        side = QWidget()
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(10)
        if question is not None:
            inner.addWidget(question)
        self.repairs = RepairList(texts)
        self.repairs.hide()
        inner.addWidget(self.repairs)
        # Beside the table, which needs its height for its lines.
        inner.addWidget(table.keys)
        inner.addStretch(1)
        self._side = SideBox(side)
        columns.addWidget(self._side, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns)
        self._order_tabs()
        table.view.selectionModel().currentRowChanged.connect(self._on_row)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def set_rows(self, rows: int) -> None:
        """Keep room for the head and this many rows; the table takes more where there is more."""
        view = self.table.view
        heads = view.horizontalHeader().sizeHint().height() + 2 * view.frameWidth()
        bar = view.horizontalScrollBar().sizeHint().height()
        view.setMinimumHeight(rows * view.verticalHeader().defaultSectionSize() + heads + bar)
        if self.form is not None:
            lines = FORM_LINES - (ROWS - rows) * _FORM_ROW
            self.form.setMinimumHeight(round(self.form.fontMetrics().height() * lines))

    def _order_tabs(self) -> None:
        """Tab goes as the eye does: ways to enter, table or form, question, repairs."""
        groups: list[QWidget] = [*([] if self.switch is None else self.switch.buttons), self.table]
        groups += [part for part in (self.form, self.question) if part is not None]
        stops = [stop for group in (*groups, self.repairs, self.table.keys) for stop in tab_stops(group)]
        for before, after in pairwise(dict.fromkeys(stops)):
            QWidget.setTabOrder(before, after)

    def show_problems(
        self,
        problems: Sequence[TimelineProblem],
        repairs: Sequence[Repair],
        where: Callable[[TimelineProblem], str],
    ) -> None:
        """Mark the rows of ``problems`` and offer their repairs."""
        self.problems = tuple(problems)
        color = tone_colors(self.palette(), Tone.RED).edge
        places = {row.id: place for place, row in enumerate(self.table.model.entries())}
        marks: dict[int, str] = {}
        for problem in problems:
            for path in problem.paths:
                head, _, tail = path.partition(".")
                place = places.get(tail.split(".")[0])
                if head == self.area and place is not None:
                    marks[place] = self._texts.render(problem.text)
        self.table.model.mark_rows(marks, color)
        self.repairs.show_problems(problems, repairs, where)
        if self.repairs.findChildren(QPushButton):
            self._order_tabs()
        self._side.updateGeometry()
        self._side.settle()

    def too_early(self, problem: TimelineProblem) -> bool:
        """Whether a problem may only seem to be one, because a row of it is still being typed.

        A journey whose return is not told yet looks as if it lasted until today.
        """
        view, entries = self.table.view, self.table.model.entries()
        row = view.currentIndex().row()
        if view.state() == QAbstractItemView.State.EditingState and 0 <= row < len(entries):
            self._typed_into = entries[row].id
        return (
            bool(self._typed_into)
            and problem.kind in _UNTIL_LEFT
            and self._half_told(self._typed_into)
            and any(path.split(".")[:2] == [self.area, self._typed_into] for path in problem.paths)
        )

    def _half_told(self, entry: str) -> bool:
        """Whether a day of an entry is still missing."""
        model = self.table.model
        cells = next((row.cells for row in model.entries() if row.id == entry), ())
        return any(model.is_day(place) and cell.value is None for place, cell in enumerate(cells))

    def _on_row(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self._leave_row()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Another window, or a list that opens, does not leave the row."""
        if now is not None and now is not self.table.view and not self.table.view.isAncestorOf(now):
            self._leave_row()

    def _leave_row(self) -> None:
        if self._typed_into:
            self._typed_into = ""
            self.row_left.emit()

    def concerns(self, problem: TimelineProblem) -> bool:
        """Whether a row of this table is part of a problem."""
        return any(path.split(".")[0] == self.area for path in problem.paths)

    def _in_form(self) -> bool:
        return self.switch is not None and self.switch.place() == 1

    def focus_entry(self, path: str) -> None:
        """Put the keyboard on the field of a path like ``absences.a1.left`` or ``absences[0].left``."""
        head, _, rest = path.partition(".")
        entry, _, field = rest.partition(".")
        ids = [row.id for row in self.table.model.entries()]
        place = ids.index(entry) if entry in ids else 0
        if "[" in head:
            place, field = int(head.partition("[")[2].rstrip("]") or 0), rest
        if (
            self.form is not None
            and self.switch is not None
            and self.switch.place() == 1
            and place < len(ids)
        ):
            self.form.edit_journey(ids[place])
            return
        model, view = self.table.model, self.table.view
        names = [column.key for column in model.columns()]
        index = model.index(min(place, model.rowCount() - 1), names.index(field) if field in names else 0)
        view.setFocus()
        view.scrollTo(index)
        view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focus_first(self) -> None:
        """The waiting row of the table, or the first line of the form."""
        if self._in_form() and self.form is not None:
            self.form.left.edit.setFocus()
        else:
            self.table.focus_row(self.table.model.rowCount() - 1)
