"""Text is kept at a pause of the typing, so that a power cut takes the last word at most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

#: milliseconds without a key
PAUSE = 1200


def at_pause(edit: QLineEdit, keep: Callable[[], object]) -> QTimer:
    """Call ``keep`` whenever nobody typed into ``edit`` for a while after typing."""
    timer = QTimer(edit)
    timer.setSingleShot(True)
    timer.setInterval(PAUSE)
    timer.timeout.connect(keep)
    edit.textEdited.connect(lambda: timer.start())
    return timer
