"""After filing: travel, the letters, and topic by topic what the rules say about this permit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    Bullets,
    FillIn,
    FillIns,
    Heading,
    Line,
    Row,
    Rows,
    Section,
    Severity,
    Table,
)
from permitdesk.documents.glance import last_day_state
from permitdesk.documents.own_form import has_own_form
from permitdesk.documents.paper_steps import is_on_paper
from permitdesk.documents.wording import inline, run_on
from permitdesk.domain.dossier import RouteNoteItem
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.rules import Channel, Family

#: letters of the office: what it asks, how long, how counted, what follows
LETTERS = ("defects", "duty", "evidence", "visit", "refusal")
_COLUMNS = ("letter", "time", "missed")
#: notes of the rules whose content this paper prints elsewhere: page one, the steps of MOS, the
#: outage part, the table of letters, the frame about travel
SAID_ELSEWHERE = frozenset(
    {
        "pr_only_mos",
        "pr_formal_defects",
        "pr_unpaid_stamp_duty",
        "pr_draft_45_days",
        "pr_mos_outage",
        "pr_travel_waiting",
        "ltr_only_mos",
        "ltr_formal_defects",
        "ltr_mos_outage",
        "ltr_travel_waiting",
        "tr_unpaid_stamp_duty",
    }
)
#: temporary permits have many notes: more than these on one topic stand in a paragraph each
RUN_ON = 3
#: a note that tells of the days to leave Poland
AFTER_REFUSAL = "tr_after_refusal"
#: a note that forbids what the general words about travel allow
LEAVING_ENDS_STAY = "tolerated_leaving_loses_title"


@dataclass(frozen=True, slots=True)
class _Part:
    """A fixed part: ``report.after.<id>.1`` … ``.<lines>``.

    Where the rules have notes on all its ``topics``, these take its place; of the fixed lines
    only the ``extra`` ones are added, each to its topic unless the note named third says the same.
    """

    id: str
    lines: int
    topics: tuple[str, ...] = ()
    extra: tuple[tuple[str, str, str], ...] = ()


_PARTS = (
    _Part(
        "visit",
        4,
        ("visit",),
        (("visit", "report.after.visit.3", ""), ("visit", "report.after.visit.4", "")),
    ),
    _Part("certificate", 4, ("certificate",), (("certificate", "report.after.certificate.3", ""),)),
    _Part("waiting", 3, ("legal_stay_while_waiting", "work_while_waiting")),
    _Part(
        "decision",
        4,
        ("decision_time", "appeal", "after_refusal"),
        (
            ("decision_time", "report.after.decision.no_day", ""),
            ("appeal", "report.after.decision.appeal_signed", "ltr_appeal"),
        ),
    ),
    _Part("notify", 2),
)

#: parts that tell of MOS, its certificate and the wait in Poland, which a paper case does not have
_MOS_PARTS = frozenset({"visit", "certificate", "waiting"})
#: letters and parts that an application with a form of its own does not know: nobody asks for a fee later,
#: nobody is called for fingerprints, and no certificate of art. 108 comes
_NOT_WITH_OWN_FORM = frozenset({"duty", "visit", "evidence", "certificate"})
#: channels in which somebody else files for the person
_OTHERS_FILE = frozenset({Channel.PAPER_HOST.value, Channel.PAPER_SPONSOR.value})


def after_filing_section(context: Context) -> Section:
    """What happens after the UPO, with the rules for counting the days of each letter."""
    words = context.words
    blocks: list[Block] = [
        *(() if has_own_form(context) else (context.basis("after"),)),
        *_first_notes(context),
        Heading(words.line("report.after.letters.title")),
        Bullets(tuple(words.line(f"report.after.letters.{n}") for n in range(1, 5))),
        _letter_table(context),
        Bullets(tuple(words.line(f"report.after.counting.{n}") for n in range(1, 5))),
        FillIns(
            tuple(FillIn(words.line(f"report.after.box.{b}")) for b in ("letter", "delivered", "last_day"))
        ),
        Heading(words.line("report.after.topics.title")),
        Rows(tuple(_topics(context)), dense=True),
    ]
    return Section("after", words.line("report.after.title"), tuple(blocks))


def _first_notes(context: Context) -> list[Block]:
    """What travel means; on paper also who gets the letters and what does not come."""
    channel = context.dossier.channel.channel
    if not is_on_paper(channel):
        return [context.note(Severity.RED, _travel(context))]
    words = context.words
    return [
        context.note(Severity.RED, (words.line(f"paper.travel.{channel}"),)),
        context.note(Severity.INFO, (words.line(f"paper.after.{channel}"),)),
    ]


def _travel(context: Context) -> list[Line]:
    """What does not let you cross a border; who loses the stay by leaving is not told "you may leave"."""
    words, route = context.words, context.route
    warned = route is not None and any(note.id == LEAVING_ENDS_STAY for note in route.notes)
    second = f"note.{LEAVING_ENDS_STAY}" if warned else "report.after.travel.2"
    return [words.line(key) for key in ("report.after.travel.1", second, "report.after.travel.3")]


def _letter_table(context: Context) -> Table:
    words = context.words
    return Table(
        tuple(words.line(f"report.after.column.{c}") for c in _COLUMNS),
        tuple(tuple(words.line(_cell(context, i, c)) for c in _COLUMNS) for i in _letters(context)),
        (34, 28, 38),
    )


def _cell(context: Context, letter: str, column: str) -> str:
    """Nobody abroad has to leave, or loses a stay that the application would have protected."""
    if column == "missed" and letter in ("defects", "refusal") and _is_abroad(context):
        return f"report.after.table.{letter}.missed_abroad"
    return f"report.after.table.{letter}.{column}"


def _letters(context: Context) -> tuple[str, ...]:
    """Nobody is called to the office for fingerprints in the paper cases of others (art. 106j, 106l(7))."""
    others = context.dossier.channel.channel in _OTHERS_FILE
    if has_own_form(context):
        return tuple(i for i in LETTERS if i not in _NOT_WITH_OWN_FORM)
    return tuple(i for i in LETTERS if i != "visit" or not others)


def _topics(context: Context) -> Iterable[Row]:
    """The fixed parts in order, or the notes that take their place, then the notes on other topics."""
    by_topic = notes_by_topic(context)
    done: set[str] = set()
    paper = is_on_paper(context.dossier.channel.channel)
    own = has_own_form(context)
    for part in _PARTS:
        if (paper and part.id in _MOS_PARTS) or (own and part.id in _NOT_WITH_OWN_FORM):
            continue
        if part.topics and all(topic in by_topic for topic in part.topics):
            for topic in part.topics:
                notes = by_topic[topic]
                said = {note.id for note in notes}
                wanted = [key for at, key, same in part.extra if at == topic and same not in said]
                yield _row(context, notes, [context.words.line(key) for key in wanted])
            done.update(part.topics)
        elif part.id == "decision" and (context.route is None or context.family is Family.TEMPORARY):
            told = _decision_of_temporary(context, by_topic)
            if told:
                yield Row(context.words.line("report.after.decision.title"), run_on(told))
        else:
            yield _fixed(context, part)
    for topic, notes in by_topic.items():
        if topic not in done:
            yield _row(context, notes, ())


def _decision_of_temporary(context: Context, told: Collection[str]) -> list[Line]:
    """General words on those topics of the decision that the notes, or a choice still open, leave out.

    The time is another than for permanent residence (art. 112a), and who is abroad has no days to leave.
    """
    time = "temporary" if context.route else "undecided"
    keys = {"decision_time": time, "appeal": "2", "after_refusal": "3"}
    if context.dossier.channel.channel in _OTHERS_FILE:
        del keys["after_refusal"]
    return [
        context.words.line(f"report.after.decision.{key}") for topic, key in keys.items() if topic not in told
    ]


def notes_by_topic(context: Context) -> dict[str, list[RouteNoteItem]]:
    """Dated notes of the chosen route in the order of the rules, without those said elsewhere."""
    found: dict[str, list[RouteNoteItem]] = {}
    route = context.route
    for note in route.notes if route else ():
        if note.id == AFTER_REFUSAL and _is_abroad(context):
            continue
        if route and not (route.in_mos and note.id in SAID_ELSEWHERE):
            found.setdefault(note.topic, []).append(note)
    return found


def _is_abroad(context: Context) -> bool:
    return last_day_state(context.dossier.last_day_of_legal_stay) == "abroad"


def _fixed(context: Context, part: _Part) -> Row:
    words = context.words
    lines = [words.line(f"report.after.{part.id}.{n}") for n in range(1, part.lines + 1)]
    if part.id == "visit" and context.family is Family.LONG_TERM_EU:
        lines.append(words.line("report.after.visit.dwelling"))
    return Row(words.line(f"report.after.{part.id}.title"), run_on(lines))


def _row(context: Context, notes: list[RouteNoteItem], extra: Iterable[Line]) -> Row:
    """One topic: its notes, the articles in one line, and a warning where a source is not certain."""
    words = context.words
    citations = [c for note in notes for c in note.citations]
    key = f"topic.{notes[0].topic}"
    label = words.line(key if words.has(key) else "report.after.notes.other")
    articles = "; ".join(dict.fromkeys(c.article for c in citations))
    sources = [words.line("report.dates.basis", articles=articles)] if articles else []
    if any(c.certainty is not Certainty.CONFIRMED for c in citations):
        sources.append(words.line("report.check_with_office"))
    lines = [*(words.line(f"note.{note.id}") for note in notes), *extra]
    apart = context.family is Family.TEMPORARY and len(lines) > RUN_ON
    told = tuple(lines) if apart else run_on(lines)
    return Row(label, told, sources=inline(sources))
