"""The report against a bare ReportLab document with the same words on the same number of pages."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from xml.sax.saxutils import escape

import pytest
from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from permitdesk.documents import pdf_style as look
from permitdesk.documents.elements import Line, Links, Report
from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_report
from tests.documents import factory

PAGES = 3
ROUNDS = 9


def three_pages() -> Report:
    """Page one, the dates with the timeline, and the documents with the money, of a usual case."""
    report = build_report(factory.case(), factory.dossier(), factory.ruleset(), factory.texts("en"))
    wanted = ("glance", "deadlines", "timeline", "checklist", "money")
    # the links of page one lead to parts that are left out here
    sections = (
        replace(s, blocks=tuple(b for b in s.blocks if not isinstance(b, Links)))
        for s in report.sections
        if s.id in wanted
    )
    return replace(report, sections=tuple(sections))


def lines_in(value: object) -> Iterator[Line]:
    if isinstance(value, Line):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from lines_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from lines_in(getattr(value, field.name))


def bare_pdf(rows: list[tuple[str, str]], padding: float) -> bytes:
    """The same words in one plain table with the same fonts: label and text, nothing drawn but lines."""
    style = ParagraphStyle("bare", fontName=look.REGULAR, fontSize=8.6, leading=11.8)
    bold = ParagraphStyle("bold", fontName=look.BOLD, fontSize=8.6, leading=11.8)
    target = io.BytesIO()
    table = Table(
        [[Paragraph(escape(label), bold), Paragraph(escape(text), style)] for label, text in rows],
        colWidths=[look.TEXT_WIDTH * 0.27, look.TEXT_WIDTH * 0.73],
        style=[
            ("LINEABOVE", (0, 0), (-1, -1), 0.4, look.RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), padding),
        ],
    )
    SimpleDocTemplate(target, invariant=1, title="bare").build([table])
    return target.getvalue()


def median_seconds(work: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of both, measured in turn so that a busy machine troubles both alike."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for job, times in ((work, found[0]), (other, found[1])):
            begin = time.perf_counter()
            job()
            times.append(time.perf_counter() - begin)
    return statistics.median(found[0]), statistics.median(found[1])


def pages(data: bytes) -> int:
    return len(PdfReader(io.BytesIO(data)).pages)


@pytest.mark.benchmark
def test_three_pages_take_at_most_twice_the_time_of_a_bare_document() -> None:
    report = three_pages()
    assert pages(render_pdf(report)) == PAGES
    texts = [line.text + (f" {line.official}" if line.official else "") for line in lines_in(report.sections)]
    texts = [text for text in texts if text]
    rows = list(zip(texts[::2], texts[1::2], strict=False))
    padding = next(p for p in range(1, 60) if pages(bare_pdf(rows, p)) >= PAGES)
    assert pages(bare_pdf(rows, padding)) == PAGES
    ours, bare = median_seconds(lambda: render_pdf(report), lambda: bare_pdf(rows, padding))
    assert ours <= 2 * bare, f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms bare"


@pytest.mark.benchmark
def test_building_the_report_takes_less_than_setting_it() -> None:
    report = three_pages()
    texts, rules = factory.texts("en"), factory.ruleset()

    def build() -> Report:
        return build_report(factory.case(), factory.dossier(), rules, texts)

    building, setting = median_seconds(build, lambda: render_pdf(report))
    assert building < setting
