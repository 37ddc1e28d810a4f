"""Requirements, bars and refusals as findings, and the verdict and date that follow from them."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.law.condition_kinds import AbroadNow, AllOf, AnswerIs, AnyOf, ElapsedSince
from permitdesk.domain.law.conditions import is_dated
from permitdesk.domain.law.eligibility import (
    bar_findings,
    earliest_filing,
    refusal_findings,
    requirement_findings,
    route_verdict,
)
from permitdesk.domain.law.findings import EarliestDates, Finding, Verdict, all_of, any_of
from permitdesk.domain.law.rules import Bar, RefusalGround, Requirement
from tests.domain.law.builders import EXPIRED, SOURCE, TODAY, case_with, situation
from tests.domain.law.test_route_parts import route

MARRIED = AnswerIs("married", ("yes",))
WEDDING = ElapsedSince("wedding", 3)
PRISON = AnswerIs("obstacle", ("prison",))


def test_the_weakest_part_decides_and_an_alternative_takes_the_best() -> None:
    order = [Verdict.MET, Verdict.NEEDS_OFFICE, Verdict.UNKNOWN, Verdict.TOO_EARLY, Verdict.NOT_MET]
    for index, verdict in enumerate(order):
        assert all_of(order[: index + 1]) is verdict
        assert any_of(order[index:]) is verdict
    assert all_of([]) is Verdict.MET
    assert any_of([]) is Verdict.NOT_MET


def test_rules_out_of_force_are_not_applied() -> None:
    rules = route(
        requirements=(Requirement("now", MARRIED, SOURCE), Requirement("before", MARRIED, EXPIRED)),
        bars=(Bar("now", PRISON, SOURCE), Bar("before", PRISON, EXPIRED)),
        refusal_grounds=(RefusalGround("now", PRISON, SOURCE), RefusalGround("before", None, EXPIRED)),
    )
    where = situation(case_with({"married": "yes", "obstacle": "none"}))
    assert [f.rule_id for f in requirement_findings(rules, where)[0]] == ["now"]
    assert [f.rule_id for f in bar_findings(rules, where)] == ["now"]
    assert [f.rule_id for f in refusal_findings(rules, where)] == ["now"]


@pytest.mark.parametrize(
    ("answer", "expected"), [("prison", Verdict.NOT_MET), ("none", Verdict.MET), (None, Verdict.UNKNOWN)]
)
def test_a_bar_that_applies_is_not_met_from_the_applicants_side(
    answer: str | None, expected: Verdict
) -> None:
    rules = route(
        bars=(Bar("prison", PRISON, SOURCE),), refusal_grounds=(RefusalGround("p", PRISON, SOURCE),)
    )
    where = situation(case_with({} if answer is None else {"obstacle": answer}))
    assert bar_findings(rules, where)[0].verdict is expected
    assert refusal_findings(rules, where)[0].verdict is expected


def test_a_ground_nobody_can_be_asked_about_is_only_read() -> None:
    rules = route(refusal_grounds=(RefusalGround("state_interest", None, SOURCE),))
    assert refusal_findings(rules, situation())[0].verdict is Verdict.MET


def test_the_route_is_as_weak_as_its_weakest_finding() -> None:
    met, open_, failed = (Finding("x", v, ()) for v in (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET))
    assert route_verdict((met,), (met,), (met,)) is Verdict.MET
    assert route_verdict((met,), (open_,), ()) is Verdict.UNKNOWN
    assert route_verdict((met,), (open_,), (failed,)) is Verdict.NOT_MET


DATED = route(
    requirements=(
        Requirement("wedding", WEDDING, SOURCE),
        Requirement("second", WEDDING, SOURCE),
        Requirement("married", MARRIED, SOURCE),
    )
)


def finding(rule_id: str, verdict: Verdict, safe: date | None = None, lenient: date | None = None) -> Finding:
    earliest = None if safe is None and lenient is None else EarliestDates(safe, lenient)
    return Finding(rule_id, verdict, (), earliest=earliest)


def test_the_latest_of_the_earliest_days_counts_and_never_a_day_before_today() -> None:
    early = finding("wedding", Verdict.MET, date(2020, 1, 2), date(2020, 1, 1))
    late = finding("second", Verdict.TOO_EARLY, date(2027, 1, 2), date(2027, 1, 1))
    assert earliest_filing(DATED, (early, late), (), TODAY) == EarliestDates(
        date(2027, 1, 2), date(2027, 1, 1)
    )
    assert earliest_filing(DATED, (early,), (), TODAY) == EarliestDates(TODAY, TODAY)


def test_no_day_is_promised_while_something_fails_or_a_period_cannot_be_counted() -> None:
    good = finding("wedding", Verdict.MET, TODAY, TODAY)
    nothing = EarliestDates(None, None)
    assert earliest_filing(DATED, (good, finding("married", Verdict.NOT_MET)), (), TODAY) == nothing
    assert earliest_filing(DATED, (good,), (finding("bar", Verdict.NOT_MET),), TODAY) == nothing
    assert earliest_filing(DATED, (finding("wedding", Verdict.UNKNOWN),), (), TODAY) == nothing
    assert earliest_filing(DATED, (good, finding("married", Verdict.UNKNOWN)), (), TODAY) == EarliestDates(
        TODAY, TODAY
    )


def test_a_reading_without_a_day_has_none_in_the_sum() -> None:
    lenient_only = finding("wedding", Verdict.TOO_EARLY, None, date(2027, 1, 1))
    safe_only = finding("second", Verdict.TOO_EARLY, date(2027, 2, 1), None)
    assert earliest_filing(DATED, (lenient_only, safe_only), (), TODAY) == EarliestDates(None, None)


def test_only_periods_of_time_are_dated() -> None:
    assert is_dated(WEDDING)
    assert is_dated(AllOf((MARRIED, AnyOf((WEDDING,)))))
    assert not is_dated(AnyOf((MARRIED, AbroadNow())))
