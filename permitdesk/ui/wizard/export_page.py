"""The papers to take along: PDF, calendar and case file. Writing happens beside the window, not in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.documents.errors import DocumentError
from permitdesk.interview.steps import StepId
from permitdesk.rulesets.texts import languages, load_texts
from permitdesk.storage.errors import StorageError
from permitdesk.storage.exchange import write_case
from permitdesk.ui.background_job import BackgroundJob
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.people import person_name
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import Columns, Surface, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.annex_part import annexes_of_others
from permitdesk.ui.wizard.form_page import FormPage


class WriteJob(BackgroundJob):
    """Runs ``work`` off the window's thread; tells how it ended on that thread."""

    #: where to, and what to do about it; and the problem, and where to
    succeeded = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, work: Callable[[], None], path: Path, written: Callable[[], None]) -> None:
        super().__init__()
        self._work = work
        self._path = path
        self._written = written

    def run(self) -> None:
        """Do the work; a known problem is told, anything else is a bug and shows as one."""
        try:
            self._work()
        except (DocumentError, StorageError, OSError) as problem:
            self.failed.emit(problem, self._path)
        else:
            self.succeeded.emit(self._path, self._written)


class ExportPage(FormPage):
    """Three cards, one for each kind of file, and one line that says how the last one went."""

    step = StepId.EXPORT

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self._job: WriteJob | None = None
        self._language: str | None = None
        self._second = ""
        self._only_this = False
        self._include_name = False
        self._sheet_with_name = False
        #: the button that had the keyboard when writing began
        self._pressed: QPushButton | None = None

    def build(self) -> None:
        """Cards, advisor's name and the result line."""
        self.as_of = Notice(self.texts)
        self.main.addWidget(self.as_of)
        cards = Columns(16)
        cards.addWidget(self._pdf_card(), 1)
        cards.addWidget(self._calendar_card(), 1)
        cards.addWidget(self._case_card(), 1)
        self.main.addWidget(cards)
        self.sheet_button: QPushButton | None = None
        if self._others_sign():
            self.main.addWidget(self._sheet_card())
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.say("working"))
        self.progress.hide()
        self.main.addWidget(self.progress)
        self.result = Notice(self.texts)
        self.main.addWidget(self.result)
        self.main.addStretch(1)

    def shape(self) -> Hashable:
        return self._others_sign(), person_name(self.session.case, self.texts)

    def _others_sign(self) -> bool:
        """Whether the chosen permit has an annex that somebody else signs."""
        dossier = self.session.dossier
        return bool(annexes_of_others(dossier.route(dossier.chosen) if dossier.chosen else None))

    def focus_first(self) -> None:
        """The button that most people came for; without rules for the day the one that still works."""
        button = self.pdf_button if self.session.dossier.covered else self.case_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, name: str) -> Surface:
        card = Surface(Tone.PLAIN)
        card.body.setSpacing(8)
        card.body.addWidget(TextLabel(self.say(name), "heading"))
        card.body.addWidget(TextLabel(self.say(f"{name}_help"), "help"))
        return card

    def _pdf_card(self) -> QWidget:
        card = self._card("pdf")
        self.language = Combo()
        self.second = Combo()
        self.second.addItem(self.say("no_second"), "")
        for code in languages():
            name = self.texts.get(f"page.language.{code}")
            self.language.addItem(name, code)
            self.second.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(self._language or self.texts.language))
        self.second.setCurrentIndex(max(0, self.second.findData(self._second)))
        self.language.activated.connect(self._on_language_chosen)
        self.second.activated.connect(self._on_language_chosen)
        self.advisor = QLineEdit()
        self.advisor.editingFinished.connect(self._on_advisor_finished)
        for key, field in (("language", self.language), ("second", self.second), ("advisor", self.advisor)):
            card.body.addWidget(TextLabel(self.say(key), "strong"))
            field.setAccessibleName(self.say(key))
            card.body.addWidget(field)
        # One paper for the whole family, unless somebody wants their own part only.
        name = person_name(self.session.case, self.texts)
        self.only_this = QCheckBox(self.texts.fill("household.only_this", name=name))
        self.only_this.setObjectName("only_this")
        self.only_this.setChecked(self._only_this)
        self.only_this.toggled.connect(self._on_only_this_toggled)
        self.only_this.setVisible(bool(self.session.household.members))
        card.body.addWidget(self.only_this)
        card.body.addStretch(1)
        self.pdf_button = self._button("save_pdf", self._on_pdf_clicked)
        self.pdf_button.setProperty("primary", True)
        card.body.addWidget(self.pdf_button)
        return card

    def _sheet_card(self) -> QWidget:
        card = Surface(Tone.PLAIN)
        line = Columns(18)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(self.say("sheet"), "heading"))
        words.addWidget(TextLabel(self.say("sheet_help"), "help"))
        line.addLayout(words, 1)
        side = QVBoxLayout()
        self.sheet_name = QCheckBox(self.say("sheet_name"))
        self.sheet_name.setChecked(self._sheet_with_name)
        self.sheet_name.toggled.connect(self._on_sheet_name_toggled)
        side.addWidget(self.sheet_name)
        self.sheet_button = self._button("save_sheet", self._on_sheet_clicked)
        side.addWidget(self.sheet_button)
        line.addLayout(side, 1)
        card.body.addWidget(line)
        return card

    def _calendar_card(self) -> QWidget:
        card = self._card("calendar")
        self.include_name = QCheckBox(self.say("include_name"))
        self.include_name.setChecked(self._include_name)
        self.include_name.toggled.connect(self._on_include_name_toggled)
        card.body.addWidget(self.include_name)
        card.body.addWidget(TextLabel(self.say("include_name_help"), "help"))
        card.body.addStretch(1)
        self.calendar_button = self._button("save_calendar", self._on_calendar_clicked)
        card.body.addWidget(self.calendar_button)
        return card

    def _case_card(self) -> QWidget:
        card = self._card("case")
        card.body.addWidget(TextLabel(self.say("case_warning")))
        card.body.addStretch(1)
        self.case_button = self._button("save_case", self._on_case_clicked)
        card.body.addWidget(self.case_button)
        return card

    def _button(self, name: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(self.say(name))
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    def load(self) -> None:
        """Show the advisor's name, and for which day files are written if that is not today."""
        self._show_day()
        if self._job is None:
            self._enable()
        if not (self.advisor.hasFocus() and self.advisor.isModified()):
            self.advisor.setText(self.session.case.advisor)

    def _show_day(self) -> None:
        session = self.session
        if not session.dossier.covered:
            title, lines = self.no_permit([])
            self.as_of.show_message(Tone.RED, [*lines, self.texts.get("as_of.no_files")], title=title)
        else:
            lines = [self.texts.fill("as_of.files", day=session.day)] if session.is_as_of else []
            self.as_of.show_message(Tone.AMBER, lines)

    # --- choices -----------------------------------------------------------------------

    def _on_language_chosen(self) -> None:
        self._language = self.language.currentData()
        self._second = self.second.currentData()

    def _on_only_this_toggled(self, checked: bool) -> None:
        self._only_this = checked

    def _on_include_name_toggled(self, checked: bool) -> None:
        self._include_name = checked

    def _on_sheet_name_toggled(self, checked: bool) -> None:
        self._sheet_with_name = checked

    def _on_advisor_finished(self) -> None:
        if self.advisor.isModified():
            self.advisor.setModified(False)
            self.session.update(self.session.case.with_changes(advisor=self.advisor.text().strip()))

    # --- writing -----------------------------------------------------------------------

    def _on_pdf_clicked(self) -> None:
        if path := self._target("permitdesk.pdf", "filter_pdf"):
            self.write_pdf(path)

    def _on_calendar_clicked(self) -> None:
        if path := self._target("permitdesk.ics", "filter_calendar"):
            self.write_calendar(path)

    def _on_sheet_clicked(self) -> None:
        if path := self._target("permitdesk-annex.pdf", "filter_pdf"):
            self.write_sheet(path)

    def _on_case_clicked(self) -> None:
        if path := self._target("permitdesk-case.json", "filter_case"):
            self.write_case_file(path)

    def _target(self, name: str, filter_key: str) -> Path | None:
        """Ask where to write; file names carry no personal data."""
        suggested = str(usual_folder() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, self.say("where"), suggested, self.say(filter_key))
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(Path(name).suffix)

    def write_pdf(self, path: Path) -> None:
        """Write the PDF in the languages chosen; the PDF engine is loaded on the worker thread."""
        session = self.session
        family, ruleset, as_of = session.people, session.ruleset, session.is_as_of
        if session.household.members and self.only_this.isChecked():
            family = tuple(person for person in family if person.case.case_id == session.person)
        first, second = self.language.currentData(), self.second.currentData()

        def work() -> None:
            from permitdesk.documents.pdf import render_pdf, write_pdf
            from permitdesk.documents.report import build_household_report

            texts = load_texts(first)
            other = load_texts(second) if second and second != first else None
            report = build_household_report(family, ruleset, texts, other, as_of=as_of)
            write_pdf(path, render_pdf(report))

        self._start(work, path)

    def write_sheet(self, path: Path) -> None:
        """Write the page for whoever signs an annex, in Polish and in the language chosen for the PDF."""
        case, dossier, language = self.session.case, self.session.dossier, self.language.currentData()
        include_name, as_of = self.sheet_name.isChecked(), self.session.is_as_of

        def work() -> None:
            from permitdesk.documents.annex_sheet import build_annex_sheet
            from permitdesk.documents.pdf import render_pdf, write_pdf

            texts = load_texts(language)
            sheet = build_annex_sheet(
                case, dossier, texts, load_texts("pl"), include_name=include_name, as_of=as_of
            )
            if sheet is not None:
                write_pdf(path, render_pdf(sheet))

        self._start(work, path)

    def write_calendar(self, path: Path) -> None:
        """Write the calendar file; of two exports on one day the one of the later answers wins."""
        session = self.session
        family, texts = session.people, load_texts(self.texts.language)
        include_name, as_of = self.include_name.isChecked(), session.is_as_of
        # Calendars take the higher stamp. Minutes of today count the stored states of the case.
        stamp = datetime.combine(session.today, time(0), UTC) + timedelta(minutes=min(session.revision, 1439))

        def work() -> None:
            from permitdesk.documents.atomic import write_atomically
            from permitdesk.documents.calendar_file import household_ics

            dates = household_ics(family, texts, include_name=include_name, stamp=stamp, as_of=as_of)
            write_atomically(path, dates)

        self._start(work, path)

    def write_case_file(self, path: Path) -> None:
        """Write all answers as a case file."""
        case = self.session.household

        def kept() -> None:
            # An answer changed meanwhile is not in the file.
            if self.session.household is case:
                self.session.kept_in_file()

        self._start(lambda: write_case(path, case), path, kept)

    def _start(
        self, work: Callable[[], None], path: Path, written: Callable[[], None] = lambda: None
    ) -> None:
        if self._job is not None:
            return
        self._set_busy(True)
        job = WriteJob(work, path, written)
        self._job = job
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        job.start()

    def _buttons(self) -> list[QPushButton]:
        buttons = [self.case_button, self.pdf_button, self.calendar_button]
        return buttons if self.sheet_button is None else [*buttons, self.sheet_button]

    def _enable(self) -> None:
        """A day without rules has nothing for paper or calendar; the answers can always be saved."""
        for button in self._buttons():
            button.setEnabled(self.session.dossier.covered or button is self.case_button)

    def _set_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        buttons = self._buttons()
        if busy:
            # Right after a file dialog the window is not active again: ``hasFocus`` would say no.
            holder = self.window().focusWidget()
            self._pressed = next((button for button in buttons if button is holder), None)
        for button in buttons:
            button.setEnabled(False)
        if not busy:
            self._enable()
        if not busy and self._pressed is not None:
            # A button that is switched off loses the keyboard.
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
            self._pressed = None
        if busy:
            self.result.hide()

    def _on_succeeded(self, path: Path, written: Callable[[], None]) -> None:
        written()
        words = self.texts.fill("page.export.written", name=path.name, folder=str(path.parent))
        self.result.show_message(Tone.GOOD, [words], title=self.say("written_title"))

    def _on_failed(self, problem: object, path: Path) -> None:
        text_id = getattr(problem, "text_id", None)
        params = getattr(problem, "params", {})
        known = isinstance(text_id, str) and self.texts.has(text_id)
        words = self.texts.fill(str(text_id), **params) if known and isinstance(params, dict) else ""
        lines = [words or self.texts.fill("page.export.failed", name=path.name), self.say("nothing_lost")]
        self.result.show_message(Tone.RED, lines, [self.say("failed_today")], title=self.say("failed_title"))

    def _on_finished(self) -> None:
        self._job = None
        self._set_busy(False)
