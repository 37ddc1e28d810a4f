"""Between the window and the gate: puts the cases away when they are locked, and brings them back."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from permitdesk.storage.errors import Damaged, StorageError
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.vault.cloakroom import Cloakroom, close_popups, holds_typed_text, windows_beside
from permitdesk.ui.vault.gate_view import GateView
from permitdesk.ui.vault.idle import IdleWatch
from permitdesk.ui.vault.leaving_bar import LeavingBar
from permitdesk.ui.vault.reminder_bar import ReminderBar
from permitdesk.ui.vault.system_lock import SystemLock
from permitdesk.ui.viewmodels.backup_rounds import BackupRounds
from permitdesk.ui.viewmodels.gate import Gate, GateState
from permitdesk.ui.viewmodels.gate_state import BEHIND_WHICH_IT_IS_OPEN

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from permitdesk.storage.backups.records import Backup
    from permitdesk.storage.vault.records import RecoveryKey
    from permitdesk.ui.main_window import MainWindow
    from permitdesk.ui.vault.input_watch import InputWatch
    from permitdesk.ui.viewmodels.beside import Beside
    from permitdesk.ui.viewmodels.session import CaseSession
    from permitdesk.ui.wizard.wizard_view import WizardView

#: milliseconds after locking at which every view of the case is gone
_ALL_GONE = 500


class VaultKeeper(QObject):
    """One for a window with a vault."""

    def __init__(self, window: MainWindow, gate: Gate) -> None:
        super().__init__(window)
        self._window = window
        self._gate = gate
        self.view = GateView(gate, self.write_sheet, window.workspace.words_of, self._moment)
        self.reminder = ReminderBar()
        self.reminder.asked.connect(self.show_recovery)
        self.leaving = LeavingBar()
        self.rounds = BackupRounds(gate, window.workspace.beside, self)
        self.rounds.failed.connect(self._on_backup_failed)
        self.leaving.cancelled.connect(self.rounds.cancel)
        self.idle = IdleWatch(time.monotonic, time.time, self)
        self.idle.idle.connect(self._on_nobody_there)
        self.idle.slept.connect(self._on_nobody_there)
        self.system = SystemLock(self)
        self.system.locked.connect(self._on_nobody_there)
        self.system.sleeping.connect(lambda: self._on_nobody_there(at_once=True))
        #: dialogs with typed text
        self._coats = Cloakroom()
        #: a case that could not be put away without losing something, as it stood
        self._kept: tuple[CaseSession, WizardView] | None = None
        #: whether something of it would be lost with the program
        self._ask_at_end = False
        #: the key of the vault that all this was typed behind; it comes back for nobody else
        self._behind: str | None = None
        #: the case that was open, to be opened again
        self._reopen: str | None = None
        #: whether somebody was told by now that there are copies; once is enough
        self._copies_offered = False
        window.workspace.failed.connect(self.offer_copies)
        gate.locking.connect(self._on_locking)
        gate.opened.connect(self._on_opened)

    # --- locking ------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock because the person asked for it; without a passphrase, say why that cannot be."""
        if self._gate.can_lock:
            self._gate.lock()
        elif self._gate.vault is not None:
            DecisionDialog(
                self.tr("There is no passphrase yet"),
                self.tr(
                    "These cases are kept without a passphrase, so there is nothing to lock them with: "
                    "whoever "
                    "uses this computer account can open them. You can choose a passphrase now."
                ),
                [
                    (self.tr("&Choose a passphrase…"), self.show_protection),
                    (self.tr("&Not now"), lambda: None),
                ],
                self._window,
            ).open()

    def listen_to(self, inputs: InputWatch) -> None:
        """Hear of every key and of the mouse: for locking when nobody is there, and for Ctrl+L everywhere."""
        inputs.stirred.connect(self.idle.stir)
        inputs.lock_key.connect(self.lock)

    def _on_nobody_there(self, *, at_once: bool = False) -> None:
        if self._gate.can_lock and self._gate.state in BEHIND_WHICH_IT_IS_OPEN:
            self._gate.lock(at_once=at_once)
        else:
            self._gate.forget_key()

    def _on_locking(self) -> None:
        """Store what is typed and take everything off the window; nothing typed is lost."""
        window = self._window
        workspace = window.workspace
        vault = self._gate.vault
        self._behind = vault.key.key_id if vault is not None else None
        window.finish_typing()
        session, view = workspace.session, window.wizard
        if session is not None and not session.is_safe:
            session.retry_save()
        close_popups()
        window.quick_hide.dialogs.move_to(self._coats)
        for dialog in windows_beside(window):
            if holds_typed_text(dialog) or not dialog.close():
                self._coats.take(dialog)
        if session is not None and view is not None:
            unread = view.place_with_unread_text() is not None
            self._ask_at_end = unread or not session.saved or not self._coats.is_empty
            # A case in which nothing was answered yet was never stored, so it cannot be opened again.
            if self._ask_at_end or session.revision == 0:
                self._kept = session, window.take_view()
            else:
                self._reopen = session.household.case_id
            workspace.put_away()
        window.desk_actions.set_locked(True)
        self.reminder.hide()
        window.problem.hide()
        workspace.desk.clear()
        # Answers hang in circles with the views that showed them; Python would look for those much later.
        QTimer.singleShot(_ALL_GONE, self, gc.collect)

    def _on_opened(self) -> None:
        window = self._window
        workspace = window.workspace
        workspace.desk.reload()
        window.begin_desk()
        vault = self._gate.vault
        if vault is not None:
            self._bring_back(whole=self._behind == vault.key.key_id)
        self.refresh_reminder()
        self._copies_offered = False
        back = self._gate.back
        if (rescued := back.take_rescued()) is not None:
            self.reminder.say_rescued(rescued, without_copy=back.without_copy)

    def _bring_back(self, *, whole: bool) -> None:
        """What was on the window at locking; without ``whole`` it is let go of: another vault was begun."""
        kept, self._kept = self._kept, None
        reopen, self._reopen = self._reopen, None
        if not whole:
            if kept is not None:
                kept[1].deleteLater()
            self._coats.empty()
            return
        if kept is not None:
            self._window.hold_view(kept[1])
            self._window.workspace.bring_back(kept[0])
        elif reopen is not None:
            self._window.workspace.open_case(reopen)
        self._coats.give_back()

    # --- the end ------------------------------------------------------------------------

    def before_end(self, go_on: Callable[[], object]) -> None:
        """Before the program ends: ask about what is kept in memory only, and make the last copy."""
        if self._kept is not None and self._ask_at_end:
            DecisionDialog(
                self.tr("Something is not stored yet"),
                self.tr(
                    "When the cases were locked, something typed could not be stored yet. It comes back when "
                    "you unlock them; if you quit now, it is gone."
                ),
                [(self.tr("&Unlock first"), lambda: None), (self.tr("&Quit without it"), go_on)],
                self._window,
            ).open()
        elif self.rounds.leave(go_on):
            self.leaving.begin()

    # --- words and dialogs ----------------------------------------------------------------

    def write_sheet(self, path: Path, key: RecoveryKey) -> None:
        """Write the sheet with a recovery key in the language in use. Raises StorageError."""
        write = self._window.workspace.outside.write_sheet
        if write is not None:
            write(path, key, self._window.workspace.language)

    def _moment(self, backup: Backup) -> str:
        local = backup.made_at.astimezone()
        return f"{self._window.workspace.texts.day(local.date())}, {local:%H:%M}"

    def refresh_reminder(self) -> None:
        """Say on the first screen that the recovery sheet is still to be made, or not."""
        due = self._gate.state is GateState.OPEN and self._gate.sheet_due
        self.reminder.say_sheet_due(due=due and self._window.workspace.session is None)

    def show_privacy(self) -> QDialog | None:
        """Everything about the vault in one dialog; None while it is locked."""
        return self._privacy("")

    def show_protection(self) -> QDialog | None:
        """The same, at the place where a passphrase is chosen."""
        return self._privacy("protect")

    def show_recovery(self) -> QDialog | None:
        """The same, at the place where a recovery key is made."""
        return self._privacy("recovery")

    def _privacy(self, place: str) -> QDialog | None:
        if self._gate.vault is None or self._gate.state is not GateState.OPEN:
            return None
        from permitdesk.ui.vault.privacy_dialog import PrivacyDialog

        window = self._window
        dialog = PrivacyDialog(self._gate, self, window.settings, window.set_idle_minutes, window)
        if place:
            dialog.go_to(place)
        dialog.finished.connect(self._on_privacy_closed)
        dialog.open()
        return dialog

    def _on_privacy_closed(self) -> None:
        self.refresh_reminder()
        self._window.refresh_actions()

    @property
    def beside(self) -> Beside:
        """Runs slow work off the window's thread."""
        return self._window.workspace.beside

    def words_of(self, problem: StorageError) -> str:
        """What a known problem means and what to do."""
        return self._window.workspace.words_of(problem)

    def offer_copies(self, problem: StorageError) -> None:
        """Open cases that cannot be read: offer the copies that are whole. Nothing for other problems."""
        gate = self._gate
        if not isinstance(problem, Damaged) or gate.state is not GateState.OPEN or self._copies_offered:
            return
        self._copies_offered = True
        DecisionDialog(
            self.tr("Not all of your cases can be read"),
            self.tr(
                "A part of the file with your cases is damaged. Nothing was erased. PermitDesk keeps copies "
                "that were checked: you can look at them now and go on with one. What is newer than the copy "
                "and can still be read is taken over, and the damaged file is kept aside."
            ),
            [
                (self.tr("&Look for whole copies"), lambda: gate.look_for_copies(problem)),
                (self.tr("&Not now"), lambda: None),
            ],
            self._window,
        ).open()

    def _on_backup_failed(self, problem: StorageError) -> None:
        self.offer_copies(problem)
        self._window.problem.show_problem(
            lambda: self.tr("The safety copy could not be made. {problem}").format(
                problem=self.words_of(problem)
            )
        )
