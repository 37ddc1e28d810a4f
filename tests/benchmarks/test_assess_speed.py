"""One ``assess`` over all routes: short, and growing no worse than the number of journeys."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, ApplicantKind, Case, CurrentStay, StatusEntry
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.loader import load_ruleset

pytestmark = pytest.mark.benchmark

TODAY = date(2026, 11, 21)
LIMIT = 0.010
#: what the sum of the reference took where the limit of 10 ms was set; a slower machine gets more
REFERENCE = 0.00085


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    """The shipped rules, loaded once."""
    return load_ruleset()


def busy_case(journeys: int, statuses: int = 40) -> Case:
    """A life of many short journeys and many titles, all directly after one another."""
    first = date(2006, 11, 21)
    length = (TODAY - first).days // statuses
    titles = tuple(
        StatusEntry(
            f"s{n}",
            "tolerated_351_1" if n % 2 else "tolerated_351_3",
            first + timedelta(days=n * length),
            first + timedelta(days=(n + 1) * length - 1),
        )
        for n in range(statuses)
    )
    step = (TODAY - first).days / journeys
    trips = tuple(
        Absence(f"a{n}", begin, begin + timedelta(days=min(2, int(step) - 1)))
        for n in range(journeys)
        for begin in [first + timedelta(days=int(n * step))]
    )
    return Case(
        "busy",
        applicant=ApplicantKind.ADULT,
        current_stay=CurrentStay("tolerated_351_1", first_day=first + timedelta(days=statuses * length)),
        statuses=titles,
        absences=trips,
        route="pr_tolerated_10y",
    )


def _best(run: Callable[[], object], turns: int) -> float:
    best = float("inf")
    for _ in range(turns):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best


def _prefix_sum() -> list[int]:
    """The plain reference: every day of twenty years marked and summed up."""
    days = (TODAY - date(2006, 11, 21)).days
    absent = [0] * days
    for start in range(0, days, days // 200):
        absent[start : start + 3] = [1] * len(absent[start : start + 3])
    return list(accumulate(absent))


def test_two_hundred_journeys_and_forty_titles_take_ten_milliseconds(
    rules: Ruleset, record_property: Callable[[str, object], None]
) -> None:
    case = busy_case(200)
    reference = _best(lambda: [_prefix_sum() for _ in range(5)], 9)
    found = _best(lambda: assess(case, rules, TODAY), 25)
    record_property("assess_us", round(found * 1e6))
    record_property("prefix_sum_us", round(reference * 1e6 / 5))
    assert found <= LIMIT * max(1.0, reference / REFERENCE)


def test_time_grows_no_worse_than_linearly_from_ten_to_two_thousand_journeys(rules: Ruleset) -> None:
    few, many = (busy_case(n) for n in (10, 2000))
    short = _best(lambda: assess(few, rules, TODAY), 15)
    long = _best(lambda: assess(many, rules, TODAY), 7)
    assert long <= 200 * short
