from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Table

from permitdesk import resources
from permitdesk.documents import elements as el
from permitdesk.documents.errors import FontsMissing, TargetUnwritable
from permitdesk.documents.pdf import render_pdf, write_pdf
from permitdesk.documents.pdf_blocks import Blocks
from permitdesk.documents.report import build_report
from permitdesk.domain.case import Case, FilingRecord, Person
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.findings import say
from tests.documents import factory

LONG_WORD = "Konstantynopolitańczykowianeczkównaźdźbłopochodząca" * 3


def pdf_of(
    dossier: Dossier, language: str = "en", second: str | None = None, case: Case | None = None
) -> bytes:
    other = factory.texts(second) if second else None
    subject = case or factory.case()
    return render_pdf(build_report(subject, dossier, factory.ruleset(), factory.texts(language), other))


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """All text, runs of white space as one space."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader(data).pages))


def outline_titles(data: bytes) -> list[str]:
    def walk(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
            elif isinstance(entry, Destination):
                yield str(entry.title)

    return list(walk(list(reader(data).outline)))


def test_equal_input_gives_equal_bytes() -> None:
    assert pdf_of(factory.dossier()) == pdf_of(factory.dossier())


def test_polish_letters_come_back_from_the_file() -> None:
    case = replace(factory.case(), person=Person(given_names="Zażółć gęślą", surname="jaźń ŻÓŁĆ"))
    assert "Zażółć gęślą jaźń ŻÓŁĆ" in text_of(pdf_of(factory.dossier(), case=case))


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_date_and_every_document_can_be_read_back(language: str) -> None:
    text = text_of(pdf_of(factory.dossier(), language))
    texts = factory.texts(language)
    for deadline in factory.DEADLINES:
        assert texts.day(deadline.day) in text
        assert texts.get(f"deadline.{deadline.id}.title") in text
    for item in factory.CHECKLIST:
        assert texts.get(f"document.{item.document}.title") in text
        assert factory.DOCUMENTS[item.document][2] in text


def test_both_languages_can_be_read_back() -> None:
    text = text_of(pdf_of(factory.dossier(), "en", "pl"))
    assert "Last day of legal stay" in text
    assert "Ostatni dzień legalnego pobytu" in text


def test_each_page_says_page_x_of_y_and_the_rules() -> None:
    pages = reader(pdf_of(factory.dossier())).pages
    for number, page in enumerate(pages, start=1):
        text = re.sub(r"\s+", " ", page.extract_text())
        assert f"Page {number} of {len(pages)}" in text
        assert "Rules 2026.11.20 · as of 21 November 2026" in text


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("pl", "pl-PL")])
def test_the_file_names_its_language(language: str, tag: str) -> None:
    root = reader(pdf_of(factory.dossier(), language)).root_object
    assert str(root["/Lang"]) == tag


def test_the_metadata_has_a_title_and_no_person() -> None:
    found = reader(pdf_of(factory.dossier())).metadata
    assert found is not None
    assert found.title == "Residence application in Poland: plan and checklist"
    assert "Jaźń" not in str(dict(found))


def test_every_section_is_a_bookmark_on_its_own_page() -> None:
    data = pdf_of(factory.dossier(), "pl")
    report = build_report(factory.case(), factory.dossier(), factory.ruleset(), factory.texts("pl"))
    titles = outline_titles(data)
    for section in report.sections:
        assert section.title.text in titles
    found = reader(data)
    tops = [entry for entry in found.outline if isinstance(entry, Destination)]
    numbers = [found.get_destination_page_number(entry) for entry in tops]
    assert numbers == sorted(numbers, key=lambda n: n or 0)
    assert len(set(numbers)) > 3


def test_links_lead_to_sources_and_to_sections() -> None:
    targets: set[str] = set()
    inner = 0
    for page in reader(pdf_of(factory.dossier())).pages:
        for annotation in page.get("/Annots") or ():
            found = annotation.get_object()
            if "/A" in found:
                targets.add(str(found["/A"]["/URI"]))
            elif "/Dest" in found:
                inner += 1
    assert "https://example.org/act?a=1&b=2" in targets
    assert "https://example.org/office" in targets
    assert inner >= 8


def test_only_web_addresses_become_links() -> None:
    office = replace(factory.ruleset().offices[0], web="javascript:alert(1)")
    rules = replace(factory.ruleset(), offices=(office,))
    data = render_pdf(build_report(factory.case(), factory.dossier(), rules, factory.texts("en")))
    assert b"/URI (javascript" not in data


def test_only_the_bundled_fonts_are_in_the_file() -> None:
    names = set(re.findall(rb"/BaseFont\s*/(\S+)", pdf_of(factory.dossier())))
    assert names
    assert all(b"DejaVuSans" in name for name in names), names


def test_markup_in_what_a_person_typed_is_printed_as_typed() -> None:
    assert "pracodawca <przyśle> & podpisze" in text_of(pdf_of(factory.dossier()))


def test_very_long_names_and_notes_fit() -> None:
    person = Person(given_names=LONG_WORD, surname="Długie Nazwisko " * 30, citizenships=("Ruritania",) * 9)
    filing = FilingRecord(upo_number=LONG_WORD, upo_file_name=LONG_WORD)
    case = replace(factory.case(), person=person, filing=filing)
    items = tuple(replace(item, note=LONG_WORD + " notatka" * 900) for item in factory.CHECKLIST)
    requirement = replace(factory.assessment().requirements[0], explanation=(say("sample.long"),) * 12)
    route = replace(factory.assessment(), checklist=items, requirements=(requirement,))
    dossier = replace(factory.dossier(), routes=(route,))
    text = text_of(pdf_of(dossier, "pl", "en", case))
    assert text.count("notatka") >= 900 * len(items)


def test_an_empty_case_and_an_unknown_case_print() -> None:
    assert "No permit chosen yet" in text_of(pdf_of(factory.empty_dossier(), case=Case("x")))
    assert "Nie wybrano jeszcze" in text_of(pdf_of(factory.empty_dossier(), "pl", case=Case("x")))


def test_four_hundred_journeys_print_with_their_header_on_each_page() -> None:
    route = replace(factory.assessment(), stay_evidence=(factory.evidence(400),))
    dossier = replace(factory.dossier(), routes=(route,))
    pages = [re.sub(r"\s+", " ", p.extract_text()) for p in reader(pdf_of(dossier)).pages]
    assert sum("Left Returned" in page for page in pages) >= 8


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> bytes:
        raise resources.ResourceMissing(name)

    report = build_report(factory.case(), factory.dossier(), factory.ruleset(), factory.texts("en"))
    monkeypatch.setattr(pdfmetrics, "_fonts", {})
    monkeypatch.setattr(resources, "read_bytes", missing)
    with pytest.raises(FontsMissing) as caught:
        render_pdf(report)
    assert "DejaVuSans.ttf" in factory.texts("en").fill(caught.value.text_id, **caught.value.params)


def test_a_damaged_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    report = build_report(factory.case(), factory.dossier(), factory.ruleset(), factory.texts("en"))
    monkeypatch.setattr(pdfmetrics, "_fonts", {})
    monkeypatch.setattr(resources, "read_bytes", lambda _name: b"no font")
    with pytest.raises(FontsMissing):
        render_pdf(report)


def test_the_pdf_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    write_pdf(target, b"first")
    with pytest.raises(TargetUnwritable):
        write_pdf(tmp_path / "nowhere" / "plan.pdf", b"second")
    assert target.read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_note_of_thousands_of_lines_may_part_between_its_lines() -> None:
    lines = tuple(el.Line(f"line {n}") for n in range(3000))
    long, short = (
        next(flowable for flowable in Blocks().flow([note]) if isinstance(flowable, Table))
        for note in (el.Note(el.Severity.AMBER, el.Line("Take care"), told) for told in (lines, lines[:40]))
    )
    assert len(vars(long)["_cellvalues"]) == 300
    assert len(vars(short)["_cellvalues"]) == 1
