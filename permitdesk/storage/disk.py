"""Errors of the file system as the known problems of storage.

Apart from the database: the first screen looks at files and needs no database.
"""

from __future__ import annotations

from permitdesk.storage.errors import DiskFull, ReadOnly, StorageError, is_no_room


def file_problem(error: OSError) -> StorageError:
    """The known problem behind an error of the file system."""
    kind = DiskFull if is_no_room(error) else ReadOnly
    return kind(f"cannot open the database: {error.strerror}")
