"""What the readers of this package give back: lines of values, how they were read, or why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from permitdesk.domain.law.findings import Statement

#: more lines are not taken in one go; ten years of daily commuting have fewer
MOST_LINES = 20_000
#: columns beyond are left out, and the report says so
MOST_COLUMNS = 60
#: a longer file is no list of journeys
MOST_BYTES = 20_000_000
#: letters of one field that are kept; the rest is cut and the line says so
MOST_LETTERS = 2_000

#: text as it stood there (empty: nothing), a day of a real date cell, a number of a number cell
Value = str | date | Decimal


class SourceKind(StrEnum):
    """What a source turned out to be."""

    TEXT = "text"
    WORKBOOK = "workbook"
    CALENDAR = "calendar"


class CannotRead(Exception):
    """A source that gives nothing at all; ``statement`` says why and how to mend it."""

    def __init__(self, statement: Statement) -> None:
        super().__init__(statement.text)
        self.statement = statement


class Stopped(Exception):
    """Whoever asked for the reading wants it no more."""


#: told the share done, 0 to 100; may raise ``Stopped``
Tick = Callable[[int], None]


def no_tick(_done: int) -> None:
    """For readers that nobody watches."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source; ``number`` is where a person finds it (1 is the first line)."""

    number: int
    values: tuple[Value, ...]
    #: why the line as a whole cannot be read
    problem: Statement | None = None
    #: what to know before this line is taken
    remarks: tuple[Statement, ...] = ()
    #: readable, but taken only if somebody asks for it
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """How a source is to be read; None: find out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A source as lines of values, and how it was read."""

    kind: SourceKind
    lines: tuple[Line, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    #: what holds for the source as a whole
    notes: tuple[Statement, ...] = ()
    #: the first line names the columns for certain (a calendar's own)
    header_is_sure: bool = False

    @property
    def width(self) -> int:
        """Fields of the longest line."""
        return max((len(line.values) for line in self.lines), default=0)
