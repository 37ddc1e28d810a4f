"""Notices that nobody works here any more, or that the computer slept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

#: seconds that the clock on the wall may be ahead of the ticks before the computer must have slept
JUMP = 60.0


class IdleWatch(QObject):
    """Looks at two clocks every few seconds."""

    #: nobody touched the program for so many minutes
    idle = Signal()
    #: the computer slept since the last tick
    slept = Signal()

    def __init__(
        self,
        since_start: Callable[[], float],
        on_the_wall: Callable[[], float],
        parent: QObject | None = None,
        tick: int = 5000,
    ) -> None:
        """Both clocks count seconds: one is never set, the other goes on while the computer sleeps.

        ``tick`` is in milliseconds.
        """
        super().__init__(parent)
        self._since_start = since_start
        self._on_the_wall = on_the_wall
        #: minutes without a sign of life; None: never
        self.minutes: int | None = None
        self._last = since_start()
        self._steady, self._wall = self._last, on_the_wall()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(tick)

    def stir(self) -> None:
        """Somebody is there."""
        self._last = self._since_start()

    def look(self) -> None:
        """Compare the clocks; called by the timer."""
        steady, wall = self._since_start(), self._on_the_wall()
        # A steady clock may stand still while the computer sleeps, or go on; then the tick itself is late.
        late = wall - self._wall
        asleep = late - (steady - self._steady) > JUMP or late > JUMP + self._timer.interval() / 1000
        self._steady, self._wall = steady, wall
        if asleep:
            self.slept.emit()
        elif self.minutes is not None and steady - self._last >= self.minutes * 60:
            self.idle.emit()
