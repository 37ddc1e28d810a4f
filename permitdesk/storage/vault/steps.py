"""The moments at which a change of the vault could be cut off; tests cut there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from permitdesk.storage.disk import file_problem

#: told the name of each step as soon as it is done; a test raises or kills here
Hook = Callable[[str], None]


def nothing(step: str) -> None:
    """The hook that ships: it does nothing."""


def flush_to_disk(path: Path) -> None:
    """Make the content of a file durable. Raises DiskFull, ReadOnly."""
    try:
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise file_problem(error) from error


def flush_folder(folder: Path) -> None:
    """Make what was removed from a folder stay removed, where the system allows (not on Windows)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
