"""The calendar of a case: one byte per day for where the person was, shared by all rules of the case."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from permitdesk.domain.case import Case
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.second.entries import Stay, Trip, stays_of, trips_of

T = TypeVar("T")
#: one day of each value that a day can have
_BYTES = (b"\x00", b"\x01", b"\x02")


class Calendar:
    """Days of a case as of ``on``. Positions count from ``base``, a day before everything that is told.

    Whatever lies after ``size`` has no journey in it, and the present stay goes on there.
    """

    def __init__(self, case: Case, kinds: Mapping[str, StatusKind], on: date) -> None:
        today = on.toordinal()
        self.stays: tuple[Stay, ...] = stays_of(case, kinds, today)
        self.trips: tuple[Trip, ...] = trips_of(case, today)
        begins = [s.first for s in self.stays] + [t.left for t in self.trips]
        self.base = min([today, *begins]) - 2
        self.on = today - self.base
        self.last_return = max([today, *(t.returned for t in self.trips)]) - self.base
        self.size = self.last_return + 3
        self.reasons = frozenset(t.reason.value for t in self.trips)
        #: work that rules share
        self.memo: dict[Hashable, Any] = {}

    def marks(self, wanted: Callable[[Stay], bool]) -> bytearray:
        """A byte for each day: 1 where a wanted stay holds it. Stays go no further than the day assessed.

        Made once for the same stays: nobody may write into it.
        """
        chosen = tuple([stay for stay in self.stays if wanted(stay)])
        return self.once(("marks", *map(id, chosen)), lambda: self._marked(chosen))

    def _marked(self, stays: tuple[Stay, ...]) -> bytearray:
        found = bytearray(self.size)
        for stay in stays:
            self.fill(found, stay.first - self.base, min(stay.last - self.base, self.on))
        return found

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for each key."""
        if key not in self.memo:
            self.memo[key] = make()
        found: T = self.memo[key]
        return found

    @staticmethod
    def fill(days: bytearray, first: int, last: int, value: int = 1) -> None:
        """Set the days from ``first`` to ``last``, both inside."""
        if first <= last:
            days[first : last + 1] = _BYTES[value] * (last - first + 1)

    def day(self, position: int) -> date:
        """The date of a position."""
        return date.fromordinal(self.base + position)

    def position(self, ordinal: int) -> int:
        """The position of an ordinal day."""
        return ordinal - self.base

    @cached_property
    def nights_abroad(self) -> bytearray:
        """1 where the night after the day was spent on a journey, whatever its reason."""
        return self.nights(self.trips)

    @cached_property
    def travelled(self) -> bytearray:
        """1 on each day of a journey, days of travel too."""
        return self.days(self.trips)

    @cached_property
    def whole_days_abroad(self) -> bytearray:
        """1 on days with no return in between: both nights around them were spent on journeys."""
        nights = self.nights_abroad
        # Both nights as one big number each: a bit stays where both are set.
        both = int.from_bytes(nights, "little") & (int.from_bytes(nights, "little") << 8)
        return bytearray(both.to_bytes(self.size + 1, "little")[: self.size])

    def joined(self, days: bytearray, others: bytearray) -> bytearray:
        """1 on days of either."""
        found = int.from_bytes(days, "little") | int.from_bytes(others, "little")
        return bytearray(found.to_bytes(self.size, "little"))

    def without(self, days: bytearray, others: bytearray) -> bytearray:
        """1 on days of the first that are not days of the others."""
        found = int.from_bytes(days, "little") & ~int.from_bytes(others, "little")
        return bytearray(found.to_bytes(self.size, "little"))

    def nights(self, trips: tuple[Trip, ...]) -> bytearray:
        """1 for each night on one of ``trips``: journeys that share a day leave no night between them."""
        return self._painted(trips, 0, 0)

    def days(self, trips: tuple[Trip, ...]) -> bytearray:
        """1 for each day of ``trips``, from exit to entry."""
        return self._painted(trips, 0, 1)

    def inner_days(self, trips: tuple[Trip, ...]) -> bytearray:
        """1 for each day of ``trips`` between exit and entry: one on which two of them meet is not."""
        return self._painted(trips, 1, 0)

    def _painted(self, trips: tuple[Trip, ...], after_exit: int, after_entry: int) -> bytearray:
        """1 from so many days after each exit to the day before so many days after the entry.

        Made once where all journeys are meant: most cases have no reason that takes one out.
        """
        key = (after_exit, after_entry)
        if len(trips) == len(self.trips) and key in self.memo:
            shared: bytearray = self.memo[key]
            return shared
        found = bytearray(self.size)
        begin, end = self.base - after_exit, self.base - after_entry
        for trip in trips:
            first, after = trip.left - begin, trip.returned - end
            if first < after:
                found[first:after] = b"\x01" * (after - first)
        if len(trips) == len(self.trips):
            self.memo[key] = found
        return found

    @cached_property
    def _away_now(self) -> int | None:
        return min((t.left for t in self.trips if t.open), default=None)

    def here(self, filing: int, *, strict: bool) -> bool:
        """Whether the person is in Poland on a filing day; strict: the whole day."""
        if self._away_now is not None and self._away_now <= filing + self.base and filing <= self.on:
            return False
        days = self.travelled if strict else self.whole_days_abroad
        return filing >= self.size or not days[filing]
