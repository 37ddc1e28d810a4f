"""One journey at a time, for people who do not like tables: a few calm questions and one button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import AbsenceReason, Case, DocumentStatus
from permitdesk.domain.stay.repairs import span_days
from permitdesk.interview.typed import Side
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.entry_columns import CellValue
from permitdesk.ui.widgets.journey_case import (
    NEED_PROOF,
    JourneyDraft,
    draft_of,
    overlapping,
    with_journey,
)
from permitdesk.ui.widgets.labels import Columns, ScrollBox, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.range_edit import RangeEdit, first_day, last_day, line_edit
from permitdesk.ui.widgets.tones import Tone


class JourneyForm(QWidget):
    """``saved`` carries the whole case with the journey in it; the page hands it to the session.

    The form then waits for the next journey, with the keyboard on its first line.
    """

    saved = Signal(object)

    def __init__(
        self, texts: TextSource, today: date, countries: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._today = today
        self._case = Case("")
        self._editing = ""
        self.setObjectName("journey_form")
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 6, 0)
        box.setSpacing(6)
        self.heading = TextLabel(self._say("new"), "heading")
        box.addWidget(self.heading)
        self.left = RangeEdit(texts, self._say("left"), today)
        self._add(box, "left", self.left)
        self._add_return(box)
        self.country = line_edit(self._say("country"))
        self.country.setMaximumWidth(self.fontMetrics().averageCharWidth() * 44)
        completer = QCompleter(list(countries), self.country)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.country.setCompleter(completer)
        self._add(box, "country", self.country)
        self.reason = self._combo("reason", [(r.value, f"reason.{r.value}.title") for r in AbsenceReason])
        self._add(box, "reason", self.reason)
        self._add_proof(box)
        self.summary = TextLabel("", "strong")
        self.summary.hide()
        self.warning = Notice(texts)
        box.addWidget(self.summary)
        box.addWidget(self.warning)
        self.save = QPushButton(self._say("save"))
        self.save.setObjectName("journey_save")
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self.save_journey)
        self.clear = QPushButton(self._say("clear"))
        self.clear.setObjectName("journey_clear")
        self.clear.clicked.connect(self.start)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # In large text the questions scroll and the buttons stay.
        outer.addWidget(ScrollBox(inner), 1)
        outer.addLayout(buttons)
        self._wire()
        self._on_reason()

    # --- building -----------------------------------------------------------------------

    def _say(self, key: str) -> str:
        return self._texts.get(f"page.journey.{key}")

    def _add(self, box: QVBoxLayout, key: str, field: QWidget) -> None:
        label = TextLabel(self._say(key))
        label.setBuddy(field)
        box.addWidget(label)
        box.addWidget(field)

    def _add_return(self, box: QVBoxLayout) -> None:
        box.addWidget(TextLabel(self._say("returned")))
        self.came_back = QRadioButton(self._say("came_back"))
        self.still_abroad = QRadioButton(self._say("still_abroad"))
        self.dont_know = QRadioButton(self._say("dont_know"))
        self._ways = QButtonGroup(self)
        self.returned = RangeEdit(self._texts, self._say("returned"), self._today)
        row = Columns(12, 56)
        for way in (self.came_back, self.still_abroad, self.dont_know):
            self._ways.addButton(way)
            row.addWidget(way)
        self.came_back.setChecked(True)
        box.addWidget(row)
        box.addWidget(self.returned)

    def _add_proof(self, box: QVBoxLayout) -> None:
        self.proof_part = QWidget()
        inner = QVBoxLayout(self.proof_part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        self.proof = line_edit(self._say("proof"))
        states = [(s.value, f"page.proof_state.{s.value}") for s in DocumentStatus]
        self.proof_state = self._combo("proof_state", [("", "page.choose"), *states])
        self._add(inner, "proof", self.proof)
        self._add(inner, "proof_state", self.proof_state)
        self.unnamed = Notice(self._texts)
        self.unnamed.hide()
        inner.addWidget(self.unnamed)
        box.addWidget(self.proof_part)

    def _combo(self, key: str, options: Sequence[tuple[str, str]]) -> Combo:
        combo = Combo()
        combo.setAccessibleName(self._say(key))
        combo.setMaximumWidth(520)
        for value, text in options:
            combo.addItem(self._texts.get(text), value)
        return combo

    def _wire(self) -> None:
        self.left.changed.connect(self._on_left)
        self.returned.changed.connect(self._on_return_typed)
        self._ways.buttonClicked.connect(self._on_way)
        self.reason.currentIndexChanged.connect(self._on_reason)
        self.proof.textChanged.connect(self._on_proof)
        self.proof_state.currentIndexChanged.connect(self._on_proof)
        lines: tuple[QLineEdit, ...] = (self.left.edit, self.returned.edit, self.country, self.proof)
        for line in lines:
            # Enter goes on as Tab does, so that nothing is saved before it was looked at.
            line.returnPressed.connect(self.focusNextChild)

    # --- use ----------------------------------------------------------------------------

    def show_case(self, case: Case) -> None:
        """The case the journey goes into; what is being typed stays."""
        self._case = case
        self._show_summary()

    def start(self) -> None:
        """Empty the form for a new journey and put the keyboard on its first line."""
        self._editing = ""
        self._fill(JourneyDraft(None, None))
        self.came_back.setChecked(True)
        self._on_way()
        self.left.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_journey(self, journey_id: str) -> None:
        """Show a stored journey to change it; one that is gone starts a new one."""
        journey = next((j for j in self._case.absences if j.id == journey_id), None)
        if journey is None:
            self.start()
            return
        self._editing = journey_id
        self._fill(draft_of(self._case, journey))
        self.left.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> JourneyDraft:
        """What the form holds now."""
        reason = AbsenceReason(str(self.reason.currentData()))
        state = str(self.proof_state.currentData() or "")
        return JourneyDraft(
            self.left.told().value,
            self._return_told(),
            self.country.text().strip(),
            reason,
            self.proof.text().strip(),
            DocumentStatus(state) if state else None,
        )

    def save_journey(self) -> None:
        """Hand the journey over; if a day is missing or cannot be read, say so and stay."""
        if (wrong := self._wrong_line()) is not None:
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        case = with_journey(self._case, self.draft(), self._editing)
        self._case = case
        self.saved.emit(case)
        self.start()

    def _wrong_line(self) -> RangeEdit | None:
        """The first line that keeps the journey from being saved, with its problem shown."""
        lines = [(self.left, "left_missing")]
        if self.came_back.isChecked():
            lines.append((self.returned, "return_missing"))
        for line, missing in lines:
            cell = line.told()
            if cell.value is None:
                line.complain(cell.problem or self._say(missing))
                return line
        return None

    # --- showing ------------------------------------------------------------------------

    def _fill(self, draft: JourneyDraft) -> None:
        self.heading.setText(self._say("change" if self._editing else "new"))
        self.left.show_told(draft.left)
        unknown = draft.returned is DONT_KNOW
        way = self.dont_know if unknown else self.still_abroad if draft.returned is None else self.came_back
        way.setChecked(True)
        self.returned.show_told(None if unknown else draft.returned)
        self.country.setText(draft.country)
        self.reason.setCurrentIndex(self.reason.findData(draft.reason.value))
        self.proof.setText(draft.proof)
        state = "" if draft.proof_state is None else draft.proof_state.value
        self.proof_state.setCurrentIndex(self.proof_state.findData(state))
        self._on_way()

    def _return_told(self) -> CellValue:
        if self.dont_know.isChecked():
            return DONT_KNOW
        return None if self.still_abroad.isChecked() else self.returned.told().value

    def _on_left(self) -> None:
        self.returned.set_near(first_day(self.left.told().value), Side.AFTER)
        self._show_summary()

    def _on_return_typed(self) -> None:
        if self.left.told().value is None:
            self.left.set_near(first_day(self.returned.told().value), Side.BEFORE)
        self._show_summary()

    def _on_way(self) -> None:
        self.returned.setVisible(self.came_back.isChecked())
        self._show_summary()

    def _on_reason(self) -> None:
        self.proof_part.setVisible(AbsenceReason(str(self.reason.currentData())) in NEED_PROOF)

    def _on_proof(self) -> None:
        """A proof that is ready but has no name is asked for where it is written."""
        ready = self.proof_state.currentData() == DocumentStatus.READY.value
        if ready and not self.proof.text().strip():
            self.unnamed.show_message(Tone.AMBER, [self._say("proof_not_named")])
        else:
            self.unnamed.hide()

    def _show_summary(self) -> None:
        """How many days, and whether another journey lies on them."""
        left, returned = self.left.told().value, self._return_told()
        first, last = first_day(left), last_day(returned)
        lasts = first is not None and self.still_abroad.isChecked() and first <= self._today
        until = self._today if lasts else last
        self.warning.hide()
        if first is None or until is None:
            self.summary.set_text("")
            return
        if until < first:
            self.summary.set_text("")
            self.warning.show_message(Tone.AMBER, [self._say("reversed")])
            return
        both, without = span_days(first, until)
        key = "days_so_far" if lasts else "days"
        self.summary.set_text(
            self._texts.fill(f"page.journey.{key}", first=first, last=until, n=both, without=without)
        )
        other = overlapping(self._case, first, date.max if lasts else until, self._editing)
        if other is not None and other.left is not None:
            words = (
                self._texts.fill("page.journey.overlap_open", first=other.left)
                if other.returned is None
                else self._texts.fill("page.journey.overlap", first=other.left, last=other.returned)
            )
            self.warning.show_message(Tone.AMBER, [words])
