"""Searching as one types: the text stored for a case, and the question whether words are found in it.

The text holds the folded words, the spellings of words in other alphabets and of well-known given names, and
the frames of their sounds, each frame after a ``~``. A query word is found anywhere; another spelling of
it and its frame only at the start of a word, so that a few letters do not find everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from permitdesk.desk.desk_number import desk_number
from permitdesk.desk.folding import composed_words, folded
from permitdesk.desk.given_names import latin_names
from permitdesk.desk.romanization import Schemes, is_cyrillic, romanized, schemes_for
from permitdesk.desk.sound import frames, frames_so_far

if TYPE_CHECKING:
    from permitdesk.domain.case import Case

__all__ = ["any_script", "folded", "in_latin", "matcher", "search_parts", "search_text"]

#: no case has so many words that a longer query could mean something
_MOST_WORDS = 12
_MARK = "~"
#: what German and Nordic passports write for their letters
_UMLAUTS_IN = frozenset("äöüå")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
#: marks inside words and numbers that people leave out
_INSIDE = frozenset("-/.\u2010\u2011\u2013")
_WITHOUT = str.maketrans("", "", "".join(_INSIDE))
#: letters that other languages write for the same sound, as a query tries them; the first and what for
_SWAPS = (("w", "v"), ("v", "w"), ("x", "ks"), ("ks", "x"), ("j", "y"), ("y", "j"), ("j", "i"), ("y", "i"),
          ("h", "g"), ("g", "h"))  # fmt: skip


def search_parts(case: Case, tags: Sequence[str] = ()) -> tuple[str, ...]:
    """What a case is found by: title, names and birth dates of all, tags, advisor, and its numbers.

    The numbers are those of UPOs, of earlier filings, and the one on the day sheet. Phone numbers and
    identity documents are not asked for by the program, so there are none.
    """
    parts = [case.title, case.advisor, *tags, desk_number(case.case_id)]
    for person in (case, *case.members):
        parts += [person.person.given_names, person.person.surname, person.filing.upo_number]
        if person.earlier_filing is not None:
            parts.append(person.earlier_filing.case_number)
        birth = person.person.birth_date
        if birth is not None:
            parts += [birth.isoformat(), f"{birth.day:02}.{birth.month:02}.{birth.year:04}"]
    return tuple(part for part in parts if part)


def search_text(parts: Iterable[str]) -> str:
    """The text to store for what a case is found by: each word folded, with its spellings and sounds."""
    raw = " ".join(parts)
    schemes = schemes_for(raw.lower())
    found: dict[str, None] = {}
    sounds: dict[str, None] = {}
    for letters in composed_words(raw):
        names = latin_names(letters if letters.isascii() else folded(letters))
        # What a well-known name is called elsewhere says more than more ways to spell its letters.
        spellings = _spellings(letters, schemes[:1] if names else schemes)
        found.update(dict.fromkeys(spellings))
        found.update(dict.fromkeys(names))
        sounds.update(dict.fromkeys(_frames_of(names) if names else _frames(spellings)))
    if not _INSIDE.isdisjoint(raw):
        found.update(dict.fromkeys(_joined(raw)))
    return f" {' '.join((*found, *sounds))} "


def _frames(spellings: Iterable[str]) -> list[str]:
    return [_MARK + frame for spelling in spellings for frame in frames(spelling)]


@cache
def _frames_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The frames of a group of well-known names: their list is the program's own, and short."""
    return tuple(dict.fromkeys(_frames(names)))


def matcher(words: str) -> Callable[[str], bool]:
    """A test whether every one of these words is found in a stored text. No words: every text fits."""
    wanted = [_alternatives(raw) for raw in words.split()[:_MOST_WORDS]]
    tests = [_any_of(choices) for part in wanted for choices in part]
    if len(tests) == 1:
        return tests[0]
    return lambda text: all(test(text) for test in tests)


def _any_of(choices: tuple[str, ...]) -> Callable[[str], bool]:
    if len(choices) == 1:
        (only,) = choices
        return lambda text: only in text
    # This runs ten thousand times between two keys, so the loop is left to the interpreter.
    return lambda text: any(map(text.__contains__, choices))


def _alternatives(raw: str) -> list[tuple[str, ...]]:
    """What may stand in a text for each word of a query that has no blanks, such as ``nowak-ko``."""
    found = []
    for letters in composed_words(raw):
        spellings = _spellings(letters, schemes_for(letters))
        choices = dict.fromkeys(spellings[:1])
        for spelling in (*spellings, *_swapped(spellings[0])):
            sounds = frames_so_far(spelling)
            # A word that begins like this has a frame that begins like this, so the frame alone will do.
            choices.update(dict.fromkeys([_MARK + frame for frame in sounds] or [f" {spelling}"]))
        # What holds another choice inside adds nothing.
        found.append(tuple(c for c in choices if not any(c != other and other in c for other in choices)))
    return found


def _swapped(word: str) -> list[str]:
    """The same word with letters that other languages write for the same sound."""
    if len(word) < 2 or not word.isascii():
        return []
    return [word.replace(old, new) for old, new in _SWAPS if old in word]


def _spellings(letters: str, schemes: Schemes) -> list[str]:
    """One word in Latin letters: as it is folded or read letter by letter, then the other spellings."""
    if letters.isascii():
        return [letters]
    if is_cyrillic(letters):
        return romanized(letters, schemes)
    plain = folded(letters)
    if not plain.isascii():
        return any_script(plain)
    if not _UMLAUTS_IN.isdisjoint(letters):
        return [*plain.split(), *folded(letters.translate(_UMLAUTS)).split()]
    return plain.split()


def any_script(word: str) -> list[str]:
    """A word of a script that has no scheme here, such as Georgian or Arabic, letter by letter."""
    return folded(in_latin(word)).split() or [word]


def in_latin(text: str) -> str:
    """A text of any script in plain Latin letters; without vowels where the script writes none."""
    from anyascii import anyascii  # its tables are wanted for few names

    return str(anyascii(text))


def _joined(text: str) -> list[str]:
    """Words with a hyphen, and numbers with dots and slashes, without them: as somebody types them."""
    found = []
    for word in text.split():
        if not _INSIDE.isdisjoint(word):
            bare = folded(word.translate(_WITHOUT)).replace(" ", "")
            if len(bare) > 2 and bare.isascii():
                found.append(bare)
    return found
