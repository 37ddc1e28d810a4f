"""The heat map: what each day was, as runs of equal days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from permitdesk.documents.scene_context import Told
from permitdesk.documents.timeline_scene import DayRun, DayState, SceneLane

#: what covers what: the state nearer to the end of this list is shown
_ORDER = (
    DayState.AHEAD,
    DayState.NO_TITLE,
    DayState.NOT_LEGAL,
    DayState.HERE,
    DayState.AWAY_EXCUSED,
    DayState.AWAY,
    DayState.UNSURE,
)
_RANK = {state: rank for rank, state in enumerate(_ORDER)}
Span = tuple[int, int, DayState, str]


def day_runs(told: Told, presence: SceneLane, excused: frozenset[str], last: int) -> tuple[DayRun, ...]:
    """Days from the first one told to ``last``. Both travel days are days away, as in the careful count."""
    stays = list(_joined(_flattened(_stays(told, last))))
    journeys = list(_journeys(presence, excused))
    if all(one[1] < other[0] for one, other in pairwise(journeys)):
        # Nearly everybody's journeys lie apart, and then nothing has to be weighed against anything.
        return tuple(_laid_over(stays, journeys))
    return tuple(_laid_over(stays, [_span(r) for r in _joined(_flattened(journeys))]))


def _span(run: DayRun) -> Span:
    return run.first, run.last, run.state, run.item


def _laid_over(stays: Sequence[DayRun], journeys: Sequence[Span]) -> Iterator[DayRun]:
    """Journeys over the days of stay; both in order, each without overlaps."""
    place, count = 0, len(stays)
    day = stays[0].first if stays else 0
    for first, last, state, item in journeys:
        while place < count and stays[place].first < first:
            run = stays[place]
            begin = max(day, run.first)
            end = min(run.last, first - 1)
            if begin <= end:
                yield DayRun(begin, end, run.state)
            if run.last >= first:
                break
            place += 1
        yield DayRun(first, last, state, item)
        day = last + 1
        while place < count and stays[place].last < day:
            place += 1
    for run in stays[place:]:
        if max(day, run.first) <= run.last:
            yield DayRun(max(day, run.first), run.last, run.state)


def _stays(told: Told, last: int) -> Iterator[Span]:
    first = min((t.first for t in told.timeline.titles), default=None)
    if first is not None and first <= told.today:
        yield first, told.today, DayState.NO_TITLE, ""
    for title in told.timeline.titles:
        state = DayState.HERE if title.kind.legal else DayState.NOT_LEGAL
        yield title.first, min(title.last, told.today), state, ""
    if first is not None and last > told.today:
        yield told.today + 1, last, DayState.AHEAD, ""


def _journeys(presence: SceneLane, excused: frozenset[str]) -> Iterator[Span]:
    for item in presence.items:
        away = DayState.AWAY_EXCUSED if item.id.removeprefix("absences.") in excused else DayState.AWAY
        yield item.first, item.last, away, item.id
        for first, last in item.unsure:
            yield first, last, DayState.UNSURE, item.id


def _flattened(spans: Iterable[Span]) -> Iterator[DayRun]:
    """Spans over each other as runs beside each other; where two cover a day the stronger state is shown."""
    edges: list[tuple[int, bool, int]] = []
    numbered = list(spans)
    for number, (first, last, _, _) in enumerate(numbered):
        edges += [(first, True, number), (last + 1, False, number)]
    edges.sort()
    open_ones: list[set[int]] = [set() for _ in _ORDER]
    begun = 0
    for day, opens, number in edges:
        if day > begun and (top := next((s for s in reversed(open_ones) if s), None)) is not None:
            _, _, state, item = numbered[min(top)]
            yield DayRun(begun, day - 1, state, item)
        begun = day
        (
            open_ones[_RANK[numbered[number][2]]].add
            if opens
            else open_ones[_RANK[numbered[number][2]]].remove
        )(number)


def _joined(runs: Iterable[DayRun]) -> Iterator[DayRun]:
    """Neighbouring runs of the same state and item as one."""
    current: DayRun | None = None
    for run in runs:
        if current is None:
            current = run
        elif (run.first, run.state, run.item) == (current.last + 1, current.state, current.item):
            current = DayRun(current.first, run.last, run.state, run.item)
        else:
            yield current
            current = run
    if current is not None:
        yield current
