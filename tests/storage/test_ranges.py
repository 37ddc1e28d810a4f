"""Days that are not known to the day, in case files: what is refused, with its path and a remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from permitdesk.domain.case import Absence, ApproximateDay, Case
from permitdesk.storage.errors import CaseFileError
from permitdesk.storage.exchange import FORMAT, VERSION, case_from_json, read_case, write_case

LEFT = {"path": "absences.a.left", "first": "2024-03-01", "last": "2024-03-20"}


def _file(*ranges: dict[str, str], **told: Any) -> dict[str, Any]:
    journey = {"id": "a", "left": "2024-03-01", "returned": "2024-05-01"}
    case = {"case_id": "c", "absences": [journey], "approximate": list(ranges), **told}
    return {"format": FORMAT, "version": VERSION, **case}


def _problem(obj: object) -> tuple[str, str]:
    with pytest.raises(CaseFileError) as caught:
        case_from_json(obj)
    return caught.value.path, caught.value.text_id.removeprefix("storage_error.")


def test_a_range_with_its_careful_end_in_the_field_is_read() -> None:
    read = case_from_json(_file(LEFT))
    assert read.approximate == (ApproximateDay("absences.a.left", date(2024, 3, 1), date(2024, 3, 20)),)


@pytest.mark.parametrize(
    ("ranges", "path", "problem"),
    [
        ([{**LEFT, "path": "absences.b.left"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "absences.a.begin"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "weather"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": ""}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "person.birth_date"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "title.a.left"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "answers.a.left"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "approximate.a.left"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "with_changes.a.left"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "current_stay.first_day"}], "approximate[0].path", "range_of_nothing"),
        ([{**LEFT, "path": "absences.a.country"}], "approximate[0].path", "range_not_possible"),
        ([LEFT, LEFT], "approximate[1].path", "range_twice"),
        ([{**LEFT, "last": "2024-02-01"}], "approximate[0].first", "range_order"),
        ([{**LEFT, "last": "2024-03-01"}], "approximate[0].first", "range_order"),
        ([{**LEFT, "last": "2034-03-02"}], "approximate[0].last", "range_too_long"),
        ([{**LEFT, "first": "2024-02-28"}], "approximate[0].path", "range_not_careful"),
        ([{**LEFT, "first": "2024-02-31"}], "approximate[0].first", "impossible_day"),
        ([{"path": "absences.a.left", "first": "2024-03-01"}], "approximate[0].last", "missing_field"),
    ],
)
def test_a_range_that_cannot_be_meant_is_named(ranges: list[dict[str, str]], path: str, problem: str) -> None:
    assert _problem(_file(*ranges)) == (path, problem)


def test_a_range_of_exactly_ten_years_is_read() -> None:
    assert case_from_json(_file({**LEFT, "last": "2034-03-01"})).approximate


def test_a_day_is_either_about_known_or_not_known() -> None:
    path = "absences.a.left"
    assert _problem(_file(LEFT, dont_know=[path])) == ("approximate[0].path", "range_and_not_known")


def test_a_member_of_the_household_has_ranges_of_their_own() -> None:
    member = {"case_id": "d", "approximate": [LEFT]}
    assert _problem(_file(members=[member])) == ("members[0].approximate[0].path", "range_of_nothing")


def test_ranges_left_behind_by_a_removed_journey_do_not_stop_the_saving(tmp_path: Path) -> None:
    stale = ApproximateDay("absences.gone.left", date(2024, 1, 1), date(2024, 1, 9))
    write_case(
        tmp_path / "c.json", Case("c", approximate=(stale,), members=(Case("d", approximate=(stale,)),))
    )
    read = read_case(tmp_path / "c.json")
    assert read == Case("c", members=(Case("d"),))


def test_a_field_beside_its_range_is_written_at_its_careful_end(tmp_path: Path) -> None:
    told = ApproximateDay("absences.a.left", date(2024, 3, 1), date(2024, 3, 20))
    case = Case("c", absences=(Absence("a", date(2024, 3, 5), date(2024, 5, 1)),), approximate=(told,))
    write_case(tmp_path / "c.json", case)
    assert read_case(tmp_path / "c.json").absences[0].left == date(2024, 3, 1)
