"""A household in one case: one view for each person, and every change where it belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers, AnswerValue
from permitdesk.domain.case import (
    ApplicantKind,
    Case,
    DocumentState,
    DocumentStatus,
    Person,
    Relation,
    SignerKind,
)
from permitdesk.domain.household import (
    NewMember,
    add_member,
    people,
    person_view,
    remove_member,
    shared_by,
    with_person,
)
from permitdesk.domain.law.rules import Channel, DocumentRule, Family, Need, Question, Route, Ruleset, Stage
from tests.domain.law.builders import SOURCE

SHARED_QUESTIONS, OWN_QUESTIONS = ("lease", "rent"), ("married", "job")
SHARED_DOCUMENTS, OWN_DOCUMENTS = ("marriage", "lease_copy", "tr_marriage"), ("photo",)


def _document(name: str, *, shared: bool) -> DocumentRule:
    document = name.removeprefix("tr_")
    return DocumentRule(name, document, Stage.FILING, Need.STATUTORY, None, False, SOURCE, shared)


ROUTE = Route(
    "tr_test",
    Family.TEMPORARY,
    1,
    Channel.MOS,
    SOURCE,
    (*SHARED_QUESTIONS, *OWN_QUESTIONS),
    (),
    (),
    (),
    (
        *(_document(name, shared=True) for name in SHARED_DOCUMENTS),
        *(_document(name, shared=False) for name in OWN_DOCUMENTS),
    ),
    (),
    (),
)
RULES = Ruleset(
    "1",
    date(2026, 11, 20),
    date(2026, 4, 27),
    (ROUTE,),
    tuple(
        Question(name, AnswerKind.TEXT, (), SOURCE, shared=name in SHARED_QUESTIONS)
        for name in (*SHARED_QUESTIONS, *OWN_QUESTIONS)
    ),
    statuses=(),
    thresholds=(),
    deadlines=(),
    earlier_filing=(),
    outdated_advice=(),
    sources=(),
    offices=(),
    help_contacts=(),
    holidays=(),
    values=(),
)

_names = st.sampled_from(["", "Ana", "Bo"])
_values: st.SearchStrategy[AnswerValue] = st.sampled_from(["a", "b", DONT_KNOW])
_states = st.builds(
    DocumentState,
    id=st.sampled_from([*SHARED_DOCUMENTS, *OWN_DOCUMENTS]),
    status=st.sampled_from(DocumentStatus),
    note=_names,
)
_paths = st.sampled_from(
    ["answers.lease", "answers.rent", "answers.job", "person.voivodeship", "person.birth_date"]
)


def _cases(case_id: str) -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        case_id=st.just(case_id),
        title=_names,
        person=st.builds(
            Person, given_names=_names, voivodeship=st.none() | st.sampled_from(["lubelskie", "podlaskie"])
        ),
        answers=st.dictionaries(st.sampled_from([*SHARED_QUESTIONS, *OWN_QUESTIONS]), _values).map(
            Answers.of
        ),
        documents=st.lists(_states, max_size=3, unique_by=lambda s: s.id).map(tuple),
        route=st.none() | st.just("tr_test"),
        advisor=_names,
        note=_names,
        dont_know=st.frozensets(_paths, max_size=3),
    )


households = st.builds(
    lambda first, second, third: first.with_changes(members=(second, third)),
    _cases("a"),
    _cases("b"),
    _cases("c"),
)
FAMILY = Case(
    "a",
    title="Family",
    person=Person("Ana", voivodeship="lubelskie"),
    answers=Answers.of({"lease": "yes", "job": "cook"}),
    documents=(DocumentState("marriage", DocumentStatus.READY), DocumentState("photo", DocumentStatus.READY)),
    advisor="Desk",
    dont_know=frozenset({"answers.rent", "person.birth_date"}),
    members=(Case("b", relation=Relation.SPOUSE), Case("c", relation=Relation.CHILD)),
)


def test_the_rules_say_what_is_entered_once() -> None:
    shared = shared_by(RULES)
    assert shared.questions == set(SHARED_QUESTIONS)
    assert shared.documents == {
        "marriage": "marriage",
        "lease_copy": "lease_copy",
        "tr_marriage": "marriage",
    }
    assert shared.has_path("answers.lease")
    assert shared.has_path("person.voivodeship")
    assert not shared.has_path("answers.job")
    assert not shared.has_path("lease")


def test_a_person_alone_is_one_view_of_the_same_case() -> None:
    alone = FAMILY.with_changes(members=())
    assert people(alone, RULES) == (alone,)
    assert person_view(alone, "a", RULES) == alone


def test_what_is_entered_once_is_seen_by_everybody_and_nothing_else_is() -> None:
    _, spouse, _ = people(FAMILY, RULES)
    assert spouse.title == "Family"
    assert spouse.advisor == "Desk"
    assert spouse.person == Person(voivodeship="lubelskie")
    assert spouse.answers == Answers.of({"lease": "yes"})
    ready = DocumentStatus.READY
    assert set(spouse.documents) == {DocumentState("marriage", ready), DocumentState("tr_marriage", ready)}
    assert spouse.dont_know == frozenset({"answers.rent"})
    assert spouse.relation is Relation.SPOUSE


def test_an_answer_entered_once_by_a_member_is_everybodys() -> None:
    view = person_view(FAMILY, "b", RULES)
    changed = with_person(
        FAMILY,
        view.with_changes(
            answers=view.answers.with_answer("rent", "800"),
            dont_know=frozenset[str](),
            person=replace(view.person, voivodeship="podlaskie", given_names="Bo"),
            documents=(
                DocumentState("marriage"),
                DocumentState("tr_marriage", DocumentStatus.READY),
                DocumentState("lease_copy", DocumentStatus.REQUESTED),
            ),
        ),
        RULES,
    )
    first, spouse, child = people(changed, RULES)
    assert first.answers == Answers.of({"lease": "yes", "job": "cook", "rent": "800"})
    assert first.dont_know == frozenset({"person.birth_date"})
    assert child.person.voivodeship == "podlaskie"
    assert child.answers.get("rent") == "800"
    assert {s.id: s.status for s in child.documents} == {
        "marriage": DocumentStatus.MISSING,
        "tr_marriage": DocumentStatus.MISSING,
        "lease_copy": DocumentStatus.REQUESTED,
    }
    assert spouse.person.given_names == "Bo"
    assert first.person.given_names == "Ana"


def test_a_shared_document_that_is_reset_is_reset_for_everybody() -> None:
    view = person_view(FAMILY, "c", RULES).with_changes(documents=())
    changed = with_person(FAMILY, view, RULES)
    assert changed.documents == (DocumentState("photo", DocumentStatus.READY),)


def test_one_document_under_two_entries_of_the_rules_has_one_state() -> None:
    first = person_view(FAMILY, "a", RULES)
    assert DocumentState("tr_marriage", DocumentStatus.READY) in first.documents
    requested = DocumentState("tr_marriage", DocumentStatus.REQUESTED)
    others = tuple(s for s in first.documents if s.id != "tr_marriage")
    changed = with_person(FAMILY, first.with_changes(documents=(*others, requested)), RULES)
    assert [s for s in changed.documents if s.id != "photo"] == [requested]
    for view in people(changed, RULES):
        found = {s.id: s.status for s in view.documents if s.id != "photo"}
        assert found == {
            "marriage": DocumentStatus.REQUESTED,
            "tr_marriage": DocumentStatus.REQUESTED,
        }


def test_a_member_with_a_document_of_their_own_keeps_it_apart() -> None:
    own = Case("b", documents=(DocumentState("tr_marriage", note="second marriage"),))
    family = FAMILY.with_changes(members=(own,))
    view = person_view(family, "b", RULES)
    assert view.documents == own.documents
    changed = with_person(family, view.with_changes(documents=()), RULES)
    assert changed.documents == family.documents
    assert changed.members[0].documents == ()


def test_a_member_who_has_an_answer_of_their_own_keeps_it() -> None:
    own = Case("b", answers=Answers.of({"lease": "no"}), person=Person(voivodeship="podlaskie"))
    family = FAMILY.with_changes(members=(own,))
    view = person_view(family, "b", RULES)
    assert view.answers.get("lease") == "no"
    assert view.person.voivodeship == "podlaskie"
    changed = with_person(family, view.with_changes(answers=Answers.of({"lease": "b"})), RULES)
    assert changed.answers.get("lease") == "yes"
    assert changed.members[0].answers == Answers.of({"lease": "b"})
    assert changed.members[0].person.voivodeship == "podlaskie"


def test_the_first_persons_view_is_written_back_with_the_members_kept() -> None:
    changed = with_person(FAMILY, person_view(FAMILY, "a", RULES).with_changes(note="n"), RULES)
    assert changed == FAMILY.with_changes(note="n")


def test_nobody_is_found_under_an_unknown_id() -> None:
    with pytest.raises(KeyError):
        person_view(FAMILY, "x", RULES)
    for family in (FAMILY, FAMILY.with_changes(members=())):
        with pytest.raises(KeyError):
            with_person(family, Case("x"), RULES)


def test_nobody_else_is_written_into_a_case_of_one_person() -> None:
    alone = Case("a")
    with pytest.raises(KeyError):
        with_person(alone, Case("x"), RULES)
    assert with_person(alone, alone.with_changes(note="n"), RULES).note == "n"


def test_only_members_can_be_removed() -> None:
    for case_id in ("x", "a"):
        with pytest.raises(KeyError):
            remove_member(FAMILY, case_id)


@given(family=households)
def test_views_written_back_unchanged_change_nothing(family: Case) -> None:
    for view in people(family, RULES):
        assert with_person(family, view, RULES) == family
        assert person_view(family, view.case_id, RULES) == view


@given(family=households, edited=_cases("b"))
def test_what_was_written_is_what_the_person_sees(family: Case, edited: Case) -> None:
    view = person_view(with_person(family, edited, RULES), "b", RULES)
    assert view.note == edited.note
    assert view.route == edited.route
    for question in OWN_QUESTIONS:
        assert view.answers.get(question) == edited.answers.get(question)
    for question in SHARED_QUESTIONS:
        if (told := edited.answers.get(question)) is not None:
            assert view.answers.get(question) == told
    assert view.person.given_names == edited.person.given_names
    assert view.title == edited.title
    assert {s for s in edited.documents if s.id in OWN_DOCUMENTS} <= set(view.documents)


@given(family=households, edited=_cases("b"))
def test_an_edit_of_one_member_never_changes_what_another_has_of_their_own(
    family: Case, edited: Case
) -> None:
    changed = with_person(family, edited, RULES)
    assert changed.members[1] == family.members[1]
    for question in OWN_QUESTIONS:
        assert changed.answers.get(question) == family.answers.get(question)
    assert changed.note == family.note
    assert changed.route == family.route
    assert changed.person.given_names == family.person.given_names
    assert [s for s in changed.documents if s.id in OWN_DOCUMENTS] == [
        s for s in family.documents if s.id in OWN_DOCUMENTS
    ]


@pytest.mark.parametrize("who", NewMember)
def test_a_person_is_added_last_and_can_be_removed_again(who: NewMember) -> None:
    larger = add_member(FAMILY, "d", who)
    assert [m.case_id for m in larger.members] == ["b", "c", "d"]
    assert remove_member(larger, "d") == FAMILY


def test_for_a_newborn_a_parent_signs() -> None:
    member = add_member(Case("a"), "b", NewMember.NEWBORN).members[0]
    assert member.relation is Relation.CHILD
    assert (member.applicant, member.signer) == (ApplicantKind.MINOR, SignerKind.PARENT)


def test_an_id_belongs_to_one_person() -> None:
    for taken in ("a", "b"):
        with pytest.raises(ValueError, match="taken"):
            add_member(FAMILY, taken, NewMember.CHILD)
