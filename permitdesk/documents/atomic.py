"""Writing an export so that the old file survives whatever happens."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from permitdesk.documents.errors import TargetUnwritable


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a temporary file beside it, flushed to disk, then put in its place.

    Until the last step the old file is untouched. Raises TargetUnwritable, with nothing changed,
    if the folder is missing or not writable, or the disk is full.
    """
    temporary: str | None = None
    try:
        path = _regular(path)
        handle, temporary = tempfile.mkstemp(prefix=".permitdesk-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_for(path))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise TargetUnwritable(path, error.strerror or type(error).__name__) from error
    _sync_folder(path.parent)


def _mode_for(path: Path) -> int:
    """Rights of the file being replaced; for a new one only the owner, for it holds personal data."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o600


def _regular(path: Path) -> Path:
    """The file behind links; it may be missing. Raises OSError for a folder, a device or a pipe.

    Putting a file in the place of a device would break the system for everybody.
    """
    target = path.resolve() if path.exists() else path
    if target.exists() and not target.is_file():
        code = errno.EISDIR if target.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(code))
    return target


def _sync_folder(folder: Path) -> None:
    """Make the rename durable where the system allows to open a folder (not on Windows)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        # some file systems cannot sync a folder; the file itself is already safe
        return
    finally:
        os.close(handle)
