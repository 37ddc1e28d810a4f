"""What people type for a country, what is not sure, and since when a stay there counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.stay.countries import (
    Countries,
    Country,
    country_name,
    country_of,
    in_eu,
    in_schengen,
    plain,
)
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts

COUNTRIES = load_ruleset().countries
DAY = timedelta(days=1)


def code(text: str) -> str | None:
    found = country_of(text, COUNTRIES)
    return None if found is None else found.code


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Niemcy", "DE"),
        ("  niemcy ", "DE"),
        ("NIEMCY", "DE"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("GER", "DE"),
        ("fra", "FR"),
        ("deu", "DE"),
        ("DE", "DE"),
        ("Holandia", "NL"),
        ("the netherlands", "NL"),
        ("Anglia", "GB"),
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("Szkocja", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("Włochy", "IT"),
        ("Wlochy", "IT"),
        ("lotwa", "LV"),
        ("Wegry", "HU"),
        ("Wietnam", "VN"),
        ("Viet Nam", "VN"),
        ("Kosowo", "XK"),
        ("Türkiye", "TR"),
        ("Cote d'Ivoire", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("Gwinea-Bissau", "GW"),
        ("Czech Republic", "CZ"),
        ("Island", "IS"),
        ("NO", "NO"),
        ("Niger", "NE"),
        ("Guinea", "GN"),
    ],
)
def test_usual_spellings_are_known(typed: str, expected: str) -> None:
    assert code(typed) == expected


@pytest.mark.parametrize(("typed", "expected"), [("germ", "DE"), ("ukra", "UA"), ("Norw", "NO")])
def test_the_beginning_of_one_country_alone_is_enough(typed: str, expected: str) -> None:
    assert code(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "?",
        "no",
        "it",
        "do",
        "XX",
        "Austr",
        "Slov",
        "Słow",
        "Nige",
        "Guin",
        "Korea",
        "Congo",
        "Kongo",
        "Unit",
        "Fr",
        "fran ce",
        "Germany, France",
        "Niemcy i Czechy",
        "Berlin",
        "somewhere",
        "Germanyy",
        "\x00",
        "🇩🇪",
    ],
)
def test_what_is_not_sure_names_no_country(typed: str) -> None:
    assert code(typed) is None


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_name_shown_is_known_with_and_without_signs_in_any_case(language: str) -> None:
    texts = load_texts(language)
    for country in COUNTRIES:
        name = texts.get(country_name(country).id)
        for typed in (name, name.upper(), name.lower(), plain(name)):
            assert code(typed) == country.code


def test_all_iso_countries_are_there_with_both_codes() -> None:
    assert len(COUNTRIES.entries) == 250
    assert all(code(c.code) == c.code for c in COUNTRIES)
    assert all(any(len(n) == 3 and n.isupper() for n in c.names) for c in COUNTRIES if c.code != "XK")
    assert COUNTRIES.by_code("ZZ") is None


@given(st.text(max_size=12))
def test_any_text_is_answered_and_only_by_a_beginning_of_a_known_spelling(typed: str) -> None:
    found = country_of(typed, COUNTRIES)
    if found is not None and typed.strip() != found.code:
        assert any(plain(name).startswith(plain(typed)) for name in found.names)


SCHENGEN_2026 = {
    *("AT", "AX", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES"),
    *("FI", "FR", "GR", "HR", "HU", "IS", "IT", "LI", "LT", "LU"),
    *("LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
}


def test_the_schengen_area_of_2026_has_29_states_and_not_cyprus_nor_ireland() -> None:
    now = date(2026, 11, 21)
    assert {c.code for c in COUNTRIES if in_schengen(c, now)} == SCHENGEN_2026
    assert len(SCHENGEN_2026 - {"AX"}) == 29
    assert {c.code for c in COUNTRIES if in_eu(c, now)} == (
        SCHENGEN_2026 - {"AX", "CH", "IS", "LI", "NO"} | {"CY", "IE"}
    )


@pytest.mark.parametrize(
    ("state", "first"),
    [
        ("HR", date(2023, 1, 1)),
        ("BG", date(2024, 3, 31)),
        ("RO", date(2024, 3, 31)),
        ("CH", date(2008, 12, 12)),
        ("PL", date(2007, 12, 21)),
    ],
)
def test_stays_count_from_the_first_day_of_membership(state: str, first: date) -> None:
    country = COUNTRIES.by_code(state)
    assert country is not None
    assert not in_schengen(country, first - DAY)
    assert in_schengen(country, first)


def test_the_youngest_members_are_marked_as_practice() -> None:
    marked = {c.code for c in COUNTRIES if c.provenance.certainty is not Certainty.CONFIRMED}
    assert marked == {"HR", "BG", "RO"}


def test_a_membership_ends_with_its_last_day() -> None:
    britain = COUNTRIES.by_code("GB")
    assert britain is not None
    assert in_eu(britain, date(2020, 1, 31))
    assert not in_eu(britain, date(2020, 2, 1))


def test_two_countries_with_one_beginning_are_told_apart_only_by_the_whole() -> None:
    home = COUNTRIES.entries[0].provenance
    two = Countries((Country("AA", ("Abcde",), home), Country("BB", ("Abcdf",), home)))
    assert country_of("abcd", two) is None
    assert country_of("abcde", two) == two.entries[0]
    assert country_of("abcdefg", two) is None
    assert country_of("", Countries()) is None
