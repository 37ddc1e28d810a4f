"""Windows of time: the first and the last day that is still in time, and the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.law.condition_kinds import (
    Condition,
    ElapsedSince,
    FilingDayWithin,
    NotifiedInTime,
    WithinSince,
)
from permitdesk.domain.law.conditions import evaluate, is_dated, questions_in
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.situation import Outcome
from tests.domain.law.builders import DAYS_OFF, case_with, situation


def _on(condition: Condition, on: date, **answers: date) -> Outcome:
    return evaluate(condition, situation(case_with(dict(answers)), on=on), "r")


# --- so many days since ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 5, 3), Verdict.TOO_EARLY),
        (date(2026, 5, 4), Verdict.NEEDS_OFFICE),
        (date(2026, 5, 5), Verdict.MET),
    ],
)
def test_365_days_are_complete_before_the_filing_day(on: date, expected: Verdict) -> None:
    outcome = _on(ElapsedSince("wedding", 0, days=365), on, wedding=date(2025, 5, 4))
    assert (outcome.verdict, outcome.safe, outcome.lenient) == (expected, date(2026, 5, 5), date(2026, 5, 4))
    assert [s.text for s in outcome.arithmetic] == ["condition.elapsed_days_arithmetic"]


# --- filed before a period has passed -------------------------------------------------

SIX_MONTHS = WithinSince("wedding", months=6)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 5, 30), Verdict.TOO_EARLY),
        (date(2026, 5, 31), Verdict.MET),
        (date(2026, 11, 29), Verdict.MET),
        (date(2026, 11, 30), Verdict.NOT_MET),
    ],
)
def test_before_six_months_have_passed_leaves_the_last_day_out(on: date, expected: Verdict) -> None:
    # 31 May plus six months is 30 November: the month has no 31st.
    assert _on(SIX_MONTHS, on, wedding=date(2026, 5, 31)).verdict is expected


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2026, 11, 30), Verdict.MET), (date(2026, 12, 1), Verdict.NOT_MET)]
)
def test_within_six_months_takes_the_last_day_in(on: date, expected: Verdict) -> None:
    within = WithinSince("wedding", months=6, end_day_inside=True)
    assert _on(within, on, wedding=date(2026, 5, 31)).verdict is expected


def test_a_window_that_has_not_begun_names_its_first_day() -> None:
    outcome = _on(SIX_MONTHS, date(2026, 5, 1), wedding=date(2026, 5, 31))
    assert outcome.safe == outcome.lenient == date(2026, 5, 31)


def test_a_window_since_an_unknown_day_stays_open() -> None:
    where = situation(case_with({"wedding": DONT_KNOW}))
    outcome = evaluate(SIX_MONTHS, where, "r")
    assert (outcome.verdict, outcome.questions) == (Verdict.UNKNOWN, ("answers.wedding",))


# --- a window of filing days ----------------------------------------------------------

WINDOW = FilingDayWithin(date(2026, 5, 4), date(2027, 3, 4))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 5, 3), Verdict.TOO_EARLY),
        (date(2026, 5, 4), Verdict.MET),
        (date(2027, 3, 4), Verdict.MET),
        (date(2027, 3, 5), Verdict.NOT_MET),
    ],
)
def test_both_days_of_a_filing_window_are_inside(on: date, expected: Verdict) -> None:
    assert _on(WINDOW, on).verdict is expected


def test_a_window_that_is_not_open_yet_has_an_earliest_day() -> None:
    assert _on(WINDOW, date(2026, 5, 3)).safe == date(2026, 5, 4)
    assert is_dated(WINDOW)


def test_a_window_may_be_open_at_either_end() -> None:
    assert _on(FilingDayWithin(not_before=date(2026, 5, 4)), date(2030, 1, 1)).verdict is Verdict.MET
    assert _on(FilingDayWithin(not_after=date(2021, 12, 31)), date(2021, 12, 31)).verdict is Verdict.MET
    assert _on(FilingDayWithin(not_after=date(2021, 12, 31)), date(2022, 1, 1)).verdict is Verdict.NOT_MET


# --- told the office within working days ----------------------------------------------

NOTICE = NotifiedInTime("lost", "told", 15)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Friday 2 October 2026; with Saturdays the 15th working day is Tuesday 20 October,
        # Monday to Friday it is Friday 23 October.
        (date(2026, 10, 2), Verdict.MET),
        (date(2026, 10, 20), Verdict.MET),
        (date(2026, 10, 21), Verdict.NEEDS_OFFICE),
        (date(2026, 10, 23), Verdict.NEEDS_OFFICE),
        (date(2026, 10, 24), Verdict.NOT_MET),
    ],
)
def test_fifteen_working_days_are_counted_with_and_without_saturdays(told: date, expected: Verdict) -> None:
    outcome = _on(NOTICE, date(2026, 11, 21), lost=date(2026, 10, 2), told=told)
    assert outcome.verdict is expected


def test_a_notice_nobody_told_us_of_stays_open_and_names_the_days_left() -> None:
    outcome = _on(NOTICE, date(2026, 11, 21), lost=date(2026, 10, 2))
    assert (outcome.verdict, outcome.questions) == (Verdict.UNKNOWN, ("answers.told",))
    assert dict(outcome.arithmetic[0].params)["careful"] == date(2026, 10, 20)


def test_without_the_day_of_the_event_nothing_is_counted() -> None:
    outcome = _on(NOTICE, date(2026, 11, 21), told=date(2026, 10, 20))
    assert (outcome.verdict, outcome.questions) == (Verdict.UNKNOWN, ("answers.lost",))
    assert questions_in(NOTICE) == ("lost", "told")


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 30), st.integers(0, 60))
def test_notice_in_time_agrees_with_counting_day_by_day(event: date, days: int, after: int) -> None:
    told = event + timedelta(days=after)
    passed = {
        counts: sum(
            DAYS_OFF.is_working_day(event + timedelta(days=n), saturday_counts=counts)
            for n in range(1, after + 1)
        )
        for counts in (True, False)
    }
    first_day_over = {
        counts: passed[counts] > days
        or (passed[counts] == days and not DAYS_OFF.is_working_day(told, saturday_counts=counts))
        for counts in (True, False)
    }
    outcome = _on(NotifiedInTime("lost", "told", days), date(2029, 6, 1), lost=event, told=told)
    if not first_day_over[True]:
        assert outcome.verdict is Verdict.MET
    elif not first_day_over[False]:
        assert outcome.verdict is Verdict.NEEDS_OFFICE
    else:
        assert outcome.verdict is Verdict.NOT_MET
