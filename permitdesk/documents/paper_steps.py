"""Filing on paper: who files, what goes with it, where, and what happens then. It stands instead of MOS."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    FillIn,
    FillIns,
    Heading,
    Line,
    Paragraph,
    Section,
    Severity,
    TickRow,
    TickRows,
)
from permitdesk.documents.wording import run_on
from permitdesk.domain.law.rules import Channel

#: number of steps of each way on paper; texts ``paper.<way>.<n>.title`` and ``.text``
STEPS = {"paper_host": 8, "paper_sponsor": 9, "paper_change": 6, "paper_card": 6}
#: the plain way of a channel whose rule is not in the rule set
_WAY_OF_CHANNEL = {
    Channel.PAPER_HOST.value: "paper_host",
    Channel.PAPER_SPONSOR.value: "paper_sponsor",
    Channel.PAPER_HOLDER.value: "paper_change",
}


def is_on_paper(channel: str) -> bool:
    """Whether a channel is one of the closed list of paper cases."""
    return channel in _WAY_OF_CHANNEL


def way_of(channel: str, rule: str) -> str:
    """Which steps are told: those of the rule that decided, else the plain ones of its channel."""
    return rule if rule in STEPS else _WAY_OF_CHANNEL[channel]


def stage_text(stage: str, channel: str) -> str:
    """The texts of a stage: what goes with a paper application is not attached in MOS."""
    return f"stage_paper.{stage}" if is_on_paper(channel) else f"stage.{stage}"


def paper_section(context: Context) -> Section:
    """The whole way on paper, to tick off."""
    words, channel = context.words, context.dossier.channel
    way = way_of(channel.channel, channel.rule)
    steps = tuple(_step(context, way, number) for number in range(1, STEPS[way] + 1))
    signing = context.route.signing.explanation if context.route else ()
    blocks: list[Block] = [
        context.note(Severity.AMBER, words.statements(channel.explanation)),
        Heading(words.line("paper.where.title")),
        *(Paragraph(line) for line in run_on(words.statements(channel.where))),
    ]
    if channel.paper_set:
        blocks.append(Heading(words.line("paper.set.title")))
        blocks.append(TickRows(tuple(TickRow(line, False) for line in words.statements(channel.paper_set))))
    blocks.append(Heading(words.line("paper.steps.title")))
    blocks.append(TickRows(steps))
    blocks.append(Heading(words.line("report.signing.title")))
    blocks += [Paragraph(line) for line in run_on(words.statements(signing))]
    blocks.append(FillIns(tuple(FillIn(words.line(f"paper.box.{b}")) for b in ("handed_in", "number"))))
    blocks += _basis(context)
    return Section("mos", words.line("paper.title"), tuple(blocks))


def _step(context: Context, way: str, number: int) -> TickRow:
    words = context.words
    key = f"paper.{way}.{number}"
    return TickRow(words.line(f"{key}.title"), False, (words.line(f"{key}.text"),))


def _basis(context: Context) -> list[Block]:
    found: list[Line] = list(context.words.citations(context.dossier.channel.citations, context.ruleset))
    return [Paragraph(line, quiet=True) for line in found]
