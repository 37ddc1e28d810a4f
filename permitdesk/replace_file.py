"""Replacing a file so that the old one survives whatever happens. Knows nothing of what is written."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a temporary file beside it, flushed to disk, then put in its place.

    Until the last step the old file is untouched. Raises OSError with nothing changed and nothing
    left behind, if the folder is missing or not writable, the disk is full, or ``path`` is not a
    regular file. A new file can be read by its owner only, for it holds personal data.
    """
    replace_files({path: data})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """The same for files that belong together: all are on the disk before the first takes its place.

    Raises OSError with the path as its ``filename`` and nothing changed. Only a disk that fails between
    two names that it gives can leave some old and some new; each of them is whole.
    """
    waiting: list[tuple[Path, Path, Path]] = []
    path = Path()
    try:
        for path, data in contents.items():
            target = _regular(path)
            handle, name = tempfile.mkstemp(prefix=".permitdesk-", suffix=".tmp", dir=target.parent)
            waiting.append((path, Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode_for(target))
        for given, temporary, target in waiting:
            path = given
            temporary.replace(target)
    except OSError as error:
        for _, temporary, _ in waiting:
            temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    for folder in {target.parent for _, _, target in waiting}:
        _sync_folder(folder)


def _regular(path: Path) -> Path:
    """The file behind links; it may be missing. Raises OSError for a folder, a device or a pipe.

    Putting a file in the place of a device would break the system for everybody.
    """
    target = path.resolve() if path.exists() else path
    if target.exists() and not target.is_file():
        code = errno.EISDIR if target.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(code))
    return target


def _mode_for(path: Path) -> int:
    """Rights of the file being replaced; for a new one only the owner."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o600


def _sync_folder(folder: Path) -> None:
    """Make the rename durable where the system allows to open a folder (not on Windows)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        # Some file systems cannot sync a folder; the content of the file is safe already.
        return
    finally:
        os.close(handle)
