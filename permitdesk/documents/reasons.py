"""Why: each requirement with its verdict, the facts used, the arithmetic, the article and the source."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section, Table
from permitdesk.documents.questions import fact_line, question_line
from permitdesk.documents.wording import Wording, joined_lines
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Finding, Statement, Verdict


def reasons_section(context: Context) -> Section:
    """Requirements, bars and grounds of refusal of the chosen route, then the other results."""
    words, route = context.words, context.route
    blocks: list[Block] = [Paragraph(words.line("report.reasons.intro"))]
    if route is not None:
        groups = {
            "requirement": route.requirements,
            "bar": route.bars,
            "refusal": route.refusal_grounds,
        }
        for kind, findings in groups.items():
            if findings:
                blocks.append(Heading(words.line(f"report.reasons.{kind}")))
                blocks.append(Rows(tuple(_finding(context, kind, f) for f in findings)))
        if route.remedies:
            blocks.append(Heading(words.line("report.reasons.remedies")))
            blocks += [Paragraph(line) for line in words.statements(route.remedies)]
    blocks.append(Heading(words.line("report.reasons.other")))
    blocks.append(Rows(tuple(_others(context))))
    blocks += _routes(context)
    blocks += _sources(context)
    return Section("reasons", words.line("report.reasons.title"), tuple(blocks), new_page=True)


def _finding(context: Context, kind: str, finding: Finding) -> Row:
    words = context.words
    key = f"{kind}.{finding.rule_id}"
    label = words.line(f"{key}.title") if words.has(f"{key}.title") else Line(finding.rule_id)
    lines = [
        _verdict(words, kind, finding),
        *words.optional(f"{key}.why"),
        *words.statements(finding.explanation),
    ]
    if kind == "requirement" and finding.verdict in (Verdict.NOT_MET, Verdict.TOO_EARLY):
        lines += words.optional(f"{key}.fix")
    open_ = finding.verdict is Verdict.UNKNOWN
    facts = (fact_line(words, f) for f in finding.facts_used if f.value is not None or not open_)
    lines += _listed(context, "report.reasons.facts", facts, "; ")
    lines += _listed(context, "report.reasons.arithmetic", words.statements(finding.arithmetic), " ")
    safe, lenient = (finding.earliest.safe, finding.earliest.lenient) if finding.earliest else (None, None)
    if safe is not None:
        lines.append(words.line("report.earliest.safe", day=safe))
    if lenient is not None and lenient != safe:
        lines.append(words.line("report.earliest.lenient", day=lenient))
    if open_ and not finding.explanation:
        questions = (question_line(words, q) for q in finding.questions)
        lines += _listed(context, "report.reasons.to_answer", questions, " ")
    return Row(label, tuple(lines), lead=True, sources=words.citations(finding.citations, context.ruleset))


def _verdict(words: Wording, kind: str, finding: Finding) -> Line:
    """The verdict in words. For bars and refusals MET means that nothing stands in the way.

    A ground of refusal about which nothing was asked is only to be read.
    """
    if kind == "requirement":
        return words.line(f"verdict.{finding.verdict}.title")
    if kind == "refusal" and finding.verdict is Verdict.MET and not finding.facts_used:
        return words.line("report.verdict.refusal.to_read")
    return words.line(f"report.verdict.{kind}.{finding.verdict}")


def _listed(context: Context, key: str, parts: Iterable[Line], by: str) -> tuple[Line, ...]:
    """One line "Facts used: a; b; c", or nothing."""
    found = list(parts)
    if not found:
        return ()
    whole = found[0]
    for part in found[1:]:
        whole = joined_lines(whole, part, by)
    return (joined_lines(context.words.line(key), whole, " "),)


def _others(context: Context) -> list[Row]:
    dossier = context.dossier
    stay, channel, earlier = dossier.last_day_of_legal_stay, dossier.channel, dossier.earlier_filing
    rows = [
        _other(context, "last_day", (*stay.explanation, *stay.arithmetic), stay.citations),
        _other(context, "channel", channel.explanation, channel.citations),
        _other(context, "earlier", (*earlier.explanation, *earlier.today), earlier.citations),
    ]
    if context.route is not None:
        signing = context.route.signing
        rows.append(_other(context, "signing", signing.explanation, signing.citations))
        fees = context.route.fees
        said = tuple(s for f in fees for s in f.explanation)
        rows.append(_other(context, "money", said, tuple(c for f in fees for c in f.citations)))
        documents = tuple(c for i in context.route.checklist for c in i.citations)
        rows.append(_other(context, "documents", (), documents))
    return [row for row in rows if row.values or row.sources]


def _other(
    context: Context, topic: str, statements: Iterable[Statement], citations: Iterable[Citation]
) -> Row:
    words = context.words
    return Row(
        words.line(f"report.reasons.topic.{topic}"),
        words.statements(statements),
        sources=words.citations(citations, context.ruleset),
    )


def _routes(context: Context) -> list[Block]:
    """Other permits worth a look: all of them while none is chosen, otherwise the related ones."""
    words, dossier, route = context.words, context.dossier, context.route
    wanted = [r for r in dossier.routes if (r.id in route.related if route else True)]
    if not wanted:
        return []
    rows: list[Row] = []
    for each in wanted:
        lines = [words.line(f"verdict.{each.verdict}.title"), *words.optional(f"route.{each.id}.summary")]
        if each.earliest_filing_date.safe is not None:
            lines.append(words.line("report.earliest.safe", day=each.earliest_filing_date.safe))
        rows.append(Row(words.line(f"route.{each.id}.title"), tuple(lines), lead=True))
    return [Heading(words.line("report.reasons.routes")), Rows(tuple(rows))]


def _sources(context: Context) -> list[Block]:
    """Every source that a reason names, with its address in full: paper cannot be clicked."""
    words, route, dossier = context.words, context.route, context.dossier
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
    used = {citation.source for citation in citations}
    rows = tuple(
        (
            joined_lines(Line(s.title), words.line("report.reasons.speaks_of", day=s.speaks_of), " · "),
            Line(s.url, None, None, s.url),
        )
        for s in context.ruleset.sources
        if s.id in used
    )
    if not rows:
        return []
    title = words.line("report.reasons.sources")
    return [Heading(title), Table((title, words.line("report.reasons.address")), rows, (55, 45))]
