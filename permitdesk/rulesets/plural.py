"""Plural forms of the shipped languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal


def english_form(n: int | Decimal) -> int:
    """0: one, 1: other."""
    return 0 if n == 1 else 1


def polish_form(n: int | Decimal) -> int:
    """0: one, 1: few (2-4, 22-24 …), 2: many, 3: a fraction."""
    if n != int(n):
        return 3
    whole = abs(int(n))
    if whole == 1:
        return 0
    if whole % 10 in {2, 3, 4} and whole % 100 not in {12, 13, 14}:
        return 1
    return 2


_FORMS: Mapping[str, Callable[[int | Decimal], int]] = {"en": english_form, "pl": polish_form}
#: How many forms a text may give; Polish may add a fourth one for fractions.
FORM_COUNTS: Mapping[str, frozenset[int]] = {"en": frozenset({2}), "pl": frozenset({3, 4})}


def choose_form(language: str, n: int | Decimal, forms: tuple[str, ...]) -> str:
    """The form that goes with ``n``; the last one given if the language asks for one beyond."""
    return forms[min(_FORMS[language](n), len(forms) - 1)]
