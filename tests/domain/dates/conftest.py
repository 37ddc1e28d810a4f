"""The shipped days off, as the rule files hold them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.law.reference import HolidayRule

HOLIDAYS = Path(__file__).parents[3] / "resources" / "rules" / "holidays.toml"


@pytest.fixture(scope="session")
def days_off() -> DaysOff:
    """Days off in Poland from the shipped rules."""
    entries = tomllib.loads(HOLIDAYS.read_text(encoding="utf-8"))["holiday"]
    return DaysOff.from_rules(
        HolidayRule(
            id=entry["id"],
            month=entry.get("month"),
            day=entry.get("day"),
            easter_offset=entry.get("easter_offset"),
            from_year=entry["from_year"],
            to_year=entry.get("to_year"),
        )
        for entry in entries
    )
