"""Days as tables hold them: with times, weekdays, short years, either order, or a spreadsheet's number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.stay.approximate import is_too_long
from permitdesk.imports.records import Value
from permitdesk.interview.typed import Habit, parse_day_or_range
from permitdesk.interview.typed_ranges import LONGEST_DAY

#: no life that an office asks about began before, and no journey is planned longer ahead
FIRST_YEAR = 1900
YEARS_AHEAD = 20
#: a year of two digits lies at most so far ahead, else a hundred years before
_SHORT_YEAR_AHEAD = 10
#: numbers by which spreadsheets mean days from 1955 to 2099, and the day they count from
_SERIAL_FIRST, _SERIAL_LAST = 20_000, 73_000
_SERIAL_ZERO = date(1899, 12, 30)

#: what spreadsheets hold for "not known" beside what people type
_UNKNOWN = frozenset({"-", "\u2014", "n/a", "unknown", "?"})
#: beginnings of the days of the week in English, Polish, Ukrainian and Russian
_WEEKDAYS = (
    "mon tue wed thu fri sat sun pn pon wt wto śr śro czw pt pią sob nd nie ndz пн вт чт пт нд "
    "понеділ вівтор серед четв пятн п'ятн субот неділ понедел вторник воскрес "
    "\u0441\u0440 \u0441\u0431 \u0432\u0441"
)
_WEEKDAY = re.compile(rf"^(?:{_WEEKDAYS.replace(' ', '|')})[^\W\d]*[.,]*\s+(?=\d|[^\W\d]+\.?\s+\d)", re.I)
_TIME = re.compile(
    r"[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|z|utc|[+-]\d{2}:?\d{2})?$", re.I
)
_NUMBERS = re.compile(
    r"(?<![\d.])(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{4}|\d{2})(?!\d)\s*(?:r\.?)?", re.I
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_NAMED = re.compile(r"(\d{1,2})[\s./-]*([^\W\d]{3,}\.?)[\s./-]*'?(\d{2})")
_BETWEEN = re.compile(
    r"\s+(?:-|to|until|till|do|до|по|po)\s+|\s*[\u2013\u2014]\s*|\s*\.\.+\s*|\s*/\s*(?=\d{4})|-", re.I
)
_LEAD = re.compile(r"^(?:from|od|від|з|от|\u0441)\s+(?=\d)", re.I)
_PART = re.compile(r"(\d{1,2})(?:\s*[./\-\s]\s*(\d{1,2}))?\.?")


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A field read as a day: the day, or that it is not known, or the problem.

    ``doubts`` say what was understood.
    """

    day: date | None = None
    unknown: bool = False
    problem: Statement | None = None
    doubts: tuple[Statement, ...] = ()
    #: the last day it may have been, of a day told as a range
    until: date | None = None


def read_day(value: Value, order: Habit, today: date) -> ReadDay:
    """Read one field. An empty field is no day and no problem."""
    if isinstance(value, date):
        return _in_reach(ReadDay(value), today)
    if isinstance(value, Decimal):
        value = str(int(value)) if value == value.to_integral_value() and abs(value) < 10**9 else str(value)
    text = value.strip(" '\"")
    if not text:
        return ReadDay()
    if (plain := _plain_day(text, order)) is not None:
        return _in_reach(ReadDay(plain), today)
    if text.casefold() in _UNKNOWN:
        return ReadDay(unknown=True)
    if text.isascii() and text.isdigit() and len(text) == 5 and _SERIAL_FIRST <= int(text) <= _SERIAL_LAST:
        day = _SERIAL_ZERO + timedelta(days=int(text))
        return _in_reach(ReadDay(day, doubts=(say("import.serial", typed=text, day=day),)), today)
    text = _TIME.sub("", _WEEKDAY.sub("", text)).strip().rstrip(",")
    doubts: tuple[Statement, ...] = ()
    if match := _NUMBERS.fullmatch(text):
        first, second, year = match.groups()
        if order is Habit.MONTH_FIRST:
            first, second = second, first
        # A column may hold both orders; the one that cannot be a month decides.
        if int(second) > 12 >= int(first):
            first, second = second, first
            doubts = (say("import.other_order", typed=text),)
        text = f"{first}.{second}.{_whole_year(year, today)}"
        short = len(year) == 2
    elif match := _SHORT_NAMED.fullmatch(text):
        text = f"{match[1]} {match[2]} {_whole_year(match[3], today)}"
        short = True
    else:
        short = False
    typed = parse_day_or_range(text, habit=order)
    if typed.unknown:
        return ReadDay(unknown=True)
    if typed.first is None or typed.last is None:
        return ReadDay(problem=typed.problem)
    if is_too_long(typed.first, typed.last):
        return ReadDay(problem=say("import.range_too_long", typed=text))
    if short:
        doubts = (*doubts, say("import.short_year", typed=str(value), day=typed.first))
    elif typed.understood is not None:
        doubts = (*doubts, typed.understood)
    until = None if typed.exact else typed.last
    return _in_reach(ReadDay(typed.first, doubts=doubts, until=until), today)


def _plain_day(text: str, order: Habit) -> date | None:
    """The day of the two forms that nearly every table is written in; None for anything else."""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _NUMBERS.fullmatch(text):
        day, month, year = match.groups()
        if order is Habit.MONTH_FIRST:
            day, month = month, day
    else:
        return None
    if len(year) != 4:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _in_reach(read: ReadDay, today: date) -> ReadDay:
    year = 0 if read.day is None else read.day.year
    if FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        return read
    return ReadDay(problem=say("import.year_absurd", year=str(year)))


def _whole_year(year: str, today: date) -> str:
    if len(year) == 4:
        return year
    near = 2000 + int(year)
    return str(near if near <= today.year + _SHORT_YEAR_AHEAD else near - 100)


def read_period(value: Value, order: Habit, today: date) -> tuple[ReadDay, ReadDay]:
    """Two days in one field, ``1.2.2024 - 9.2.2024`` or ``1-9.2.2024``; one day is both ends.

    What cannot be read comes back as a problem of the first day.
    """
    whole = read_day(value, order, today)
    if not isinstance(value, str) or _is_exact(whole) or whole.unknown or not value.strip():
        return whole, whole
    text = _LEAD.sub("", value.strip())
    if len(text) > 2 * LONGEST_DAY:
        return ReadDay(problem=say("import.period_unreadable", typed=text[:LONGEST_DAY] + "…")), ReadDay()
    for match in _BETWEEN.finditer(text):
        rest = text[match.end() :]
        last = read_day(rest, order, today)
        if not (_is_exact(last) or last.unknown or not rest.strip()):
            continue
        first = read_day(text[: match.start()], order, today)
        if last.day is not None and not _is_exact(first):
            first = _completed(text[: match.start()], last.day, order, today)
        if _is_exact(first) or (first.unknown and last.day is not None):
            return first, last
    # A month or "around": the journey lies somewhere in it.
    if whole.day is not None:
        return whole, whole
    return ReadDay(problem=say("import.period_unreadable", typed=text)), ReadDay()


def _is_exact(read: ReadDay) -> bool:
    return read.day is not None and read.until is None


def _completed(text: str, last: date, order: Habit, today: date) -> ReadDay:
    """The first day of ``28.2 - 3.3.2024``: month and year come from the last day."""
    match = _PART.fullmatch(text.strip())
    if match is None:
        return ReadDay()
    numbers = [match[1], match[2] or str(last.month)]
    if match[2] and order is Habit.MONTH_FIRST:
        numbers.reverse()
    for year in (last.year, last.year - 1):
        read = read_day(f"{numbers[0]}.{numbers[1]}.{year}", Habit.DAY_FIRST, today)
        if read.day is not None and read.until is None and read.day <= last:
            return ReadDay(read.day, doubts=(say("import.completed", typed=text, day=read.day),))
    return ReadDay()


@dataclass(frozen=True, slots=True)
class OrderFound:
    """What the fields of a column say about the order of day and month."""

    #: None: every field could be read either way, or there is none to ask
    order: Habit | None
    #: fields that only make sense day first, and month first
    day_first: int
    month_first: int
    #: fields that make sense both ways
    either: int


def order_of(values: Iterable[Value]) -> OrderFound:
    """Decide by the unmistakable fields; if they disagree, by the larger number of them."""
    day_first = month_first = either = 0
    for value in values:
        if not isinstance(value, str):
            continue
        for match in _NUMBERS.finditer(value):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                day_first += 1
            elif second > 12 >= first:
                month_first += 1
            elif first != second and "." not in match[0]:
                # Dots are written with the day first wherever they are written.
                either += 1
    order = None
    if day_first or month_first:
        order = Habit.DAY_FIRST if day_first >= month_first else Habit.MONTH_FIRST
    return OrderFound(order, day_first, month_first, either)
