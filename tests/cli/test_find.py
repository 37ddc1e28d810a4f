"""``permitdesk find``: the ranking of the permits and the next plain question."""

from __future__ import annotations

from pathlib import Path

import pytest

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case
from tests.cli.conftest import write
from tests.cli.runner import Runner

SPOUSE = Answers.of(
    {"finder_matter": "new_permit", "finder_reason": "settle", "finder_settle": "polish_spouse"}
)


@pytest.fixture
def spouse_file(tmp_path: Path) -> Path:
    """Somebody who wants to stay for good with a Polish husband or wife."""
    return write(tmp_path, Case("spouse", answers=SPOUSE))


def test_an_empty_case_is_asked_the_question_that_settles_most(run: Runner, tmp_path: Path) -> None:
    found = run("find", write(tmp_path, Case("empty")), "--json").json()
    assert found["next_question"]["id"] == "finder_matter"
    assert found["next_question"]["options"][0]["value"] == "new_permit"
    assert found["best"] is None
    assert found["deciding"]["path"] == "finder_matter"


def test_the_permit_meant_for_the_answers_ranks_first_and_each_line_says_why(
    run: Runner, spouse_file: Path
) -> None:
    found = run("find", spouse_file, "--json").json()
    assert found["best"] == found["ranking"][0]["id"] == "pr_spouse_of_polish_citizen"
    assert found["next_question"] is None
    assert [given["answer"] for given in found["answers"]] == ["new_permit", "settle", "polish_spouse"]
    assert all(line["reasons"] or line["changes"] for line in found["ranking"])


def test_the_ranking_is_that_of_the_assessment(run: Runner, case_file: Path) -> None:
    assessed = run("assess", case_file, "--json").json()["routes"]
    ranked = run("find", case_file, "--json").json()["ranking"]
    keys = ("id", "group", "fit", "changes")
    assert [[r[key] for key in keys] for r in ranked] == [[r[key] for key in keys] for r in assessed]


def test_the_text_names_the_question_and_the_groups(run: Runner, tmp_path: Path, spouse_file: Path) -> None:
    asked = run("find", write(tmp_path, Case("empty"))).out
    assert asked.startswith("? What would you like to do?")
    told = run("find", spouse_file, "--language", "pl").out
    assert told.startswith("! ")
    assert "Małżonek obywatela polskiego [pr_spouse_of_polish_citizen]" in told


def test_the_day_may_be_chosen_and_equal_input_gives_equal_output(run: Runner, spouse_file: Path) -> None:
    first = run("find", spouse_file, "--json", "--on", "2026-12-01")
    assert first.json()["on"] == "2026-12-01"
    assert run("find", spouse_file, "--json", "--on", "2026-12-01").out == first.out


def test_a_day_before_the_rules_has_no_ranking(run: Runner, spouse_file: Path) -> None:
    found = run("find", spouse_file, "--json", "--on", "2020-01-01").json()
    assert (found["ranking"], found["next_question"], found["deciding"]) == ([], None, None)


def test_a_file_that_is_no_case_is_refused(run: Runner, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", encoding="utf-8")
    assert run("find", wrong).code == 2
