"""The proof behind a counted period: window, breaks and the ledger that adds up."""

from __future__ import annotations

from decimal import Decimal

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section, Table
from permitdesk.documents.proof_parts import (
    dotted,
    plain,
    reason_blocks,
    second_line,
    sums_table,
    uncertain_rows,
)
from permitdesk.documents.wording import joined_lines
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.stay.evidence import BreakResult, ContinuityResult, LedgerRow, StayEvidence

_LEDGER_COLUMNS = ("first", "last", "days", "what", "article", "strict", "lenient")
_BREAK_COLUMNS = ("left", "returned", "strict", "lenient", "safe_until", "grade")


def ledger_section(context: Context) -> Section | None:
    """One part for each required period of the chosen route; None when the route requires none."""
    route = context.route
    if route is None or not route.stay_evidence:
        return None
    blocks: list[Block] = []
    if any(e.continuity is not None and e.continuity.breaks for e in route.stay_evidence):
        blocks.append(Paragraph(context.words.line("report.ledger.intro"), quiet=True))
    for evidence in route.stay_evidence:
        blocks += _evidence(context, evidence)
    return Section("ledger", context.words.line("report.ledger.title"), tuple(blocks))


def _evidence(context: Context, evidence: StayEvidence) -> list[Block]:
    words = context.words
    key = f"requirement.{evidence.rule_id}.title"
    title = words.line(key) if words.has(key) else words.line("report.ledger.period")
    blocks: list[Block] = [Heading(title), Rows(tuple(_summary(context, evidence)), dense=True)]
    if evidence.continuity is not None and evidence.continuity.breaks:
        blocks.append(_breaks(context, evidence.continuity))
    if len(evidence.ledger) > 1:
        blocks.append(_ledger(context, evidence))
        sums = sums_table(context, evidence)
        blocks += [] if sums is None else [sums]
    blocks += reason_blocks(context, evidence)
    said = {s for f in route.requirements for s in f.explanation} if (route := context.route) else set()
    blocks += [Paragraph(line) for line in words.statements(n for n in evidence.notes if n not in said)]
    return blocks


def _summary(context: Context, evidence: StayEvidence) -> list[Row]:
    words = context.words
    rows = [
        Row(
            words.line("report.ledger.result"),
            (words.line(f"verdict.{evidence.verdict}.title"),),
        ),
        Row(words.line("report.ledger.required"), (_required(context, evidence),)),
        Row(
            words.line("report.ledger.credited"),
            (
                words.line(
                    "report.ledger.credited_line",
                    strict=plain(evidence.credited_strict),
                    lenient=plain(evidence.credited_lenient),
                ),
                *second_line(context, evidence),
            ),
        ),
    ]
    if len(evidence.ledger) == 1:
        # One line needs no table.
        only = evidence.ledger[0]
        line = joined_lines(words.statement(only.note), _articles(context, only), " ")
        rows.append(Row(words.line("report.ledger.column.what"), (line,)))
    if evidence.continuity is not None:
        limits = evidence.continuity
        line = words.line(
            "report.ledger.breaks_line",
            strict=limits.total_days_strict,
            strict_limit=limits.total_limit_strict,
            lenient=limits.total_days_lenient,
            lenient_limit=limits.total_limit_lenient,
            longest=limits.longest_strict,
        )
        grade = words.line(f"report.grade.{limits.grade}")
        rows.append(Row(words.line("report.ledger.breaks"), (joined_lines(line, grade, " "),)))
    return [*rows, *uncertain_rows(context, evidence)]


def _required(context: Context, evidence: StayEvidence) -> Line:
    """The length of the period, and the days it is looked for in."""
    words = context.words
    line = words.line("report.ledger.required_line", y=evidence.required_years, n=evidence.required_days)
    if evidence.window_first is None or evidence.window_last is None:
        return line
    window = words.line("report.ledger.window_line", first=evidence.window_first, last=evidence.window_last)
    return joined_lines(line, window, "; ")


def _breaks(context: Context, continuity: ContinuityResult) -> Table:
    words = context.words
    return Table(
        tuple(words.line(f"report.ledger.break.{c}") for c in _BREAK_COLUMNS),
        tuple(_break(context, b) for b in continuity.breaks),
        (17, 17, 12, 12, 17, 25),
        numeric=frozenset({2, 3}),
        small=True,
    )


def _break(context: Context, result: BreakResult) -> tuple[Line, ...]:
    words = context.words
    grade = words.line("report.grade.exempt" if result.exempt else f"report.grade.{result.grade}")
    return (
        words.day(result.left),
        words.day(result.returned) if result.returned else words.line("report.ledger.still_abroad"),
        Line(str(result.days_strict)),
        Line(str(result.days_lenient)),
        words.day(result.safe_until),
        grade,
    )


def _ledger(context: Context, evidence: StayEvidence) -> Table:
    words = context.words
    total = words.line("report.ledger.total")
    return Table(
        tuple(words.line(f"report.ledger.column.{c}") for c in _LEDGER_COLUMNS),
        tuple(_row(context, r) for r in evidence.ledger),
        (11, 11, 8, 36, 17, 9, 9),
        numeric=frozenset({2, 5, 6}),
        small=True,
        total=(
            total,
            Line(""),
            words.value(Decimal(sum(row.days for row in evidence.ledger))),
            Line(""),
            Line(""),
            words.value(plain(evidence.credited_strict)),
            words.value(plain(evidence.credited_lenient)),
        ),
    )


def _articles(context: Context, row: LedgerRow) -> Line:
    """The articles of a row, and whether they are not confirmed."""
    articles = Line("; ".join(dict.fromkeys(c.article for c in row.citations)))
    if any(c.certainty is not Certainty.CONFIRMED for c in row.citations):
        doubt = context.words.line("report.proof.unconfirmed")
        articles = joined_lines(articles, doubt, " \N{MIDDLE DOT} ")
    return articles


def _row(context: Context, row: LedgerRow) -> tuple[Line, ...]:
    words = context.words
    return (
        Line(dotted(row.first)),
        Line(dotted(row.last)),
        words.value(Decimal(row.days)),
        words.statement(row.note),
        _articles(context, row),
        words.value(plain(row.credited_strict)),
        words.value(plain(row.credited_lenient)),
    )
