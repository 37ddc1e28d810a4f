"""Stands in place of every page that lives on the rules while the day seen lies before them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.page import WizardPage

#: the steps that show nothing but what follows from the rules
STEPS_OF_RULES = frozenset({StepId.FINDER, StepId.PERMIT, StepId.QUESTIONS, StepId.DOCUMENTS, StepId.MONEY})


class NotCoveredPage(WizardPage):
    """Says that there are no rules for the day, and leads back to today or to another day."""

    step = StepId.PERMIT
    other_day_asked = Signal()
    back_asked = Signal()

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self.setObjectName("page_not_covered")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice(session.texts)
        self.back = QPushButton()
        self.back.setObjectName("not_covered_back")
        self.back.setProperty("primary", True)
        self.back.clicked.connect(self.back_asked)
        self.other = QPushButton()
        self.other.setObjectName("not_covered_other")
        self.other.clicked.connect(self.other_day_asked)
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addWidget(self.other)
        line.addStretch(1)
        self.box.addWidget(self.notice)
        self.box.addLayout(line)
        self.box.addStretch(1)

    def refresh(self) -> None:
        """Say it of the day seen, in the language in use."""
        session = self.session
        texts = session.texts
        self.notice.show_message(
            Tone.RED,
            [texts.fill("as_of.no_rules_words", day=session.day), texts.get("as_of.no_rules_help")],
            title=texts.fill("as_of.no_rules_title", begin=session.ruleset.covered_from),
        )
        self.back.setText(texts.get("as_of.back"))
        self.other.setText(texts.get("as_of.other"))

    def focus_first(self) -> None:
        """The way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
