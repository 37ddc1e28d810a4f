"""Countries as people write them, and since when a stay there is a stay in the Schengen area.

Only a spelling that is known, or the beginning of one that no other country shares, names a country:
what is not sure stays a text. The words shown stand in the texts (``country.<code>.name``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from datetime import date

from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.findings import TextRef
from permitdesk.domain.records import dataclass

#: where the permits of this program come from
HOME = "PL"
#: letters that no decomposition turns into plain ones
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "&": " and "}
)
#: full stop, apostrophes, and the letters that stand for them
_DROPPED = re.compile("[.'`\u2019\u02bb]")
_APART = re.compile(r"[\W_]+")
#: fewer letters than this begin too many words to mean one of them
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Country:
    """One entry of ``countries.toml``. Boundary days belong to the time; None: never, or without end."""

    code: str
    #: everything people write for it: names in English, Polish and its own languages, codes of three letters
    names: tuple[str, ...]
    provenance: Provenance
    #: the days on which a stay there counts as a stay in the Schengen area
    schengen_from: date | None = None
    schengen_to: date | None = None
    #: membership of the European Union
    eu_from: date | None = None
    eu_to: date | None = None

    @property
    def id(self) -> str:
        """The code, which no two countries share."""
        return self.code


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries, found by what somebody typed."""

    entries: tuple[Country, ...] = ()
    # 250 countries have some 1500 spellings; they are laid out when somebody first looks for one
    _spellings: dict[str, Country] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __iter__(self) -> Iterator[Country]:
        return iter(self.entries)

    @property
    def spellings(self) -> dict[str, Country]:
        """Every spelling in its plain form."""
        if not self._spellings:
            self._spellings.update((plain(name), c) for c in self.entries for name in c.names)
        return self._spellings

    def by_code(self, code: str) -> Country | None:
        """The country with a code of two capital letters."""
        return next((c for c in self.entries if c.code == code), None)


def plain(text: str) -> str:
    """A spelling without case, signs over letters, full stops and apostrophes; other signs part words."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return _APART.sub(" ", _DROPPED.sub("", bare)).strip()


def country_of(text: str, countries: Countries) -> Country | None:
    """The country that ``text`` surely means; None for anything else, several countries among it.

    Two letters are a code only as capitals: "no", "it" and "do" are words.
    """
    stripped = text.strip()
    if len(stripped) == 2 and stripped.isupper() and (found := countries.by_code(stripped)) is not None:
        return found
    typed = plain(text)
    exact = countries.spellings.get(typed)
    if exact is not None or len(typed) < _FEWEST_LETTERS:
        return exact
    meant = {c.code: c for name, c in countries.spellings.items() if name.startswith(typed)}
    return next(iter(meant.values())) if len(meant) == 1 else None


def in_schengen(country: Country, day: date) -> bool:
    """Whether a stay there on ``day`` counts as a stay in the Schengen area."""
    return _within(day, country.schengen_from, country.schengen_to)


def in_eu(country: Country, day: date) -> bool:
    """Whether the country is a member of the European Union on ``day``."""
    return _within(day, country.eu_from, country.eu_to)


def country_name(country: Country) -> TextRef:
    """The name of a country, as a text to be filled in."""
    return TextRef(f"country.{country.code}.name")


def _within(day: date, first: date | None, last: date | None) -> bool:
    return first is not None and first <= day and (last is None or day <= last)
