"""The neutral report: frozen records that say what is printed, never how it looks.

The PDF renderer turns these records into pages; another renderer could make a
web page of the same report. Nothing here knows ReportLab.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from permitdesk.documents import drawing

#: makes a drawing for a width, sizes and the measure of a font
Layout = Callable[[float, drawing.Style, drawing.Measure], drawing.Drawing]


@dataclass(frozen=True, slots=True)
class Line:
    """One text item.

    ``second`` is the same text in the second language, printed beneath;
    ``official`` is the Polish term the office uses, printed beside;
    ``link`` is a web address (https) or ``#anchor`` of a section.
    """

    text: str
    second: str | None = None
    official: str | None = None
    link: str | None = None


class Severity(StrEnum):
    """How loud a note is. In print each has its own frame and its own word, never only a colour."""

    RED = "red"
    AMBER = "amber"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section (the section's own title is not one); it goes into the outline.

    ``keep``: what follows, up to the next heading, stays on the same page.
    """

    title: Line
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``quiet`` for sources and small print."""

    line: Line
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines; ``numbered`` counts from one."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands beside it.

    ``loud`` is for the few facts nobody may overlook; ``lead`` sets the first value in bold
    (a verdict); ``sources`` are printed small beneath.
    """

    label: Line
    values: tuple[Line, ...]
    loud: bool = False
    lead: bool = False
    sources: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Label and value pairs; ``dense`` sets long texts small, with a narrow label."""

    rows: tuple[Row, ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """A label and several short links in one line."""

    label: Line
    links: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A small tick box with its own label, e.g. "translation ready"."""

    label: Line
    ticked: bool


@dataclass(frozen=True, slots=True)
class TickRow:
    """One thing to tick off, with reasons beneath and smaller boxes beside."""

    title: Line
    ticked: bool
    details: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class TickRows:
    """A list to tick off."""

    rows: tuple[TickRow, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date: the day, its kind (a ``DeadlineKind`` value), and what it means."""

    day: date
    day_text: str
    kind: str
    kind_label: Line
    title: Line
    details: tuple[Line, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class DateRows:
    """Dates in order; each kind is drawn differently."""

    header: tuple[Line, Line]
    rows: tuple[DateRow, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A framed message. ``label`` is the word for its severity."""

    severity: Severity
    label: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FillIn:
    """A labelled box to write in by hand; ``value`` when it is known already."""

    label: Line
    value: str = ""


@dataclass(frozen=True, slots=True)
class FillIns:
    """Boxes to write in, side by side."""

    boxes: tuple[FillIn, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header that repeats on each page. ``widths`` are parts of the full width.

    ``empty_rows`` blank rows follow, to be filled by hand. ``total`` is a last, bold row.
    ``small`` is for tables that are looked up, not read. ``loud`` are the rows nobody may overlook.
    """

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()
    total: tuple[Line, ...] | None = None
    empty_rows: int = 0
    small: bool = False
    loud: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawing:
    """Drawings below each other, laid out for the width, sizes and font of the target.

    ``alt`` says what they show, ``lines`` is all of it as text, ``printed`` what of that no table says.
    """

    layouts: tuple[Layout, ...]
    alt: Line
    lines: tuple[Line, ...] = ()
    printed: tuple[Line, ...] = ()


Block = Heading | Paragraph | Bullets | Rows | Links | TickRows | DateRows | Note | FillIns | Table | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; ``id`` is the anchor of links and bookmarks."""

    id: str
    title: Line
    blocks: tuple[Block, ...]
    new_page: bool = False
    #: everything stands on one page; the renderer may set it a little smaller for that
    one_page: bool = False
    #: what the top of its pages says; None: the header of the report. Another header begins a new page
    header: str | None = None
    #: depth in the outline: 1 for a section that belongs to the one before with 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. ``title`` holds no name of a person: it goes into the file's metadata.

    ``page_template`` has the placeholders ``{page}`` and ``{pages}``.
    """

    language: str
    second_language: str | None
    title: str
    subject: str
    author: str
    header: str
    footer: str
    page_template: str
    sections: tuple[Section, ...]
