"""Breaks in a stay held against "no longer than 6 months, together not more than 10" (art. 195(4), 212(3)).

The Act gives months and no rule for the days of travel, so both readings are computed: strict
(exit and entry day both absent, 30 days to the month) and lenient (neither absent, the longest
calendar months). Exactly the limit is inside on either reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from permitdesk.domain.case import Absence
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import BreakResult, ContinuityResult, Grade
from permitdesk.domain.stay.excused import excused_journeys
from permitdesk.domain.stay.journeys import Journey, overlapping_runs, touching_runs
from permitdesk.domain.stay.lazy import Lazy
from permitdesk.domain.stay.single_break import longest_months, single_grade, single_limits
from permitdesk.domain.stay.timeline import Timeline

_ORDER = (Grade.WITHIN, Grade.NEEDS_CHECK, Grade.EXCEEDED)


@dataclass(frozen=True, slots=True)
class Reading:
    """Breaks that count on one reading, sorted and disjoint, with running totals.

    ``first``/``last`` bound the days counted as absent; ``restarts[n]`` is the day from which a
    stay can be uninterrupted again after the first ``n`` breaks (single limit only).
    """

    lefts: tuple[int, ...]
    returns: tuple[int, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    totals: tuple[int, ...]
    restarts: tuple[int, ...]
    allowed: int
    whole: bool

    def begun_before(self, day: int) -> int:
        """How many breaks have a day of absence before ``day``."""
        return bisect_left(self.firsts, day)

    def single_restart(self, day: int) -> int:
        """Earliest start of a stay up to ``day`` that no too long break interrupts; 0: any."""
        return self.restarts[self.begun_before(day)]

    def sum_restart(self, day: int) -> int:
        """Earliest start of a stay up to the day before ``day`` whose breaks keep the total; 0: any."""
        n = self.begun_before(day)
        if self.whole:
            i = bisect_left(self.totals, self.totals[n] - self.allowed, 0, n + 1)
            return self.returns[i - 1] if i else 0
        excess = self.days_before(day) - self.allowed
        if excess <= 0:
            return 0
        i = bisect_left(self.totals, excess, 0, n + 1) - 1
        return self.firsts[i] + excess - self.totals[i]

    def restart(self, day: int) -> int:
        """Earliest start of an uninterrupted stay up to the day before ``day``; 0: any."""
        return max(self.single_restart(day), self.sum_restart(day))

    def days_before(self, day: int) -> int:
        """Days of absence before ``day``."""
        n = self.begun_before(day)
        return self.totals[n] - (max(0, self.lasts[n - 1] - day + 1) if n else 0)

    def days_within(self, first: int, last: int) -> int:
        """Days of absence from ``first`` to ``last``, both inside."""
        return self.days_before(last + 1) - self.days_before(first)


@dataclass(frozen=True, slots=True)
class Breaks:
    """All journeys of a timeline under one set of limits, ready for any window."""

    limits: ContinuityLimits
    strict: Reading
    lenient: Reading
    journeys: tuple[Journey, ...]
    lefts: tuple[int, ...]
    #: positions of the journeys whose reason counts, on each reading
    strict_exempt: frozenset[int]
    lenient_exempt: frozenset[int]
    #: positions of those that only lack a proof that is ready
    unproved: frozenset[int]
    #: positions of those that are one absence with a journey that counts
    joined: frozenset[int]

    def result(self, position: int) -> BreakResult:
        """One journey held against the limit for a single break."""
        return _result(
            self.journeys[position],
            self.limits,
            position in self.strict_exempt,
            position in self.lenient_exempt,
        )


def breaks_of(
    timeline: Timeline, limits: ContinuityLimits, *, unknown_exempt: bool = False, capped: bool = False
) -> Breaks:
    """The breaks of ``timeline`` under ``limits``; computed once per timeline and limits."""
    key = (limits, unknown_exempt, capped)
    if key not in timeline.memo:
        timeline.memo[key] = prepare(timeline.journeys, limits, unknown_exempt=unknown_exempt, capped=capped)
    found: Breaks = timeline.memo[key]
    return found


def prepare(
    journeys: Sequence[Journey],
    limits: ContinuityLimits,
    *,
    unknown_exempt: bool = False,
    capped: bool = False,
) -> Breaks:
    """Grade sorted journeys and add them up for both readings."""
    excused = excused_journeys(journeys, limits, unknown_exempt=unknown_exempt, capped=capped)
    return Breaks(
        limits,
        _strict(touching_runs(_without(journeys, excused.strict)), limits),
        _lenient(overlapping_runs(_without(journeys, excused.lenient)), limits),
        tuple(journeys),
        tuple([j.left for j in journeys]),
        excused.strict,
        excused.lenient,
        excused.unproved,
        excused.joined,
    )


def _without(journeys: Sequence[Journey], excused: frozenset[int]) -> Sequence[Journey]:
    """The journeys that count; nearly always all of them."""
    return [j for k, j in enumerate(journeys) if k not in excused] if excused else journeys


def _strict(runs: list[tuple[int, int]], limits: ContinuityLimits) -> Reading:
    totals, restarts = [0], [0]
    total = restart = 0
    months = limits.single_months
    # No run of months is shorter than 28 days each: only longer breaks are graded.
    long = 28 * months
    for left, returned in runs:
        total += returned - left + 1
        if returned - left >= long and single_grade(left, returned, months) is not Grade.WITHIN:
            restart = returned
        totals.append(total)
        restarts.append(restart)
    lefts, returns = tuple([r[0] for r in runs]), tuple([r[1] for r in runs])
    return Reading(
        lefts, returns, lefts, returns, tuple(totals), tuple(restarts), 30 * limits.total_months, whole=True
    )


def _lenient(runs: list[tuple[int, int]], limits: ContinuityLimits) -> Reading:
    counted = [r for r in runs if r[1] - r[0] > 1]
    totals, restarts = [0], [0]
    total = restart = 0
    months = limits.single_months
    long = 28 * months
    for left, returned in counted:
        total += returned - left - 1
        if returned - left >= long and single_grade(left, returned, months) is Grade.EXCEEDED:
            restart = _part_within(left, returned, months)
        totals.append(total)
        restarts.append(restart)
    return Reading(
        tuple([r[0] for r in counted]),
        tuple([r[1] for r in counted]),
        tuple([r[0] + 1 for r in counted]),
        tuple([r[1] - 1 for r in counted]),
        tuple(totals),
        tuple(restarts),
        longest_months(limits.total_months),
        whole=False,
    )


def _part_within(left: int, returned: int, months: int) -> int:
    """First day of a window into which only an allowed part of a too long break falls."""
    exit_day = max(left, returned - longest_months(months) - 2)
    while single_grade(exit_day, returned, months) is Grade.EXCEEDED:
        exit_day += 1
    return exit_day + 1


def _result(
    journey: Journey, limits: ContinuityLimits, safe_exempt: bool, lenient_exempt: bool
) -> BreakResult:
    safe, over = single_limits(journey.left, limits.single_months)
    days = journey.returned - journey.left
    if safe_exempt:
        grade = Grade.WITHIN
    else:
        grade = single_grade(journey.left, journey.returned, limits.single_months)
        if lenient_exempt and grade is Grade.EXCEEDED:
            grade = Grade.NEEDS_CHECK
    return BreakResult(
        journey.id,
        date.fromordinal(journey.left),
        None if journey.open else date.fromordinal(journey.returned),
        journey.reason,
        days + 1,
        max(0, days - 1),
        safe_exempt,
        grade,
        date.fromordinal(safe),
        date.fromordinal(over),
    )


def window_continuity(breaks: Breaks, first: int, last: int) -> ContinuityResult:
    """Breaks that touch the window (both days inside) against both limits.

    Strict counts every touching break whole, lenient only the days inside the window.
    """
    begun = bisect_left(breaks.lefts, last + 1)

    def touching() -> tuple[BreakResult, ...]:
        return tuple(breaks.result(k) for k in range(begun) if breaks.journeys[k].returned > first)

    def chosen(positions: frozenset[int]) -> tuple[BreakResult, ...]:
        inside = (k for k in sorted(positions) if k < begun and breaks.journeys[k].returned > first)
        return tuple(breaks.result(k) for k in inside)

    n = breaks.strict.begun_before(last + 1)
    i = _first_touching(breaks.strict, first, n)
    strict_total = breaks.strict.totals[n] - breaks.strict.totals[i]
    longest_strict = max(
        (breaks.strict.totals[k + 1] - breaks.strict.totals[k] for k in range(i, n)), default=0
    )
    lenient_total = breaks.lenient.days_within(first, last)
    m = breaks.lenient.begun_before(last + 1)
    j = _first_touching(breaks.lenient, first, m)
    longest_lenient = max(
        (min(breaks.lenient.lasts[k], last) - max(breaks.lenient.firsts[k], first) + 1 for k in range(j, m)),
        default=0,
    )
    if breaks.lenient.restart(last + 1) > first:
        grade = Grade.EXCEEDED
    elif breaks.strict.restart(last + 1) > first:
        grade = Grade.NEEDS_CHECK
    else:
        grade = Grade.WITHIN
    return ContinuityResult(
        date.fromordinal(first),
        date.fromordinal(last),
        Lazy(touching),
        strict_total,
        lenient_total,
        breaks.strict.allowed,
        breaks.lenient.allowed,
        longest_strict,
        max(longest_lenient, 0),
        grade,
        chosen(breaks.strict_exempt),
        chosen(breaks.unproved),
        chosen(breaks.joined),
    )


def _first_touching(reading: Reading, first: int, n: int) -> int:
    """Index of the first break whose entry day lies after ``first``."""
    return min(bisect_left(reading.returns, first + 1), n)


def worst(grades: Iterable[Grade]) -> Grade:
    """The worst of several grades; WITHIN for none."""
    return max(grades, key=_ORDER.index, default=Grade.WITHIN)


# --- single questions, for the timeline page and ``calc absences`` ----------------


def journeys_of(absences: Iterable[Absence], on: date) -> tuple[Journey, ...]:
    """Absences with a known begin as sorted journeys; an open one lasts until ``on``.

    Entries without an exit day, reversed ones and open ones that begin after ``on`` are left out.
    """
    today = on.toordinal()
    found = []
    for absence in absences:
        if absence.left is None:
            continue
        left = absence.left.toordinal()
        returned = today if absence.returned is None else absence.returned.toordinal()
        if left <= returned:
            found.append(
                Journey(
                    absence.id, left, returned, absence.returned is None, absence.reason, absence.proof_state
                )
            )
    return tuple(sorted(found, key=lambda j: (j.left, j.returned, j.id)))


def grade_break(absence: Absence, limits: ContinuityLimits, on: date) -> BreakResult:
    """One absence against the limit for a single break; an open one is counted up to ``on``.

    Raises ValueError for an absence without exit day, reversed, or open and not begun by ``on``.
    """
    journeys = journeys_of((absence,), on)
    if not journeys:
        raise ValueError(f"absence {absence.id}: the days are missing or reversed")
    return prepare(journeys, limits).result(0)


def continuity(
    absences: Iterable[Absence], window: tuple[date, date], limits: ContinuityLimits, on: date
) -> ContinuityResult:
    """Absences against both limits in ``window`` (first and last day inside)."""
    prepared = prepare(journeys_of(absences, on), limits)
    return window_continuity(prepared, window[0].toordinal(), window[1].toordinal())
