"""Flights out of Poland and back, as airlines and mail programs name them in calendars."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: airports of Poland with scheduled flights, by their three letters
_CODES = frozenset({
    "WAW", "WMI", "KRK", "GDN", "KTW", "WRO", "POZ", "RZE", "SZZ", "LUZ", "BZG", "LCJ", "RDO", "SZY", "IEG",
})  # fmt: skip
_CITIES = frozenset({
    "warszawa", "warsaw", "krakow", "cracow", "gdansk", "katowice", "wroclaw", "poznan", "rzeszow",
    "szczecin", "lublin", "bydgoszcz", "lodz", "radom", "olsztyn", "modlin", "okecie",
    "варшава", "краков", "краків", "гданськ", "гданьск", "вроцлав", "познань", "катовіце", "катовице",
})  # fmt: skip
_PAIR = re.compile(
    r"(?<![^\W\d_])([^\W\d_][^\W\d_ ]*)\s*(?:\(([A-Z]{3})\))?\s*(?:→|->|\u2013|\u2014|-|>|to|do|до)\s*"
    r"([^\W\d_][^\W\d_]*)(?![^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Flight:
    """A flight between Poland and ``elsewhere``; ``leaves``: it goes out of Poland."""

    leaves: bool
    elsewhere: str


def flight_of(text: str) -> Flight | None:
    """The flight a title names with both its ends, one of them in Poland; None for anything else."""
    for match in _PAIR.finditer(text):
        origin, target = match[2] or match[1], match[3]
        if _is_polish(origin) != _is_polish(target):
            return Flight(True, target) if _is_polish(origin) else Flight(False, origin)
    return None


def _is_polish(name: str) -> bool:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return name in _CODES or plain in _CITIES or name.casefold() in _CITIES
