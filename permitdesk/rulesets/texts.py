"""The words: text files by language, and the rendering of statements.

Text files are nested TOML tables flattened with dots. ``{name}`` puts in a value,
``{n|day|days}`` chooses a plural form by the value of ``n``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from permitdesk import resources
from permitdesk.domain.law.findings import Param, Statement, TextRef
from permitdesk.domain.records import dataclass
from permitdesk.rulesets.errors import RulesetError, TextMissing
from permitdesk.rulesets.files import Place, parsed, read, toml_names
from permitdesk.rulesets.plain_texts import plain_texts
from permitdesk.rulesets.plural import choose_form

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_LANGUAGES = ("en", "pl")
#: The language that offices write: its official terms are shown beside every language.
_OFFICIAL = "pl"
_TERMS = "terms.toml"

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)((?:\|[^{}|]*)*)\}")

#: Separators of thousands and decimals; the Polish one is a space that does not break the line.
_SEPARATORS: Mapping[str, tuple[str, str]] = {"en": (",", "."), "pl": ("\u00a0", ",")}


def languages() -> tuple[str, ...]:
    """Codes of the shipped languages, the first being the default."""
    return _LANGUAGES


#: beginning of the ids of texts that never say "today"
INSTEAD = "as_of.instead."


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of one language, with the official Polish terms among them."""

    language: str
    entries: Mapping[str, str]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def has(self, text_id: str) -> bool:
        """Whether there is a text with this id."""
        return text_id in self.entries

    def get(self, text_id: str) -> str:
        """The text as written, placeholders and all. Raises TextMissing."""
        try:
            return self.entries[text_id]
        except KeyError:
            raise TextMissing(self.language, text_id) from None

    def as_of(self) -> Texts:
        """The same words for a day that is not today: ``as_of.instead.<id>`` stands in for ``<id>``."""
        own = {k.removeprefix(INSTEAD): text for k, text in self.entries.items() if k.startswith(INSTEAD)}
        return Texts(self.language, {**self.entries, **own})

    def render(self, statement: Statement) -> str:
        """A statement of the engine as a sentence. Raises TextMissing."""
        return self._put_in(f"statement.{statement.text}", dict(statement.params))

    def fill(self, text_id: str, **params: Param) -> str:
        """A text with values put in; values it does not name are ignored. Raises TextMissing."""
        return self._put_in(text_id, params)

    def day(self, day: date) -> str:
        """A date in words: 21 November 2026, 21 listopada 2026."""
        return f"{day.day} {self.get(f'month.{day.month}')} {day.year}"

    def value(self, value: Param | None) -> str:
        """A value as a person would write it; None reads "not known". Raises TextMissing."""
        if value is None:
            return self.get("value.not_known")
        if isinstance(value, TextRef):
            return self.get(value.id)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return self._amount(value)
        return str(value)

    def _amount(self, value: Decimal) -> str:
        """Grouped by thousands, without decimals if there are none to show."""
        thousands, point = _SEPARATORS[self.language]
        whole = value == value.to_integral_value()
        plain = f"{value.to_integral_value():,f}" if whole else f"{value:,f}"
        return plain.replace(",", "_").replace(".", point).replace("_", thousands)

    def _put_in(self, text_id: str, params: Mapping[str, Param]) -> str:
        def value_for(match: re.Match[str]) -> str:
            name, forms = match[1], match[2]
            if name not in params:
                raise RulesetError(f"texts/{self.language}", text_id, f"no value was given for {{{name}}}")
            value = params[name]
            if not forms:
                return self.value(value)
            if not isinstance(value, (int, Decimal)):
                raise RulesetError(f"texts/{self.language}", text_id, f"{{{name}}} is no number")
            return choose_form(self.language, value, tuple(forms[1:].split("|")))

        return PLACEHOLDER.sub(value_for, self.get(text_id))


def load_texts(language: str, root: Traversable | Path | None = None) -> Texts:
    """All texts of one language from ``root`` (a resource folder; None: the shipped one).

    Raises RulesetError for an unknown language, an unreadable file, a value that is no text,
    an empty text, and an id that stands in two files.
    """
    if language not in _LANGUAGES:
        raise RulesetError(f"texts/{language}", "", "this language is not shipped")
    texts = (resources.root() if root is None else root) / "texts"
    sources = [(language, name) for name in toml_names(texts / language)]
    if language != _OFFICIAL:
        sources.append((_OFFICIAL, _TERMS))
    entries: dict[str, str] = {}
    for folder, name in sources:
        _put_texts(read(texts / folder, name, shown_as := f"texts/{folder}/{name}"), shown_as, entries)
    return Texts(language, entries)


def placeholders(text: str) -> frozenset[str]:
    """Names of the values a text puts in."""
    return frozenset(match[1] for match in PLACEHOLDER.finditer(text))


def _put_texts(content: str, shown_as: str, entries: dict[str, str]) -> None:
    """Put every text of a file into ``entries`` under its whole id."""
    found = plain_texts(content)
    if found is None:
        file = parsed(content, shown_as)
        found = dict(_flattened(file.table, file.place, ""))
    if not found.keys().isdisjoint(entries):
        doubled = next(text_id for text_id in found if text_id in entries)
        raise Place(shown_as, doubled).error("this text stands in another file too")
    entries |= found


def _flattened(table: Mapping[str, object], place: Place, prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        text_id = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flattened(value, place, f"{text_id}.")
        elif not isinstance(value, str) or not value.strip():
            raise place.at(text_id).error("a text is expected here")
        else:
            yield text_id, value
