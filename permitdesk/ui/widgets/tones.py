"""Tones: what a coloured surface means. Colour never stands alone, each tone has a sign and a word."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QColor, QPalette

from permitdesk.domain.records import dataclass


class Tone(StrEnum):
    """How urgent a surface is."""

    PLAIN = "plain"
    INFO = "info"
    GOOD = "good"
    AMBER = "amber"
    RED = "red"


class Sign(StrEnum):
    """The shape beside the word; shapes differ so that a black and white screen says the same."""

    INFO = "info"
    CHECK = "check"
    CROSS = "cross"
    CLOCK = "clock"
    QUESTION = "question"
    OFFICE = "office"
    WARN = "warn"
    STOP = "stop"
    #: an empty box: to be ticked
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ToneColors:
    """Ground, edge and ink of one tone; ink on ground has a contrast above 7:1."""

    ground: QColor
    edge: QColor
    ink: QColor


_LIGHT = {
    Tone.PLAIN: ("#ffffff", "#c5ccd6", "#1c2430"),
    Tone.INFO: ("#eaf2fd", "#1f4f9c", "#14233b"),
    Tone.GOOD: ("#e8f5ec", "#1c6a36", "#12301c"),
    Tone.AMBER: ("#fff3da", "#8a5a00", "#33240a"),
    Tone.RED: ("#fdebea", "#b3261e", "#3d0f0c"),
}
_DARK = {
    Tone.PLAIN: ("#232a34", "#4b5665", "#e8edf4"),
    Tone.INFO: ("#18283f", "#8ab8ff", "#e4eefc"),
    Tone.GOOD: ("#163120", "#7bd498", "#e2f5e8"),
    Tone.AMBER: ("#372a10", "#f3b94d", "#fdf1da"),
    Tone.RED: ("#3f1d1c", "#ff9a91", "#fdeae8"),
}

TONE_OF_SEVERITY = {"red": Tone.RED, "amber": Tone.AMBER, "info": Tone.INFO, "good": Tone.GOOD}
SIGN_OF_TONE = {
    Tone.PLAIN: Sign.INFO,
    Tone.INFO: Sign.INFO,
    Tone.GOOD: Sign.CHECK,
    Tone.AMBER: Sign.WARN,
    Tone.RED: Sign.STOP,
}


def is_dark(palette: QPalette) -> bool:
    """Whether the palette is a dark one: window darker than its text."""
    window = palette.color(QPalette.ColorRole.Window)
    ink = palette.color(QPalette.ColorRole.WindowText)
    return window.lightness() < ink.lightness()


def tone_colors(palette: QPalette, tone: Tone) -> ToneColors:
    """The colours of a tone under a light or dark palette."""
    table = _DARK if is_dark(palette) else _LIGHT
    ground, edge, ink = table[tone]
    return ToneColors(QColor(ground), QColor(edge), QColor(ink))
