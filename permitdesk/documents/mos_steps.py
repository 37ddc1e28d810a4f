"""Filing in MOS step by step: signing, the UPO, and what to do when MOS is down."""

from __future__ import annotations

from permitdesk.documents.annexes import annex_blocks
from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    Bullets,
    FillIn,
    FillIns,
    Heading,
    Line,
    Paragraph,
    Section,
    Severity,
    Table,
    TickRow,
    TickRows,
)
from permitdesk.documents.own_form import has_own_form
from permitdesk.documents.paper_steps import is_on_paper, paper_section
from permitdesk.documents.wording import run_on
from permitdesk.domain.case import FilingRecord, Tri
from permitdesk.domain.law.rules import Family

#: step ids in order; texts are ``report.mos.<id>.title`` and ``.text``, Polish terms ``report.term.<id>``
STEPS = (
    "day",
    "tools",
    "pay",
    "scan",
    "account",
    "form",
    "attach",
    "check",
    "sign",
    "send",
    "letters",
    "certificate",
    "changes",
)
#: where the application has a form of its own: steps with another text, and steps it does not have
_OWN_FORM = frozenset({"scan", "attach"})
_OWN_FORM_LACKS = frozenset({"certificate"})
_OUTAGE_STEPS = ("screens", "notices", "file", "help")
_OUTAGE_ROWS = 3


def mos_section(context: Context) -> Section:
    """The steps to tick off, who signs, the UPO boxes and the outage log; or the way on paper."""
    words, dossier = context.words, context.dossier
    if is_on_paper(dossier.channel.channel):
        return paper_section(context)
    title = words.line("report.mos.title")
    if dossier.channel.channel != "mos" or (context.route is not None and not context.route.in_mos):
        lines = (words.line("report.mos.not_here"), *words.statements(dossier.channel.explanation))
        return Section("mos", title, (context.note(Severity.AMBER, lines),))
    blocks: list[Block] = [
        Paragraph(words.line("report.mos.intro")),
        TickRows(tuple(_step(context, step) for step in _steps(context))),
        *_signing(context),
        *annex_blocks(context),
        *_upo(context),
        *(() if has_own_form(context) else _outage(context)),
    ]
    return Section("mos", title, tuple(blocks))


def _steps(context: Context) -> tuple[str, ...]:
    own = has_own_form(context)
    return tuple(step for step in STEPS if not (own and step in _OWN_FORM_LACKS))


def _step(context: Context, step: str) -> TickRow:
    words = context.words
    own = step in _OWN_FORM and has_own_form(context)
    details = [words.line(f"report.mos.{step}.own_form" if own else f"report.mos.{step}.text")]
    if step == "scan" and context.family is Family.LONG_TERM_EU:
        details.append(words.line("report.mos.scan.dwelling"))
    if step == "scan" and context.route is not None and context.family is not Family.TEMPORARY:
        details.append(words.line("report.mos.scan.assumed"))
    title = words.line(f"report.mos.{step}.title")
    term = None if words.polish_is_shown else words.texts.get(f"report.term.{step}")
    return TickRow(Line(title.text, title.second, term), _done(step, context.case.filing), tuple(details))


def _done(step: str, filing: FilingRecord) -> bool:
    """A step is ticked only when the case itself says that it happened."""
    if step == "send":
        return filing.upo_received is Tri.YES
    if step == "certificate":
        return filing.certificate_of_filing_received is Tri.YES
    return False


def _signing(context: Context) -> list[Block]:
    words, route = context.words, context.route
    blocks: list[Block] = [Heading(words.line("report.signing.title")), *_basis(context, "signing")]
    if route is not None:
        lines = words.statements(route.signing.explanation)
        if route.signing.result in ("wrong_signer", "wrong_signature"):
            blocks.append(context.note(Severity.RED, lines))
        else:
            blocks += [Paragraph(line) for line in run_on(lines)]
    blocks.append(Bullets(tuple(words.line(f"report.signing.{key}") for key in ("who", "never", "shared"))))
    return blocks


def _basis(context: Context, topic: str) -> tuple[Block, ...]:
    """The articles of the Act, which do not hold for a form of its own: there the notes name theirs."""
    return () if has_own_form(context) else (context.basis(topic),)


def _upo(context: Context) -> list[Block]:
    words, filing = context.words, context.case.filing
    day = words.texts.day(filing.upo_received_on) if filing.upo_received_on else ""
    received = filing.upo_received is Tri.YES
    severity = Severity.INFO if received else Severity.RED
    lines = [words.line("report.upo.rule"), words.line("report.upo.keep")]
    return [
        Heading(words.line("report.upo.title"), keep=True),
        *_basis(context, "upo"),
        context.note(severity, lines),
        FillIns(
            (
                FillIn(words.line("report.upo.number"), filing.upo_number),
                FillIn(words.line("report.upo.day"), day),
                FillIn(words.line("report.upo.time"), filing.upo_time),
                FillIn(words.line("report.upo.file"), filing.upo_file_name),
            )
        ),
    ]


def _outage(context: Context) -> list[Block]:
    words = context.words
    columns = ("day", "time", "what", "saved")
    return [
        Heading(words.line("report.outage.title")),
        context.basis("outage"),
        Paragraph(words.line("report.outage.rule")),
        Bullets(tuple(words.line(f"report.outage.{step}") for step in _OUTAGE_STEPS), numbered=True),
        Paragraph(words.line("report.outage.limits")),
        Table(
            tuple(words.line(f"report.outage.column.{c}") for c in columns),
            (),
            (18, 12, 50, 20),
            empty_rows=_OUTAGE_ROWS,
        ),
    ]
