"""How many days may I still be away, from when to when (art. 195(4), 212(3)).

For every day of leaving the longest journey is found that keeps the limits, day by day, with the same
readings as the result itself. A journey counts both its days of travel. Two questions are told apart:

- with a day to file ahead (planned, or the first safe one): the journey must leave the filing on that
  day as it is, so the person is back the day before;
- where filing is safe already and no day is planned: on coming back, filing must still be safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from permitdesk.domain.dates.arithmetic import add_months
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.allowed_journey import Count, counts_of
from permitdesk.domain.stay.limits import CountedPeriod
from permitdesk.domain.stay.single_break import single_limits
from permitdesk.domain.stay.timeline import Timeline

#: how far ahead days of leaving are looked at, in months
HORIZON = 24


class LimitedBy(StrEnum):
    """What keeps a journey from being a day longer."""

    SINGLE = "single"
    SUM = "sum"
    FILING_DAY = "filing_day"
    NEXT_JOURNEY = "next_journey"
    LEGAL_STAY = "legal_stay"
    PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class Allowance:
    """Days of leaving, ``first`` to ``last`` (both inside), with the longest journey that begins on them.

    Days of travel are counted. Either every day of leaving has the same number of days
    (``most_days`` equals ``least_days``), or the same last day of return (``back_by`` is a day) and
    leaving later leaves fewer days.
    """

    rule_id: str
    first: date
    last: date
    #: longest journey when leaving on the best and on the worst of these days; 0: not even one day
    most_days: int
    least_days: int
    #: last day of return, if it is the same for all of these days
    back_by: date | None
    #: the longest journey on the lenient reading, on the worst of these days
    lenient_days: int
    limited_by: LimitedBy
    #: False: no limit of the law, but offices may ask
    binding: bool
    text: Statement


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds a journey beside the limits of the permit.

    ``legal_until``: last day of legal stay, on which the person must be back at the latest.
    ``most_days``: days that the title itself allows abroad (temporary protection).
    """

    legal_until: date | None = None
    most_days: int | None = None
    filing_on: date | None = None


def allowances(timeline: Timeline, period: CountedPeriod, bounds: Bounds) -> tuple[Allowance, ...]:
    """The step function of the day of leaving over the next months; empty if no filing day can be told.

    Days on which the person is abroad already are left out, and days after the last one on which a
    journey means anything: the day to file, and the last day of legal stay.
    """
    counts = counts_of(timeline, period)
    if counts is None or timeline.present_unknown or timeline.lost_journeys:
        return ()
    strict, lenient = counts
    goal = _goal(timeline, strict, bounds.filing_on)
    caps = _Caps(timeline, bounds, goal, period)
    longest = {day: (back, why) for day, back, why in _longest(caps, strict, goal)}
    generous = {day: back for day, back, _ in _longest(caps, lenient, goal)}
    steps = [_Step(day, back, why, generous[day]) for day, (back, why) in longest.items()]
    return tuple(_ranges(steps, period))


def _goal(timeline: Timeline, strict: Count, planned: date | None) -> int | None:
    """The day to file that a journey must leave as it is; None: filing is safe already, on any day."""
    safe = strict.earliest()
    wished = None if planned is None else planned.toordinal()
    if wished is not None and wished >= timeline.on and strict.safe_on(wished):
        return wished
    # Somebody abroad today may file as soon as they are back: that is no day to wait for.
    return safe if safe is not None and safe > timeline.next_day_here(timeline.on, strict=True) else None


@dataclass(frozen=True, slots=True)
class _Step:
    """One day of leaving: the last day of return on both readings; one before ``day``: no journey."""

    day: int
    back: int
    why: LimitedBy
    lenient_back: int

    @property
    def days(self) -> int:
        """Days of the journey, those of travel counted."""
        return self.back - self.day + 1


class _Caps:
    """Last days of return that follow from the calendar alone."""

    def __init__(self, timeline: Timeline, bounds: Bounds, goal: int | None, period: CountedPeriod) -> None:
        self._away = timeline.away
        self._bounds = bounds
        self._goal = goal
        self.on = timeline.on
        self._months = period.limits.single_months
        ends = [add_months(date.fromordinal(timeline.on), HORIZON).toordinal()]
        if goal is not None:
            ends.append(goal - 1)
        if bounds.legal_until is not None:
            ends.append(bounds.legal_until.toordinal())
        self.last_leaving = min(ends)

    def leaving_days(self) -> Iterator[int]:
        """Days on which somebody can leave, in order: not while they are away already."""
        place = 0
        for day in range(self.on, self.last_leaving + 1):
            while place < len(self._away) and self._away[place][1] <= day:
                place += 1
            if place < len(self._away) and self._away[place][0] <= day < self._away[place][1]:
                continue
            yield day

    def cap(self, day: int, *, strict: bool) -> tuple[int, LimitedBy]:
        """The last day of return for a journey begun on ``day``, and what sets it.

        A journey that alone is too long is never offered, even where no filing day looks at it.
        """
        safe, over = single_limits(day, self._months)
        found = [(safe if strict else over - 1, LimitedBy.SINGLE)]
        following = next((left for left, _ in self._away if left > day), None)
        if following is not None:
            found.append((following, LimitedBy.NEXT_JOURNEY))
        if self._goal is not None:
            found.append((self._goal - 1, LimitedBy.FILING_DAY))
        if self._bounds.legal_until is not None:
            found.append((self._bounds.legal_until.toordinal(), LimitedBy.LEGAL_STAY))
        if self._bounds.most_days is not None:
            found.append((day + self._bounds.most_days - 1, LimitedBy.PROTECTION))
        return min(found)


def _longest(caps: _Caps, count: Count, goal: int | None) -> Iterator[tuple[int, int, LimitedBy]]:
    """For every day of leaving the last day of return, so that every earlier return is fine, too.

    Leaving a day later and returning on the same day is less absence, so what was fine stays fine:
    the last day of return never falls, and one walk through the days finds them all.
    """
    reached = caps.on - 1
    for day in caps.leaving_days():
        last, why = caps.cap(day, strict=count.strict)
        reached = max(reached, day - 1)
        back = min(reached, last)
        while back < last and count.allows(day, back + 1, goal):
            back += 1
        reached = max(reached, back)
        if back < last:
            why = LimitedBy.SUM
        yield day, back, why


def _ranges(steps: Sequence[_Step], period: CountedPeriod) -> Iterator[Allowance]:
    """Days of leaving in a row with the same length, else with the same last day of return."""
    place = 0
    while place < len(steps):
        by_days = _alike(steps, place, lambda step: step.days)
        by_back = _alike(steps, place, lambda step: step.back)
        same_back = by_back > by_days and steps[place].days > 0
        end = by_back if same_back else by_days
        yield _allowance(steps[place:end], period, same_back=same_back)
        place = end


def _alike(steps: Sequence[_Step], place: int, what: Callable[[_Step], int]) -> int:
    """The place behind the last step in a row that is like the one at ``place``."""
    first = steps[place]
    end = place + 1
    while (
        end < len(steps)
        and steps[end].day == steps[end - 1].day + 1
        and steps[end].why is first.why
        and what(steps[end]) == what(first)
    ):
        end += 1
    return end


def _allowance(steps: Sequence[_Step], period: CountedPeriod, *, same_back: bool) -> Allowance:
    first, last = steps[0], steps[-1]
    most, least = max(s.days for s in steps), min(s.days for s in steps)
    back = date.fromordinal(first.back) if same_back or len(steps) == 1 else None
    days = {"first": date.fromordinal(first.day), "last": date.fromordinal(last.day)}
    if most == 0:
        text = say(f"allowance.none_{first.why}", **days)
    elif back is not None:
        text = say(f"allowance.back_by_{first.why}", **days, back=back, n=most)
    else:
        text = say(f"allowance.days_{first.why}", **days, n=most, back=date.fromordinal(first.back))
    return Allowance(
        period.rule_id,
        days["first"],
        days["last"],
        most,
        least,
        back if most else None,
        max(least, min(s.lenient_back - s.day + 1 for s in steps)),
        first.why,
        period.binding,
        text,
    )
