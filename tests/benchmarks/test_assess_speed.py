"""One ``assess`` over all routes: short, and growing no worse than the number of journeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, ApplicantKind, Case, CurrentStay, StatusEntry
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.loader import load_ruleset
from tests.benchmarks.measuring import best_of

pytestmark = pytest.mark.benchmark

TODAY = date(2026, 11, 21)
BEGIN = date(2006, 11, 21)
#: how many plain findings the reference makes
FINDINGS = 2000
#: Issue 3 asks for all routes of one case within 15 ms. Where this was set, on an idle machine, the plain
#: findings below take 4.4 ms, so that is 3.4 times as long; 69 routes took 13.6 ms (3.1 times) then. With
#: the second count of every result they take about 3.2 times as long, 0.4 of it for that count.
LIMIT = 3.4
#: a busy machine is asked again; the best times of all series count
SERIES = 5
#: how much steeper than up to four hundred journeys the time may grow up to two thousand
NOISE = 1.6
TOLERATED = ("tolerated_351_3", "tolerated_351_1")
TEMPORARY = ("visa_d", "trp_work")


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    """The shipped rules, loaded once."""
    return load_ruleset()


def busy_case(journeys: int, statuses: int = 40, kinds: tuple[str, str] = TOLERATED) -> Case:
    """A life of many short journeys and many titles, all directly after one another."""
    length = (TODAY - BEGIN).days // statuses
    titles = tuple(
        StatusEntry(
            f"s{n}",
            kinds[n % 2],
            BEGIN + timedelta(days=n * length),
            BEGIN + timedelta(days=(n + 1) * length - 1),
        )
        for n in range(statuses)
    )
    step = (TODAY - BEGIN).days / journeys
    trips = tuple(
        Absence(f"a{n}", begin, begin + timedelta(days=min(2, int(step) - 1)))
        for n in range(journeys)
        for begin in [BEGIN + timedelta(days=int(n * step))]
    )
    first = BEGIN + timedelta(days=statuses * length)
    return Case(
        "busy",
        applicant=ApplicantKind.ADULT,
        current_stay=CurrentStay(kinds[1], first_day=first, last_day=date(2027, 5, 1)),
        statuses=titles,
        absences=trips,
    )


@dataclass(frozen=True, slots=True)
class PlainRef:
    """A ``TextRef`` as the standard library makes it."""

    id: str


@dataclass(frozen=True, slots=True)
class PlainStatement:
    """A ``Statement`` as the standard library makes it."""

    text: str
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class PlainFact:
    """A ``Fact`` as the standard library makes it."""

    path: str
    value: object


@dataclass(frozen=True, slots=True)
class PlainFinding:
    """A ``Finding`` as the standard library makes it."""

    rule_id: str
    verdict: Verdict
    explanation: tuple[PlainStatement, ...]
    facts_used: tuple[PlainFact, ...] = ()
    arithmetic: tuple[PlainStatement, ...] = ()
    citations: tuple[object, ...] = ()
    earliest: object = None
    questions: tuple[str, ...] = ()


def _said(text: str, /, **params: object) -> PlainStatement:
    return PlainStatement(text, tuple(params.items()))


def plain_findings() -> list[PlainFinding]:
    """The plain reference: records like those of a dossier, made without looking at a rule or a day.

    Like the assessment it makes many small records, so a busy machine slows both down alike. They are
    records of the standard library, so that a quicker way to make ours does not move what it is measured by.
    """
    return [
        PlainFinding(
            f"rule_{n}",
            Verdict.MET,
            (_said("condition.open", question=PlainRef(f"question.{n}.label")),),
            (PlainFact(f"answers.{n}", n),),
        )
        for n in range(FINDINGS)
    ]


@pytest.mark.parametrize("kinds", [TOLERATED, TEMPORARY])
def test_all_routes_with_two_hundred_journeys_and_forty_titles_take_little_more_than_records_do(
    rules: Ruleset, kinds: tuple[str, str], record_property: Callable[[str, object], None]
) -> None:
    case = busy_case(200, kinds=kinds)
    reference = found = float("inf")
    for _ in range(SERIES):
        times = best_of(30, plain_findings, lambda: assess(case, rules, TODAY))
        reference, found = min(reference, times[0]), min(found, times[1])
        if found <= LIMIT * reference:
            break
    record_property("assess_us", round(found * 1e6))
    record_property("plain_findings_us", round(reference * 1e6))
    assert found <= LIMIT * reference, f"{found * 1e3:.2f} ms, {found / reference:.2f} times the records"


def test_time_grows_no_worse_than_linearly_from_ten_to_two_thousand_journeys(rules: Ruleset) -> None:
    few, some, many = (busy_case(n) for n in (10, 400, 2000))
    assert assess(many, rules, TODAY).routes
    short, middle, long = best_of(
        12, *(lambda case=case: assess(case, rules, TODAY) for case in (few, some, many))
    )
    assert (long - short) / 1990 <= NOISE * (middle - short) / 390
