"""Journeys to other Schengen states: which days count there, and when they are too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Absence, ApproximateDay, Case, CurrentStay, StatusEntry
from permitdesk.domain.dates.periods import Period
from permitdesk.domain.stay.other_states import OtherStates, other_states, other_states_notes, stay_title
from permitdesk.domain.stay.short_stay_rule import ShortStayRule, other_states_rule
from permitdesk.domain.stay.timeline import build_timeline
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts

RULES = load_ruleset()
KINDS = {kind.id: kind for kind in RULES.statuses}
RULE = ShortStayRule(90, 180)
ON = date(2026, 11, 20)


def d(text: str) -> date:
    return date.fromisoformat(text)


def journey(name: str, left: str | None, returned: str | None, country: str) -> Absence:
    days = [None if day is None else d(day) for day in (left, returned)]
    return Absence(name, days[0], days[1], country)


def found(*journeys: Absence, on: date = ON, **more: object) -> OtherStates:
    case = Case("c", current_stay=CurrentStay("trp_work", first_day=d("2019-01-01")), absences=journeys)
    case = case.with_changes(**more)
    return other_states(case, build_timeline(case, KINDS, on), RULES.countries, RULE, on)


def texts_of(states: OtherStates) -> list[str]:
    return [s.text for s in other_states_notes(states)]


def test_the_limit_of_the_convention_is_dated_data() -> None:
    assert other_states_rule(RULES.values, ON) == RULE
    assert other_states_rule(RULES.values, d("2013-10-17")) is None


def test_both_travel_days_count_and_poland_does_not() -> None:
    states = found(journey("a", "2026-10-01", "2026-10-10", "Niemcy"))
    assert [(s.path, s.country.code, s.first, s.last, s.open) for s in states.stays] == [
        ("absences.a", "DE", d("2026-10-01"), d("2026-10-10"), False)
    ]
    assert (states.used, states.left, states.most, states.most_on) == (10, 80, 10, d("2026-10-10"))
    assert states.over == ()
    assert texts_of(states) == ["stay.other_states_used"]


@pytest.mark.parametrize("country", ["Ukraina", "UK", "Irlandia", "Cyprus", "Polska"])
def test_states_outside_the_area_and_poland_itself_count_nothing(country: str) -> None:
    states = found(journey("a", "2026-10-01", "2026-10-10", country))
    assert (states.stays, states.used, states.most, states.most_on, states.unread) == ((), 0, 0, None, ())
    assert other_states_notes(states) == ()


@pytest.mark.parametrize("country", ["", "Berlin", "Niemcy i Czechy"])
def test_a_country_nobody_can_read_counts_nothing_and_is_named(country: str) -> None:
    states = found(
        journey("a", "2026-10-01", "2026-10-10", country), journey("b", "2026-11-01", "2026-11-02", "DE")
    )
    assert states.unread == ("absences.a.country",)
    assert states.used == 2
    assert texts_of(states) == ["stay.other_states_used", "stay.other_states_unread"]


@pytest.mark.parametrize(("last", "over"), [("2026-10-28", 0), ("2026-10-29", 0), ("2026-10-30", 1)])
def test_ninety_days_in_other_states_together_are_inside(last: str, over: int) -> None:
    states = found(
        journey("a", "2026-07-01", "2026-07-30", "Czechy"), journey("b", "2026-08-31", last, "Słowacja")
    )
    assert sum(p.days for p in states.over) == over
    assert texts_of(states) == ["stay.other_states_over" if over else "stay.other_states_used"]


def test_days_from_state_to_state_count_once() -> None:
    states = found(
        journey("b", "2026-10-05", "2026-10-10", "FR"), journey("a", "2026-10-01", "2026-10-05", "DE")
    )
    assert [s.country.code for s in states.stays] == ["DE", "FR"]
    assert states.counted == (Period(d("2026-10-01"), d("2026-10-10")),)
    assert states.used == 10


def test_a_journey_counts_only_since_its_country_is_in_the_area() -> None:
    states = found(journey("a", "2022-12-20", "2023-01-05", "Chorwacja"))
    assert states.counted == (Period(d("2023-01-01"), d("2023-01-05")),)
    assert found(journey("a", "2022-12-01", "2022-12-31", "Chorwacja")).counted == ()


def test_a_journey_that_still_lasts_counts_up_to_the_day() -> None:
    states = found(journey("a", "2026-11-11", None, "DE"))
    assert (states.used, states.stays[0].open) == (10, True)
    planned = found(journey("a", "2026-12-01", None, "DE"))
    assert (planned.used, planned.most, planned.stays[0].last) == (0, 1, d("2026-12-01"))


def test_planned_days_are_too_many_before_they_come() -> None:
    states = found(journey("a", "2026-12-01", "2027-03-01", "DE"))
    assert (states.used, states.most) == (0, 91)
    assert states.over == (Period(d("2027-03-01"), d("2027-03-01")),)


def test_journeys_with_missing_or_reversed_days_are_left_out() -> None:
    states = found(journey("a", None, "2026-10-10", "DE"), journey("b", "2026-10-10", "2026-10-01", "DE"))
    assert states.stays == ()


def test_days_on_a_short_stay_belong_to_the_list_of_schengen_stays() -> None:
    before = StatusEntry("s", "visa_free", d("2026-08-01"), d("2026-08-31"))
    case = Case(
        "c",
        current_stay=CurrentStay("trp_work", first_day=d("2026-09-01")),
        statuses=(before,),
        absences=(journey("a", "2026-08-20", "2026-09-05", "DE"),),
    )
    states = other_states(case, build_timeline(case, KINDS, ON), RULES.countries, RULE, ON)
    assert states.counted == (Period(d("2026-09-01"), d("2026-09-05")),)


def test_an_approximate_journey_is_marked() -> None:
    trip = journey("a", "2026-10-01", "2026-10-10", "DE")
    ranges = (ApproximateDay("absences.a.returned", d("2026-10-08"), d("2026-10-10")),)
    assert found(trip, approximate=ranges).stays[0].approximate
    assert not found(replace(trip, id="b"), approximate=ranges).stays[0].approximate


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_note_can_be_said(language: str) -> None:
    texts = load_texts(language)
    long = found(
        journey("a", "2026-07-01", "2026-10-30", "DE"), journey("b", "2026-11-01", "2026-11-02", "?")
    )
    some = found(journey("a", "2026-10-30", "2026-10-30", "DE"))
    for states in (long, some):
        assert all("{" not in texts.render(note) for note in other_states_notes(states))
    assert "2026" in texts.render(stay_title(some.stays[0]))


trips = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 60), st.sampled_from(["DE", "HR", "UA", ""])), max_size=8
)


@settings(max_examples=80, deadline=None)
@given(trips, st.integers(0, 560))
def test_used_days_are_those_of_a_count_day_by_day(told: list[tuple[int, int, str]], ahead: int) -> None:
    begin = d("2022-08-01")
    on = begin + timedelta(days=ahead)
    journeys = [
        Absence(str(n), begin + timedelta(days=a), begin + timedelta(days=a + length), country)
        for n, (a, length, country) in enumerate(told)
    ]
    days = {
        day
        for j in journeys
        if j.left and j.returned
        for day in Period(j.left, j.returned)
        if j.country == "DE" or (j.country == "HR" and day >= d("2023-01-01"))
    }

    def used(day: date) -> int:
        return sum(day - timedelta(days=n) in days for n in range(180))

    states = found(*journeys, on=on)
    assert states.used == used(on)
    assert states.most == max((used(day) for day in days), default=0)
    assert {day for p in states.over for day in p} == {day for day in days if used(day) > 90}


def test_who_only_waits_is_told_that_waiting_is_no_permit_elsewhere() -> None:
    away = journey("a", "2026-10-01", "2026-10-10", "Niemcy")
    waits = CurrentStay("pending_application", first_day=d("2026-08-01"))
    states = found(away, current_stay=waits)
    assert states.waiting
    assert texts_of(states) == ["stay.other_states_used", "stay.other_states_waiting"]
    card = StatusEntry("s", "trp_work", d("2025-01-01"), d("2026-12-31"))
    assert not found(away, current_stay=waits, statuses=(card,)).waiting
    assert not found(away).waiting
    assert not found(away, current_stay=None).waiting


@pytest.mark.parametrize(
    ("left", "returned", "ahead"),
    [
        ("2026-11-10", "2026-11-20", False),
        ("2026-11-10", "2026-11-21", True),
        ("2026-11-10", None, True),
        ("2026-11-21", "2026-11-22", True),
        (None, "2026-11-25", False),
    ],
)
def test_a_way_back_is_ahead_until_the_day_of_return(
    left: str | None, returned: str | None, *, ahead: bool
) -> None:
    assert found(journey("a", left, returned, "")).ahead is ahead
