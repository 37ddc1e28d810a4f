"""Which permit? One plain question at a time, and beside it how the permits rank so far."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.answers import AnswerValue
from permitdesk.domain.finder import FinderAnswer, FinderResult, find
from permitdesk.domain.law.rules import Question
from permitdesk.interview.steps import StepId
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.answer_card import AnswerCards
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.labels import Columns, ScrollBox, Surface, TextLabel, clear_layout
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.ranking_list import TONE_OF_GROUP, RankingList
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.ranking_words import (
    deciding_words,
    group_words,
    ranking_line,
    reasons_of,
    rest_words,
    short_ranking,
)
from permitdesk.ui.wizard.wording import Wording


class FinderPage(FormPage):
    """The question, or what was found, at the left; the ranking at the right."""

    step = StepId.FINDER

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        #: an answered question that is looked at again; None: the one that is next
        self._again: str | None = None
        self._shown: str | None = None
        self._result: FinderResult | None = None

    # --- building -----------------------------------------------------------------------

    def build(self) -> None:
        """Question and result on two leaves of one stack; the ranking beside them."""
        self._shown = None
        columns = Columns(24)
        left = QVBoxLayout()
        left.setSpacing(10)
        head = QHBoxLayout()
        self.count = TextLabel("", "help")
        self.known = QPushButton(self.say("known"))
        self.known.setObjectName("know_permit")
        self.known.clicked.connect(self._on_known)
        head.addWidget(self.count, 1)
        head.addWidget(self.known)
        left.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._asking())
        self.stack.addWidget(self._telling())
        left.addWidget(self.stack, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(TextLabel(self.say("ranking"), "strong"))
        self.deciding = Notice(self.texts)
        self.decide = QPushButton(self.say("to_deciding"))
        self.decide.setObjectName("deciding")
        self.decide.clicked.connect(self._on_decide)
        self.ranking = RankingList(self.texts)
        self.ranking.look_asked.connect(self._look_at)
        right.addWidget(ScrollBox(self.ranking), 1)
        right.addWidget(self.deciding)
        foot = QHBoxLayout()
        self.all = QPushButton(self.say("all"))
        self.all.setObjectName("all_permits")
        self.all.clicked.connect(self._on_known)
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(self.decide)
        right.addLayout(foot)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.main.addWidget(columns, 1)

    def _asking(self) -> QWidget:
        leaf = QWidget()
        box = QVBoxLayout(leaf)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.question = TextLabel("", "heading")
        self.help = TextLabel("", "help")
        self.cards = AnswerCards(self.texts)
        self.cards.answered.connect(self._on_answered)
        box.addWidget(self.question)
        box.addWidget(self.help)
        box.addWidget(_Area(self.cards), 1)
        foot = QHBoxLayout()
        self.before = QPushButton(self.say("before"))
        self.before.setObjectName("question_before")
        self.before.clicked.connect(lambda: self.walk_parts(forward=False))
        foot.addWidget(self.before)
        foot.addStretch(1)
        box.addLayout(foot)
        return leaf

    def _telling(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 6, 0)
        box.setSpacing(10)
        self.found = Surface(Tone.GOOD)
        self.found.setObjectName("found")
        self.found_over = TextLabel("", "help")
        self.found_title = TextLabel("", "title")
        self.found_lines = QVBoxLayout()
        self.found_lines.setSpacing(3)
        self.take = QPushButton(self.say("take"))
        self.take.setObjectName("take_best")
        self.take.setProperty("primary", True)
        self.take.clicked.connect(self._on_take)
        self.found.body.addWidget(self.found_over)
        self.found.body.addWidget(self.found_title)
        self.found.body.addLayout(self.found_lines)
        self.found.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.nothing = Notice(self.texts)
        box.addWidget(self.found)
        box.addWidget(self.nothing)
        box.addWidget(TextLabel(self.say("answers"), "strong"))
        self.given = QVBoxLayout()
        self.given.setSpacing(4)
        box.addLayout(self.given)
        box.addStretch(1)
        return _Area(inner)

    # --- showing ------------------------------------------------------------------------

    def load(self) -> None:
        """Show the question that is next, or what was found, and the ranking."""
        result = self._result = find(self.session.case, self.session.ruleset, self.session.dossier)
        if self._again not in {given.question for given in result.asked}:
            self._again = None
        name = self._again or result.next_question
        if name is None:
            self._shown = None
            self._show_found(result)
        else:
            self._show_question(name, result)
        self.stack.setCurrentIndex(1 if name is None else 0)
        self._show_ranking(name, result)
        self.part_changed.emit()

    def _show_question(self, name: str, result: FinderResult) -> None:
        question = self._question(name)
        label = self.texts.get(f"question.{name}.label")
        value = self.session.case.answers.get(name)
        place = len(self._questions_before(name, result)) + 1
        self.count.set_text(self.texts.fill("page.finder.count", n=place))
        self.question.setText(label)
        self.help.set_text(self.texts.get(f"question.{name}.help"))
        options = [Option(o, self.texts.get(f"question.{name}.option.{o}")) for o in question.options]
        keyboard: QWidget | None = self.window().focusWidget()
        had_keyboard = keyboard is not None and self.cards.isAncestorOf(keyboard)
        self.cards.show_options(label, options, value)
        self.before.setVisible(place > 1)
        self._shown = name
        if had_keyboard:
            self.cards.focus_first()

    def _show_found(self, result: FinderResult) -> None:
        wording = Wording(self.texts, self.session.ruleset)
        best = result.best
        chosen = best is not None and self.session.dossier.chosen == best.route
        self.count.set_text(self.say("done"))
        self.found.setVisible(best is not None)
        unsure = result.deciding is not None and result.deciding.finder
        kind = "unsure" if unsure else "nothing"
        lines = [] if best is not None else [self.say(kind), self.say(f"{kind}_help")]
        tone = Tone.INFO if unsure else Tone.AMBER
        self.nothing.show_message(tone, lines, title=self.say(f"{kind}_title") if lines else None)
        if best is not None:
            self.found_over.setText(self.say("best"))
            self.found_title.setText(wording.route(best.route))
            clear_layout(self.found_lines)
            self.found_lines.addWidget(TextLabel(group_words(best, self.texts), "strong"))
            self.found_lines.addWidget(TextLabel(self.texts.get(f"report.channel.{best.channel}")))
            for reason in reasons_of(best, self.texts):
                self.found_lines.addWidget(TextLabel(reason))
            self.take.setText(self.say("taken" if chosen else "take"))
            self.found.set_tone(TONE_OF_GROUP[best.group])
        clear_layout(self.given)
        for given in result.asked:
            self.given.addWidget(self._given_line(given))

    def _given_line(self, given: FinderAnswer) -> QWidget:
        name = given.question
        key = "page.dont_know" if given.answer is None else f"question.{name}.option.{given.answer}"
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        words = f"{self.texts.get(f'question.{name}.label')} {self.texts.get(key)}"
        if given.derived:
            box.addWidget(TextLabel(f"{words} {self.say('derived')}"), 1)
            return line
        box.addWidget(TextLabel(words), 1)
        change = QPushButton(self.say("change"))
        change.setObjectName(f"change_{name}")
        change.setAccessibleName(f"{self.say('change')}: {words}")
        change.clicked.connect(lambda: self.show_question(name))
        box.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _show_ranking(self, shown: str | None, result: FinderResult) -> None:
        wording = Wording(self.texts, self.session.ruleset)
        short = short_ranking(
            result.ranking, settled=result.next_question is None and result.best is not None
        )
        self.ranking.show_lines(
            [ranking_line(line, self.texts, wording) for line in short],
            rest_words(result.ranking, short, self.texts),
        )
        deciding = result.deciding
        # The question on the screen decides most: to say so again would only take room.
        told = deciding is not None and deciding.path != shown
        lines = deciding_words(deciding, self.texts, wording) if told and deciding is not None else ()
        self.deciding.show_message(Tone.INFO, lines, title=self.say("deciding") if lines else None)
        self.decide.setVisible(bool(lines))

    # --- walking ------------------------------------------------------------------------

    def show_question(self, name: str) -> None:
        """Look at an answered question again, to change the answer."""
        self._again = name
        self.load()
        self.cards.focus_first()

    def focus_path(self, path: str) -> None:
        name = path.removeprefix("answers.")
        result = self._result
        if result is not None and name in {given.question for given in result.asked}:
            self.show_question(name)
        else:
            self.focus_first()

    def focus_first(self) -> None:
        """The answers, the button that takes what was found, or the way to the answer that decides."""
        if self._shown is not None:
            self.cards.focus_first()
        elif self.take.isVisibleTo(self):
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            way = self.decide if self.decide.isVisibleTo(self) else self.all
            way.setFocus(Qt.FocusReason.OtherFocusReason)

    def walk_parts(self, *, forward: bool) -> bool:
        """Back goes through the questions; Next from an old one to the one that is next, else on."""
        if self._result is None:
            return False
        if forward:
            if self._again is None:
                return False
            self._again = None
            self.load()
            self.focus_first()
            return True
        before = self._questions_before(self._shown, self._result)
        if not before:
            return False
        self.show_question(before[-1])
        return True

    def has_part_before(self) -> bool:
        return self._result is not None and bool(self._questions_before(self._shown, self._result))

    def _questions_before(self, name: str | None, result: FinderResult) -> list[str]:
        """The answered questions before one, in the order of asking; what nobody asks is no question."""
        asked = [given.question for given in result.asked if not given.derived]
        return asked[: asked.index(name)] if name in asked else asked

    def _question(self, name: str) -> Question:
        return next(q for q in self.session.ruleset.questions if q.id == name)

    # --- slots --------------------------------------------------------------------------

    def _on_answered(self, value: AnswerValue) -> None:
        name = self._shown
        if name is None:
            return
        self._again = None
        same = self.session.case.answers.get(name) == value
        self.write(f"answers.{name}", value)
        if same:
            # Nothing changed, so nobody told the page; the person wants to go on all the same.
            self.load()
        self.focus_first()

    def _on_take(self) -> None:
        best = None if self._result is None else self._result.best
        if best is not None:
            self.session.update(self.session.case.with_changes(route=best.route))
            # By its name: the page of permits may still show one that was looked at before.
            self._look_at(best.route)

    def _on_known(self) -> None:
        self.session.go_to(StepId.PERMIT)

    def _look_at(self, route: str) -> None:
        self.show_elsewhere(StepId.PERMIT, f"route.{route}")

    def _on_decide(self) -> None:
        deciding = None if self._result is None else self._result.deciding
        if deciding is None:
            return
        step, path = Wording(self.texts, self.session.ruleset).place(deciding.path)
        best = self._result.best if self._result is not None else None
        if step is StepId.FINDER:
            self.show_question(deciding.path)
        elif step is StepId.QUESTIONS and self.session.dossier.chosen is None and best is not None:
            # Its questions are asked with the permit, which is looked at without being chosen.
            self._look_at(best.route)
        else:
            self.show_elsewhere(step, path)


class _Area(FlowArea):
    """Scrolls by itself, so that many answers never make the page scroll."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__(inner)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() * 9)
