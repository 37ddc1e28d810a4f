"""Cyrillic words in Latin letters, as the passports and the habits of several languages spell them.

Every scheme writes a letter in its own way, without diacritics (a search never sees them). A scheme need
not be right for the language of a word: what a name is called in some passport is what people type.
"""

from __future__ import annotations

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "з": "z", "и": "i", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "ж": "zh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "х": "kh", "г": "g", "ґ": "g", "е": "e", "ё": "e", "ы": "y", "э": "e", "і": "i",
    "ь": "", "ъ": "", "ў": "u", "є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia",
    # Kazakh, Kyrgyz, Tatar, Tajik, Uzbek
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "j", "ҳ": "h",
    "ҷ": "j", "ӣ": "i", "ӯ": "u",
    # Serbian, Macedonian
    "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz",
}  # fmt: skip
_YES = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_JOTS = {"є": "je", "ї": "ji", "й": "j", "ю": "ju", "я": "ja"}
_POLISH = {"в": "w", "ж": "z", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "ў": "l", "ъ": ""}
_TURKIC = {"қ": "q", "ғ": "gh", "ң": "ng", "х": "kh", "й": "y", "ю": "yu", "я": "ya", "ж": "zh", "ў": "o"}

Table = dict[int, str]
#: ways to spell, each as the letters at the start of a word and those after it
Schemes = tuple[tuple[Table, Table], ...]


def _scheme(*changes: dict[str, str]) -> Table:
    merged = dict(_COMMON)
    for change in changes:
        merged.update(change)
    return str.maketrans(merged)


_SCHEMES: Schemes = (
    # Ukrainian passports since 2010
    (_scheme({"г": "h", "и": "y"}, _YES), _scheme({"г": "h", "и": "y"})),
    # Ukrainian by ear, in English
    (_scheme({"г": "h", "и": "y"}, _YES), _scheme({"г": "h", "и": "y"}, _YES)),
    # Russian passports, after ICAO
    (_scheme({"ъ": "ie"}), _scheme({"ъ": "ie"})),
    # Russian in English, after GOST or BGN
    (_scheme(_YES, {"ё": "yo", "е": "ye"}), _scheme(_YES, {"ё": "yo"})),
    # by ear, with h and sch
    (
        _scheme(_YES, {"х": "h", "щ": "sch", "г": "h"}),
        _scheme({"х": "h", "щ": "sch", "й": "y", "ю": "iu", "я": "ia", "ц": "c", "г": "h"}),
    ),
    # Polish, of Ukrainian and Belarusian names
    (_scheme(_JOTS, _POLISH, {"г": "h", "и": "y"}), _scheme(_JOTS, _POLISH, {"г": "h", "и": "y"})),
    # Polish, of Russian names
    (
        _scheme(_JOTS, _POLISH, {"е": "je", "ё": "jo"}),
        _scheme(_JOTS, _POLISH, {"е": "ie", "ё": "io", "ю": "iu", "я": "ia"}),
    ),
)
_BELARUSIAN = (_scheme({"г": "h", "ё": "io"}, _YES), _scheme({"г": "h", "ё": "io"}))
_CENTRAL_ASIAN = (_scheme(_TURKIC, _YES, {"ё": "yo"}), _scheme(_TURKIC, {"ё": "yo"}))
#: also the one of Czech, and of libraries: every letter of its own, and the hooks fall away
_SERBIAN_LETTERS = {
    "ж": "z",
    "ч": "c",
    "ш": "s",
    "щ": "sc",
    "ц": "c",
    "х": "h",
    "й": "j",
    "ю": "ju",
    "я": "ja",
}
_SERBIAN = (_scheme(_SERBIAN_LETTERS), _scheme(_SERBIAN_LETTERS))
_STROKED = (_scheme(_SERBIAN_LETTERS, {"ђ": "d"}), _scheme(_SERBIAN_LETTERS, {"ђ": "d"}))

#: endings of surnames that a scheme spells in full and people do not
_ENDINGS = (
    ("ський", "ski"), ("ский", "ski"), ("цький", "cki"), ("цкий", "cki"), ("скі", "ski"), ("цкі", "cki"),
    ("ская", "ska"), ("ська", "ska"), ("цкая", "cka"), ("цька", "cka"),
)  # fmt: skip
_SKY = {"ski": "sky", "cki": "tsky", "ska": "ska", "cka": "tska"}


def is_cyrillic(word: str) -> bool:
    """Whether a word has a letter of a Cyrillic alphabet."""
    return any("\u0400" <= c <= "\u052f" for c in word)


def schemes_for(text: str) -> Schemes:
    """The schemes to spell a text with; letters of one language only tell that it is that one."""
    found = _SCHEMES
    if any(c in text for c in "ўё"):
        found += (_BELARUSIAN,)
    if any(c in text for c in "әғқңөұүһҳҷӣӯў"):
        found += (_CENTRAL_ASIAN,)
    if any(c in text for c in "ђјљњћџѓќѕ"):
        found += (_SERBIAN, _STROKED)
    return found


def romanized(word: str, schemes: Schemes) -> list[str]:
    """The spellings of a lower-case Cyrillic word (accents composed), each once, in Latin letters only."""
    found: dict[str, None] = {}
    head, tail = ord(word[0]), word[1:]
    for first, rest in schemes:
        found[first.get(head, word[0]) + tail.translate(rest)] = None
    # Polish writes a soft l as a plain one.
    for soft, plain in (("ля", "ла"), ("лю", "лу")):
        if soft in tail:
            found.update(dict.fromkeys(romanized(word.replace(soft, plain), _SCHEMES[5:])))
    for ending, short in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            for spelling in romanized(stem, (_SCHEMES[0], _SCHEMES[2])):
                found[spelling + _SKY[short]] = None
            for spelling in romanized(stem, _SCHEMES[5:]):
                found[spelling + short] = None
            break
    return list(found)
