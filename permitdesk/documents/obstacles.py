"""Bars and grounds of refusal: in full where they apply or are open, one line each where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Table
from permitdesk.documents.questions import fact_line
from permitdesk.documents.wording import joined_lines
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.findings import Finding, Verdict

_COLUMNS = ("what", "result", "article")


def obstacle_blocks(
    context: Context,
    kind: str,
    findings: Sequence[Finding],
    in_full: Callable[[Context, str, Finding], Row],
) -> list[Block]:
    """``kind`` is ``bar`` or ``refusal``. MET means that nothing stands in the way."""
    if not findings:
        return []
    words = context.words
    blocks: list[Block] = [Heading(words.line(f"report.reasons.{kind}"))]
    pressing = [f for f in findings if f.verdict is not Verdict.MET]
    clear = [f for f in findings if f.verdict is Verdict.MET]
    if pressing:
        blocks.append(Rows(tuple(in_full(context, kind, f) for f in pressing), dense=True))
    if clear:
        main = _main_source(clear)
        blocks += _facts(context, clear)
        if main is not None:
            blocks.append(_article_key(context, main))
        blocks.append(
            Table(
                tuple(words.line(f"report.reasons.column.{c}") for c in _COLUMNS),
                tuple(_row(context, kind, f, main) for f in clear),
                (44, 28, 28),
                small=True,
            )
        )
    return blocks


def _facts(context: Context, findings: Sequence[Finding]) -> list[Block]:
    """The answers that settled them, each once."""
    words = context.words
    facts = dict.fromkeys(f for finding in findings for f in finding.facts_used if f.value is not None)
    whole: Line | None = None
    for line in dict.fromkeys(fact_line(words, fact) for fact in facts):
        whole = line if whole is None else joined_lines(whole, line, "; ")
    if whole is None:
        return []
    return [Paragraph(joined_lines(words.line("report.reasons.facts"), whole, " "))]


def _main_source(findings: Sequence[Finding]) -> Citation | None:
    """A citation of the source that is named most often; its articles then need no name."""
    named = Counter((c.source, c.verified_on) for f in findings for c in f.citations)
    if not named:
        return None
    (source, checked), _ = named.most_common(1)[0]
    return Citation(source, "", checked)


def _article_key(context: Context, main: Citation) -> Paragraph:
    words = context.words
    name = words.source(main.source, context.ruleset)
    line = words.with_source("report.reasons.articles_of", name, checked=f"{main.verified_on:%d.%m.%Y}")
    return Paragraph(Line(line.text, line.second, None, name.link), quiet=True)


def _row(context: Context, kind: str, finding: Finding, main: Citation | None) -> tuple[Line, ...]:
    words = context.words
    key = f"{kind}.{finding.rule_id}.title"
    title = words.line(key) if words.has(key) else Line(finding.rule_id)
    # about a ground of refusal without facts nothing was asked: the office looks for itself
    unasked = kind == "refusal" and not finding.facts_used
    result = words.line(f"report.verdict.{kind}.{'to_read' if unasked else finding.verdict}")
    articles: Line | None = None
    for citation in dict.fromkeys(finding.citations):
        line = _article(context, citation, main)
        articles = line if articles is None else joined_lines(articles, line, "; ")
    return title, result, articles or Line("")


def _article(context: Context, citation: Citation, main: Citation | None) -> Line:
    words = context.words
    line = Line(citation.article)
    if main is None or (citation.source, citation.verified_on) != (main.source, main.verified_on):
        line = joined_lines(line, words.source(citation.source, context.ruleset), ", ")
    if citation.certainty is not Certainty.CONFIRMED:
        line = joined_lines(line, words.line("report.reasons.ask"), " · ")
    return line
