"""When another copy is due, and which older ones stay. Pure: it knows times, and neither files nor clocks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import datetime, timedelta

#: while somebody works, a copy follows the one before after so long
APART = timedelta(hours=4)
#: before the vault is locked or closed, after so long
APART_WHEN_LEAVING = timedelta(hours=1)

#: whatever their age
ALWAYS = 3
ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(weeks=8)
#: twelve months, however long they are
MONTHLY_FOR = timedelta(days=366)


def old_enough(made: Iterable[datetime], now: datetime, *, leaving: bool = False) -> bool:
    """Whether the last copy is so old that changes since then deserve another.

    A copy from the future, made while the clock went wrong, says nothing about that.
    """
    past = [moment for moment in made if moment <= now]
    return not past or now - max(past) >= (APART_WHEN_LEAVING if leaving else APART)


def kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """The times of the copies that stay.

    All of the last two days, the last of each day for 14 days, of each week (Monday to Sunday) for eight
    weeks and of each month for twelve, in UTC; the newest three always. A clock that was set back makes
    copies look as if they came from the future; all of those stay.
    """
    times = sorted(set(made))
    stay = set(times[-ALWAYS:])
    stay |= {moment for moment in times if now - moment <= ALL_FOR}
    spans: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
        (DAILY_FOR, lambda moment: moment.date()),
        (WEEKLY_FOR, lambda moment: moment.isocalendar()[:2]),
        (MONTHLY_FOR, lambda moment: (moment.year, moment.month)),
    )
    for span, group in spans:
        stay |= {moment for moment in _last_of_each(times, group) if now - moment <= span}
    return frozenset(stay)


def _last_of_each(times: Iterable[datetime], group: Callable[[datetime], Hashable]) -> Collection[datetime]:
    """Of times in order, the last of each group."""
    return {group(moment): moment for moment in times}.values()
