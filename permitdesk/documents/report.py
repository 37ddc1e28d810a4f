"""The printed report as neutral sections; ``pdf`` turns it into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from permitdesk.documents.advice import advice_section
from permitdesk.documents.after_filing import after_filing_section
from permitdesk.documents.checklist import checklist_section, money_section
from permitdesk.documents.compare_part import compare_section
from permitdesk.documents.context import Context
from permitdesk.documents.deadlines import deadlines_section
from permitdesk.documents.elements import Paragraph, Report, Section
from permitdesk.documents.glance import glance_section
from permitdesk.documents.help_section import help_section
from permitdesk.documents.household import (
    Member,
    dates_section,
    family_section,
    members_of,
    plan_section,
)
from permitdesk.documents.ledger import ledger_section
from permitdesk.documents.merging import merged
from permitdesk.documents.mos_steps import mos_section
from permitdesk.documents.reasons import reasons_section
from permitdesk.documents.timeline_part import timeline_section
from permitdesk.documents.travel_part import short_stay_section, travel_section
from permitdesk.documents.wording import TextSource, Wording
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.household_summary import PersonDossier
from permitdesk.domain.law.rules import Ruleset

Make = Callable[[Context], Section | None]


def build_report(
    case: Case,
    dossier: Dossier,
    ruleset: Ruleset,
    texts: TextSource,
    second_texts: TextSource | None = None,
    *,
    as_of: bool = False,
) -> Report:
    """The whole report of one case.

    ``texts`` decides the language of the report, whatever language the window speaks.
    ``second_texts`` prints the same texts in a second language beneath the first. ``as_of``
    says on page one that another day than today was meant. The result depends on the
    arguments only: equal arguments give an equal report.
    """
    words = _wording(texts, second_texts, as_of=as_of)
    context = _context(PersonDossier(case, dossier), ruleset, words, as_of=as_of)
    sections = [
        *_only(make(context) for make in _OWN),
        *_only(make(context) for make in _GENERAL),
        *_only(make(context) for make in _PROOF),
    ]
    first = glance_section(context, [(s.id, s.title) for s in sections])
    return _report(context, texts, (first, *sections))


def build_household_report(
    family: tuple[PersonDossier, ...],
    ruleset: Ruleset,
    texts: TextSource,
    second_texts: TextSource | None = None,
    *,
    as_of: bool = False,
) -> Report:
    """The whole report of a household: all people on page one, one plan for all, then each person.

    What would stand there for everybody in the same words stands once, at the end. A household of
    one person has the report of that person.
    """
    if len(family) == 1:
        return build_report(family[0].case, family[0].dossier, ruleset, texts, second_texts, as_of=as_of)
    words = _wording(texts, second_texts, as_of=as_of)
    contexts = [_context(person, ruleset, words, as_of=as_of) for person in family]
    members = members_of(family, contexts)
    together = [plan_section(family, members), dates_section(members)]
    general = [section for make in _GENERAL for section in _general_part(make, members)]
    own: list[Section] = []
    contents = [(section.id, section.title) for section in together]
    for number, member in enumerate(members, 1):
        part = _own_part(member, f"p{number}-", texts)
        contents.append((part[0].id, member.name))
        own += part
    contents += [(section.id, section.title) for section in general]
    first = family_section(family, members, contents)
    return _report(contexts[0], texts, (first, *together, *own, *general))


def _own_part(member: Member, prefix: str, texts: TextSource) -> list[Section]:
    """The sections of one person, under their name at the top of each page."""
    context = member.context
    sections = _only(make(context) for make in (*_OWN, *_PROOF))
    first = glance_section(context, [(f"{prefix}{s.id}", s.title) for s in sections])
    title = context.words.line("report.family.part", name=member.name.text)
    header = f"{texts.get('report.header')} \N{MIDDLE DOT} {member.name.text}"
    part = [replace(first, title=title), *(replace(section, level=1) for section in sections)]
    return [replace(section, id=f"{prefix}{section.id}", header=header) for section in part]


def _general_part(make: Make, members: tuple[Member, ...]) -> Iterable[Section]:
    """A section that says much the same to several people, once."""
    told = tuple(dict.fromkeys(advice for m in members for advice in m.context.dossier.outdated_advice))
    sections = []
    for member in members:
        # What the family was told is answered in one list.
        dossier = replace(member.context.dossier, outdated_advice=told)
        section = make(replace(member.context, dossier=dossier))
        if section is not None:
            sections.append((member.name, section))
    if sections:
        section = merged(sections)
        yield replace(section, id=f"all-{section.id}")


def _wording(texts: TextSource, second: TextSource | None, *, as_of: bool) -> Wording:
    if not as_of:
        return Wording(texts, second)
    return Wording(texts.as_of(), None if second is None else second.as_of())


def _context(person: PersonDossier, ruleset: Ruleset, words: Wording, *, as_of: bool) -> Context:
    return Context(person.case, person.dossier, ruleset, words, person.route, as_of)


def _only(sections: Iterable[Section | None]) -> list[Section]:
    return [section for section in sections if section is not None]


def _report(context: Context, texts: TextSource, sections: tuple[Section, ...]) -> Report:
    words, dossier = context.words, context.dossier
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
        sections=sections,
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


#: what belongs to one person, then what may hold for several people alike, then why and how it was counted
_OWN: tuple[Make, ...] = (
    compare_section,
    deadlines_section,
    timeline_section,
    travel_section,
    short_stay_section,
    checklist_section,
    money_section,
)
_GENERAL: tuple[Make, ...] = (mos_section, after_filing_section, advice_section, help_section, _about)
_PROOF: tuple[Make, ...] = (reasons_section, ledger_section)
