"""The permits, best first, with what is met and what is missing; one is chosen here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.assess import asked_questions
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import StepId
from permitdesk.settings import LANGUAGES
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.field_row import QuestionSheet
from permitdesk.ui.widgets.finding_list import FindingLines, FindingList
from permitdesk.ui.widgets.labels import (
    Columns,
    Parts,
    ScrollBox,
    TextLabel,
    clear_layout,
)
from permitdesk.ui.widgets.verdict_card import VerdictCard
from permitdesk.ui.wizard.compare_button import compare_button
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.permit_list import PermitList
from permitdesk.ui.wizard.question_rows import question_row
from permitdesk.ui.wizard.wording import Wording, listed

#: obstacles that apply come first, those that stand in nobody's way last
_WORST_FIRST = (
    Verdict.NOT_MET,
    Verdict.TOO_EARLY,
    Verdict.NEEDS_OFFICE,
    Verdict.UNKNOWN,
    Verdict.MET,
)


def _worst_first(obstacles: Iterable[FindingLines]) -> list[FindingLines]:
    """Obstacles in the order in which they matter to the person."""
    return sorted(obstacles, key=lambda lines: _WORST_FIRST.index(lines.verdict))


class PermitPage(FormPage):
    """The list at the left; the verdict, its reasons and ways out at the right."""

    step = StepId.PERMIT

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self._shown: str | None = None
        #: what was typed into the search, and whether all permits are listed
        self._search = ""
        self._unfolded = False

    def shape(self) -> Hashable:
        return self._current_id(), self._asked()

    def _current_id(self) -> str | None:
        dossier = self.session.dossier
        known = {route.id for route in dossier.routes}
        if self._shown in known:
            return self._shown
        if dossier.chosen in known:
            return dossier.chosen
        return dossier.routes[0].id if dossier.routes else None

    def _asked(self) -> tuple[str, ...]:
        route = self._current_id()
        if route is None:
            return ()
        return asked_questions(self.session.case, self.session.ruleset, route, self.session.day)

    def refresh(self) -> None:
        place = self.tabs.currentIndex() if self._built_for is not None else 0
        super().refresh()
        self.tabs.setCurrentIndex(place)

    def build(self) -> None:
        """List, card and tabs."""
        columns = Columns(20)
        left = QVBoxLayout()
        left.setSpacing(6)
        self.permits = PermitList(self.texts, self._every_language)
        # The list is built anew with the page; what the person set stays.
        self.permits.unfold.setChecked(self._unfolded)
        self.permits.search.setText(self._search)
        self.permits.unfold.toggled.connect(self._on_unfold_toggled)
        self.permits.search.textChanged.connect(self._on_searched)
        self.permits.looked_at.connect(self._on_looked_at)
        self.permits.taken.connect(self._on_choose)
        self.list = self.permits.list
        left.addWidget(self.permits, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        self.card = VerdictCard(self.texts)
        self.card.action_asked.connect(self.answer_open)
        right.addWidget(self.card)
        self.choose = QPushButton(self.say("choose"))
        self.choose.setObjectName("choose")
        self.choose.clicked.connect(self._on_choose)
        self.compare = compare_button(self, self._current_id)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        right.addLayout(row)
        right.addWidget(self._tabs(), 1)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        self.main.addWidget(columns, 1)

    def focus_first(self) -> None:
        """The list of permits."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tabs(self) -> Parts:
        self.tabs = Parts()
        self.requirements = FindingList(self.texts)
        self.tabs.addTab(ScrollBox(self.requirements), self.say("tab_requirements"))
        self.sheet = QuestionSheet(self.texts, capacity=2)
        questions = {q.id: q for q in self.session.ruleset.questions}
        self.sheet.set_rows([question_row(self, questions[asked]) for asked in self._asked()])
        self.tabs.addTab(ScrollBox(self.sheet), self.say("tab_questions"))
        help_box = QWidget()
        self.help_lines = QVBoxLayout(help_box)
        self.tabs.addTab(ScrollBox(help_box), self.say("tab_remedies"))
        risks = QWidget()
        risk_box = QVBoxLayout(risks)
        risk_box.setContentsMargins(0, 0, 0, 0)
        self.bars = FindingList(self.texts)
        self.refusals = FindingList(self.texts)
        risk_box.addWidget(TextLabel(self.say("bars_help"), "help"))
        risk_box.addWidget(self.bars)
        risk_box.addWidget(TextLabel(self.say("refusals_help"), "help"))
        risk_box.addWidget(self.refusals)
        risk_box.addStretch(1)
        self.tabs.addTab(ScrollBox(risks), self.say("tab_risks"))
        return self.tabs

    def load(self) -> None:
        """Fill the list and the details of the permit looked at."""
        self._fill_list()
        current = self._current_id()
        route = self.session.dossier.route(current) if current is not None else None
        self.card.setVisible(route is not None)
        if route is not None:
            self._show(route)

    def _fill_list(self) -> None:
        wording = Wording(self.texts, self.session.ruleset)
        self.permits.show_permits(self.session.dossier, self._current_id(), wording)

    def _every_language(self) -> list[TextSource]:
        return [self.session.texts_in(language) for language in LANGUAGES]

    def _show(self, route: RouteAssessment) -> None:
        wording = Wording(self.texts, self.session.ruleset)
        chosen = route.id == self.session.dossier.chosen
        self.card.show_verdict(
            route.verdict,
            wording.verdict(route.verdict),
            (self.texts.get(f"report.channel.{route.channel.channel}"), *self._lines(route, wording)),
            (),
            wording.route(route.id),
        )
        open_answers = route.open_questions if route.verdict is not Verdict.NOT_MET else ()
        self.card.offer(self.texts.get("page.route.answer") if chosen and open_answers else "")
        met = sum(f.verdict is Verdict.MET for f in route.requirements)
        # A sentence beside the buttons would have no room in longer languages.
        self.tabs.setTabText(0, f"{self.say('tab_requirements')} ({met}/{len(route.requirements)})")
        self.choose.setText(self.say("chosen" if chosen else "choose"))
        self.choose.setEnabled(not chosen)
        self.requirements.show_findings([wording.requirement(f) for f in route.requirements])
        self.bars.show_findings(_worst_first(wording.bar(f) for f in route.bars))
        self.refusals.show_findings(_worst_first(wording.refusal_ground(f) for f in route.refusal_grounds))
        self._show_remedies(route, wording)

    def _lines(self, route: RouteAssessment, wording: Wording) -> list[str]:
        """What stands under the verdict; a permit meant for somebody else says so first."""
        lines = list(wording.verdict_lines(route, self.session.dossier.on))
        if route.fit is Verdict.NOT_MET:
            lines = [*self.rendered(route.changes[:1]), *lines]
        return lines

    def _show_remedies(self, route: RouteAssessment, wording: Wording) -> None:
        clear_layout(self.help_lines)
        changes = self.rendered(route.changes)
        if changes:
            self.help_lines.addWidget(TextLabel(self.say("changes"), "strong"))
        for line in changes:
            self.help_lines.addWidget(TextLabel(f"• {line}"))
        remedies = self.rendered(route.remedies)
        if changes and remedies:
            self.help_lines.addWidget(TextLabel(self.say("tab_remedies"), "strong"))
        if not remedies and route.open_questions:
            asked = listed([wording.path(question) for question in route.open_questions])
            self.help_lines.addWidget(TextLabel(self.texts.fill("page.permit.answer_first", fields=asked)))
        elif not remedies and not changes:
            self.help_lines.addWidget(TextLabel(self.say("no_remedies")))
        for line in remedies:
            self.help_lines.addWidget(TextLabel(f"• {line}"))
        related = [r for r in self.session.dossier.routes if r.id in route.related]
        if related:
            self.help_lines.addWidget(TextLabel(self.say("related"), "strong"))
        for other in related:
            button = QPushButton(f"{wording.route(other.id)} ({wording.verdict(other.verdict)})")
            button.setObjectName(f"related_{other.id}")
            button.clicked.connect(lambda _=False, route_id=other.id: self.look_at(route_id))
            self.help_lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.help_lines.addStretch(1)

    def look_at(self, route_id: str) -> None:
        """Show the details of a permit without choosing it."""
        self._shown = route_id
        self.refresh()

    def focus_path(self, path: str) -> None:
        """``route.<id>`` looks at that permit."""
        _, _, route_id = path.partition("route.")
        if route_id:
            self.look_at(route_id)
        self.focus_first()

    def _on_looked_at(self, route_id: str) -> None:
        had_focus = self.window().focusWidget() is self.list
        self.look_at(route_id)
        if had_focus:
            self.list.setFocus()

    def _on_choose(self) -> None:
        current = self._current_id()
        if current is not None:
            self.session.update(self.session.case.with_changes(route=current))

    def _on_unfold_toggled(self, unfolded: bool) -> None:
        self._unfolded = unfolded

    def _on_searched(self, typed: str) -> None:
        self._search = typed
