"""``permitdesk assess``: the documented JSON and the report in words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from permitdesk import resources
from permitdesk.domain.case import Absence, AbsenceReason, Case, CurrentStay, DocumentStatus, Tri
from permitdesk.domain.stay.approximate import with_range
from permitdesk.storage.exchange import case_to_json
from tests.cli.conftest import write
from tests.cli.runner import Runner


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """The published form of an assessment."""
    schema = json.loads(resources.read_text("schema/assessment.schema.json"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def _problems(validator: Draft202012Validator, found: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(found)][:5]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_the_json_has_the_documented_form(
    run: Runner, case_file: Path, validator: Draft202012Validator, language: str
) -> None:
    found = run("assess", case_file, "--json", "--language", language).json()
    assert _problems(validator, found) == []


def test_an_empty_case_is_assessed_too(run: Runner, tmp_path: Path, validator: Draft202012Validator) -> None:
    found = run("assess", write(tmp_path, Case("empty")), "--json").json()
    assert _problems(validator, found) == []
    assert found["last_day_of_legal_stay"]["date"] is None
    assert len(found["routes"]) > 1


def test_a_case_with_an_overlap_is_assessed_and_the_overlap_named(
    run: Runner, tmp_path: Path, overlapping_case: Case, validator: Draft202012Validator
) -> None:
    outcome = run("assess", write(tmp_path, overlapping_case), "--json")
    found = outcome.json()
    assert _problems(validator, found) == []
    assert "statuses[1].first_day" in outcome.err
    assert found["input_problems"][0]["path"] == "statuses[1].first_day"


def test_the_assessment_names_rules_day_and_verdict(run: Runner, case_file: Path) -> None:
    found = run("assess", case_file, "--json").json()
    assert found["on"] == "2026-11-21"
    assert found["ruleset"]["verified_on"] <= found["on"]
    assert found["channel"] == "mos"
    assert found["chosen_route"] == "pr_tolerated_10y"
    route = next(r for r in found["routes"] if r["id"] == "pr_tolerated_10y")
    verdicts = {r["id"]: r["verdict"] for r in route["requirements"]}
    assert verdicts["tolerated_basis"] == "met"
    assert verdicts["tolerated_stay_10y"] == "met"
    assert route["earliest_filing_date"]["safe"] is not None
    assert route["signing"]["result"] == "valid"
    amounts = {fee["id"]: (fee["amount_pln"], fee["payee"]) for fee in route["fees"]}
    assert (640, "city_of_voivode_seat") in amounts.values()
    assert (100, "voivodeship_office") in amounts.values()
    assert all(item["sources"] for item in route["requirements"] + route["checklist"] + route["fees"])


def test_approximate_days_and_reasons_show_what_they_leave_open(
    run: Runner, tmp_path: Path, validator: Draft202012Validator
) -> None:
    away = (
        Absence("a", date(2024, 1, 1), date(2024, 5, 1)),
        Absence(
            "b",
            date(2025, 1, 1),
            date(2026, 1, 1),
            reason=AbsenceReason.POLISH_STUDIES,
            proof_state=DocumentStatus.REQUESTED,
        ),
    )
    stay = CurrentStay("trp_work", date(2021, 10, 1), date(2028, 1, 1))
    plain = Case("c", current_stay=stay, absences=away, journeys_complete=Tri.YES)
    told = with_range(plain, "current_stay.first_day", date(2021, 9, 1), date(2021, 12, 1))
    found = run("assess", write(tmp_path, told), "--json", "--route", "ltr_standard").json()
    assert _problems(validator, found) == []
    (stay_proof,) = (s for s in found["routes"][0]["stay"] if s["required_years"] == 5)
    assert stay_proof["best"]["earliest"]["lenient"] < stay_proof["earliest"]["lenient"]
    assert stay_proof["decisive"]["path"] == "current_stay.first_day"
    assert stay_proof["decisive"]["proofs"]
    (reason,) = stay_proof["reasons"]
    assert (reason["absence"], reason["proof_state"]) == ("b", "requested")
    assert reason["earliest_with"] < reason["earliest_without"] == stay_proof["earliest"]["safe"]
    assert stay_proof["reasons_refused"]["earliest_safe"] == stay_proof["earliest"]["safe"]


def test_one_route_may_be_asked_for_whatever_the_case_chose(run: Runner, case_file: Path) -> None:
    found = run("assess", case_file, "--json", "--route", "ltr_standard").json()
    assert [route["id"] for route in found["routes"]] == ["ltr_standard"]
    assert found["chosen_route"] == "ltr_standard"


def test_the_day_may_be_chosen(run: Runner, case_file: Path) -> None:
    early = run("assess", case_file, "--json", "--on", "2026-05-01").json()
    assert early["on"] == "2026-05-01"


def test_a_day_before_the_rules_is_not_covered(
    run: Runner, case_file: Path, validator: Draft202012Validator
) -> None:
    found = run("assess", case_file, "--json", "--on", "2020-01-01").json()
    assert found["covered"] is False
    assert found["routes"] == []
    assert _problems(validator, found) == []


def test_equal_input_gives_equal_output(run: Runner, case_file: Path) -> None:
    assert run("assess", case_file, "--json").out == run("assess", case_file, "--json").out


@pytest.mark.parametrize(("language", "word"), [("en", "21 November 2026"), ("pl", "21 listopada 2026")])
def test_without_json_the_report_comes_in_words(
    run: Runner, case_file: Path, language: str, word: str
) -> None:
    found = run("assess", case_file, "--language", language)
    assert found.code == 0, found.err
    assert word in found.out
    assert "Gęśla-Jaźń" in found.out
    assert "[ ] " in found.out
    assert "{" not in found.out


def test_an_unknown_route_or_language_is_refused(run: Runner, case_file: Path) -> None:
    found = run("assess", case_file, "--route", "tr_work")
    assert found.code == 2
    assert "ltr_standard" in found.err
    found = run("assess", case_file, "--language", "de")
    assert found.code == 2
    assert "en, pl" in found.err


def _raw(case: Case) -> dict[str, Any]:
    return case_to_json(case)


def _refused(run: Runner, path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    found = run("assess", path, "--json")
    assert found.code == 2
    assert found.out == ""
    assert "Traceback" not in found.err
    return found.err


def test_a_file_cut_in_half_is_refused(run: Runner, tmp_path: Path, tolerated_case: Case) -> None:
    text = json.dumps(_raw(tolerated_case))
    assert "half.json" in _refused(run, tmp_path / "half.json", text[: len(text) // 2])


def test_a_file_from_a_newer_version_is_refused(run: Runner, tmp_path: Path, tolerated_case: Case) -> None:
    content = json.dumps(_raw(tolerated_case) | {"version": 99})
    assert "version" in _refused(run, tmp_path / "new.json", content)


def test_an_unknown_field_is_refused_by_its_path(run: Runner, tmp_path: Path, tolerated_case: Case) -> None:
    raw = _raw(tolerated_case)
    raw["person"]["shoe_size"] = 43
    assert "person.shoe_size" in _refused(run, tmp_path / "field.json", json.dumps(raw))


def test_an_impossible_day_is_refused_by_its_path(run: Runner, tmp_path: Path, tolerated_case: Case) -> None:
    raw = _raw(tolerated_case)
    raw["absences"][1]["left"] = "2026-02-30"
    assert "absences[1].left" in _refused(run, tmp_path / "day.json", json.dumps(raw))


def test_days_in_the_wrong_order_are_refused_by_their_path(
    run: Runner, tmp_path: Path, tolerated_case: Case
) -> None:
    raw = _raw(tolerated_case)
    raw["absences"][2]["returned"] = "2024-12-01"
    assert "absences[2].returned" in _refused(run, tmp_path / "order.json", json.dumps(raw))


def test_a_missing_file_is_named(run: Runner, tmp_path: Path) -> None:
    found = run("assess", tmp_path / "none.json")
    assert found.code == 2
    assert "none.json" in found.err


def test_five_thousand_journeys_are_assessed(run: Runner, tmp_path: Path, tolerated_case: Case) -> None:
    from datetime import date, timedelta

    start = date(1999, 1, 1)
    journeys = tuple(
        Absence(f"a{n}", start + timedelta(days=2 * n), start + timedelta(days=2 * n)) for n in range(5000)
    )
    case = tolerated_case.with_changes(case_id="many", absences=journeys)
    assert run("assess", write(tmp_path, case), "--json").json()["routes"]
