"""The lines of an import as a table: ticked or not, what becomes of each, and how it stood in the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QPalette

from permitdesk.imports.entries import Entry, text_of
from permitdesk.imports.report import LineState, ReportLine
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.import_reading import Outcome
from permitdesk.ui.widgets.tones import Tone, tone_colors

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TONES = {
    LineState.GOOD: Tone.GOOD,
    LineState.DOUBT: Tone.AMBER,
    LineState.OFFERED: Tone.INFO,
    LineState.REFUSED: Tone.RED,
}
#: made once: selecting all lines asks for them fifty thousand times
_PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_TICKABLE = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable
#: columns before those of the source: tick with line number, result, meaning
OWN_COLUMNS = 3
LINE, RESULT, MEANING = range(OWN_COLUMNS)


class ReportModel(QAbstractTableModel):
    """All lines, or only those with a question. ``ticks_changed`` follows every tick."""

    ticks_changed = Signal()

    def __init__(self, texts: TextSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._outcome: Outcome | None = None
        self._lines: Sequence[ReportLine] = ()
        self._shown: Sequence[int] = ()
        self._only_questions = False
        self._ticks: set[int] = set()
        self._names: list[str] = []
        self._meanings: dict[int, str] = {}

    # --- what the dialog uses ----------------------------------------------------------

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show other lines, with the ticks they have before anybody chose."""
        self.beginResetModel()
        self._outcome = outcome
        self._lines = () if outcome is None else outcome.report.lines
        self._ticks = set() if outcome is None else set(outcome.report.ticked())
        self._names = [] if outcome is None else _names(outcome, self._texts)
        self._meanings = {}
        self._filter()
        self.endResetModel()
        self.ticks_changed.emit()

    def show_only_questions(self, wanted: bool) -> None:
        """Leave out the lines that are fine."""
        self.beginResetModel()
        self._only_questions = wanted
        self._filter()
        self.endResetModel()

    def ticks(self) -> frozenset[int]:
        """Places of the lines to be taken."""
        return frozenset(self._ticks)

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick the rows if one of them is not ticked, else untick them; refused lines stay as they are."""
        places = [self._shown[row] for row in rows if self._lines[self._shown[row]].entry is not None]
        if not places:
            return
        if all(place in self._ticks for place in places):
            self._ticks.difference_update(places)
        else:
            self._ticks.update(places)
        self.dataChanged.emit(self.index(min(rows), LINE), self.index(max(rows), LINE))
        self.ticks_changed.emit()

    def line_at(self, row: int) -> ReportLine | None:
        """The line in a row; None outside."""
        return self._lines[self._shown[row]] if 0 <= row < len(self._shown) else None

    def words_of(self, line: ReportLine) -> str:
        """What was understood and what to know, in full sentences."""
        said = [self._understood(line.entry)] if line.entry is not None else []
        return ". ".join(part.rstrip(".") for part in (*said, *map(self._texts.render, line.remarks))) + "."

    def _filter(self) -> None:
        lines = range(len(self._lines))
        self._shown = [p for p in lines if self._lines[p].has_question] if self._only_questions else lines

    def _understood(self, entry: Entry) -> str:
        first = entry.earliest
        if entry.is_open:
            return self._texts.fill("import.understood_open", first=self._texts.value(first))
        words = {"first": self._texts.value(first), "last": self._texts.value(entry.latest)}
        return self._texts.fill("import.understood", **words)

    # --- QAbstractTableModel -----------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else OWN_COLUMNS + len(self._names)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() != LINE:
            return _PLAIN
        line = self.line_at(index.row())
        return _PLAIN if line is None or line.entry is None else _TICKABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == LINE and line.entry is not None:
            ticked = self._shown[index.row()] in self._ticks
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == RESULT:
            return QBrush(tone_colors(QPalette(), _TONES[line.state]).edge)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == LINE:
            return self._texts.fill("import.tick", n=line.line.number)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index, line)
        return None

    def _text(self, index: Index, line: ReportLine) -> str:
        match index.column():
            case 0:
                return str(line.line.number)
            case 1:
                return self._texts.get(f"import.state.{line.state}")
            case 2:
                place = self._shown[index.row()]
                if place not in self._meanings:
                    self._meanings[place] = self.words_of(line)
                return self._meanings[place]
            case column:
                values, place = line.line.values, column - OWN_COLUMNS
                return text_of(values[place]) if place < len(values) else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != LINE:
            return False
        place = self._shown[index.row()]
        if (Qt.CheckState(value) is Qt.CheckState.Checked) != (place in self._ticks):
            self.toggle([index.row()])
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        own = ("line", "result", "meaning")
        if section < OWN_COLUMNS:
            return self._texts.get(f"import.{own[section]}")
        return self._names[section - OWN_COLUMNS]


def _names(outcome: Outcome, texts: TextSource) -> list[str]:
    """The heads of the source, or the numbers of its columns."""
    first = outcome.table.lines[0].values if outcome.columns.header and outcome.table.lines else ()
    heads = [text_of(value) for value in first]
    heads += [""] * (len(outcome.columns.fields) - len(heads))
    return [head or texts.fill("import.column", n=place) for place, head in enumerate(heads, 1)]


def as_text(lines: Sequence[ReportLine], model: ReportModel) -> str:
    """Lines as they stood, tab between the fields, with what is wrong behind them: to be mended elsewhere."""
    rows = []
    for line in lines:
        words = model.words_of(line) if line.remarks else ""
        rows.append("\t".join((*(text_of(value) for value in line.line.values), words)))
    return "\n".join(rows)
