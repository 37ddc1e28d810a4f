"""Slow work beside the window, as the view-models ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from permitdesk.storage.errors import StorageError

T = TypeVar("T")


class Beside(Protocol):
    """Runs ``work`` and then exactly one of the others, in the thread of the window.

    Anything but a StorageError is a bug and is raised where the window tells bugs.
    """

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[StorageError], object],
    ) -> None:
        """Begin."""
        ...


def at_once(
    work: Callable[[], T], done: Callable[[T], object], failed: Callable[[StorageError], object]
) -> None:
    """In the caller's own thread: for tests, and where nothing slow is plugged in."""
    try:
        result = work()
    except StorageError as problem:
        failed(problem)
    else:
        done(result)
