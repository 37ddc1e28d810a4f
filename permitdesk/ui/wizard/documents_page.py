"""The documents by stage: why each is needed, its official name, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QProgressBar,
    QTabBar,
    QVBoxLayout,
)

from permitdesk.documents.paper_steps import is_on_paper, stage_text
from permitdesk.domain.case import DocumentState, DocumentStatus
from permitdesk.domain.dossier import ChecklistItem
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Stage
from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.choice_field import ChoiceField
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.field_row import FieldRow
from permitdesk.ui.widgets.labels import Columns, Disclosure, FittedList, Surface, TextLabel, fit_rows
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.pause import at_pause
from permitdesk.ui.widgets.sign_icon import sign_pixmap
from permitdesk.ui.widgets.tones import Sign, Tone, tone_colors
from permitdesk.ui.wizard.bindings import document_state, told_tri, with_document
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.wording import Wording

_ID = Qt.ItemDataRole.UserRole
_LOOK = {
    DocumentStatus.MISSING: (Sign.OPEN, Tone.AMBER),
    DocumentStatus.REQUESTED: (Sign.CLOCK, Tone.INFO),
    DocumentStatus.READY: (Sign.CHECK, Tone.GOOD),
    DocumentStatus.NOT_NEEDED: (Sign.INFO, Tone.PLAIN),
}


class DocumentsPage(FormPage):
    """Stages as tabs, the list at the left, one document at the right."""

    step = StepId.DOCUMENTS

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self._stage = Stage.FILING
        self._shown: str | None = None

    def shape(self) -> Hashable:
        return bool(self._items()), self.session.dossier.channel.channel

    def _stage_text(self, stage: Stage) -> str:
        return stage_text(str(stage), self.session.dossier.channel.channel)

    def _items(self) -> tuple[ChecklistItem, ...]:
        dossier = self.session.dossier
        route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
        if route is None:
            return ()
        return tuple(i for i in route.checklist if i.needed is not Verdict.NOT_MET)

    def build(self) -> None:
        """A notice while no permit is chosen, else the checklist."""
        self.empty = Notice(self.texts)
        self.main.addWidget(self.empty)
        if not self._items():
            self.main.addStretch(1)
            return
        head = QHBoxLayout()
        self.stages = QTabBar()
        self.stages.setAccessibleName(self.say("stages"))
        for stage in Stage:
            self.stages.addTab(self.titled(self._stage_text(stage)))
        self.stages.setCurrentIndex(list(Stage).index(self._stage))
        self.stages.currentChanged.connect(self._on_stage_changed)
        head.addWidget(self.stages)
        head.addStretch(1)
        self.main.addLayout(head)
        about = QHBoxLayout()
        self.stage_help = TextLabel("", "help")
        about.addWidget(self.stage_help, 1)
        self.done = TextLabel("", "help")
        self.done.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setFixedSize(150, 10)
        self.bar.setTextVisible(False)
        for widget in (self.done, self.bar):
            about.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.main.addLayout(about)
        columns = Columns(18)
        left = QVBoxLayout()
        self.list = FittedList(self.say("list"))
        side = round(self.fontMetrics().height() * 1.2)
        self.list.setIconSize(QSize(side, side))
        self.list.currentItemChanged.connect(self._on_current_changed)
        left.addWidget(self.list, 1)
        columns.addLayout(left, 1)
        columns.addWidget(self._detail(), 1)
        self.main.addWidget(columns, 1)

    def _detail(self) -> Surface:
        detail = Surface(Tone.PLAIN)
        self.title = TextLabel("", "heading")
        self.term = TextLabel("", "help")
        self.need = TextLabel("", "strong")
        self.why = TextLabel("")
        self.source = Disclosure(self.texts.get("page.why.sources"))
        self.status = Combo()
        self.status.setAccessibleName(self.say("status"))
        for status in DocumentStatus:
            self.status.addItem(self.say(f"status_{status}"), status.value)
        self.status.activated.connect(self._on_status_chosen)
        self.original = self._tick("original")
        self.translation = self._tick("translation")
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.say("note"))
        self.note.setAccessibleName(self.say("note"))
        self.note.editingFinished.connect(self._on_note_finished)
        self.pause = at_pause(self.note, self._on_note_finished)
        for label in (self.title, self.term, self.need, self.why):
            detail.body.addWidget(label)
        detail.body.addSpacing(6)
        line = QHBoxLayout()
        line.addWidget(TextLabel(self.say("status"), "strong"))
        line.addWidget(self.status, 1)
        detail.body.addLayout(line)
        detail.body.addWidget(self.original)
        detail.body.addWidget(self.translation)
        detail.body.addWidget(self.note)
        detail.body.addStretch(1)
        detail.body.addWidget(self.source)
        return detail

    def focus_first(self) -> None:
        """The list of documents."""
        if self._items():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, name: str) -> FieldRow:
        row = FieldRow(name, self.say(name), "", ChoiceField(self.texts, self.yes_no(), 3))
        row.edited.connect(self._on_tick_edited)
        return row

    # --- showing -----------------------------------------------------------------------

    def load(self) -> None:
        """Fill the list of the stage and the document looked at."""
        items = self._items()
        if not items:
            self.empty.show_message(Tone.INFO, [self.say("no_permit")], title=self.say("no_permit_title"))
            return
        on_paper = is_on_paper(self.session.dossier.channel.channel)
        help_text = (
            f"{self._stage_text(self._stage)}.help" if on_paper else f"page.documents.stage_{self._stage}"
        )
        self.stage_help.set_text(self.texts.get(help_text))
        required = [i for i in items if i.status != DocumentStatus.NOT_NEEDED]
        ready = sum(i.status == DocumentStatus.READY for i in required)
        self.done.set_text(self.texts.fill("page.documents.done", done=ready, total=len(required)))
        self.bar.setRange(0, max(1, len(required)))
        self.bar.setValue(ready)
        self.bar.setAccessibleName(self.done.text())
        here = [i for i in items if i.stage is self._stage]
        if self._shown not in {i.id for i in here}:
            self._shown = here[0].id if here else None
        self.list.blockSignals(True)
        self.list.clear()
        for item in here:
            self._add(item)
        fit_rows(self.list)
        self.list.blockSignals(False)
        self._show_detail()

    def _add(self, item: ChecklistItem) -> None:
        status = DocumentStatus(item.status)
        sign, tone = _LOOK[status]
        colors = tone_colors(QApplication.palette(), tone)
        title = self._title(item)
        below = self.say(f"status_{status}")
        if item.needed is Verdict.UNKNOWN:
            below = f"{below} · {self.say('depends')}"
        entry = QListWidgetItem(f"{title}\n{below}")
        entry.setIcon(QIcon(sign_pixmap(sign, colors.edge, colors.ground, self.list.iconSize().width(), 2.0)))
        entry.setData(_ID, item.id)
        self.list.addItem(entry)
        if item.id == self._shown:
            self.list.setCurrentItem(entry)

    def _title(self, item: ChecklistItem) -> str:
        return self.texts.get(f"document.{item.document}.title")

    def _item(self) -> ChecklistItem | None:
        return next((i for i in self._items() if i.id == self._shown), None)

    def _show_detail(self) -> None:
        item = self._item()
        if item is None:
            return
        state = document_state(self.session.case, item.id)
        self.title.set_text(self._title(item))
        term = f"term.{item.document}"
        official = self.texts.get(term) if self.texts.has(term) else ""
        self.term.set_text(self.texts.fill("page.documents.term", term=official) if official else "")
        need = self.titled(f"need.{item.need}")
        parts = [need, self.say("depends")] if item.needed is Verdict.UNKNOWN else [need]
        if self.session.is_shared_document(item.id):
            parts.append(self.texts.get("household.shared_document"))
        self.need.set_text(" · ".join(parts))
        how = f"document.{item.document}.how"
        why = self.texts.get(f"document.{item.document}.why")
        self.why.set_text(f"{why}\n{self.texts.get(how)}" if self.texts.has(how) else why)
        wording = Wording(self.texts, self.session.ruleset)
        self.source.set_text("\n".join(wording.citations(item.citations)))
        self.status.setCurrentIndex(self.status.findData(state.status.value))
        self.original.field.set_value(None if state.original_ready is None else state.original_ready.value)
        self.translation.field.set_value(
            None if state.translation_ready is None else state.translation_ready.value
        )
        self.translation.setVisible(item.translation)
        # What is being typed stays as it is, its last space and the place of the cursor too.
        if not (self.note.hasFocus() and (self.note.isModified() or self.note.text().strip() == state.note)):
            self.note.setText(state.note)

    # --- writing -----------------------------------------------------------------------

    def _change(self, change: Callable[[DocumentState], DocumentState]) -> None:
        if self._shown is not None:
            state = change(document_state(self.session.case, self._shown))
            self.session.update(with_document(self.session.case, state))

    def _on_status_chosen(self) -> None:
        status = DocumentStatus(self.status.currentData())
        self._change(lambda state: replace(state, status=status))

    def _on_tick_edited(self, name: str) -> None:
        row = self.original if name == "original" else self.translation
        told = told_tri(row.field.value())
        if name == "original":
            self._change(lambda state: replace(state, original_ready=told))
        else:
            self._change(lambda state: replace(state, translation_ready=told))

    def _on_note_finished(self) -> None:
        if self.note.isModified():
            self.note.setModified(False)
            note = self.note.text().strip()
            self._change(lambda state: replace(state, note=note))

    def _on_stage_changed(self, place: int) -> None:
        self._stage = list(Stage)[place]
        self.load()

    def _on_current_changed(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self._shown = entry.data(_ID)
            self._show_detail()

    def focus_path(self, path: str) -> None:
        wanted = path.partition(".")[2].split(".")[0]
        item = next((i for i in self._items() if i.id == wanted), None)
        if item is not None:
            self._shown = item.id
            self.stages.setCurrentIndex(list(Stage).index(item.stage))
            self.load()
            self.list.setFocus()
