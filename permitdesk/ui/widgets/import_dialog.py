"""What would be imported, line by line, before anything is added: how it was read, what each column holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from string import Template

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import Statement
from permitdesk.imports.apply import apply
from permitdesk.imports.records import CannotRead
from permitdesk.imports.report import LineState
from permitdesk.imports.sources import File, Pasted, Source
from permitdesk.imports.words import FIELDS, Field, Target
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.import_choices import ReadingChoices
from permitdesk.ui.widgets.import_columns import ColumnChoices
from permitdesk.ui.widgets.import_model import LINE, MEANING, OWN_COLUMNS, RESULT, ReportModel, as_text
from permitdesk.ui.widgets.import_reading import Against, Asked, Outcome, ReadJob, read_all
from permitdesk.ui.widgets.import_words import vocabulary_of
from permitdesk.ui.widgets.labels import ScrollBox, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.wrap_row import WrapRow

#: the style's own box stays small in large text and can hardly be seen in the dark theme
_TICKS = Template("""
QTableView::indicator { width: ${side}px; height: ${side}px; border: 1px solid palette(mid);
    border-radius: 3px; background: palette(base); }
QTableView::indicator:checked { border-color: palette(link); background: qradialgradient(cx:0.5, cy:0.5,
    radius:0.7, fx:0.5, fy:0.5, stop:0 palette(link), stop:0.55 palette(link), stop:0.56 palette(base),
    stop:1 palette(base)); }
""")


class LinesView(QTableView):
    """The lines; the space bar ticks every selected one."""

    def __init__(self, model: ReportModel, name: str) -> None:
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.75))
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setStretchLastSection(True)
        self.setStyleSheet(_TICKS.substitute(side=round(self.fontMetrics().height() * 0.8)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if event.key() == Qt.Key.Key_Space and rows:
            self._lines.toggle(rows)
        else:
            super().keyPressEvent(event)


class ImportDialog(QDialog):
    """Reads a source against ``case``; ``taken`` carries the new case, with all chosen lines or none."""

    taken = Signal(object)

    def __init__(
        self, texts: TextSource, against: Against, asked: Asked, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._against = against
        self._asked = asked
        self._outcome: Outcome | None = None
        self._job: ReadJob | None = None
        self._sized = False
        self.setWindowTitle(texts.get("import.title"))
        self._build()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1180, screen.width() - 40), min(680, screen.height() - 60))
        self.read(asked)

    def _build(self) -> None:
        texts = self._texts
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 12, 12)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 6, 0)
        box.setSpacing(8)
        source = self._asked.source
        named = isinstance(source, File)
        name = source.path.name if isinstance(source, File) else ""
        title = texts.fill("import.read_file", name=name) if named else texts.get("import.read_paste")
        box.addWidget(TextLabel(title, "title"))
        self.choices = ReadingChoices(texts)
        self.choices.changed.connect(self._on_choices_changed)
        box.addWidget(self.choices)
        self.notes = TextLabel("", "help")
        box.addWidget(self.notes)
        self.problem = Notice(texts)
        box.addWidget(self.problem)
        self.model = ReportModel(texts, self)
        self.model.ticks_changed.connect(self._show_counts)
        self.view = LinesView(self.model, texts.get("import.preview"))
        self.view.selectionModel().currentChanged.connect(self._show_details)
        self.columns = ColumnChoices(texts, self.view)
        self.columns.chosen.connect(self._on_column_chosen)
        box.addWidget(self.columns)
        # In large text everything scrolls, and the lines keep room for some of them.
        self.view.setMinimumHeight(self.view.verticalHeader().defaultSectionSize() * 6)
        box.addWidget(self.view, 1)
        self.details = TextLabel(texts.get("import.details_none"))
        self.details.setMinimumHeight(self.fontMetrics().height() * 2)
        box.addWidget(self.details)
        self.counts = TextLabel("", "strong")
        box.addWidget(self.counts)
        wait = QHBoxLayout()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(texts.get("import.reading"))
        self.stop_button = QPushButton(texts.get("import.stop"))
        self.stop_button.clicked.connect(self.reject)
        wait.addWidget(self.progress, 1)
        wait.addWidget(self.stop_button)
        self.waiting = QWidget()
        self.waiting.setLayout(wait)
        box.addWidget(self.waiting)
        outer.addWidget(ScrollBox(inner), 1)
        outer.addWidget(self._buttons())

    def _buttons(self) -> WrapRow:
        row = WrapRow(10)
        self.only_questions = QCheckBox()
        self.only_questions.toggled.connect(self.model.show_only_questions)
        self.copy_button = QPushButton(self._texts.get("import.copy_refused"))
        self.copy_button.clicked.connect(self._copy_refused)
        self.add_button = QPushButton()
        self.add_button.setProperty("primary", True)
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self._take)
        self.cancel_button = QPushButton(self._texts.get("import.cancel"))
        self.cancel_button.setAutoDefault(False)
        self.copy_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        for widget in (self.only_questions, self.copy_button, self.add_button, self.cancel_button):
            row.add(widget)
        return row

    # --- reading -----------------------------------------------------------------------

    def read(self, asked: Asked) -> None:
        """Read at once if that is quick, else beside the window."""
        self._asked = asked
        self._stop()
        if asked.is_quick():
            try:
                self._show_outcome(read_all(asked, self._against))
            except CannotRead as problem:
                self._show_problem(problem.statement)
            return
        self._show_waiting(True)
        self._job = ReadJob(asked, self._against)
        self._job.progressed.connect(self.progress.setValue)
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _on_read(self, asked: Asked, outcome: Outcome) -> None:
        """A job that was overtaken by another choice may still report."""
        if asked is self._asked and self._job is not None:
            self._show_outcome(outcome)

    def _on_failed(self, asked: Asked, statement: Statement) -> None:
        if asked is self._asked and self._job is not None:
            self._show_problem(statement)

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _show_waiting(self, waits: bool) -> None:
        self.waiting.setVisible(waits)
        self.progress.setValue(0)
        for widget in (self.view, self.columns, self.choices):
            widget.setEnabled(not waits)
        if waits:
            self.problem.hide()
            self.add_button.setEnabled(False)
            self.counts.set_text(self._texts.get("import.reading"))
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, statement: Statement) -> None:
        self._job = None
        self._show_waiting(False)
        self._outcome = None
        self.model.show_outcome(None)
        self.problem.show_message(Tone.AMBER, [self._texts.render(statement)])
        self.problem.show()
        for widget in (self.view, self.columns, self.notes, self.details, self.counts):
            widget.hide()
        self.choices.show_problem(self._asked)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_outcome(self, outcome: Outcome) -> None:
        self._job = None
        self._show_waiting(False)
        self._outcome = outcome
        self._asked = replace(self._asked, table=outcome.table)
        self.problem.hide()
        for widget in (self.view, self.columns, self.details, self.counts):
            widget.show()
        self.choices.show_outcome(self._asked, outcome)
        notes = "\n".join(self._texts.render(note) for note in outcome.report.notes)
        self.notes.set_text(notes)
        self.notes.setVisible(bool(notes))
        self.model.show_outcome(outcome)
        heads = range(OWN_COLUMNS, self.model.columnCount())
        names = [str(self.model.headerData(h, Qt.Orientation.Horizontal)) for h in heads]
        self.columns.show_columns(outcome.columns, names)
        questions = sum(line.has_question for line in outcome.report.lines)
        self.only_questions.setText(self._texts.fill("import.only_questions", n=questions))
        self.only_questions.setEnabled(bool(questions))
        self.copy_button.setEnabled(outcome.report.counts[LineState.REFUSED] > 0)
        self._share_width()
        self._order_tabs()
        self.view.setCurrentIndex(self.model.index(0, LINE))
        if self.focusWidget() in (None, self.stop_button):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        """From how it was read over the columns to the lines, in the order of the eye."""
        stops = [self.choices.header, *self.columns.combos, self.view, self.only_questions]
        for before, after in itertools.pairwise(stops):
            self.setTabOrder(before, after)

    def _share_width(self) -> None:
        """Room for what was understood; a column of the source is as wide as its list of meanings."""
        letter = self.fontMetrics().averageCharWidth()
        heads = self.view.horizontalHeader()
        heads.resizeSection(LINE, letter * 11)
        heads.resizeSection(RESULT, letter * 20)
        heads.resizeSection(MEANING, letter * 46)
        for place, combo in enumerate(self.columns.combos):
            heads.resizeSection(OWN_COLUMNS + place, max(letter * 16, combo.sizeHint().width() + 4))

    # --- what the person does ----------------------------------------------------------

    def _on_choices_changed(self) -> None:
        self.read(self.choices.asked(self._asked))

    def _on_column_chosen(self, place: int, wanted: str) -> None:
        if self._outcome is not None:
            fields = self._outcome.columns.with_field(place, Field(wanted)).fields
            self.read(replace(self._asked, fields=fields))

    def _show_counts(self) -> None:
        counts = {} if self._outcome is None else self._outcome.report.counts
        words = {str(state): counts.get(state, 0) for state in LineState}
        self.counts.set_text(self._texts.fill("import.counts", **words))
        chosen = len(self.model.ticks())
        self.add_button.setEnabled(chosen > 0)
        text = self._texts.fill("import.add", n=chosen) if chosen else self._texts.get("import.add_none")
        self.add_button.setText(text)

    def _show_details(self) -> None:
        line = self.model.line_at(self.view.currentIndex().row())
        if line is None:
            self.details.set_text(self._texts.get("import.details_none"))
            return
        state = self._texts.get(f"import.state.{line.state}")
        number = f"{self._texts.get('import.line')} {line.line.number}"
        self.details.set_text(f"{number} · {state}: {self.model.words_of(line)}")

    def _copy_refused(self) -> None:
        if self._outcome is None:
            return
        refused = [line for line in self._outcome.report.lines if line.state is LineState.REFUSED]
        QGuiApplication.clipboard().setText(as_text(refused, self.model))
        self.details.set_text(self._texts.fill("import.copied", n=len(refused)))

    def _take(self) -> None:
        ticks = self.model.ticks()
        if self._outcome is not None and ticks:
            self.taken.emit(apply(self._against.case, self._outcome.report, ticks))
            self.accept()


def open_import(
    parent: QWidget,
    session: CaseSession,
    target: Target,
    source: Source,
    added: Callable[[], object] | None = None,
) -> ImportDialog | None:
    """Import a source into the person shown, as one change that one undo takes back.

    Pasted lines that are all fine and leave no doubt are added at once, without a question (None);
    everything else is shown first. ``added`` is called when lines were added.
    """
    against = Against(
        session.case,
        session.today,
        vocabulary_of(session.ruleset, session.texts, session.texts_in),
    )
    asked = Asked(source, target)

    def take(case: Case) -> None:
        session.update(case)
        if added is not None:
            added()

    if isinstance(source, Pasted) and (ready := _without_doubt(asked, against)) is not None:
        take(ready)
        return None
    dialog = ImportDialog(session.texts, against, asked, parent)
    dialog.taken.connect(take)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _without_doubt(asked: Asked, against: Against) -> Case | None:
    """The case with all lines, if there is nothing to ask about any of them."""
    if not asked.is_quick():
        return None
    try:
        outcome = read_all(asked, against)
    except CannotRead:
        return None
    report, columns = outcome.report, outcome.columns
    found = [f for f in columns.fields if f is not Field.SKIP]
    if not columns.header and found != [f for f in FIELDS[asked.target] if f in found]:
        return None
    if any(note.text != "import.order_sure" for note in report.notes):
        return None
    if not report.lines or any(line.state is not LineState.GOOD for line in report.lines):
        return None
    return apply(against.case, report, report.ticked())
