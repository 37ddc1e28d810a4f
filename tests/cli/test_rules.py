"""``permitdesk rules`` and ``permitdesk schema``."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from permitdesk.cli import rules_source
from tests.cli.runner import Runner


def test_every_route_is_listed(run: Runner) -> None:
    found = run("rules", "list", "--json").json()
    ids = [route["id"] for route in found["routes"]]
    assert {"pr_tolerated_10y", "pr_spouse_of_polish_citizen", "ltr_standard"} <= set(ids)
    assert all(route["title"] and route["verified_on"] for route in found["routes"])
    words = run("rules", "list", "--language", "pl").out.splitlines()
    assert [line.split()[0] for line in words] == ids


def test_a_day_before_the_rules_has_no_routes(run: Runner) -> None:
    assert run("rules", "list", "--on", "2020-01-01", "--json").json()["routes"] == []
    assert "2020-01-01" in run("rules", "list", "--on", "2020-01-01").out


def test_a_route_is_shown_with_its_parameters_and_sources(run: Runner) -> None:
    found = run("rules", "show", "pr_tolerated_10y", "--json").json()
    assert found["entry"] == "route"
    stay = next(r for r in found["requirements"] if r["id"] == "tolerated_stay_10y")
    assert stay["condition"]["kind"] == "qualifying_stay"
    assert stay["condition"]["years"] == 10
    assert stay["source"] == "act_on_foreigners"
    assert stay["verified_on"]
    words = run("rules", "show", "pr_tolerated_10y").out
    assert "years: 10" in words
    assert "None" not in words


def test_every_entry_of_the_rules_can_be_shown(run: Runner) -> None:
    from permitdesk.cli.rules import _entries, _plain

    entries = list(_entries(rules_source.ruleset()))
    assert len(entries) > 100
    for _, entry in entries:
        assert isinstance(json.loads(json.dumps(_plain(entry))), dict)


def test_a_part_of_a_route_or_a_question_can_be_shown(run: Runner) -> None:
    assert run("rules", "show", "tolerated_basis", "--json").json()["entry"] == "requirement"
    question = rules_source.ruleset().questions[0].id
    assert run("rules", "show", question, "--json").json()["entry"] == "question"


def test_an_unknown_rule_is_refused(run: Runner) -> None:
    found = run("rules", "show", "no_such_rule")
    assert found.code == 2
    assert "no_such_rule" in found.err


def test_a_rule_on_a_day_it_does_not_cover_is_refused(run: Runner) -> None:
    found = run("rules", "show", "pr_tolerated_10y", "--on", "2020-01-01")
    assert found.code == 2
    assert "not covered" in found.err


def test_the_shipped_rules_hold_together(run: Runner) -> None:
    found = run("rules", "check", "--json").json()
    assert found["problems"] == []
    assert found["freshness"] == "fresh"


@pytest.mark.parametrize(
    ("on", "age"), [("2027-01-19", "fresh"), ("2027-01-20", "amber"), ("2027-05-20", "red")]
)
def test_the_age_of_the_rules_is_told(run: Runner, on: str, age: str) -> None:
    found = run("rules", "check", "--on", on)
    assert found.code == 0
    assert f": {age}." in found.out


@pytest.mark.parametrize("what", ["case", "assessment"])
def test_the_schemas_are_schemas(run: Runner, what: str) -> None:
    Draft202012Validator.check_schema(run("schema", what).json())


def test_the_schema_of_case_files_is_the_one_printed(run: Runner) -> None:
    assert run("schema").out == run("schema", "case").out
