"""One user of a vault at a time: the file ``vault.lock``.

On one computer the system's own lock decides, and it goes with the program, however that ends.
For two computers on one shared folder, where such locks are not to be relied on, the file holds a
token and a beat every half minute; a beat of two minutes ago is that of a dead program. Whoever takes
the vault over writes another token, and the one who lost it notices before the next save.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import ReadOnly, VaultGone, VaultInUse
from permitdesk.storage.vault import os_lock
from permitdesk.storage.vault.this_computer import computer_mark

#: seconds between two beats
BEAT_SECONDS = 30.0
#: without a beat for so long, a program on another computer counts as dead
STALE = timedelta(minutes=2)

_TOKEN_BYTES = 16
#: bytes of the file, filled up with blanks
_SIZE = 512
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who wrote the lock file last, and when."""

    token: str
    computer: str
    since: datetime
    beat: datetime


class InstanceLock:
    """The lock of one vault. ``take`` it before touching anything, ``release`` it afterwards."""

    def __init__(
        self, path: Path, clock: Callable[[], datetime], *, computer: str | None = None, beat: bool = True
    ) -> None:
        """``clock`` gives the time with its zone; ``computer`` and ``beat`` are there for tests."""
        self._path = path
        self._clock = clock
        self._computer = computer or computer_mark()
        self._beats = beat
        self._handle: int | None = None
        self._token = ""
        self._since = datetime.min.replace(tzinfo=UTC)
        self._stop = threading.Event()
        # Reading moves the place in the file on Windows, so it takes the same lock as writing.
        self._writing = threading.RLock()
        self._taken_by: VaultInUse | None = None
        self._released = False

    # --- taking and giving back ---------------------------------------------------------

    def take(self) -> None:
        """Become the one user. Raises VaultInUse, VaultGone, ReadOnly, DiskFull."""
        self._claim()
        self._released = False
        if self._beats:
            self._stop.clear()
            threading.Thread(target=self._keep_beating, name="vault-beat", daemon=True).start()

    def release(self) -> None:
        """Let others in. The file stays: taking it away would let two programs lock two files."""
        self._stop.set()
        with self._writing:
            self._released = True
            if self._handle is None:
                return
            with contextlib.suppress(OSError):
                if self._is_ours():
                    self._put(b"")
            self._let_go()

    def check(self) -> None:
        """Whether the vault is still ours; cheap enough for every save. Raises VaultInUse, VaultGone."""
        if self._taken_by is not None:
            # Its program may have put the journal away that ours still writes to: only opening anew helps.
            raise self._taken_by
        if self._released:
            raise VaultGone("the lock was given back")
        handle = self._handle
        if handle is None:
            self._claim_again()
            return
        try:
            found, ours = self._path.stat(), os.fstat(handle)
        except FileNotFoundError:
            self._claim_again()
            return
        except OSError as error:
            raise VaultGone("the folder of the vault cannot be read") from error
        if (found.st_ino, found.st_dev) != (ours.st_ino, ours.st_dev):
            self._claim_again()
            return
        try:
            is_ours = self._is_ours()
        except OSError as error:
            raise VaultGone("the lock of the vault cannot be read") from error
        if not is_ours:
            self._lost()

    def beat(self) -> bool:
        """Say that this program lives; False once the vault is somebody else's or gone."""
        with self._writing:
            if self._handle is None:
                return False
            try:
                if not self._is_ours():
                    return False
                self._write()
            except OSError:
                # A stick that was pulled, or a share that is away for a moment: the next beat tries again.
                return not self._stop.is_set()
        return True

    # --- helpers ------------------------------------------------------------------------

    def _claim(self) -> None:
        if not self._path.parent.is_dir():
            raise VaultGone("the folder of the vault is not there")
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)
            free = os_lock.lock(self._handle)
            holder = self._holder()
        except OSError as error:
            self._let_go()
            raise file_problem(error) from error
        elsewhere = holder is not None and holder.computer != self._computer
        alive = holder is not None and elsewhere and abs(self._clock() - holder.beat) < STALE
        if not free or alive:
            self._let_go()
            raise VaultInUse("other_computer" if elsewhere else "this_computer", _time_of_day(holder))
        self._token = secrets.token_hex(_TOKEN_BYTES)
        self._since = self._clock()
        try:
            self._write()
        except OSError as error:
            self._let_go()
            raise file_problem(error) from error

    def _claim_again(self) -> None:
        """The lock file was taken away or replaced. If nobody else stands there, it is ours again."""
        with self._writing:
            self._let_go()
            try:
                self._claim()
            except ReadOnly as error:
                raise VaultGone("the folder of the vault cannot be written") from error
            except VaultInUse as error:
                self._taken_by = error
                raise

    def _lost(self) -> None:
        try:
            holder = self._holder()
        except OSError:
            holder = None
        here = holder is not None and holder.computer == self._computer
        self._taken_by = VaultInUse("this_computer" if here else "other_computer", _time_of_day(holder))
        raise self._taken_by

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os_lock.unlock(handle)
            with contextlib.suppress(OSError):
                os.close(handle)

    def _is_ours(self) -> bool:
        """Compares the token only; it stands at a fixed place at the head of the file."""
        return self._read(len(_HEAD) + 2 * _TOKEN_BYTES) == _HEAD + self._token.encode("ascii")

    def _write(self) -> None:
        assert self._handle is not None
        content = {
            "token": self._token,
            "computer": self._computer,
            "since": self._since.astimezone(UTC).isoformat(),
            "beat": self._clock().astimezone(UTC).isoformat(),
        }
        self._put(json.dumps(content, separators=(",", ":")).encode("ascii"))

    def _put(self, data: bytes) -> None:
        """Always as many bytes: on a full disk there is room where the last ones were."""
        assert self._handle is not None
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, data.ljust(_SIZE - 1) + b"\n")
        os.fsync(self._handle)

    def _read(self, length: int) -> bytes:
        assert self._handle is not None
        if sys.platform == "win32":
            with self._writing:
                os.lseek(self._handle, 0, os.SEEK_SET)
                return os.read(self._handle, length)
        else:
            return os.pread(self._handle, length, 0)

    def _holder(self) -> Holder | None:
        """Who wrote the file; None if nobody did, or nothing that can be understood."""
        try:
            content = json.loads(self._read(_SIZE))
            since, beat = (datetime.fromisoformat(content[name]) for name in ("since", "beat"))
            if since.tzinfo is None or beat.tzinfo is None:
                return None
            return Holder(str(content["token"]), str(content["computer"]), since, beat)
        except (ValueError, KeyError, TypeError):
            return None

    def _keep_beating(self) -> None:
        while not self._stop.wait(BEAT_SECONDS) and self.beat():
            pass


_HEAD = b'{"token":"'


def _time_of_day(holder: Holder | None) -> str:
    return "" if holder is None else holder.since.astimezone().strftime("%H:%M")
