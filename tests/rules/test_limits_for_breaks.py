"""What every limit for breaks must say in the rules."""

from __future__ import annotations

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.stay.limits import counted_periods
from tests.scenarios.runner import ruleset


def test_a_special_personal_situation_always_has_its_own_limit_and_only_it_has() -> None:
    periods = [period for route in ruleset().routes for period in counted_periods(route)]
    assert periods
    for period in periods:
        named = AbsenceReason.SPECIAL_PERSONAL_SITUATION.value in period.limits.exempt_reasons
        assert (period.limits.personal_situation_months > 0) is named, period.rule_id
