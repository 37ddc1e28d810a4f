"""A family of the shipped rules: days, money and documents of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.case import (
    ApplicantKind,
    Case,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    Person,
    Relation,
)
from permitdesk.domain.household_summary import (
    ages,
    assess_household,
    earliest_last_day,
    money,
    shared_documents,
)
from permitdesk.domain.law.ages import AgeGroup
from permitdesk.domain.law.rules import Payee, Ruleset
from permitdesk.rulesets.loader import load_ruleset

ON = date(2026, 11, 21)

FAMILY = Case(
    "a",
    person=Person("Olena", birth_date=date(1988, 4, 2)),
    applicant=ApplicantKind.ADULT,
    current_stay=CurrentStay("trp_work", last_day=date(2027, 3, 31)),
    route="pr_child_of_foreigner",
    documents=(DocumentState("photo", DocumentStatus.READY),),
    members=(
        Case(
            "b",
            person=Person("Danylo", birth_date=date(2013, 10, 3)),
            applicant=ApplicantKind.MINOR,
            current_stay=CurrentStay("trp_other", last_day=date(2027, 1, 15)),
            route="pr_child_of_foreigner",
            relation=Relation.CHILD,
        ),
        Case(
            "c",
            person=Person("Zlata", birth_date=date(2026, 9, 9)),
            applicant=ApplicantKind.MINOR,
            current_stay=CurrentStay("trp_other", last_day=date(2027, 1, 15)),
            route="pr_child_of_foreigner",
            relation=Relation.CHILD,
        ),
        Case("d", relation=Relation.OTHER),
    ),
)


def _rules_with_shared(*documents: str) -> Ruleset:
    rules = load_ruleset()
    routes = tuple(
        replace(
            route,
            documents=tuple(replace(rule, shared=rule.id in documents) for rule in route.documents),
        )
        for route in rules.routes
        if route.id == "pr_child_of_foreigner"
    )
    return replace(rules, routes=routes)


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    """The shipped rules, with two documents of a known permit to collect once."""
    return _rules_with_shared("photo", "card_fee_proof")


def test_everybody_has_a_dossier_of_their_own(rules: Ruleset) -> None:
    family = assess_household(FAMILY, rules, ON)
    assert [p.case.case_id for p in family] == ["a", "b", "c", "d"]
    assert [p.dossier.chosen for p in family] == ["pr_child_of_foreigner"] * 3 + [None]
    assert [p.route is None for p in family] == [False, False, False, True]
    assert all(p.case.members == () for p in family)


def test_the_earliest_last_day_and_whose_it_is(rules: Ruleset) -> None:
    first = earliest_last_day(assess_household(FAMILY, rules, ON))
    assert first is not None
    assert first.day == date(2027, 1, 15)
    assert first.people == ("b", "c")
    assert earliest_last_day(assess_household(Case("a", members=(Case("b"),)), rules, ON)) is None


def test_the_age_of_each_person_on_the_filing_day(rules: Ruleset) -> None:
    found = [ages(person, rules) for person in assess_household(FAMILY, rules, ON)]
    assert [None if view is None else view.group for view in found] == [
        AgeGroup.OF_AGE,
        AgeGroup.FROM_13,
        AgeGroup.UNDER_6,
        None,
    ]


def test_a_document_collected_once_names_whom_it_serves_and_has_one_state(rules: Ruleset) -> None:
    found = {d.item.id: d for d in shared_documents(assess_household(FAMILY, rules, ON), rules)}
    assert set(found) == {"photo", "card_fee_proof"}
    assert found["photo"].people == ("a", "b", "c")
    assert found["photo"].item.status == "ready"
    assert shared_documents(assess_household(FAMILY, rules, ON), _rules_with_shared()) == ()


def test_one_document_that_a_permit_asks_for_twice_serves_a_person_once() -> None:
    rules = _rules_with_shared("photo", "card_fee_proof")
    (route,) = rules.routes
    twice = tuple(replace(rule, document="photo") for rule in route.documents if rule.shared)
    rules = replace(rules, routes=(replace(route, documents=twice),))
    (found,) = shared_documents(assess_household(FAMILY, rules, ON), rules)
    assert found.people == ("a", "b", "c")


def test_money_is_summed_by_payee_with_the_reduction_for_children_under_16(rules: Ruleset) -> None:
    city, office = money(assess_household(FAMILY, rules, ON))
    assert city.payee is Payee.CITY
    assert city.total == Decimal(640) * 3
    assert office.payee is Payee.VOIVODESHIP_OFFICE
    assert office.by_person == (
        ("a", Decimal(100)),
        ("b", Decimal(50)),
        ("c", Decimal(50)),
        ("d", Decimal(0)),
    )
    assert office.total == Decimal(200)
    assert money(assess_household(Case("a"), rules, ON)) == ()
