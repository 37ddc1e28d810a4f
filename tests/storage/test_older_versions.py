"""What a case file of an older version says about things that its program did not ask."""

from __future__ import annotations

from typing import Any

import pytest

from permitdesk.domain.case import Case, DocumentStatus, Tri
from permitdesk.storage.exchange import case_from_json


def read(version: int, **more: Any) -> Case:
    return case_from_json({"format": "permitdesk.case", "version": version, "case_id": "c", **more})


@pytest.mark.parametrize(("version", "complete"), [(1, Tri.YES), (2, Tri.YES), (3, None)])
def test_before_version_3_the_list_of_journeys_was_taken_for_complete(
    version: int, complete: Tri | None
) -> None:
    assert read(version).journeys_complete is complete


def test_so_it_is_for_everybody_of_a_household() -> None:
    case = read(2, members=[{"case_id": "child"}])
    assert [member.journeys_complete for member in case.members] == [Tri.YES]


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("reason", ["ordinary", "unknown", "work_for_polish_employer"])
def test_before_version_3_a_reason_was_taken_for_one_that_can_be_proved(version: int, reason: str) -> None:
    case = read(version, absences=[{"id": "a", "reason": reason}])
    proved = version < 3 and reason == "work_for_polish_employer"
    assert case.absences[0].proof_state is (DocumentStatus.READY if proved else None)


def test_a_state_of_the_proof_that_is_told_stays() -> None:
    trip = {"id": "a", "reason": "military_service", "proof_state": "missing"}
    assert read(1, absences=[trip]).absences[0].proof_state is DocumentStatus.MISSING


@pytest.mark.parametrize("told", Tri)
def test_an_answer_that_is_told_stays(told: Tri) -> None:
    assert read(1, journeys_complete=told.value).journeys_complete is told
