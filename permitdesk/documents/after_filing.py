"""After filing: the certificate, the visit, the letters, travel, the decision."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    Bullets,
    FillIn,
    FillIns,
    Heading,
    Row,
    Rows,
    Section,
    Severity,
    Table,
)
from permitdesk.domain.dossier import RouteNoteItem
from permitdesk.domain.law.citations import Certainty
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
    """Dated notes of the chosen route (validity, work, card…), grouped by topic in the order of the rules."""
    route = context.route
    if route is None or not route.notes:
        return []
    topics = dict.fromkeys(note.topic for note in route.notes)
    rows = tuple(_notes_of(context, [n for n in route.notes if n.topic == topic]) for topic in topics)
    return [Heading(context.words.line("report.after.notes.title")), Rows(rows)]


def _notes_of(context: Context, notes: list[RouteNoteItem]) -> Row:
    """One topic: its notes, the articles in one line, and a warning where a source is not certain."""
    words = context.words
    citations = [c for note in notes for c in note.citations]
    key = f"topic.{notes[0].topic}"
    label = words.line(key if words.has(key) else "report.after.notes.other")
    articles = "; ".join(dict.fromkeys(c.article for c in citations))
    sources = [words.line("report.dates.basis", articles=articles)] if articles else []
    if any(c.certainty is not Certainty.CONFIRMED for c in citations):
        sources.append(words.line("report.check_with_office"))
    return Row(label, tuple(words.line(f"note.{note.id}") for note in notes), sources=tuple(sources))
