"""Every scenario holds, and together they exercise every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.runner import differences, read, ruleset, scenario_files


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    scenario = read(path)
    assert differences(scenario) == [], scenario.title


def test_no_rule_is_left_that_no_scenario_speaks_of() -> None:
    spoken: set[tuple[str, str]] = set()
    for path in scenario_files():
        for route_id, parts in read(path).expect.get("routes", {}).items():
            for group in ("requirements", "bars", "refusals"):
                spoken |= {(route_id, rule_id) for rule_id in parts.get(group, {})}
    silent = [
        f"{route.id}.{rule_id}"
        for route in ruleset().routes
        for rule_id in (
            *(r.id for r in route.requirements),
            *(b.id for b in route.bars),
            *(g.id for g in route.refusal_grounds if g.condition is not None),
        )
        # A rule shared by a family is one rule: any route of the family may exercise it.
        if not any((r.id, rule_id) in spoken for r in ruleset().routes if r.family is route.family)
    ]
    assert silent == []
