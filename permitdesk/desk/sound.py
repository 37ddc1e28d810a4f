"""How a name in Latin letters sounds, roughly: so that two spellings of one name come out alike.

It serves two ends. ``frame`` keeps the consonants only and is the last resort of a search. ``heard`` keeps
the vowels too, tells fewer names apart than the letters and more than the frame, and is what two entries are
compared by. Both take folded words (``desk.folding``) and never raise.
"""

from __future__ import annotations

import re

#: a frame of fewer consonants fits too many names
SHORTEST_FRAME = 3

_GROUPS = (
    ("shch", "sc"), ("szcz", "sc"), ("tsch", "c"), ("tch", "c"), ("sch", "sc"), ("sh", "s"), ("sz", "s"),
    ("zh", "s"), ("rz", "rs"), ("cz", "c"), ("ch", "C"), ("kh", "h"), ("gh", "h"), ("ph", "f"), ("th", "t"),
    ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ng", "n"), ("dz", "ds"), ("dj", "ds"), ("ks", "ks"),
)  # fmt: skip
_ONE = {"w": "v", "x": "ks", "q": "k", "g": "h", "z": "s", "y": "i", "j": "i"}
_CODES = {**dict(_GROUPS), **_ONE}
_TOKENS = re.compile("|".join([*(group for group, _ in _GROUPS), *_ONE, "c(?=[aoulrtnk])"]))
_VOWELS = str.maketrans("", "", "aeiou")
_LATIN = re.compile("[a-z]+")
_RUNS = re.compile(r"(.)\1+")
#: letters that may be the first half of another sound while somebody is typing
_HALVES = "ckpt"


def _coded(word: str) -> str:
    return _TOKENS.sub(lambda found: _CODES.get(found[0], "k"), word)


def heard(word: str) -> tuple[str, ...]:
    """The sounds of a word with its vowels; two where ``ch`` may be Polish or English.

    Empty for what is no Latin word.
    """
    if not _LATIN.fullmatch(word):
        return ()
    coded = _RUNS.sub(r"\1", _coded(word))
    return _readings(coded)


def frames(word: str) -> tuple[str, ...]:
    """The consonants of a word by their sounds, with a mark for a vowel at its start; empty if too few."""
    if not _LATIN.fullmatch(word):
        return ()
    found: dict[str, None] = {}
    for reading in _readings(_coded(word)):
        bare = _RUNS.sub(r"\1", reading.translate(_VOWELS))
        if len(bare) >= SHORTEST_FRAME:
            found["a" + bare if reading[0] in "aeiou" else bare] = None
    return tuple(found)


def frames_so_far(word: str) -> tuple[str, ...]:
    """The frames that a word may come to which is still being typed."""
    found = dict.fromkeys(frames(word))
    bare = word.rstrip(_HALVES)
    if bare != word:
        # Half a sound says nothing yet: "alek" may go on as "alekh".
        return tuple(dict.fromkeys(frames(bare)))
    return tuple(found)


def _readings(coded: str) -> tuple[str, ...]:
    if "C" not in coded:
        return (coded,)
    return (coded.replace("C", "c"), coded.replace("C", "h"))
