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
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from permitdesk.documents import pdf_style as look
from permitdesk.documents.atomic import write_atomically
from permitdesk.documents.elements import Report, Section
from permitdesk.documents.pdf_blocks import Blocks, height_of, opening_height
from permitdesk.documents.pdf_flowables import Scaled

_LOCALES = {"en": "en-GB", "pl": "pl-PL"}
_TOTAL_PAGES = "total-pages"
#: size of header and footer, in points
_SIZE = 7.2
#: height of the text column, in points
_COLUMN = look.PAGE_HEIGHT - look.TOP - look.BOTTOM
#: how much smaller a section that belongs on one page may be set
_SCALES = (0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.79)


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
    headers = _headers(report)
    shown = headers[0]
    for index, section in enumerate(report.sections):
        content = _content(blocks, section)
        header = report.header if section.header is None else section.header
        another = header != shown
        if another:
            shown = header
            story += [NextPageTemplate(f"page{headers.index(header)}"), PageBreak()]
        if section.one_page:
            content = _on_one_page(content, section)
            if index and not another:
                story.append(PageBreak())
        elif index and not another:
            # the title, what stands under it and the first rows never part
            room, opening = opening_height(content)
            content = [f for f in content[:opening] if not isinstance(f, CondPageBreak)] + content[opening:]
            story.append(PageBreak() if section.new_page else CondPageBreak(min(room, _COLUMN)))
        story += content
    return story


def _headers(report: Report) -> tuple[str, ...]:
    """What stands at the top of pages, in order, each once."""
    found = (report.header if section.header is None else section.header for section in report.sections)
    return tuple(dict.fromkeys(found)) or (report.header,)


def _content(blocks: Blocks, section: Section) -> list[Flowable]:
    return [blocks.section_title(section), *blocks.flow(section.blocks)]


def _on_one_page(content: list[Flowable], section: Section) -> list[Flowable]:
    """The same flowables, or the section set smaller so that it fits; far too much of it flows on."""
    if _height(content, look.TEXT_WIDTH) <= _COLUMN:
        return content
    for scale in _SCALES:
        width = look.TEXT_WIDTH / scale
        wide = _content(Blocks(width), section)
        wide = [f for f in wide if not isinstance(f, CondPageBreak)]
        height = _height(wide, width)
        if height * scale < _COLUMN:
            return [Scaled(wide, width, height, scale)]
    return content


def _height(content: list[Flowable], width: float) -> float:
    """Height of a page that begins with ``content``: space before the first of it is dropped."""
    shown = [f for f in content if not isinstance(f, CondPageBreak)]
    return sum(height_of(f, width) for f in shown) - float(shown[0].getSpaceBefore())


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
        _COLUMN,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    for place, header in enumerate(_headers(report)):
        furniture = _Furniture(report, header)
        document.addPageTemplates(PageTemplate(f"page{place}", [frame], onPage=furniture.draw))
    return document


class _Furniture:
    """Header and footer of each page; the total number of pages is left to ``_CountingCanvas``."""

    def __init__(self, report: Report, header: str) -> None:
        self._report = report
        self._header = header
        self._before, _, self._after = report.page_template.partition("{pages}")

    def draw(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Header line, footer line, page number."""
        canvas.saveState()
        canvas.setFont(look.REGULAR, _SIZE)
        canvas.setFillColor(look.GREY)
        right = look.PAGE_WIDTH - look.RIGHT
        canvas.drawString(look.LEFT, look.PAGE_HEIGHT - 11 * mm, self._header)
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.4)
        canvas.line(look.LEFT, look.PAGE_HEIGHT - 13 * mm, right, look.PAGE_HEIGHT - 13 * mm)
        canvas.drawString(look.LEFT, 9 * mm, self._report.footer)
        x = right - look.text_width("000" + self._after, look.REGULAR, _SIZE)
        canvas.drawRightString(x, 9 * mm, self._before.replace("{page}", str(document.page)))
        canvas.translate(x, 9 * mm)
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
