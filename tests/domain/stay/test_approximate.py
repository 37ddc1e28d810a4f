"""Days told as a range: the careful end, the other ends, and what a case that is out of order is read as."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.case import Absence, ApproximateDay, Case, CurrentStay, SchengenStay, StatusEntry
from permitdesk.domain.dates.arithmetic import add_days
from permitdesk.domain.stay.approximate import (
    careful_end,
    day_at,
    is_too_long,
    may_be_approximate,
    other_end,
    range_of,
    tidied,
    variants,
    with_day,
    with_days,
    with_range,
    without_ranges,
)

FIRST, LAST = date(2024, 3, 1), date(2024, 3, 20)
CASE = Case(
    "c",
    current_stay=CurrentStay("trp_work", date(2023, 1, 1), date(2027, 1, 1), entered_on=date(2022, 1, 1)),
    statuses=(StatusEntry("s.1", "visa_d", date(2021, 1, 1), date(2022, 12, 31)),),
    absences=(Absence("a1", FIRST, date(2024, 6, 1)), Absence("a2", date(2025, 1, 1), date(2025, 2, 1))),
    schengen_stays=(SchengenStay("v", date(2020, 1, 1), date(2020, 2, 1)),),
)
PATHS = {
    "absences.a1.left": FIRST,
    "absences.a1.returned": LAST,
    "schengen_stays.v.entry": FIRST,
    "schengen_stays.v.exit": LAST,
    "statuses.s.1.first_day": LAST,
    "statuses.s.1.last_day": FIRST,
    "current_stay.first_day": LAST,
    "current_stay.last_day": FIRST,
    "current_stay.entered_on": FIRST,
}


@pytest.mark.parametrize("path", PATHS)
def test_the_field_gets_the_end_that_promises_least(path: str) -> None:
    found = with_range(CASE, path, FIRST, LAST)
    assert day_at(found, path) == PATHS[path] == careful_end(path, FIRST, LAST)
    told = range_of(found, path)
    assert told == ApproximateDay(path, FIRST, LAST)
    assert {other_end(told), PATHS[path]} == {FIRST, LAST}


@pytest.mark.parametrize(
    "path", ["absences.a1.country", "person.birth_date", "current_stay.filed_on", "absences.left", ""]
)
def test_no_other_field_may_be_approximate(path: str) -> None:
    assert not may_be_approximate(path)
    with pytest.raises(ValueError, match="no range"):
        careful_end(path, FIRST, LAST)


def test_a_reversed_range_has_no_careful_end() -> None:
    with pytest.raises(ValueError, match="no range"):
        careful_end("absences.a1.left", LAST, FIRST)


def test_a_range_of_one_day_is_a_plain_day() -> None:
    ranged = with_range(CASE, "absences.a1.left", FIRST, LAST)
    plain = with_range(ranged, "absences.a1.left", LAST, LAST)
    assert (plain.approximate, plain.absences[0].left) == ((), LAST)


def test_a_range_takes_the_place_of_the_one_before_and_of_not_knowing() -> None:
    asked = CASE.with_changes(dont_know=frozenset({"absences.a1.left", "absences.a2.left"}))
    twice = with_range(with_range(asked, "absences.a1.left", FIRST, LAST), "absences.a1.left", FIRST, FIRST)
    assert twice.approximate == ()
    assert twice.dont_know == {"absences.a2.left"}


@pytest.mark.parametrize("path", ["absences.gone.left", "statuses.gone.first_day"])
def test_a_range_of_an_entry_that_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(KeyError):
        with_range(CASE, path, FIRST, LAST)


def test_a_stay_that_was_not_told_has_no_days() -> None:
    bare = Case("c")
    with pytest.raises(KeyError):
        with_day(bare, "current_stay.first_day", FIRST)
    with pytest.raises(KeyError):
        day_at(bare, "current_stay.first_day")
    with pytest.raises(KeyError):
        day_at(bare, "absences.gone.left")


def test_a_removed_entry_takes_its_ranges_along() -> None:
    both = with_range(with_range(CASE, "absences.a1.left", FIRST, LAST), "absences.a2.left", FIRST, LAST)
    assert without_ranges(both, "absences.a1").approximate == both.approximate[1:]
    assert without_ranges(both, "absences.a1.left").approximate == both.approximate[1:]
    assert without_ranges(both, "absences.a") is both


def test_ten_years_are_not_too_long_and_a_day_more_is() -> None:
    assert not is_too_long(date(2014, 2, 28), date(2024, 2, 28))
    assert is_too_long(date(2014, 2, 28), date(2024, 2, 29))


def test_a_case_without_ranges_has_no_other_ends() -> None:
    assert variants(CASE) == ()
    assert tidied(CASE) is CASE


def test_journeys_titles_and_entries_are_swung_apart_and_together() -> None:
    case = CASE
    for path in ("absences.a1.left", "statuses.s.1.first_day", "schengen_stays.v.exit"):
        case = with_range(case, path, FIRST, LAST)
    assert len(variants(case)) == 7
    assert variants(case)[0].absences[0].left == LAST
    assert variants(case)[0].statuses == case.statuses


def test_a_case_in_order_is_left_alone() -> None:
    case = with_range(CASE, "absences.a1.left", FIRST, LAST)
    assert tidied(case) is case


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("absences.gone.left", FIRST, LAST),
        ("absences.a1.country", FIRST, LAST),
        ("absences.a1.left", LAST, FIRST),
        ("absences.a1.left", FIRST, FIRST),
        ("statuses.s.1.outcome", FIRST, LAST),
    ],
)
def test_a_range_that_says_nothing_is_not_read(path: str, first: date, last: date) -> None:
    case = CASE.with_changes(approximate=(ApproximateDay(path, first, last),))
    assert tidied(case) == CASE


def test_a_range_beside_a_day_that_is_not_known_is_not_read() -> None:
    unknown = CASE.with_changes(
        absences=(Absence("a1", None, LAST),), dont_know=frozenset({"absences.a1.left"})
    )
    told = unknown.with_changes(approximate=(ApproximateDay("absences.a1.left", FIRST, LAST),))
    assert tidied(told) == unknown


def test_a_field_beside_its_range_is_read_at_the_careful_end() -> None:
    told = CASE.with_changes(approximate=(ApproximateDay("absences.a1.returned", FIRST, LAST),))
    assert tidied(told).absences[0].returned == LAST


@given(day=st.dates(date(2000, 1, 1), date(2050, 1, 1)), width=st.integers(1, 300))
def test_of_two_ranges_for_one_field_the_later_told_is_read(day: date, width: int) -> None:
    earlier = ApproximateDay("absences.a1.left", FIRST, LAST)
    later = ApproximateDay("absences.a1.left", day, add_days(day, width))
    assert tidied(CASE.with_changes(approximate=(earlier, later))).approximate == (later,)


def test_days_are_set_in_several_places_at_once() -> None:
    days = {"absences.a1.left": LAST, "absences.a2.left": FIRST, "current_stay.last_day": LAST}
    found = with_days(CASE, days)
    assert [day_at(found, path) for path in days] == [LAST, FIRST, LAST]
