"""The way to the cases: choosing how they are protected, unlocking, locking, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from permitdesk.storage.errors import (
    Damaged,
    KeysDamaged,
    StorageError,
    VaultInUse,
    VaultLocked,
    WrongPassphrase,
)
from permitdesk.storage.vault.records import VaultState
from permitdesk.ui.viewmodels.departure import Departure
from permitdesk.ui.viewmodels.gate_state import GateState
from permitdesk.ui.viewmodels.keyring_question import KeyringQuestion
from permitdesk.ui.viewmodels.sheet_due import note_sheet, sheet_due
from permitdesk.ui.viewmodels.tries import Tries
from permitdesk.ui.viewmodels.way_back import WayBack, forget_frames

if TYPE_CHECKING:
    from permitdesk.storage.backups.records import Backup
    from permitdesk.storage.case_store import CaseStore
    from permitdesk.storage.vault.records import DataKey, RecoveryKey, VaultLook
    from permitdesk.ui.viewmodels.beside import Beside
    from permitdesk.ui.viewmodels.vault_port import OpenVault, PreparedVault, VaultPort

__all__ = ["Gate", "GateState"]

T = TypeVar("T")


class Gate(QObject):
    """One vault and how far the person is on the way to it.

    ``state_changed`` asks for another screen, ``told`` carries a problem that leaves the screen as it is.
    """

    state_changed = Signal()
    #: the cases can be used
    opened = Signal()
    #: the cases are about to be let go: what is on the screen has to be stored and put away now
    locking = Signal()
    told = Signal(object)
    busy_changed = Signal()
    #: seconds left until the next try
    pause_changed = Signal(int)
    #: whether this system has a keyring that could remember the vault
    keyring_known = Signal(bool)
    #: a backup at locking failed
    backup_failed = Signal(object)

    def __init__(
        self,
        make_port: Callable[[], VaultPort],
        beside: Beside,
        parent: QObject | None = None,
        *,
        look: Callable[[], VaultLook] | None = None,
        second: int = 1000,
    ) -> None:
        """``make_port`` is asked when the vault is first worked with, for it brings the whole of the storage.

        ``look`` sees what stands in the data folder without that; ``second``: milliseconds of a second of
        a pause.
        """
        super().__init__(parent)
        self._make_port = make_port
        self._look = look
        self._beside = beside
        self.state = GateState.NEW
        self.look: VaultLook | None = None
        self.vault: OpenVault | None = None
        #: what stands in the way (in use, damaged, trouble)
        self.problem: StorageError | None = None
        #: to be shown once, on the sheet
        self.recovery_key: RecoveryKey | None = None
        self.back = WayBack(lambda: self.port)
        self.busy = False
        self.tries = Tries(self, second=second)
        self.tries.pause_changed.connect(self.pause_changed)
        #: kept while the vault is in use or damaged, so that nobody has to type twice
        self._key: DataKey | None = None
        #: whether it lies in no file in clear
        self._secret = True
        self._way: Callable[[DataKey], object] = self._open
        self._keyring = KeyringQuestion(beside, lambda: self.port.can_remember(), self.keyring_known.emit)
        self._departure = Departure(beside, self.backup_failed.emit)

    @cached_property
    def port(self) -> VaultPort:
        """The vault of the data folder, closed."""
        return self._make_port()

    # --- asking -----------------------------------------------------------------------

    def store(self) -> CaseStore:
        """The cases. Raises VaultLocked, or what stands in the way."""
        if self.vault is None:
            raise self.problem or VaultLocked()
        return self.vault.store

    @property
    def pause(self) -> int:
        """Seconds left until the next try; 0: now."""
        return self.tries.pause

    @property
    def can_lock(self) -> bool:
        """Whether the cases are open and there is a passphrase to open them again."""
        return self.vault is not None and self.vault.has_passphrase

    @property
    def sheet_due(self) -> bool:
        """Whether the recovery sheet is still to be made."""
        return self.vault is not None and self.vault.has_passphrase and sheet_due(self.vault)

    # --- from the beginning -------------------------------------------------------------

    def begin(self) -> None:
        """See what stands in the data folder; quick, nothing is opened yet."""
        self.problem = None
        try:
            self.look = self.port.look() if self._look is None else self._look()
        except StorageError as problem:
            self._stop(problem)
            return
        if self.look.state is VaultState.UNPROTECTED:
            self.state = GateState.NEW
        elif self.look.state is VaultState.LOCKED:
            self._go(GateState.LOCKED)
        else:
            self._go(GateState.SETUP)

    def enter(self) -> None:
        """Open at once what needs nobody: an unprotected vault, or one that the keyring remembers."""
        if self.look is None or self.vault is not None:
            return
        if self.look.state is VaultState.UNPROTECTED:
            try:
                key = self.port.key_unprotected()
            except StorageError as problem:
                self._stop(problem)
            else:
                self._open(key, secret=False)
        elif self.state is GateState.LOCKED and self.look.remembered:
            self._work(lambda: self.port.key_from_keyring(), self._on_remembered)

    def try_again(self) -> None:
        """The person did something about what stood in the way."""
        if self._key is not None:
            self._open(self._key, secret=self._secret)
        else:
            self.begin()
            self.enter()

    # --- a new vault ----------------------------------------------------------------------

    def set_up(self, passphrase: str | None) -> None:
        """Make the vault. None: "no passphrase on this computer"."""
        self._work(lambda: self.port.prepare(passphrase), self._on_prepared)

    def _on_prepared(self, prepared: PreparedVault) -> None:
        try:
            vault = self.port.create(prepared)
            # Its mark stands on the sheet, and on the screen once it is locked.
            self.look = self.port.look()
        except StorageError as problem:
            self._stop(problem)
            return
        self.recovery_key = prepared.recovery_key
        self.vault = vault
        if self.recovery_key is None:
            self._enter_cases()
        else:
            self._note_sheet(due=True)
            self._go(GateState.SHEET)

    def sheet_done(self, *, kept: bool) -> None:
        """The recovery key was kept, or that was put off: a reminder stays then."""
        self._note_sheet(due=not kept)
        self.recovery_key = None
        self._enter_cases()

    def _note_sheet(self, *, due: bool) -> None:
        if self.vault is not None:
            try:
                note_sheet(self.vault, due=due)
            except StorageError as problem:
                self.told.emit(problem)

    # --- unlocking --------------------------------------------------------------------------

    def unlock(self, passphrase: str, *, remember: bool = False) -> None:
        """Try a passphrase, unless a pause is under way."""
        if self.pause:
            return

        def go_in(key: DataKey) -> None:
            self._open(key)
            if remember and self.vault is not None:
                self.vault.remember()

        self._way = go_in
        self._work(lambda: self.port.key_from_passphrase(passphrase), self._on_key)

    def unlock_with_recovery_key(self, text: str) -> None:
        """Try a recovery key; a new passphrase is asked for behind it."""

        def go_in(key: DataKey) -> None:
            self._open(key, GateState.NEW_PASSPHRASE)

        self._way = go_in
        self._work(lambda: self.port.key_from_recovery_key(text), self._on_key)

    def choose_passphrase(self, passphrase: str) -> None:
        """After the recovery key: the new passphrase, and then the cases."""
        vault = self.vault
        if vault is None:
            return

        def change(prepared: PreparedVault) -> None:
            try:
                vault.change_passphrase(prepared)
            except StorageError as problem:
                self.told.emit(problem)
            else:
                self._enter_cases()

        self._work(lambda: vault.prepare_passphrase(passphrase), change)

    def ask_for_keyring(self) -> None:
        """Find out whether this system has a keyring that could remember the vault: ``keyring_known``."""
        self._keyring.ask()

    def _on_remembered(self, key: DataKey | None) -> None:
        if key is not None and self.vault is None:
            self._open(key)

    def _on_key(self, key: DataKey) -> None:
        self.tries.right()
        way = self._way
        # The backup begun at locking may still use the files.
        self._departure.then(lambda: way(key))

    def _open(self, key: DataKey, then: GateState = GateState.OPEN, *, secret: bool = True) -> None:
        try:
            self.vault = self.port.open(key)
        except (VaultInUse, Damaged) as problem:
            self._key, self._secret = key, secret
            self._stop(problem)
            return
        except StorageError as problem:
            self._stop(problem)
            return
        self._key = None
        self.problem = None
        if then is GateState.OPEN:
            self._enter_cases()
        else:
            self._go(then)

    def _enter_cases(self) -> None:
        self._go(GateState.OPEN)
        self.opened.emit()

    # --- what stands in the way ---------------------------------------------------------------

    def _stop(self, problem: StorageError) -> None:
        forget_frames(problem)
        self.problem = problem
        if isinstance(problem, VaultInUse):
            self._go(GateState.IN_USE)
        elif isinstance(problem, Damaged) and self._key is not None:
            look = self.back.look(self._key)
            self._go(GateState.DAMAGED)
            self._work(look, self._on_copies)
        else:
            self._go(GateState.TROUBLE)

    def _on_copies(self, copies: Sequence[Backup]) -> None:
        self.back.found(copies)
        self.state_changed.emit()

    @property
    def may_set_aside(self) -> bool:
        """Whether nothing here can be read: the keys, or the file of an older PermitDesk."""
        of_older = self.look is not None and self.look.state is VaultState.OLDER_DATABASE
        return isinstance(self.problem, (KeysDamaged, Damaged) if of_older else KeysDamaged)

    def go_without(self) -> None:
        """Work with cases that cannot be stored here; each says so and can be saved as a file."""
        self._enter_cases()

    def look_for_copies(self, problem: Damaged) -> None:
        """The open cases are damaged: put everything away and show what there is to go on with."""
        vault = self.vault
        if vault is None:
            return
        self._key, self._secret = vault.key, vault.has_passphrase
        self.locking.emit()
        self.vault = None
        vault.close()
        self._stop(problem)

    def go_on_with(self, backup: Backup | None) -> None:
        """Put a copy in the place of the damaged file, or what can still be read of that, and open it."""
        key = self._key
        if key is None:
            return

        def enter(rescued: int) -> None:
            self.back.rescued = rescued
            if self._key is not None:
                self._open(key, secret=self._secret)

        self._work(self.back.going_on(key, backup), enter)

    def set_aside(self) -> None:
        """Give up opening this vault: keep it in a folder of its own and begin a new one."""
        try:
            self.port.set_aside()
        except StorageError as problem:
            self.told.emit(problem)
            return
        self._key = None
        self.begin()
        self.enter()

    # --- locking --------------------------------------------------------------------------------

    def lock(self, *, at_once: bool = False) -> bool:
        """Let go of the cases and their key; False where there is no passphrase to come back with.

        ``at_once``: without a last copy, for the computer is about to fall asleep with all its memory.
        """
        vault = self.vault
        if vault is None or not vault.has_passphrase:
            return False
        self.locking.emit()
        self.vault = None
        self._key = None
        self.problem = None
        self.recovery_key = None
        self._departure.leave(vault, at_once=at_once)
        self._go(GateState.LOCKED)
        return True

    def forget_key(self) -> None:
        """Nobody is there: let go of a key that was kept so that nobody has to type twice."""
        if self._key is None or not self._secret or self.vault is not None:
            return
        self._key = None
        self.begin()

    def close(self) -> None:
        """Let go of everything, at the end of the program."""
        self._departure.end()
        if self.vault is not None:
            self.vault.close()
            self.vault = None
        self._key = None
        # Nobody is told: the window goes, and needs no screen to unlock, nor a keyring for it.
        self.state = GateState.LOCKED

    # --- inside -----------------------------------------------------------------------------------

    def _go(self, state: GateState) -> None:
        self.state = state
        self.state_changed.emit()

    def _work(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Something slow, one at a time; the screen says that it is under way."""
        if self.busy:
            return
        self._set_busy(True)

        def finish(result: T) -> None:
            self._set_busy(False)
            done(result)

        self._beside(work, finish, self._on_failed)

    def _on_failed(self, problem: StorageError) -> None:
        self._set_busy(False)
        if isinstance(problem, WrongPassphrase):
            self.tries.wrong()
        self.told.emit(problem)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()
