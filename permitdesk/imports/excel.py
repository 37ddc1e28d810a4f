"""Workbooks of Excel and LibreOffice. Values only: a formula gives what was last calculated, never runs.

The library reads a workbook into memory as it says it is, so its true size and the extent of its
sheets are looked at first: a small file may unpack into more than a computer holds.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from permitdesk.domain.law.findings import say
from permitdesk.imports.records import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_LINES,
    CannotRead,
    Choices,
    Line,
    SourceKind,
    Table,
    Tick,
    Value,
    no_tick,
)

#: bytes that all parts of a workbook may have when unpacked
MOST_UNPACKED = 100_000_000
#: cells between the first and the last used one
MOST_CELLS = 1_500_000

#: a cell with something in it; cells that have only a look of their own end at once
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,4})(\d{1,9})[\"'][^>]*(?<!/)>")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(/>|>(.*?)</table:table-row>)", re.S)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated=[\"'](\d{1,12})[\"']")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated=[\"'](\d{1,12})[\"']")

Raw = int | float | str | bool | date | datetime | time | timedelta


def read_workbook(data: bytes, choices: Choices, tick: Tick = no_tick) -> Table:
    """The lines of one sheet; without a choice the first visible one that has any. Raises CannotRead."""
    if data.startswith(b"PK"):
        _weigh(data)
    tick(20)
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = tuple(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
        )
        wanted = (choices.sheet,) if choices.sheet in names else names
        for name in wanted:
            sheet = book.get_sheet_by_name(name or "")
            tick(60)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise CannotRead(say("import.workbook_too_large"))
            rows = sheet.to_python(skip_empty_area=False)
            lines = _lines(rows, tick)
            if lines:
                break
        else:
            raise CannotRead(say("import.nothing_found"))
    except PasswordError:
        raise CannotRead(say("import.workbook_locked")) from None
    except (CalamineError, OSError, ValueError):
        raise CannotRead(say("import.workbook_damaged")) from None
    cut = any(len(row) > MOST_COLUMNS for row in rows)
    notes = (say("import.too_many_columns", most=MOST_COLUMNS),) if cut else ()
    return Table(SourceKind.WORKBOOK, lines, sheet=name or "", sheets=names, notes=notes)


def _lines(rows: Iterable[list[Raw]], tick: Tick) -> tuple[Line, ...]:
    lines = []
    for number, row in enumerate(rows, 1):
        if number % 500 == 0:
            tick(min(99, 60 + 40 * number // MOST_LINES))
        values = tuple(_value(cell) for cell in row[:MOST_COLUMNS])
        if any(value != "" for value in values):
            lines.append(Line(number, values))
    if len(lines) > MOST_LINES:
        raise CannotRead(say("import.too_many_lines", n=len(lines), most=MOST_LINES))
    return tuple(lines)


def _value(cell: Raw) -> Value:
    if isinstance(cell, str):
        return " ".join("".join(s if s.isprintable() else " " for s in cell[:MOST_LETTERS]).split())
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = Decimal(repr(cell))
        return number if number.is_finite() else str(cell)
    return str(cell)


def _weigh(data: bytes) -> None:
    """Look at the true size of all parts and at the extent of all sheets. Raises CannotRead."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    # NotImplementedError is how the library of zip files refuses a way of packing that it does not know.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise CannotRead(say("import.workbook_damaged")) from None
    if any(entry.filename.endswith(".bin") and "worksheets/" in entry.filename for entry in entries):
        raise CannotRead(say("import.workbook_binary"))
    left = MOST_UNPACKED
    for entry in entries:
        content = _unpacked(data, entry, left)
        left -= len(content)
        # Sheets may stand anywhere, so every part is looked at.
        if max(_sheet_extent(content), _ods_extent(content)) > MOST_CELLS:
            raise CannotRead(say("import.workbook_too_large"))


def _unpacked(data: bytes, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The content of a part, whatever length it claims to have, up to ``most`` bytes. Raises CannotRead."""
    start = entry.header_offset
    begin = start + 30 + int.from_bytes(data[start + 26 : start + 28], "little")
    begin += int.from_bytes(data[start + 28 : start + 30], "little")
    packed = data[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-15).decompress(packed, most + 1)
        except zlib.error:
            raise CannotRead(say("import.workbook_damaged")) from None
    else:
        raise CannotRead(say("import.workbook_damaged"))
    if len(content) > most:
        raise CannotRead(say("import.workbook_too_large"))
    return content


def _sheet_extent(content: bytes) -> int:
    """Cells of the rectangle up to the last used cell of a sheet of Excel."""
    last_row = last_column = 0
    # One by one: a search for all at once would hold up the window.
    for match in _CELL.finditer(content):
        column = 0
        for letter in match[1].upper():
            column = column * 26 + letter - 64
        last_row, last_column = max(last_row, int(match[2])), max(last_column, column)
    return last_row * last_column


def _ods_extent(content: bytes) -> int:
    """Cells of the rectangle up to the last used cell, all sheets of LibreOffice laid below each other."""
    rows = last_row = last_column = 0
    for row in _ODS_ROW.finditer(content):
        rows += _repeated(_ROWS_REPEATED, row[1])
        columns = 0
        for cell in _ODS_CELL.findall(row[3] or b""):
            columns += _repeated(_COLUMNS_REPEATED, cell)
            if b"value-type=" in cell:
                last_row, last_column = rows, max(last_column, columns)
    return last_row * last_column


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return 1 if match is None else int(match[1])
