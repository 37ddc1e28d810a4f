"""The rescue of art. 225c."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.outage import OutageRescue, outage_rescue

days = st.dates(date(2026, 4, 27), date(2031, 12, 31))


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "repaired", "last_legal", "file_by", "cautious"),
    [
        ("2026-12-16", "2026-12-18", "2026-12-17", "2026-12-23", "2026-12-22"),
        ("2026-12-20", "2026-12-22", "2026-12-21", "2026-12-29", "2026-12-29"),
    ],
)
def test_filing_is_open_to_the_third_working_day_after_the_repair(
    first: str, repaired: str, last_legal: str, file_by: str, cautious: str, days_off: DaysOff
) -> None:
    rescue = outage_rescue(_day(first), _day(repaired), _day(last_legal), days_off)
    assert rescue == OutageRescue(True, _day(file_by), _day(cautious), _day(first))


@pytest.mark.parametrize(
    ("last_legal", "applies"),
    [("2026-12-15", False), ("2026-12-16", True), ("2026-12-18", True), ("2026-12-19", False)],
)
def test_the_fault_must_touch_the_last_legal_day(last_legal: str, applies: bool, days_off: DaysOff) -> None:
    last_day = _day(last_legal)
    rescue = outage_rescue(_day("2026-12-16"), _day("2026-12-18"), last_day, days_off)
    assert rescue.applies is applies
    if not applies:
        assert rescue == OutageRescue(False, last_day, last_day, None)


def test_a_repair_before_the_fault_is_refused_with_both_days_named(days_off: DaysOff) -> None:
    with pytest.raises(ValueError, match="2026-12-15, before its first day 2026-12-16"):
        outage_rescue(_day("2026-12-16"), _day("2026-12-15"), _day("2026-12-16"), days_off)


@given(first=days, length=st.integers(0, 10), offset=st.integers(-3, 13))
def test_the_cautious_day_is_never_later_and_nothing_is_due_before_the_last_legal_day(
    first: date, length: int, offset: int, days_off: DaysOff
) -> None:
    last_legal = first + timedelta(days=offset)
    rescue = outage_rescue(first, first + timedelta(days=length), last_legal, days_off)
    assert rescue.applies == (0 <= offset <= length)
    assert last_legal <= rescue.file_by_cautious <= rescue.file_by
    assert rescue.deemed_filed_on == (first if rescue.applies else None)
