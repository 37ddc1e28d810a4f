"""The sheet with the recovery key of a vault: one page to print and to put away.

It names no person. Whoever finds it can open the vault, and the sheet says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from permitdesk.documents import drawing
from permitdesk.documents.elements import (
    Block,
    Drawing,
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
from permitdesk.documents.wording import TextSource, Wording

#: groups of the key beside each other
_IN_A_ROW = 3
#: size of the key's letters and of the small number of each group, in points
_LETTERS, _NUMBER = 25.0, 8.0
_ROW_HEIGHT, _GAP, _MARGIN = 46.0, 8.0, 4.0

_SECTIONS = ("opens", "keep", "use", "lost")


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed: the key in groups parted by hyphens, the vault's mark, the day the key was made."""

    key: str = field(repr=False)
    vault_mark: str
    made_on: date


def build_recovery_sheet(
    sheet: RecoverySheet, texts: TextSource, second_texts: TextSource | None = None
) -> Report:
    """The page in one language, or in two with the key standing once."""
    words = Wording(texts, second_texts)
    label = words.line("recovery_sheet.key")
    blocks: list[Block] = [
        Note(Severity.RED, words.severity("red"), (words.line("recovery_sheet.whoever"),)),
        Rows(
            (
                Row(words.line("recovery_sheet.mark"), (Line(sheet.vault_mark),), loud=True),
                Row(words.line("recovery_sheet.made_on"), (words.day(sheet.made_on),)),
            )
        ),
        Heading(label),
        Drawing((partial(_groups, tuple(sheet.key.split("-"))),), words.line("recovery_sheet.letters")),
    ]
    rows = tuple(
        Row(words.line(f"recovery_sheet.{part}.label"), (words.line(f"recovery_sheet.{part}.text"),))
        for part in _SECTIONS
    )
    blocks += [
        Heading(words.line("recovery_sheet.about")),
        Rows(rows),
        Paragraph(words.line("recovery_sheet.new"), quiet=True),
    ]
    title = words.line("recovery_sheet.title")
    return Report(
        language=texts.language,
        second_language=words.second.language if words.second is not None else None,
        title=title.text,
        subject=title.text,
        author="PermitDesk",
        header=texts.get("recovery_sheet.header"),
        footer=texts.fill("recovery_sheet.footer", mark=sheet.vault_mark),
        page_template=texts.get("report.page_template"),
        sections=(Section("recovery", title, tuple(blocks), one_page=True),),
    )


def _groups(
    groups: tuple[str, ...], width: float, _style: drawing.Style, _measure: drawing.Measure
) -> drawing.Drawing:
    """The groups in boxes, numbered, so that nobody loses the place while typing."""
    box = (width - 2 * _MARGIN - (_IN_A_ROW - 1) * _GAP) / _IN_A_ROW
    shapes: list[drawing.Shape] = []
    for place, group in enumerate(groups):
        row, column = divmod(place, _IN_A_ROW)
        x, y = _MARGIN + column * (box + _GAP), _MARGIN + row * (_ROW_HEIGHT + _GAP)
        shapes += [
            drawing.Rect(x, y, box, _ROW_HEIGHT, drawing.Pattern.OUTLINE, drawing.Ink.TEXT),
            drawing.Label(x + 5, y + _NUMBER + 4, str(place + 1), _NUMBER, drawing.Ink.QUIET),
            drawing.Label(
                x + box / 2,
                y + _ROW_HEIGHT / 2 + _LETTERS * 0.36,
                group,
                _LETTERS,
                anchor=drawing.Anchor.MIDDLE,
                bold=True,
            ),
        ]
    rows = -(-len(groups) // _IN_A_ROW)
    return drawing.Drawing(width, 2 * _MARGIN + rows * (_ROW_HEIGHT + _GAP) - _GAP, tuple(shapes))
