"""The sheet for the calculator of the Commission: what is typed, what is missing, what must come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import ApproximateDay, Case, CurrentStay, SchengenStay
from permitdesk.domain.stay.schengen import longest_stay, schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule
from permitdesk.domain.stay.short_stay_sheet import (
    SheetMode,
    SheetResult,
    ShortStaySheet,
    short_stay_sheet,
    short_stays_count,
)
from tests.domain.stay.stay_cases import KINDS as BARE_KINDS
from tests.domain.stay.stay_cases import day

RULE = ShortStayRule(90, 180)
KINDS = {**BARE_KINDS, "visa_free": replace(BARE_KINDS["visa_free"], schengen_counted=True)}
ON = "2026-11-20"
CONTROL, PLANNING = SheetMode.CONTROL, SheetMode.PLANNING


def stays(*told: tuple[str | None, str | None]) -> Case:
    days = [tuple(None if text is None else day(text) for text in pair) for pair in told]
    return Case(
        "c",
        schengen_stays=tuple(SchengenStay(f"v{n}", first, last) for n, (first, last) in enumerate(days)),
    )


def sheet(
    case: Case, mode: SheetMode = CONTROL, on: str = ON, rule: ShortStayRule | None = RULE
) -> ShortStaySheet:
    return short_stay_sheet(case, KINDS, rule, day(on), mode)


def paths(found: ShortStaySheet) -> list[str]:
    return [row.path for row in found.rows]


def test_days_are_typed_as_the_calculator_reads_them_oldest_first() -> None:
    found = sheet(stays(("2026-11-01", "2026-11-05"), ("2026-07-01", "2026-07-20")))
    typed = [(r.entry and r.entry.typed, r.exit and r.exit.typed) for r in found.rows]
    assert typed == [("01/07/26", "20/07/26"), ("01/11/26", "05/11/26")]
    assert (found.on.typed, found.window_first, found.mode) == ("20/11/26", day("2026-05-25"), CONTROL)
    assert found.result == SheetResult(25, 65, 0, day("2027-02-12"), None)
    assert (found.missing, found.exact, found.older_matter) == ((), True, False)


@pytest.mark.parametrize(("last", "listed"), [("2026-05-24", False), ("2026-05-25", True)])
def test_a_stay_with_a_day_in_the_window_is_listed_whole(last: str, listed: bool) -> None:
    found = sheet(stays(("2026-05-01", last)))
    assert paths(found) == (["schengen_stays.v0"] if listed else [])


@pytest.mark.parametrize(
    ("mode", "entry", "listed"),
    [
        (CONTROL, "2026-11-20", True),
        (CONTROL, "2026-11-21", False),
        (PLANNING, "2026-11-19", True),
        (PLANNING, "2026-11-20", False),
    ],
)
def test_a_check_knows_stays_up_to_its_day_and_a_plan_those_before_it(
    mode: SheetMode, entry: str, listed: bool
) -> None:
    assert bool(sheet(stays((entry, "2026-11-25")), mode).rows) is listed


def test_a_plan_says_how_long_a_stay_may_last() -> None:
    found = sheet(stays(("2026-06-01", "2026-07-30")), PLANNING, "2026-10-01")
    assert found.result == SheetResult(60, 30, 0, day("2026-10-30"), 30)
    refused = sheet(stays(("2026-03-01", "2026-05-29")), PLANNING, "2026-08-27")
    assert refused.result == SheetResult(90, 0, 0, None, 0)


def test_the_present_short_stay_is_an_open_row_and_stands_there_once() -> None:
    here = stays(("2026-11-01", None)).with_changes(
        current_stay=CurrentStay("visa_free", entered_on=day("2026-11-01"))
    )
    found = sheet(here)
    assert [(r.path, r.open, r.exit) for r in found.rows] == [("schengen_stays.v0", True, None)]
    alone = here.with_changes(schengen_stays=())
    assert [(r.path, r.open) for r in sheet(alone).rows] == [("current_stay", True)]
    assert sheet(alone).result == sheet(here).result == SheetResult(20, 70, 0, day("2027-01-29"), None)
    by_first_day = Case("c", current_stay=CurrentStay("visa_free", first_day=day("2026-11-01")))
    assert sheet(by_first_day).result == sheet(here).result


@pytest.mark.parametrize("kind", ["trp_work", "visa_d", "no_such_kind"])
def test_days_on_a_permit_are_no_row(kind: str) -> None:
    case = Case("c", current_stay=CurrentStay(kind, entered_on=day("2026-11-01")))
    assert sheet(case).rows == ()


def test_without_the_exit_of_the_present_stay_nothing_can_be_planned() -> None:
    here = Case("c", current_stay=CurrentStay("visa_free", entered_on=day("2026-11-01")))
    found = sheet(here, PLANNING, "2026-12-01")
    assert (found.missing, found.result, found.exact) == (("schengen_stays",), None, False)
    listed = sheet(stays(("2026-11-01", None)), PLANNING, "2026-12-01")
    assert listed.missing == ("schengen_stays.v0.exit",)


def test_missing_and_reversed_days_are_named_and_nothing_is_counted() -> None:
    case = stays((None, "2026-10-10"), ("2026-09-01", None), ("2026-10-20", "2026-10-01"), (None, None))
    found = sheet(case.with_changes(dont_know=frozenset({"schengen_stays.v1.exit"})))
    assert set(found.missing) == {
        "schengen_stays.v0.entry",
        "schengen_stays.v1.exit",
        "schengen_stays.v2.exit",
        "schengen_stays.v3.entry",
    }
    assert found.result is None
    no_entry = Case("c", current_stay=CurrentStay("visa_free"))
    assert sheet(no_entry).missing == ("current_stay.entered_on",)


def test_a_missing_day_of_a_stay_before_the_window_is_not_asked_for() -> None:
    found = sheet(stays((None, "2026-05-24"), ("2026-11-01", "2026-11-02")))
    assert (paths(found), found.missing) == (["schengen_stays.v1"], ())
    assert found.result is not None


def test_rows_that_overlap_are_marked_and_days_of_exit_and_entry_may_meet() -> None:
    case = stays(
        ("2026-09-01", "2026-09-10"),
        ("2026-09-10", "2026-09-12"),
        ("2026-09-11", "2026-09-30"),
        ("2026-09-12", "2026-09-13"),
        ("2026-10-01", "2026-10-02"),
    )
    assert [row.overlaps for row in sheet(case).rows] == [False, False, True, True, False]


def test_an_approximate_day_is_marked() -> None:
    case = stays(("2026-11-01", "2026-11-05"))
    ranges = (ApproximateDay("schengen_stays.v0.exit", day("2026-11-03"), day("2026-11-05")),)
    found = sheet(case.with_changes(approximate=ranges))
    assert found.rows[0].entry is not None
    assert found.rows[0].exit is not None
    assert (found.rows[0].entry.approximate, found.rows[0].exit.approximate) == (False, True)
    assert found.result is not None
    assert not found.exact


def test_an_overstay_that_began_with_older_stays_is_told_apart() -> None:
    case = stays(("2013-06-28", "2013-08-09"), ("2013-09-19", "2014-03-01"))
    rule_day = "2014-03-01"
    found = sheet(case, on=rule_day)
    assert paths(found) == ["schengen_stays.v1"]
    assert found.result is not None
    assert (found.result.used, found.result.left) == (164, 0)
    assert found.result.overstay > 74
    assert found.older_matter


def test_without_a_rule_there_are_rows_and_no_result() -> None:
    found = sheet(stays(("2012-01-01", "2012-01-05")), on="2012-02-01", rule=None)
    assert (len(found.rows), found.window_first, found.result) == (1, None, None)


told = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60)), max_size=6)


@settings(max_examples=80, deadline=None)
@given(told, st.integers(0, 560), st.sampled_from(SheetMode))
def test_the_result_is_that_of_all_stays_and_rows_alone_give_the_same_count(
    lengths: list[tuple[int, int]], ahead: int, mode: SheetMode
) -> None:
    begin = day("2025-01-01").toordinal()
    visits = tuple(
        SchengenStay(str(n), date.fromordinal(begin + a), date.fromordinal(begin + a + length))
        for n, (a, length) in enumerate(lengths)
    )
    on = date.fromordinal(begin + ahead)
    found = short_stay_sheet(Case("c", schengen_stays=visits), KINDS, RULE, on, mode)
    assert found.result is not None
    before = [v for v in visits if v.entry and (v.entry < on or (mode is CONTROL and v.entry == on))]
    count = schengen_on(before, on, RULE)
    assert (found.result.used, found.result.overstay) == (count.days_used, count.overstay_days)
    listed = [v for v in visits if f"schengen_stays.{v.id}" in paths(found)]
    assert schengen_on(listed, on, RULE).days_used == count.days_used
    if mode is PLANNING:
        assert (found.result.days, found.result.last_day) == longest_stay(listed, on, RULE)
        assert not found.older_matter or count.overstay_days


@pytest.mark.parametrize(
    ("case", "counts"),
    [
        (Case("c"), False),
        (Case("c", current_stay=CurrentStay("refugee", day("2026-10-01"))), False),
        (Case("c", current_stay=CurrentStay("visa_free", day("2026-10-01"))), True),
        (stays(("2026-09-01", "2026-09-10")), True),
        (stays((None, None)), True),
    ],
)
def test_a_sheet_is_for_stays_that_count_as_short(case: Case, counts: bool) -> None:
    assert short_stays_count(case, KINDS) is counts
