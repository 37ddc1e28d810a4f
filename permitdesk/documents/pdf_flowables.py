"""Small drawn things: tick boxes, warning signs, tags of dates, headings with bookmarks."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from permitdesk.documents import pdf_style as look
from permitdesk.documents.elements import Severity


class BookmarkedHeading(Paragraph):
    """A heading that is a target of links and an entry of the outline."""

    def __init__(self, markup: str, style: ParagraphStyle, key: str, plain: str, level: int) -> None:
        """``level`` 0 is a section, 1 a heading in it; ``plain`` is the text of the bookmark."""
        super().__init__(markup, style)
        self._key, self._plain, self._level = key, plain, level

    def draw(self) -> None:
        """Draw the heading and set the bookmark at its top."""
        canvas: Canvas = self.canv
        canvas.bookmarkHorizontal(self._key, 0, self.height + 6)
        canvas.addOutlineEntry(self._plain, self._key, self._level, closed=self._level == 0)
        super().draw()


class Scaled(Flowable):
    """Flowables set at their own, larger width and drawn smaller, so that they fill the column again."""

    def __init__(self, content: Sequence[Flowable], width: float, height: float, scale: float) -> None:
        """``width`` and ``height`` of the content before it is scaled, in points."""
        super().__init__()
        self._content, self._inner, self._scale = content, width, scale
        self._top = height
        self.width, self.height = width * scale, height * scale

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """A fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """All content from top to bottom."""
        canvas = self.canv
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        y = self._top
        for index, flowable in enumerate(self._content):
            y -= flowable.getSpaceBefore() if index else 0
            y -= flowable.wrapOn(canvas, self._inner, y)[1]
            flowable.drawOn(canvas, 0, y)
            y -= flowable.getSpaceAfter()
        canvas.restoreState()


class TickBox(Flowable):
    """A square to tick, drawn as lines so that no font can lack it."""

    def __init__(self, ticked: bool, size: float = 9.5) -> None:
        """``size`` in points."""
        super().__init__()
        self._ticked = ticked
        self.width = self.height = size

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """A fixed square."""
        return self.width, self.height

    def draw(self) -> None:
        """The square, and a check mark inside if ticked."""
        draw_tick_box(self.canv, 0, 0, self.width, self._ticked)


def draw_tick_box(canvas: Canvas, x: float, y: float, size: float, ticked: bool) -> None:
    """A tick box with its lower left corner at x, y (points)."""
    canvas.saveState()
    canvas.setStrokeColor(look.INK)
    canvas.setLineWidth(0.9)
    canvas.rect(x, y, size, size)
    if ticked:
        canvas.setLineWidth(1.6)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(x + 0.2 * size, y + 0.52 * size)
        path.lineTo(x + 0.43 * size, y + 0.24 * size)
        path.lineTo(x + 0.83 * size, y + 0.82 * size)
        canvas.drawPath(path)
    canvas.restoreState()


class SmallBoxes(Flowable):
    """Little tick boxes with labels, one under the other; labels wrap."""

    _SIZE = 7.0
    _GAP = 4.0

    def __init__(self, boxes: list[tuple[bool, Paragraph]]) -> None:
        """Pairs of state and label."""
        super().__init__()
        self._boxes = boxes
        self._heights: list[float] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Height of all labels at this width."""
        inner = available_width - self._SIZE - self._GAP
        self._heights = [label.wrap(inner, available_height)[1] for _, label in self._boxes]
        self.width = available_width
        self.height = sum(self._heights) + 2 * max(0, len(self._boxes) - 1)
        return self.width, self.height

    def draw(self) -> None:
        """Boxes at the left, labels beside."""
        y = self.height
        for (ticked, label), height in zip(self._boxes, self._heights, strict=True):
            y -= height
            draw_tick_box(self.canv, 0, y + height - self._SIZE - 1, self._SIZE, ticked)
            label.drawOn(self.canv, self._SIZE + self._GAP, y)
            y -= 2


class Sign(Flowable):
    """The sign of a note: a triangle for danger and attention, a circle for information."""

    def __init__(self, severity: Severity) -> None:
        """The danger sign is filled, the attention sign is an outline."""
        super().__init__()
        self._severity = severity
        self.width, self.height = 15.0, 14.0

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """A fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """The sign as vectors, with its letter."""
        canvas = self.canv
        filled = self._severity is Severity.RED
        canvas.setStrokeColor(look.RED if filled else look.INK)
        canvas.setFillColor(look.RED if filled else look.PAPER)
        canvas.setLineWidth(1)
        if self._severity is Severity.INFO:
            canvas.circle(7, 7, 6, fill=1)
        else:
            path = canvas.beginPath()
            path.moveTo(0.5, 1)
            path.lineTo(14.5, 1)
            path.lineTo(7.5, 13.5)
            path.close()
            canvas.drawPath(path, fill=1)
        canvas.setFillColor(look.PAPER if filled else look.INK)
        canvas.setFont(look.BOLD, 8)
        letter, x = ("i", 7.0) if self._severity is Severity.INFO else ("!", 7.5)
        canvas.drawCentredString(x, 4 if letter == "i" else 3, letter)


class Tag(Flowable):
    """The tag of a date: filled for hard dates, framed for terms, dashed for the system, bare for advice."""

    def __init__(self, label: str, kind: str) -> None:
        """``kind`` is a ``DeadlineKind`` value."""
        super().__init__()
        self._label, self._kind = label, kind
        self.height = 12.0

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as its label."""
        self.width = min(available_width, look.text_width(self._label, look.BOLD, 7) + 9)
        return self.width, self.height

    def draw(self) -> None:
        """Frame by kind, then the label."""
        canvas = self.canv
        canvas.setStrokeColor(look.INK)
        canvas.setFillColor(look.INK)
        canvas.setLineWidth(0.8)
        if self._kind == "hard":
            canvas.rect(0, 0, self.width, 11, stroke=0, fill=1)
            canvas.setFillColor(look.PAPER)
        elif self._kind == "procedural":
            canvas.rect(0, 0, self.width, 11)
        elif self._kind == "system":
            canvas.setDash(2, 2)
            canvas.rect(0, 0, self.width, 11)
        else:
            canvas.setFillColor(look.GREY)
            canvas.setLineWidth(0.5)
            canvas.setDash(0.5, 1.5)
            canvas.line(0, 0.5, self.width - 9, 0.5)
        canvas.setFont(look.BOLD if self._kind != "recommended" else look.REGULAR, 7)
        canvas.drawString(0 if self._kind == "recommended" else 4.5, 3, self._label)
