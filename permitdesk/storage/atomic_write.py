"""Replacing a case file so that the old one survives whatever happens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from permitdesk.replace_file import replace_files
from permitdesk.storage.errors import DiskFull, TargetUnwritable, is_no_room


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``. Raises DiskFull or TargetUnwritable with nothing changed."""
    write_all_atomically({path: data})


def write_all_atomically(contents: Mapping[Path, bytes]) -> None:
    """The same for several files: all or none. Raises as ``write_atomically``."""
    try:
        replace_files(contents)
    except OSError as error:
        if is_no_room(error):
            raise DiskFull("no room for a case file") from error
        raise TargetUnwritable(Path(error.filename), error.strerror or type(error).__name__) from error
