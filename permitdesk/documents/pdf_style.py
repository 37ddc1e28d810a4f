"""How the paper looks: fonts, sizes, greys. Everything stays readable in black and white."""

from __future__ import annotations

import io
from functools import cache

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from permitdesk import resources
from permitdesk.documents.errors import FontsMissing

REGULAR = "PermitDesk"
BOLD = "PermitDesk-Bold"
_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = RIGHT = 17 * mm
TOP = 18 * mm
BOTTOM = 17 * mm
#: width of the text column, in points
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT

INK: Color = black
PAPER: Color = white
GREY = HexColor("#4a4a4a")
RULE = HexColor("#b4b4b4")
SHADE = HexColor("#efefef")
BAND = HexColor("#dcdcdc")
RED = HexColor("#9c1515")
LINK = HexColor("#1a3e6e")


def register_fonts() -> None:
    """Make the bundled fonts known to ReportLab, once per process. Raises FontsMissing."""
    for name, file in _FILES.items():
        if name in pdfmetrics.getRegisteredFontNames():
            continue
        try:
            data = resources.read_bytes(f"fonts/{file}")
            pdfmetrics.registerFont(TTFont(name, io.BytesIO(data)))
        except (resources.ResourceMissing, OSError, TTFError) as error:
            raise FontsMissing(file) from error
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def _style(name: str, size: float, leading: float, font: str = REGULAR, **more: object) -> ParagraphStyle:
    style = ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=INK)
    style.bulletFontName, style.bulletFontSize = REGULAR, size
    for key, value in more.items():
        setattr(style, key, value)
    return style


@cache
def styles() -> dict[str, ParagraphStyle]:
    """All paragraph styles by name."""
    found = (
        _style("title", 14, 17.5, BOLD, spaceBefore=13, spaceAfter=4),
        _style("heading", 9.6, 12.6, BOLD, spaceBefore=8, spaceAfter=3),
        _style("body", 8.3, 11.2, spaceAfter=3),
        _style("quiet", 7, 9.2, textColor=GREY, spaceAfter=2, spaceBefore=1),
        _style("bullet", 8.3, 11.2, leftIndent=11, bulletIndent=1, spaceAfter=1.5),
        _style("label", 8.1, 10.8, BOLD),
        _style("value", 8.4, 11.3, spaceAfter=1),
        _style("loud", 11.5, 15, BOLD, spaceAfter=1.2),
        _style("tick", 8.4, 11.2, BOLD, spaceAfter=0.8),
        _style("detail", 7.7, 10.2, spaceAfter=0.6),
        _style("dense_label", 7.7, 10.2, BOLD),
        _style("cell", 7.5, 9.8),
        _style("small_cell", 7, 9),
        _style("small_number", 7, 9, alignment=TA_RIGHT),
        _style("number", 7.6, 10.2, alignment=TA_RIGHT),
        _style("header", 7.4, 9.8, BOLD),
        _style("header_number", 7.4, 9.8, BOLD, alignment=TA_RIGHT),
        _style("total", 7.8, 10.4, BOLD),
        _style("total_number", 7.8, 10.4, BOLD, alignment=TA_RIGHT),
        _style("tag", 7.2, 9.4, BOLD),
        _style("small", 7.2, 9.4),
    )
    return {style.name: style for style in found}


def text_width(text: str, font: str, size: float) -> float:
    """Width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
