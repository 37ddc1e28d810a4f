"""The line that says, at the end of the program, that a last copy is being made."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.tones import Tone

#: milliseconds before anything is said
QUIET = 300


class LeavingBar(Surface):
    """Says nothing when it is quick; one may leave without waiting."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.INFO)
        self.setObjectName("leaving_bar")
        self._words = TextLabel("", "strong")
        progress = QProgressBar()
        progress.setRange(0, 0)
        progress.setTextVisible(False)
        progress.setFixedSize(120, 10)
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(progress)
        line.addWidget(self.cancel)
        self.body.setContentsMargins(18, 6, 12, 6)
        self.body.addLayout(line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """The window is about to close."""
        self._words.setText(self.tr("A safety copy of your cases is being made before PermitDesk closes…"))
        self.cancel.setText(self.tr("&Close without it"))
        self.setAccessibleName(self._words.text())
        self.set_tone(Tone.INFO)
        self._timer.start()
