"""Texts by language and the rendering of statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from permitdesk.domain.law.findings import Param, TextRef, say
from permitdesk.rulesets.errors import RulesetError, TextMissing
from permitdesk.rulesets.texts import Texts, languages, load_texts, placeholders
from tests.rulesets.factory import write


def english(root: Path) -> Texts:
    return load_texts("en", root)


def polish(root: Path) -> Texts:
    return load_texts("pl", root)


def test_english_and_polish_are_shipped() -> None:
    assert languages() == ("en", "pl")


def test_a_text_is_found_by_its_dotted_id(root: Path) -> None:
    texts = english(root)
    assert texts.language == "en"
    assert texts.has("status.refugee.title")
    assert texts.get("status.refugee.title") == "Refugee"
    assert not texts.has("status.refugee")


def test_every_language_shows_the_official_polish_terms(root: Path) -> None:
    assert english(root).get("term.photo") == polish(root).get("term.photo") == "fotografia"


def test_a_missing_text_is_a_key_error_that_names_id_and_language(root: Path) -> None:
    with pytest.raises(TextMissing) as caught:
        english(root).get("nothing.here")
    assert isinstance(caught.value, KeyError)
    assert str(caught.value) == "no text 'nothing.here' in language 'en'"


def test_a_statement_is_rendered_with_its_values(root: Path) -> None:
    statement = say("stay.plain", day=date(2026, 11, 21), who=TextRef("status.refugee.title"))
    assert english(root).render(statement) == "It ends on 21 November 2026 for Refugee."
    assert polish(root).render(statement) == "It ends on 21 listopada 2026 for Refugee."


@pytest.mark.parametrize(("n", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (21, "21 days")])
def test_english_has_two_forms(root: Path, n: int, words: str) -> None:
    assert english(root).fill("statement.stay.days", n=n) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "0 dni"),
        (1, "1 dzień"),
        (2, "2 dni"),
        (Decimal("182.5"), "182,5 dnia"),
        (Decimal(1), "1 dzień"),
    ],
)
def test_polish_has_forms_for_one_few_many_and_fractions(root: Path, n: int | Decimal, words: str) -> None:
    assert polish(root).fill("statement.stay.days", n=n) == words


@pytest.mark.parametrize(
    ("value", "in_english", "in_polish"),
    [
        (None, "not known", "nie wiadomo"),
        ("as it is", "as it is", "as it is"),
        (2026, "2026", "2026"),
        (Decimal("640"), "640", "640"),
        (Decimal("640.00"), "640", "640"),
        (Decimal("1010"), "1,010", "1\u00a0010"),
        (Decimal("1234567.50"), "1,234,567.50", "1\u00a0234\u00a0567,50"),
        (date(2026, 1, 5), "5 January 2026", "5 stycznia 2026"),
        (TextRef("status.refugee.title"), "Refugee", "Refugee"),
    ],
)
def test_values_read_as_people_write_them(
    root: Path, value: Param | None, in_english: str, in_polish: str
) -> None:
    assert english(root).value(value) == in_english
    assert polish(root).value(value) == in_polish


def test_a_value_that_is_not_given_is_an_error(root: Path) -> None:
    with pytest.raises(RulesetError, match="no value was given"):
        english(root).render(say("stay.plain", who="x"))


def test_a_plural_form_needs_a_number(root: Path) -> None:
    with pytest.raises(RulesetError, match="is no number"):
        english(root).fill("statement.stay.days", n="many")


def test_values_that_a_text_does_not_name_are_ignored(root: Path) -> None:
    assert english(root).fill("topic.tip", n=1) == "tip"


def test_a_language_that_is_not_shipped_is_refused(root: Path) -> None:
    with pytest.raises(RulesetError, match="not shipped"):
        load_texts("xx", root)


def test_a_text_stands_in_one_file_only(root: Path) -> None:
    write(root, "texts/en/second.toml", '[topic]\ntip = "again"\n')
    with pytest.raises(RulesetError) as caught:
        english(root)
    assert (caught.value.file, caught.value.key) == ("texts/en/second.toml", "topic.tip")


@pytest.mark.parametrize("value", ["1", '""', '"  "', '["a"]'])
def test_a_text_is_words(root: Path, value: str) -> None:
    write(root, "texts/en/second.toml", f"[new]\nid = {value}\n")
    with pytest.raises(RulesetError) as caught:
        english(root)
    assert caught.value.key == "new.id"


def test_placeholders_are_the_names_of_values() -> None:
    assert placeholders("{n} {n|day|days} until {day}") == {"n", "day"}


def test_the_shipped_texts_have_every_month() -> None:
    for language in languages():
        texts = load_texts(language)
        assert all(texts.has(f"month.{month}") for month in range(1, 13))
    assert load_texts("pl").day(date(2026, 11, 21)) == "21 listopada 2026"


def test_texts_list_their_ids(root: Path) -> None:
    assert "topic.tip" in set(english(root))


def test_on_another_day_the_twin_of_a_text_about_today_is_shown() -> None:
    texts = Texts(
        "en", {"banner": "Act today.", "as_of.instead.banner": "Act on that day.", "other": "Other."}
    )
    other_day = texts.as_of()
    assert (other_day.get("banner"), other_day.get("other")) == ("Act on that day.", "Other.")
    assert texts.get("banner") == "Act today."
