"""The office and free help; never an account number."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section
from permitdesk.documents.wording import inline
from permitdesk.domain.law.rules import HelpContact, Office


def help_section(context: Context) -> Section:
    """The person's office (if the voivodeship is known) and places that help without pay."""
    words = context.words
    blocks: list[Block] = []
    if context.office is not None:
        blocks += [Heading(words.line("report.help.office")), Rows(tuple(_office(context, context.office)))]
    else:
        blocks.append(Paragraph(words.line("report.help.no_office")))
    blocks.append(Heading(words.line("report.help.free")))
    blocks.append(Paragraph(words.line("report.help.duty")))
    if context.ruleset.help_contacts:
        blocks.append(Rows(tuple(_contact(context, c) for c in context.ruleset.help_contacts)))
    blocks.append(Paragraph(words.line("report.help.pay_nobody")))
    return Section("help", words.line("report.help.title"), tuple(blocks))


def _office(context: Context, office: Office) -> list[Row]:
    words = context.words
    rows = [Row(words.line("report.help.name"), (Line(office.name), *_plain(office.address)))]
    for key, address in (("web", office.web), ("status", office.status_page)):
        if address:
            rows.append(Row(words.line(f"report.help.{key}"), (_web(address),)))
    if office.stamp_duty_payee:
        value = (Line(office.stamp_duty_payee), words.line("report.help.verify_account"))
        rows.append(Row(words.line("report.help.stamp_duty"), value))
    rows.append(Row(words.line("report.help.checked"), (words.day(office.checked_on),)))
    return rows


def _contact(context: Context, contact: HelpContact) -> Row:
    words = context.words
    lines = [*_plain(contact.contact)]
    if contact.web:
        lines.append(_web(contact.web))
    notes = [words.line("report.help.checked_on", day=contact.checked_on)]
    if not contact.confirmed:
        notes.insert(0, words.line("report.help.check_first"))
    return Row(Line(contact.name), tuple(lines), sources=inline(notes))


def _plain(text: str) -> tuple[Line, ...]:
    return (Line(text),) if text else ()


def _web(address: str) -> Line:
    """A web address as a working link; only http and https ever become links."""
    safe = address.startswith(("https://", "http://"))
    return Line(address.removeprefix("https://"), None, None, address if safe else None)
