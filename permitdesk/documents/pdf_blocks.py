"""Blocks of the neutral report as ReportLab flowables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table

from permitdesk.documents import elements as el
from permitdesk.documents import pdf_style as look
from permitdesk.documents.pdf_drawing import DrawingFlowable
from permitdesk.documents.pdf_flowables import BookmarkedHeading, Sign, SmallBoxes, Tag, TickBox

#: table style commands; ReportLab's own type is too narrow to build them step by step
Commands = list[Any]
#: room that must be left below a heading, whatever follows
_LEAST_AFTER_HEADING = 22 * mm
#: a row higher than this may be split between pages
_HIGH_ROW = look.PAGE_HEIGHT * 0.45
#: paragraphs of a row that always stand on one page
_PARAGRAPHS_TOGETHER = 4
#: a note with more lines is laid out as rows of so many lines
_LINES_OF_LONG_NOTE, _LINES_TOGETHER = 40, 10
#: a table of so many rows may part anywhere
_SHORT_TABLE = 3
#: letters of both languages together that fit in one line of a style
_INLINE_UP_TO = {"value": 76, "loud": 48, "bullet": 96, "detail": 84}
_DASH = "\N{EN DASH}"
_QUIET = look.GREY.hexval().replace("0x", "#")
_LINK = look.LINK.hexval().replace("0x", "#")


def markup(line: el.Line, second_size: float = 7.4, bold_title: bool = False, inline_up_to: int = 0) -> str:
    """A line as paragraph markup: text, official term beside, second language beneath.

    Two short languages stand in one line if they have no more than ``inline_up_to`` letters together.
    Everything is escaped; only https, http and #anchor become links.
    """
    text = _broken(line.text)
    if line.link is not None and line.link.startswith(("https://", "http://", "#")):
        text = f'<a href={quoteattr(line.link)} color="{_LINK}">{text}</a>'
    if line.official is not None:
        weight = look.REGULAR if bold_title else look.BOLD
        official = _broken(line.official)
        text += f' <font name="{weight}" size="{second_size + 0.6}" color="{_QUIET}">· {official}</font>'
    if line.second is not None:
        second = _broken(line.second)
        short = len(line.text) + len(line.second) <= inline_up_to and line.official is None
        text += " / " if short else "<br/>"
        text += f'<font name="{look.REGULAR}" size="{second_size}" color="{_QUIET}">{second}</font>'
    return text


def _broken(text: str) -> str:
    """Escaped text with its line breaks kept."""
    return "<br/>".join(escape(part) for part in text.splitlines()) if "\n" in text else escape(text)


def paragraph(line: el.Line, style: str, bullet: str | None = None) -> Paragraph:
    """A line in a named style."""
    inline = _INLINE_UP_TO.get(style, 0)
    return Paragraph(markup(line, inline_up_to=inline), look.styles()[style], bulletText=bullet)


class Blocks:
    """Turns the blocks of one report into flowables; counts the bookmarks."""

    def __init__(self, width: float = look.TEXT_WIDTH) -> None:
        """Bookmark numbers begin anew with each report, so that equal input gives equal bytes."""
        self.width = width
        self._headings = 0
        self._level = 0
        self._makers: dict[type, Callable[..., list[Flowable]]] = {
            el.Paragraph: self._paragraph,
            el.Bullets: self._bullets,
            el.Rows: self._rows,
            el.Links: self._links,
            el.TickRows: self._tick_rows,
            el.DateRows: self._date_rows,
            el.Note: self._note,
            el.FillIns: self._fill_ins,
            el.Table: self._table,
            el.Drawing: self._drawing,
        }

    def section_title(self, section: el.Section) -> BookmarkedHeading:
        """The title of a section, target of ``#id``."""
        style = look.styles()["title"]
        self._level = section.level
        return BookmarkedHeading(markup(section.title, 9), style, section.id, section.title.text, self._level)

    def flow(self, blocks: Sequence[el.Block]) -> list[Flowable]:
        """All blocks in order; neither a heading nor the lines above a table end a page."""
        made = [[] if isinstance(b, el.Heading) else self._makers[type(b)](b) for b in blocks]
        found: list[Flowable] = []
        for index, block in enumerate(blocks):
            if isinstance(block, el.Heading):
                found += self._heading(block, _until_heading(blocks, made, index + 1))
            elif _leads_to_table(blocks, index):
                found.append(CondPageBreak(least_height(_until_heading(blocks, made, index))))
            found += made[index]
        return found

    def _heading(self, block: el.Heading, following: list[Flowable]) -> list[Flowable]:
        self._headings += 1
        key = f"h{self._headings}"
        style, level = look.styles()["heading"], self._level + 1
        title = BookmarkedHeading(markup(block.title, 8), style, key, block.title.text, level)
        room = whole_height(following) if block.keep else least_height(following)
        return [CondPageBreak(height_of(title) + room), title]

    def _paragraph(self, block: el.Paragraph) -> list[Flowable]:
        return [paragraph(block.line, "quiet" if block.quiet else "body")]

    def _bullets(self, block: el.Bullets) -> list[Flowable]:
        return [
            paragraph(line, "bullet", f"{n}." if block.numbered else _DASH)
            for n, line in enumerate(block.lines, start=1)
        ]

    def _rows(self, block: el.Rows) -> list[Flowable]:
        data: list[list[object]] = []
        commands: Commands = []
        label, value = ("dense_label", "detail") if block.dense else ("label", "value")
        for row in block.rows:
            index = len(data)
            commands.append(("LINEABOVE", (0, index), (-1, index), 0.4, look.RULE))
            first, rest = row.values[:1], row.values[1:]
            style = "loud" if row.loud else label if row.lead else value
            cell = [paragraph(line, style) for line in first]
            cell += [paragraph(line, value) for line in rest]
            cell += [paragraph(line, "quiet") for line in row.sources]
            # A page may end between the paragraphs of a long row.
            whole = len(row.values) <= _PARAGRAPHS_TOGETHER
            parts = [cell] if whole else [[c] for c in cell[: len(rest)]] + [cell[len(rest) :]]
            data.append([paragraph(row.label, label), parts[0]])
            data += [["", part] for part in parts[1:]]
            if row.loud:
                commands += [
                    ("BACKGROUND", (0, index), (-1, index), look.SHADE),
                    ("LINEBEFORE", (0, index), (0, index), 2.5, look.INK),
                ]
        return _tables(self.width, data, (0.22, 0.78) if block.dense else (0.25, 0.75), commands)

    def _links(self, block: el.Links) -> list[Flowable]:
        parts = " · ".join(markup(el.Line(each.text, None, None, each.link)) for each in block.links)
        label = f'<font name="{look.BOLD}">{_broken(block.label.text)}:</font>'
        return [Spacer(1, 4), Paragraph(f"{label} {parts}", look.styles()["value"])]

    def _tick_rows(self, block: el.TickRows) -> list[Flowable]:
        boxes = any(row.boxes for row in block.rows)
        data: list[list[object]] = []
        for row in block.rows:
            title = Paragraph(markup(row.title, bold_title=True), look.styles()["tick"])
            cells: list[object] = [TickBox(row.ticked), [title, *_details(row.details)]]
            if boxes:
                labels = [(box.ticked, paragraph(box.label, "small")) for box in row.boxes]
                cells.append([SmallBoxes(labels)] if labels else "")
            data.append(cells)
        commands: Commands = [
            ("LINEABOVE", (0, 0), (-1, -1), 0.4, look.RULE),
            ("TOPPADDING", (0, 0), (0, -1), 4.2),
        ]
        return _tables(self.width, data, (0.05, 0.73, 0.22) if boxes else (0.05, 0.95), commands)

    def _date_rows(self, block: el.DateRows) -> list[Flowable]:
        data: list[list[object]] = [[paragraph(line, "header") for line in block.header]]
        commands = _header_commands()
        bars = {"hard": (3.0, None), "procedural": (1.0, None), "system": (1.0, (2, 2))}
        for index, row in enumerate(block.rows, start=1):
            quiet = row.kind == "recommended"
            day = Paragraph(escape(row.day_text), look.styles()["value" if quiet else "label"])
            # a tag is drawn as one line; its second language goes beneath
            tag: list[Flowable] = [Tag(row.kind_label.text, row.kind)]
            if row.kind_label.second is not None:
                tag.append(paragraph(el.Line(row.kind_label.second), "quiet"))
            title = Paragraph(markup(row.title), look.styles()["value" if quiet else "tick"])
            what: list[Flowable] = [title, *_details(row.details)]
            data.append([[day, Spacer(1, 2), *tag], what, TickBox(row.done, 8)])
            width, dash = bars.get(row.kind, (0.0, None))
            if width:
                commands.append(("LINEBEFORE", (0, index), (0, index), width, look.INK, 0, dash))
        data[0].append("")
        commands.append(("LINEBELOW", (0, 1), (-1, -1), 0.4, look.RULE))
        return _tables(self.width, data, (0.27, 0.68, 0.05), commands, header=True)

    def _note(self, block: el.Note) -> list[Flowable]:
        first = Paragraph(
            f'<font name="{look.BOLD}">{_broken(block.label.text)}:</font> {markup(block.lines[0])}'
            if block.lines
            else f'<font name="{look.BOLD}">{_broken(block.label.text)}</font>',
            look.styles()["value"],
        )
        cell = [first, *(paragraph(line, "value") for line in block.lines[1:])]
        strong = block.severity is el.Severity.RED
        width = {el.Severity.RED: 1.6, el.Severity.AMBER: 0.9, el.Severity.INFO: 0.4}[block.severity]
        commands: Commands = [("BOX", (0, 0), (-1, -1), width, look.RED if strong else look.INK)]
        if block.severity is el.Severity.AMBER:
            commands.append(("BACKGROUND", (0, 0), (-1, -1), look.SHADE))
        # Finding where a page ends within one row of thousands of lines takes minutes.
        step = len(cell) if len(cell) <= _LINES_OF_LONG_NOTE else _LINES_TOGETHER
        data: list[list[object]] = [["", cell[n : n + step]] for n in range(0, len(cell), step)]
        data[0][0] = Sign(block.severity)
        tables = _tables(self.width, data, (0.05, 0.95), commands)
        return [Spacer(1, 3), *tables, Spacer(1, 5)]

    def _fill_ins(self, block: el.FillIns) -> list[Flowable]:
        labels: list[object] = [paragraph(box.label, "small") for box in block.boxes]
        values: list[object] = [Paragraph(escape(box.value), look.styles()["value"]) for box in block.boxes]
        share = 1 / len(block.boxes)
        table = Table(
            [labels, values],
            colWidths=[self.width * share] * len(block.boxes),
            rowHeights=[None, None if any(box.value for box in block.boxes) else 24],
            style=[
                ("FONTNAME", (0, 0), (-1, -1), look.REGULAR),
                ("GRID", (0, 1), (-1, 1), 0.7, look.INK),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, 1), "MIDDLE"),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 1.5),
            ],
        )
        return [table, Spacer(1, 4)]

    def _table(self, block: el.Table) -> list[Flowable]:
        def cells(lines: Iterable[el.Line], style: str, number: str) -> list[object]:
            return [paragraph(line, number if i in block.numeric else style) for i, line in enumerate(lines)]

        plain, number = ("small_cell", "small_number") if block.small else ("cell", "number")
        data = [cells(block.header, "header", "header_number")]
        data += [
            cells(row, "total" if place in block.loud else plain, number)
            for place, row in enumerate(block.rows)
        ]
        data += [[""] * len(block.header) for _ in range(block.empty_rows)]
        commands = _header_commands()
        commands.append(("INNERGRID", (0, 0), (-1, -1), 0.3, look.RULE))
        commands.append(("BOX", (0, 0), (-1, -1), 0.5, look.GREY))
        if block.small:
            commands += [("TOPPADDING", (0, 1), (-1, -1), 1.8), ("BOTTOMPADDING", (0, 1), (-1, -1), 2.4)]
        for place in block.loud:
            commands.append(("BACKGROUND", (0, place + 1), (-1, place + 1), look.SHADE))
        if block.empty_rows:
            first = len(block.rows) + 1
            commands.append(("BOTTOMPADDING", (0, first), (-1, -1), 11))
        total = [cells(block.total, "total", "total_number")] if block.total else []
        share = sum(block.widths)
        return [
            Spacer(1, 3),
            *_tables(self.width, data, [w / share for w in block.widths], commands, header=True, total=total),
            Spacer(1, 5),
        ]

    def _drawing(self, block: el.Drawing) -> list[Flowable]:
        found: list[Flowable] = []
        for layout in block.layouts:
            found += [DrawingFlowable(layout, self.width), Spacer(1, 4)]
        return [*found, paragraph(block.alt, "quiet"), *(paragraph(line, "quiet") for line in block.printed)]


def _leads_to_table(blocks: Sequence[el.Block], index: int) -> bool:
    """Whether a run of lines that ends in a table begins here, and not under a heading."""
    before = blocks[index - 1] if index else None
    if not isinstance(blocks[index], el.Paragraph) or isinstance(before, (el.Heading, el.Paragraph)):
        return False
    after = next((b for b in blocks[index:] if not isinstance(b, el.Paragraph)), None)
    return before is not None and isinstance(after, (el.Table, el.DateRows, el.TickRows, el.Rows))


def _until_heading(blocks: Sequence[el.Block], made: Sequence[list[Flowable]], start: int) -> list[Flowable]:
    """What has been made of the blocks from ``start`` up to the next heading."""
    found: list[Flowable] = []
    for block, flowables in zip(blocks[start:], made[start:], strict=True):
        if isinstance(block, el.Heading):
            break
        found += flowables
    return found


def height_of(flowable: Flowable, width: float = look.TEXT_WIDTH) -> float:
    """Height in points at this width, with the space before and after."""
    height = float(flowable.wrap(width, look.PAGE_HEIGHT)[1])
    return height + float(flowable.getSpaceBefore()) + float(flowable.getSpaceAfter())


def opening_height(flowables: Sequence[Flowable]) -> tuple[float, int]:
    """The beginning that must stay together: its height, and how many flowables it has.

    It reaches to the second row of the first table (after its header), or to the end of a few lines of text.
    """
    total, text = 0.0, 0.0
    for index, flowable in enumerate(flowables):
        if isinstance(flowable, CondPageBreak):
            continue
        if isinstance(flowable, Table):
            rows = 2 + int(vars(flowable)["repeatRows"])
            return total + min(sum(_row_heights(flowable)[:rows]), look.PAGE_HEIGHT / 3), index
        height = height_of(flowable)
        total += height
        text = 0.0 if isinstance(flowable, BookmarkedHeading) else text + height
        if text > _LEAST_AFTER_HEADING:
            return min(total, look.PAGE_HEIGHT / 2), index + 1
    return total, len(flowables)


def least_height(flowables: Sequence[Flowable]) -> float:
    """Height that the beginning of ``flowables`` needs."""
    return opening_height(flowables)[0]


def whole_height(flowables: Sequence[Flowable]) -> float:
    """Height of all of ``flowables``, but never more than most of a page."""
    return min(sum(height_of(f) for f in flowables), look.PAGE_HEIGHT * 0.7)


def _details(lines: Iterable[el.Line]) -> list[Flowable]:
    return [paragraph(line, "detail") for line in lines]


def _header_commands() -> Commands:
    return [("BACKGROUND", (0, 0), (-1, 0), look.BAND), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]


def _tables(
    width: float,
    data: list[list[object]],
    shares: Sequence[float],
    commands: Commands,
    header: bool = False,
    total: Sequence[list[object]] = (),
) -> list[Flowable]:
    """Rows as a table of the full width; a ``header`` row repeats on each page, ``total`` comes last."""
    widths = [width * share for share in shares]
    base: Commands = [
        ("FONTNAME", (0, 0), (-1, -1), look.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2.4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    body = [*data, *total]
    if len(body) > _SHORT_TABLE:
        # no single row is left over for the next page
        base.append(("NOSPLIT", (0, -2), (-1, -1)))
    if total:
        base.append(("LINEABOVE", (0, len(body) - 1), (-1, len(body) - 1), 1.1, look.INK))
    style = [*base, *commands]
    table = Table(body, colWidths=widths, repeatRows=int(header), style=style, spaceAfter=3)
    if max(_row_heights(table), default=0) > _HIGH_ROW:
        # a row is kept whole unless no page could hold it
        table = Table(body, widths, repeatRows=int(header), style=style, spaceAfter=3, splitInRow=1)
    return [table]


def _row_heights(table: Table) -> Sequence[float]:
    """Heights of the rows. They stay computed, so that asking costs nothing later."""
    table.wrap(look.TEXT_WIDTH, look.PAGE_HEIGHT)
    # ReportLab offers no public way to ask
    heights: Sequence[float] = vars(table)["_rowHeights"]
    return heights
