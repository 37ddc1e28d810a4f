"""Setting a whole vault aside, for who has no way to its key; nothing of it is deleted.

The keys go last: cut off in between, the vault says that it is damaged and never that there is none.
"""

from __future__ import annotations

import re
from pathlib import Path

from permitdesk.storage.backups.names import entries
from permitdesk.storage.backups.rescue import new_folder
from permitdesk.storage.disk import file_problem
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.steps import Hook, flush_folder, nothing

#: the ending of a folder that is still being filled
_FILLING = ".part"
_KEPT = re.compile(r"\d+")


def give_up(files: VaultFiles, hook: Hook = nothing) -> Path:
    """Move everything of the vault to a new folder in ``set-aside`` and return it. Its lock must be taken.

    Damaged files that were kept aside earlier belong to this vault and go with it. An older, unencrypted
    database stays. Raises ReadOnly, DiskFull; done again, it goes on where it was cut off.
    """
    try:
        folder = _folder(files)
        hook("folder made")
        for _, piece in files.pieces():
            piece.replace(folder / piece.name)
        hook("databases moved")
        for earlier in entries(files.set_aside):
            if _KEPT.fullmatch(earlier.name) and not _is_vault(earlier, files):
                earlier.replace(folder / f"earlier-{earlier.name}")
        if files.backups.exists():
            files.backups.replace(_free(folder / files.backups.name))
        hook("backups moved")
        if files.keys.exists():
            files.keys.replace(folder / files.keys.name)
        hook("keys moved")
        flush_folder(files.folder)
        return _finished(folder)
    except OSError as error:
        raise file_problem(error) from error


def _folder(files: VaultFiles) -> Path:
    """A folder to fill: that of an attempt that was cut off, or a new one."""
    for path in entries(files.set_aside):
        if path.name.endswith(_FILLING) and path.is_dir():
            if not (path / files.keys.name).exists():
                return path
            # Only its name was missing; it holds another vault than the one to be moved now.
            _finished(path)
    return new_folder(files.set_aside, _FILLING)


def _is_vault(folder: Path, files: VaultFiles) -> bool:
    """Whether a folder holds a vault that was given up, and not just a damaged file of this one."""
    return any((folder / path.name).exists() for path in (files.keys, files.backups))


def _finished(folder: Path) -> Path:
    done = folder.with_name(folder.name.removesuffix(_FILLING))
    folder.replace(done)
    flush_folder(done.parent)
    return done


def _free(path: Path) -> Path:
    """The path, or with a number behind it if it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
