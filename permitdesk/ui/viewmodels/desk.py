"""The desk: the list of cases, searching, filters, order, duplicating, deleting with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from permitdesk.storage.errors import NoSuchCase, StorageError
from permitdesk.ui.viewmodels.desk_filters import Choices, DeskFilters, all_choices, in_wanted_order, narrowed
from permitdesk.ui.viewmodels.desk_model import DeskColumn, DeskModel

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseStore, CaseSummary
    from permitdesk.ui.viewmodels.ports import TextSource

__all__ = ["DeskColumn", "DeskModel", "DeskViewModel"]

#: columns whose first order is from the latest to the earliest
_LATEST_FIRST = (DeskColumn.UPDATED,)


class DeskViewModel(QObject):
    """What one can do on the desk. ``store`` is asked for when it is first needed.

    All lines are held in memory: the store is read when the list is read anew, and for one line when
    one case changed. Known problems arrive as ``failed`` with the ``StorageError``, whose text says
    what to do.
    """

    #: the ids of deleted cases, and the title of the first
    deleted = Signal(object, str)
    failed = Signal(object)
    #: the cases are other ones, or one of them changed
    changed = Signal()
    #: what was worked out for some cases is newer; nothing else changed
    facts_changed = Signal()
    #: what the filters can choose from may be something else, or is said in another language
    choices_changed = Signal()
    order_changed = Signal()
    #: everything was forgotten, and so were the words searched for
    cleared = Signal()

    def __init__(
        self,
        store: Callable[[], CaseStore],
        parent: QObject | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._today = today
        self._search = ""
        self._rows: tuple[CaseSummary, ...] = ()
        #: whether the list was read: one that could not be read is not empty
        self.is_read = False
        self._ordered: tuple[CaseSummary, ...] = ()
        self._choices: dict[str, Choices] | None = None
        self.filters = DeskFilters()
        self.sorted_by = DeskColumn.UPDATED
        self.descending = True
        self.texts: TextSource | None = None
        self.model = DeskModel(today, self)
        self.model.texts_taken.connect(self._on_texts)

    # --- what is shown ----------------------------------------------------------------

    @property
    def search(self) -> str:
        """The words searched for."""
        return self._search

    @property
    def rows(self) -> tuple[CaseSummary, ...]:
        """All cases of the desk, whatever is searched for, last saved first."""
        return self._rows

    @property
    def total(self) -> int:
        """How many cases there are, shown or not."""
        return len(self._rows)

    @property
    def is_narrowed(self) -> bool:
        """Whether only some cases are asked for."""
        return bool(self._search) or self.filters != DeskFilters()

    def row(self, case_id: str) -> CaseSummary | None:
        """The line of one case; None if it is not on the desk."""
        return next((row for row in self._rows if row.case_id == case_id), None)

    def _on_texts(self, texts: TextSource) -> None:
        """The model speaks another language, so the filters do too."""
        self.texts = texts
        self._choices = None
        self.choices_changed.emit()
        if self.sorted_by is DeskColumn.ROUTE:
            self._order()
            self._show()

    def set_search(self, words: str) -> None:
        """Show only the cases that hold these words."""
        if words.strip() != self._search:
            self._search = words.strip()
            self._show()

    def set_filters(self, filters: DeskFilters) -> None:
        """Show only the cases that fit."""
        if filters != self.filters:
            self.filters = filters
            self._show()

    def sort_by(self, column: DeskColumn) -> None:
        """Order by a column; by the same column again the other way round."""
        self.descending = not self.descending if column is self.sorted_by else column in _LATEST_FIRST
        self.sorted_by = column
        self._order()
        self._show()
        self.order_changed.emit()

    def choices(self, name: str) -> Choices:
        """What one filter can choose from, in words and as value; empty if all cases are alike in it."""
        if self.texts is None or not self._rows:
            return []
        if self._choices is None:
            self._choices = all_choices(self._rows, self.texts)
        return self._choices[name]

    # --- reading ----------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list anew."""
        rows: list[CaseSummary] = []
        if self._try(lambda: rows.extend(self._store().list_cases())):
            self.is_read = True
            self._take(tuple(rows))

    def refresh(self, *case_ids: str) -> None:
        """Read single lines anew; cases that are deleted or gone leave the list."""
        if (rows := self._with_fresh(case_ids)) is not None:
            self._take(rows)

    def refresh_facts(self, *case_ids: str) -> None:
        """Read single lines anew after only their facts were worked out again."""
        if (rows := self._with_fresh(case_ids)) is not None:
            self._rows = rows
            self._order()
            self._show()
            self.facts_changed.emit()

    def _with_fresh(self, case_ids: Sequence[str]) -> tuple[CaseSummary, ...] | None:
        """All lines with some read anew, last saved first; None if they cannot be read."""
        fresh: dict[str, CaseSummary | None] = {}

        def read() -> None:
            for case_id in case_ids:
                try:
                    row = self._store().summary(case_id)
                except NoSuchCase:
                    fresh[case_id] = None
                else:
                    fresh[case_id] = row if row.deleted_at is None else None

        if not self._try(read):
            return None
        kept = [fresh.pop(row.case_id) if row.case_id in fresh else row for row in self._rows]
        rows = [row for row in (*kept, *fresh.values()) if row is not None]
        return tuple(sorted(rows, key=lambda row: row.updated_at, reverse=True))

    def clear(self) -> None:
        """Forget every line and what was searched for, as when the vault is locked."""
        self._search = ""
        self.filters = DeskFilters()
        self.is_read = False
        self._take(())
        self.cleared.emit()

    def _take(self, rows: tuple[CaseSummary, ...]) -> None:
        self._rows = rows
        self._choices = None
        self._order()
        self.choices_changed.emit()
        self._show()
        self.changed.emit()

    def _order(self) -> None:
        """Once for all cases, so that a key in the search has only to leave cases out."""
        self._ordered = self._rows
        if self._rows and (self.sorted_by, self.descending) != (DeskColumn.UPDATED, True):
            cells, down = self.model.cells, self.descending
            self._ordered = in_wanted_order(self._rows, self.sorted_by, self._day, cells, descending=down)

    def _show(self) -> None:
        found = self._ordered
        if found and self.is_narrowed:
            found = narrowed(found, self._search, self.filters, self._day)
        self.model.set_rows(found)

    @property
    def _day(self) -> date:
        """Without a day nothing is late, and nothing is near."""
        return self._today or date.min

    # --- doing ------------------------------------------------------------------------

    def duplicate(self, case_id: str) -> str | None:
        """Copy a case; the copy stands on the list at once. Returns its id, None if that failed."""
        made: list[str] = []
        if not self._try(lambda: made.append(self._store().duplicate(case_id))):
            return None
        self.refresh(*made)
        return made[0]

    def delete(self, case_id: str, title: str) -> None:
        """Take a case off the list; ``deleted`` offers the way back."""
        if self._try(lambda: self._store().delete(case_id)):
            self.refresh(case_id)
            self.deleted.emit((case_id,), title)

    def delete_all(self, case_ids: Sequence[str]) -> None:
        """Take several cases off the list; ``deleted`` offers the way back for all of them."""
        if not case_ids:
            return
        first = self.row(case_ids[0])

        def delete() -> None:
            with self._store().together():
                for case_id in case_ids:
                    self._store().delete(case_id)

        if self._try(delete):
            self.refresh(*case_ids)
            self.deleted.emit(tuple(case_ids), "" if first is None else self.model.cells.title(first))

    def undelete(self, case_id: str) -> None:
        """Bring a deleted case back."""
        self.undelete_all((case_id,))

    def undelete_all(self, case_ids: Sequence[str]) -> None:
        """Bring deleted cases back."""

        def bring_back() -> None:
            with self._store().together():
                for case_id in case_ids:
                    self._store().undelete(case_id)

        self._try(bring_back)
        self.refresh(*case_ids)

    def change(self, case_ids: Sequence[str], action: Callable[[CaseStore, str], object]) -> bool:
        """Do something with each of some cases, such as closing them, and show what came of it."""

        def act() -> None:
            with self._store().together():
                for case_id in case_ids:
                    action(self._store(), case_id)

        done = self._try(act)
        self.refresh(*case_ids)
        return done

    def _try(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except StorageError as problem:
            self.failed.emit(problem)
            return False
        return True
