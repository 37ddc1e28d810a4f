"""The report as plain text: for a terminal, a screen reader, an e-mail.

It is the same neutral report that becomes the PDF, so both always say the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from permitdesk.documents.elements import (
    Block,
    Bullets,
    DateRow,
    DateRows,
    Drawing,
    FillIns,
    Heading,
    Line,
    Note,
    Paragraph,
    Report,
    Rows,
    Table,
    TickRow,
    TickRows,
)

WIDTH = 100
_INDENT = "    "


def report_lines(report: Report) -> Iterator[str]:
    """The whole report, line by line, at most 100 characters wide."""
    yield report.title
    yield report.subject
    for section in report.sections:
        yield ""
        yield section.title.text
        yield "=" * min(WIDTH, len(section.title.text))
        for block in section.blocks:
            yield from _block(block)
    yield ""
    yield report.footer


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(title):
            yield ""
            yield from _wrapped(_words(title))
        case Paragraph(line):
            yield from _wrapped(_words(line))
        case Bullets(lines, numbered):
            for number, line in enumerate(lines, 1):
                yield from _wrapped(_words(line), f"{number}. " if numbered else "- ")
        case Rows(rows):
            for row in rows:
                # The articles stand beneath, as in the PDF; some parts say nothing else.
                sources = [" · ".join(map(_words, row.sources))] if row.sources else []
                yield from _pair(_words(row.label), [*map(_words, row.values), *sources])
        case TickRows(ticks):
            for tick in ticks:
                yield from _tick(tick)
        case DateRows(_, dates):
            for one in dates:
                yield from _date(one)
        case Note(_, label, lines):
            yield from _wrapped(f"{_words(label)}: " + " ".join(map(_words, lines)), "! ")
        case FillIns(boxes):
            for fill_in in boxes:
                yield f"{_words(fill_in.label)}: {fill_in.value or '_' * 20}"
        case Table(header, body, total=total):
            yield from _table([header, *body, *([total] if total else [])])
        case Drawing(alt=alt, lines=lines):
            for line in (alt, *lines):
                yield from _wrapped(_words(line))


def _tick(row: TickRow) -> Iterator[str]:
    yield from _wrapped(_words(row.title), _box(row.ticked))
    for detail in row.details:
        yield from _wrapped(_words(detail), _INDENT)
    for box in row.boxes:
        yield from _wrapped(_words(box.label), _INDENT + _box(box.ticked))


def _date(row: DateRow) -> Iterator[str]:
    head = f"{row.day_text} ({_words(row.kind_label)}): {_words(row.title)}"
    yield from _wrapped(head, _box(row.done))
    for detail in row.details:
        yield from _wrapped(_words(detail), _INDENT)


def _words(line: Line) -> str:
    """The text with the official Polish term and the second language, where there are any."""
    text = line.text
    if line.official and line.official != text:
        text += f" [{line.official}]"
    return f"{text} / {line.second}" if line.second else text


def _box(ticked: bool) -> str:
    return "[x] " if ticked else "[ ] "


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False,
        break_on_hyphens=False,
    ) or [mark.rstrip()]  # fmt: skip


def _pair(label: str, values: Iterable[str]) -> Iterator[str]:
    shown = list(values)
    if len(shown) == 1 and len(label) + len(shown[0]) + 2 <= WIDTH:
        yield f"{label}: {shown[0]}"
        return
    yield f"{label}:"
    for value in shown:
        yield from _wrapped(value, _INDENT)


def _table(rows: list[tuple[Line, ...]]) -> Iterator[str]:
    """Columns where they fit, else each row as one wrapped line."""
    cells = [[_words(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    if sum(widths) + 2 * len(widths) <= WIDTH:
        for row in cells:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        return
    header, *body = cells
    for row in body:
        pairs = [f"{name}: {cell}" if name else cell for name, cell in zip(header, row, strict=True) if cell]
        yield from _wrapped("; ".join(pairs), "- ")
