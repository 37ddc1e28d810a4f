"""States to go back to, and forward again."""

from __future__ import annotations

from typing import Generic, TypeVar

State = TypeVar("State")


class UndoStack(Generic[State]):
    """Keeps the states before the present one, at most ``depth`` of them, and those taken back."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._past: list[State] = []
        self._future: list[State] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before the present one."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a state was taken back and nothing changed since."""
        return bool(self._future)

    def leave(self, state: State) -> None:
        """The present state is about to change; what was taken back before cannot come again."""
        self._past.append(state)
        del self._past[: -self._depth]
        self._future.clear()

    def undo(self, present: State) -> State | None:
        """The state before the present one; None if there is none."""
        if not self._past:
            return None
        self._future.append(present)
        return self._past.pop()

    def redo(self, present: State) -> State | None:
        """The state last taken back; None if there is none."""
        if not self._future:
            return None
        self._past.append(present)
        return self._future.pop()
