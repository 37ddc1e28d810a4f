"""Each rule is tried inside, on and outside its boundary."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.rules.runner import Boundary, boundaries, outcome
from tests.scenarios.runner import ruleset


@pytest.mark.parametrize("boundary", boundaries(), ids=str)
def test_boundary(boundary: Boundary) -> None:
    assert outcome(boundary) == boundary.expect


def test_every_rule_is_tried_inside_on_and_outside() -> None:
    tried: dict[tuple[str, str], set[str]] = defaultdict(set)
    for boundary in boundaries():
        tried[boundary.route, boundary.rule].add(boundary.where)
    lacking = []
    for route in ruleset().routes:
        family = [r.id for r in ruleset().routes if r.family is route.family]
        rules = (
            *(r.id for r in route.requirements),
            *(b.id for b in route.bars),
            *(g.id for g in route.refusal_grounds if g.condition is not None),
            *(d.id for d in route.documents if d.when is not None),
            *(reduction.id for fee in route.fees for reduction in fee.reductions),
        )
        for rule_id in rules:
            # A rule shared by a family is one rule: any route of the family may try it.
            sides = set().union(*(tried[other, rule_id] for other in family))
            if not {"inside", "on", "outside"} <= sides:
                lacking.append(f"{route.id}.{rule_id}: {sorted(sides)}")
    assert lacking == []
