"""The report as a PDF by ReportLab. Equal reports give equal bytes."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
)

from permitdesk.documents import pdf_style as look
from permitdesk.documents.atomic import write_atomically
from permitdesk.documents.elements import Report
from permitdesk.documents.pdf_blocks import Blocks, least_height

_LOCALES = {"en": "en-GB", "pl": "pl-PL"}
_TOTAL_PAGES = "total-pages"
#: size of header and footer, in points
_SIZE = 7.2
#: room for the title of a section that begins in the middle of a page
_TITLE_ROOM = 15 * mm


def render_pdf(report: Report) -> bytes:
    """The report as PDF bytes: fonts embedded, bookmarks, links, language, no date and no name inside.

    Raises FontsMissing if the bundled fonts are not there.
    """
    look.register_fonts()
    target = io.BytesIO()
    document = _document(target, report)
    document.build(_story(report), canvasmaker=_CountingCanvas)
    return target.getvalue()


def write_pdf(path: Path, data: bytes) -> None:
    """Write the PDF so that an old file survives a failure. Raises TargetUnwritable."""
    write_atomically(path, data)


def _story(report: Report) -> list[Flowable]:
    blocks = Blocks()
    story: list[Flowable] = []
    for index, section in enumerate(report.sections):
        title, content = blocks.section_title(section), blocks.flow(section.blocks)
        if index:
            room = _TITLE_ROOM + least_height(content)
            story.append(PageBreak() if section.new_page else CondPageBreak(room))
        story += [title, *content]
    return story


def _document(target: io.BytesIO, report: Report) -> BaseDocTemplate:
    document = BaseDocTemplate(
        target,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        title=report.title,
        subject=report.subject,
        author=report.author,
        creator=report.author,
        lang=_LOCALES.get(report.language, report.language),
        initialFontName=look.REGULAR,
        invariant=1,
    )
    frame = Frame(
        look.LEFT,
        look.BOTTOM,
        look.TEXT_WIDTH,
        look.PAGE_HEIGHT - look.TOP - look.BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_Furniture(report).draw))
    return document


class _Furniture:
    """Header and footer of each page; the total number of pages is left to ``_CountingCanvas``."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._before, _, self._after = report.page_template.partition("{pages}")

    def draw(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Header line, footer line, page number."""
        canvas.saveState()
        canvas.setFont(look.REGULAR, _SIZE)
        canvas.setFillColor(look.GREY)
        right = look.PAGE_WIDTH - look.RIGHT
        canvas.drawString(look.LEFT, look.PAGE_HEIGHT - 12 * mm, self._report.header)
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.4)
        canvas.line(look.LEFT, look.PAGE_HEIGHT - 14 * mm, right, look.PAGE_HEIGHT - 14 * mm)
        canvas.drawString(look.LEFT, 11 * mm, self._report.footer)
        x = right - look.text_width("000" + self._after, look.REGULAR, _SIZE)
        canvas.drawRightString(x, 11 * mm, self._before.replace("{page}", str(document.page)))
        canvas.translate(x, 11 * mm)
        canvas.doForm(_TOTAL_PAGES)
        canvas.restoreState()


class _CountingCanvas(Canvas):
    """Writes the number of pages, known only at the end, into the form that every page shows.

    This costs nothing, while setting the document twice would double its time.
    """

    def save(self) -> None:
        """Fill the form, then write the file."""
        pages = self.getPageNumber() - 1
        self.beginForm(_TOTAL_PAGES, 0, -3, 60, 10)
        self.setFont(look.REGULAR, _SIZE)
        self.setFillColor(look.GREY)
        self.drawString(0, 0, str(pages))
        self.endForm()
        super().save()
