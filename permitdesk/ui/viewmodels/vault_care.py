"""What can be changed about an open vault: passphrase, recovery key, protection, keyring, who works here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from permitdesk.storage.errors import StorageError, VaultLocked
from permitdesk.ui.viewmodels.sheet_due import note_sheet

if TYPE_CHECKING:
    from permitdesk.storage.vault.records import DataKey, RecoveryKey
    from permitdesk.ui.viewmodels.beside import Beside
    from permitdesk.ui.viewmodels.gate import Gate
    from permitdesk.ui.viewmodels.vault_port import OpenVault, PreparedVault

T = TypeVar("T")


class VaultCare(QObject):
    """One change at a time. ``changed`` says which one is done, ``failed`` carries a known problem."""

    #: one of: passphrase, protected, unprotected, remembered, author
    changed = Signal(str)
    #: a new recovery key, to be shown once
    key_made = Signal(object)
    failed = Signal(object)
    busy_changed = Signal()
    keyring_known = Signal(bool)

    def __init__(self, gate: Gate, beside: Beside, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gate.keyring_known.connect(self.keyring_known)
        self._gate = gate
        self._beside = beside
        self.busy = False

    @property
    def vault(self) -> OpenVault:
        """The vault. Raises VaultLocked once it is locked."""
        if self._gate.vault is None:
            raise VaultLocked
        return self._gate.vault

    @property
    def has_passphrase(self) -> bool:
        """False: "no passphrase on this computer"."""
        return self._gate.vault is not None and self._gate.vault.has_passphrase

    @property
    def remembered(self) -> bool:
        """Whether the keyring of the system opens the vault too."""
        return self._gate.vault is not None and self._gate.vault.remembered

    @property
    def author(self) -> str:
        """Who works here."""
        try:
            return self.vault.store.author
        except StorageError:
            return ""

    def set_author(self, name: str) -> None:
        """Write this name into the history from now on."""
        if name != self.author:
            self._now(lambda: self.vault.store.set_author(name), "author")

    def change_passphrase(self, old: str, new: str) -> None:
        """Take another passphrase, if the old one is right."""

        def wrap(_key: DataKey) -> None:
            self._slow(lambda: self.vault.prepare_passphrase(new), put)

        def put(prepared: PreparedVault) -> None:
            self._now(lambda: self.vault.change_passphrase(prepared), "passphrase")

        self._slow(lambda: self._gate.port.key_from_passphrase(old), wrap)

    def protect(self, passphrase: str) -> None:
        """Give a vault without a passphrase one; all cases are written anew."""

        def put(prepared: PreparedVault) -> None:
            if self._now(lambda: self.vault.protect(prepared), "protected"):
                self._show_key(prepared.recovery_key)

        self._slow(lambda: self.vault.prepare_protection(passphrase), put)

    def unprotect(self, passphrase: str) -> None:
        """Back to "no passphrase on this computer", if the passphrase is right."""
        self._slow(
            lambda: self._gate.port.key_from_passphrase(passphrase),
            lambda _: self._now(lambda: self.vault.unprotect(), "unprotected"),
        )

    def new_recovery_key(self) -> None:
        """Make another recovery key; the old sheet opens nothing from then on."""
        try:
            key = self.vault.new_recovery_key()
        except StorageError as problem:
            self.failed.emit(problem)
        else:
            self._show_key(key)

    def _show_key(self, key: RecoveryKey | None) -> None:
        if key is not None:
            self._note_sheet(due=True)
            self.key_made.emit(key)

    def sheet_kept(self) -> None:
        """The sheet was saved or the key written down: nobody is reminded any more."""
        self._note_sheet(due=False)

    def _note_sheet(self, *, due: bool) -> None:
        try:
            note_sheet(self.vault, due=due)
        except StorageError as problem:
            self.failed.emit(problem)

    def remember(self, wanted: bool) -> None:
        """Let the keyring of the system open the vault too, or forget it there."""
        if wanted != self.remembered:
            self._now(lambda: self.vault.remember() if wanted else self.vault.forget(), "remembered")

    def ask_for_keyring(self) -> None:
        """Find out whether this system has a keyring: ``keyring_known`` says so, a little later."""
        self._gate.ask_for_keyring()

    # --- inside ---------------------------------------------------------------------------

    def _now(self, act: Callable[[], object], what: str) -> bool:
        try:
            act()
        except StorageError as problem:
            self.failed.emit(problem)
            return False
        self.changed.emit(what)
        return True

    def _slow(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        if self.busy:
            return
        self._set_busy(True)

        def finish(result: T) -> None:
            self._set_busy(False)
            done(result)

        def fail(problem: StorageError) -> None:
            self._set_busy(False)
            self.failed.emit(problem)

        self._beside(work, finish, fail)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()
