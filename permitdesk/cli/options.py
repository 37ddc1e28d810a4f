"""Values of options that are checked while the command line is read."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_POLISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_day(text: str) -> date:
    """A day written 2026-11-21 or 21.11.2026.

    Raises ValueError with a sentence for anything else, for a day that no calendar has, and for
    years so far away that they must be a slip (case files allow the same ones).
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _POLISH.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise ValueError(f"{text!r} is not a day; write it like 2026-11-21")
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"there is no day {text} in the calendar") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(
            f"{text!r}: only the years {_FIRST_YEAR} to {_LAST_YEAR} are possible; check the year"
        )
    return found


def day_option(text: str) -> date:
    """``read_day`` for argparse."""
    try:
        return read_day(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def positive_option(text: str) -> int:
    """A whole number of at least 1, at most 36,500 (a hundred years of days), for argparse."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 36_500:
        raise ArgumentTypeError(f"{text!r} is not a whole number between 1 and 36500")
    return int(text)
