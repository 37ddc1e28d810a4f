"""Only the questions of the chosen permit, a few at a time; what follows from them at once."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from permitdesk.domain.assess import asked_questions
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.field_row import QuestionSheet
from permitdesk.ui.widgets.labels import Columns
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.verdict_card import VerdictCard
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.question_rows import question_row
from permitdesk.ui.wizard.wording import Wording


class QuestionsPage(FormPage):
    """The questions at the left, the verdict at the right."""

    step = StepId.QUESTIONS

    def shape(self) -> Hashable:
        return self.session.dossier.chosen, self._asked()

    def _asked(self) -> tuple[str, ...]:
        """Ids of the questions that apply, in the order of the rule file."""
        session = self.session
        chosen = session.dossier.chosen
        if chosen is None:
            return ()
        return asked_questions(session.case, session.ruleset, chosen, session.day)

    def build(self) -> None:
        """One row for each question that applies."""
        columns = Columns(28)
        left = QVBoxLayout()
        self.empty = Notice(self.texts)
        self.choose = QPushButton(self.say("choose_permit"))
        self.choose.clicked.connect(self._on_choose_clicked)
        left.addWidget(self.empty)
        left.addWidget(self.choose)
        self.sheet = QuestionSheet(self.texts, capacity=4)
        questions = {q.id: q for q in self.session.ruleset.questions}
        self.sheet.set_rows([question_row(self, questions[asked]) for asked in self._asked()])
        left.addWidget(self.sheet, 1)
        right = QVBoxLayout()
        self.card = VerdictCard(self.texts)
        self.card.action_asked.connect(self.answer_open)
        right.addWidget(self.card)
        right.addStretch(1)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.main.addWidget(columns, 1)

    def load(self) -> None:
        """Show the verdict, or say that there is nothing to ask."""
        dossier = self.session.dossier
        route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
        self.choose.setVisible(route is None)
        self.card.setVisible(route is not None)
        if route is None:
            self.empty.show_message(Tone.INFO, [self.say("no_permit")], title=self.say("no_permit_title"))
            return
        wording = Wording(self.texts, self.session.ruleset)
        nothing = [] if self.sheet.rows() else [self.say("nothing_to_ask")]
        self.empty.show_message(Tone.GOOD, nothing, title=self.say("nothing_title") if nothing else None)
        self.card.show_verdict(
            route.verdict,
            wording.verdict(route.verdict),
            wording.verdict_lines(route, dossier.on),
            [f"{lines.title}: {lines.word}" for lines in map(wording.requirement, route.requirements)],
            wording.route(route.id),
        )
        self.card.offer(self.texts.get("page.route.answer") if route.open_questions else "")

    def _on_choose_clicked(self) -> None:
        self.session.go_to(StepId.PERMIT)
