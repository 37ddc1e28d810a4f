"""The proof behind a counted period: window, breaks and the ledger that adds up."""

from __future__ import annotations

from decimal import Decimal

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section, Table
from permitdesk.domain.stay.evidence import BreakResult, ContinuityResult, LedgerRow, StayEvidence

_LEDGER_COLUMNS = ("first", "last", "days", "what", "strict", "lenient")
_BREAK_COLUMNS = ("left", "returned", "strict", "lenient", "safe_until", "grade")


def ledger_section(context: Context) -> Section | None:
    """One part for each required period of the chosen route; None when the route requires none."""
    route = context.route
    if route is None or not route.stay_evidence:
        return None
    blocks: list[Block] = [Paragraph(context.words.line("report.ledger.intro"))]
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
    if evidence.ledger:
        blocks.append(_ledger(context, evidence))
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
        Row(
            words.line("report.ledger.required"),
            (words.line("report.ledger.required_line", y=evidence.required_years, n=evidence.required_days),),
        ),
        Row(
            words.line("report.ledger.credited"),
            (
                words.line(
                    "report.ledger.credited_line",
                    strict=plain(evidence.credited_strict),
                    lenient=plain(evidence.credited_lenient),
                ),
            ),
        ),
    ]
    if evidence.window_first is not None and evidence.window_last is not None:
        line = words.line("report.ledger.window_line", first=evidence.window_first, last=evidence.window_last)
        rows.append(Row(words.line("report.ledger.window"), (line,)))
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
        rows.append(Row(words.line("report.ledger.breaks"), (line, grade)))
    return rows


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
        (17, 17, 9, 35, 11, 11),
        numeric=frozenset({2, 4, 5}),
        small=True,
        total=(
            total,
            Line(""),
            Line(""),
            Line(""),
            words.value(plain(evidence.credited_strict)),
            words.value(plain(evidence.credited_lenient)),
        ),
    )


def _row(context: Context, row: LedgerRow) -> tuple[Line, ...]:
    words = context.words
    return (
        words.day(row.first),
        words.day(row.last),
        words.value(Decimal(row.days)),
        words.statement(row.note),
        words.value(plain(row.credited_strict)),
        words.value(plain(row.credited_lenient)),
    )


def plain(number: Decimal) -> Decimal:
    """A count of days without needless zeros: 12, 12.5."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
