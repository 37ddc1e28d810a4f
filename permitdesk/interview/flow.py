"""Where the person is in the interview: what is done, what is open, where one can go.

Nothing here is stored. The progress follows from the case and from the steps seen, so going
back, jumping and reopening cannot get out of step with the answers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from enum import StrEnum

from permitdesk.domain.case import (
    ApplicantKind,
    Case,
    CurrentStay,
    DocumentStatus,
    EarlierFiling,
    FilingRecord,
    Tri,
)
from permitdesk.domain.law.fits import Unasked, hubs, told
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.records import dataclass
from permitdesk.interview.steps import STEPS, StepId, next_step, step_of

#: Short answers of the person that decide about reminders and deadlines.
_PERSON_CORE = ("has_pesel", "has_trusted_profile", "has_e_delivery")


class StepState(StrEnum):
    """State of a step in the step list."""

    NOT_VISITED = "not_visited"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """One line of the step list. ``open_paths`` are the fields that still wait for an answer."""

    step: StepId
    state: StepState
    open_paths: tuple[str, ...]
    reachable: bool


def open_paths(
    step: StepId, case: Case, ruleset: Ruleset, open_questions: Sequence[str] = ()
) -> tuple[str, ...]:
    """The needed fields of a step that have neither an answer nor an "I don't know".

    ``open_questions`` are those of the chosen route (``RouteAssessment.open_questions``);
    entries that are field paths belong to the step that owns the path.
    """
    paths = [path for path in _needed(step, case, ruleset) if path not in case.dont_know]
    if step is StepId.QUESTIONS:
        for question in open_questions:
            answer_path = f"answers.{question}"
            asked_here = step_of(question) is None
            if asked_here and case.answers.get(question) is None and answer_path not in case.dont_know:
                paths.append(answer_path)
    return tuple(paths)


def progress(
    case: Case,
    ruleset: Ruleset,
    visited: Collection[StepId],
    open_questions: Sequence[str] = (),
    own: Case | None = None,
) -> tuple[StepProgress, ...]:
    """The whole step list. A step counts as visited when it was shown or already holds an answer.

    ``own`` is what a member of a household told themselves, where ``case`` holds the answers of all.
    Every visited step is reachable, and so is the one after any visited step.
    """
    seen = set(visited) | answered_steps(own or case)
    reach = seen | {after for step in seen if (after := next_step(step)) is not None} | {STEPS[0]}
    lines = []
    for step in STEPS:
        waiting = open_paths(step, case, ruleset, open_questions)
        state = StepState.NOT_VISITED if step not in seen else StepState.OPEN if waiting else StepState.DONE
        lines.append(StepProgress(step, state, waiting, step in reach))
    return tuple(lines)


def answered_steps(case: Case) -> set[StepId]:
    """The steps that hold at least one answer or an "I don't know"."""
    found = {step for path in case.dont_know if (step := step_of(path)) is not None}
    empty = Case(case.case_id)
    for field in fields(Case):
        step = step_of(field.name)
        if field.name == "answers":
            found |= {step_of(f"answers.{name}") or StepId.QUESTIONS for name, _ in case.answers}
        elif step is not None and getattr(case, field.name) != getattr(empty, field.name):
            found.add(step)
    return found


def with_dont_know(case: Case, path: str) -> Case:
    """The case with "I don't know" noted for a path. The caller clears the field itself."""
    return case.with_changes(dont_know=case.dont_know | {path})


def without_dont_know(case: Case, path: str) -> Case:
    """The case with an "I don't know" taken back; a path that was not noted changes nothing."""
    return case.with_changes(dont_know=case.dont_know - {path})


def count_answers(case: Case) -> int:
    """How many answers the person has given: a field or an "I don't know" each, a journey as one.

    The texts for the desk (title, note, advisor) are not answers.
    """
    person = case.person
    single = (
        case.applicant,
        case.signer,
        case.signature,
        case.route,
        case.planned_filing_on,
        person.given_names or person.surname,
        person.birth_date,
        person.citizenships,
        person.has_pesel,
        person.has_trusted_profile,
        person.has_e_delivery,
        person.voivodeship,
        *(_values(case.current_stay)),
        *(_values(case.earlier_filing)),
        *(_values(case.filing)),
    )
    told = sum(value not in (None, "", ()) for value in single)
    marked = [document for document in case.documents if document.status is not DocumentStatus.MISSING]
    paid = [payment for payment in case.payments if payment.paid_on is not None]
    rows = (case.statuses, case.absences, case.schengen_stays, case.answers.items, marked, paid)
    return told + sum(len(row) for row in rows) + len(case.dont_know)


# --- parts ------------------------------------------------------------------------


def _values(record: CurrentStay | EarlierFiling | FilingRecord | None) -> tuple[object, ...]:
    """The field values of a record of the case; nothing for None."""
    return () if record is None else tuple(getattr(record, field.name) for field in fields(record))


def _needed(step: StepId, case: Case, ruleset: Ruleset) -> list[str]:
    """Paths without an answer that a verdict or a reminder depends on."""
    match step:
        case StepId.APPLICANT:
            return _applicant(case)
        case StepId.STAY_NOW:
            return _stay_now(case, ruleset)
        case StepId.EARLIER_FILING:
            return _earlier_filing(case)
        case StepId.FINDER:
            return _finder(case, ruleset)
        case StepId.PERMIT | StepId.DOCUMENTS | StepId.MONEY:
            # Documents and amounts can only be listed for a permit.
            return [] if case.route else ["route"]
        case StepId.TIMELINE:
            return _timeline(case)
        case StepId.FILING:
            return ["signature"] if case.signature is None and _in_mos(case, ruleset) else []
        case _:
            return []


def _in_mos(case: Case, ruleset: Ruleset) -> bool:
    """Whether the chosen permit is filed in MOS; only there an electronic signature is needed."""
    chosen = next((route for route in ruleset.routes if route.id == case.route), None)
    return chosen is None or chosen.in_mos


def _applicant(case: Case) -> list[str]:
    paths = [path for path in ("applicant", "signer") if getattr(case, path) is None]
    if case.applicant not in (None, ApplicantKind.ADULT) and case.person.birth_date is None:
        paths.append("person.birth_date")
    return paths + [f"person.{name}" for name in _PERSON_CORE if getattr(case.person, name) is None]


def _stay_now(case: Case, ruleset: Ruleset) -> list[str]:
    stay = case.current_stay
    if stay is None:
        return ["current_stay"]
    asks = next((kind.asks for kind in ruleset.statuses if kind.id == stay.kind), ())
    return [f"current_stay.{name}" for name in asks if getattr(stay, name) is None]


def _earlier_filing(case: Case) -> list[str]:
    earlier = case.earlier_filing
    if earlier is None:
        return ["earlier_filing"]
    if earlier.filed is not Tri.YES:
        return []
    asked = ("channel", "received_on", "upo_received", "signer", "outcome")
    return [f"earlier_filing.{name}" for name in asked if getattr(earlier, name) is None]


def _finder(case: Case, ruleset: Ruleset) -> list[str]:
    """The next plain question that others hang on; who has chosen a permit needs no finder."""
    if case.route:
        return []
    known = told(case, ruleset.questions)
    leading = hubs(ruleset.questions)
    return [f"answers.{name}" for name, found in known.items() if found is Unasked.OPEN and name in leading]


def _timeline(case: Case) -> list[str]:
    paths = [f"statuses[{n}].first_day" for n, row in enumerate(case.statuses) if row.first_day is None]
    paths += [f"absences[{n}].left" for n, row in enumerate(case.absences) if row.left is None]
    return paths if case.journeys_complete is not None else [*paths, "journeys_complete"]
