"""Work beside the window that neither a page that goes nor the end of the program can hurt."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QCoreApplication, QThread


class BackgroundJob(QThread):
    """A thread the program owns, because a page or dialog may go before the work is done.

    Connect bound methods of objects only: they are let go with their object. At the end of the program
    the work is waited for; Qt would crash on a thread that still runs.
    """

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        atexit.register(self.end)
        self.finished.connect(self._forget)
        self.finished.connect(self.deleteLater)

    def end(self) -> None:
        """Wait until the work is done."""
        self.wait()

    def _forget(self) -> None:
        atexit.unregister(self.end)
