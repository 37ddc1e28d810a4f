"""Columns of the entry tables and how typed or pasted text becomes a cell."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from permitdesk.domain.answers import DONT_KNOW, DontKnow
from permitdesk.interview.typed import Habit, Side, parse_day, parse_day_or_range
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.choice_field import Option


class ColumnKind(StrEnum):
    """What a column holds."""

    DAY = "day"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``key`` is the field of the record and the column name in a CSV file."""

    key: str
    header: str
    kind: ColumnKind
    options: tuple[Option, ...] = ()
    #: typed share of the width
    stretch: int = 1
    #: of a day: it may be told as "around" or "between"
    ranges: bool = False
    #: of a day: what an empty cell of a begun entry means, such as "still abroad"
    when_empty: str = ""
    #: of a text: names offered while typing
    names: tuple[str, ...] = ()
    #: Enter goes on to this column; the others are for those who want them, by Tab
    quick: bool = True


@dataclass(frozen=True, slots=True)
class DayRange:
    """A day that lies from ``first`` to ``last``, both inside."""

    first: date
    last: date


#: ``DONT_KNOW`` is typed as a question mark
CellValue = str | date | DayRange | DontKnow | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and the text typed if that could not be read (with the reason)."""

    value: CellValue = None
    typed: str = ""
    problem: str = ""
    #: what the text was taken for, if its form left room for doubt
    understood: str = ""


@dataclass(frozen=True, slots=True)
class DayContext:
    """Where a day gets what was not typed: the year from ``near``, "today" from ``today``."""

    near: date | None = None
    side: Side = Side.CLOSEST
    today: date | None = None
    habit: Habit = Habit.DAY_FIRST
    #: a day that would lie after today is looked for in the past
    past: bool = False


_NO_CONTEXT = DayContext()


def read_cell(column: Column, text: str, texts: TextSource, context: DayContext = _NO_CONTEXT) -> Cell:
    """What ``text`` means in ``column``; a text that cannot be read is kept with its problem."""
    text = text.strip()
    if not text or (column.when_empty and text.casefold() == column.when_empty.casefold()):
        return Cell()
    if column.kind is ColumnKind.DAY:
        if text == texts.get("page.dont_know"):
            return Cell(DONT_KNOW)
        return _read_range(text, texts, context) if column.ranges else _read_day(text, texts)
    if column.kind is ColumnKind.CHOICE:
        wanted = text.casefold()
        for option in column.options:
            if wanted in (option.value.casefold(), option.label.casefold()):
                return Cell(option.value)
        return Cell(None, text, texts.fill("page.table.not_in_list", typed=text))
    return Cell(text)


def _read_day(text: str, texts: TextSource) -> Cell:
    if text == "?":
        return Cell(DONT_KNOW)
    typed = parse_day(text)
    if typed.day is not None:
        return Cell(typed.day, understood=texts.render(typed.understood) if typed.understood else "")
    return Cell(None, text, texts.render(typed.problem) if typed.problem else "")


def _read_range(text: str, texts: TextSource, context: DayContext) -> Cell:
    habit, today = context.habit, context.today
    found = parse_day_or_range(text, habit=habit, near=context.near, side=context.side, today=today)
    if context.past and today is not None and found.first is not None and found.first > today:
        found = parse_day_or_range(text, habit=habit, near=today, side=Side.BEFORE, today=today)
    if found.unknown:
        return Cell(DONT_KNOW)
    if found.first is None or found.last is None:
        return Cell(None, text, texts.render(found.problem) if found.problem else "")
    value = found.first if found.exact else DayRange(found.first, found.last)
    return Cell(value, understood=texts.render(found.understood) if found.understood else "")


def cell_text(column: Column, cell: Cell) -> str:
    """The cell as it is shown and edited; days as DD.MM.YYYY, a question mark for "I don't know"."""
    if cell.typed:
        return cell.typed
    value = cell.value
    if isinstance(value, DontKnow):
        return "?"
    if isinstance(value, DayRange):
        return range_text(value)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if column.kind is ColumnKind.CHOICE and value is not None:
        return next((o.label for o in column.options if o.value == value), value)
    return value or ""


def range_text(told: DayRange) -> str:
    """A range as short as it can be read back: ``~15.03.2023``, ``03.2023``."""
    first, last = told.first, told.last
    if last - first == timedelta(days=14):
        return f"~{first + timedelta(days=7):%d.%m.%Y}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return f"{first:%m.%Y}"
        return f"{first.day}\N{EN DASH}{last.day}.{last:%m.%Y}"
    return f"{first:%d.%m.%Y}\N{EN DASH}{last:%d.%m.%Y}"


def understood_text(cell: Cell, texts: TextSource) -> str:
    """What a cell of a day was taken for, in words; empty if there is nothing to say."""
    if cell.problem or cell.understood:
        return cell.problem or cell.understood
    if isinstance(cell.value, DayRange):
        return texts.fill("page.entry.range", first=cell.value.first, last=cell.value.last)
    if isinstance(cell.value, date):
        return texts.fill("page.date.understood", day=cell.value)
    return texts.get("page.entry.unknown") if isinstance(cell.value, DontKnow) else ""


def cells_of(columns: Sequence[Column], values: Sequence[CellValue]) -> tuple[Cell, ...]:
    """Cells for values known to be good."""
    return tuple(Cell(value) for _, value in zip(columns, values, strict=True))
