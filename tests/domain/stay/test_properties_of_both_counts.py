"""What must hold of any count of stay, held against both counts of the program on random lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from permitdesk import clock
from permitdesk.domain.case import Absence, AbsenceReason, Case
from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.second.count import Count, StayRule, second_count
from permitdesk.domain.stay.timeline import build_timeline
from tests.domain.stay.lives import ONE, RULES, life
from tests.domain.stay.stay_cases import KINDS, LIMITS, SPOUSE, stay_case, trip
from tests.domain.stay.test_three_counts import first_count

SEEDS = st.integers(0, 2**32)
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARRIED = "trp_spouse_of_polish_citizen"
#: verdict, safe day, lenient day and credited days of one count; days of the second count are its own
Result = tuple[Verdict, date | None, date | None, Decimal, Decimal]
Counted = Callable[[Case, StayRule, date], Result]


def first_result(case: Case, rule: StayRule, on: date) -> Result:
    found = first_count(build_timeline(case, KINDS, on), case, rule, on)
    safe = None if found.earliest_safe is None else max(on, found.earliest_safe)
    lenient = None if found.earliest_lenient is None else max(on, found.earliest_lenient)
    return found.verdict, safe, lenient, found.credited_strict, found.credited_lenient


def second_result(case: Case, rule: StayRule, on: date) -> Result:
    found: Count = second_count(case, KINDS, rule, case.answers, on)
    safe, lenient = found.first_day(strict=True), found.first_day(strict=False)
    return found.verdict(), safe, lenient, found.credited_strict, found.credited_lenient


BOTH = pytest.mark.parametrize("count", [first_result, second_result])


@BOTH
@SOME
@given(SEEDS, st.sampled_from(RULES))
def test_the_order_of_entries_is_irrelevant(count: Counted, seed: int, rule: StayRule) -> None:
    random = Random(seed)
    case, on = life(random)
    turned = case.with_changes(
        absences=tuple(random.sample(case.absences, len(case.absences))),
        statuses=tuple(random.sample(case.statuses, len(case.statuses))),
    )
    assert count(case, rule, on) == count(turned, rule, on)


@BOTH
@SOME
@given(SEEDS, st.sampled_from(RULES), st.integers(0, 2500), st.integers(0, 200))
def test_more_absence_never_raises_what_surely_counts(
    count: Counted, seed: int, rule: StayRule, ago: int, length: int
) -> None:
    case, on = life(Random(seed))
    left = on - ONE * ago
    more = case.with_changes(absences=(*case.absences, Absence("more", left, left + ONE * length)))
    few, many = count(case, rule, on), count(more, rule, on)
    assume(Verdict.UNKNOWN not in {few[0], many[0]})
    assert few[3] >= many[3]
    assert few[1] is not None or many[1] is None
    if few[1] is not None and many[1] is not None:
        assert few[1] <= many[1]


@BOTH
@SOME
@given(SEEDS, st.integers(0, 2500), st.integers(0, 200), st.integers(1, 5))
def test_more_absence_never_brings_an_earlier_lenient_day_on_one_title(
    count: Counted, seed: int, ago: int, length: int, years: int
) -> None:
    life_case, on = life(Random(seed))
    begun = (on - ONE * 2600).isoformat()
    left = on - ONE * ago
    few = stay_case("trp_work", begun, trips=life_case.absences)
    more = few.with_changes(absences=(*few.absences, Absence("more", left, left + ONE * length)))
    rule = QualifyingStay(years, ("trp_work",), LIMITS)
    one, two = count(few, rule, on), count(more, rule, on)
    assume(Verdict.UNKNOWN not in {one[0], two[0]})
    assert one[2] is not None
    assert two[2] is not None
    assert one[2] <= two[2]
    assert one[4] >= two[4]


@BOTH
@SOME
@given(SEEDS, st.sampled_from(RULES), st.data())
def test_a_split_journey_is_the_whole_one_for_what_surely_counts(
    count: Counted, seed: int, rule: StayRule, data: st.DataObject
) -> None:
    case, on = life(Random(seed))
    long_ones = [
        t
        for t in case.absences
        if t.reason is AbsenceReason.ORDINARY and t.left and t.returned and t.returned > t.left + ONE
    ]
    assume(long_ones)
    whole = data.draw(st.sampled_from(long_ones))
    assert whole.left is not None
    assert whole.returned is not None
    cut = whole.left + ONE * data.draw(st.integers(1, (whole.returned - whole.left).days - 1))
    others = tuple(t for t in case.absences if t is not whole)
    halves = (replace(whole, returned=cut), replace(whole, id="rest", left=cut))
    split = case.with_changes(absences=(*others, *halves))
    one, two = count(case, rule, on), count(split, rule, on)
    assert (one[1], one[3]) == (two[1], two[3])
    assert two[4] >= one[4]


@BOTH
@SOME
@given(
    st.dates(date(2016, 1, 1), date(2024, 1, 1)),
    st.lists(
        st.tuples(st.integers(0, 700), st.one_of(st.integers(0, 160), st.integers(200, 250))), max_size=3
    ),
    st.integers(1, 10),
)
def test_a_life_one_day_later_moves_the_result_by_one_day_give_or_take_one(
    count: Counted, begun: date, told: list[tuple[int, int]], years: int
) -> None:
    """Title, journeys and the day assessed all move. A leap day passed may add or save one day more.

    Journeys are surely short or surely too long by any calendar, and lie in the past.
    """
    rule = QualifyingStay(years, ("trp_work",), LIMITS)

    def moved(by: int) -> Result:
        first = begun + ONE * by
        trips = tuple(
            trip(first + ONE * at, first + ONE * (at + length), name=f"t{n}")
            for n, (at, length) in enumerate(told)
        )
        return count(stay_case("trp_work", first.isoformat(), trips=trips), rule, first + ONE * 1000)

    now, later = moved(0), moved(1)
    for earlier, day in zip(now[1:3], later[1:3], strict=True):
        assert isinstance(earlier, date)
        assert isinstance(day, date)
        assert 0 <= (day - earlier).days <= 2


@BOTH
@pytest.mark.parametrize(
    ("begun", "lenient", "safe"),
    [
        ("2023-12-31", "2025-12-31", "2026-01-01"),
        ("2024-01-01", "2026-01-01", "2026-01-02"),
        ("2024-02-28", "2026-02-28", "2026-03-01"),
        ("2024-02-29", "2026-02-28", "2026-03-01"),
        ("2024-03-01", "2026-03-01", "2026-03-02"),
        ("2026-02-28", "2028-02-28", "2028-02-29"),
        ("2024-08-31", "2026-08-31", "2026-09-01"),
        ("2024-03-29", "2026-03-29", "2026-03-30"),
        ("2024-10-25", "2026-10-25", "2026-10-26"),
    ],
)
def test_turns_of_years_leap_days_ends_of_months_and_changes_of_the_clock(
    count: Counted, begun: str, lenient: str, safe: str
) -> None:
    found = count(stay_case(MARRIED, begun), SPOUSE, date(2025, 1, 1) if begun < "2025" else date(2027, 1, 1))
    assert found[1:3] == (date.fromisoformat(safe), date.fromisoformat(lenient))


@BOTH
@pytest.mark.parametrize("changed", ["2026-03-29", "2026-10-25"])
def test_a_journey_over_a_change_of_the_clock_has_its_days(count: Counted, changed: str) -> None:
    around = date.fromisoformat(changed)
    on = around + timedelta(days=200)
    case = stay_case("trp_work", "2020-01-01")
    # 300 days are inside, 301 are not: the change of the clock adds and takes none.
    for last, verdict in ((150, Verdict.MET), (151, Verdict.NEEDS_OFFICE)):
        trips = (
            trip(around - ONE * 75, around + ONE * 74, name="over"),
            trip(around - ONE * 300, around - ONE * (301 - last), name="before"),
        )
        rule = QualifyingStay(2, ("trp_work",), LIMITS)
        assert count(case.with_changes(absences=trips), rule, on)[0] is verdict


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-28T22:30", "2026-03-28"),
        ("2026-03-28T23:30", "2026-03-29"),
        ("2026-03-29T00:30", "2026-03-29"),
        ("2026-03-29T23:30", "2026-03-30"),
        ("2026-10-24T23:30", "2026-10-25"),
        ("2026-10-25T00:30", "2026-10-25"),
        ("2026-10-25T22:30", "2026-10-25"),
        ("2026-10-25T23:30", "2026-10-26"),
    ],
)
def test_today_is_the_day_in_warsaw_around_the_changes_of_the_clock(
    moment: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fixed(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Fixed:
            told = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)
            return cls(told.year, told.month, told.day, told.hour, told.minute, tzinfo=tz)

    monkeypatch.setattr(clock, "datetime", Fixed)
    assert clock.today_in_warsaw() == date.fromisoformat(day)
