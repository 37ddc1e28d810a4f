"""Plural forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from permitdesk.rulesets.plural import choose_form

FORMS = ("dzień", "dni (few)", "dni (many)")


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, 2),
        (1, 0),
        (2, 1),
        (4, 1),
        (5, 2),
        (11, 2),
        (12, 2),
        (14, 2),
        (21, 2),
        (22, 1),
        (24, 1),
        (25, 2),
        (101, 2),
        (112, 2),
        (122, 1),
        (-1, 0),
    ],
)
def test_polish_counts_two_to_four_but_not_the_teens_as_few(n: int, form: int) -> None:
    assert choose_form("pl", n, FORMS) == FORMS[form]


def test_a_fraction_takes_the_last_form_there_is() -> None:
    assert choose_form("pl", Decimal("1.5"), FORMS) == "dni (many)"
    assert choose_form("pl", Decimal("1.5"), (*FORMS, "dnia")) == "dnia"


def test_english_takes_one_only_for_one() -> None:
    assert choose_form("en", 1, ("day", "days")) == "day"
    assert choose_form("en", Decimal("1.5"), ("day", "days")) == "days"
