"""An exclusive lock on an open file that the system takes back when the program ends, however it ends."""

from __future__ import annotations

import errno
import sys

#: a file system that cannot lock at all
_CANNOT = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL})
#: Windows keeps others from reading what is locked, so a byte far behind the content is taken
_BEHIND = 1 << 20


if sys.platform == "win32":
    import msvcrt
    import os

    def lock(handle: int) -> bool:
        """Whether the file is ours now. Does not wait. Raises OSError if that cannot be told."""
        os.lseek(handle, _BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def unlock(handle: int) -> None:
        """Give it back; nothing happens if it was not ours."""
        os.lseek(handle, _BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        except OSError:
            return

else:
    import fcntl

    def lock(handle: int) -> bool:
        """Whether the file is ours now. Does not wait. Raises OSError if that cannot be told."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            # Some network file systems know no locks: the token in the file has to do there.
            if error.errno in _CANNOT:
                return True
            raise
        return True

    def unlock(handle: int) -> None:
        """Give it back; nothing happens if it was not ours."""
        try:
            fcntl.flock(handle, fcntl.LOCK_UN)
        except OSError:
            return
