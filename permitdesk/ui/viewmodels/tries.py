"""Wrong passphrases: a pause after the third one, longer after each further one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

#: wrong passphrases without a pause
FREE_TRIES = 2
#: the longest pause after a wrong passphrase, in seconds
LONGEST_PAUSE = 60


class Tries(QObject):
    """Counts them and counts the seconds down."""

    #: seconds left until the next try
    pause_changed = Signal(int)

    def __init__(self, parent: QObject | None = None, *, second: int = 1000) -> None:
        """``second``: milliseconds of a second of a pause."""
        super().__init__(parent)
        #: seconds left until the next try; 0: now
        self.pause = 0
        self._wrong = 0
        self._clock = QTimer(self)
        self._clock.setInterval(second)
        self._clock.timeout.connect(self.second)

    def right(self) -> None:
        """The passphrase was right: the count begins anew."""
        self._wrong = 0

    def wrong(self) -> None:
        """One more was wrong."""
        self._wrong += 1
        if self._wrong > FREE_TRIES:
            self.pause = min(2 ** (self._wrong - FREE_TRIES), LONGEST_PAUSE)
            self._clock.start()
            self.pause_changed.emit(self.pause)

    def second(self) -> None:
        """One second of a pause is over; called by the timer."""
        self.pause -= 1
        if self.pause <= 0:
            self.pause = 0
            self._clock.stop()
        self.pause_changed.emit(self.pause)
