"""Breaks against six and ten months: the vectors of the fact sheet and every boundary."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.case import Absence
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.stay.breaks import continuity, grade_break, worst
from permitdesk.domain.stay.evidence import Grade
from permitdesk.domain.stay.single_break import longest_months
from tests.domain.stay.stay_cases import LIMITS, day, later, trip

ON = day("2026-11-20")


@pytest.mark.parametrize(
    ("left", "returned", "grade"),
    [
        ("2026-01-15", "2026-07-13", Grade.WITHIN),
        ("2026-01-15", "2026-07-14", Grade.NEEDS_CHECK),
        ("2026-01-15", "2026-07-16", Grade.NEEDS_CHECK),
        ("2026-01-15", "2026-07-17", Grade.EXCEEDED),
        ("2025-08-31", "2026-02-26", Grade.WITHIN),
        ("2025-08-31", "2026-02-27", Grade.NEEDS_CHECK),
        ("2025-08-31", "2026-03-01", Grade.NEEDS_CHECK),
        ("2025-08-31", "2026-03-02", Grade.EXCEEDED),
    ],
)
def test_a_single_break_is_green_up_to_six_months_and_red_beyond(
    left: str, returned: str, grade: Grade
) -> None:
    assert grade_break(trip(left, returned), LIMITS, ON).grade is grade


def test_a_break_names_its_last_safe_and_first_exceeding_return_day() -> None:
    result = grade_break(trip("2026-01-15", "2026-07-13"), LIMITS, ON)
    assert (result.safe_until, result.exceeded_from) == (day("2026-07-13"), day("2026-07-17"))
    assert (result.days_strict, result.days_lenient) == (180, 178)


def test_ten_months_are_at_most_306_days() -> None:
    assert (longest_months(10), longest_months(6), longest_months(1)) == (306, 184, 31)


@pytest.mark.parametrize(
    ("last", "grade"),
    [(59, Grade.WITHIN), (60, Grade.NEEDS_CHECK), (69, Grade.NEEDS_CHECK), (70, Grade.EXCEEDED)],
)
def test_the_sum_is_green_up_to_300_strict_days_and_red_above_306_lenient_days(
    last: int, grade: Grade
) -> None:
    # Two trips of 120 strict (118 lenient) days and one of ``last`` + 1 strict days.
    trips = [trip("2024-01-01", later("2024-01-01", 119)), trip("2024-09-01", later("2024-09-01", 119))]
    trips.append(trip("2025-06-01", later("2025-06-01", last)))
    result = continuity(trips, (day("2024-01-01"), day("2026-01-01")), LIMITS, ON)
    expected = {59: (300, 294), 60: (301, 295), 69: (310, 304), 70: (311, 305)}[last]
    assert (result.total_days_strict, result.total_days_lenient) == expected
    assert result.grade is (Grade.NEEDS_CHECK if grade is Grade.EXCEEDED else grade)


@pytest.mark.parametrize(("extra", "grade"), [(0, Grade.NEEDS_CHECK), (1, Grade.EXCEEDED)])
def test_306_lenient_days_are_amber_and_307_red(extra: int, grade: Grade) -> None:
    trips = [
        trip("2024-01-01", later("2024-01-01", 155)),
        trip("2024-09-01", later("2024-09-01", 153 + extra)),
    ]
    result = continuity(trips, (day("2023-12-01"), day("2026-01-01")), LIMITS, ON)
    assert result.total_days_lenient == 306 + extra
    assert result.grade is grade


def test_breaks_outside_the_window_do_not_count_and_touching_ones_count_whole_when_strict() -> None:
    trips = [
        trip("2020-01-01", "2020-02-01"),
        trip("2023-12-20", "2024-01-10"),
        trip("2027-01-01", "2027-02-01"),
    ]
    result = continuity(trips, (day("2024-01-01"), day("2026-01-01")), LIMITS, ON)
    assert result.total_days_strict == 22
    assert result.total_days_lenient == 9
    assert [b.left for b in result.breaks] == [day("2023-12-20")]
    assert (result.longest_strict, result.longest_lenient) == (22, 9)


def test_no_breaks_are_within() -> None:
    result = continuity([], (day("2024-01-01"), day("2026-01-01")), LIMITS, ON)
    assert (result.grade, result.longest_strict, result.longest_lenient) == (Grade.WITHIN, 0, 0)
    assert worst([]) is Grade.WITHIN
    assert worst([Grade.WITHIN, Grade.EXCEEDED, Grade.NEEDS_CHECK]) is Grade.EXCEEDED


@pytest.mark.parametrize("reason", ["work_for_polish_employer", "accompanying_worker", "polish_studies"])
def test_an_exempting_reason_takes_a_break_of_any_length_out(reason: str) -> None:
    result = grade_break(trip("2024-01-01", "2025-12-31", reason), LIMITS, ON)
    assert result.exempt
    assert result.grade is Grade.WITHIN


@pytest.mark.parametrize(
    ("returned", "exempt", "grade"),
    [
        ("2026-07-13", True, Grade.WITHIN),
        ("2026-07-14", False, Grade.NEEDS_CHECK),
        ("2026-07-17", False, Grade.EXCEEDED),
    ],
)
def test_a_special_personal_situation_exempts_only_up_to_six_months(
    returned: str, exempt: bool, grade: Grade
) -> None:
    result = grade_break(trip("2026-01-15", returned, "special_personal_situation"), LIMITS, ON)
    assert (result.exempt, result.grade) == (exempt, grade)


def test_a_longer_personal_limit_leaves_an_amber_break() -> None:
    limits = ContinuityLimits(6, 10, ("special_personal_situation",), personal_situation_months=9)
    result = grade_break(trip("2026-01-15", "2026-10-15", "special_personal_situation"), limits, ON)
    assert (result.exempt, result.grade) == (False, Grade.NEEDS_CHECK)


def test_an_open_break_is_counted_up_to_the_day_assessed() -> None:
    result = grade_break(trip("2026-11-01", None), LIMITS, ON)
    assert (result.returned, result.days_strict) == (None, 20)


@pytest.mark.parametrize("absence", [trip(None, "2026-01-01"), trip("2026-02-01", "2026-01-01")])
def test_a_break_without_days_cannot_be_graded(absence: Absence) -> None:
    with pytest.raises(ValueError, match="missing or reversed"):
        grade_break(absence, LIMITS, ON)
    trips = [trip(None, "2026-01-01"), trip("2026-02-01", "2026-01-01")]
    assert continuity(trips, (date(2024, 1, 1), ON), LIMITS, ON).breaks == ()


def test_trips_that_share_a_day_are_one_break_when_strict() -> None:
    whole = continuity([trip("2026-01-01", "2026-08-01")], (day("2025-01-01"), ON), LIMITS, ON)
    split = continuity(
        [trip("2026-01-01", "2026-04-01"), trip("2026-04-01", "2026-08-01")],
        (day("2025-01-01"), ON),
        LIMITS,
        ON,
    )
    assert whole.total_days_strict == split.total_days_strict == 213
    assert (whole.grade, split.grade) == (Grade.EXCEEDED, Grade.NEEDS_CHECK)
