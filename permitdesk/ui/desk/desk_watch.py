"""What the desk does and says by itself: quiet lines, the trash that is due, facts of another day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from permitdesk.storage.errors import StorageError
from permitdesk.ui.desk.desk import Desk
from permitdesk.ui.desk.desk_lines import LineWithButtons
from permitdesk.ui.viewmodels.workspace import Workspace

if TYPE_CHECKING:
    from permitdesk.ui.desk.duplicate_line import Asked, DuplicateLine
    from permitdesk.ui.desk.fact_keeper import FactKeeper

#: after the start of a session, in milliseconds: whoever comes to work goes first
_QUIET = 4000
#: lines are worked out when it is quiet for so long, in milliseconds
_SOON = 200


class DeskWatch(QObject):
    """Made with the window, but nothing is imported or looked at before the cases can be read."""

    case_asked = Signal(str)
    retention_asked = Signal()
    progress = Signal(int, int)
    #: nothing is old any more, or it was stopped
    worked_out = Signal()

    def __init__(self, workspace: Workspace, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._desk = desk
        self._facts: FactKeeper | None = None
        #: of the chosen case, under the list
        self.chosen_line: DuplicateLine | None = None
        #: of the open case; the window places it above the pages
        self.open_line = QWidget()
        self._open_duplicate: DuplicateLine | None = None
        self._person: object = None
        self.retention_line = LineWithButtons("retention_line")
        self.retention_button = self.retention_line.add_button(self.retention_asked.emit)
        desk.lines.addWidget(self.retention_line)
        self._later = self._timer(_QUIET, self.work_out_now)
        self._lines = self._timer(_SOON, self._show_retention)
        box = QVBoxLayout(self.open_line)
        box.setContentsMargins(18, 6, 18, 0)
        self.open_line.hide()
        desk.selection_changed.connect(self._on_selection)
        workspace.session_changed.connect(self._on_session)
        workspace.desk.changed.connect(self._on_changed)

    def _timer(self, after: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(slot)
        return timer

    def begin(self) -> None:
        """The cases can be read from now on."""
        self._lines.start()
        self._later.start()
        self._purge_due()

    def stop(self) -> None:
        """The cases cannot be read any more."""
        self._later.stop()
        self._lines.stop()
        if self._facts is not None:
            self._facts.stop()
        self.retention_line.hide()
        self.open_line.hide()
        if self.chosen_line is not None:
            self.chosen_line.show_words("")

    # --- facts of another day -----------------------------------------------------------

    def work_out_soon(self) -> None:
        """Work out what is old once it is quiet."""
        self._later.start()

    def work_out_now(self) -> None:
        """Work out what is old, the most urgent first."""
        if not self._workspace.desk.rows:
            return
        if self._facts is None:
            from permitdesk.ui.desk.fact_keeper import FactKeeper

            self._facts = FactKeeper(self._workspace.desk, self)
            self._facts.progress.connect(self.progress)
            self._facts.finished.connect(self.worked_out)
        from permitdesk.ui.viewmodels.desk_ports import ports_of

        try:
            self._facts.start(lambda: ports_of(self._workspace))
        except StorageError as problem:
            self._workspace.failed.emit(problem)

    # --- the trash ----------------------------------------------------------------------

    def _purge_due(self) -> None:
        store = self._workspace.store
        try:
            deleted = store.list_cases(deleted=True)
            if deleted:
                # Many modules, on the way to the list of cases: only where the trash is not empty.
                from permitdesk.desk.retention import purge_due
                from permitdesk.ui.viewmodels.trash import trash_days

                due = purge_due(deleted, self._workspace.today, trash_days(store))
                self._purge([item.case_id for item in due])
        except StorageError as problem:
            self._workspace.failed.emit(problem)

    def _purge(self, case_ids: list[str]) -> None:
        """Beside the window where there are backups to clean; the next start tries again what failed."""
        if not case_ids:
            return
        from permitdesk.ui.desk.work import Work
        from permitdesk.ui.viewmodels.trash import purge_all

        store, vault = self._workspace.store, self._workspace.vault
        if vault is None:
            purge_all(store, None, case_ids, "retention")
            return
        Work(lambda: purge_all(store, vault, case_ids, "retention")).start()

    # --- quiet lines --------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._lines.start()
        self._on_selection()

    def _show_retention(self) -> None:
        if not self._workspace.desk.rows:
            self.retention_line.hide()
            return
        from permitdesk.desk.retention import retention_due
        from permitdesk.ui.viewmodels.retention import retention_months

        try:
            months = retention_months(self._workspace.store)
        except StorageError:
            return
        due = retention_due(self._workspace.desk.rows, self._workspace.today, months)
        texts = self._workspace.texts
        self.retention_button.setText(texts.get("desk_window.retention.look"))
        self.retention_line.show_words(texts.fill("desk_window.retention.line", n=len(due)) if due else "")

    def _on_selection(self) -> None:
        """Two cases are the fewest that can be of one person."""
        if self._workspace.desk.total < 2:
            if self.chosen_line is not None:
                self.chosen_line.hide()
            return
        if self.chosen_line is None:
            self.chosen_line = self._line("duplicate_chosen", self._chosen)
            self._desk.lines.insertWidget(0, self.chosen_line)
        self.chosen_line.look_soon()

    def _on_session(self) -> None:
        """Another case is open, or none."""
        session = self._workspace.session
        self._person = None
        self.open_line.hide()
        if session is not None:
            session.case_changed.connect(self._on_answers)
            self._on_answers()

    def _on_answers(self) -> None:
        """Look again when a name or a birth date in the open case is another one."""
        session = self._workspace.session
        if session is None or not self._workspace.desk.rows:
            return
        people = tuple(
            (case.person.given_names, case.person.surname, case.person.birth_date)
            for case in (session.household, *session.household.members)
        )
        if people == self._person:
            return
        self._person = people
        if self._open_duplicate is None:
            self._open_duplicate = self._line("duplicate_open", self._opened)
            box = self.open_line.layout()
            if box is not None:
                box.addWidget(self._open_duplicate)
            self._open_duplicate.shown.connect(self.open_line.setVisible)
        self._open_duplicate.look_soon()

    def _opened(self) -> Asked | None:
        from permitdesk.desk.duplicates import identities_of

        session = self._workspace.session
        if session is None:
            return None
        household = session.household
        return household.case_id, identities_of(household), self._workspace.desk.rows

    def _line(self, name: str, ask: Callable[[], Asked | None]) -> DuplicateLine:
        from permitdesk.ui.desk.duplicate_line import DuplicateLine

        workspace = self._workspace
        line = DuplicateLine(name, lambda: workspace.store, lambda: workspace.texts, ask)
        line.open_asked.connect(self.case_asked)
        line.failed.connect(workspace.failed)
        line.decided.connect(lambda own, other: workspace.desk.refresh(own, other))
        return line

    def _chosen(self) -> Asked | None:
        chosen = self._desk.chosen()
        row = self._workspace.desk.row(chosen[0]) if len(chosen) == 1 else None
        if row is None or self._workspace.session is not None:
            return None
        return row.case_id, row.identities, self._workspace.desk.rows
