"""A household in one case: each person's own view of it, and changes of a view written back.

The first person's case holds what is entered once: answers to questions and states of documents
that the rules call ``shared``, the voivodeship, the name of the case and the advisor. A member's
view shows those where the member has nothing of their own; a member who has (a file may hold it)
keeps it. Nothing is copied: the views are made anew from the one stored case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import ApplicantKind, Case, DocumentState, Person, Relation, SignerKind
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.records import dataclass

_VOIVODESHIP = "person.voivodeship"


@dataclass(frozen=True, slots=True)
class Shared:
    """What a household enters once: ids of questions, and of entries of the checklist.

    ``documents`` gives the document of each entry: two permits may ask for the same marriage
    certificate under different entries, and it is collected once all the same.
    """

    questions: frozenset[str]
    documents: Mapping[str, str]

    def has_path(self, path: str) -> bool:
        """Whether the field at a path such as ``answers.accommodation`` is entered once."""
        head, _, tail = path.partition(".")
        return path == _VOIVODESHIP or (head == "answers" and tail in self.questions)


def shared_by(ruleset: Ruleset) -> Shared:
    """What the rules let a household enter once, on any day: a state must survive a change of law."""
    return Shared(
        frozenset(question.id for question in ruleset.questions if question.shared),
        {rule.id: rule.document for route in ruleset.routes for rule in route.documents if rule.shared},
    )


# --- views ------------------------------------------------------------------------


def people(case: Case, ruleset: Ruleset) -> tuple[Case, ...]:
    """The view of each person, the first one first; one view for a case of one person."""
    if not case.members:
        return (case,)
    shared = shared_by(ruleset)
    return (_first_view(case, shared), *(_view(member, case, shared) for member in case.members))


def person_view(case: Case, case_id: str, ruleset: Ruleset) -> Case:
    """The view of the person with this id. Raises KeyError if nobody has it."""
    if case_id == case.case_id:
        return _first_view(case, shared_by(ruleset)) if case.members else case
    return _view(_member(case, case_id), case, shared_by(ruleset))


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
    return member.with_changes(
        title=first.title,
        advisor=first.advisor,
        person=person,
        answers=Answers.of(answers),
        documents=(*member.documents, *_entered_once(first, member, owned.documents, shared)),
        dont_know=member.dont_know | taken,
        members=(),
    )


def _first_view(case: Case, shared: Shared) -> Case:
    once = _entered_once(case, case, frozenset(), shared)
    return case.with_changes(members=(), documents=(*case.documents, *once))


def _entered_once(
    first: Case, person: Case, owned: frozenset[str], shared: Shared
) -> tuple[DocumentState, ...]:
    """The states that the first person's case holds for everybody, under each entry of the document."""
    told: dict[str, DocumentState] = {}
    for state in first.documents:
        if state.id in shared.documents:
            told.setdefault(shared.documents[state.id], state)
    have = {state.id for state in person.documents}
    return tuple(
        replace(told[document], id=entry)
        for entry, document in shared.documents.items()
        if document in told and document not in owned and entry not in have
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
        frozenset(paths),
        frozenset(shared.documents[s.id] for s in member.documents if s.id in shared.documents),
    )


# --- writing back -----------------------------------------------------------------


def with_person(case: Case, changed: Case, ruleset: Ruleset) -> Case:
    """The household with a changed view written back, found by its case id.

    What is entered once goes to the first person, unless the member had it of their own; everything
    else goes to that member and to nobody else. A view that was not changed changes nothing.
    Raises KeyError if nobody has the id.
    """
    if not case.members:
        if changed.case_id != case.case_id:
            raise KeyError(changed.case_id)
        return changed
    shared = shared_by(ruleset)
    if changed.case_id == case.case_id:
        before = _first_view(case, shared)
        stored = {state.id for state in case.documents}
        kept = tuple(s for s in changed.documents if s.id not in shared.documents or s.id in stored)
        documents = _documents_with(kept, before, changed, frozenset(), shared)
        return changed.with_changes(members=case.members, documents=documents)
    member = _member(case, changed.case_id)
    before = _view(member, case, shared)
    owned = _own(member, shared)
    own = changed.with_changes(
        title=member.title,
        advisor=member.advisor,
        person=_own_person(changed, owned),
        answers=_own_answers(changed, owned, shared),
        documents=tuple(
            s
            for s in changed.documents
            if s.id not in shared.documents or shared.documents[s.id] in owned.documents
        ),
        dont_know=frozenset(p for p in changed.dont_know if not shared.has_path(p) or p in owned.paths),
    )
    members = tuple(own if m.case_id == own.case_id else m for m in case.members)
    return _first_with(case, before, changed, owned, shared).with_changes(members=members)


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
        documents=_documents_with(first.documents, before, changed, owned.documents, shared),
        dont_know=first.dont_know ^ marks,
    )


def _documents_with(
    stored: tuple[DocumentState, ...], before: Case, changed: Case, owned: frozenset[str], shared: Shared
) -> tuple[DocumentState, ...]:
    """The states the first person's case holds, with those of documents collected once as they are now.

    A changed one takes the place of every entry of its document.
    """
    old, new = _by_entry(before, owned, shared), _by_entry(changed, owned, shared)
    edited = {
        shared.documents[entry]: new.get(entry) for entry in (*old, *new) if old.get(entry) != new.get(entry)
    }
    kept = tuple(state for state in stored if shared.documents.get(state.id) not in edited)
    return (*kept, *(state for state in edited.values() if state is not None))


def _by_entry(case: Case, owned: frozenset[str], shared: Shared) -> dict[str, DocumentState]:
    return {
        state.id: state
        for state in case.documents
        if state.id in shared.documents and shared.documents[state.id] not in owned
    }


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
