"""Joining two copies of a case: the rules one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    AnnexState,
    ApproximateDay,
    Case,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    EarlierFiling,
    FilingOutcome,
    PaymentState,
    Person,
    SchengenStay,
    StatusEntry,
    Tri,
)
from permitdesk.domain.merging import ChangeKind, Side, merge, resolved
from permitdesk.domain.merging_told import GROUPS, LISTS, RECORDS, SCALARS, Told, empty, parts_of, take_apart

LEFT, BACK = date(2024, 5, 1), date(2024, 5, 10)
JOURNEY = Absence("a1", LEFT, BACK, "DE")
BASE = Case("c", person=Person("Anna", "Nowak"), absences=(JOURNEY,), note="first")


def _with(case: Case = BASE, **journey: Any) -> Case:
    """The case with the first journey told otherwise."""
    told = {name: journey.get(name, getattr(case.absences[0], name)) for name in Absence.__dataclass_fields__}
    return case.with_changes(absences=(Absence(**told), *case.absences[1:]))


def _paths(base: Case | None, ours: Case, theirs: Case) -> dict[str, ChangeKind]:
    return {change.path: change.kind for change in merge(base, ours, theirs).changes}


def test_different_fields_changed_on_each_side_are_both_taken() -> None:
    ours = BASE.with_changes(person=Person("Anna", "Kowalska"))
    theirs = BASE.with_changes(person=Person("Anna Maria", "Nowak"))
    found = merge(BASE, ours, theirs)
    assert found.merged.person == Person("Anna Maria", "Kowalska")
    assert found.conflicts == ()


def test_the_same_field_changed_differently_is_asked_and_ours_stays() -> None:
    found = merge(BASE, BASE.with_changes(note="ours"), BASE.with_changes(note="theirs"))
    (change,) = found.changes
    assert (change.path, change.kind, change.default) == ("note", ChangeKind.CONFLICT, Side.OURS)
    assert found.merged.note == "ours"
    assert resolved(found, {"note": Side.THEIRS}).note == "theirs"


def test_a_change_without_a_conflict_can_be_refused_too() -> None:
    found = merge(BASE, BASE, BASE.with_changes(note="theirs"))
    assert found.merged.note == "theirs"
    assert resolved(found, {"note": Side.OURS}) == BASE


def test_a_choice_about_nothing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError, match="title"):
        resolved(merge(BASE, BASE, BASE), {"title": Side.OURS})


def test_the_days_of_a_journey_are_never_mixed() -> None:
    # Each side alone is a sound journey; one's first day with the other's last would go backwards.
    ours, theirs = _with(left=LEFT, returned=date(2024, 5, 3)), _with(left=date(2024, 5, 8))
    found = merge(BASE, ours, theirs)
    assert found.merged.absences == ours.absences
    assert [change.path for change in found.conflicts] == ["absences.a1.days"]
    assert resolved(found, {"absences.a1.days": Side.THEIRS}).absences == theirs.absences


def test_a_range_and_a_day_that_is_not_known_travel_with_their_field() -> None:
    ours = _with(country="CZ")
    theirs = BASE.with_changes(
        approximate=(ApproximateDay("absences.a1.returned", date(2024, 5, 6), BACK),),
        dont_know=frozenset({"absences.a1.left"}),
    )
    merged = merge(BASE, ours, theirs).merged
    assert merged.approximate == theirs.approximate
    assert merged.dont_know == theirs.dont_know
    assert merged.absences[0].country == "CZ"


def test_a_proof_noted_for_one_reason_is_not_taken_for_another() -> None:
    theirs = _with(proof="contract", proof_state=DocumentStatus.READY, reason=AbsenceReason.POLISH_STUDIES)
    ours = _with(reason=AbsenceReason.MILITARY_SERVICE)
    found = merge(BASE, ours, theirs)
    assert found.merged.absences == ours.absences
    assert [change.path for change in found.conflicts] == ["absences.a1.reason"]


def test_another_journey_under_an_old_number_is_not_mixed_with_the_old_one() -> None:
    ours = _with(left=date(2025, 1, 1), returned=date(2025, 1, 9))
    found = merge(BASE, ours, _with(country="CZ"))
    assert found.merged.absences == ours.absences
    assert [change.path for change in found.conflicts] == ["absences.a1"]


def test_what_one_deleted_and_the_other_changed_stays_until_somebody_decides() -> None:
    without, changed = BASE.with_changes(absences=()), _with(country="CZ")
    for ours, theirs, gone in ((without, changed, Side.OURS), (changed, without, Side.THEIRS)):
        found = merge(BASE, ours, theirs)
        assert found.merged.absences == changed.absences
        assert [change.path for change in found.conflicts] == ["absences.a1"]
        assert resolved(found, {"absences.a1": gone}).absences == ()


def test_what_one_deleted_and_the_other_left_alone_is_gone() -> None:
    without = BASE.with_changes(absences=())
    assert merge(BASE, without, BASE).merged.absences == ()
    assert merge(BASE, BASE, without).merged.absences == ()
    assert merge(BASE, without, without).merged == without


def test_two_journeys_that_got_the_same_number_both_stay() -> None:
    mine, yours = Absence("a2", date(2025, 1, 1), date(2025, 1, 9)), Absence("a2", date(2023, 7, 1))
    ours = BASE.with_changes(absences=(JOURNEY, mine))
    theirs = BASE.with_changes(
        absences=(JOURNEY, yours), dont_know=frozenset({"absences.a2.returned", "absences.a1.returned"})
    )
    found = merge(BASE, ours, theirs)
    assert [each.id for each in found.merged.absences] == ["a1", "a2", "a3"]
    assert found.merged.absences[2].left == yours.left
    assert found.merged.dont_know == {"absences.a3.returned", "absences.a1.returned"}
    assert found.conflicts == ()


def test_the_number_for_such_a_journey_is_one_that_nobody_has() -> None:
    mine = tuple(Absence(f"a{n}", date(2025, n, 1), date(2025, n, 9)) for n in (2, 3))
    yours = tuple(Absence(f"a{n}", date(2023, n, 1), date(2023, n, 9)) for n in (2, 3, 4))
    merged = merge(
        BASE,
        BASE.with_changes(absences=(JOURNEY, *mine)),
        BASE.with_changes(absences=(JOURNEY, *yours)),
    ).merged
    assert len({each.id for each in merged.absences}) == 6
    assert {each.left for each in merged.absences[3:]} == {each.left for each in yours}


def test_a_journey_that_both_added_alike_stands_once() -> None:
    new = Absence("a2", date(2025, 1, 1), date(2025, 1, 9))
    before = Absence("a2", date(2025, 3, 1), date(2025, 3, 2))
    same = Absence("a3", new.left, new.returned)
    ours = BASE.with_changes(absences=(JOURNEY, new))
    theirs = BASE.with_changes(absences=(JOURNEY, before, same))
    merged = merge(BASE, ours, theirs).merged
    assert sorted(str(each.left) for each in merged.absences) == ["2024-05-01", "2025-01-01", "2025-03-01"]


def test_a_journey_that_both_added_with_a_day_in_common_is_asked_about() -> None:
    new, longer = Absence("a2", date(2025, 1, 1), date(2025, 1, 9)), Absence("a2", date(2025, 1, 1))
    found = merge(
        BASE,
        BASE.with_changes(absences=(JOURNEY, new)),
        BASE.with_changes(absences=(JOURNEY, longer)),
    )
    assert [change.path for change in found.conflicts] == ["absences.a2.days"]
    assert found.merged.absences == (JOURNEY, new)


def test_a_further_employer_of_the_other_side_stays_beside_ours() -> None:
    base = BASE.with_changes(annexes=(AnnexState("annex_1_employer", "Bakery"),))
    ours = base.with_changes(annexes=(*base.annexes, AnnexState("annex_1_employer.2", "Mill")))
    theirs = base.with_changes(
        annexes=(*base.annexes, AnnexState("annex_1_employer.2", "Farm", signed=Tri.YES))
    )
    merged = merge(base, ours, theirs).merged
    assert [(each.id, each.party_name) for each in merged.annexes] == [
        ("annex_1_employer", "Bakery"),
        ("annex_1_employer.2", "Mill"),
        ("annex_1_employer.3", "Farm"),
    ]
    unnamed = base.with_changes(annexes=(*base.annexes, AnnexState("annex_1_employer.2", signed=Tri.YES)))
    assert len(merge(base, ours, unnamed).merged.annexes) == 2


def test_a_signature_is_not_carried_over_to_another_employer() -> None:
    base = BASE.with_changes(annexes=(AnnexState("annex_1_employer", "Bakery"),))
    ours = BASE.with_changes(annexes=(AnnexState("annex_1_employer", "Mill"),))
    theirs = BASE.with_changes(annexes=(AnnexState("annex_1_employer", "Bakery", signed=Tri.YES),))
    assert merge(base, ours, theirs).merged.annexes == ours.annexes


def test_another_kind_of_present_stay_is_taken_or_left_as_a_whole() -> None:
    base = BASE.with_changes(current_stay=CurrentStay("visa_d", last_day=date(2026, 12, 1)))
    ours = BASE.with_changes(current_stay=CurrentStay("visa_d", last_day=date(2026, 12, 31)))
    theirs = BASE.with_changes(current_stay=CurrentStay("pending_filed_in_time", filed_on=date(2026, 11, 1)))
    found = merge(base, ours, theirs)
    assert found.merged.current_stay == ours.current_stay
    assert [change.path for change in found.conflicts] == ["current_stay"]
    assert resolved(found, {"current_stay": Side.THEIRS}).current_stay == theirs.current_stay
    assert merge(base, base, theirs).merged.current_stay == theirs.current_stay


def test_the_same_kind_of_present_stay_is_joined_by_its_groups() -> None:
    base = BASE.with_changes(current_stay=CurrentStay("visa_d", last_day=date(2026, 12, 1)))
    ours = BASE.with_changes(current_stay=CurrentStay("visa_d", last_day=date(2026, 12, 31)))
    theirs = BASE.with_changes(
        current_stay=CurrentStay("visa_d", last_day=date(2026, 12, 1), filed_on=date(2026, 11, 2))
    )
    merged = merge(base, ours, theirs).merged.current_stay
    assert merged == CurrentStay("visa_d", last_day=date(2026, 12, 31), filed_on=date(2026, 11, 2))


def test_an_earlier_filing_that_both_told_first_is_filled_from_both() -> None:
    ours = BASE.with_changes(earlier_filing=EarlierFiling(Tri.YES, case_number="SC.1"))
    theirs = BASE.with_changes(earlier_filing=EarlierFiling(Tri.YES, outcome=FilingOutcome.PENDING))
    merged = merge(BASE, ours, theirs).merged.earlier_filing
    assert merged == EarlierFiling(Tri.YES, case_number="SC.1", outcome=FilingOutcome.PENDING)


def test_answers_documents_and_payments_are_joined_one_by_one() -> None:
    base = BASE.with_changes(
        answers=Answers.of({"kept": "yes", "gone": "no", "changed": 1}),
        documents=(DocumentState("passport"), DocumentState("photo")),
    )
    ours = base.with_changes(
        answers=Answers.of({"kept": "yes", "changed": 1, "new": "yes"}),
        documents=(DocumentState("passport", DocumentStatus.READY), DocumentState("photo")),
    )
    theirs = base.with_changes(
        answers=Answers.of({"kept": "yes", "gone": "no", "changed": 2}),
        documents=(DocumentState("passport", note="in the drawer"), DocumentState("photo")),
        payments=(PaymentState("stamp_duty", date(2026, 11, 20)),),
    )
    merged = merge(base, ours, theirs).merged
    assert dict(merged.answers) == {"kept": "yes", "changed": 2, "new": "yes"}
    assert merged.documents[0] == DocumentState("passport", DocumentStatus.READY, note="in the drawer")
    assert merged.payments == theirs.payments


def test_members_are_joined_one_by_one_under_paths_of_their_own() -> None:
    child = Case("m1", person=Person("Zoé"))
    base = BASE.with_changes(members=(child, Case("m2", note="left alone")))
    ours = base.with_changes(members=(child.with_changes(note="ours"), Case("m2", note="left alone")))
    theirs = base.with_changes(members=(child.with_changes(note="theirs", title="t"), Case("m3")))
    found = merge(base, ours, theirs)
    assert _paths(base, ours, theirs) == {
        "members.m1.note": ChangeKind.CONFLICT,
        "members.m1.title": ChangeKind.TAKEN,
        "members.m2": ChangeKind.TAKEN,
        "members.m3": ChangeKind.TAKEN,
    }
    assert [member.case_id for member in found.merged.members] == ["m1", "m3"]
    assert resolved(found, {"members.m1.note": Side.THEIRS}).members[0].note == "theirs"


def test_a_member_deleted_here_and_changed_there_stays_until_somebody_decides() -> None:
    base = BASE.with_changes(members=(Case("m1"),))
    theirs = BASE.with_changes(members=(Case("m1", note="new"),))
    found = merge(base, BASE, theirs)
    assert found.merged.members == theirs.members
    assert resolved(found, {"members.m1": Side.OURS}).members == ()


def test_without_a_common_state_a_filled_field_beats_an_empty_one() -> None:
    ours = Case("c", title="ours", person=Person("Anna"), absences=(JOURNEY,))
    theirs = Case("c", person=Person("Anna", "Nowak"), absences=(JOURNEY, Absence("a2", date(2025, 1, 1))))
    found = merge(None, ours, theirs)
    assert found.merged == ours.with_changes(person=theirs.person, absences=theirs.absences)
    assert _paths(None, ours, theirs) == {
        "title": ChangeKind.KEPT,
        "person.surname": ChangeKind.TAKEN,
        "absences.a2": ChangeKind.TAKEN,
    }


def test_entries_come_in_our_order_and_then_those_that_only_they_have() -> None:
    new = tuple(SchengenStay(f"e{n}", date(2025, n, 1)) for n in range(1, 5))
    base = BASE.with_changes(schengen_stays=new[:2])
    ours = base.with_changes(schengen_stays=(new[1], new[0], new[2]))
    theirs = base.with_changes(schengen_stays=(new[0], new[3], new[1]))
    merged = merge(base, ours, theirs).merged
    assert [each.id for each in merged.schengen_stays] == ["e2", "e1", "e3", "e4"]


def test_a_mark_for_a_field_that_is_not_there_is_kept_while_somebody_keeps_it() -> None:
    loose = BASE.with_changes(dont_know=frozenset({"current_stay.last_day"}))
    assert merge(loose, loose, BASE).merged.dont_know == frozenset()
    assert merge(BASE, BASE, loose).merged.dont_know == loose.dont_know
    told = BASE.with_changes(current_stay=CurrentStay("visa_d", last_day=LEFT))
    assert merge(BASE, loose, told).merged.dont_know == frozenset()


def test_repeated_ids_of_an_old_file_lose_nothing() -> None:
    twice = (StatusEntry("s1", "visa_d", LEFT), StatusEntry("s1", "visa_d", BACK))
    base = BASE.with_changes(statuses=twice)
    theirs = base.with_changes(statuses=(*twice, StatusEntry("s2", "visa_d")))
    ours = base.with_changes(statuses=(twice[0], StatusEntry("s1", "visa_d", BACK, note="n")))
    found = merge(base, ours, theirs)
    assert [each.id for each in found.merged.statuses] == ["s1", "s1", "s2"]
    assert found.merged.statuses[1].note == "n"
    assert [change.path for change in found.changes] == ["statuses.s1 (2).note", "statuses.s2"]


def test_an_entry_without_days_may_be_any_journey() -> None:
    ours = BASE.with_changes(absences=(JOURNEY, Absence("a2", country="CZ")))
    theirs = BASE.with_changes(absences=(JOURNEY, Absence("a2", LEFT)))
    assert merge(BASE, ours, theirs).merged.absences[1] == Absence("a2", LEFT, country="CZ")


def test_what_was_told_in_a_field_is_found_by_its_name() -> None:
    told = Told((("left", LEFT), ("returned", None)), frozenset({"returned"}), (("left", LEFT, BACK),))
    assert told.get("left") == LEFT
    assert told.only(["returned"]) == Told((("returned", None),), frozenset({"returned"}))
    with pytest.raises(KeyError):
        told.get("country")


def test_every_field_of_a_case_is_compared_and_every_group_names_fields_there_are() -> None:
    apart = {"case_id", "answers", "dont_know", "approximate", "members"}
    assert {*SCALARS, *RECORDS, *LISTS, *apart} == set(Case.__dataclass_fields__)
    for place, groups in GROUPS.items():
        names = {name for name, _ in empty((RECORDS | LISTS)[place]).values}
        grouped = [name for group in groups.values() for name in group]
        assert len(set(grouped)) == len(grouped)
        assert set(grouped) <= names
        parts = parts_of(place, empty((RECORDS | LISTS)[place]))
        assert sorted(name for part in parts.values() for name in part) == sorted(names)


def test_a_case_taken_apart_holds_every_value_once() -> None:
    apart = take_apart(BASE)
    assert apart.entries["absences"]["a1", 0].get("country") == "DE"
    assert dict(apart.scalars.values)["note"] == "first"
