"""The dates: what the law sets, what the system sets, and what only we advise."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, DateRow, DateRows, Line, Paragraph, Row, Rows, Section
from permitdesk.domain.dossier import Deadline, DeadlineKind


def deadlines_section(context: Context) -> Section:
    """All dates of the chosen route in order; without a route only the last day of legal stay."""
    words = context.words
    rows = tuple(_row(context, d) for d in _deadlines(context))
    blocks: list[Block] = [context.warning_note(w) for w in context.warnings_after_page_one]
    if rows:
        blocks.append(DateRows((words.line("report.dates.when"), words.line("report.dates.what")), rows))
    else:
        blocks.append(Paragraph(words.line("report.dates.none")))
    blocks.append(Rows(tuple(_legend(context, {row.kind for row in rows}))))
    return Section("deadlines", words.line("report.dates.title"), tuple(blocks), new_page=True)


def kind_label(context: Context, kind: DeadlineKind) -> Line:
    """The word for a kind of date."""
    return context.words.line(f"report.kind.{kind}.title")


def _deadlines(context: Context) -> list[Deadline]:
    if context.route is not None:
        return sorted(context.route.deadlines, key=lambda d: (d.day, d.id))
    stay = context.dossier.last_day_of_legal_stay
    if stay.day is None:
        return []
    return [
        Deadline(
            "last_day_of_legal_stay", stay.day, DeadlineKind.HARD, stay.day, stay.explanation, stay.citations
        )
    ]


def _row(context: Context, deadline: Deadline) -> DateRow:
    words = context.words
    key = f"deadline.{deadline.id}"
    details = [*words.optional(f"{key}.why"), *words.statements(deadline.basis)]
    if deadline.day < context.dossier.on and not deadline.done:
        details.insert(0, words.line("report.dates.passed"))
    if deadline.unrolled != deadline.day:
        details.append(words.line("report.dates.rolled", unrolled=deadline.unrolled, day=deadline.day))
    articles = "; ".join(dict.fromkeys(c.article for c in deadline.citations))
    if articles and deadline.kind is not DeadlineKind.RECOMMENDED:
        details.append(words.line("report.dates.basis", articles=articles))
    return DateRow(
        deadline.day,
        words.texts.day(deadline.day),
        str(deadline.kind),
        kind_label(context, deadline.kind),
        words.line(f"{key}.title"),
        tuple(details),
        deadline.done,
    )


def _legend(context: Context, used: set[str]) -> list[Row]:
    """The kinds of dates that occur, in words; all of them if there is no date yet."""
    words = context.words
    return [
        Row(kind_label(context, k), (words.line(f"report.kind.{k}.meaning"),))
        for k in DeadlineKind
        if not used or k in used
    ]
