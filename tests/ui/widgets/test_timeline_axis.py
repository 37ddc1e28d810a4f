"""Zooming and panning stay within the days there are, and the day pointed at stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.ui.widgets.timeline_axis import LEAST_DAYS, Axis


def axis(lower: float = 0.0, upper: float = 1000.0) -> Axis:
    made = Axis()
    made.set_bounds(lower, upper)
    made.show_everything()
    return made


def test_all_days_are_shown_at_first_and_more_days_are_shown_too() -> None:
    made = axis()
    made.set_bounds(-100.0, 1200.0)
    assert (made.first, made.last) == (-100.0, 1200.0)


def test_the_days_looked_at_stay_when_other_days_come() -> None:
    made = axis()
    made.show(100.0, 300.0)
    made.set_bounds(50.0, 2000.0)
    assert (made.first, made.last) == (100.0, 300.0)


@pytest.mark.parametrize("at", [0.0, 250.0, 500.0])
def test_the_day_zoomed_at_keeps_its_place(at: float) -> None:
    made = axis()
    made.show(0.0, 500.0)
    share = (at - made.first) / made.span
    made.zoom(2.0, at)
    assert made.span == 250.0
    assert (at - made.first) / made.span == pytest.approx(share)


def test_nobody_looks_closer_than_two_weeks_or_beyond_the_ends() -> None:
    made = axis()
    made.zoom(10_000.0)
    assert made.span == LEAST_DAYS
    assert made.closest
    made.pan(10_000.0)
    assert made.last == 1000.0
    assert not made.pan(1.0)
    made.zoom(0.0001)
    assert made.everything


def test_a_life_shorter_than_two_weeks_can_be_shown() -> None:
    made = axis(5.0, 6.0)
    assert (made.first, made.span) == (5.0, LEAST_DAYS)
    assert made.everything
    assert made.closest


def test_what_is_in_view_already_moves_nothing() -> None:
    made = axis()
    made.show(100.0, 200.0)
    assert not made.reveal(120.0, 130.0)
    assert not made.reveal(100.0, 200.0)
    assert not made.reveal(0.0, 1000.0)


@pytest.mark.parametrize(("first", "last"), [(10.0, 12.0), (99.0, 101.0), (700.0, 730.0), (300.0, 900.0)])
def test_what_is_out_of_sight_comes_into_view_at_the_same_zoom(first: float, last: float) -> None:
    made = axis()
    made.show(100.0, 200.0)
    assert made.reveal(first, last)
    assert made.span == pytest.approx(100.0)
    assert made.first <= first
    assert made.last >= min(last, first + 50)


_STEPS = st.one_of(
    st.tuples(st.just("zoom"), st.floats(0.1, 10.0), st.floats(-50.0, 1100.0)),
    st.tuples(st.just("pan"), st.floats(-500.0, 500.0), st.just(0.0)),
    st.tuples(st.just("show"), st.floats(-100.0, 900.0), st.floats(901.0, 1100.0)),
    st.tuples(st.just("reveal"), st.floats(0.0, 500.0), st.floats(500.0, 1000.0)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_STEPS, max_size=12))
def test_whatever_is_done_the_view_stays_within_the_days_there_are(
    steps: list[tuple[str, float, float]],
) -> None:
    made = axis()
    for name, one, other in steps:
        if name == "zoom":
            made.zoom(one, other)
        elif name == "pan":
            made.pan(one)
        elif name == "show":
            made.show(one, other)
        else:
            made.reveal(one, other)
        assert made.lower - 1e-6 <= made.first < made.last <= made.upper + 1e-6
        assert made.span >= LEAST_DAYS - 1e-6
