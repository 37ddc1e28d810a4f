"""The ledger: intervals that add up to the credited days, built only when somebody looks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import LedgerKind, LedgerRow
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.lazy import Lazy
from permitdesk.domain.stay.timeline import FOREVER, Title, kind_name

_HALVES = (Decimal(0), Decimal("0.5"), Decimal(1))


@dataclass(frozen=True, slots=True)
class Segment:
    """Days of one title, both inside, with their weight in half days; ``kind`` None: no title."""

    first: int
    last: int
    kind: StatusKind | None
    strict: int
    lenient: int


class Ledger(Lazy[LedgerRow]):
    """The rows of a ledger, in order of days; ``plain`` gives them as if nobody had travelled."""

    def __init__(
        self,
        build: Callable[[], tuple[LedgerRow, ...]],
        plain: Callable[[], tuple[LedgerRow, ...]] | None = None,
    ) -> None:
        super().__init__(build)
        self._plain = plain

    def plain(self) -> tuple[LedgerRow, ...]:
        """The rows where journeys do not part them: they weigh the same, and are as few as the titles."""
        return self.rows() if self._plain is None else self._plain()


def flatten(titles: Sequence[Title]) -> list[Segment]:
    """Titles of a run as fully counted segments without overlap; holes between them have no kind.

    Where titles overlap the earlier one names the days until it ends. A run has a hole only where
    the lenient reading lets a gap spent abroad pass; that reading counts the years on through it.
    """
    found: list[Segment] = []
    reached = titles[0].first - 1 if titles else 0
    for title in titles:
        if title.first > reached + 1:
            found.append(Segment(reached + 1, title.first - 1, None, 0, 2))
            reached = title.first - 1
        if title.last > reached:
            found.append(Segment(reached + 1, title.last, title.kind, 2, 2))
            reached = title.last
    return found


def build_ledger(
    segments: Sequence[Segment],
    away: Sequence[tuple[int, int]],
    window: tuple[int, int],
    strict_start: int | None,
    lenient_start: int | None,
) -> Ledger:
    """The ledger of a window (both days inside); credit begins on the start of each reading.

    Absences inside the limits are not taken off: their rows carry the weight of the title below.
    A start of None means that nothing counts on that reading.
    """

    def rows(journeys: Sequence[tuple[int, int]]) -> tuple[LedgerRow, ...]:
        return tuple(_rows(segments, journeys, window, strict_start, lenient_start))

    return Ledger(lambda: rows(away), lambda: rows(()))


def _rows(
    segments: Sequence[Segment],
    away: Sequence[tuple[int, int]],
    window: tuple[int, int],
    strict_start: int | None,
    lenient_start: int | None,
) -> Iterator[LedgerRow]:
    begin = FOREVER if strict_start is None else strict_start
    lenient_begin = FOREVER if lenient_start is None else lenient_start
    for segment in _covering(segments, window):
        day = segment.first
        while day <= segment.last:
            last, absent = _piece(away, day, segment.last)
            for start in (begin, lenient_begin):
                if day < start <= last:
                    last = start - 1
            yield _row(
                segment,
                day,
                last,
                absent=absent,
                strict=segment.strict if day >= begin else 0,
                lenient=segment.lenient if day >= lenient_begin else 0,
            )
            day = last + 1


def _covering(segments: Sequence[Segment], window: tuple[int, int]) -> Iterator[Segment]:
    """The segments clipped to the window, with days before and after them as gaps."""
    day, end = window
    for segment in segments:
        first, last = max(segment.first, day), min(segment.last, end)
        if first > last:
            continue
        if first > day:
            yield Segment(day, first - 1, None, 0, 0)
        yield Segment(first, last, segment.kind, segment.strict, segment.lenient)
        day = last + 1
    if day <= end:
        yield Segment(day, end, None, 0, 0)


def _piece(away: Sequence[tuple[int, int]], day: int, end: int) -> tuple[int, bool]:
    """Last day up to ``end`` that is like ``day``: all abroad, or all in Poland."""
    i = bisect_right(away, (day, FOREVER)) - 1
    if i >= 0 and away[i][1] >= day:
        return min(away[i][1], end), True
    if i + 1 < len(away):
        return min(away[i + 1][0] - 1, end), False
    return end, False


def _row(segment: Segment, first: int, last: int, *, absent: bool, strict: int, lenient: int) -> LedgerRow:
    days = last - first + 1
    kind = LedgerKind.ABSENCE if absent else LedgerKind.GAP if segment.kind is None else LedgerKind.TITLE
    return LedgerRow(
        kind,
        date.fromordinal(first),
        date.fromordinal(last),
        days,
        None if segment.kind is None else segment.kind.id,
        days * _HALVES[strict],
        days * _HALVES[lenient],
        _note(segment, strict, lenient, absent=absent),
    )


def _note(segment: Segment, strict: int, lenient: int, *, absent: bool) -> Statement:
    kind = segment.kind
    if kind is None:
        if lenient:
            return say("stay.row_absence_gap_lenient")
        return say("stay.row_absence_gap") if absent else say("stay.row_gap")
    weight = "differs" if lenient != strict else ("none", "half", "full")[strict]
    if weight == "none" and segment.strict:
        # The title counts: it is an interruption after these days that takes them away.
        weight = "before"
    return say(f"stay.row_{'absence' if absent else 'title'}_{weight}", kind=kind_name(kind))
