"""The order of an alphabet for lists: Polish letters after the plain ones, others beside theirs."""

from __future__ import annotations

from permitdesk.desk.folding import folded

#: after every letter that may follow the plain one
_AFTER = "\uf8ff"
_POLISH = str.maketrans(
    {
        **{letter: plain + _AFTER for letter, plain in zip("ąćęłńóśź", "acelnosz", strict=True)},
        "ż": "z" + _AFTER * 2,
    }
)


def in_order(text: str) -> str:
    """A key that sorts texts as a Polish list does: a before ą, case and other diacritics aside."""
    if text.isascii():
        return text.lower()
    spelt = text.lower().translate(_POLISH)
    return spelt if spelt.replace(_AFTER, "").isascii() else folded(spelt)
