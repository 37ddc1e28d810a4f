"""The steps of the interview, in order, and the part of the case each of them owns.

Answers are kept in the case by field path, never by page, so going back or
jumping cannot lose one: a step only says which paths it shows.
"""

from __future__ import annotations

from enum import StrEnum


class StepId(StrEnum):
    """The steps, in the order in which they are walked. Texts: ``step.<id>.title`` and ``.help``."""

    APPLICANT = "applicant"
    STAY_NOW = "stay_now"
    EARLIER_FILING = "earlier_filing"
    FINDER = "finder"
    PERMIT = "permit"
    TIMELINE = "timeline"
    QUESTIONS = "questions"
    DOCUMENTS = "documents"
    MONEY = "money"
    FILING = "filing"
    SUMMARY = "summary"
    EXPORT = "export"


#: Every step, in walking order.
STEPS: tuple[StepId, ...] = tuple(StepId)

#: Beginning of the ids of the finder's questions: they have a step of their own.
FINDER_QUESTIONS = "finder_"

#: Field paths (or the beginnings of paths) that each step owns; no path has two owners.
OWNED_PATHS: dict[StepId, tuple[str, ...]] = {
    StepId.APPLICANT: ("applicant", "signer", "person", "relation"),
    StepId.STAY_NOW: ("current_stay", "schengen_stays"),
    StepId.EARLIER_FILING: ("earlier_filing",),
    StepId.FINDER: (f"answers.{FINDER_QUESTIONS}",),
    StepId.PERMIT: ("route", "compared_route"),
    StepId.TIMELINE: ("statuses", "absences", "journeys_complete"),
    StepId.QUESTIONS: ("answers",),
    StepId.DOCUMENTS: ("documents",),
    StepId.MONEY: ("payments",),
    StepId.FILING: ("signature", "planned_filing_on", "filing", "annexes"),
    StepId.SUMMARY: ("note",),
    StepId.EXPORT: ("advisor",),
}


def step_of(path: str) -> StepId | None:
    """The step that owns a field path such as ``person.birth_date`` or ``absences[3].left``.

    A bare question id of the finder leads to its step, too.
    None for a path that no step shows: ``case_id``, and ``title`` and ``members``, which the window
    shows around the steps.
    """
    if path.removeprefix("answers.").startswith(FINDER_QUESTIONS):
        return StepId.FINDER
    head = path.split(".", 1)[0].split("[", 1)[0]
    return next((step for step, owned in OWNED_PATHS.items() if head in owned), None)


def next_step(step: StepId) -> StepId | None:
    """The step after ``step``; None after the last."""
    position = STEPS.index(step) + 1
    return STEPS[position] if position < len(STEPS) else None


def previous_step(step: StepId) -> StepId | None:
    """The step before ``step``; None before the first."""
    position = STEPS.index(step)
    return STEPS[position - 1] if position else None
