"""Writing an export so that the old file survives whatever happens."""

from __future__ import annotations

from pathlib import Path

from permitdesk.documents.errors import TargetUnwritable
from permitdesk.replace_file import replace_file


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``. Raises TargetUnwritable with nothing changed."""
    try:
        replace_file(path, data)
    except OSError as error:
        raise TargetUnwritable(path, error.strerror or type(error).__name__) from error
