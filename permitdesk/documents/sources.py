"""The list of sources: the only place that prints their full titles and addresses."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Table
from permitdesk.domain.law.citations import Citation


def sources_blocks(context: Context) -> list[Block]:
    """Every source that this paper names, with its address in full: paper cannot be clicked."""
    words = context.words
    used = {citation.source for citation in _citations(context)}
    rows = tuple(
        (Line(s.title), Line(f"{s.speaks_of:%d.%m.%Y}"), Line(s.url, None, None, s.url))
        for s in context.ruleset.sources
        if s.id in used
    )
    if not rows:
        return []
    columns = ("title", "state", "address")
    header = tuple(words.line(f"report.reasons.source_column.{c}") for c in columns)
    return [
        Heading(words.line("report.reasons.sources")),
        Table(header, rows, (48, 14, 38), small=True),
    ]


def _citations(context: Context) -> list[Citation]:
    route, dossier = context.route, context.dossier
    stay, channel, earlier = dossier.last_day_of_legal_stay, dossier.channel, dossier.earlier_filing
    citations = [*stay.citations, *channel.citations, *earlier.citations]
    if route is not None:
        for finding in (*route.requirements, *route.bars, *route.refusal_grounds):
            citations += finding.citations
        citations += [c for fee in route.fees for c in fee.citations]
        citations += [c for item in route.checklist for c in item.citations]
        citations += [c for deadline in route.deadlines for c in deadline.citations]
        citations += [c for note in route.notes for c in note.citations]
        citations += route.signing.citations
    return citations + [a.provenance.citation() for a in context.shown_advice]
