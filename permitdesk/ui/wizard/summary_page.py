"""Everything told, each answer with a way back to its field, beside verdict, dates and warnings."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyle,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.assess import asked_questions
from permitdesk.domain.dossier import Warning
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.labels import Columns, ScrollBox, TextLabel, clear_layout
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import TONE_OF_SEVERITY, Tone
from permitdesk.ui.widgets.verdict_card import VerdictCard
from permitdesk.ui.wizard.answer_lines import AnswerLines
from permitdesk.ui.wizard.compare_button import compare_button
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.stay_now_page import show_legal_stay
from permitdesk.ui.wizard.wording import Wording

_STEP = Qt.ItemDataRole.UserRole
_PATH = Qt.ItemDataRole.UserRole + 1
#: warnings shown as notices; the PDF has all of them
MOST_WARNINGS = 6


class SummaryPage(FormPage):
    """Answers at the left (Enter or the button edits one), what follows at the right."""

    step = StepId.SUMMARY

    def build(self) -> None:
        """Tree, cards and warnings."""
        columns = Columns(20)
        left = QVBoxLayout()
        left.setSpacing(6)
        title = QHBoxLayout()
        title.addWidget(TextLabel(self.say("title"), "strong"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.say("title"))
        self.name.setPlaceholderText(self.say("title_hint"))
        self.name.editingFinished.connect(self._on_name_finished)
        title.addWidget(self.name, 1)
        left.addLayout(title)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.say("answers"))
        self.tree.setHeaderLabels([self.say("question"), self.say("answer")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(14)
        head = self.tree.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(True)
        head.sectionResized.connect(self._fit_rows)
        self.tree.itemActivated.connect(self._on_edit)
        self.tree.currentItemChanged.connect(self._on_current_changed)
        left.addWidget(self.tree, 1)
        self.edit = QPushButton(self.say("edit"))
        self.edit.setObjectName("edit")
        self.edit.clicked.connect(self._on_edit)
        self.compare = compare_button(self, lambda: self.session.dossier.chosen)
        below = QHBoxLayout()
        below.addWidget(self.edit)
        below.addStretch(1)
        below.addWidget(self.compare)
        left.addLayout(below)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 6, 0)
        right.setSpacing(10)
        self.verdict = VerdictCard(self.texts)
        self.verdict.action_asked.connect(self.answer_open)
        self.stay = VerdictCard(self.texts)
        right.addWidget(self.verdict)
        right.addWidget(self.stay)
        self.warnings = QVBoxLayout()
        self.warnings.setSpacing(8)
        right.addLayout(self.warnings)
        right.addStretch(1)
        scroll = ScrollBox(side)
        columns.addLayout(left, 1)
        columns.addWidget(scroll, 1)
        self.main.addWidget(columns, 1)

    def focus_first(self) -> None:
        """The answers."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        first = self.tree.topLevelItem(0)
        if self.tree.currentItem() is None and first is not None:
            self.tree.setCurrentItem(first)

    def load(self) -> None:
        """Fill tree, cards and warnings."""
        session, dossier = self.session, self.session.dossier
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(session.case.title)
            self.name.setCursorPosition(0)
        self._fill_tree()
        route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
        wording = Wording(self.texts, session.ruleset)
        if route is None:
            title, lines = self.no_permit([self.texts.get("page.questions.no_permit")])
            self.verdict.show_verdict(Verdict.UNKNOWN, title, lines)
            self.verdict.offer(self.texts.get("page.route.choose") if dossier.covered else "")
        else:
            self.verdict.offer(self.texts.get("page.route.answer") if route.open_questions else "")
            self.verdict.show_verdict(
                route.verdict,
                wording.verdict(route.verdict),
                (
                    self.texts.get(f"report.channel.{route.channel.channel}"),
                    *wording.verdict_lines(route, dossier.on),
                ),
                [f"{x.title}: {x.word}" for x in map(wording.requirement, route.requirements)],
                wording.route(route.id),
            )
        self.compare.setEnabled(route is not None)
        show_legal_stay(self.stay, dossier.last_day_of_legal_stay, session)
        found = list(dossier.warnings) + (list(route.warnings) if route is not None else [])
        self._show_warnings(tuple({w.id: w for w in found}.values()))

    def _fill_tree(self) -> None:
        session = self.session
        chosen = session.dossier.chosen
        asked = () if chosen is None else asked_questions(session.case, session.ruleset, chosen, session.day)
        item = self.tree.currentItem()
        kept = item.data(0, _PATH) if item is not None else None
        self.tree.clear()
        groups: dict[StepId, QTreeWidgetItem] = {}
        for line in AnswerLines(session.case, session.ruleset, self.texts, asked).lines():
            group = groups.get(line.step)
            if group is None:
                group = QTreeWidgetItem([self.texts.get(f"step.{line.step}.title"), ""])
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
                group.setData(0, _STEP, line.step.value)
                self.tree.addTopLevelItem(group)
                group.setFirstColumnSpanned(True)
                groups[line.step] = group
            child = QTreeWidgetItem([line.label, line.value])
            child.setToolTip(0, line.label)
            child.setToolTip(1, line.value)
            child.setData(0, _STEP, line.step.value)
            child.setData(0, _PATH, line.path)
            if line.missing:
                child.setForeground(1, self.palette().placeholderText())
            group.addChild(child)
            if line.path == kept:
                self.tree.setCurrentItem(child)
        self.tree.expandAll()
        self._fit_rows()
        self.edit.setEnabled(self.tree.currentItem() is not None)

    def _fit_rows(self) -> None:
        """Make each line as tall as its wrapped words need, so that no question is cut."""
        metrics, head = self.fontMetrics(), self.tree.header()
        indent = self.tree.indentation()
        edges = 2 * self.tree.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 18
        for group in (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())):
            children = [] if group is None else [group.child(i) for i in range(group.childCount())]
            for child in filter(None, children):
                heights = []
                for column in (0, 1):
                    room = max(60, head.sectionSize(column) - edges - (indent if column == 0 else 0))
                    box = QRect(0, 0, room, 10_000)
                    words = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, child.text(column))
                    heights.append(words.height())
                child.setSizeHint(0, QSize(0, max(heights) + round(metrics.height() * 0.35)))

    def _show_warnings(self, found: tuple[Warning, ...]) -> None:
        clear_layout(self.warnings)
        order = {"red": 0, "amber": 1}
        for warning in sorted(found, key=lambda w: order.get(w.severity, 2))[:MOST_WARNINGS]:
            notice = Notice(self.texts)
            self.warnings.addWidget(notice)
            today = [] if warning.today is None else [self.texts.render(warning.today)]
            tone = TONE_OF_SEVERITY.get(warning.severity, Tone.INFO)
            notice.show_message(tone, [self.texts.render(warning.text)], today)

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        self.edit.setEnabled(item is not None)

    def _on_edit(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.show_elsewhere(StepId(item.data(0, _STEP)), item.data(0, _PATH) or "")

    def _on_name_finished(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self.session.update(self.session.case.with_changes(title=self.name.text().strip()))
