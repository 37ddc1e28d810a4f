"""The words of all languages by which an imported text is found in a list of the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.countries import Countries, country_of
from permitdesk.imports.mapping import Vocabulary
from permitdesk.imports.words import plain
from permitdesk.rulesets.texts import languages
from permitdesk.ui.viewmodels.ports import TextSource

_OUTCOMES = ("pending", "granted", "refused", "discontinued")
_APART = re.compile(r"[,;/()\[\]|\u2013\u2014\u2192]|\s-\s|->")
#: letters that a word needs to be taken for a country inside a longer text
_FEWEST_LETTERS = 4


def vocabulary_of(ruleset: Ruleset, texts: TextSource, texts_in: Callable[[str], TextSource]) -> Vocabulary:
    """The lists of reasons, kinds of stay and endings in every language, and the search for countries."""
    sources = [texts_in(language) for language in languages()]
    reasons = _words(sources, AbsenceReason, "reason.{}.title")
    kinds = _words(sources, (kind.id for kind in ruleset.statuses), "status.{}.title")
    outcomes = _words(sources, _OUTCOMES, "page.stay_now.outcome_{}")
    countries = ruleset.countries
    return Vocabulary(
        reasons,
        kinds,
        outcomes,
        lambda text: _country_in(text, countries, texts),
        lambda text: country_of(text, countries) is not None,
    )


def _words(sources: Iterable[TextSource], ids: Iterable[str], text_id: str) -> dict[str, str]:
    found: dict[str, str] = {}
    listed = [str(entry) for entry in ids]
    for entry in listed:
        found[plain(entry)] = entry
        for texts in sources:
            found.setdefault(plain(texts.get(text_id.format(entry))), entry)
    return found


def _country_in(text: str, countries: Countries, texts: TextSource) -> str | None:
    """The only country named in a longer text, in the words of the person's language."""
    if country_of(text, countries) is not None:
        return None
    parts = [part.strip() for part in _APART.split(text) if part.strip()]
    words = [word for word in re.split(r"\W+", text) if len(word) >= _FEWEST_LETTERS]
    for candidates in (parts if len(parts) > 1 else [], words):
        meant = {c.code for part in candidates if (c := country_of(part, countries)) is not None}
        if len(meant) == 1:
            return texts.get(f"country.{meant.pop()}.name")
    return None
