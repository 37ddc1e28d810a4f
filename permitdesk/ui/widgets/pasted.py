"""Rows from a spreadsheet: pasted text or a CSV file, read line by line with the problems named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.entry_columns import Cell, Column, ColumnKind, read_cell

#: more lines are not taken in one go
MOST_LINES = 20_000
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
#: two days as people write them in a letter: ``1.2.2026 - 9.2.2026 Italy``
_TWO_DAYS = re.compile(
    rf"({_DAY})\s*(?:[-\N{{EN DASH}}\N{{EM DASH}},]|do|to|until)?\s*({_DAY})[\s,;]*(.*)", re.I
)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of the source: its number (1 is the first), its cells, and what is wrong with it."""

    number: int
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]


def decoded(data: bytes) -> str:
    """The text of a file as spreadsheets write them: UTF-8 (with or without mark), UTF-16 or Windows-1250."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1250", errors="replace")


def split_lines(text: str) -> list[list[str]]:
    """Lines into fields: tab if there is one, else semicolon, else comma. Empty lines stay as empty lists."""
    sample = text[:4000]
    mark = next((sign for sign in ("\t", ";") if sign in sample), ",")
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=mark)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([field.strip() for field in row])
            if len(rows) >= MOST_LINES:
                break
    except csv.Error:
        rows.append([])
    return [row if any(row) else [] for row in rows]


def read_lines(text: str, columns: Sequence[Column], texts: TextSource) -> list[ReadLine]:
    """Every line that is not empty, read against ``columns``.

    A first line that names columns (by key or by header) sets their order and is not data.
    """
    rows = split_lines(text)
    order, skip = _order(rows, columns)
    found: list[ReadLine] = []
    starts_with_days = len(columns) > 1 and all(c.kind is ColumnKind.DAY for c in columns[:2])
    for number, row in enumerate(rows, 1):
        if not row or number == skip:
            continue
        if len(row) == 1 and starts_with_days and not skip:
            row = _loose(row[0])
        cells: list[Cell] = [Cell()] * len(columns)
        for place, field in zip(order, row, strict=False):
            if place is not None:
                cells[place] = read_cell(columns[place], field, texts)
        problems = [c.problem for c in cells if c.problem]
        if len(row) > len(order):
            problems.append(texts.fill("page.table.too_many_fields", n=len(row)))
        days = [c for c, column in zip(cells, columns, strict=True) if column.kind is ColumnKind.DAY]
        if not any(c.value or c.typed for c in days):
            problems.append(texts.get("page.table.no_day"))
        found.append(ReadLine(number, tuple(cells), tuple(problems)))
    return found


def _loose(line: str) -> list[str]:
    """The fields of a line without the sign that parts the others: typed by hand, or from elsewhere."""
    if match := _TWO_DAYS.fullmatch(line):
        return [part for part in match.groups() if part]
    return [part.strip() for part in line.split(";" if ";" in line else ",")]


def _order(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> tuple[list[int | None], int]:
    """Which column each field fills, and the number of the header line (0: none)."""
    names = {c.key.casefold(): i for i, c in enumerate(columns)}
    names |= {c.header.casefold(): i for i, c in enumerate(columns)}
    for number, row in enumerate(rows, 1):
        if not row:
            continue
        places = [names.get(field.casefold()) for field in row]
        if sum(place is not None for place in places) >= min(2, len(columns)):
            return list(places), number
        break
    return list(range(len(columns))), 0
