"""Known problems of storage. Each names a text of ``resources/texts`` that says what to do.

Nothing here is a bug: a disk can be full and a file can be cut in half. The message of the
exception is for developers and holds no personal data; the person sees ``text_id`` filled with ``params``.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The first screen knows the problems, but not the records of the law.
    from permitdesk.domain.law.findings import Param


#: letters of a file that a sentence repeats at most
LONGEST_QUOTE = 200


class StorageError(Exception):
    """A known problem. ``text_id`` is the sentence to show, ``params`` are its values."""

    text_id = "storage_error.disk_trouble"

    def __init__(self, message: str = "", **params: Param) -> None:
        """``message`` is for developers."""
        super().__init__(message or self.text_id)
        self.params: dict[str, Param] = params


class DiskTrouble(StorageError):
    """The disk reports an error that is none of those below. The last save did not happen."""


class DiskFull(StorageError):
    """There is no room left. The last save did not happen, everything before it is safe."""

    text_id = "storage_error.disk_full"


class ReadOnly(StorageError):
    """The database may be read but not written, or its folder may not be entered."""

    text_id = "storage_error.read_only"


class Damaged(StorageError):
    """The database, or one case in it, cannot be understood. Nothing is erased or overwritten."""

    text_id = "storage_error.damaged"


class LastChangesLost(Damaged):
    """What was saved last cannot be read any more; all before it is whole. Nothing is erased."""

    text_id = "storage_error.last_changes_lost"


class TooNew(StorageError):
    """The database was written by a newer version of the program. It is left as it is."""

    text_id = "storage_error.too_new"


class Locked(StorageError):
    """Another program keeps the database busy. The last save did not happen."""

    text_id = "storage_error.locked"


class NoSuchCase(StorageError):
    """There is no case, or no revision of it, with this identifier."""

    text_id = "storage_error.no_such_case"


class ChangedElsewhere(StorageError):
    """Another window saved other answers to the same case since. Neither is overwritten."""

    text_id = "storage_error.changed_elsewhere"


class TargetUnwritable(StorageError):
    """The chosen case file cannot be written. An older file of that name is unchanged."""

    text_id = "storage_error.target_unwritable"

    def __init__(self, path: Path, reason: str) -> None:
        """``reason`` is the system's own words."""
        super().__init__(f"cannot write a case file: {reason}", name=path.name, reason=reason)


class VaultLocked(StorageError):
    """The vault is locked: what is on the screen is kept, and saved once it is unlocked."""

    text_id = "storage_error.vault_locked"


class VaultInUse(StorageError):
    """Another window or computer works with this vault. ``where``: this_computer or other_computer."""

    text_id = "storage_error.vault_in_use"

    def __init__(self, where: str, since: str = "") -> None:
        """``since``: the time of day its use began, or empty."""
        super().__init__(f"vault in use: {where}", since=since)
        self.where = where
        self.text_id = f"storage_error.vault_in_use_{where}"


class VaultGone(StorageError):
    """The folder or the stick with the vault is not there any more, or holds another file now."""

    text_id = "storage_error.vault_gone"


class WrongPassphrase(StorageError):
    """This passphrase does not open the vault or the file."""

    text_id = "storage_error.wrong_passphrase"


class WrongRecoveryKey(StorageError):
    """This recovery key is mistyped (its check letters do not fit) or belongs to another vault."""

    text_id = "storage_error.wrong_recovery_key"

    def __init__(self, *, mistyped: bool) -> None:
        """``mistyped``: it cannot be any recovery key; otherwise it is that of another vault."""
        super().__init__("mistyped recovery key" if mistyped else "recovery key of another vault")
        self.mistyped = mistyped
        if mistyped:
            self.text_id = "storage_error.recovery_key_mistyped"


class NotEnoughMemory(StorageError):
    """The computer cannot spare the memory that the key needs to be worked out."""

    text_id = "storage_error.not_enough_memory"


class KeysDamaged(StorageError):
    """The file with the keys, and its copy, cannot be understood. Nothing is erased."""

    text_id = "storage_error.keys_damaged"


class HandoverError(StorageError):
    """A hand-over file cannot be read as one. The text says what is wrong and what to do."""

    def __init__(self, problem: str, **params: Param) -> None:
        """``problem`` is the text id without its ``storage_error.``."""
        super().__init__(f"hand-over: {problem}", **params)
        self.text_id = f"storage_error.{problem}"


class CaseFileError(StorageError):
    """A case file cannot be read as a case.

    ``path`` is the field, such as ``absences[3].returned`` (the first entry is number 0), or empty
    when the file as a whole is meant. The text says what is wrong and how to mend it.
    """

    def __init__(self, path: str, problem: str, **params: Param) -> None:
        """``problem`` is the text id without its ``storage_error.``."""
        path = _showable(path)
        told = {name: _showable(value) if isinstance(value, str) else value for name, value in params.items()}
        super().__init__(f"{path or 'case file'}: {problem}", path=path, **told)
        self.path = path
        self.text_id = f"storage_error.{problem}"


def _showable(text: str) -> str:
    """What stands in a file, as a sentence can hold it: not endless, and without halves of characters."""
    return text[:LONGEST_QUOTE].encode("utf-8", "replace").decode("utf-8")


def is_no_room(error: OSError) -> bool:
    """Whether the system says that the disk, or the person's share of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
