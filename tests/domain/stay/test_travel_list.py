"""Which journeys and stays the form asks for, in which order, and what is still missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.case import Absence, ApproximateDay, Case, CurrentStay, StatusEntry
from permitdesk.domain.stay.travel_list import ToldDay, travel_list

FILING = date(2026, 11, 21)
SINCE = date(2021, 11, 21)
ONE = timedelta(days=1)


def journeys(*absences: Absence, dont_know: frozenset[str] = frozenset()) -> list[str]:
    case = Case("c", absences=absences, dont_know=dont_know)
    return [row.path for row in travel_list(case, FILING, FILING).journeys]


@pytest.mark.parametrize(("returned", "listed"), [(SINCE - ONE, False), (SINCE, True), (SINCE + ONE, True)])
def test_a_journey_counts_from_the_same_day_five_years_before(returned: date, listed: bool) -> None:
    assert bool(journeys(Absence("a", SINCE - 30 * ONE, returned, "Germany"))) is listed


@pytest.mark.parametrize(("left", "listed"), [(FILING - ONE, True), (FILING, True), (FILING + ONE, False)])
def test_a_journey_that_begins_after_the_filing_day_is_left_out(left: date, listed: bool) -> None:
    assert bool(journeys(Absence("a", left, left + 9 * ONE, "Germany"))) is listed


def test_a_filing_on_29_february_looks_back_to_28_february() -> None:
    assert travel_list(Case("c"), date(2028, 2, 29), FILING).since == date(2023, 2, 28)


def test_journeys_are_listed_oldest_first_and_those_without_a_day_last() -> None:
    old = Absence("old", date(2022, 1, 1), date(2022, 1, 9), "Germany")
    new = Absence("new", date(2025, 1, 1), date(2025, 1, 9), "Georgia")
    lost = Absence("lost", None, None, "France")
    assert journeys(lost, new, old) == ["absences.old", "absences.new", "absences.lost"]


def test_a_day_that_is_not_known_is_to_be_completed_and_an_open_journey_is_not() -> None:
    open_ = Absence("open", date(2026, 1, 1), None, "Germany")
    lost = Absence("lost", date(2025, 1, 1), None, "Germany")
    case = Case("c", absences=(open_, lost), dont_know=frozenset({"absences.lost.returned"}))
    found = travel_list(case, FILING, FILING)
    assert [row.returned for row in found.journeys] == [ToldDay(None, None), None]
    assert [row.complete for row in found.journeys] == [False, True]
    assert found.incomplete == 1


def test_a_range_is_shown_as_it_was_told_and_asks_to_be_completed() -> None:
    first, last = date(2024, 3, 3), date(2024, 3, 9)
    case = Case(
        "c",
        absences=(Absence("a", first, date(2024, 4, 1), "Germany"),),
        approximate=(ApproximateDay("absences.a.left", first, last),),
    )
    (row,) = travel_list(case, FILING, FILING).journeys
    assert (row.left, row.left.exact, row.complete) == (ToldDay(first, last), False, False)


def test_a_journey_without_a_country_asks_for_it() -> None:
    case = Case("c", absences=(Absence("a", date(2024, 3, 3), date(2024, 3, 4)),))
    assert travel_list(case, FILING, FILING).incomplete == 1


def test_a_planned_journey_is_marked() -> None:
    case = Case("c", absences=(Absence("a", FILING + ONE, FILING + 5 * ONE, "Germany"),))
    (row,) = travel_list(case, FILING + 9 * ONE, FILING).journeys
    assert row.planned


def test_earlier_stays_come_oldest_first_with_the_present_one_apart() -> None:
    case = Case(
        "c",
        current_stay=CurrentStay("trp_work", date(2024, 1, 1)),
        statuses=(
            StatusEntry("s2", "trp_studies", date(2022, 1, 1)),
            StatusEntry("s1", "visa_d", date(2021, 1, 1), date(2021, 12, 31)),
            StatusEntry("s3", "visa_d", None, None),
        ),
        dont_know=frozenset({"statuses.s3.last_day"}),
    )
    found = travel_list(case, FILING, FILING)
    assert [row.path for row in found.earlier_stays] == ["statuses.s1", "statuses.s2", "statuses.s3"]
    assert [row.last for row in found.earlier_stays] == [
        ToldDay(date(2021, 12, 31), date(2021, 12, 31)),
        None,
        ToldDay(None, None),
    ]
    assert found.present is not None
    assert (found.present.kind, found.present.complete, found.incomplete) == ("trp_work", True, 1)
    assert travel_list(Case("c"), FILING, FILING).present is None


@given(
    st.lists(st.tuples(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 400)), max_size=12),
    st.dates(date(2022, 1, 1), date(2028, 12, 31)),
)
def test_the_list_is_what_looking_at_each_day_finds(trips: list[tuple[date, int]], filing: date) -> None:
    absences = tuple(
        Absence(f"a{n}", left, left + ONE * length, "Germany") for n, (left, length) in enumerate(trips)
    )
    found = travel_list(Case("c", absences=absences), filing, FILING)
    plain = {
        f"absences.{a.id}"
        for a, (left, length) in zip(absences, trips, strict=True)
        if left <= filing and any(found.since <= left + ONE * k for k in range(length + 1))
    }
    assert {row.path for row in found.journeys} == plain
    begun = [row.left.first for row in found.journeys if row.left.first is not None]
    assert begun == sorted(begun)
