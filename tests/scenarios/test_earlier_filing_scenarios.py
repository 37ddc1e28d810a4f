"""The scenarios of earlier filings speak of every row of the decision table."""

from __future__ import annotations

from tests.scenarios.runner import FOLDER, read, ruleset


def test_every_row_of_the_decision_table_has_a_scenario() -> None:
    spoken = {read(path).expect.get("earlier_filing") for path in FOLDER.glob("earlier_filing/*.toml")}
    assert {row.id for row in ruleset().earlier_filing} <= spoken
