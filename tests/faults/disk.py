"""A disk that can fail: every operation that changes it is counted, and one of them can be made to fail."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """How an operation fails."""

    NO_ROOM = errno.ENOSPC
    BROKEN = errno.EIO
    PROTECTED = errno.EROFS
    #: half of it is written, and then there is no room for the rest
    HALF = -errno.ENOSPC


#: What can happen to each kind of operation.
FAULTS: dict[str, tuple[Fault, ...]] = {
    "write": (Fault.NO_ROOM, Fault.BROKEN, Fault.PROTECTED, Fault.HALF),
    "sync": (Fault.NO_ROOM, Fault.BROKEN),
    "open": (Fault.NO_ROOM, Fault.BROKEN, Fault.PROTECTED),
    "truncate": (Fault.NO_ROOM, Fault.BROKEN, Fault.PROTECTED),
    "allocate": (Fault.NO_ROOM, Fault.BROKEN),
    "unlink": (Fault.BROKEN, Fault.PROTECTED),
    "rename": (Fault.NO_ROOM, Fault.BROKEN, Fault.PROTECTED),
    "folder": (Fault.NO_ROOM, Fault.BROKEN, Fault.PROTECTED),
}


@dataclass(frozen=True)
class Operation:
    """One thing done to the disk: what, and the name of the file without its folder."""

    kind: str
    name: str


class Disk:
    """Counts operations in ``operations``; ``break_at`` lets one fail, or all from there on."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self._names: dict[int, str] = {}
        self.heal()

    def heal(self) -> None:
        """From now on nothing fails; the count begins again."""
        self.operations = []
        self._at: int | None = None
        self._fault = Fault.BROKEN
        self._lasting = False
        self._rest_fails = False
        #: whether the fault has happened
        self.failed = False

    def break_at(self, number: int, fault: Fault, *, lasting: bool = False) -> None:
        """Let the operation of this number fail (the next one is 0), and all later ones if ``lasting``."""
        self.heal()
        self._at, self._fault, self._lasting = number, fault, lasting

    def count(self, kind: str, name: str = "") -> int:
        """How often something was done, to files whose name ends like this."""
        return sum(1 for done in self.operations if done.kind == kind and done.name.endswith(name))

    # --- asked by the engine and by the files -----------------------------------------

    def verdict(self, kind: str, name: str) -> Fault | None:
        """Count an operation; how it fails, or None if it goes well."""
        number = len(self.operations)
        self.operations.append(Operation(kind, name))
        if self._rest_fails and kind == "write":
            self._rest_fails = False
            return Fault.NO_ROOM
        if self._at is None or not (number == self._at or (self._lasting and number > self._at)):
            return None
        self.failed = True
        if self._fault is Fault.HALF:
            if kind != "write":
                return Fault.NO_ROOM
            self._rest_fails = True
        return self._fault

    def check(self, kind: str, name: str) -> None:
        """For Python's own operations. Raises OSError; half of something is not possible here."""
        fault = self.verdict(kind, name)
        if fault is not None:
            raise fault_error(fault, name)

    def opened(self, handle: int, name: str) -> None:
        """Remember which file a handle belongs to."""
        self._names[handle] = name

    def name_of(self, handle: int) -> str:
        """The name of an open file, without its folder."""
        return self._names.get(handle, "?")


def fault_error(fault: Fault, name: str) -> OSError:
    """The error of the system for a fault."""
    number = abs(fault.value)
    return OSError(number, os.strerror(number), name)
