"""What can be done on the desk, as actions for the menus and keys; dialogs are imported when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from permitdesk.storage.errors import NoSuchCase, StorageError
from permitdesk.ui.desk.desk import Desk
from permitdesk.ui.desk.desk_watch import DeskWatch
from permitdesk.ui.viewmodels.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from permitdesk.storage.case_store import CaseSummary, StoredCase
    from permitdesk.ui.viewmodels.desk_ports import DeskPorts


class DeskActions(QObject):
    """Acts on the open case, or on the cases chosen in the list. While locked everything is off."""

    #: a case is to be opened; the open one is put away safely first
    case_asked = Signal(str)

    def __init__(self, window: QWidget, workspace: Workspace, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._desk = desk
        self._locked = False
        self.history = self._action(self.show_history, "Ctrl+H")
        self.hand_over = self._action(self.show_hand_over)
        self.import_ = self._action(self.ask_for_file, "Ctrl+Shift+O")
        self.board = self._action(self.show_board, "Ctrl+B")
        self.day_sheet = self._action(self.show_day_sheet)
        self.trash = self._action(self.show_trash)
        self.retention = self._action(self.show_retention)
        self.tags = self._action(self.show_tags)
        self.link = self._action(self.show_links)
        self.keep = self._action(self.show_keep)
        self.close_case = self._action(self._on_close)
        self.reopen_case = self._action(self._on_reopen)
        self.batch = self._action(self.show_batch)
        self.watch = DeskWatch(workspace, desk, self)
        self.watch.case_asked.connect(self.case_asked)
        self.watch.retention_asked.connect(self.show_retention)
        desk.menu_asked.connect(self._on_menu_asked)
        desk.selection_changed.connect(self.refresh)
        workspace.session_changed.connect(self.refresh)
        window.installEventFilter(self)
        self.retranslate()
        self.refresh()

    def _action(self, slot: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: slot())
        return action

    def all(self) -> list[QAction]:
        """Every action, so that its keys work in the window."""
        return [*self._for_cases(), self.import_, self.board, self.day_sheet, self.trash, self.retention]

    def for_menu(self) -> Sequence[QAction | None]:
        """What belongs into the menu of the window, in order; None stands for a line between."""
        return (
            self.board, self.day_sheet, None,
            self.history, self.hand_over, self.import_, None,
            self.trash, self.retention,
        )  # fmt: skip

    def _for_cases(self) -> list[QAction]:
        return [
            self.tags, self.link, self.close_case, self.reopen_case, self.keep,
            self.history, self.hand_over, self.batch,
        ]  # fmt: skip

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.history.setText(self.tr("History of the case…"))
        self.hand_over.setText(self.tr("Hand over in an encrypted file…"))
        self.import_.setText(self.tr("Take over cases from a file…"))
        self.board.setText(self.tr("Dates of all cases…"))
        self.day_sheet.setText(self.tr("Day sheet…"))
        self.trash.setText(self.tr("Deleted cases…"))
        self.retention.setText(self.tr("How long to keep cases…"))
        self.tags.setText(self.tr("Tags…"))
        self.link.setText(self.tr("Link with another case…"))
        self.keep.setText(self.tr("Keep until…"))
        self.close_case.setText(self.tr("Close the case"))
        self.reopen_case.setText(self.tr("Reopen the case"))
        self.batch.setText(self.tr("Files for the chosen cases…"))

    def refresh(self) -> None:
        """Switch on what can be done now."""
        chosen, free = self._targets(), not self._locked
        for action in self._for_cases():
            action.setEnabled(free and bool(chosen))
        for action in (self.history, self.link):
            action.setEnabled(free and len(chosen) == 1)
        closed = [row.closed_at is not None for case_id in chosen if (row := self._row(case_id))]
        self.close_case.setVisible(not all(closed) or not closed)
        self.reopen_case.setVisible(any(closed))
        for action in (self.import_, self.board, self.day_sheet, self.trash, self.retention):
            action.setEnabled(free)

    def set_locked(self, locked: bool) -> None:
        """While the vault is locked nothing works, and open dialogs of the desk are closed."""
        self._locked = locked
        if locked:
            from permitdesk.ui.desk.dialog import DeskDialog

            self.watch.stop()
            for dialog in self._window.findChildren(DeskDialog):
                dialog.reject()
        self.refresh()

    def begin_session(self) -> None:
        """The cases can be read from now on: empty the trash of what is due, work out anew what is old."""
        self.watch.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange and watched is self._window:
            self.retranslate()
        return super().eventFilter(watched, event)

    # --- which cases --------------------------------------------------------------------

    def _targets(self) -> tuple[str, ...]:
        session = self._workspace.session
        return (session.household.case_id,) if session is not None else self._desk.chosen()

    def _row(self, case_id: str) -> CaseSummary | None:
        return self._workspace.desk.row(case_id)

    def _rows(self) -> list[CaseSummary]:
        """The chosen cases as the store knows them now."""
        targets = self._targets()
        self._workspace.desk.refresh(*targets)
        return [row for case_id in targets if (row := self._row(case_id)) is not None]

    def _ports(self) -> DeskPorts:
        from permitdesk.ui.viewmodels.desk_ports import ports_of

        return ports_of(self._workspace)

    def _open(self, dialog: QDialog) -> QDialog:
        dialog.open()
        return dialog

    def _refresher(self, rows: Sequence[CaseSummary]) -> Callable[[], None]:
        ids = [row.case_id for row in rows]

        def refresh() -> None:
            self._workspace.desk.refresh(*ids)
            self.refresh()

        return refresh

    # --- dialogs ------------------------------------------------------------------------

    def show_history(self) -> QDialog | None:
        """The history of the case."""
        from permitdesk.ui.desk.history_dialog import HistoryDialog

        if not (rows := self._rows()):
            return None
        title = self._workspace.desk.model.cells.title(rows[0])
        return self._open(
            HistoryDialog(self._ports(), rows[0].case_id, title, self._on_restored, self._window)
        )

    def _on_restored(self, stored: StoredCase) -> None:
        session = self._workspace.session
        if session is not None and session.household.case_id == stored.case.case_id:
            session.take_stored(stored.case, stored.revision)
        self._workspace.desk.refresh(stored.case.case_id)

    def show_hand_over(self) -> QDialog | None:
        """Write the cases into a file for somebody else."""
        from permitdesk.ui.desk.handover_dialog import HandoverDialog

        if not (rows := self._rows()):
            return None
        return self._open(HandoverDialog(self._ports(), rows, parent=self._window))

    def file_filter(self) -> str:
        """What a dialog for opening files offers."""
        return self._workspace.texts.get("desk_window.filter_both")

    def ask_for_file(self) -> QDialog:
        """Ask for a hand-over file or a case file."""
        from PySide6.QtWidgets import QFileDialog

        from permitdesk.ui.folders import usual_folder

        title = self._workspace.texts.get("desk_window.import.choose")
        dialog = QFileDialog(self._window, title, str(usual_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.file_filter())
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        return self._open(dialog)

    def open_path(self, path: Path) -> QDialog | None:
        """Take over a hand-over file, or a case file: as a new case, or joined with the one that is here."""
        from permitdesk.ui.desk.import_dialog import ImportDialog

        if path.suffix.lower() != ".json":
            return self._open(ImportDialog(self._ports(), path, self._on_taken, self._window))
        ports = self._ports()
        try:
            case = ports.read_case(path, ports.ruleset)
            ports.store.summary(case.case_id)
        except NoSuchCase:
            self._workspace.import_case(path)
            return None
        except StorageError as problem:
            self._workspace.failed.emit(problem)
            return None
        from permitdesk.storage.handover.packages import Package

        read = [Package(case, (), ports.today)]
        return self._open(ImportDialog(ports, path, self._on_taken, self._window, read))

    def _on_taken(self, case_ids: Sequence[str]) -> None:
        workspace = self._workspace
        session = workspace.session
        if session is not None and session.household.case_id in case_ids:
            workspace.load_theirs()
        workspace.desk.refresh(*case_ids)
        self.watch.work_out_soon()

    def show_board(self) -> QDialog:
        """The dates of all cases."""
        from permitdesk.ui.desk.board_dialog import BoardDialog

        dialog = BoardDialog(self._ports(), self._workspace.desk, self.case_asked.emit, self._window)
        self.watch.progress.connect(dialog.show_progress)
        self.watch.worked_out.connect(dialog.refresh)
        self.watch.work_out_now()
        return self._open(dialog)

    def show_day_sheet(self) -> QDialog:
        """The day sheet."""
        from permitdesk.ui.desk.day_sheet_dialog import DaySheetDialog

        return self._open(DaySheetDialog(self._ports(), self._workspace.desk, self._window))

    def show_trash(self) -> QDialog:
        """The deleted cases."""
        from permitdesk.ui.desk.trash_dialog import TrashDialog

        desk, failed = self._workspace.desk, self._workspace.failed
        return self._open(TrashDialog(self._ports(), lambda ids: desk.refresh(*ids), failed, self._window))

    def show_retention(self) -> QDialog:
        """How long cases are kept, and which are due."""
        from permitdesk.ui.desk.retention_dialog import RetentionDialog

        if (session := self._workspace.session) is not None:
            self._workspace.desk.refresh(session.household.case_id)
        return self._open(RetentionDialog(self._ports(), self._workspace.desk, self._window))

    def show_tags(self) -> QDialog | None:
        """The tags of the cases."""
        from permitdesk.ui.desk.tags_dialog import TagsDialog

        if not (rows := self._rows()):
            return None
        known = {tag for row in self._workspace.desk.rows for tag in row.tags}
        return self._open(TagsDialog(self._ports(), rows, known, self._refresher(rows), self._window))

    def show_links(self) -> QDialog | None:
        """The cases that belong together with this one."""
        from permitdesk.ui.desk.link_dialog import LinkDialog

        if not (rows := self._rows()):
            return None
        desk = self._workspace.desk
        dialog = LinkDialog(self._ports(), rows[0], desk.rows, lambda ids: desk.refresh(*ids), self._window)
        return self._open(dialog)

    def show_keep(self) -> QDialog | None:
        """Until when the cases are kept."""
        from permitdesk.ui.desk.keep_dialog import KeepDialog

        if not (rows := self._rows()):
            return None
        return self._open(KeepDialog(self._ports(), rows, self._refresher(rows), self._window))

    def show_batch(self) -> QDialog | None:
        """Write files for the chosen cases."""
        from permitdesk.ui.desk.batch_dialog import BatchDialog

        if not (rows := self._rows()):
            return None
        return self._open(BatchDialog(self._ports(), rows, self._window))

    def _on_close(self) -> None:
        self._workspace.desk.change(self._targets(), lambda store, case_id: store.close_case(case_id))
        self.refresh()

    def _on_reopen(self) -> None:
        self._workspace.desk.change(self._targets(), lambda store, case_id: store.reopen_case(case_id))
        self.refresh()

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self._window)
        menu.addActions(self._for_cases())
        self._desk.show_menu(menu, place)
