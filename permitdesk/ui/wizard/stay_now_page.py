"""What stay the person has now. The last legal day appears as soon as it can be told."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.headline import NOT_COVERED, NOT_IN_POLAND
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.widgets.field_row import FieldRow, QuestionSheet
from permitdesk.ui.widgets.labels import Columns, Parts, TextLabel
from permitdesk.ui.widgets.status_list import GroupedList
from permitdesk.ui.widgets.verdict_card import VerdictCard
from permitdesk.ui.wizard.bindings import choose_stay
from permitdesk.ui.wizard.entries import load_schengen, schengen_model, with_schengen
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.wording import Wording

GROUPS = (
    "visa_free",
    "visa",
    "temporary_permit",
    "protection",
    "permanent",
    "pending",
    "departure",
    "other",
    "illegal",
    "unknown",
)
_DAYS = frozenset({"first_day", "last_day", "entered_on", "filed_on", "decision_delivered_on"})
_TRI = frozenset({"second_instance", "filed_in_legal_stay"})
_OUTCOMES = ("pending", "granted", "refused", "discontinued")


def show_legal_stay(card: VerdictCard, stay: LegalStay, session: CaseSession) -> None:
    """The last legal day on a card: the day, the days left, why, and the counting behind a click."""
    texts = session.texts
    if stay.basis == NOT_COVERED:
        headline = texts.get("as_of.no_rules")
    elif stay.basis == NOT_IN_POLAND:
        headline = texts.get("page.legal_stay.abroad")
    elif stay.legal_now is False and stay.verdict is not Verdict.UNKNOWN:
        headline = texts.get("page.legal_stay.not_legal")
    elif stay.day is not None:
        headline = texts.day(stay.day)
    elif stay.legal_now and stay.verdict is Verdict.MET:
        headline = texts.get("page.legal_stay.no_end")
    elif stay.verdict is Verdict.NEEDS_OFFICE:
        headline = texts.get("page.legal_stay.office")
    else:
        headline = texts.get("page.legal_stay.unknown")
    lines = []
    if stay.day is not None:
        # Not ``days_left``, which stays at 0 once the day has passed.
        left = (stay.day - session.dossier.on).days
        key = "left" if left > 0 else "today" if left == 0 else "passed"
        lines.append(texts.fill(f"page.legal_stay.{key}", n=abs(left)))
    lines += [texts.render(s) for s in stay.explanation]
    if stay.day is not None:
        lines.append(texts.get("page.legal_stay.never_moves"))
    if stay.lenient_day is not None and stay.lenient_day != stay.day:
        lines.append(texts.fill("page.legal_stay.lenient", day=stay.lenient_day))
    wording = Wording(texts, session.ruleset)
    if stay.verdict is Verdict.UNKNOWN and stay.questions:
        asked = ", ".join(wording.path(q) for q in stay.questions)
        lines.append(texts.fill("page.legal_stay.missing", fields=asked))
    reasons = [*(texts.render(s) for s in stay.arithmetic), *wording.citations(stay.citations)]
    # While an answer is missing, that is the line to read; the rest can wait behind the click.
    missing = stay.verdict is Verdict.UNKNOWN and bool(stay.questions)
    shown, later = (lines[-1:], lines[:-1]) if missing else (lines[:4], lines[4:])
    card.show_verdict(stay.verdict, headline, shown, [*later, *reasons], texts.get("page.legal_stay.over"))


class StayNowPage(FormPage):
    """The kind of stay with its days, then three short questions about getting into MOS."""

    step = StepId.STAY_NOW

    def shape(self) -> Hashable:
        kind = self._kind()
        return None if kind is None else (kind.asks, kind.schengen_counted)

    def _kind(self) -> StatusKind | None:
        stay = self.session.case.current_stay
        if stay is None:
            return None
        return next((k for k in self.session.ruleset.statuses if k.id == stay.kind), None)

    def refresh(self) -> None:
        place = self.tabs.currentIndex() if self._built_for is not None else 0
        super().refresh()
        self.tabs.setCurrentIndex(min(place, self.tabs.count() - 1))

    def build(self) -> None:
        """The list at the left, what is asked at the right."""
        kind = self._kind()
        self.tabs = Parts()
        self.tabs.addTab(self._stay_part(kind), self.say("tab_stay"))
        self.schengen: EntryTable | None = None
        if kind is not None and kind.schengen_counted:
            self.tabs.addTab(self._schengen_part(), self.say("tab_schengen"))
        self.tabs.addTab(self._mos_part(), f"{self.tabs.count() + 1}. {self.say('tab_mos')}")
        self.tabs.currentChanged.connect(self.part_changed)
        self.main.addWidget(self.tabs, 1)

    def walked(self) -> tuple[QTabWidget, int]:
        return self.tabs, self.tabs.count()

    def focus_first(self) -> None:
        """The kind of stay comes first; once it is known, the first open question."""
        if self.tabs.currentIndex() == 0 and self._kind() is None:
            self.kinds.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.schengen is not None and self.tabs.currentIndex() == 1:
            self.schengen.focus_row(0)
        else:
            super().focus_first()

    def _stay_part(self, kind: StatusKind | None) -> QWidget:
        part = columns = Columns(24)
        columns.set_margins(2, 12, 2, 0)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(TextLabel(self.say("kind"), "strong"))
        left.addWidget(TextLabel(self.say("kind_help"), "help"))
        self.kinds = GroupedList(self.texts, self._groups(), self.say("kind"))
        self.kinds.chosen.connect(self._on_kind_chosen)
        left.addWidget(self.kinds, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        self.card = VerdictCard(self.texts)
        right.addWidget(self.card)
        asks = () if kind is None else kind.asks
        if kind is None:
            right.addWidget(TextLabel(self.say("choose_first"), "help"))
        self.sheet = QuestionSheet(self.texts, capacity=2)
        self.sheet.set_rows([self._ask(name) for name in asks])
        right.addWidget(self.sheet, 1)
        columns.addLayout(left, 10)
        columns.addLayout(right, 11)
        return part

    def _groups(self) -> list[tuple[str, list[Option]]]:
        statuses = self.session.ruleset.statuses
        names = [*GROUPS, *dict.fromkeys(k.group for k in statuses if k.group not in GROUPS)]
        return [
            (
                self.say(f"group_{group}"),
                [
                    Option(
                        k.id, self.texts.get(f"status.{k.id}.title"), self.texts.get(f"status.{k.id}.help")
                    )
                    for k in statuses
                    if k.group == group
                ],
            )
            for group in names
        ]

    def _ask(self, name: str) -> FieldRow:
        path = f"current_stay.{name}"
        if name in _DAYS:
            return self.date_row(path)
        if name in _TRI:
            return self.yes_no_row(path)
        if name == "days_allowed":
            return self.number_row(path, suffix=self.say("days"))
        options = [Option(value, self.say(f"outcome_{value}")) for value in _OUTCOMES]
        return self.combo_row(path, options)

    def _schengen_part(self) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(2, 12, 2, 0)
        model = schengen_model(self.texts, self.session.today)
        model.edited.connect(self._on_schengen_edited)
        self.schengen = EntryTable(self.texts, model, self.say("schengen"), self.say("schengen_help"))
        box.addWidget(self.schengen, 1)
        return part

    def _mos_part(self) -> QWidget:
        part = columns = Columns(28)
        columns.set_margins(2, 12, 2, 0)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.yes_no_row("person.has_pesel"))
        left.addWidget(self.yes_no_row("person.has_trusted_profile"))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.yes_no_row("person.has_e_delivery"))
        offices = [Option(o.id, self.titled(f"voivodeship.{o.id}")) for o in self.session.ruleset.offices]
        right.addWidget(self.combo_row("person.voivodeship", sorted(offices, key=lambda o: o.label)))
        right.addStretch(1)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        return part

    def load(self) -> None:
        """Fill the list, the card and the table."""
        stay = self.session.case.current_stay
        self.kinds.set_value(None if stay is None else stay.kind)
        self.card.setVisible(stay is not None)
        if stay is not None:
            show_legal_stay(self.card, self.session.dossier.last_day_of_legal_stay, self.session)
        if self.schengen is not None:
            load_schengen(self.schengen.model, self.session.case)

    def _on_kind_chosen(self, kind: str) -> None:
        self.session.update(choose_stay(self.session.case, kind))
        # The days of this kind of stay are asked next.
        self.focus_first()

    def _on_schengen_edited(self) -> None:
        if self.schengen is not None:
            self.session.update(with_schengen(self.session.case, self.schengen.model))

    def focus_path(self, path: str) -> None:
        if path.startswith("person."):
            self.tabs.setCurrentIndex(self.tabs.count() - 1)
        elif path.startswith("schengen_stays") and self.schengen is not None:
            self.tabs.setCurrentIndex(1)
            self.schengen.view.setFocus()
        else:
            self.tabs.setCurrentIndex(0)
            if path in ("current_stay", "current_stay.kind"):
                self.kinds.search.setFocus()
        super().focus_path(path)
