"""Lists to take along: what counts, journeys and stays for the form, the sheet for the EU calculator."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from permitdesk.documents.atomic import write_atomically
from permitdesk.documents.errors import DocumentError
from permitdesk.documents.proof_csv import stays_for_mos, table_csv, table_text, travel_for_mos
from permitdesk.documents.proof_tables import (
    DayWords,
    ProofTable,
    ledger_table,
    short_stay_table,
    stays_table,
    travel_table,
)
from permitdesk.domain.stay import short_stay_sheet as sheet
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.travel_list import TravelList, travel_list
from permitdesk.rulesets.texts import load_texts
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.wrap_row import WrapRow
from permitdesk.ui.wizard.timeline.counts_part import differing
from permitdesk.ui.wizard.timeline.proof_model import ProofModel
from permitdesk.ui.wizard.timeline.shown_route import shown_route

LEDGER, TRAVEL, STAYS, SHORT_STAY = "ledger", "travel", "stays", "short_stay"
#: lines of text that table and Polish text show at least
_TABLE_LINES, _TEXT_LINES = 9, 4
#: columns as wide as this many letters at most; longer words go on in the next line
_WIDEST = 26


def short_stays_count(session: CaseSession) -> bool:
    """Whether the limit of short stays matters: for the present stay, or because such stays are told."""
    return sheet.short_stays_count(session.case, {kind.id: kind for kind in session.ruleset.statuses})


def _in_figures(day: date) -> str:
    """A day as short as on the drawing: the columns have little room."""
    return f"{day:%d.%m.%Y}"


class ProofPart(QWidget):
    """One list at a time, worked out when it is seen. ``edit_asked``: the path of a row to correct."""

    edit_asked = Signal(str)

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        #: what is shown, as it would be saved
        self._file = ProofTable((), ())
        self.which = Combo()
        self.which.setAccessibleName(self._say("which"))
        self.period = Combo()
        self.period.setAccessibleName(self._say("period"))
        self.save = QPushButton(self._say("save"))
        self.copy = QPushButton(self._say("copy"))
        for button, slot in ((self.save, self._on_save), (self.copy, self._on_copy)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        self.help = TextLabel("", "help")
        self.notice = Notice(self._texts)
        self.result = Notice(self._texts)
        self.model = ProofModel(self)
        self.table = self._made_table()
        self.polish_title = TextLabel(self._say("polish"), "strong")
        self.polish = QPlainTextEdit()
        self.polish.setReadOnly(True)
        self.polish.setTabChangesFocus(True)
        self.polish.setAccessibleName(self._say("polish"))
        self._arrange()
        self.which.activated.connect(self._on_chosen)
        self.period.activated.connect(self._on_chosen)
        session.case_changed.connect(self._on_changed)

    @property
    def _texts(self) -> TextSource:
        """The words of the language and the day looked at now."""
        return self._session.texts

    def _say(self, name: str) -> str:
        return self._texts.get(f"page.proof.{name}")

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setStretchLastSection(True)
        table.setMinimumHeight(table.fontMetrics().height() * _TABLE_LINES)
        table.clicked.connect(self._on_clicked)
        table.installEventFilter(self)
        return table

    def _arrange(self) -> None:
        row = WrapRow(8)
        for widget in (self.which, self.period, self.save, self.copy):
            row.add(widget)
        self.polish.setFixedHeight(self.fontMetrics().height() * (_TEXT_LINES + 1))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 6, 0)
        box.setSpacing(6)
        box.addWidget(row)
        for label in (self.help, self.notice, self.result):
            box.addWidget(label)
        box.addWidget(self.table, 1)
        box.addWidget(self.polish_title)
        box.addWidget(self.polish)

    # --- showing -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _on_chosen(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Work out and show the list that is chosen, of the case as it is now."""
        self._stale = False
        self._offer_lists()
        self._offer_periods()
        name = self.which.currentData()
        self.help.setText(self._say(f"{name}_help"))
        self.result.show_message(Tone.INFO, [])
        shown = self._table(name, _in_figures)
        self._file = self._table(name, date.isoformat)
        self.model.show_table(shown)
        self.table.setAccessibleName(self._say(name))
        self.table.setVisible(bool(shown.headings))
        for button in (self.save, self.copy):
            button.setEnabled(bool(shown.headings))
        self._fit()
        self._show_notice(name, shown)
        self._show_polish(name)

    def _offer_lists(self) -> None:
        chosen = self.which.currentData()
        names = [LEDGER, TRAVEL, STAYS, *([SHORT_STAY] if short_stays_count(self._session) else [])]
        self._fill(self.which, [(self._say(name), name) for name in names], chosen)

    def _offer_periods(self) -> None:
        chosen = self.period.currentData()
        found = [(self._texts.get(f"requirement.{p.rule_id}.title"), p.rule_id) for p in self._periods()]
        self._fill(self.period, found, chosen)
        self.period.setVisible(self.which.currentData() == LEDGER and len(found) > 1)

    def _fill(self, combo: Combo, entries: list[tuple[str, str]], chosen: str | None) -> None:
        """Offer entries; what was chosen stays chosen if it is still there."""
        combo.clear()
        for words, value in entries:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)) if entries else -1)

    def _periods(self) -> tuple[StayEvidence, ...]:
        route = shown_route(self._session.dossier)
        return () if route is None else tuple(route.stay_evidence)

    def _table(self, name: str, day: DayWords) -> ProofTable:
        """One list; without headings if there is none."""
        session, words = self._session, self._texts
        if name == LEDGER:
            wanted = self.period.currentData()
            found = next((p for p in self._periods() if p.rule_id == wanted), None)
            return ProofTable((), ()) if found is None else ledger_table(found.ledger, words, day)
        if name == SHORT_STAY:
            kinds, on = {kind.id: kind for kind in session.ruleset.statuses}, session.dossier.on
            rule = short_stay_rule(session.ruleset.values, on)
            found_stays = sheet.short_stay_sheet(session.case, kinds, rule, on, sheet.SheetMode.CONTROL)
            return short_stay_table(found_stays, words, day)
        travel, polish = self._travel(), load_texts("pl")
        if name == STAYS:
            return stays_table(travel, words, polish, day)
        return travel_table(travel, words, polish, session.ruleset.countries, day)

    def _travel(self) -> TravelList:
        on = self._session.dossier.on
        return travel_list(self._session.case, on, on)

    def _fit(self) -> None:
        """Columns as wide as their words, up to a limit from which on words wrap."""
        self.table.resizeColumnsToContents()
        widest = self.fontMetrics().averageCharWidth() * _WIDEST
        header = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            most = max(widest, header.sectionSizeHint(column))
            if self.table.columnWidth(column) > most:
                self.table.setColumnWidth(column, most)
        self.table.resizeRowsToContents()

    def _show_notice(self, name: str, shown: ProofTable) -> None:
        """What makes a list less than sure, or why there is none."""
        session = self._session
        route = shown_route(session.dossier)
        wrong = differing(route) if name == LEDGER else ()
        if wrong:
            self.notice.show_message(Tone.RED, [self._texts.render(each) for each in wrong])
        elif not shown.headings:
            key = "no_permit" if route is None else "no_period"
            self.notice.show_message(Tone.INFO, [self._texts.get(f"page.timeline.{key}")])
        else:
            n = shown.incomplete
            lines = [self._texts.fill("page.proof.incomplete", n=n)] if n else []
            if session.is_as_of:
                lines.append(self._texts.fill("page.proof.as_of", day=session.day))
            self.notice.show_message(Tone.AMBER, lines)

    def _show_polish(self, name: str) -> None:
        polish = load_texts("pl")
        words = ""
        if name == TRAVEL:
            words = travel_for_mos(self._travel(), polish, self._session.ruleset.countries)
        elif name == STAYS:
            words = stays_for_mos(self._travel(), polish)
        self.polish.setPlainText(words)
        for widget in (self.polish_title, self.polish):
            widget.setVisible(bool(words))
        self.copy.setText(self._say("copy_polish" if words else "copy"))

    # --- what a person does ----------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a row goes to its entry."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            index = self.table.currentIndex()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
                self._go(index)
                return True
        return super().eventFilter(watched, event)

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click goes to what is missing; rows that are complete can be marked without leaving."""
        if self.model.row(index.row()).open:
            self._go(index)

    def _go(self, index: QModelIndex) -> None:
        path = self.model.row(index.row()).path
        if path is not None:
            self.edit_asked.emit(path)

    def _on_copy(self) -> None:
        """The Polish text for the form; of other lists the table, as spreadsheets paste it."""
        words = self.polish.toPlainText() or table_text(self._file)
        QGuiApplication.clipboard().setText(words)
        self.result.show_message(Tone.GOOD, [self._say("copied")])

    def _on_save(self) -> None:
        """Ask where to write; file names carry no personal data."""
        name = str(self.which.currentData()).replace("_", "-")
        suggested = str(usual_folder() / f"permitdesk-{name}.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, self._say("save"), suggested, self._say("filter"))
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(".csv"))

    def write(self, path: Path) -> None:
        """Write the list shown, and say how it went. Nothing is lost if it does not work."""
        try:
            write_atomically(path, table_csv(self._file))
        except DocumentError as error:
            lines = [self._texts.fill(error.text_id, **error.params)]
            self.result.show_message(Tone.RED, lines)
            return
        words = self._texts.fill("page.proof.written", name=path.name, folder=str(path.parent))
        self.result.show_message(Tone.GOOD, [words])
