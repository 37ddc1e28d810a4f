"""The office and free help; never an account number."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Rows, Section, Table
from permitdesk.documents.wording import inline
from permitdesk.domain.law.reference import HelpContact, Office


def help_section(context: Context) -> Section:
    """The person's office (if the voivodeship is known) and places that help without pay."""
    words = context.words
    blocks: list[Block] = [Paragraph(words.line("report.help.pay_nobody"))]
    if context.office is not None:
        rows = tuple(_office(context, context.office))
        blocks += [Heading(words.line("report.help.office")), Rows(rows, dense=True)]
    else:
        blocks.append(Paragraph(words.line("report.help.no_office")))
    blocks.append(Heading(words.line("report.help.free")))
    blocks.append(Paragraph(words.line("report.help.duty")))
    contacts = context.ruleset.help_contacts
    if contacts:
        blocks.append(
            Table(
                tuple(words.line(f"report.help.column.{c}") for c in ("who", "contact", "web", "checked")),
                tuple(_contact(context, c) for c in contacts),
                (34, 24, 19, 23),
                small=True,
            )
        )
    if not all(c.confirmed for c in contacts):
        blocks.append(Paragraph(words.line("report.help.check_first"), quiet=True))
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


def _contact(context: Context, contact: HelpContact) -> tuple[Line, ...]:
    web = _web(contact.web) if contact.web else Line("")
    checked = Line(f"{contact.checked_on:%d.%m.%Y}")
    if not contact.confirmed:
        (checked,) = inline((checked, context.words.line("report.help.not_confirmed")))
    return Line(contact.name), Line(contact.contact), web, checked


def _plain(text: str) -> tuple[Line, ...]:
    return (Line(text),) if text else ()


def _web(address: str) -> Line:
    """A web address as a working link; only http and https ever become links."""
    safe = address.startswith(("https://", "http://"))
    return Line(address.removeprefix("https://"), None, None, address if safe else None)
