"""Dialogs that only tell something: reasons, outdated advice, keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.reasons import Reasons, citation_lines
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.verdict_tones import SIGN_OF_VERDICT, TONE_OF_VERDICT

translate = QCoreApplication.translate


class ReadingDialog(QDialog):
    """A heading, text that scrolls, and Close. Escape closes too."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(24, 20, 24, 12)
        self.column.setSpacing(8)
        area = FlowArea(inner)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(title)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # The style's own icon cannot be seen in the dark theme.
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.buttons.rejected.connect(self.reject)
        self.buttons.setContentsMargins(24, 0, 24, 16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area, 1)
        box.addWidget(self.buttons)
        letter = self.fontMetrics().horizontalAdvance("n")
        self.resize(min(92 * letter, 1180), min(44 * letter + 200, 660))

    def add_lines(self, heading: str, lines: Sequence[str]) -> None:
        """A heading and what stands below it; web addresses can be copied."""
        if heading:
            self.column.addSpacing(4)
            self.column.addWidget(TextLabel(heading, "strong"))
        for line in lines:
            label = TextLabel(line)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.column.addWidget(label)


def reasons_dialog(reasons: Reasons, parent: QWidget | None = None) -> ReadingDialog:
    """Why a verdict is what it is; the whole can be copied."""
    dialog = ReadingDialog(reasons.title, parent)
    head = QHBoxLayout()
    head.setSpacing(12)
    tone = TONE_OF_VERDICT[reasons.verdict]
    head.addWidget(SignIcon(SIGN_OF_VERDICT[reasons.verdict], tone, 1.8), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.addWidget(TextLabel(reasons.title, "title"))
    if reasons.verdict_words:
        words.addWidget(TextLabel(reasons.verdict_words, "strong"))
    head.addLayout(words, 1)
    dialog.column.addLayout(head)
    for section in reasons.sections:
        dialog.add_lines(section.heading, section.lines)
    dialog.column.addStretch(1)
    copy = QPushButton(translate("TextDialogs", "&Copy"))
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(reasons.as_text()))
    dialog.buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
    return dialog


def advice_dialog(
    ruleset: Ruleset, texts: TextSource, matching: Sequence[str], parent: QWidget | None = None
) -> ReadingDialog:
    """What people are told and what holds now; advice that fits the case comes first."""
    dialog = ReadingDialog(translate("TextDialogs", "What you were told"), parent)
    dialog.column.addWidget(
        TextLabel(translate("TextDialogs", "What you were told, and what is true now"), "title")
    )
    dialog.column.addWidget(
        TextLabel(
            translate(
                "TextDialogs",
                "The law changed. Friends, old pages and even offices may still repeat the old rules.",
            )
        )
    )
    ordered = sorted(ruleset.outdated_advice, key=lambda advice: advice.id not in matching)
    for advice in ordered:
        card = Surface(Tone.AMBER if advice.id in matching else Tone.PLAIN)
        card.setObjectName(f"advice_{advice.id}")
        if advice.id in matching:
            card.body.addWidget(TextLabel(translate("TextDialogs", "This may concern you"), "help"))
        told = texts.get(f"advice.{advice.id}.told")
        card.body.addWidget(TextLabel(translate("TextDialogs", "Told: {text}").format(text=told), "strong"))
        card.body.addWidget(
            TextLabel(
                translate("TextDialogs", "Now: {text}").format(text=texts.get(f"advice.{advice.id}.now"))
            )
        )
        if advice.wrong_since is not None:
            since = translate("TextDialogs", "Since {day}").format(day=texts.day(advice.wrong_since))
            card.body.addWidget(TextLabel(since, "help"))
        for line in citation_lines((advice.provenance.citation(),), ruleset, texts):
            card.body.addWidget(TextLabel(line, "help"))
        card.set_tone(card.tone)
        dialog.column.addWidget(card)
    dialog.column.addStretch(1)
    return dialog


def shortcuts_dialog(shortcuts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> ReadingDialog:
    """What the keyboard can do: (what it does, keys)."""
    dialog = ReadingDialog(translate("TextDialogs", "Keyboard shortcuts"), parent)
    dialog.column.addWidget(TextLabel(translate("TextDialogs", "Keyboard shortcuts"), "title"))
    for what, keys in shortcuts:
        row = QHBoxLayout()
        row.addWidget(TextLabel(what), 3)
        row.addWidget(TextLabel(keys, "strong"), 2)
        dialog.column.addLayout(row)
    dialog.column.addStretch(1)
    return dialog
