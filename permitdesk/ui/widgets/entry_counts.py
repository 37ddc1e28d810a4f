"""The days of an entry, counted for the person while it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from permitdesk.domain.stay.repairs import span_days
from permitdesk.ui.widgets.entry_columns import Cell, DayRange


@dataclass(frozen=True, slots=True)
class DayCount:
    """A column that counts from the day in column ``first`` to the day in column ``last``.

    ``both`` shows both ways of counting: with the days of leaving and returning, and without them.
    """

    header: str
    first: int
    last: int
    both: bool = False

    def text(self, cells: tuple[Cell, ...], today: date | None) -> str:
        """The days: ``14 (12)``, least and most for a range, ``9…`` for what lasts; empty if not known."""
        begin, end = cells[self.first].value, cells[self.last].value
        lasts = end is None and not cells[self.last].typed
        if lasts and today is not None and isinstance(begin, (date, DayRange)):
            since = _ends(begin)[1]
            return (
                ""
                if since is None or since > today
                else f"{span_days(since, today)[0]}\N{HORIZONTAL ELLIPSIS}"
            )
        (first, later), (sooner, last) = _ends(begin), _ends(end)
        if first is None or later is None or sooner is None or last is None or last < first:
            return ""
        most, without_most = span_days(first, last)
        least, without_least = span_days(later, max(later, sooner))
        days, without = _between(least, most), _between(without_least, without_most)
        return f"{days} ({without})" if self.both else days


def _ends(value: object) -> tuple[date | None, date | None]:
    if isinstance(value, DayRange):
        return value.first, value.last
    return (value, value) if isinstance(value, date) else (None, None)


def _between(least: int, most: int) -> str:
    return str(most) if least == most else f"{least}\N{EN DASH}{most}"
