"""What people may have been told, and what holds now."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Line, Paragraph, Row, Rows, Section
from permitdesk.domain.law.rules import OutdatedAdvice

#: how many dangerous sentences are printed when none matches the answers
SHOWN_WITHOUT_MATCH = 6


def advice_section(context: Context) -> Section:
    """Outdated advice that matches the answers; if none does, the first, most dangerous ones of the rules."""
    words = context.words
    in_force = [a for a in context.ruleset.outdated_advice if a.provenance.covers(context.dossier.on)]
    matching = [a for a in in_force if a.id in context.dossier.outdated_advice]
    intro = "report.advice.matching" if matching else "report.advice.dangerous"
    shown = matching or in_force[:SHOWN_WITHOUT_MATCH]
    rows = tuple(_row(context, a) for a in shown)
    blocks = (
        (Paragraph(words.line(intro)), Rows(rows)) if rows else (Paragraph(words.line("report.advice.none")),)
    )
    return Section("advice", words.line("report.advice.title"), blocks)


def _row(context: Context, advice: OutdatedAdvice) -> Row:
    words = context.words
    told = words.line(f"advice.{advice.id}.told")
    now: list[Line] = [words.line(f"advice.{advice.id}.now")]
    if advice.wrong_since is not None:
        now.append(words.line("report.advice.since", day=advice.wrong_since))
    return Row(told, tuple(now), sources=(words.citation(advice.provenance.citation(), context.ruleset),))
