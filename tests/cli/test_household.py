"""A household of several people on the command line: everybody in text, JSON, PDF and calendar."""

from __future__ import annotations

import json
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from pypdf import PdfReader

from permitdesk import resources
from tests.cli.runner import Runner

FAMILY = Path(str(resources.root())) / "samples" / "tr_family_of_four.json"
NAMES = ("Giorgi", "Nino", "Mariam", "Luka")
ON = ("--on", "2026-11-21")


def test_the_json_has_everybody_and_fits_its_schema(run: Runner) -> None:
    found = run("assess", FAMILY, "--json", *ON).json()
    schema = json.loads(resources.read_text("schema/assessment.schema.json"))
    problems = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(found)
    assert [error.message for error in problems] == []
    people = found["people"]
    assert [(p["relation"], p["age_group"]) for p in people] == [
        (None, "of_age"),
        ("spouse", "of_age"),
        ("child", "from_13"),
        ("child", "under_6"),
    ]
    assert [p["assessment"]["chosen_route"] for p in people] == [
        "tr_work_single",
        "tr_family_foreigner_in",
        "tr_family_foreigner_in",
        "tr_child_born_pl",
    ]
    assert found["chosen_route"] == "tr_work_single"
    household = found["household"]
    assert household["earliest_last_day"] == "2027-01-20"
    assert household["earliest_last_day_of"] == [people[1]["case_id"], people[2]["case_id"]]
    assert {m["payee"]: m["total_pln"] for m in household["money"]} == {
        "city_of_voivode_seat": 1460,
        "voivodeship_office": 300,
    }
    served = {d["document"]: len(d["people"]) for d in household["shared_documents"]}
    assert served["tr_income_proof"] == 3


def test_a_case_of_one_person_has_no_people(run: Runner, case_file: Path) -> None:
    found = run("assess", case_file, "--json").json()
    assert "people" not in found
    assert "household" not in found


@pytest.mark.parametrize(
    ("language", "word"), [("en", "The family at a glance"), ("pl", "Rodzina w skrócie")]
)
def test_the_text_and_the_pdf_hold_everybody(run: Runner, tmp_path: Path, language: str, word: str) -> None:
    told = run("assess", FAMILY, "--language", language, *ON)
    assert told.code == 0, told.err
    out = tmp_path / "out.pdf"
    assert run("export", FAMILY, "--pdf", out, "--language", language, *ON).code == 0
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(out.read_bytes())).pages)
    for found in (told.out, text):
        assert word in found
        assert all(name in found for name in NAMES)


def test_one_calendar_has_the_dates_of_everybody(run: Runner, tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    assert run("export", FAMILY, "--ics", out, *ON).code == 0
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert max(Counter(str(event["UID"]) for event in events).values()) == 1
    summaries = [str(event["SUMMARY"]) for event in events]
    assert any("(husband or wife)" in summary for summary in summaries)
    assert not any(name in summary for summary in summaries for name in NAMES)
    assert run("export", FAMILY, "--ics", out, "--name", *ON).code == 0
    named = [str(event["SUMMARY"]) for event in Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert any("(Nino Beridze)" in summary for summary in named)


def test_what_is_wrong_with_a_member_is_told_with_their_place(run: Runner, tmp_path: Path) -> None:
    told = json.loads(FAMILY.read_text(encoding="utf-8"))
    told["members"][1]["person"]["birth_date"] = "2026-02-30"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    found = run("assess", path)
    assert found.code == 2
    assert "members[1].person.birth_date" in found.err
