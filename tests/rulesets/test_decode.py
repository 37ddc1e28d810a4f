"""What is no table where one belongs is refused with its place."""

from __future__ import annotations

import pytest

from permitdesk.domain.law.rules import FeeRule
from permitdesk.rulesets.decode import as_table, decode_record
from permitdesk.rulesets.errors import RulesetError
from permitdesk.rulesets.files import Place

PLACE = Place("rules/x.toml", "fee")
DEFAULTS = {"in_force_from": "x", "source": "act", "article": "art. 1", "verified_on": "x"}


def test_a_number_is_no_table() -> None:
    with pytest.raises(RulesetError, match="a table is expected here"):
        as_table(3, PLACE)


def test_a_record_inside_a_record_must_be_a_table() -> None:
    fee = {"id": "duty", "amount_pln": 340, "payee": "nobody", "reduction": [3]}
    with pytest.raises(RulesetError) as told:
        decode_record(FeeRule, fee, PLACE, DEFAULTS)
    assert "fee.reduction[0]" in str(told.value)
