"""Each open question is told as one: a table of doubts, their places, and what would be too certain."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from permitdesk.rulesets.check import OFFICE_MARKER
from permitdesk.rulesets.texts import Texts, languages, load_texts

TABLE = Path(__file__).with_name("sheet_doubts.toml")

#: Wordings by which a sentence says that nobody knows for sure, or that people must not rely on it.
DOUBT = {
    "en": re.compile(
        r"as far as we|not settled|not known|do not know|not certain|not written in any law|no law says"
        r"|is open\b|(do not|don't) (count on|rely)|we believe|we found no|practice differs|not every county"
        r"|may have ended|may fail|may prolong|could end|treat th(at|is) (visit|date)|names no number"
        r"|does not say|sets no day|nobody can promise|look up the county|we never move|did not see"
    ),
    "pl": re.compile(
        r"o ile (mogliśmy|udało|wiemy)|nie jest pewn|nie wiadomo|żaden przepis nie|nie licz na|nie polegaj"
        r"|naszym zdaniem|nie znaleźliśmy|nie zna(my|leziono)|praktyka jest różna|nie każdy powiat"
        r"|mogła przez to|może się nie udać|może przedłużyć|może się skończyć|traktuj t(ę wizytę|en termin)"
        r"|nie podaje|nie mówi|nie wyznacza|nikt nie (może obiecać|obieca)|można sprawdzić powiat"
        r"|nigdy nie przesuwamy|zapytaj w urzędzie|nie widzieliśmy"
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One open question: where it is worded, how texts about it are found, and what nobody may say."""

    doubt: str
    places: tuple[str, ...]
    beside: tuple[str, ...]
    tell: dict[str, re.Pattern[str]]
    forbidden: dict[str, re.Pattern[str]]

    def __str__(self) -> str:
        return self.doubt


def patterns(table: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {language: re.compile(words, re.IGNORECASE) for language, words in table.items()}


def read(entry: dict[str, Any]) -> Doubt:
    assert set(entry) <= {"doubt", "places", "beside", "tell", "forbidden"}, entry
    return Doubt(
        entry["doubt"],
        tuple(entry.get("places", ())),
        tuple(entry.get("beside", ())),
        patterns(entry["tell"]),
        patterns(entry.get("forbidden", {})),
    )


def doubts() -> list[Doubt]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [read(entry) for entry in table["doubt"]]


@cache
def texts(language: str) -> Texts:
    return load_texts(language)


def ids(language: str, place: str) -> tuple[str, ...]:
    """A place names one text, or an entry with all the texts below it."""
    words = texts(language)
    if words.has(place):
        return (place,)
    below = tuple(text_id for text_id in words if text_id.startswith(f"{place}."))
    assert below, f"{language}: no text {place!r}"
    return below


def said(language: str, place: str) -> str:
    return " ".join(texts(language).get(text_id) for text_id in ids(language, place)).casefold()


def listed(language: str, places: tuple[str, ...]) -> set[str]:
    return {text_id for place in places for text_id in ids(language, place)}


def found(language: str, pattern: re.Pattern[str]) -> set[str]:
    words = texts(language)
    return {text_id for text_id in words if pattern.search(words.get(text_id))}


def test_the_table_covers_both_languages_and_names_nothing_twice() -> None:
    names = [doubt.doubt for doubt in doubts()]
    assert len(names) == len(set(names)) >= 40
    for doubt in doubts():
        assert set(doubt.tell) == set(languages()), doubt
        assert set(doubt.forbidden) in (set(), set(languages())), doubt
        assert not set(doubt.places) & set(doubt.beside), doubt


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("doubt", doubts(), ids=str)
def test_each_place_words_the_doubt(doubt: Doubt, language: str) -> None:
    markers = texts(language).get(OFFICE_MARKER).casefold().split("|")
    for place in doubt.places:
        words = said(language, place)
        doubted = any(marker in words for marker in markers) or DOUBT[language].search(words)
        assert doubted, f"{place}: {words}"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("doubt", doubts(), ids=str)
def test_no_other_text_speaks_of_it(doubt: Doubt, language: str) -> None:
    speaking = found(language, doubt.tell[language])
    assert speaking <= listed(language, doubt.places + doubt.beside)
    if doubt.places:
        assert speaking & listed(language, doubt.places), "the telling words find nothing any more"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("doubt", doubts(), ids=str)
def test_nobody_is_certain_of_it(doubt: Doubt, language: str) -> None:
    if doubt.forbidden:
        certain = found(language, doubt.forbidden[language])
        told = {text_id for text_id in certain if text_id.startswith("advice.") and text_id.endswith(".told")}
        assert certain <= told


@pytest.mark.parametrize("language", languages())
def test_a_certain_wording_would_be_noticed(language: str) -> None:
    """The words of certainty do match a sentence that is too certain; the words of doubt do not match it."""
    too_certain = {
        "en": "The link expires after 30 days. This day never moves. Only a failure of MOS itself counts.",
        "pl": "Link wygasa po 30 dniach. Ten dzień nigdy się nie przesuwa. Liczy się tylko awaria MOS.",
    }[language]
    matching = [d for d in doubts() if d.forbidden and d.forbidden[language].search(too_certain)]
    assert len(matching) == 3
    assert not DOUBT[language].search(too_certain.casefold())
