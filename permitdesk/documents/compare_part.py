"""Two permits side by side, on one page of the report."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.documents.compare_words import cell_words
from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section, Table
from permitdesk.domain.compare import ComparedRow, compare
from permitdesk.domain.law.findings import Statement


def compare_section(context: Context) -> Section | None:
    """The chosen permit beside ``Case.compared_route``; None unless both are assessed and differ.

    One page holds it because it speaks one language: the second one is for the names only.
    """
    words, route = context.words, context.route
    wanted = context.case.compared_route
    other = context.dossier.route(wanted) if wanted else None
    if route is None or other is None or other.id == route.id:
        return None
    found = compare(route, other, context.dossier.on)
    header = (
        words.line("compare.question"),
        words.line(f"route.{route.id}.title"),
        words.line(f"route.{other.id}.title"),
    )
    apart = [row for row in found.rows if row.first or row.second]
    alike = [row for row in found.rows if row.both]
    blocks: list[Block] = [
        Paragraph(words.line("compare.intro")),
        Table(header, tuple(_cells(context, row) for row in apart), (16, 42, 42), small=True),
    ]
    if alike:
        blocks.append(Heading(words.line("compare.same")))
        rows = tuple(Row(_label(context, r), (_told(context, r.topic, r.both),)) for r in alike)
        blocks.append(Rows(rows, dense=True))
    return Section("compare", words.line("compare.title"), tuple(blocks), new_page=True, one_page=True)


def _cells(context: Context, row: ComparedRow) -> tuple[Line, Line, Line]:
    return (
        _label(context, row),
        _told(context, row.topic, row.first),
        _told(context, row.topic, row.second),
    )


def _label(context: Context, row: ComparedRow) -> Line:
    return Line(context.words.texts.get(f"compare.{row.topic}"))


def _told(context: Context, topic: str, statements: Iterable[Statement]) -> Line:
    return Line(cell_words(context.words.texts, topic, statements))
