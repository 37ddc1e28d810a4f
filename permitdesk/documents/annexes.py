"""Annexes that others sign, in the part about filing: who, with what, what must be ready, how far it is."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Severity, TickRow, TickRows
from permitdesk.documents.wording import inline, joined_lines
from permitdesk.domain.case import Tri
from permitdesk.domain.dossier import AnnexItem
from permitdesk.domain.law.annexes import third_party
from permitdesk.domain.law.findings import Verdict


def annex_blocks(context: Context) -> list[Block]:
    """A list to tick off for each annex of the chosen route; nothing for a route without any."""
    words, route = context.words, context.route
    if route is None or not route.annexes:
        return []
    blocks: list[Block] = [Heading(words.line("annexes.title"))]
    if third_party(route.annexes):
        blocks.append(context.note(Severity.RED, (words.line("annexes.rule"),)))
        blocks.append(Paragraph(words.line("annexes.link")))
    blocks.append(TickRows(tuple(_row(context, item) for item in route.annexes)))
    return blocks


def _row(context: Context, item: AnnexItem) -> TickRow:
    words = context.words
    title = words.line(f"annex.{item.id}.title")
    if item.party_name:
        title = joined_lines(title, Line(item.party_name), " · ")
    details = [words.line(f"annex.{item.id}.why")]
    if item.needed is not Verdict.MET:
        details.append(words.line(f"report.needed.{item.needed}"))
    signatures = words.joined((f"signature.{s}" for s in item.signatures), "report.or_join")
    details.append(joined_lines(words.line("annexes.signed_with"), signatures, " "))
    if item.blocks:
        ready = words.joined((f"annex_block.{block}" for block in item.blocks), "annexes.join")
        details.append(joined_lines(words.line("annexes.ready"), ready, " "))
    if item.requested_on is not None:
        details += inline([words.line("annexes.requested", day=item.requested_on)])
    return TickRow(title, item.third_party and item.signed == Tri.YES, tuple(details))
