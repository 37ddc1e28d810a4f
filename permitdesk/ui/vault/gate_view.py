"""The one screen that stands before the cases, whichever it is at the moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from permitdesk.storage.errors import StorageError
from permitdesk.ui.viewmodels.gate import Gate, GateState

if TYPE_CHECKING:
    from permitdesk.storage.backups.records import Backup
    from permitdesk.ui.vault.screen import VaultScreen
    from permitdesk.ui.vault.sheet_part import WriteSheet


class GateView(QWidget):
    """Builds the screen of a state when it is reached, and lets go of the one before."""

    #: another screen stands here
    changed = Signal()

    def __init__(
        self,
        gate: Gate,
        write_sheet: WriteSheet,
        say: Callable[[StorageError], str],
        moment: Callable[[Backup], str],
    ) -> None:
        super().__init__()
        self._gate = gate
        self._write_sheet = write_sheet
        self._say = say
        self._moment = moment
        self._shown: GateState | None = None
        #: what stands here now; None while the cases are open
        self.current: VaultScreen | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        gate.state_changed.connect(self.refresh)
        gate.told.connect(self._on_told)
        self.refresh()

    def refresh(self) -> None:
        """Show the screen that the gate asks for."""
        state = self._gate.state
        if state is self._shown and self.current is not None:
            self.current.refresh()
            return
        self._shown = state
        old, self.current = self.current, None
        if old is not None:
            old.hide()
            old.forget()
            self._box.removeWidget(old)
            old.deleteLater()
        self.current = self._make(state)
        if self.current is not None:
            self._box.addWidget(self.current)
            # A layout would show it at the next round of events only.
            self.current.show()
        self.changed.emit()

    def _make(self, state: GateState) -> VaultScreen | None:
        gate = self._gate
        if state is GateState.SETUP:
            from permitdesk.ui.vault.setup_screen import SetupScreen

            return SetupScreen(gate)
        if state is GateState.SHEET and gate.recovery_key is not None:
            from permitdesk.ui.vault.sheet_part import SheetPart
            from permitdesk.ui.vault.sheet_screen import SheetScreen

            return SheetScreen(gate, SheetPart(gate.recovery_key, self._write_sheet, self._say))
        if state is GateState.LOCKED:
            from permitdesk.ui.vault.unlock_screen import UnlockScreen

            screen = UnlockScreen(gate)
            gate.keyring_known.connect(screen.offer_to_remember)
            # The keyring is a library of its own: the screen stands before it is looked for.
            QTimer.singleShot(0, gate, gate.ask_for_keyring)
            return screen
        if state is GateState.NEW_PASSPHRASE:
            from permitdesk.ui.vault.new_passphrase_screen import NewPassphraseScreen

            return NewPassphraseScreen(gate)
        if state is GateState.DAMAGED:
            from permitdesk.ui.vault.obstacle_screens import RescueScreen

            return RescueScreen(gate, self._moment)
        if state in (GateState.IN_USE, GateState.TROUBLE):
            from permitdesk.ui.vault.obstacle_screens import ObstacleScreen

            return ObstacleScreen(gate, self._title_of_obstacle, self._say)
        return None

    def _title_of_obstacle(self) -> str:
        if self._gate.state is GateState.IN_USE:
            return self.tr("Your cases are open somewhere else")
        return self.tr("Your cases cannot be opened now")

    def _on_told(self, problem: StorageError) -> None:
        if self.current is not None:
            self.current.tell(self._say(problem), problem)
