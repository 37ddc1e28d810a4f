"""The people of a household in words, for the list beside the steps."""

from __future__ import annotations

from dataclasses import dataclass

from permitdesk.domain.case import Case
from permitdesk.domain.dates.arithmetic import age_on
from permitdesk.interview.flow import StepState
from permitdesk.ui.viewmodels.headline import Urgency, legal_stay_headline
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the list: who it is, how far they are, and how urgent their stay is."""

    case_id: str
    name: str
    #: name, what they are to the first person, age
    title: str
    #: steps done and the last day of legal stay
    state: str
    #: everything in one sentence
    spoken: str
    urgency: Urgency


def person_name(view: Case, texts: TextSource) -> str:
    """The name, else what the person is to the first one."""
    name = f"{view.person.given_names} {view.person.surname}".strip()
    return name or texts.get(f"relation.{view.relation or 'first'}")


def person_lines(session: CaseSession) -> tuple[PersonLine, ...]:
    """Everybody of the household, the first person first."""
    texts, lines = session.texts, []
    for person in session.people_in_brief:
        view = person.case
        progress = session.progress(view.case_id)
        done = sum(line.state is StepState.DONE for line in progress)
        steps = texts.fill("household.steps_done", done=done, all=len(progress))
        stay = legal_stay_headline(
            person.dossier.last_day_of_legal_stay,
            texts,
            told=view.current_stay is not None,
            on=person.dossier.on,
        )
        day = person.dossier.last_day_of_legal_stay.day
        name = person_name(view, texts)
        title = _title(view, name, session)
        lines.append(
            PersonLine(
                view.case_id,
                name,
                title,
                f"{steps} · {stay.words if day is None else texts.day(day)}",
                texts.fill("household.line", name=title, steps=steps, day=stay.words),
                stay.urgency,
            )
        )
    return tuple(lines)


def _title(view: Case, name: str, session: CaseSession) -> str:
    texts, parts = session.texts, [name]
    relation = texts.get(f"relation.{view.relation}") if view.relation is not None else ""
    if relation and relation != name:
        parts.append(relation)
    birth = view.person.birth_date
    if birth is not None and birth <= session.day:
        years = age_on(birth, session.day)
        parts.append(texts.fill("household.age", n=years) if years else texts.get("household.baby"))
    return " · ".join(parts)
