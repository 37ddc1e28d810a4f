"""How many days may still be spent abroad: every answer is held against the full count of that journey."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Absence, AbsenceReason, Case, DocumentStatus
from permitdesk.domain.law.condition_kinds import ContinuityLimits, CreditedStay, QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.allowance import Allowance, Bounds, LimitedBy, allowances
from permitdesk.domain.stay.limits import CountedPeriod, counted_periods
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.stay.stay_cases import (
    LIMITS,
    LTR,
    PROTECTION,
    PROVENANCE,
    SPOUSE,
    credit,
    day,
    qualify,
    status,
    stay_case,
    timeline_of,
    trip,
)

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
#: art. 47: at most one month in one go and two together in each year
YEARLY = QualifyingStay(5, ("refugee",), LIMITS, per_year=True)


def period(rule: QualifyingStay | CreditedStay, *, binding: bool = True) -> CountedPeriod:
    limits = rule.continuity or LIMITS
    return CountedPeriod("r1", rule, limits, binding, PROVENANCE.citation())


def allowed(
    case: Case, rule: QualifyingStay | CreditedStay = PROTECTION, bounds: Bounds | None = None
) -> tuple[Allowance, ...]:
    return allowances(timeline_of(case, TODAY), period(rule), bounds or Bounds())


def verdict(case: Case, rule: QualifyingStay | CreditedStay, on: date) -> Verdict:
    found = credit(case, on, rule) if isinstance(rule, CreditedStay) else qualify(case, rule, on)
    return found.verdict


def with_trip(case: Case, left: date, days: int) -> Case:
    journey = Absence("new", left, left + timedelta(days=days - 1))
    return case.with_changes(absences=(*case.absences, journey))


def days_on(found: tuple[Allowance, ...], left: date) -> tuple[int, Allowance] | None:
    """The days allowed when leaving on a day, and the entry that says so."""
    for one in found:
        if one.first <= left <= one.last:
            return (one.most_days if one.back_by is None else max(0, (one.back_by - left).days + 1)), one
    return None


# --- by hand ------------------------------------------------------------------------


def test_without_journeys_the_single_limit_bounds_each_one() -> None:
    found = allowed(stay_case("refugee", "2015-01-01"))
    assert [(a.most_days, a.limited_by, a.back_by) for a in found] == [(180, LimitedBy.SINGLE, None)]
    assert found[0].first == TODAY
    assert found[0].last == date(2028, 11, 21)


def test_days_already_used_are_taken_off_the_sum() -> None:
    before = (trip("2024-01-01", "2024-05-29"), trip("2025-01-01", "2025-03-31"))  # 150 and 90 days
    found = allowed(stay_case("refugee", "2015-01-01", trips=before))
    assert (found[0].most_days, found[0].limited_by) == (60, LimitedBy.SUM)


def test_an_old_journey_that_leaves_the_window_makes_the_number_grow() -> None:
    before = (trip("2022-01-01", "2022-05-30"), trip("2025-01-01", "2025-05-30"))  # 150 days each
    found = allowed(stay_case("refugee", "2015-01-01", trips=before))
    assert found[0].most_days == 0
    assert found[0].last < found[-1].first
    assert found[-1].most_days == 150


def test_the_person_must_be_back_the_day_before_the_first_safe_day() -> None:
    case = stay_case("trp_spouse_of_polish_citizen", "2025-01-15")
    safe = qualify(case, SPOUSE, TODAY).earliest_safe
    assert safe == date(2027, 1, 16)
    found = allowed(case, SPOUSE)
    assert [(a.limited_by, a.back_by) for a in found] == [(LimitedBy.FILING_DAY, safe - DAY)]
    assert (found[0].most_days, found[0].least_days) == (56, 1)


def test_a_planned_filing_day_that_is_safe_is_the_day_to_keep() -> None:
    case = stay_case("refugee", "2015-01-01")
    found = allowed(case, bounds=Bounds(filing_on=date(2026, 12, 10)))
    assert found[-1].last == date(2026, 12, 9)
    assert found[-1].back_by == date(2026, 12, 9)


@pytest.mark.parametrize("planned", [date(2026, 11, 1), date(2026, 12, 1)])
def test_a_planned_filing_day_that_is_over_or_too_early_is_not_kept(planned: date) -> None:
    case = stay_case("trp_spouse_of_polish_citizen", "2025-01-15")
    assert allowed(case, SPOUSE, Bounds(filing_on=planned)) == allowed(case, SPOUSE)


def test_a_journey_must_end_by_the_last_legal_day() -> None:
    case = stay_case("refugee", "2015-01-01")
    found = allowed(case, bounds=Bounds(legal_until=date(2026, 12, 31)))
    assert found[-1].last == date(2026, 12, 31)
    assert (found[-1].limited_by, found[-1].back_by) == (LimitedBy.LEGAL_STAY, date(2026, 12, 31))


def test_a_journey_that_meets_one_left_out_for_its_reason_makes_the_whole_count() -> None:
    work = replace(
        trip("2026-11-25", "2027-04-30"),
        reason=AbsenceReason.WORK_FOR_POLISH_EMPLOYER,
        proof_state=DocumentStatus.READY,
    )
    found = allowed(stay_case("refugee", "2015-01-01", trips=(work,)))
    # 21 November to 30 April are 161 days: together with the work it is not too long.
    assert days_on(found, TODAY) == (5, found[0])
    # From 30 April on: 157 days of work on end with it leave 24 of 180, the shared day told twice.
    back = days_on(found, date(2027, 4, 30))
    apart = days_on(found, date(2027, 5, 1))
    assert back is not None
    assert apart is not None
    assert (back[0], apart[0]) == (24, 180)


def test_temporary_protection_bears_so_many_days_in_one_go() -> None:
    found = allowed(stay_case("refugee", "2015-01-01"), bounds=Bounds(most_days=30))
    assert [(a.most_days, a.limited_by) for a in found] == [(30, LimitedBy.PROTECTION)]


def test_nobody_leaves_while_they_are_abroad_and_the_next_journey_bounds_this_one() -> None:
    planned = trip("2026-12-10", "2026-12-20")
    found = allowed(stay_case("refugee", "2015-01-01", trips=(planned,)))
    assert (found[0].last, found[0].back_by) == (date(2026, 12, 9), date(2026, 12, 10))
    assert found[0].limited_by is LimitedBy.NEXT_JOURNEY
    assert found[1].first == date(2026, 12, 20)


def test_somebody_abroad_today_may_stay_as_long_as_the_journey_that_lasts_allows() -> None:
    case = stay_case("refugee", "2015-01-01", trips=(trip("2026-10-23", None),))
    found = allowed(case)
    assert days_on(found, TODAY) == (151, found[0])  # 30 days are over, today is counted in both


@pytest.mark.parametrize(
    "case",
    [
        stay_case("pending_application", "2025-01-01"),
        stay_case(None, None),
        stay_case("refugee", "2015-01-01", trips=(trip(None, "2026-01-10"),)),
        stay_case("not_known", "2015-01-01"),
    ],
)
def test_where_no_day_to_file_is_known_nothing_is_promised(case: Case) -> None:
    assert allowed(case) == ()


def test_stay_that_counts_only_perhaps_promises_nothing() -> None:
    assert allowed(stay_case("tolerated_351_1", "2015-01-01"), LTR) == ()


def test_a_limit_that_only_offices_ask_about_is_marked() -> None:
    rule = QualifyingStay(2, ("refugee",), None, warn_continuity=LIMITS)
    timeline = timeline_of(stay_case("refugee", "2015-01-01"), TODAY)
    found = allowances(timeline, period(rule, binding=False), Bounds())
    assert [a.binding for a in found] == [False]


def test_stay_of_no_weight_before_never_completes_the_period_on_a_journey() -> None:
    case = stay_case("trp_work", "2025-01-01", before=(status("trp_education", "2015-01-01", "2024-12-31"),))
    found = allowed(case, LTR)
    assert found[0].limited_by is LimitedBy.SINGLE
    assert found[0].first == TODAY


# --- against the count itself ---------------------------------------------------------

_GAPS = st.lists(st.tuples(st.integers(1, 400), st.integers(0, 190)), max_size=9)
_RULES: st.SearchStrategy[QualifyingStay | CreditedStay] = st.sampled_from([PROTECTION, SPOUSE, LTR, YEARLY])
#: mostly ordinary journeys, some with a reason that is proved
_REASONS = st.sampled_from([*[AbsenceReason.ORDINARY] * 4, AbsenceReason.WORK_FOR_POLISH_EMPLOYER])


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Case, QualifyingStay | CreditedStay]:
    """A stay with journeys before and after today; the rule may be complete or not."""
    rule = draw(_RULES)
    begin = TODAY - timedelta(days=draw(st.integers(200, 3600)))
    kind = "trp_spouse_of_polish_citizen" if rule is SPOUSE else "refugee"
    trips = []
    left = begin
    for number, (gap, length) in enumerate(draw(_GAPS)):
        left += timedelta(days=gap)
        back = left + timedelta(days=length)
        if left <= TODAY < back:
            left, back = TODAY + DAY, TODAY + DAY + timedelta(days=length)
        away = trip(left, back, name=f"t{number}")
        trips.append(replace(away, reason=draw(_REASONS), proof_state=DocumentStatus.READY))
        left = back
    return stay_case(kind, begin.isoformat(), trips=tuple(trips)), rule


def _fine(case: Case, rule: QualifyingStay | CreditedStay, goal: date | None, left: date, days: int) -> bool:
    """The oracle: the whole engine, with the journey in the case."""
    planned = with_trip(case, left, days)
    if goal is not None:
        return verdict(planned, rule, goal) is Verdict.MET
    ends = {a.returned + DAY for a in planned.absences if a.returned is not None and a.returned >= left}
    home = min(d for d in ends if not _abroad(planned, d))
    later = [
        d for d in ends if d > home and not _abroad(planned, d) and verdict(case, rule, d) is Verdict.MET
    ]
    return all(verdict(planned, rule, d) is Verdict.MET for d in (home, *later))


def _abroad(case: Case, on: date) -> bool:
    return any(
        a.left is not None and a.returned is not None and a.left <= on <= a.returned for a in case.absences
    )


def _check(case: Case, rule: QualifyingStay | CreditedStay, offsets: list[int]) -> None:
    found = allowed(case, rule)
    safe = (
        credit(case, TODAY, rule) if isinstance(rule, CreditedStay) else qualify(case, rule, TODAY)
    ).earliest_safe
    if safe is None:
        assert found == ()
        return
    goal = safe if safe > TODAY else None
    for offset in offsets:
        left = TODAY + timedelta(days=offset)
        answer = days_on(found, left)
        if answer is None:
            continue
        days, one = answer
        for shorter in {1, days // 2, days - 1, days} - {0, -1}:
            if shorter <= days:
                assert _fine(case, rule, goal, left, shorter), (left, shorter)
        if one.limited_by is LimitedBy.SUM:
            assert not _fine(case, rule, goal, left, days + 1), (left, days + 1)
        assert one.lenient_days >= one.least_days


@settings(max_examples=25)
@given(_cases(), st.lists(st.integers(0, 731), min_size=1, max_size=6))
def test_every_number_of_days_is_right_and_one_more_is_too_many(
    drawn: tuple[Case, QualifyingStay | CreditedStay], offsets: list[int]
) -> None:
    _check(*drawn, offsets)


@pytest.mark.soak
@settings(max_examples=2500)
@given(_cases(), st.lists(st.integers(0, 731), min_size=1, max_size=8))
def test_every_number_of_days_is_right_on_many_timelines(
    drawn: tuple[Case, QualifyingStay | CreditedStay], offsets: list[int]
) -> None:
    _check(*drawn, offsets)


def test_the_ranges_follow_each_other_without_overlap() -> None:
    before = tuple(trip(date(2021, m, 1), date(2021, m, 27)) for m in range(1, 13))
    found = allowed(stay_case("refugee", "2015-01-01", trips=before))
    assert all(a.last < b.first for a, b in pairwise(found))
    assert found[0].first == TODAY
    assert found[-1].last == date(2028, 11, 21)


def test_a_limit_of_other_months_is_taken_from_the_rule() -> None:
    rule = replace(PROTECTION, continuity=ContinuityLimits(1, 2, ()))
    assert allowed(stay_case("refugee", "2015-01-01"), rule)[0].most_days <= 30
    assert day("2026-11-21") == TODAY


def test_the_periods_of_all_permits_are_read_from_the_rules() -> None:
    found = {route.id: counted_periods(route) for route in load_ruleset().routes}
    assert found["pr_polish_origin"] == ()
    assert [p.binding for p in found["pr_protection_5y"]] == [True]
    polish = [p.rule for periods in found.values() for p in periods if isinstance(p.rule, QualifyingStay)]
    assert any(p.years == 2 and "trp_blue_card" in p.kinds for p in polish)
    assert any(not p.binding for periods in found.values() for p in periods)


def test_limits_of_each_year_are_held_year_by_year() -> None:
    before = (trip("2026-01-01", "2026-04-30"),)  # 120 days of this year's 300
    found = allowed(stay_case("refugee", "2015-01-01", trips=before), YEARLY)
    assert (found[0].most_days, found[0].limited_by) == (180, LimitedBy.SINGLE)
    heavy = (*before, trip("2026-05-15", "2026-10-01"))  # and 140 more
    found = allowed(stay_case("refugee", "2015-01-01", trips=heavy), YEARLY)
    assert (found[0].most_days, found[0].limited_by) == (40, LimitedBy.SUM)
