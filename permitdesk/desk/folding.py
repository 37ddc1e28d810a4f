"""Text without case and diacritics, as it is stored for searching and as a query is read."""

from __future__ import annotations

import unicodedata

#: letters whose stroke or shape is part of the letter for Unicode, but not for somebody in a hurry
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j",
    "þ": "th", "ŋ": "n", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ß": "ss", "ĸ": "k",
}  # fmt: skip
#: marks inside a name that people type or leave out: apostrophes of all kinds, and the vowel breaks
_DROPPED = "'`´‘’‛ʹʺʻʼʽʾʿˈ′＇՚׳״\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"
#: hyphens and dashes stand between words
_APART = '-‐‑‒–—―−־\u1806_,;:()[]{}<>"„“”«»|~'
_BETWEEN = str.maketrans({**dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_APART, " ")})
_PLAIN = str.maketrans({**_LETTERS, **dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_APART, " ")})


def folded(text: str) -> str:
    """Text for searching: lower case, without diacritics and apostrophes, words parted by one blank.

    Hyphens part words too; dots and slashes stay, for the numbers of cases. Folding twice changes nothing.
    """
    if not text.isascii():
        text = _undressed(text)
    return " ".join(text.lower().translate(_PLAIN).split())


def _undressed(text: str) -> str:
    # Some letters fall apart only once they are lower case, and some of the parts have a case again.
    for _ in range(4):
        decomposed = unicodedata.normalize("NFKD", text)
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        plain = bare.casefold().translate(_PLAIN)
        if plain == text:
            break
        text = plain
    return text


def composed_words(text: str) -> list[str]:
    """The words of a text in lower case with the marks that belong to a letter: й stays й, ї stays ї."""
    if text.isascii():
        return text.lower().translate(_BETWEEN).split()
    composed = unicodedata.normalize("NFC", text.lower())
    bare = "".join(c for c in composed if not unicodedata.combining(c))
    return bare.translate(_BETWEEN).split()
