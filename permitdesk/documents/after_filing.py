"""After filing: the certificate, the visit, the letters, travel, the decision."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    Bullets,
    FillIn,
    FillIns,
    Heading,
    Paragraph,
    Section,
    Severity,
    Table,
)
from permitdesk.domain.law.rules import Family

#: letters of the office: what it asks, how long, how counted, what follows
LETTERS = ("defects", "duty", "evidence", "visit", "refusal")
_COLUMNS = ("letter", "time", "missed")


def after_filing_section(context: Context) -> Section:
    """What happens after the UPO, with the rules for counting the days of each letter."""
    words = context.words
    blocks: list[Block] = [
        *_topic(context, "certificate", 4),
        *_topic(context, "visit", 4),
        Heading(words.line("report.after.letters.title")),
        Bullets(tuple(words.line(f"report.after.letters.{n}") for n in range(1, 5))),
        _letter_table(context),
        Bullets(tuple(words.line(f"report.after.counting.{n}") for n in range(1, 5))),
        FillIns(
            tuple(FillIn(words.line(f"report.after.box.{b}")) for b in ("letter", "delivered", "last_day"))
        ),
        Heading(words.line("report.after.travel.title")),
        context.note(Severity.RED, [words.line(f"report.after.travel.{n}") for n in range(1, 4)]),
        *_topic(context, "waiting", 3),
        *_topic(context, "decision", 4),
        *_topic(context, "notify", 2),
        *notes_blocks(context),
        context.basis("after"),
    ]
    return Section("after", words.line("report.after.title"), tuple(blocks), new_page=True)


def _topic(context: Context, topic: str, count: int) -> list[Block]:
    words = context.words
    lines = [words.line(f"report.after.{topic}.{n}") for n in range(1, count + 1)]
    if topic == "visit" and context.family is Family.LONG_TERM_EU:
        lines.append(words.line("report.after.visit.dwelling"))
    return [Heading(words.line(f"report.after.{topic}.title")), Bullets(tuple(lines))]


def _letter_table(context: Context) -> Table:
    words = context.words
    return Table(
        tuple(words.line(f"report.after.column.{c}") for c in _COLUMNS),
        tuple(tuple(words.line(f"report.after.table.{i}.{c}") for c in _COLUMNS) for i in LETTERS),
        (34, 33, 33),
    )


def notes_blocks(context: Context) -> list[Block]:
    """Dated notes of the chosen route (validity, work, card…), grouped by topic."""
    words, route = context.words, context.route
    if route is None or not route.notes:
        return []
    blocks: list[Block] = [Heading(words.line("report.after.notes.title"))]
    blocks.append(Bullets(tuple(words.line(f"note.{note.id}") for note in route.notes)))
    sources = words.citations((c for n in route.notes for c in n.citations), context.ruleset)
    blocks += [Paragraph(line, quiet=True) for line in sources]
    return blocks
