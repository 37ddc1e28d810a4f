"""What every field of the wizard has in common: a value, an edit signal, and "I don't know"."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from permitdesk.domain.answers import AnswerValue
from permitdesk.ui.viewmodels.ports import TextSource


class AnswerField(QWidget):
    """A field for one answer. ``edited`` is emitted when the person has confirmed a new value."""

    edited = Signal()

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> AnswerValue | None:
        """The answer, ``DONT_KNOW``, or None if the field is empty or its text is not valid."""
        raise NotImplementedError

    def set_value(self, value: AnswerValue | None) -> None:
        """Show a value without emitting ``edited``; text being typed is not overwritten."""
        raise NotImplementedError

    def set_label(self, label: str, help_text: str) -> None:
        """Tell a screen reader what the field is about."""
        raise NotImplementedError

    def focus_field(self) -> None:
        """Put the keyboard on the field."""
        raise NotImplementedError

    def has_invalid_text(self) -> bool:
        """Whether typed text is waiting that is no valid answer."""
        return False

    def unread_text(self) -> str:
        """That text; empty if there is none."""
        return ""

    def put_back(self, text: str) -> None:
        """Show such text again, after the field was built anew."""
