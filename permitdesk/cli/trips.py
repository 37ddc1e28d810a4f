"""Reading journeys from a table that somebody typed or a spreadsheet saved.

Forgiven: a byte order mark, blank lines, semicolons instead of commas, spaces, capitals in the
header, further columns. Not forgiven, because a guess could cost somebody their permit: a day
that does not exist, an end before its beginning, journeys that overlap.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from permitdesk.cli.options import read_day
from permitdesk.cli.problems import BadInput
from permitdesk.domain.case import Absence, AbsenceReason, DocumentStatus, SchengenStay
from permitdesk.domain.records import dataclass

#: bad lines named before the rest is only counted
_SHOWN = 20
_ENCODINGS = ("utf-8-sig", "cp1250")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]
    first: date
    #: None: the journey goes on
    last: date | None


def read_absences(path: Path) -> tuple[Absence, ...]:
    """Journeys out of Poland from the columns ``left,returned,country,reason``.

    ``returned`` may be empty in the newest row (still abroad); ``country`` and ``reason`` may be
    missing. Two journeys may share one day: back in the morning, gone in the evening.
    Raises BadInput naming file, line and column.
    """
    rows, problems = _rows(path, "left", "returned")
    absences = []
    for row in rows:
        reason = row.cells.get("reason", "") or AbsenceReason.ORDINARY
        if reason not in set(AbsenceReason):
            known = ", ".join(AbsenceReason)
            problems.append((row.line, f"reason: {reason!r} is not known; use one of {known}"))
            continue
        absences.append(
            Absence(
                f"line-{row.line}",
                row.first,
                row.last,
                row.cells.get("country", ""),
                AbsenceReason(reason),
                # The calculator answers for the reason as told; a case also asks how far its proof is.
                proof_state=DocumentStatus.READY,
            )
        )
    _refuse(path, problems)
    return tuple(absences)


def read_schengen_stays(path: Path) -> tuple[SchengenStay, ...]:
    """Stays in the Schengen area from the columns ``entry,exit``; ``exit`` may be empty in the newest row.

    Raises BadInput naming file, line and column.
    """
    rows, problems = _rows(path, "entry", "exit")
    _refuse(path, problems)
    return tuple(SchengenStay(f"line-{row.line}", row.first, row.last) for row in rows)


def _rows(path: Path, first: str, last: str) -> tuple[list[_Row], list[tuple[int, str]]]:
    reader = csv.reader(_lines(path), delimiter=_delimiter(path))
    header: list[str] | None = None
    rows: list[_Row] = []
    problems: list[tuple[int, str]] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if header is None:
                header = _header(path, reader.line_num, cells, (first, last))
                continue
            named = dict(zip(header, cells, strict=False))
            row = _row(reader.line_num, named, first, last, problems.append)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        raise BadInput(f"{path}, line {reader.line_num}", f"this line cannot be read: {error}") from None
    if header is None:
        raise BadInput(str(path), f"the table is empty; its first line must be {first},{last}")
    rows.sort(key=lambda row: (row.first, row.last or date.max))
    problems += _overlaps(rows, first, last)
    return rows, problems


def _row(
    line: int, named: dict[str, str], first: str, last: str, report: Callable[[tuple[int, str]], None]
) -> _Row | None:
    days: dict[str, date | None] = {}
    for column in (first, last):
        text = named.get(column, "")
        if not text and column == first:
            report((line, f"{column}: the day is missing"))
            return None
        try:
            days[column] = read_day(text) if text else None
        except ValueError as error:
            report((line, f"{column}: {error}"))
            return None
    begin, end = days[first], days[last]
    if begin is None:
        return None
    if end is not None and end < begin:
        report((line, f"{last}: {end} is before {first} {begin}"))
        return None
    return _Row(line, named, begin, end)


def _overlaps(rows: Sequence[_Row], first: str, last: str) -> list[tuple[int, str]]:
    """Rows that begin before the latest one so far has ended; sharing one day is allowed."""
    found = []
    until: _Row | None = None
    for row in rows:
        if until is not None and until.last is None:
            found.append((until.line, f"{last}: only the newest row may be open, line {row.line} is later"))
            until = row
        elif until is not None and until.last is not None and row.first < until.last:
            found.append((row.line, f"{first}: {row.first} lies inside the row of line {until.line}"))
        if until is None or row.last is None or (until.last is not None and row.last > until.last):
            until = row
    return found


def _header(path: Path, line: int, cells: list[str], needed: Sequence[str]) -> list[str]:
    names = [cell.lower() for cell in cells]
    for column in needed:
        if column not in names:
            where = f"{path}, line {line}"
            raise BadInput(where, f"there is no column {column!r}; the columns are {','.join(needed)}")
    return names


def _refuse(path: Path, problems: Sequence[tuple[int, str]]) -> None:
    if not problems:
        return
    ordered = sorted(problems)
    shown = [f"line {line}, {problem}" for line, problem in ordered[:_SHOWN]]
    if len(ordered) > _SHOWN:
        shown.append(f"and {len(ordered) - _SHOWN} more bad lines")
    raise BadInput(str(path), "\n  ".join(shown))


def _delimiter(path: Path) -> str:
    """Semicolons are what a Polish spreadsheet writes."""
    head = next((line for line in _lines(path) if line.strip()), "")
    return ";" if head.count(";") > head.count(",") else ","


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(str(path), f"the file cannot be read ({error.strerror})") from None
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding).splitlines(keepends=True)
        except UnicodeDecodeError:
            continue
    raise BadInput(str(path), "the file is not a text table; save it as CSV in UTF-8")
