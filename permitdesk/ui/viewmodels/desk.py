"""The desk: the list of cases, searching, duplicating, deleting with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseStore, CaseSummary
    from permitdesk.ui.viewmodels.ports import TextSource

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DeskColumn(IntEnum):
    """Columns of the case list."""

    TITLE = 0
    ROUTE = 1
    LAST_DAY = 2
    UPDATED = 3


class DeskModel(QAbstractTableModel):
    """The cases as a table. ``set_texts`` fills in the names of the permits once the texts are there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CaseSummary, ...] = ()
        self._texts: TextSource | None = None

    def set_rows(self, rows: Sequence[CaseSummary]) -> None:
        """Show other cases."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_texts(self, texts: TextSource) -> None:
        """Name permits and write days in the language of ``texts``."""
        self.beginResetModel()
        self._texts = texts
        self.endResetModel()

    def case_id(self, row: int) -> str:
        """The case of a row."""
        return self._rows[row].case_id

    def title(self, row: int) -> str:
        """The title shown in a row; a case without one goes by the name of its first person."""
        shown = self._rows[row]
        return shown.title or shown.name or QCoreApplication.translate("DeskModel", "Case without a name")

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(DeskColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        row = self._rows[index.row()]
        match DeskColumn(index.column()):
            case DeskColumn.TITLE:
                return self._titled(row, self.title(index.row()))
            case DeskColumn.ROUTE:
                return self._route(row.route)
            case DeskColumn.LAST_DAY:
                return self._day(row.last_day_of_legal_stay)
            case DeskColumn.UPDATED:
                return self._moment(row.updated_at)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        translate = QCoreApplication.translate
        return (
            translate("DeskModel", "Case"),
            translate("DeskModel", "Permit"),
            translate("DeskModel", "Last day of legal stay"),
            translate("DeskModel", "Changed"),
        )[section]

    def _titled(self, row: CaseSummary, title: str) -> str:
        """The title, and of a household how many people it has."""
        if row.people < 2 or self._texts is None:
            return title
        return self._texts.fill("household.size", title=title, n=row.people)

    def _route(self, route: str | None) -> str:
        if route is None:
            return QCoreApplication.translate("DeskModel", "Not chosen yet")
        text_id = f"route.{route}.title"
        return self._texts.get(text_id) if self._texts is not None and self._texts.has(text_id) else ""

    def _day(self, day: date | None) -> str:
        if day is None:
            return QCoreApplication.translate("DeskModel", "No fixed day")
        return self._texts.day(day) if self._texts is not None else day.isoformat()

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone() if moment.tzinfo is not None else moment
        return f"{self._day(local.date())}, {local:%H:%M}"


class DeskViewModel(QObject):
    """What one can do on the desk. ``store`` is asked for when it is first needed.

    Known problems arrive as ``failed`` with the ``StorageError``, whose text says what to do.
    """

    deleted = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        store: Callable[[], CaseStore],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._search = ""
        self.model = DeskModel(self)

    @property
    def search(self) -> str:
        """The words searched for."""
        return self._search

    def set_search(self, words: str) -> None:
        """Show only the cases that hold these words."""
        self._search = words.strip()
        self.reload()

    def reload(self) -> None:
        """Read the list anew."""
        self._try(lambda: self.model.set_rows(self._store().list_cases(self._search)))

    def duplicate(self, case_id: str) -> None:
        """Copy a case; the copy stands on the list at once."""
        self._try(lambda: self._store().duplicate(case_id))
        self.reload()

    def delete(self, case_id: str, title: str) -> None:
        """Take a case off the list; ``deleted`` offers the way back."""
        if self._try(lambda: self._store().delete(case_id)):
            self.reload()
            self.deleted.emit(case_id, title)

    def undelete(self, case_id: str) -> None:
        """Bring a deleted case back."""
        self._try(lambda: self._store().undelete(case_id))
        self.reload()

    def _try(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except StorageError as problem:
            self.failed.emit(problem)
            return False
        return True
