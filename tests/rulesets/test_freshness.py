"""How old the rules are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from permitdesk.domain.dossier import Freshness
from permitdesk.rulesets.freshness import freshness

VERIFIED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Freshness.FRESH),
        (0, Freshness.FRESH),
        (60, Freshness.FRESH),
        (61, Freshness.AMBER),
        (180, Freshness.AMBER),
        (181, Freshness.RED),
    ],
)
def test_rules_age_after_60_and_180_days(days: int, expected: Freshness) -> None:
    assert freshness(VERIFIED, VERIFIED + timedelta(days=days)) is expected
