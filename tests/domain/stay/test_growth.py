"""The work grows with the number of journeys, not with its square."""

from __future__ import annotations

from datetime import timedelta
from time import process_time

from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.credit import credited_stay
from permitdesk.domain.stay.qualifying import qualifying_stay
from tests.domain.stay.stay_cases import (
    KINDS,
    LTR,
    PROTECTION,
    SPOUSE,
    TOLERATED,
    day,
    stay_case,
    timeline_of,
    trip,
)

ON = day("2026-11-20")


def busy_case(trips: int) -> Case:
    """A refugee since 1990 with journeys of one day spread over the years."""
    start = day("1990-02-01")
    step = (ON - start).days // (trips + 1)
    days = (start + timedelta(days=step * (n + 1)) for n in range(trips))
    return stay_case(
        "refugee", "1990-01-01", trips=tuple(trip(d, d, name=f"t{i}") for i, d in enumerate(days))
    )


def assess(case: Case) -> list[Verdict]:
    """What an assessment asks of the stay engine: every rule once on one timeline."""
    timeline = timeline_of(case, ON)
    found = [qualifying_stay(timeline, rule, ON, "r") for rule in (SPOUSE, TOLERATED, PROTECTION)]
    return [e.verdict for e in (*found, credited_stay(timeline, LTR, KINDS, ON, "r"))]


def seconds(*cases: Case) -> list[float]:
    """The best of several runs of each, in turns; only the time of this process counts."""
    best = [float("inf")] * len(cases)
    for _ in range(15):
        for index, case in enumerate(cases):
            begin = process_time()
            assess(case)
            best[index] = min(best[index], process_time() - begin)
    return best


def test_ten_times_the_journeys_take_about_ten_times_as_long() -> None:
    assert assess(busy_case(200))[2] is Verdict.MET
    hundreds, thousands = seconds(busy_case(200), busy_case(2000))
    assert thousands < 25 * hundreds
