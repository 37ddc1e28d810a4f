"""Two permits side by side, on one page of the report."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section, Table
from permitdesk.domain.compare import ComparedRow, compare
from permitdesk.domain.law.findings import Statement

#: topics whose items are told in one running line, because they are many
_RUNNING = frozenset({"documents", "risks"})


def compare_section(context: Context) -> Section | None:
    """The chosen permit beside ``Case.compared_route``; None unless both are assessed and differ.

    One page holds it because it speaks one language: the second one is for the headings only.
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
        rows = tuple(Row(words.line(f"compare.{r.topic}"), (_told(context, r.topic, r.both),)) for r in alike)
        blocks.append(Rows(rows, dense=True))
    return Section("compare", words.line("compare.title"), tuple(blocks), new_page=True, one_page=True)


def _cells(context: Context, row: ComparedRow) -> tuple[Line, Line, Line]:
    return (
        context.words.line(f"compare.{row.topic}"),
        _told(context, row.topic, row.first),
        _told(context, row.topic, row.second),
    )


def _told(context: Context, topic: str, statements: Iterable[Statement]) -> Line:
    texts = context.words.texts
    by = "; " if topic in _RUNNING else "\n"
    return Line(by.join(texts.render(statement) for statement in statements))
