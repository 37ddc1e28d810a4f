"""The three pictures of a timeline and who lays them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QFont, QFontInfo

from permitdesk.documents.drawing import Drawing, Measure, Style
from permitdesk.documents.timeline_scene import Scene
from permitdesk.domain.law.findings import Statement


@dataclass(frozen=True, slots=True)
class View:
    """The days shown, and the width in pixels."""

    first: float
    last: float
    width: float


class PictureKind(StrEnum):
    """How a timeline is drawn."""

    LANES = "lanes"
    YEARS = "years"
    ROLLING = "rolling"


Words = Callable[[Statement], str]
Layout = Callable[[Scene, View, Style, Words, Measure], Drawing]


def screen_style(font: QFont) -> Style:
    """Sizes that go with the text size of the window."""
    size = float(QFontInfo(font).pixelSize())
    return Style(
        size=size, small=round(size * 0.88), row=round(size * 1.75), gap=round(size * 0.7), margin=10.0
    )


LAYOUTS: Mapping[PictureKind, Layout] = {}
