"""Reading one day, month or year as people type it, with every other way it could be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.interview.typed_words import FILLERS, ROMAN, month_named

#: Years outside are taken for slips of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2200
#: two-digit years up to this one are of this century, later ones of the last
PIVOT = 69

_SPLIT = re.compile(r"([\s.,/\-]+)")
_NUMBER_PART = re.compile(r"([0-9]{1,8})(?:st|nd|rd|th)?")


class Habit(StrEnum):
    """Which number comes first where the form leaves both: the day as in Poland, or the month."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Side(StrEnum):
    """Which year to take from a known day if none was typed."""

    CLOSEST = "closest"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Part:
    """What was typed of a day; None where it was left out. ``year`` is as typed, or in full."""

    year: str | None = None
    month: int | None = None
    day: str | None = None
    #: the form can be meant in one way only
    sure: bool = False

    @property
    def grain(self) -> str:
        """Whether it names a day, a month, a year, or only a number of a day."""
        if self.day is not None:
            return "number" if self.month is None else "day"
        return "year" if self.month is None else "month"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read: the likely meaning first, then the others; or none, and why."""

    parts: tuple[Part, ...] = ()
    problem: str = ""


_UNREADABLE = Reading(problem="interview.day_unreadable")
_INCOMPLETE = Reading(problem="interview.day_incomplete")


def read_parts(text: str, habit: Habit) -> Reading:
    """The meanings of one plain text without words such as "around" or "between"."""
    pieces = _SPLIT.split(text.replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-"))
    words, signs = pieces[::2], [sign.strip() for sign in pieces[1::2]]
    kept = [word for word in words if word not in FILLERS]
    named = [month for word in kept if (month := month_named(word)) is not None]
    numbers = [match[1] for word in kept if (match := _NUMBER_PART.fullmatch(word))]
    if len(named) + len(numbers) != len(kept) or len(named) > 1:
        return _UNREADABLE
    if named and not numbers and kept[0] in ROMAN:
        # A letter alone is no month.
        return _UNREADABLE
    if named:
        # "March 23": the number behind the name may be a short year
        before = month_named(kept[0]) is None
        return _with_name(named[0], numbers, before=before)
    between = {sign[:1] for word, sign in zip(words, signs, strict=False) if word not in FILLERS} - {""}
    if len(numbers) == 1:
        return _one_number(numbers[0])
    if len(numbers) == 2:
        return _two_numbers(numbers[0], numbers[1], habit, dotted=between == {"."})
    if len(numbers) == 3 and len(between) < 2:
        return _three_numbers(numbers, habit, sign=next(iter(between), ""))
    return _INCOMPLETE


def _with_name(month: int, numbers: Sequence[str], *, before: bool) -> Reading:
    if not numbers:
        return Reading((Part(month=month, sure=True),))
    if len(numbers) == 1:
        (number,) = numbers
        if len(number) > 2:
            return Reading((Part(year=number, month=month, sure=True),))
        day = Part(month=month, day=number, sure=before)
        short_year = not before and len(number) == 2
        return Reading((day, Part(year=_long(number), month=month)) if short_year else (day,))
    if len(numbers) == 2:
        year, number = numbers if len(numbers[0]) > 2 else (numbers[1], numbers[0])
        return Reading((Part(_long(year), month, number, sure=len(year) == 4),))
    return _INCOMPLETE


def _one_number(number: str) -> Reading:
    match len(number):
        case 1 | 2:
            return Reading((Part(day=number),))
        case 4:
            return Reading((Part(year=number, sure=True),))
        case 6:
            first, second, third = number[:2], number[2:4], number[4:]
            return _possible(Part(_long(third), int(second), first), Part(_long(first), int(second), third))
        case 8:
            year_first = Part(number[:4], int(number[4:6]), number[6:], sure=True)
            day_first = Part(number[4:], int(number[2:4]), number[:2])
            # Both cannot be days: the year of one would be a month of the other.
            return Reading((day_first,)) if built(day_first) else Reading((year_first,))
        case _:
            return _UNREADABLE


def _two_numbers(first: str, second: str, habit: Habit, *, dotted: bool) -> Reading:
    if len(first) == 4 and len(second) < 3:
        return Reading((Part(year=first, month=int(second), sure=True),))
    if len(second) == 4 and len(first) < 3:
        return Reading((Part(year=second, month=int(first), sure=True),))
    if len(first) > 2 or len(second) > 2:
        return _INCOMPLETE
    day_first, month_first = Part(None, int(second), first), Part(None, int(first), second)
    if dotted:
        month = Part(year=_long(second), month=int(first))
        return Reading((month if _fits(month) and not _fits(day_first) else day_first,))
    return _possible(*_ordered(day_first, month_first, habit))


def _three_numbers(numbers: Sequence[str], habit: Habit, *, sign: str) -> Reading:
    first, second, third = numbers
    if len(first) == 4:
        return Reading((Part(first, int(second), third, sure=True),))
    year = _long(third)
    day_first, month_first = Part(year, int(second), first), Part(year, int(first), second)
    if sign in (".", ","):
        # Dots are written between day and month, in this order, wherever they are written at all.
        return Reading((day_first,))
    ways = list(_ordered(day_first, month_first, habit))
    if sign == "-" and len(third) == 2:
        ways.append(Part(_long(first), int(second), third))
    return _possible(*ways)


def _ordered(day_first: Part, month_first: Part, habit: Habit) -> tuple[Part, Part]:
    return (day_first, month_first) if habit is Habit.DAY_FIRST else (month_first, day_first)


def _possible(*parts: Part) -> Reading:
    """Those that are in the calendar; if none is, the first, so that its own slip is named."""
    good = tuple(dict.fromkeys(part for part in parts if _fits(part)))
    return Reading(good or parts[:1])


def _fits(part: Part) -> bool:
    """Whether it can be a day; without a year in any year, so that 29 February passes."""
    return slip_of(replace(part, year=part.year or "2024", day=part.day or "1")) is None


def _long(year: str) -> str:
    """A year of two digits in full; any other as typed."""
    if len(year) != 2:
        return year
    return f"20{year}" if int(year) <= PIVOT else f"19{year}"


def slip_of(part: Part) -> Statement | None:
    """What is impossible about a day that was typed in full, and how to mend it."""
    year, month, day = part.year or "", part.month or 0, part.day or ""
    if len(year) != 4:
        return say("interview.year_short", typed=year)
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return say("interview.year_strange", year=year)
    if not 1 <= month <= 12:
        return say("interview.month_impossible", month=month)
    try:
        date(int(year), month, int(day))
    except ValueError:
        return say("interview.day_impossible", day=day, month=month, year=year)
    return None


def built(part: Part) -> date | None:
    """The day of a part that is complete and in the calendar."""
    if part.year is None or part.month is None or part.day is None or slip_of(part) is not None:
        return None
    return date(int(part.year), part.month, int(part.day))


def with_year(part: Part, near: date, side: Side) -> Part:
    """The part in the year that brings it closest to ``near``, or first on or after, or last on or before it.

    A 29 February is looked for in the leap years around. What is no day of any of these years keeps the
    year of ``near``, so that its slip is named.
    """
    if part.year is not None:
        return part
    if part.day is None:
        return replace(part, year=str(near.year))
    ways = [replace(part, year=f"{near.year + step:04d}") for step in range(-8, 9)]
    found = [(day, way) for way in ways if (day := built(way)) is not None]
    if side is Side.AFTER:
        found = [(day, way) for day, way in found if day >= near]
    elif side is Side.BEFORE:
        found = [(day, way) for day, way in found if day <= near]
    if not found:
        return replace(part, year=str(near.year))
    return min(found, key=lambda pair: abs(pair[0] - near))[1]
