"""The order of the steps and who owns which field."""

from __future__ import annotations

from dataclasses import fields

import pytest

from permitdesk.domain.case import Case
from permitdesk.interview.steps import OWNED_PATHS, STEPS, StepId, next_step, previous_step, step_of


def test_the_walk_goes_through_every_step_once_and_back() -> None:
    walked = [StepId.APPLICANT]
    while (step := next_step(walked[-1])) is not None:
        walked.append(step)
    assert tuple(walked) == STEPS
    back = [StepId.EXPORT]
    while (step := previous_step(back[-1])) is not None:
        back.append(step)
    assert tuple(reversed(back)) == STEPS


def test_no_field_has_two_owners() -> None:
    owned = [path for paths in OWNED_PATHS.values() for path in paths]
    assert len(owned) == len(set(owned))


def test_every_field_of_the_case_that_is_asked_has_an_owner() -> None:
    unowned = {field.name for field in fields(Case) if step_of(field.name) is None}
    assert unowned == {"case_id", "title", "dont_know", "approximate", "members"}


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("person.birth_date", StepId.APPLICANT),
        ("current_stay.last_day", StepId.STAY_NOW),
        ("absences[12].returned", StepId.TIMELINE),
        ("answers.married_since", StepId.QUESTIONS),
        ("answers.finder_work", StepId.FINDER),
        ("finder_work", StepId.FINDER),
        ("filing.upo_number", StepId.FILING),
        ("case_id", None),
    ],
)
def test_a_path_leads_to_its_step(path: str, step: StepId | None) -> None:
    assert step_of(path) is step
