"""``plan`` and ``outlook``: documented JSON, text in both languages, and the case file left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from permitdesk import resources
from tests.cli.runner import Runner

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
SPOUSE = SAMPLES / "pr_spouse_of_polish_citizen.json"
ON = ("--on", "2026-11-21")


@pytest.fixture
def spouse(tmp_path: Path) -> Path:
    """The sample of a wife, with all journeys told."""
    case = json.loads(SPOUSE.read_text(encoding="utf-8")) | {"journeys_complete": "yes"}
    path = tmp_path / "spouse.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    return path


def checked(found: Any, name: str) -> Any:
    schema = json.loads(resources.read_text(f"schema/{name}.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    return found


def test_a_journey_is_held_against_the_case(run: Runner, spouse: Path) -> None:
    before = spouse.read_bytes()
    outcome = run("plan", spouse, "--trip", "2026-11-25..2027-07-20", "--json", *ON)
    found = checked(outcome.json(), "plan")
    assert found["route"]["changed"]
    assert found["too_long"] == ["plan1"]
    assert found["differences"]
    assert spouse.read_bytes() == before


def test_several_journeys_and_a_filing_day_make_one_plan(run: Runner) -> None:
    trips = ("--trip", "2026-12-01..2026-12-20", "--trip", "5.01.2027..6.01.2027")
    found = checked(run("plan", SPOUSE, *trips, "--filing", "2027-01-15", "--json", *ON).json(), "plan")
    assert (found["before_on"], found["after_on"]) == ("2026-11-21", "2027-01-15")


@pytest.mark.parametrize(("language", "words"), [("en", "This is a plan"), ("pl", "To jest plan")])
def test_the_text_says_first_that_it_is_a_plan(run: Runner, language: str, words: str) -> None:
    outcome = run("plan", SPOUSE, "--trip", "2026-12-10..2027-07-20", "--language", language, *ON)
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith(words)


def test_a_plan_that_changes_nothing_says_so(run: Runner) -> None:
    outcome = run("plan", SAMPLES / "pr_protection_5y.json", "--filing", "2026-11-22", *ON)
    assert "The plan changes nothing" in outcome.out


def test_a_decision_needs_its_kind_while_waiting(run: Runner, tmp_path: Path) -> None:
    case = json.loads((SAMPLES / "pr_protection_5y.json").read_text(encoding="utf-8"))
    case["current_stay"] = {"kind": "pending_application", "filed_on": "2026-03-01"}
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    refused = run("plan", path, "--decision", "2026-12-01", *ON)
    assert refused.code == 2
    assert "kind of permit" in refused.err
    given = run("plan", path, "--decision", "2026-12-01", "--kind", "trp_work", "--until", "2029-12-01", *ON)
    assert "has not come" in given.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "say what you plan"),
        (("--trip", "2026-12-10"), "LEFT..RETURNED"),
        (("--trip", "2026-12-10..2026-13-10"), "no day"),
        (("--trip", "2026-12-10..2026-12-01"), "comes before"),
        (("--kind", "trp_work"), "belong to a decision"),
        (("--decision", "2026-12-01", "--kind", "no_such"), "no kind of stay"),
    ],
)
def test_a_plan_that_is_none_is_refused(run: Runner, arguments: tuple[str, ...], words: str) -> None:
    outcome = run("plan", SPOUSE, *arguments, *ON)
    assert outcome.code == 2
    assert words in outcome.err


def test_the_outlook_names_the_next_change_and_the_days_left(run: Runner, spouse: Path) -> None:
    found = checked(run("outlook", spouse, "--json", *ON).json(), "outlook")
    assert found["next_change"]["day"] == "2026-12-01"
    assert found["allowances"][0]["back_by"] == "2026-12-06"
    assert found["no_allowance"] is None


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_has_an_outlook_in_the_documented_form(run: Runner, sample: Path) -> None:
    checked(run("outlook", sample, "--json", "--language", "pl", *ON).json(), "outlook")


def test_another_permit_can_be_asked_for(run: Runner) -> None:
    found = run("outlook", SPOUSE, "--route", "pr_polish_origin", "--json", *ON).json()
    assert found["route"] == "pr_polish_origin"
    assert found["no_allowance"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "What changes next"), ("pl", "Co zmieni się najpierw")]
)
def test_the_outlook_as_text(run: Runner, language: str, words: str) -> None:
    outcome = run("outlook", SAMPLES / "pr_polish_origin.json", "--language", language, *ON)
    assert outcome.code == 0, outcome.err
    assert words in outcome.out


def test_days_before_the_rules_have_no_outlook(run: Runner) -> None:
    outcome = run("outlook", SPOUSE, "--on", "2026-01-01")
    assert "We know of no day" in outcome.out


@pytest.mark.parametrize("name", ["plan", "outlook"])
def test_the_forms_are_printed(run: Runner, name: str) -> None:
    assert json.loads(run("schema", name).out)["title"]


def test_a_planned_permit_does_not_end_before_it_is_decided(run: Runner, spouse: Path) -> None:
    decided = ("--decision", "2026-12-01", "--kind", "trp_work", "--until")
    assert run("plan", spouse, *decided, "2026-11-30", *ON).code == 2
    assert "--until" in run("plan", spouse, *decided, "2026-11-30", *ON).err
