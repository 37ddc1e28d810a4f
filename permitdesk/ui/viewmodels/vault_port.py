"""What the window asks of the vault; ``storage.vault.vault`` is the one that ships.

Methods said to be slow take up to a second on purpose and touch no database: they are called beside
the window. All others are quick and are called by the window itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from permitdesk.domain.case import Case
    from permitdesk.storage.backups.records import Backup
    from permitdesk.storage.case_store import CaseStore
    from permitdesk.storage.vault.records import DataKey, RecoveryKey, VaultLook


class PreparedVault(Protocol):
    """Keys made for a new vault or a new passphrase; nothing of it is on the disk yet."""

    @property
    def recovery_key(self) -> RecoveryKey | None:
        """To be printed; None where no new one was made."""
        ...


class OpenVault(Protocol):
    """A vault in use. Raises StorageError for known problems."""

    @property
    def store(self) -> CaseStore:
        """The cases."""
        ...

    @property
    def has_passphrase(self) -> bool:
        """False: "no passphrase on this computer"."""
        ...

    @property
    def remembered(self) -> bool:
        """Whether the system's keyring opens it too."""
        ...

    @property
    def key(self) -> DataKey:
        """The key of the cases, to look for whole copies with once the cases turn out to be damaged."""
        ...

    def close(self) -> None:
        """Let go of files and key, at the end or to lock. A vault closed twice stays closed."""
        ...

    # --- keys -------------------------------------------------------------------------

    def prepare_passphrase(self, passphrase: str) -> PreparedVault:
        """Slow: wrap the data key anew. Only where there is a passphrase already."""
        ...

    def change_passphrase(self, prepared: PreparedVault) -> None:
        """Put the new wrapping in the place of the old one; the cases are not rewritten."""
        ...

    def new_recovery_key(self) -> RecoveryKey:
        """Make another recovery key; the old sheet opens nothing from then on."""
        ...

    def prepare_protection(self, passphrase: str) -> PreparedVault:
        """Slow: keys for a vault that had no passphrase."""
        ...

    def protect(self, prepared: PreparedVault) -> None:
        """Write all cases anew under a new data key, check the copy, then let the open one go.

        The old key lay open on this disk, so it is not used any further.
        """
        ...

    def unprotect(self) -> None:
        """Back to "no passphrase on this computer": from then on everybody at this computer can open it."""
        ...

    def remember(self) -> bool:
        """Let the system's keyring open it too; False if this system has none. Never the only way in."""
        ...

    def forget(self) -> None:
        """Take that back; works without a keyring too."""
        ...

    # --- backups ----------------------------------------------------------------------

    def backups(self) -> Sequence[Backup]:
        """The copies that are kept, the newest first."""
        ...

    def backup_due(self, *, leaving: bool = False) -> bool:
        """Whether something changed since the last copy that is old enough to make another.

        ``leaving``: the vault is about to be locked or closed, so a younger copy is old enough.
        """
        ...

    @property
    def is_cleaning(self) -> bool:
        """Whether ``purge_all`` is at work; ``close`` would wait for it."""
        ...

    def back_up(self, cancelled: Callable[[], bool] = ...) -> Backup | None:
        """May be called beside the window: copy, open the copy, count, and drop those too old.

        None if cancelled. Raises StorageError; a copy that does not count right is thrown away.
        """
        ...

    def purge(self, case_id: str, reason: str) -> int:
        """Delete a case for good, from the database and every copy; how many copies could not be cleaned."""
        ...

    def purge_all(self, case_ids: Sequence[str], reason: str) -> int:
        """May be called beside the window: the same for several cases, all of them or none.

        Every copy is written anew, once for all the cases. Raises NoSuchCase and other StorageErrors.
        """
        ...


class VaultPort(Protocol):
    """The vault of the data folder, closed."""

    def look(self) -> VaultLook:
        """What stands in the data folder. Raises StorageError (KeysDamaged, TooNew, ReadOnly...)."""
        ...

    def prepare(self, passphrase: str | None) -> PreparedVault:
        """Slow: keys for a new vault. None: "no passphrase on this computer"."""
        ...

    def create(self, prepared: PreparedVault) -> OpenVault:
        """Make the vault; the database of an older PermitDesk is carried over whole, counted, and removed."""
        ...

    def key_from_passphrase(self, passphrase: str) -> DataKey:
        """Slow. Raises WrongPassphrase, KeysDamaged."""
        ...

    def key_from_recovery_key(self, text: str) -> DataKey:
        """Slow enough. Raises WrongRecoveryKey, KeysDamaged."""
        ...

    def key_from_keyring(self) -> DataKey | None:
        """Slow: what the system's keyring remembers; None if it does not."""
        ...

    def can_remember(self) -> bool:
        """Slow: whether this system has a keyring that could remember the vault."""
        ...

    def key_unprotected(self) -> DataKey:
        """The key that lies open. Raises KeysDamaged where there is none."""
        ...

    def open(self, key: DataKey) -> OpenVault:
        """Open the cases. Raises VaultInUse, Damaged, TooNew, ReadOnly, DiskFull, VaultGone."""
        ...

    def good_copies(self, key: DataKey) -> Sequence[Backup]:
        """The copies that open with this key and are whole, the newest first. May take a moment."""
        ...

    def go_on_with(self, backup: Backup, key: DataKey) -> int:
        """Slow: put a good copy in the place of the damaged file, which is kept aside.

        Cases of the damaged file that can still be read and are newer are taken over; returns how many.
        """
        ...

    def go_on_without_copy(self, key: DataKey) -> int:
        """Where there is no good copy: what can still be read, in a new database; returns how many cases.

        Slow. Raises as ``go_on_with``, and NothingToRescue if no case can be read.
        """
        ...

    def set_aside(self) -> Path:
        """Keep everything of this vault in a folder of its own, so that a new one can be made.

        For who has neither passphrase nor recovery key. Nothing is deleted; returns the folder.
        """
        ...


class HandoverPort(Protocol):
    """Cases as encrypted files. Slow methods are called beside the window."""

    def seal(self, path: Path, packages: Sequence[HandoverPackage], passphrase: str) -> None:
        """Slow: write a hand-over file. Raises DiskFull, TargetUnwritable."""
        ...

    def open(self, path: Path, passphrase: str) -> Sequence[HandoverPackage]:
        """Slow: read one. Raises WrongPassphrase, HandoverError, CaseFileError; never a part of it."""
        ...


class HandoverPackage(Protocol):
    """One case in a hand-over file, with what is needed to join it with another copy."""

    @property
    def case(self) -> Case:
        """The case."""
        ...

    @property
    def lineage(self) -> tuple[str, ...]:
        """Digests of the states it grew from, the newest first."""
        ...

    @property
    def made_on(self) -> date:
        """The day the file was written."""
        ...
