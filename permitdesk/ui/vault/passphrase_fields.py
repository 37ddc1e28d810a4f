"""Fields for a passphrase: one to enter it, and a pair to choose a new one with a calm judgement."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from permitdesk.crypto.passphrase import MINIMUM, Judgement, Reason, Strength, judge
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone

#: more letters than anybody types
LONGEST = 1000
_LOOK = {
    Strength.TOO_SHORT: (Sign.OPEN, Tone.AMBER),
    Strength.WEAK: (Sign.WARN, Tone.AMBER),
    Strength.FAIR: (Sign.INFO, Tone.INFO),
    Strength.STRONG: (Sign.CHECK, Tone.GOOD),
}


class PassphraseField(QWidget):
    """A hidden line with a button that shows it. The program keeps no copy beyond the field."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._label = TextLabel("", "strong")
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setMaxLength(LONGEST)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = QPushButton()
        self.show_button.setCheckable(True)
        self.show_button.setAutoDefault(False)
        self.show_button.toggled.connect(self._on_show)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._label)
        box.addLayout(line)
        self.setFocusProxy(self.edit)
        self._retranslate()

    def set_label(self, label: str) -> None:
        """The words above the field."""
        self._label.setText(label)
        self.edit.setAccessibleName(label)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget it, and hide what is typed next."""
        self.edit.clear()
        self.show_button.setChecked(False)

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        self._retranslate()

    def _retranslate(self) -> None:
        shown = self.show_button.isChecked()
        self.show_button.setText(self.tr("Hide") if shown else self.tr("Show"))
        self.show_button.setAccessibleName(
            self.tr("Hide the passphrase") if shown else self.tr("Show the passphrase")
        )
        wider = max(self.fontMetrics().horizontalAdvance(word) for word in (self.tr("Hide"), self.tr("Show")))
        self.show_button.setMinimumWidth(wider + 36)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


class NewPassphrase(QWidget):
    """Two fields that must agree, and what is to be said about the choice."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = PassphraseField("new_passphrase")
        self.again = PassphraseField("new_passphrase_again")
        self._hint = TextLabel("", "help")
        self._sign = SignIcon(Sign.INFO, Tone.PLAIN, 1.0)
        self.judgement = TextLabel("", "help")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._sign)
        line.addWidget(self.judgement, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._hint)
        box.addWidget(self.first)
        box.addWidget(self.again)
        box.addLayout(line)
        self.setFocusProxy(self.first)
        for field in (self.first, self.again):
            field.changed.connect(self._on_changed)
        self.first.entered.connect(lambda: self.again.edit.setFocus(Qt.FocusReason.OtherFocusReason))
        self.again.entered.connect(self.entered)
        self._retranslate()

    def passphrase(self) -> str | None:
        """The passphrase chosen; None while it is too short or both fields differ."""
        text = self.first.text()
        return text if judge(text).accepted and text == self.again.text() else None

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _on_changed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        text, again = self.first.text(), self.again.text()
        judged = judge(text)
        words = self._words_of(judged) if text else ""
        sign, tone = _LOOK[judged.strength]
        if again and again != text[: len(again)]:
            words, sign, tone = self.tr("The two fields differ."), Sign.WARN, Tone.AMBER
        elif again and again != text:
            words, sign, tone = self.tr("The second field is not complete yet."), Sign.INFO, Tone.INFO
        self.judgement.setText(words)
        self._sign.show_sign(sign, tone)
        self._sign.setVisible(bool(words))

    def _words_of(self, judged: Judgement) -> str:
        """How hard it is to guess and what makes it easy, calmly."""
        if judged.strength is Strength.TOO_SHORT:
            return self.tr("Still too short: it needs at least {n} characters.").format(n=MINIMUM)
        parts = {
            Strength.WEAK: self.tr("Easy to guess. One or two more words make it much safer."),
            Strength.FAIR: self.tr("Good enough for most. One more word makes it strong."),
            Strength.STRONG: self.tr("Strong."),
        }[judged.strength]
        reasons = {
            Reason.ONE_WORD: self.tr("It is a single word."),
            Reason.DIGITS_ONLY: self.tr("It has no letters."),
            Reason.REPEATED: self.tr("It repeats itself."),
            Reason.SEQUENCE: self.tr("Its letters follow each other on the keyboard or in the alphabet."),
            Reason.DATE: self.tr("It holds a date or a year; those are tried first."),
            Reason.OUTER_BLANK: self.tr("A space at its beginning or end counts too."),
        }
        told = [reasons[reason] for reason in judged.reasons if reason in reasons]
        return " ".join([parts, *told[:2]])

    def _retranslate(self) -> None:
        self._hint.setText(
            self.tr(
                "Several words that only you put together are easy to remember and hard to guess. "
                "Letters of any alphabet, spaces and signs are fine."
            )
        )
        self.first.set_label(self.tr("New passphrase"))
        self.again.set_label(self.tr("The same passphrase again"))
        self._judge()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
