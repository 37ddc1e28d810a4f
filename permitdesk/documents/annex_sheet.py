"""A page to hand to whoever signs an annex: an employer, a university, an organiser.

It stands in Polish and in the person's language. Of the person it says the name at most, and that
only if the person wants it; without it there is a line to write on by hand.
"""

from __future__ import annotations

from datetime import date

from permitdesk.documents.elements import (
    Block,
    FillIn,
    FillIns,
    Heading,
    Line,
    Note,
    Paragraph,
    Report,
    Row,
    Rows,
    Section,
    Severity,
)
from permitdesk.documents.wording import TextSource
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import AnnexItem, Dossier
from permitdesk.domain.law.annexes import third_party

#: the date of ours that the sheet names; the last day itself comes from the route
_REMINDER = "annex_reminder"


def sheet_items(dossier: Dossier) -> tuple[AnnexItem, ...]:
    """Whom a sheet is for: the annexes of the chosen route that others sign, one entry per name.

    Further employers without a name would get the same page again, so they are left out.
    """
    route = dossier.route(dossier.chosen) if dossier.chosen else None
    found: dict[tuple[str, str], AnnexItem] = {}
    for item in third_party(route.annexes) if route else ():
        found.setdefault((item.id, item.party_name), item)
    return tuple(found.values())


def build_annex_sheet(
    case: Case,
    dossier: Dossier,
    texts: TextSource,
    polish: TextSource,
    *,
    include_name: bool = False,
    as_of: bool = False,
) -> Report | None:
    """One page for each party of the chosen route; None if nobody else signs anything.

    ``texts`` is the person's language; in Polish the sheet stands in Polish only.
    ``as_of`` says that another day than today was meant.
    """
    items = sheet_items(dossier)
    if not items:
        return None
    both = (polish,) if texts.language == polish.language else (polish, texts)
    name = f"{case.person.given_names} {case.person.surname}".strip() if include_name else ""
    first = [_as_of_note(both, dossier.on)] if as_of else []
    sections = tuple(_page(number, item, dossier, both, name, first) for number, item in enumerate(items))
    stamp = dossier.ruleset
    return Report(
        language=polish.language,
        second_language=texts.language if len(both) > 1 else None,
        title=polish.get("sheet.document_title"),
        subject=polish.get("sheet.document_title"),
        author="PermitDesk",
        header=polish.get("sheet.header"),
        footer=polish.fill("report.footer", version=stamp.version, on=dossier.on),
        page_template=polish.get("report.page_template"),
        sections=sections,
    )


def _as_of_note(both: tuple[TextSource, ...], on: date) -> Note:
    first, *rest = (texts.fill("as_of.paper", day=on) for texts in both)
    line = Line(first, rest[0] if rest else None)
    return Note(Severity.AMBER, _two(both, "severity.amber"), (line,))


def _page(
    number: int, item: AnnexItem, dossier: Dossier, both: tuple[TextSource, ...], name: str, first: list[Note]
) -> Section:
    polish, other = both[0], both[1] if len(both) > 1 else None
    blocks: list[Block] = [
        *first,
        FillIns(
            (
                FillIn(_two(both, "sheet.party"), item.party_name),
                FillIn(_two(both, "sheet.applicant"), name),
                FillIn(_two(both, "sheet.email")),
            )
        ),
    ]
    for texts in both:
        if other is not None:
            blocks.append(Heading(Line(texts.get(f"page.language.{texts.language}"))))
        blocks += _in_one_language(texts, item, dossier, dense=other is not None)
    second = None if other is None else _title(other, item)
    title = Line(_title(polish, item), second)
    return Section(f"sheet{number}", title, tuple(blocks), new_page=True, one_page=True)


def _title(texts: TextSource, item: AnnexItem) -> str:
    return texts.fill("sheet.title", annex=texts.get(f"annex.{item.id}.title"))


def _two(both: tuple[TextSource, ...], key: str) -> Line:
    """A short text in both languages."""
    first, *rest = (texts.get(key) for texts in both)
    return Line(first, rest[0] if rest else None)


def _in_one_language(texts: TextSource, item: AnnexItem, dossier: Dossier, *, dense: bool) -> list[Block]:
    kind = "employer" if item.party == "employer" else "institution"
    joined = texts.get("report.or_join").join(texts.get(f"signature.{s}") for s in item.signatures)
    ready = "; ".join(texts.get(f"annex_block.{block}") for block in item.blocks)
    rows = [
        _row(texts, "what", texts.get("sheet.what.text")),
        _row(texts, "link", texts.get("sheet.link.text")),
        _row(texts, "who", texts.get(f"sheet.who.{kind}")),
        _row(texts, "signature", texts.fill("sheet.signature.text", kinds=joined)),
    ]
    if ready:
        rows.append(_row(texts, "ready", f"{ready}."))
    if item.party == "employer":
        rows.append(_row(texts, "truth", texts.get("sheet.truth.text")))
    filed = Note(
        Severity.RED, Line(texts.get("severity.red")), (Line(texts.get("sheet.filed")), _when(texts, dossier))
    )
    return [filed, Rows(tuple(rows), dense=dense), *_basis(texts, item)]


def _row(texts: TextSource, key: str, value: str) -> Row:
    return Row(Line(texts.get(f"sheet.{key}.label")), (Line(value),))


def _when(texts: TextSource, dossier: Dossier) -> Line:
    """Our own advice and the last day; only what is known, and never a day that has passed."""
    route = dossier.route(dossier.chosen) if dossier.chosen else None
    last: date | None = route.file_by if route else None
    if last is None:
        return Line(texts.get("sheet.when.unknown"))
    if last < dossier.on:
        return Line(texts.get("sheet.when.at_once"))
    advice = next((d.day for d in route.deadlines if d.id == _REMINDER), None) if route else None
    if advice is None or advice <= dossier.on:
        return Line(texts.fill("sheet.when.soon", last=last))
    return Line(texts.fill("sheet.when.both", advice=advice, last=last))


def _basis(texts: TextSource, item: AnnexItem) -> list[Block]:
    articles = "; ".join(dict.fromkeys(c.article for c in item.citations))
    return [Paragraph(Line(texts.fill("sheet.basis", articles=articles)), quiet=True)]
