"""The recovery key as people read and type it: letters and digits that cannot be taken for each other."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

KEY_BYTES = 20
GROUP = 4
#: Crockford's digits: no I, L, O and U
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_LENGTH = KEY_BYTES * 8 // 5
#: the last group is worked out of the others, so that a slip is noticed
_CHECKED = _LENGTH + GROUP
#: what people type for a digit: look-alikes, also those of a Cyrillic or Greek keyboard
_TAKEN_FOR = str.maketrans(
    "OIL"
    # Cyrillic
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
    # Greek
    "\u0391\u0392\u0395\u0396\u0397\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7",
    "011ABEKMH0PCTXABEZHKMN0PTX",
)


class Mistyped(Exception):
    """These letters are no recovery key at all: one is missing, or one is wrong."""


def new_secret() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY_BYTES)


def to_text(secret: bytes) -> str:
    """The key in groups of four; the last group checks the others. ValueError for a wrong length."""
    if len(secret) != KEY_BYTES:
        raise ValueError(f"a recovery key has {KEY_BYTES} bytes")
    number = int.from_bytes(secret, "big")
    digits = "".join(_DIGITS[number >> shift & 31] for shift in range(_LENGTH * 5 - 5, -1, -5))
    digits += _check(secret)
    return "-".join(digits[start : start + GROUP] for start in range(0, _CHECKED, GROUP))


def from_text(text: str) -> bytes:
    """The key somebody typed: small letters, spaces, dashes and look-alikes do not matter.

    Raises Mistyped.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_TAKEN_FOR)
    typed = [char for char in plain if not _is_gap(char)]
    if len(typed) != _CHECKED or any(char not in _VALUES for char in typed):
        raise Mistyped("not the letters of a recovery key")
    number = 0
    for char in typed[:_LENGTH]:
        number = number << 5 | _VALUES[char]
    secret = number.to_bytes(KEY_BYTES, "big")
    if "".join(typed[_LENGTH:]) != _check(secret):
        raise Mistyped("the check letters do not fit")
    return secret


def _check(secret: bytes) -> str:
    number = int.from_bytes(hashlib.sha256(b"permitdesk recovery key" + secret).digest()[:3], "big") >> 4
    return "".join(_DIGITS[number >> shift & 31] for shift in (15, 10, 5, 0))


def _is_gap(char: str) -> bool:
    """Blanks, dashes, dots and invisible marks between the letters."""
    return unicodedata.category(char)[0] in "ZPC"
