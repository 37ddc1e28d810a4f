"""Fields for typed answers: what was understood is shown, a mistake loses nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.answer_field import AnswerField
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.pause import at_pause
from permitdesk.ui.widgets.tones import Tone, tone_colors


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed text means: a value, or the sentence that says what is wrong with it."""

    value: AnswerValue | None
    problem: str = ""
    #: the value in words, shown under the field
    understood: str = ""


class TypedField(AnswerField):
    """A line of text that is read by ``read``; subclasses say how."""

    def __init__(
        self,
        texts: TextSource,
        *,
        dont_know: bool = True,
        width_chars: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, parent)
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * width_chars)
        self.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * max(width_chars * 2, 44))
        self.unknown = QCheckBox(texts.get("page.dont_know"))
        if not dont_know:
            self.unknown.hide()
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.edit, 3)
        self.line.addWidget(self.unknown)
        self.line.addStretch(1)
        self.message = TextLabel("", "help")
        self.message.setVisible(False)
        self.box.addLayout(self.line)
        self.box.addWidget(self.message)
        self._shown: AnswerValue | None = None
        self._label = ""
        self.edit.textEdited.connect(self._on_typed)
        self.edit.editingFinished.connect(self._on_finished)
        self.unknown.clicked.connect(self._on_unknown_clicked)

    # --- to be filled in by subclasses ------------------------------------------------

    def read(self, text: str) -> Reading:
        """What ``text`` (not empty) means."""
        raise NotImplementedError

    def written(self, value: AnswerValue) -> str:
        """How a stored value is shown for editing."""
        raise NotImplementedError

    # --- AnswerField -------------------------------------------------------------------

    def value(self) -> AnswerValue | None:
        if self.unknown.isChecked():
            return DONT_KNOW
        text = self.edit.text().strip()
        return self.read(text).value if text else None

    def set_value(self, value: AnswerValue | None) -> None:
        waiting = self.has_invalid_text() or (self.edit.hasFocus() and self.edit.isModified())
        if waiting and value == self._shown:
            return
        self._shown = value
        self.unknown.setChecked(value is DONT_KNOW)
        self.edit.setText("" if value is None or value is DONT_KNOW else self.written(value))
        self._show_reading(final=True)

    def set_label(self, label: str, help_text: str) -> None:
        self._label = label
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(help_text)
        self.unknown.setAccessibleName(f"{label} {self.unknown.text()}")

    def focus_field(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def has_invalid_text(self) -> bool:
        text = self.edit.text().strip()
        return bool(text) and not self.unknown.isChecked() and self.read(text).value is None

    def unread_text(self) -> str:
        return self.edit.text() if self.has_invalid_text() else ""

    def put_back(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setModified(True)
        self._show_reading(final=True)

    # --- typing ------------------------------------------------------------------------

    def _on_typed(self) -> None:
        if self.unknown.isChecked():
            self.unknown.setChecked(False)
        self._show_reading(final=False)

    def _on_finished(self) -> None:
        if not self.edit.isModified():
            return
        self._show_reading(final=True)
        if self.has_invalid_text():
            return
        self.edit.setModified(False)
        self._shown = self.value()
        self.edited.emit()

    def _on_unknown_clicked(self) -> None:
        if self.unknown.isChecked():
            self.edit.clear()
        self._shown = self.value()
        self._show_reading(final=True)
        self.edited.emit()

    def _show_reading(self, *, final: bool) -> None:
        """Say what was understood; complain only when typing has ended (``final``)."""
        text = self.edit.text().strip()
        reading = self.read(text) if text and not self.unknown.isChecked() else Reading(None)
        wrong = bool(text) and final and reading.value is None and not self.unknown.isChecked()
        colors = tone_colors(self.palette(), Tone.RED)
        palette = self.message.palette()
        palette.setColor(
            self.message.foregroundRole(),
            colors.edge if wrong else self.palette().color(self.message.foregroundRole()),
        )
        self.message.setPalette(palette)
        self.message.set_text(reading.problem if wrong else reading.understood)
        self.edit.setProperty("invalid", wrong)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


class TextField(TypedField):
    """Any text; spaces at the ends are dropped. It is kept at a pause of the typing, not only at its end."""

    def __init__(
        self,
        texts: TextSource,
        *,
        dont_know: bool = True,
        width_chars: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, dont_know=dont_know, width_chars=width_chars, parent=parent)
        self.pause = at_pause(self.edit, self._on_finished)

    def set_value(self, value: AnswerValue | None) -> None:
        """What the person is typing stays as it is, its spaces and the place of the cursor too."""
        if not (self.edit.hasFocus() and self.value() == value == self._shown):
            super().set_value(value)

    def read(self, text: str) -> Reading:
        return Reading(text)

    def written(self, value: AnswerValue) -> str:
        return str(value)

    def value(self) -> AnswerValue | None:
        if self.unknown.isChecked():
            return DONT_KNOW
        return self.edit.text().strip() or None
