"""What people may have been told, and what holds now."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Line, Paragraph, Row, Rows, Section
from permitdesk.documents.paper_steps import is_on_paper
from permitdesk.documents.wording import run_on
from permitdesk.domain.law.rules import OutdatedAdvice


def advice_section(context: Context) -> Section | None:
    """Outdated advice that matches the answers; if none does, the most dangerous sentences.

    These warn of paper and are left out where paper is right.
    """
    words = context.words
    if is_on_paper(context.dossier.channel.channel) and not context.advice_matches:
        return None
    intro = "report.advice.matching" if context.advice_matches else "report.advice.dangerous"
    rows = tuple(_row(context, a) for a in context.shown_advice)
    title = words.line("report.advice.title")
    if not rows:
        return Section("advice", title, (Paragraph(words.line("report.advice.none")),))
    return Section("advice", title, (Paragraph(words.line(intro)), Rows(rows, dense=True)))


def _row(context: Context, advice: OutdatedAdvice) -> Row:
    words = context.words
    told = words.line(f"advice.{advice.id}.told")
    now: list[Line] = [words.line(f"advice.{advice.id}.now")]
    if advice.wrong_since is not None:
        now.append(words.line("report.advice.since", day=advice.wrong_since))
    sources = words.citations((advice.provenance.citation(),), context.ruleset)
    return Row(told, run_on(now), sources=sources)
