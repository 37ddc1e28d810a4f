"""Rolling counts and the heat map of a scene."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.documents.layout_years import year_totals
from permitdesk.documents.scene_counts import joined, presence_points
from permitdesk.documents.timeline_scene import DayState, Rolling, RollingKind, Scene
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    ApproximateDay,
    Case,
    CurrentStay,
    SchengenStay,
    StatusEntry,
)
from permitdesk.domain.law.findings import say
from tests.documents.timeline_cases import TODAY, assessed, journeys, life, many, scene_of

D = date
BEGIN = D(2021, 1, 1).toordinal()


def absence(scene: Scene) -> Rolling:
    return next(r for r in scene.rolling if r.kind is RollingKind.ABSENCE)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2200), st.integers(0, 60)), max_size=8))
def test_todays_count_is_the_total_of_the_evidence(told: list[tuple[int, int]]) -> None:
    days = [
        (date.fromordinal(BEGIN + a), date.fromordinal(min(BEGIN + a + n, TODAY.toordinal() + 90)))
        for a, n in told
    ]
    case = life(journeys(*(d for d in days if d[0] <= d[1])))
    scene = scene_of(case)
    route = assessed(case).route("ltr_standard")
    assert route is not None
    continuity = route.stay_evidence[0].continuity
    assert continuity is not None
    assert absence(scene).on(scene.today) == continuity.total_days_strict


def test_every_later_count_is_the_one_of_a_filing_on_that_day() -> None:
    case = life(
        journeys(
            (D(2021, 12, 1), D(2021, 12, 20)), (D(2023, 5, 5), D(2023, 5, 5)), (D(2027, 1, 2), D(2027, 1, 9))
        )
    )
    rolling = absence(scene_of(case))
    for day in (
        D(2026, 12, 19),
        D(2026, 12, 20),
        D(2026, 12, 21),
        D(2027, 1, 2),
        D(2027, 1, 3),
        D(2027, 2, 1),
    ):
        route = assessed(case, day).route("ltr_standard")
        assert route is not None
        continuity = route.stay_evidence[0].continuity
        assert continuity is not None
        assert rolling.on(day.toordinal()) == continuity.total_days_strict, day


def test_the_count_falls_when_the_return_leaves_the_period() -> None:
    scene = scene_of(life(journeys((D(2022, 3, 1), D(2022, 3, 20)))))
    rolling = absence(scene)
    falls = rolling.falls_after(scene.today)
    assert falls == D(2027, 3, 20).toordinal()
    assert (rolling.on(falls - 1), rolling.on(falls)) == (20, 0)
    assert rolling.falls_after(falls) is None


def test_the_limits_are_those_of_the_evidence() -> None:
    rolling = absence(scene_of(life()))
    assert (rolling.limit, rolling.upper_limit) == (300, 306)
    assert rolling.points == ()
    assert (rolling.on(1), rolling.most(1, 5)) == (0, (1, 0))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1000, 1800), st.integers(0, 120)), min_size=1, max_size=6),
    st.integers(900, 2200),
)
def test_the_short_stay_count_is_the_one_of_counting_day_by_day(
    told: list[tuple[int, int]], day: int
) -> None:
    stays = sorted((first, first + more) for first, more in told)
    there = {d for first, last in stays for d in range(first, last + 1)}
    rolling = Rolling(RollingKind.SCHENGEN, presence_points(stays, 180), 90, None, say("scene.away"))
    assert rolling.on(day) == len(there & set(range(day - 179, day + 1)))


def test_runs_that_follow_each_other_are_joined() -> None:
    assert list(joined([(1, 3), (4, 5), (5, 9), (11, 12)])) == [(1, 9), (11, 12)]
    assert list(joined([])) == []


def test_somebody_on_a_short_stay_sees_all_short_stays_counted() -> None:
    case = Case(
        "x",
        current_stay=CurrentStay("visa_free", first_day=D(2026, 11, 1), entered_on=D(2026, 11, 1)),
        schengen_stays=(
            SchengenStay("v1", D(2026, 7, 1), D(2026, 7, 10)),
            SchengenStay("v2", D(2026, 9, 1), D(2026, 8, 1)),
        ),
    )
    scene = scene_of(case)
    rolling = next(r for r in scene.rolling if r.kind is RollingKind.SCHENGEN)
    assert rolling.on(scene.today) == 10 + 21
    assert (rolling.limit, rolling.upper_limit) == (90, None)


def state(scene: Scene, day: date) -> DayState | None:
    number = day.toordinal()
    return next((r.state for r in scene.days if r.first <= number <= r.last), None)


def test_each_day_of_the_heat_map_is_what_was_told() -> None:
    case = life(
        (
            *journeys((D(2021, 3, 1), D(2021, 3, 9))),
            Absence("b", D(2022, 1, 1), D(2022, 2, 1), "", AbsenceReason.WORK_FOR_POLISH_EMPLOYER),
            Absence("c", D(2027, 1, 1), D(2027, 1, 5)),
        ),
        statuses=(
            StatusEntry("s1", "illegal", D(2019, 1, 1), D(2019, 12, 31)),
            StatusEntry("s2", "visa_d", D(2018, 1, 1), D(2018, 6, 30)),
        ),
        approximate=(ApproximateDay("absences.a1.left", D(2021, 3, 1), D(2021, 3, 4)),),
    )
    scene = scene_of(case)
    assert state(scene, D(2017, 12, 31)) is None
    assert state(scene, D(2018, 6, 30)) is DayState.HERE
    assert state(scene, D(2018, 7, 1)) is DayState.NO_TITLE
    assert state(scene, D(2019, 5, 5)) is DayState.NOT_LEGAL
    assert state(scene, D(2021, 3, 3)) is DayState.UNSURE
    assert state(scene, D(2021, 3, 4)) is DayState.AWAY
    assert state(scene, D(2021, 3, 9)) is DayState.AWAY
    assert state(scene, D(2021, 3, 10)) is DayState.HERE
    assert state(scene, D(2022, 1, 15)) is DayState.AWAY_EXCUSED
    assert state(scene, TODAY) is DayState.HERE
    assert state(scene, TODAY + timedelta(days=1)) is DayState.AHEAD
    assert state(scene, D(2027, 1, 1)) is DayState.AWAY


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 40)), max_size=12))
def test_runs_of_the_heat_map_are_in_order_and_share_no_day(told: list[tuple[int, int]]) -> None:
    days = [(date.fromordinal(BEGIN + a), date.fromordinal(BEGIN + a + n)) for a, n in told]
    scene = scene_of(life(journeys(*days)))
    assert all(r.first <= r.last for r in scene.days)
    assert all(a.last + 1 == b.first for a, b in pairwise(scene.days))
    away = {d for first, last in days for d in range(first.toordinal(), last.toordinal() + 1)}
    assert sum(year_totals(scene).values()) == len(away)


def test_a_leap_day_is_a_day() -> None:
    scene = scene_of(life(journeys((D(2024, 2, 28), D(2024, 3, 1)))))
    assert year_totals(scene)[2024] == 3


@pytest.mark.parametrize("count", [50, 2000])
def test_the_points_grow_with_the_journeys_only(count: int) -> None:
    scene = scene_of(many(count))
    assert len(absence(scene).points) <= 4 * count
    assert len(scene.days) <= 2 * count + 4
