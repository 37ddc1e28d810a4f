"""Backups that were made under an earlier data key, written anew under the present one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import StorageError
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import can_be_opened, copied_under, remove_database


def key_of(path: Path, keys: Sequence[DataKey]) -> DataKey | None:
    """The key that opens a database; None if none of them does. Raises StorageError of the disk."""
    return next((key for key in keys if can_be_opened(path, key)), None)


def renewed(files: VaultFiles, keys: Sequence[DataKey], cancelled: Callable[[], bool]) -> bool:
    """Write each backup under an earlier key anew under the first of ``keys``; whether none is left.

    The old file stays until the new one is whole and durable. A damaged one stays as it is.
    """
    done = True
    for path in sorted(files.backups.glob("*.db")):
        if cancelled():
            return False
        try:
            key = key_of(path, keys)
            if key is not None and key is not keys[0]:
                _renew(path, key, keys[0])
        except StorageError:
            done = False
    return done


def _renew(path: Path, old: DataKey, new: DataKey) -> None:
    part = path.with_name(path.name + ".part")
    copied_under(path, old, part, new)
    try:
        part.replace(path)
    except OSError as error:
        remove_database(part)
        raise file_problem(error) from error
