"""Why: each requirement with its verdict, the facts used, the arithmetic, the article and the source."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section
from permitdesk.documents.obstacles import obstacle_blocks
from permitdesk.documents.questions import fact_line, question_line, value_line
from permitdesk.documents.sources import sources_blocks
from permitdesk.documents.wording import Wording, joined_lines, run_on
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Fact, Finding, Statement, Verdict

#: a used value shorter than this may stand in a sentence by chance
_TELLING = 6
#: so many permits are listed while none is chosen; the program shows them all
ROUTES_WITHOUT_CHOICE = 12


def reasons_section(context: Context) -> Section:
    """Requirements, bars and grounds of refusal of the chosen route, then the other results."""
    words, route = context.words, context.route
    blocks: list[Block] = [Paragraph(words.line("report.reasons.intro"))]
    if route is not None:
        if route.requirements:
            blocks.append(Heading(words.line("report.reasons.requirement")))
            rows = tuple(finding_row(context, "requirement", f) for f in route.requirements)
            blocks.append(Rows(rows, dense=True))
        for kind, findings in (("bar", route.bars), ("refusal", route.refusal_grounds)):
            blocks += obstacle_blocks(context, kind, findings, finding_row)
        if route.remedies:
            blocks.append(Heading(words.line("report.reasons.remedies")))
            blocks += [Paragraph(line) for line in words.statements(route.remedies)]
    blocks += _routes(context)
    others = _others(context)
    if others:
        blocks.append(Heading(words.line("report.reasons.other")))
        blocks.append(Rows(tuple(others), dense=True))
    blocks += sources_blocks(context)
    return Section("reasons", words.line("report.reasons.title"), tuple(blocks))


def finding_row(context: Context, kind: str, finding: Finding) -> Row:
    """One rule in full: verdict, what it is for, what was found, and the source beneath."""
    words = context.words
    key = f"{kind}.{finding.rule_id}"
    label = words.line(f"{key}.title") if words.has(f"{key}.title") else Line(finding.rule_id)
    said = words.statements(finding.explanation)
    counted = words.statements(finding.arithmetic)
    lines = [_verdict(words, kind, finding), *words.optional(f"{key}.why"), *run_on(said)]
    if kind == "requirement" and finding.verdict in (Verdict.NOT_MET, Verdict.TOO_EARLY):
        lines += words.optional(f"{key}.fix")
    open_ = finding.verdict is Verdict.UNKNOWN
    facts = [f for f in finding.facts_used if f.value is not None or not open_]
    new = (fact_line(words, f) for f in facts if not _told(words, f, (*said, *counted)))
    lines += _listed(context, "report.reasons.facts", new, "; ")
    lines += _listed(context, "report.reasons.arithmetic", counted, " ")
    lines += _earliest(words, finding, counted)
    if open_ and not finding.explanation:
        questions = (question_line(words, q) for q in finding.questions)
        lines += _listed(context, "report.reasons.to_answer", questions, " ")
    return Row(label, tuple(lines), lead=True, sources=words.citations(finding.citations, context.ruleset))


def _told(words: Wording, fact: Fact, lines: Iterable[Line]) -> bool:
    """Whether a sentence about the rule names the value already."""
    value = value_line(words, fact).text
    return len(value) >= _TELLING and any(value in line.text for line in lines)


def _earliest(words: Wording, finding: Finding, counted: Iterable[Line]) -> list[Line]:
    """The earliest days of this rule, unless the arithmetic names them already."""
    safe, lenient = (finding.earliest.safe, finding.earliest.lenient) if finding.earliest else (None, None)
    named = " ".join(line.text for line in counted)
    lines: list[Line] = []
    if safe is not None and words.texts.day(safe) not in named:
        lines.append(words.line("report.earliest.safe", day=safe))
    if lenient is not None and lenient != safe and words.texts.day(lenient) not in named:
        lines.append(words.line("report.earliest.lenient", day=lenient))
    return lines


def _verdict(words: Wording, kind: str, finding: Finding) -> Line:
    """The verdict in words. For bars and refusals MET means that nothing stands in the way."""
    if kind == "requirement":
        return words.line(f"verdict.{finding.verdict}.title")
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
    """What page one and the parts before say already, with its arithmetic and its articles."""
    dossier = context.dossier
    stay, channel, earlier = dossier.last_day_of_legal_stay, dossier.channel, dossier.earlier_filing
    rows = [
        _other(context, "last_day", stay.arithmetic, stay.citations),
        _other(context, "channel", (), channel.citations),
        _other(context, "earlier", earlier.today, earlier.citations),
    ]
    if context.route is not None:
        fees = context.route.fees
        rows.append(_other(context, "signing", (), context.route.signing.citations))
        rows.append(_other(context, "money", (), tuple(c for f in fees for c in f.citations)))
        documents = tuple(c for i in context.route.checklist for c in i.citations)
        rows.append(_other(context, "documents", (), documents))
    return [row for row in rows if row.values or row.sources]


def _other(
    context: Context, topic: str, statements: Iterable[Statement], citations: Iterable[Citation]
) -> Row:
    words = context.words
    return Row(
        words.line(f"report.reasons.topic.{topic}"),
        run_on(words.statements(statements)),
        sources=words.citations(citations, context.ruleset),
    )


def _routes(context: Context) -> list[Block]:
    """Other permits worth a look: the first ones while none is chosen, otherwise the related ones."""
    words, dossier, route = context.words, context.dossier, context.route
    fitting = dossier.routes[:ROUTES_WITHOUT_CHOICE]
    wanted = [r for r in dossier.routes if r.id in route.related] if route else list(fitting)
    if not wanted:
        return []
    rows: list[Row] = []
    for each in wanted:
        lines = [words.line(f"verdict.{each.verdict}.title"), *words.optional(f"route.{each.id}.summary")]
        if each.earliest_filing_date.safe is not None and each.verdict in (Verdict.MET, Verdict.TOO_EARLY):
            lines.append(words.line("report.earliest.safe", day=each.earliest_filing_date.safe))
        rows.append(Row(words.line(f"route.{each.id}.title"), tuple(lines), lead=True))
    blocks: list[Block] = [Heading(words.line("report.reasons.routes")), Rows(tuple(rows), dense=True)]
    more = len(dossier.routes) - len(wanted)
    if route is None and more > 0:
        blocks.append(Paragraph(words.line("report.reasons.more_routes", n=more)))
    return blocks
