"""The length of a short stay stands in two places of the rules: both must say the same."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.law.condition_kinds import CreditedStay, EuStayWithBlueCard
from permitdesk.domain.stay.short_stay_rule import ShortStayRule, short_stay_rule
from permitdesk.rulesets.check_conditions import flattened
from permitdesk.rulesets.entries import all_entries
from permitdesk.rulesets.loader import load_ruleset, load_values

RULES = load_ruleset()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2013, 10, 17), None),
        (date(2013, 10, 18), ShortStayRule(90, 180)),
        (date(2026, 11, 21), ShortStayRule(90, 180)),
    ],
)
def test_ninety_days_in_180_count_since_18_october_2013(on: date, expected: ShortStayRule | None) -> None:
    assert short_stay_rule(RULES.values, on) == expected


def test_what_counts_towards_five_years_knows_the_same_short_stay() -> None:
    found = [
        part
        for entry in all_entries(RULES)
        for condition in entry.conditions
        for part in flattened(condition)
        if isinstance(part, CreditedStay | EuStayWithBlueCard)
    ]
    rule = short_stay_rule(RULES.values, RULES.covered_from)
    assert found
    assert rule is not None
    assert {(c.weights.full_weight_after_months, c.weights.short_stay_days) for c in found} == {
        (18, rule.allowed_days)
    }


def test_the_values_alone_are_those_of_the_whole() -> None:
    assert load_values() == RULES.values
