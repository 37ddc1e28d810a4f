"""The deadlines of all cases side by side, and which cases to assess anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.desk.board import BoardGroup, board, entries, group_of, stale
from permitdesk.desk.open_days import HARD, PROCEDURAL
from permitdesk.desk.records import CaseSummary, DeskDeadline, DeskStatus
from permitdesk.domain.dossier import DeadlineKind
from tests.desk.rows import TODAY, at, due, row

WEDNESDAY = date(2026, 11, 11)


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (date(2026, 11, 10), BoardGroup.OVERDUE),
        (date(2026, 11, 11), BoardGroup.TODAY),
        (date(2026, 11, 12), BoardGroup.THIS_WEEK),
        (date(2026, 11, 15), BoardGroup.THIS_WEEK),
        (date(2026, 11, 16), BoardGroup.NEXT_WEEK),
        (date(2026, 11, 22), BoardGroup.NEXT_WEEK),
        (date(2026, 11, 23), BoardGroup.THIS_MONTH),
        (date(2026, 11, 30), BoardGroup.THIS_MONTH),
        (date(2026, 12, 1), BoardGroup.LATER),
    ],
)
def test_a_day_belongs_to_the_first_group_that_holds_it(day: date, group: BoardGroup) -> None:
    assert group_of(day, WEDNESDAY) is group


def test_on_a_sunday_the_week_is_over_and_tomorrow_is_next_week() -> None:
    sunday = date(2026, 11, 22)
    assert group_of(sunday + timedelta(days=1), sunday) is BoardGroup.NEXT_WEEK


def test_next_week_wins_over_the_end_of_the_month() -> None:
    assert group_of(date(2026, 12, 2), date(2026, 11, 25)) is BoardGroup.NEXT_WEEK


def test_groups_stand_in_order_and_empty_ones_are_left_out() -> None:
    rows = (row("a", deadlines=(due(40),)), row("b", deadlines=(due(-2), due(0))))
    assert [part.group for part in board(rows, TODAY)] == [
        BoardGroup.OVERDUE,
        BoardGroup.TODAY,
        BoardGroup.LATER,
    ]


def test_hard_dates_come_before_others_of_the_same_day() -> None:
    rows = (
        row("a", "A", deadlines=(due(1, "recommended", "advice"),)),
        row("z", "Z", deadlines=(due(1, "hard", "law"),)),
    )
    assert [entry.deadline_id for entry in entries(rows, TODAY)] == ["law", "advice"]


def test_an_earlier_day_comes_before_a_hard_date() -> None:
    case = row("a", deadlines=(due(1, "recommended", "first"), due(2, "hard", "second")))
    assert [entry.deadline_id for entry in entries((case,), TODAY)] == ["first", "second"]


def test_an_entry_says_whose_day_it_is_and_how_many_days_are_left() -> None:
    child = DeskDeadline(TODAY - timedelta(days=4), "x", "hard", "member", "Ola Nowak")
    case = row("a", "Nowak", people=3, advisor="Jan", deadlines=(child,))
    (entry,) = entries((case,), TODAY)
    assert (entry.case_id, entry.title, entry.person, entry.name) == ("a", "Nowak", "member", "Ola Nowak")
    assert (entry.days_left, entry.hard, entry.several, entry.advisor) == (-4, True, True, "Jan")


@pytest.mark.parametrize(
    "more", [{"status": DeskStatus.CLOSED}, {"closed_at": at(TODAY)}, {"deleted_at": at(TODAY)}]
)
def test_cases_closed_or_deleted_are_left_out(more: dict[str, Any]) -> None:
    assert entries((row("a", deadlines=(due(1),), **more),), TODAY) == ()


def test_the_board_can_end_on_a_day_which_is_inside() -> None:
    case = row("a", deadlines=(due(7), due(8)))
    assert [e.days_left for e in entries((case,), TODAY, TODAY + timedelta(days=7))] == [7]


def test_the_board_can_be_of_one_advisor() -> None:
    rows = row("a", advisor="Jan", deadlines=(due(1),)), row("b", deadlines=(due(1),))
    assert [e.case_id for e in entries(rows, TODAY, advisor="Jan")] == ["a"]


KINDS = st.sampled_from(["hard", "procedural", "system", "recommended"])
ROWS = st.lists(
    st.builds(
        lambda number, days: row(
            str(number), deadlines=tuple(due(d, kind) for d, kind in sorted(days, key=lambda pair: pair[0]))
        ),
        st.integers(0, 99),
        st.lists(st.tuples(st.integers(-40, 90), KINDS), max_size=5),
    ),
    max_size=8,
)


@given(ROWS)
def test_the_board_shows_each_open_day_once_in_order(rows: list[CaseSummary]) -> None:
    parts = board(rows, TODAY)
    shown = [entry for part in parts for entry in part.entries]
    assert [e.day for e in shown] == sorted(e.day for e in shown)
    wanted = [d for r in rows for d in r.deadlines if d.day >= TODAY or d.kind in ("hard", "procedural")]
    assert len(shown) == len(wanted)
    assert all(group_of(entry.day, TODAY) is part.group for part in parts for entry in part.entries)


def test_kinds_of_deadlines_are_called_as_the_rules_call_them() -> None:
    assert (DeadlineKind.HARD.value, DeadlineKind.PROCEDURAL.value) == (HARD, PROCEDURAL)


# --- stale ----------------------------------------------------------------------------


def assessed(case_id: str, *days: int, on: date = TODAY, rules: str = "1") -> CaseSummary:
    return row(case_id, assessed_on=on, rules_version=rules, deadlines=tuple(due(d) for d in days))


def test_a_case_assessed_today_with_these_rules_is_fresh() -> None:
    assert stale((assessed("a", 3),), TODAY, "1") == ()


@pytest.mark.parametrize(
    "case",
    [
        assessed("a", on=TODAY - timedelta(days=1)),
        assessed("a", on=TODAY + timedelta(days=1)),
        assessed("a", rules="0"),
        row("a"),
    ],
)
def test_another_day_other_rules_or_no_assessment_make_a_case_stale(case: CaseSummary) -> None:
    assert stale((case,), TODAY, "1") == ("a",)


def test_never_assessed_first_then_hard_dates_then_the_oldest() -> None:
    long_ago, yesterday = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    rows = (
        assessed("new", on=yesterday),
        assessed("old", on=long_ago),
        assessed("far", 50, on=yesterday),
        assessed("near", 2, on=yesterday),
        row("never"),
        row("stay", assessed_on=yesterday, last_day_of_legal_stay=TODAY + timedelta(days=9)),
    )
    assert stale(rows, TODAY, "1") == ("never", "near", "stay", "far", "old", "new")


def test_nobody_assesses_closed_or_deleted_cases_anew() -> None:
    assert stale((row("a", closed_at=at(TODAY)), row("b", deleted_at=at(TODAY))), TODAY, "1") == ()


@given(st.lists(st.integers(-40, 80), max_size=30), st.integers(1, 35))
def test_the_first_entries_are_those_of_the_whole_board_and_the_counts_are_too(
    days: list[int], most: int
) -> None:
    rows = [row(f"c{n}", deadlines=(due(day),)) for n, day in enumerate(days)]
    whole, first = board(rows, TODAY), board(rows, TODAY, most=most)
    assert [(part.group, part.total) for part in first] == [(part.group, len(part.entries)) for part in whole]
    entries_of_whole = [entry for part in whole for entry in part.entries]
    entries_of_first = [entry for part in first for entry in part.entries]
    assert entries_of_first == entries_of_whole[: len(entries_of_first)]
    assert len(entries_of_first) >= min(most, len(entries_of_whole))


def test_what_is_not_asked_for_is_not_put_in_order() -> None:
    rows = [row(f"c{n}", deadlines=(due(n),)) for n in range(50)]
    assert sum(len(part.entries) for part in board(rows, TODAY, most=10)) == 10
