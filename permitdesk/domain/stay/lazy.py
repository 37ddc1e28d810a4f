"""A sequence made when somebody looks: the verdict needs the sums, only a reader needs the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class Lazy(Sequence[T_co]):
    """Rows made on first use; equal to any sequence of the same rows."""

    def __init__(self, build: Callable[[], tuple[T_co, ...]]) -> None:
        self._build = build
        self._rows: tuple[T_co, ...] | None = None

    def rows(self) -> tuple[T_co, ...]:
        """All rows in order of days."""
        if self._rows is None:
            self._rows = self._build()
        return self._rows

    @overload
    def __getitem__(self, index: int) -> T_co: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...

    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        return self.rows()[index]

    def __len__(self) -> int:
        return len(self.rows())

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.rows())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.rows() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.rows())

    def __repr__(self) -> str:
        return repr(self.rows())
