"""Reading what people type: days, amounts and whole numbers, with a sentence on how to mend it.

Forgiving, but never guessing silently: a day that was not typed in an unmistakable form
comes back with what was understood, so that the page can show it beside the field.
``typed_days`` reads single days, ``typed_ranges`` days told as "around" or "between".
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.interview.typed_days import FIRST_YEAR, LAST_YEAR, Habit, Side, read_parts, slip_of
from permitdesk.interview.typed_ranges import TypedRange, parse_day_or_range
from permitdesk.interview.typed_words import plain

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Habit",
    "Side",
    "TypedDay",
    "TypedNumber",
    "TypedRange",
    "parse_amount",
    "parse_day",
    "parse_day_or_range",
    "parse_whole_number",
]


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
    """Read a day that must be known to the day, with its whole year.

    ``2020-02-01`` and ``20200201`` are year first; everything else is read day first, as in
    Poland; the name of a month may stand anywhere. An empty field is no day and no problem.
    """
    text = plain(typed)
    if not text:
        return TypedDay(None)
    reading = read_parts(text, Habit.DAY_FIRST)
    part = reading.parts[0] if reading.parts else None
    if part is not None and part.grain == "day" and part.year is not None:
        if (slip := _short_year(text, part.year) or slip_of(part)) is not None:
            return TypedDay(None, slip)
        day = date(int(part.year), part.month or 0, int(part.day or ""))
        return TypedDay(day, understood=None if part.sure else say("interview.day_understood", day=day))
    found = parse_day_or_range(typed)
    if found.first is not None and part is None:
        return TypedDay(None, say("interview.exact_day_needed", typed=typed.strip()))
    name = reading.problem if part is None else "interview.day_incomplete"
    return TypedDay(None, say(name, typed=typed.strip()))


def _short_year(text: str, year: str) -> Statement | None:
    """A year of two digits is refused where the day may lie in either century."""
    if year in text:
        return None
    return say("interview.year_short", typed=year[2:])


def parse_amount(typed: str) -> TypedNumber:
    """Read an amount of money in zloty: ``1 234,50 zł``, ``1,234.50``, ``1234``. Not negative."""
    text = re.sub(r"[\s_]", "", plain(typed))
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
