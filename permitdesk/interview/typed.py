"""Reading what people type: days, amounts and whole numbers, with a sentence on how to mend it.

Forgiving, but never guessing silently: a day that was not typed in an unmistakable form
comes back with what was understood, so that the page can show it beside the field.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permitdesk.domain.law.findings import Statement, say

#: Years outside are taken for slips of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2200

_MONTH_NAMES = (
    ("january", "jan", "stycznia", "styczen", "sty", "i"),
    ("february", "feb", "lutego", "luty", "lut", "ii"),
    ("march", "mar", "marca", "marzec", "iii"),
    ("april", "apr", "kwietnia", "kwiecien", "kwi", "iv"),
    ("may", "maja", "maj", "v"),
    ("june", "jun", "czerwca", "czerwiec", "cze", "vi"),
    ("july", "jul", "lipca", "lipiec", "lip", "vii"),
    ("august", "aug", "sierpnia", "sierpien", "sie", "viii"),
    ("september", "sep", "sept", "wrzesnia", "wrzesien", "wrz", "ix"),
    ("october", "oct", "pazdziernika", "pazdziernik", "paz", "x"),
    ("november", "nov", "listopada", "listopad", "lis", "xi"),
    ("december", "dec", "grudnia", "grudzien", "gru", "xii"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER_PART = re.compile(r"(\d+)(?:st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A typed day: the day, or the problem. ``understood`` is set when the form left room for doubt."""

    day: date | None
    problem: Statement | None = None
    understood: Statement | None = None


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A typed amount or whole number: the value, or the problem; both None for an empty field."""

    value: Decimal | None
    problem: Statement | None = None


def parse_day(typed: str) -> TypedDay:
    """Read a day typed in any usual Polish, English or ISO form.

    ``2020-02-01`` and ``20200201`` are year first; everything else is read day first, as in
    Poland; the name of a month may stand anywhere. An empty field is no day and no problem.
    """
    text = _plain(typed)
    if not text:
        return TypedDay(None)
    if compact := _COMPACT.fullmatch(text):
        return _build(compact[1], int(compact[2]), compact[3], sure=True)
    parts = [part for part in re.split(r"[\s.,/\-]+", text) if part not in ("", "r", "roku", "of")]
    named = [_MONTHS[part] for part in parts if part in _MONTHS]
    numbers = [match[1] for part in parts if (match := _NUMBER_PART.fullmatch(part))]
    if len(named) + len(numbers) != len(parts) or len(named) > 1:
        return TypedDay(None, say("interview.day_unreadable", typed=typed.strip()))
    if len(parts) != 3:
        return TypedDay(None, say("interview.day_incomplete", typed=typed.strip()))
    if named:
        first, second = numbers
        year, day = (first, second) if len(first) == 4 else (second, first)
        return _build(year, named[0], day, sure=True)
    if len(numbers[0]) == 4:
        return _build(numbers[0], int(numbers[1]), numbers[2], sure=True)
    return _build(numbers[2], int(numbers[1]), numbers[0], sure=False)


def parse_amount(typed: str) -> TypedNumber:
    """Read an amount of money in zloty: ``1 234,50 zł``, ``1,234.50``, ``1234``. Not negative."""
    text = re.sub(r"[\s_]", "", _plain(typed))
    text = re.sub(r"(zlotych|zlote|zloty|zl|pln)\.?$", "", text)
    if not text:
        return TypedNumber(None)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d{1,2})?|\d{1,12}([.,]\d{1,2})?", text) is None:
        return TypedNumber(None, say("interview.amount_unreadable", typed=typed.strip()))
    whole, fraction = text, "00"
    if len(text) > 2 and (mark := max(text.rfind(".", -3), text.rfind(",", -3))) >= 0:
        whole, fraction = text[:mark], text[mark + 1 :]
    return TypedNumber(Decimal(re.sub(r"[.,]", "", whole) + "." + fraction.ljust(2, "0")))


def parse_whole_number(typed: str) -> TypedNumber:
    """Read a whole number that is not negative."""
    text = re.sub(r"\s", "", typed)
    if not text:
        return TypedNumber(None)
    if re.fullmatch(r"[0-9]{1,9}", text) is None:
        return TypedNumber(None, say("interview.number_unreadable", typed=typed.strip()))
    return TypedNumber(Decimal(text))


def _plain(typed: str) -> str:
    """Lower case without accents and spaces around, so that ``września`` equals ``wrzesnia``."""
    decomposed = unicodedata.normalize("NFKD", typed.strip().lower().replace("ł", "l"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _build(year: str, month: int, day: str, *, sure: bool) -> TypedDay:
    if len(year) != 4:
        return TypedDay(None, say("interview.year_short", typed=year))
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return TypedDay(None, say("interview.year_strange", year=year))
    if not 1 <= month <= 12:
        return TypedDay(None, say("interview.month_impossible", month=month))
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return TypedDay(None, say("interview.day_impossible", day=day, month=month, year=year))
    return TypedDay(found, understood=None if sure else say("interview.day_understood", day=found))
