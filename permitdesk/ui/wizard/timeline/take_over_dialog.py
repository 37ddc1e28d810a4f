"""Asks before a plan becomes the case: every change in a sentence, a decision only when it is in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import TextLabel


class TakeOverDialog(QDialog):
    """Lists what will change. ``facts``: to be confirmed by a tick before the button works."""

    def __init__(
        self, texts: TextSource, lines: Sequence[str], *, facts: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.get("page.plan.take_title"))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 14)
        box.setSpacing(10)
        box.addWidget(TextLabel(texts.get("page.plan.take_title"), "title"))
        box.addWidget(TextLabel(texts.get("page.plan.take_question")))
        for line in lines:
            box.addWidget(TextLabel("• " + line))
        self.in_hand = QCheckBox(texts.get("page.plan.take_decision_check"))
        self.in_hand.setObjectName("in_hand")
        self.in_hand.setVisible(facts)
        box.addWidget(self.in_hand)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self.take = buttons.addButton(
            texts.get("page.plan.take_over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.take.setObjectName("take")
        self.take.setEnabled(not facts)
        self.in_hand.toggled.connect(self.take.setEnabled)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self.setMinimumWidth(60 * self.fontMetrics().averageCharWidth())
