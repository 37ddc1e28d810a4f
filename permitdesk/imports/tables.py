"""Tables as text: pasted cells and CSV files. Never a guess in silence: how it was read is told."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from permitdesk.domain.law.findings import Statement, say
from permitdesk.imports.decoding import decoded
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

DELIMITERS = ("\t", ";", "|", ",")
#: lines looked at to find the sign between the fields
_SAMPLE = 200
#: a field in quotation marks that goes on over more lines has lost its second mark
_LONGEST_QUOTE = 40
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
#: two days as people write them in a letter: ``1.2.2026 - 9.2.2026 Italy``
_TWO_DAYS = re.compile(
    rf"({_DAY})\s*(?:[-\N{{EN DASH}}\N{{EM DASH}},]|do|to|until|до|по)?\s*({_DAY})[\s,;]*(.*)", re.I
)
_FORMULA = re.compile(r"[=@]|[+-](?=[A-Za-z(]|\d+[*/+-])")


def read_table(data: bytes, choices: Choices, tick: Tick = no_tick) -> Table:
    """The table in a file of text. Raises CannotRead."""
    text, encoding = decoded(data, choices.encoding)
    return table_of_text(text, choices.delimiter, encoding, tick)


def table_of_text(text: str, delimiter: str | None = None, encoding: str = "", tick: Tick = no_tick) -> Table:
    """The table in a text; lines without any letter are left out. Raises CannotRead."""
    lines = text.splitlines()
    sign = delimiter or _delimiter(lines)
    notes: list[Statement] = []
    quoted = text.count('"') % 2 == 0
    found = list(_records(lines, sign, quoted=True)) if quoted else []
    if not quoted or any(last - number > _LONGEST_QUOTE for number, last, _, _ in found):
        notes.append(say("import.quote_open"))
        found = list(_records(lines, sign, quoted=False))
    found = [record for record in found if record[3] or any(field.strip() for field in record[2])]
    if not found:
        raise CannotRead(say("import.nothing_found"))
    if len(found) > MOST_LINES:
        raise CannotRead(say("import.too_many_lines", n=len(found), most=MOST_LINES))
    if any(len(fields) > MOST_COLUMNS for _, _, fields, _ in found):
        notes.append(say("import.too_many_columns", most=MOST_COLUMNS))
    if "\ufffd" in text:
        notes.append(say("import.strange_letters"))
    made = []
    for place, (number, _, fields, problem) in enumerate(found):
        if place % 500 == 0:
            tick(100 * place // len(found))
        made.append(_line(number, fields, problem, sign))
    return Table(SourceKind.TEXT, tuple(made), encoding, sign, notes=tuple(notes))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate this text; here it stays text."""
    return _FORMULA.match(text) is not None


def _line(number: int, fields: list[str], problem: Statement | None, sign: str) -> Line:
    remarks = []
    if len(fields) == 1:
        fields = _loose(fields[0], sign)
    if any(len(field) > MOST_LETTERS for field in fields):
        remarks.append(say("import.field_cut", most=MOST_LETTERS))
    values: tuple[Value, ...] = tuple(_tidy(field[:MOST_LETTERS]) for field in fields[:MOST_COLUMNS])
    return Line(number, values, problem, tuple(remarks))


def _tidy(field: str) -> str:
    """Without signs that no screen shows; white space becomes single blanks."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in field).split())


def _records(
    lines: list[str], sign: str, *, quoted: bool
) -> Iterator[tuple[int, int, list[str], Statement | None]]:
    """First and last line, fields and problem of each record."""
    # The reader wants the line ends, else a field over several lines loses them.
    reader = csv.reader(
        (f"{line}\n" for line in lines),
        delimiter=sign,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    before = 0
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield before + 1, reader.line_num, [], say("import.line_too_long")
        else:
            yield before + 1, reader.line_num, fields, None
        before = reader.line_num


def _loose(line: str, sign: str) -> list[str]:
    """The fields of a line without the sign that parts the others: typed by hand, or from elsewhere."""
    if match := _TWO_DAYS.fullmatch(line.strip()):
        return [part for part in match.groups() if part]
    other = next((mark for mark in DELIMITERS if mark != sign and mark in line), None)
    return [line] if other is None else line.split(other)


def _delimiter(lines: list[str]) -> str:
    """The sign that parts most lines into the same number of fields, more than one; commas if none does."""
    sample = [line for line in lines if line.strip()][:_SAMPLE]
    best, best_score = ",", 0
    for sign in DELIMITERS:
        counts = Counter(len(fields) for _, _, fields, _ in _records(sample, sign, quoted=True))
        fields, often = max(counts.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        # A tab or a semicolon is put between fields by machines; a comma stands in any sentence.
        score = 0 if fields < 2 else often * (2 if sign in "\t;" else 1)
        if score > best_score:
            best, best_score = sign, score
    return best
