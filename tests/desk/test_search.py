"""Searching as one types, whatever alphabet a name stands in and whatever keyboard is at hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.desk.desk_number import desk_number
from permitdesk.desk.folding import composed_words
from permitdesk.desk.romanization import romanized, schemes_for
from permitdesk.desk.search_keys import folded, in_latin, matcher, search_parts, search_text
from permitdesk.domain.case import Case, EarlierFiling, FilingRecord, Person, Tri
from tests.desk.name_pairs import BY_SOUND, PAIRS, STRANGERS

SPELLINGS = [(name, spelling) for name, spellings in PAIRS for spelling in spellings.split()]
#: letters that lie around in names of many alphabets, and what may stand between them
LETTERS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "Z", "S"), include_characters="żółćщїўґß'’-./~"
)
ANY_TEXT = st.text(st.one_of(LETTERS, st.characters(codec="utf-8")), max_size=40)


def finds(words: str, *parts: str) -> bool:
    return matcher(words)(search_text(parts))


@pytest.mark.parametrize(("name", "spelling"), SPELLINGS)
def test_every_beginning_of_a_spelling_finds_the_name(name: str, spelling: str) -> None:
    text = search_text((name,))
    missed = [spelling[:n] for n in range(1, len(spelling) + 1) if not matcher(spelling[:n])(text)]
    assert missed == []


def test_the_table_of_names_is_large() -> None:
    assert len({name for name, _ in PAIRS}) >= 80


@pytest.mark.parametrize(("name", "spelling"), BY_SOUND)
def test_a_latin_spelling_finds_another_by_its_sound(name: str, spelling: str) -> None:
    assert finds(spelling, name)


@pytest.mark.parametrize(("name", "words"), STRANGERS)
def test_a_stranger_is_not_found(name: str, words: str) -> None:
    assert not finds(words, name)


def test_every_word_must_be_found_in_any_order() -> None:
    parts = ("Олександр Хоменко", "Nowak, Anna", "budowa")
    assert finds("chomenko anna", *parts)
    assert finds("budowa oleks nowak", *parts)
    assert not finds("chomenko piotr", *parts)


def test_no_words_find_everything() -> None:
    assert finds("", "Anna")
    assert finds("  ", "Anna")
    assert finds("", "")
    assert finds("--- ", "Anna")


def test_case_numbers_are_found_as_they_stand_and_without_their_dots() -> None:
    number = "WSC-III.6151.1.12345.2026"
    for words in (number, number.lower(), "6151.1.12345", "6151112345", "12345.2026", "wsc iii"):
        assert finds(words, number), words
    assert not finds("12346", number)


def test_a_case_is_found_by_everything_a_desk_knows_of_it() -> None:
    member = Case("m", person=Person("Марія", "Хоменко"))
    case = Case(
        "c",
        title="Rodzina z Poznania",
        person=Person("Олександр", "Хоменко", date(1990, 5, 2)),
        advisor="Łucja Kos",
        members=(member,),
        filing=FilingRecord(upo_number="UPO-77/A"),
        earlier_filing=EarlierFiling(Tri.YES, case_number="WSC.6151.9.2026"),
    )
    text = search_text(search_parts(case, ("pilne", "Ukraina")))
    for words in (
        "poznania",
        "homenko",
        "maria",
        "lucja",
        "pilne ukraina",
        "upo77a",
        "6151.9",
        "02.05.1990",
        "1990-05-02",
        desk_number("c"),
    ):
        assert matcher(words)(text), words


def test_notes_and_answers_are_not_searched() -> None:
    case = Case("c", note="tajemnica", person=Person("Anna"))
    assert not matcher("tajemnica")(search_text(search_parts(case)))


def test_text_of_other_alphabets_is_stored_in_latin_letters() -> None:
    stored = search_text(("Щербак გიორგი محمد 王小明 Łukasz",))
    assert stored.isascii()


def test_a_name_of_any_script_can_be_told_in_latin_letters() -> None:
    assert in_latin("გიორგი") == "giorgi"
    assert in_latin("王小明") == "WangXiaoMing"


def test_a_few_letters_do_not_find_everybody_by_sound() -> None:
    names = [name for name, _ in PAIRS if name.isascii()]
    assert [name for name in names if finds("qz", name)] == []


@given(ANY_TEXT)
@settings(max_examples=300)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=300)
def test_no_text_is_too_odd_to_store_or_to_look_for(text: str, words: str) -> None:
    assert matcher(words)(search_text((text,))) in (True, False)


@given(st.lists(st.sampled_from([name for name, _ in PAIRS]), min_size=1, max_size=4))
def test_a_case_is_always_found_by_its_own_words(names: list[str]) -> None:
    assert finds(" ".join(reversed(names)), *names)


@given(st.text(LETTERS, min_size=1, max_size=20))
@settings(max_examples=300)
def test_a_text_finds_itself(text: str) -> None:
    assert finds(text, text)


@given(st.sampled_from(SPELLINGS), st.sampled_from([name for name, _ in PAIRS]))
def test_further_words_in_a_case_hide_nothing(pair: tuple[str, str], other: str) -> None:
    name, spelling = pair
    assert finds(spelling, other, name)


CYRILLIC = st.text(
    st.sampled_from("абвгґдеєёжзиіїйклмнопрстуўфхцчшщьъыэюяңөүқғәһђјљњћџ'"), min_size=1, max_size=12
)


@given(CYRILLIC)
def test_every_beginning_of_any_cyrillic_word_finds_it(word: str) -> None:
    text = search_text((f"Anna {word} Nowak",))
    assert [word[:n] for n in range(1, len(word) + 1) if not matcher(word[:n])(text)] == []


@given(CYRILLIC)
def test_every_beginning_of_every_romanization_finds_the_word(word: str) -> None:
    text = search_text((word,))
    for letters in composed_words(word):
        for spelling in romanized(letters, schemes_for(word)[:1]):
            missed = [spelling[:n] for n in range(1, len(spelling) + 1) if not matcher(spelling[:n])(text)]
            assert missed == []


def test_lone_surrogates_of_broken_text_do_no_harm() -> None:
    assert matcher("a\ud800")(search_text(("A\ud800nna", "\udfff"))) in (True, False)
    assert len(desk_number("\ud800")) == 6
