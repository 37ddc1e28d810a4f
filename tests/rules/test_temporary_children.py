"""Children who ask for a temporary permit: what their age on the filing day changes (art. 106b, 106h)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import RouteAssessment
from tests.scenarios.runner import build_case, ruleset

ON = date(2026, 11, 20)
BY_AGE = {"tr_child_under_6", "tr_child_6_to_12", "tr_child_13_to_17"}


def _route(birth: date | None, applicant: str = "minor") -> RouteAssessment:
    case = build_case(
        {
            "applicant": applicant,
            "person": {} if birth is None else {"birth_date": birth},
            "current_stay": {
                "kind": "trp_family_other",
                "first_day": date(2025, 1, 15),
                "last_day": date(2027, 1, 15),
            },
            "answers": {"special_case": "none", "travel_document": "valid"},
        }
    )
    found = assess(case, ruleset(), ON).route("tr_other_187_8")
    assert found is not None
    return found


def _notes(route: RouteAssessment) -> set[str]:
    return {note.id for note in route.notes}


@pytest.mark.parametrize(
    ("birth", "note"),
    [
        (date(2026, 11, 1), "tr_child_under_6"),
        (date(2020, 11, 21), "tr_child_under_6"),
        (date(2020, 11, 20), "tr_child_6_to_12"),
        (date(2013, 11, 21), "tr_child_6_to_12"),
        (date(2013, 11, 20), "tr_child_13_to_17"),
        (date(2008, 11, 21), "tr_child_13_to_17"),
    ],
)
def test_the_sixth_and_thirteenth_birthday_belong_to_the_older(birth: date, note: str) -> None:
    assert _notes(_route(birth)) & BY_AGE == {note}


def test_from_the_eighteenth_birthday_on_nothing_is_told_about_children() -> None:
    assert _notes(_route(date(2008, 11, 20), "adult")) & BY_AGE == set()


def test_without_a_birthday_the_age_decides_nothing() -> None:
    assert _notes(_route(None)) & BY_AGE == set()
    assert "tr_visit_excused" in _notes(_route(None, "adult"))


@pytest.mark.parametrize(
    ("birth", "amount"),
    [(date(2010, 11, 21), 50), (date(2010, 11, 20), 100), (date(2010, 11, 19), 100)],
)
def test_the_card_costs_half_until_the_day_before_the_sixteenth_birthday(birth: date, amount: int) -> None:
    fees = {fee.id: fee.amount_pln for fee in _route(birth).fees}
    assert fees["residence_card_temporary"] == Decimal(amount)


@pytest.mark.parametrize(
    ("applicant", "signers", "signatures"),
    [
        ("adult", ("applicant",), ("trusted", "qualified")),
        ("minor", ("parent", "guardian"), ("trusted", "qualified", "personal")),
        ("incapacitated", ("guardian",), ("trusted", "qualified", "personal")),
        ("unaccompanied_minor", ("curator",), ("trusted", "qualified", "personal")),
    ],
)
def test_a_personal_signature_is_for_those_who_sign_for_others(
    applicant: str, signers: tuple[str, ...], signatures: tuple[str, ...]
) -> None:
    signing = _route(None, applicant).signing
    assert signing.required_signers == signers
    assert signing.allowed_signatures == signatures
