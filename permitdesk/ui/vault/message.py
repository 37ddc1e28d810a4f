"""A few words in a tone, or nothing."""

from __future__ import annotations

from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.tones import Tone


class Message(Surface):
    """Takes no room while it says nothing; is read out when it changes."""

    def __init__(self) -> None:
        super().__init__(Tone.PLAIN)
        self._words = TextLabel("")
        self.body.addWidget(self._words)
        self.hide()

    def say(self, words: str, tone: Tone = Tone.AMBER) -> None:
        """Show words; none hides it."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.set_tone(tone)
        self.setVisible(bool(words))

    def words(self) -> str:
        """What is said now."""
        return self._words.text()
