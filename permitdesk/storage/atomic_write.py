"""Replacing a file so that the old one survives whatever happens."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from permitdesk.storage.errors import DiskFull, TargetUnwritable, is_no_room


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a temporary file beside it, flushed to disk, then moved into its place.

    Raises DiskFull or TargetUnwritable with the old file unchanged and nothing left behind.
    A new file can be read by its owner only, for a case holds personal data.
    """
    temporary: Path | None = None
    try:
        path = _regular(path)
        handle, name = tempfile.mkstemp(prefix=".permitdesk-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if is_no_room(error):
            raise DiskFull("no room for a case file") from error
        raise TargetUnwritable(path, error.strerror or type(error).__name__) from error
    _sync_folder(path.parent)


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
    """Make a rename durable, where the system can open a folder (Windows cannot)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        # Some network file systems refuse; the content of the file is safe already.
        return
    finally:
        os.close(handle)
