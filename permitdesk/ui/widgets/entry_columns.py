"""Columns of the entry tables and how typed or pasted text becomes a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from permitdesk.domain.answers import DONT_KNOW, DontKnow
from permitdesk.interview.typed import parse_day
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


#: ``DONT_KNOW`` is typed as a question mark
CellValue = str | date | DontKnow | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and the text typed if that could not be read (with the reason)."""

    value: CellValue = None
    typed: str = ""
    problem: str = ""


def read_cell(column: Column, text: str, texts: TextSource) -> Cell:
    """What ``text`` means in ``column``; a text that cannot be read is kept with its problem."""
    text = text.strip()
    if not text:
        return Cell()
    if column.kind is ColumnKind.DAY:
        if text in ("?", texts.get("page.dont_know")):
            return Cell(DONT_KNOW)
        typed = parse_day(text)
        if typed.day is not None:
            return Cell(typed.day)
        return Cell(None, text, texts.render(typed.problem) if typed.problem else "")
    if column.kind is ColumnKind.CHOICE:
        wanted = text.casefold()
        for option in column.options:
            if wanted in (option.value.casefold(), option.label.casefold()):
                return Cell(option.value)
        return Cell(None, text, texts.fill("page.table.not_in_list", typed=text))
    return Cell(text)


def cell_text(column: Column, cell: Cell) -> str:
    """The cell as it is shown and edited; days as DD.MM.YYYY, a question mark for "I don't know"."""
    if cell.typed:
        return cell.typed
    if isinstance(cell.value, DontKnow):
        return "?"
    if isinstance(cell.value, date):
        return cell.value.strftime("%d.%m.%Y")
    if column.kind is ColumnKind.CHOICE and cell.value is not None:
        return next((o.label for o in column.options if o.value == cell.value), cell.value)
    return cell.value or ""


def cells_of(columns: Sequence[Column], values: Sequence[CellValue]) -> tuple[Cell, ...]:
    """Cells for values known to be good."""
    return tuple(Cell(value) for _, value in zip(columns, values, strict=True))
