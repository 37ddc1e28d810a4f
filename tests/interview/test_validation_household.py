"""What is to be mended in a household is named with the member it belongs to."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import AnnexState, Case, Person
from permitdesk.interview.validation import check_case

TODAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 22)


def test_each_problem_of_a_member_has_a_path_with_their_place() -> None:
    family = Case(
        "a",
        person=Person(birth_date=TOMORROW),
        members=(Case("b", person=Person(birth_date=TODAY)), Case("c", person=Person(birth_date=TOMORROW))),
    )
    found = [problem.path for problem in check_case(family, TODAY)]
    assert found == ["person.birth_date", "members[1].person.birth_date"]


def test_an_annex_cannot_have_been_asked_for_or_signed_tomorrow() -> None:
    annexes = (
        AnnexState("x", requested_on=TODAY, signed_on=TOMORROW),
        AnnexState("y", requested_on=TOMORROW),
    )
    found = [problem.path for problem in check_case(Case("a", annexes=annexes), TODAY)]
    assert found == ["annexes[0].signed_on", "annexes[1].requested_on"]
