"""A household in one case: each person's own view of it, and changes of a view written back.

The first person's case holds what is entered once: answers to questions and states of documents
that the rules call ``shared``, the voivodeship, the name of the case and the advisor. A member's
view shows those where the member has nothing of their own; a member who has (a file may hold it)
keeps it. Nothing is copied: the views are made anew from the one stored case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import ApplicantKind, Case, DocumentState, Person, Relation, SignerKind
from permitdesk.domain.law.rules import Ruleset

_VOIVODESHIP = "person.voivodeship"


@dataclass(frozen=True, slots=True)
class Shared:
    """What a household enters once: ids of questions and of documents of the checklist."""

    questions: frozenset[str]
    documents: frozenset[str]

    def has_path(self, path: str) -> bool:
        """Whether the field at a path such as ``answers.accommodation`` is entered once."""
        head, _, tail = path.partition(".")
        return path == _VOIVODESHIP or (head == "answers" and tail in self.questions)


def shared_by(ruleset: Ruleset) -> Shared:
    """What the rules let a household enter once, on any day: a state must survive a change of law."""
    return Shared(
        frozenset(question.id for question in ruleset.questions if question.shared),
        frozenset(rule.id for route in ruleset.routes for rule in route.documents if rule.shared),
    )


# --- views ------------------------------------------------------------------------


def people(case: Case, ruleset: Ruleset) -> tuple[Case, ...]:
    """The view of each person, the first one first; one view for a case of one person."""
    shared = shared_by(ruleset)
    first = case.with_changes(members=())
    return (first, *(_view(member, first, shared) for member in case.members))


def person_view(case: Case, case_id: str, ruleset: Ruleset) -> Case:
    """The view of the person with this id. Raises KeyError if nobody has it."""
    first = case.with_changes(members=())
    if case_id == case.case_id:
        return first
    return _view(_member(case, case_id), first, shared_by(ruleset))


def _member(case: Case, case_id: str) -> Case:
    for member in case.members:
        if member.case_id == case_id:
            return member
    raise KeyError(case_id)


def _view(member: Case, first: Case, shared: Shared) -> Case:
    owned = _own(member, shared)
    answers = dict(member.answers)
    answers.update(
        (q, a) for q, a in first.answers if q in shared.questions and f"answers.{q}" not in owned.paths
    )
    taken = {
        p
        for p in first.dont_know
        if shared.has_path(p) and p not in owned.paths and p not in member.dont_know
    }
    person = member.person
    if _VOIVODESHIP not in owned.paths:
        person = replace(person, voivodeship=first.person.voivodeship)
    documents = tuple(state for state in first.documents if state.id in shared.documents - owned.documents)
    return member.with_changes(
        title=first.title,
        advisor=first.advisor,
        person=person,
        answers=Answers.of(answers),
        documents=(*member.documents, *documents),
        dont_know=member.dont_know | taken,
        members=(),
    )


@dataclass(frozen=True, slots=True)
class _Owned:
    """Of what a household enters once: the fields and documents that a member has of their own."""

    paths: frozenset[str]
    documents: frozenset[str]


def _own(member: Case, shared: Shared) -> _Owned:
    paths = {f"answers.{question}" for question, _ in member.answers if question in shared.questions}
    paths |= {path for path in member.dont_know if shared.has_path(path)}
    if member.person.voivodeship is not None:
        paths.add(_VOIVODESHIP)
    return _Owned(
        frozenset(paths), frozenset(state.id for state in member.documents if state.id in shared.documents)
    )


# --- writing back -----------------------------------------------------------------


def with_person(case: Case, changed: Case, ruleset: Ruleset) -> Case:
    """The household with a changed view written back, found by its case id.

    What is entered once goes to the first person, unless the member had it of their own; everything
    else goes to that member and to nobody else. A view that was not changed changes nothing.
    Raises KeyError if nobody has the id.
    """
    if changed.case_id == case.case_id:
        return changed.with_changes(members=case.members)
    member = _member(case, changed.case_id)
    shared = shared_by(ruleset)
    first = case.with_changes(members=())
    before = _view(member, first, shared)
    owned = _own(member, shared)
    own = changed.with_changes(
        title=member.title,
        advisor=member.advisor,
        person=_own_person(changed, owned),
        answers=_own_answers(changed, owned, shared),
        documents=tuple(
            s for s in changed.documents if s.id not in shared.documents or s.id in owned.documents
        ),
        dont_know=frozenset(p for p in changed.dont_know if not shared.has_path(p) or p in owned.paths),
        members=member.members,
    )
    first = _first_with(first, before, changed, owned, shared)
    members = tuple(own if m.case_id == own.case_id else m for m in case.members)
    return first.with_changes(members=members)


def _own_person(changed: Case, owned: _Owned) -> Person:
    return changed.person if _VOIVODESHIP in owned.paths else replace(changed.person, voivodeship=None)


def _own_answers(changed: Case, owned: _Owned, shared: Shared) -> Answers:
    return Answers.of(
        {q: a for q, a in changed.answers if q not in shared.questions or f"answers.{q}" in owned.paths}
    )


def _first_with(first: Case, before: Case, changed: Case, owned: _Owned, shared: Shared) -> Case:
    """The first person's case with what changed of the things entered once."""
    answers = first.answers
    for question in shared.questions:
        value = changed.answers.get(question)
        if f"answers.{question}" not in owned.paths and value != before.answers.get(question):
            answers = answers.with_answer(question, value)
    marks = {
        path
        for path in before.dont_know ^ changed.dont_know
        if shared.has_path(path) and path not in owned.paths
    }
    person = first.person
    if _VOIVODESHIP not in owned.paths and changed.person.voivodeship != before.person.voivodeship:
        person = replace(person, voivodeship=changed.person.voivodeship)
    return first.with_changes(
        title=changed.title,
        advisor=changed.advisor,
        person=person,
        answers=answers,
        documents=_first_documents(first, before, changed, shared.documents - owned.documents),
        dont_know=first.dont_know ^ marks,
    )


def _first_documents(
    first: Case, before: Case, changed: Case, entered_once: frozenset[str]
) -> tuple[DocumentState, ...]:
    old = {state.id: state for state in before.documents if state.id in entered_once}
    new = {state.id: state for state in changed.documents if state.id in entered_once}
    kept = tuple(
        new.get(state.id, state) for state in first.documents if state.id not in old or state.id in new
    )
    return (*kept, *(state for state in new.values() if state.id not in old))


# --- who belongs to the household ---------------------------------------------------


class NewMember(StrEnum):
    """Whom one can add; what follows from the words alone is filled in."""

    SPOUSE = "spouse"
    CHILD = "child"
    NEWBORN = "newborn"
    STEPCHILD = "stepchild"
    PARENT = "parent"
    OTHER = "other"


def add_member(case: Case, case_id: str, who: NewMember) -> Case:
    """The household with one more person, last. A newborn is a child for whom a parent signs (art. 105(2)).

    Raises ValueError for an id that somebody has already.
    """
    if case_id in {case.case_id, *(member.case_id for member in case.members)}:
        raise ValueError("this id is taken")
    member = Case(case_id, relation=Relation.CHILD if who is NewMember.NEWBORN else Relation(who.value))
    if who is NewMember.NEWBORN:
        member = member.with_changes(applicant=ApplicantKind.MINOR, signer=SignerKind.PARENT)
    return case.with_changes(members=(*case.members, member))


def remove_member(case: Case, case_id: str) -> Case:
    """The household without one member; what was entered once stays with the first person.

    Raises KeyError if no member has the id: the first person cannot be removed.
    """
    _member(case, case_id)
    return case.with_changes(members=tuple(m for m in case.members if m.case_id != case_id))
