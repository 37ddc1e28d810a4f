"""``calc absences``: journeys of a window held against the limits of a route, with the ledger.

A journey is absent on the day of leaving and of returning in the strict reading, on neither in the
lenient one. ``pass`` needs both readings, ``fail`` breaks both, everything between is
``needs_check``; so is a limit that the law does not set but offices ask about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from permitdesk.cli.output import Json
from permitdesk.domain.case import Absence
from permitdesk.domain.dates.arithmetic import add_years, subtract_years
from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.law.rules import Route
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.breaks import Breaks, journeys_of, prepare, window_continuity, worst
from permitdesk.domain.stay.evidence import BreakResult, ContinuityResult, Grade
from permitdesk.domain.stay.journeys import touching_runs
from permitdesk.domain.stay.limits import CountedPeriod, counted_periods
from permitdesk.domain.stay.timeline import Journey

_VERDICTS = {Grade.WITHIN: "pass", Grade.NEEDS_CHECK: "needs_check", Grade.EXCEEDED: "fail"}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A journey with the days that it alone adds to each total."""

    result: BreakResult
    strict: int
    lenient: int


def absences_json(absences: Sequence[Absence], first: date, last: date, route: Route) -> dict[str, Json]:
    """The whole answer for a window, both days inside.

    Journeys still open are counted up to ``last``. A route without limits passes.
    """
    found = counted_periods(route)
    countries = {absence.id: absence.country for absence in absences}
    checks = [_check(absences, first, last, limit, countries) for limit in found]
    order = ("pass", "needs_check", "fail")
    verdict = max((str(check["verdict"]) for check in checks), key=order.index, default="pass")
    head: dict[str, Json] = {
        "route": route.id,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "verdict": verdict,
    }
    leading = next((check for check in checks if check["verdict"] == verdict), None)
    if leading is None:
        none: dict[str, Json] = {"strict": 0, "lenient": 0}
        return head | {"rule": None, "longest": none, "total": none, "limits": None, "ledger": []}
    rest: list[Json] = [dict(check) for check in checks if check is not leading]
    return head | leading | ({"other_rules": rest} if rest else {})


def _check(
    absences: Sequence[Absence], first: date, last: date, limit: CountedPeriod, countries: dict[str, str]
) -> dict[str, Json]:
    journeys = journeys_of(absences, last)
    breaks = prepare(journeys, limit.limits, capped=_per_year(limit))
    windows = _years(first, last) if _per_year(limit) else [(first, last)]
    results = [window_continuity(breaks, a.toordinal(), b.toordinal()) for a, b in windows]
    grade = worst(_grade(result, journeys, limit) for result in results)
    whole = window_continuity(breaks, first.toordinal(), last.toordinal())
    if _per_year(limit) and grade is Grade.WITHIN:
        # The Act does not say which twelve months are a year: the careful reading takes them all.
        sliding = [_year_to(one.returned or last, first, breaks) for one in whole.breaks]
        results += sliding
        if worst(result.grade for result in sliding) is not Grade.WITHIN:
            grade = Grade.NEEDS_CHECK
    heaviest = max(results, key=lambda result: (result.total_days_strict, result.total_days_lenient))
    answer: dict[str, Json] = {
        "verdict": _VERDICTS[grade],
        "rule": limit.rule_id,
        "article": limit.citation.article,
        "binding": limit.binding,
        "longest": {"strict": whole.longest_strict, "lenient": whole.longest_lenient},
        "total": {"strict": whole.total_days_strict, "lenient": whole.total_days_lenient},
        "limits": {
            "single_months": limit.limits.single_months,
            "total_months": limit.limits.total_months,
            "total_days": {"strict": whole.total_limit_strict, "lenient": whole.total_limit_lenient},
            "per_year": _per_year(limit),
        },
        "ledger": _ledger(breaks, whole, countries),
    }
    if _per_year(limit):
        answer["heaviest_year"] = {
            "from": heaviest.window_first.isoformat(),
            "to": heaviest.window_last.isoformat(),
            "total": {"strict": heaviest.total_days_strict, "lenient": heaviest.total_days_lenient},
        }
    return answer


def _per_year(limit: CountedPeriod) -> bool:
    """Whether the limits bind each year of the stay."""
    return isinstance(limit.rule, QualifyingStay) and limit.rule.per_year


def _grade(result: ContinuityResult, journeys: Sequence[Journey], limit: CountedPeriod) -> Grade:
    """The grade of a window; what only an unknown reason or an unbinding limit decides is open."""
    grade = result.grade
    if grade is Grade.EXCEEDED:
        kind = prepare(journeys, limit.limits, unknown_exempt=True, capped=_per_year(limit))
        first, last = result.window_first.toordinal(), result.window_last.toordinal()
        if window_continuity(kind, first, last).grade is not Grade.EXCEEDED:
            grade = Grade.NEEDS_CHECK
    if grade is Grade.EXCEEDED and not limit.binding:
        return Grade.NEEDS_CHECK
    return grade


def _ledger(
    breaks: Breaks,
    whole: ContinuityResult,
    countries: dict[str, str],
) -> list[Json]:
    """Every journey of an absence that touches the window; the counted days add up to both totals."""
    rows: list[Json] = []
    strict = lenient = 0
    for counted in _counted(breaks, whole):
        strict += counted.strict
        lenient += counted.lenient
        result = counted.result
        rows.append(
            {
                "line": int(result.absence_id.removeprefix("line-")),
                "left": result.left.isoformat(),
                "returned": None if result.returned is None else result.returned.isoformat(),
                "country": countries[result.absence_id],
                "reason": result.reason.value,
                "exempt": result.exempt,
                "days": {"strict": result.days_strict, "lenient": result.days_lenient},
                "counted": {"strict": counted.strict, "lenient": counted.lenient},
                "running_total": {"strict": strict, "lenient": lenient},
                "verdict": _VERDICTS[result.grade],
                "safe_until": result.safe_until.isoformat(),
                "exceeded_from": result.exceeded_from.isoformat(),
            }
        )
    return rows


def _counted(breaks: Breaks, whole: ContinuityResult) -> list[_Counted]:
    """Days per journey: no day twice; the strict reading takes an absence whole, the lenient clips it.

    A journey outside the window is told, too, if it is one absence with another that touches it.
    """
    first, last = whole.window_first.toordinal(), whole.window_last.toordinal()
    found = []
    strict_end = lenient_end = 0
    runs = touching_runs(breaks.journeys)
    for position, journey in enumerate(breaks.journeys):
        left, back = runs[bisect_right(runs, journey.left, key=lambda run: run[0]) - 1]
        if back <= first or left > last:
            continue
        strict = lenient = 0
        if position not in breaks.strict_exempt:
            strict = max(0, journey.returned - max(journey.left, strict_end + 1) + 1)
            strict_end = max(strict_end, journey.returned)
        if position not in breaks.lenient_exempt:
            begin = max(journey.left + 1, first, lenient_end + 1)
            lenient = max(0, min(journey.returned - 1, last) - begin + 1)
            lenient_end = max(lenient_end, journey.returned - 1)
        found.append(_Counted(breaks.result(position), strict, lenient))
    return found


def _year_to(day: date, first: date, breaks: Breaks) -> ContinuityResult:
    """The twelve months that end on ``day``, not beginning before ``first``."""
    begin = max(first, subtract_years(day, 1) + timedelta(days=1))
    return window_continuity(breaks, begin.toordinal(), max(begin, day).toordinal())


def _years(first: date, last: date) -> list[tuple[date, date]]:
    """The years of a stay that begins on ``first``; the last one may be short."""
    years = []
    begin, count = first, 1
    while begin <= last:
        following = add_years(first, count)
        years.append((begin, min(last, following - timedelta(days=1))))
        begin, count = following, count + 1
    return years
