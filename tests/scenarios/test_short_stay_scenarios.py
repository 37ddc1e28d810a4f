"""Published examples of 90 days in 180, from the offices that apply them, as files a lawyer can read.

Each file names its source. ``check`` is what a border guard asks (days used and left on a day, the last
legal day, days too many, the first day one may come back), ``plan`` what a traveller asks (how long a
stay from an entry may last). Only what stands in the file is held against ours, unknown keys are errors.

Left out: example 3 of the Swiss page, whose printed days contradict each other (an exit years before its
entry), in every stored version that could be found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from permitdesk.domain.dates.periods import Period
from permitdesk.domain.stay.schengen import longest_stay, schengen_on
from permitdesk.domain.stay.short_stay_rule import ShortStayRule, short_stay_rule
from tests.scenarios.runner import ruleset

FOLDER = Path(__file__).parent / "short_stay"
FILES = sorted(FOLDER.glob("*.toml"))
CHECK = {"on", "used", "left", "overstay", "last_day", "re_entry", "too_many_in_window"}
PLAN = {"entry", "days", "last_day"}


def rule_on(day: date) -> ShortStayRule:
    rule = short_stay_rule(ruleset().values, day)
    assert rule is not None
    return rule


def found_on(stays: list[Period], on: date) -> Mapping[str, Any]:
    rule = rule_on(on)
    result = schengen_on(stays, on, rule)
    return {
        "on": on,
        "used": result.days_used,
        "left": result.days_left,
        "overstay": result.overstay_days,
        "last_day": result.last_legal_day,
        "re_entry": result.earliest_reentry,
        "too_many_in_window": result.days_used - rule.allowed_days,
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_published_example(path: Path) -> None:
    scenario = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(scenario) <= {"title", "note", "stays", "source", "check", "plan"}
    assert set(scenario["source"]) == {"name", "url", "seen"}
    stays = [Period(first, last) for first, last in scenario["stays"]]
    checks, plans = scenario.get("check", []), scenario.get("plan", [])
    assert checks or plans
    for expected in checks:
        assert set(expected) <= CHECK
        assert len(expected) > 1
        found = found_on(stays, expected["on"])
        assert {key: found[key] for key in expected} == expected
    for expected in plans:
        assert set(expected) <= PLAN
        days, last = longest_stay(stays, expected["entry"], rule_on(expected["entry"]))
        plan = {"entry": expected["entry"], "days": days, "last_day": last}
        assert {key: plan[key] for key in expected} == expected


def test_examples_of_offices_and_our_own_vectors_are_there() -> None:
    names = {path.stem.split("_")[0] for path in FILES}
    assert {"commission", "swiss", "vector"} <= names
    assert len(FILES) >= 13
