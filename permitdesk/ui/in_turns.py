"""Work done one piece at a time, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer


class InTurns(QObject):
    """Does one piece in each turn of the event loop, beginning with the next."""

    def __init__(self, pieces: Sequence[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = list(pieces)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._do_next)
        self._timer.start(0)

    def _do_next(self) -> None:
        piece = self._pieces.pop(0)
        if not self._pieces:
            # Before the last piece, which may wait in an event loop of its own.
            self._timer.stop()
        piece()
