"""Replacing a case file so that the old one survives whatever happens."""

from __future__ import annotations

from pathlib import Path

from permitdesk.replace_file import replace_file
from permitdesk.storage.errors import DiskFull, TargetUnwritable, is_no_room


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``. Raises DiskFull or TargetUnwritable with nothing changed."""
    try:
        replace_file(path, data)
    except OSError as error:
        if is_no_room(error):
            raise DiskFull("no room for a case file") from error
        raise TargetUnwritable(path, error.strerror or type(error).__name__) from error
