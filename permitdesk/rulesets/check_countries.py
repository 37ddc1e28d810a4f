"""Checks of the countries: one spelling means one country, and every language's own name is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from permitdesk.domain.stay.countries import Countries, Country, country_of, plain
from permitdesk.rulesets.texts import Texts


def country_problems(countries: Countries, texts_by_language: Mapping[str, Texts]) -> Iterator[str]:
    """Spellings that two countries share, names nobody would find, days in the wrong order."""
    seen: dict[str, str] = {}
    for country in countries:
        for name in country.names:
            other = seen.setdefault(plain(name), country.code)
            if other != country.code:
                yield f"country {country.code}: the spelling {name!r} is that of {other}, too"
        yield from _day_problems(country)
        text_id = f"country.{country.code}.name"
        for language, texts in texts_by_language.items():
            if texts.has(text_id) and country_of(texts.get(text_id), countries) != country:
                yield f"{language}: {texts.get(text_id)!r} is no spelling of country {country.code}"


def _day_problems(country: Country) -> Iterator[str]:
    times = ((country.schengen_from, country.schengen_to), (country.eu_from, country.eu_to))
    for first, last in times:
        if last is not None and (first is None or last < first):
            yield f"country {country.code}: a membership ends on {last} before it begins"
