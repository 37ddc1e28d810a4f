"""Rolling counts: days abroad in the period the law looks at, and days of short stay in 180."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from permitdesk.documents.scene_context import Limits, Told
from permitdesk.documents.scene_journeys import visits
from permitdesk.documents.timeline_scene import Rolling, RollingKind
from permitdesk.domain.law.findings import say
from permitdesk.domain.stay.evidence import ContinuityResult
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.window import LAST_DAY, anniversary, latest_start

Points = tuple[tuple[int, int], ...]


def rolling_counts(told: Told) -> tuple[Rolling, ...]:
    """The counts that have something to show, absence first."""
    found = []
    limits = next(iter(told.limits), None)
    if limits is not None and limits.evidence.continuity is not None:
        points = absence_points(limits, limits.evidence.continuity, told.today)
        years = 1 if limits.per_year else limits.years
        found.append(
            Rolling(
                RollingKind.ABSENCE,
                points,
                limits.evidence.continuity.total_limit_strict,
                limits.evidence.continuity.total_limit_lenient,
                say("scene.rolling_absence", years=years),
            )
        )
    rule = short_stay_rule(told.ruleset.values, told.dossier.on)
    stays = sorted(_short_stays(told))
    if rule is not None and stays:
        title = say("scene.rolling_schengen", n=rule.window_days)
        points = presence_points(stays, rule.window_days)
        found.append(Rolling(RollingKind.SCHENGEN, points, rule.allowed_days, None, title))
    return tuple(found)


def absence_points(limits: Limits, continuity: ContinuityResult, today: int) -> Points:
    """Days of absence (careful reading: both travel days, each break whole) within the period before a day.

    The count of a day D belongs to a filing on D: breaks begun before D that end after the first day
    of the period. On the day assessed it equals ``continuity.total_days_strict``.
    """
    years = 1 if limits.per_year else limits.years
    base, first = latest_start(today, years), continuity.window_first.toordinal()
    # A period stretched by days that count half reaches further back; one that began later counts
    # nothing before its begin.
    further, begin = (max(0, base - first), first if first > base else 0)
    if limits.per_year:
        further, begin = 0, 0
    changes: Counter[int] = Counter()
    reading = limits.breaks.strict
    for place, (left, returned) in enumerate(zip(reading.lefts, reading.returns, strict=True)):
        if returned > begin:
            days = reading.totals[place + 1] - reading.totals[place]
            changes[left + 1] += days
            gone = returned + further
            if gone < LAST_DAY:
                changes[anniversary(gone, years)] -= days
    return _steps(changes)


def _steps(changes: Counter[int]) -> Points:
    found: list[tuple[int, int]] = []
    level = 0
    for day in sorted(changes):
        if changes[day]:
            if not found or found[-1][0] < day - 1:
                found.append((day - 1, level))
            level += changes[day]
            found.append((day, level))
    return tuple(found)


def presence_points(stays: Iterable[tuple[int, int]], window: int) -> Points:
    """Days of stay among the ``window`` days that end with each day; ``stays`` sorted, both days inside."""
    slopes: Counter[int] = Counter()
    for first, last in joined(stays):
        slopes[first - 1] += 1
        slopes[last] -= 1
        slopes[first - 1 + window] -= 1
        slopes[last + window] += 1
    found: list[tuple[int, int]] = []
    slope = count = 0
    for day in sorted(slopes):
        if found:
            count += slope * (day - found[-1][0])
        slope += slopes[day]
        found.append((day, count))
    return tuple(found)


def joined(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted runs of days, those that overlap or follow each other directly as one."""
    current: tuple[int, int] | None = None
    for first, last in runs:
        if current is None:
            current = (first, last)
        elif first <= current[1] + 1:
            current = (current[0], max(current[1], last))
        else:
            yield current
            current = (first, last)
    if current is not None:
        yield current


def _short_stays(told: Told) -> Iterator[tuple[int, int]]:
    """Days that the limit for short stays looks at, for somebody who stays here on a short stay or longer.

    With a permit these are the days in other Schengen states, on a short stay those in the whole area.
    """
    for told_stay in told.case.schengen_stays:
        entry, leave = told_stay.entry, told_stay.exit
        if entry is not None and (leave is None or leave >= entry):
            first = entry.toordinal()
            yield first, max(first, told.today) if leave is None else leave.toordinal()
    stay = told.case.current_stay
    kind = None if stay is None else told.timeline.kinds.get(stay.kind)
    if stay is not None and kind is not None and kind.schengen_counted:
        begun = stay.entered_on or stay.first_day
        if begun is not None:
            yield begun.toordinal(), max(begun.toordinal(), told.today)
    else:
        yield from (days for _, days in visits(told))
