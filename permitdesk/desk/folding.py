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
_APART_OR_NOT = {**dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_APART, " ")}
_BETWEEN = str.maketrans(_APART_OR_NOT)
#: deep enough for any letter: ligatures of letters with marks fall apart in three steps
_DEPTH = 6


class _Folding(dict[int, str]):
    """What each letter is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code), _DEPTH)
        return plain


def _plain(letters: str, depth: int) -> str:
    """Letters without case, marks and strokes. Some fall apart only once they are lower case."""
    folds = "".join(
        _APART_OR_NOT.get(c, _LETTERS.get(c, c))
        for c in unicodedata.normalize("NFKD", letters).casefold()
        if not unicodedata.combining(c)
    )
    return folds if folds == letters or not depth else _plain(folds, depth - 1)


_PLAIN = _Folding()


def folded(text: str) -> str:
    """Text for searching: lower case, without diacritics and apostrophes, words parted by one blank.

    Hyphens part words too; dots and slashes stay, for the numbers of cases. Folding twice changes nothing.
    """
    return " ".join(text.translate(_PLAIN).split())


def composed_words(text: str) -> list[str]:
    """The words of a text in lower case with the marks that belong to a letter: й stays й, ї stays ї."""
    if text.isascii():
        return text.lower().translate(_BETWEEN).split()
    composed = unicodedata.normalize("NFC", text.lower())
    bare = "".join(c for c in composed if not unicodedata.combining(c))
    return bare.translate(_BETWEEN).split()
