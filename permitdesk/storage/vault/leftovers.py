"""What an interrupted change of the vault leaves behind, and finishing or removing it."""

from __future__ import annotations

import contextlib

from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import Damaged, VaultGone
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.key_file import KeyFile
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import can_be_opened


def finish_writing(files: VaultFiles, keys: KeyFile, key: DataKey) -> None:
    """Give the database that the keys name its name, if the program ended just before that.

    Raises VaultGone without the folder, Damaged if there is no such database.
    """
    database, part = files.database(keys.database), files.part(keys.database)
    if database.exists():
        if database.stat().st_size == 0:
            raise Damaged("the database of the vault is empty")
        return
    if part.exists() and can_be_opened(part, key):
        give_name(files, keys.database)
        return
    if not files.folder.is_dir():
        raise VaultGone("the folder of the vault is not there")
    raise Damaged("the database of the vault is missing")


def give_name(files: VaultFiles, number: int) -> None:
    """Make the database that was being written the one of that number. Raises ReadOnly, DiskFull."""
    try:
        files.part(number).replace(files.database(number))
    except OSError as error:
        raise file_problem(error) from error


def remove_leftovers(files: VaultFiles, keys: KeyFile) -> None:
    """Remove databases that the keys do not name. What cannot be removed is left for the next time."""
    current = files.database(keys.database).name
    for _, path in files.pieces():
        if path.name != current and not path.name.startswith(current + "-"):
            with contextlib.suppress(OSError):
                path.unlink()


def remove_unfinished(files: VaultFiles) -> None:
    """Before a vault is made: remove what an earlier attempt began. Raises ReadOnly."""
    for number, path in files.pieces():
        if path.name.startswith(files.part(number).name):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise file_problem(error) from error


def last_number(files: VaultFiles) -> int:
    """The highest number that any database here has; 0 without one."""
    return max((number for number, _ in files.pieces()), default=0)
