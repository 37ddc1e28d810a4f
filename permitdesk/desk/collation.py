"""The order of an alphabet for lists: Polish letters after the plain ones, others beside theirs."""

from __future__ import annotations

import unicodedata

from permitdesk.desk.folding import folded

#: after every letter that may follow the plain one
_AFTER = "\uf8ff"
_POLISH = {
    **{letter: plain + _AFTER for letter, plain in zip("ąćęłńóśź", "acelnosz", strict=True)},
    "ż": "z" + _AFTER * 2,
}


class _Order(dict[int, str]):
    """What each letter counts as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        plain = letter if letter.isascii() else _POLISH.get(letter, folded(letter))
        self[code] = plain
        return plain


_ORDER = _Order()


def in_order(text: str) -> str:
    """A key that sorts texts as a Polish list does: a before ą, case and other diacritics aside."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_ORDER)
