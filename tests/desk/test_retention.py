"""Whom a desk asks about, and when deleted cases go for good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.desk.records import DeskStatus
from permitdesk.desk.retention import (
    TRASH_DAYS,
    Caution,
    purge_due,
    retention_due,
    trash,
    whole_number,
)
from permitdesk.domain.dates.arithmetic import add_months
from tests.desk.rows import TODAY, at, due, row

CLOSED: dict[str, Any] = {"status": DeskStatus.CLOSED, "closed_at": at(date(2020, 1, 1))}


def due_on(day: date, months: int, **more: Any) -> date:
    (item,) = retention_due((row("a", updated_at=at(day), **more),), date.max, months)
    return item.due_on


@pytest.mark.parametrize(
    ("day", "months", "due_day"),
    [
        (date(2024, 11, 21), 24, date(2026, 11, 21)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2023, 11, 29), 3, date(2024, 2, 29)),
    ],
)
def test_months_count_as_the_months_of_a_term(day: date, months: int, due_day: date) -> None:
    assert due_on(day, months) == due_day


def test_a_case_is_asked_about_on_the_day_and_not_the_day_before() -> None:
    case = row("a", updated_at=at(date(2024, 11, 21)))
    assert retention_due((case,), TODAY - timedelta(days=1), 24) == ()
    assert len(retention_due((case,), TODAY, 24)) == 1


def test_one_can_look_ahead_by_days() -> None:
    case = row("a", updated_at=at(date(2024, 12, 1)))
    assert retention_due((case,), TODAY, 24, ahead=9) == ()
    assert len(retention_due((case,), TODAY, 24, ahead=10)) == 1


def test_the_later_of_change_and_closing_counts() -> None:
    assert due_on(date(2024, 1, 1), 12, closed_at=at(date(2024, 6, 1))) == date(2025, 6, 1)
    assert due_on(date(2024, 6, 1), 12, closed_at=at(date(2024, 1, 1))) == date(2025, 6, 1)


def test_a_case_to_be_kept_is_not_asked_about_until_the_day_after() -> None:
    assert due_on(date(2020, 1, 1), 12, keep_until=date(2030, 1, 1)) == date(2030, 1, 2)
    assert due_on(date(2020, 1, 1), 12, keep_until=date(2020, 2, 1)) == date(2021, 1, 1)
    assert due_on(date(2020, 1, 1), 12, keep_until=date.max) == date.max


def test_a_desk_that_does_not_want_to_be_asked_is_not() -> None:
    assert retention_due((row("a", updated_at=at(date(2000, 1, 1))),), TODAY, None) == ()


@pytest.mark.parametrize("months", [0, -1, 601])
def test_periods_out_of_bounds_are_refused(months: int) -> None:
    with pytest.raises(ValueError, match="600"):
        retention_due((), TODAY, months)


def test_deleted_cases_are_not_asked_about() -> None:
    case = row("a", updated_at=at(date(2000, 1, 1)), deleted_at=at(TODAY))
    assert retention_due((case,), TODAY, 12) == ()


def cautions(**more: Any) -> tuple[Caution, ...]:
    (item,) = retention_due((row("a", updated_at=at(date(2000, 1, 1)), **more),), TODAY, 12)
    return item.cautions


def test_a_closed_case_without_days_ahead_can_go() -> None:
    assert cautions(**CLOSED) == ()


def test_what_speaks_against_it_is_said() -> None:
    assert cautions() == (Caution.NOT_CLOSED,)
    assert cautions(status=DeskStatus.FILED) == (Caution.PENDING,)
    assert cautions(**CLOSED, deadlines=(due(0),)) == (Caution.OPEN_DEADLINE,)
    assert cautions(**CLOSED, deadlines=(due(3, "procedural"),)) == (Caution.OPEN_DEADLINE,)
    assert cautions(deadlines=(due(3),)) == (Caution.OPEN_DEADLINE, Caution.NOT_CLOSED)


def test_days_gone_by_and_advice_speak_against_nothing() -> None:
    assert cautions(**CLOSED, deadlines=(due(-1), due(5, "recommended"))) == ()


def test_the_next_day_ahead_is_told() -> None:
    case = row("a", updated_at=at(date(2000, 1, 1)), deadlines=(due(-3), due(4), due(9)))
    (item,) = retention_due((case,), TODAY, 12)
    assert item.next_day == TODAY + timedelta(days=4)


def test_cases_with_nothing_against_them_come_first_then_the_longest_due() -> None:
    long_ago, later = at(date(2000, 1, 1)), at(date(2001, 1, 1))
    rows = (
        row("open", updated_at=long_ago),
        row("second", updated_at=later, **CLOSED),
        row("first", updated_at=long_ago, status=DeskStatus.CLOSED, closed_at=long_ago),
    )
    assert [item.case_id for item in retention_due(rows, TODAY, 12)] == ["first", "second", "open"]


def test_a_deleted_case_can_be_brought_back_for_the_whole_time() -> None:
    deleted = date(2026, 11, 1)
    case = row("a", deleted_at=at(deleted))
    last = deleted + timedelta(days=TRASH_DAYS)
    assert purge_due((case,), last) == ()
    assert [item.case_id for item in purge_due((case,), last + timedelta(days=1))] == ["a"]
    (item,) = trash((case,), last)
    assert (item.deleted_on, item.due_on, item.days_left) == (deleted, last + timedelta(days=1), 1)


def test_the_trash_holds_deleted_cases_only_the_earliest_first() -> None:
    rows = row("a"), row("b", deleted_at=at(TODAY)), row("c", deleted_at=at(TODAY - timedelta(days=90)))
    assert [(item.case_id, item.days_left) for item in trash(rows, TODAY)] == [("c", 0), ("b", 31)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (None, 7), ("", 7), ("0", 7), ("1", 1), ("600", 600), ("601", 7), ("-3", 7), ("3.5", 7), ("²", 7),
        ("9" * 5000, 7), (" 3", 7),
    ],
)  # fmt: skip
def test_a_setting_that_is_no_sensible_number_counts_as_never_set(text: str | None, number: int) -> None:
    assert whole_number(text, 7, 1, 600) == number


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 600), st.dates())
def test_no_case_is_asked_about_before_its_time(day: date, months: int, today: date) -> None:
    case = row("a", updated_at=at(day))
    asked = bool(retention_due((case,), today, months))
    assert asked == (today >= add_months(day, months))
