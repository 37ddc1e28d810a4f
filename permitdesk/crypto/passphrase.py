"""Passphrases as typed, and a calm word on how hard one is to guess."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

#: shortest passphrase that is accepted, in characters
MINIMUM = 8

#: bits below which a guesser with rented computers gets through; beyond the second there is no hope
_FAIR, _STRONG = 36.0, 56.0
_LETTER, _NEXT_LETTER, _DIGIT, _OTHER, _FOLLOWING = 4.7, 2.2, 3.3, 5.0, 0.5
_BETWEEN_WORDS = " -_.,"
_YEAR_BITS, _DATE_BITS = 6.5, 13.0
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_DATE = re.compile(r"\b\d{1,2}[.\-/ ]?\d{1,2}[.\-/ ]?(19|20)\d\d\b|\b(19|20)\d\d[.\-/ ]?\d{2}[.\-/ ]?\d{2}\b")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


class Strength(StrEnum):
    """How hard a passphrase is to guess for somebody who has the files."""

    TOO_SHORT = "too_short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


class Reason(StrEnum):
    """What makes a passphrase easy to guess, or to mistype."""

    SHORT = "short"
    ONE_WORD = "one_word"
    DIGITS_ONLY = "digits_only"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    DATE = "date"
    #: a blank at the beginning or the end is part of it, and easily forgotten
    OUTER_BLANK = "outer_blank"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How strong, and what to say about it; no reasons for a strong one but an outer blank."""

    strength: Strength
    reasons: tuple[Reason, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it may be used. A weak one may: the person was told."""
        return self.strength is not Strength.TOO_SHORT


def to_bytes(text: str) -> bytes:
    """The passphrase as bytes, the same however a keyboard composes its letters (NFKC, UTF-8)."""
    # Half a character, which some input methods let through, must not stop anybody.
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")


def judge(text: str) -> Judgement:
    """An estimate by shape alone: no lists of words, so it says weak rather than strong."""
    plain = unicodedata.normalize("NFKC", text)
    reasons = _reasons(plain)
    if len(plain) < MINIMUM:
        return Judgement(Strength.TOO_SHORT, (Reason.SHORT, *(r for r in reasons if r is not Reason.SHORT)))
    bits = _bits(plain)
    if bits >= _STRONG:
        return Judgement(Strength.STRONG, tuple(r for r in reasons if r is Reason.OUTER_BLANK))
    return Judgement(Strength.FAIR if bits >= _FAIR else Strength.WEAK, reasons)


def _reasons(plain: str) -> tuple[Reason, ...]:
    letters = plain.casefold()
    followers = sum(_follows(a, b) for a, b in pairwise(letters))
    found = {
        Reason.SHORT: len(plain) < 12,
        Reason.ONE_WORD: plain.strip("0123456789!?.").isalpha(),
        Reason.DIGITS_ONLY: bool(plain) and not any(c.isalpha() for c in plain),
        Reason.REPEATED: _repeated(letters),
        Reason.SEQUENCE: followers >= max(3, len(plain) // 2),
        Reason.DATE: bool(_DATE.search(plain) or _YEAR.search(plain)),
        Reason.OUTER_BLANK: plain != plain.strip(),
    }
    return tuple(reason for reason, here in found.items() if here)


def _bits(plain: str) -> float:
    """Bits of surprise: a letter after a letter tells little, a neighbour on the keyboard nothing."""
    bits = 0.0
    text, dates = _DATE.subn(" ", plain)
    text, years = _YEAR.subn(" ", text)
    bits += dates * _DATE_BITS + years * _YEAR_BITS
    run = 0
    before = ""
    for char in _once(text):
        small = char.casefold()
        run = run + 1 if char.isalpha() else 0
        if before and _follows(before, small):
            bits += _FOLLOWING
        elif char.isalpha():
            bits += _LETTER if run <= 2 else _NEXT_LETTER
            bits += 1.0 if char.isupper() and run > 1 else 0.0
        elif char.isdecimal():
            bits += _DIGIT
        elif char in _BETWEEN_WORDS:
            bits += _FOLLOWING
        else:
            bits += _OTHER
        before = small
    return bits


def _follows(a: str, b: str) -> bool:
    """The same again, the next or previous of the alphabet, or the next key."""
    if a == b or (a.isalnum() and b.isalnum() and abs(ord(a[0]) - ord(b[0])) == 1):
        return True
    return any(a + b in row or b + a in row for row in _ROWS)


def _once(text: str) -> str:
    """The text without its repetitions, such as ``abcabc``."""
    for length in range(1, len(text) // 2 + 1):
        part = text[:length]
        if (part * (len(text) // length + 1))[: len(text)] == text:
            return part
    return text


def _repeated(text: str) -> bool:
    return len(_once(text)) < len(text) or (bool(text) and len(set(text)) <= max(2, len(text) // 4))
