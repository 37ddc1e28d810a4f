"""The printed report as neutral sections; ``pdf`` turns it into pages."""

from __future__ import annotations

from permitdesk.documents.advice import advice_section
from permitdesk.documents.after_filing import after_filing_section
from permitdesk.documents.checklist import checklist_section, money_section
from permitdesk.documents.compare_part import compare_section
from permitdesk.documents.context import Context
from permitdesk.documents.deadlines import deadlines_section
from permitdesk.documents.elements import Paragraph, Report, Section
from permitdesk.documents.glance import glance_section
from permitdesk.documents.help_section import help_section
from permitdesk.documents.ledger import ledger_section
from permitdesk.documents.mos_steps import mos_section
from permitdesk.documents.reasons import reasons_section
from permitdesk.documents.timeline_part import timeline_section
from permitdesk.documents.wording import TextSource, Wording
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.rules import Ruleset


def build_report(
    case: Case,
    dossier: Dossier,
    ruleset: Ruleset,
    texts: TextSource,
    second_texts: TextSource | None = None,
) -> Report:
    """The whole report of one case.

    ``texts`` decides the language of the report, whatever language the window speaks.
    ``second_texts`` prints the same texts in a second language beneath the first. The
    result depends on the arguments only: equal arguments give an equal report.
    """
    words = Wording(texts, second_texts)
    route = dossier.route(dossier.chosen) if dossier.chosen else None
    context = Context(case, dossier, ruleset, words, route)
    later = [
        compare_section(context),
        deadlines_section(context),
        timeline_section(context),
        checklist_section(context),
        money_section(context),
        mos_section(context),
        after_filing_section(context),
        advice_section(context),
        help_section(context),
        _about(context),
        reasons_section(context),
        ledger_section(context),
    ]
    sections = [section for section in later if section is not None]
    first = glance_section(context, [(s.id, s.title) for s in sections])
    stamp = dossier.ruleset
    return Report(
        language=texts.language,
        second_language=words.second.language if words.second else None,
        title=texts.get("report.title"),
        subject=texts.fill("report.subject", on=dossier.on),
        author="PermitDesk",
        header=texts.get("report.header"),
        footer=texts.fill("report.footer", version=stamp.version, on=dossier.on),
        page_template=texts.get("report.page_template"),
        sections=(first, *sections),
    )


def _about(context: Context) -> Section:
    """Which rules answered, for which day, and what this paper is not."""
    words, stamp = context.words, context.dossier.ruleset
    lines = (
        words.line(
            "report.glance.rules_line",
            version=stamp.version,
            checked=stamp.verified_on,
            on=context.dossier.on,
        ),
        words.line("report.about.not_a_decision"),
        words.line("report.about.privacy"),
    )
    return Section("about", words.line("report.about.title"), tuple(Paragraph(line) for line in lines))
