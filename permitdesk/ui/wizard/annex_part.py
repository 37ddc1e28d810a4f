"""Who else signs: for each annex of others its party, the day it was asked for, and whether it is signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.domain.case import AnnexState, Case, Tri
from permitdesk.domain.dossier import AnnexItem, RouteAssessment
from permitdesk.domain.law.annexes import entry_number, states_of, third_party
from permitdesk.ui.widgets.labels import Columns, ScrollBox, Surface, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.form_page import FormPage


def annexes_of_others(route: RouteAssessment | None) -> tuple[AnnexItem, ...]:
    """The annexes of a permit that somebody else than the applicant signs."""
    return () if route is None else third_party(route.annexes)


def with_further(case: Case, annex_id: str) -> Case:
    """The case with room for one more employer; the first one is written down, too, if it was not."""
    known = states_of(annex_id, case, several=True)
    number = max(entry_number(annex_id, state.id) for state in known) + 1
    kept = {state.id: state for state in (*case.annexes, *known)}
    return case.with_changes(annexes=(*kept.values(), AnnexState(f"{annex_id}.{number}")))


def without(case: Case, entry: str) -> Case:
    """The case without one further employer."""
    return case.with_changes(annexes=tuple(state for state in case.annexes if state.id != entry))


class AnnexPart:
    """Builds and fills the part; the rows belong to the page, which writes their answers into the case."""

    def __init__(self, page: FormPage, items: Sequence[AnnexItem], change: Callable[[Case], None]) -> None:
        self._page = page
        self._items = tuple(items)
        self._change = change
        self.widget = QWidget()
        box = QVBoxLayout(self.widget)
        box.setContentsMargins(2, 12, 2, 0)
        box.setSpacing(10)
        self.notice = Notice(page.texts)
        box.addWidget(self.notice)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(10)
        for item in self._items:
            self._list.addWidget(self._entry(item))
        self._list.addLayout(self._adders())
        self._list.addStretch(1)
        box.addWidget(ScrollBox(inner), 1)

    def _entry(self, item: AnnexItem) -> Surface:
        page = self._page
        card = Surface(Tone.PLAIN)
        head = QHBoxLayout()
        head.addWidget(TextLabel(page.texts.get(f"annex.{item.id}.title"), "strong"), 1)
        if entry_number(item.id, item.entry) > 1:
            remove = QPushButton(page.say("annex_remove"))
            remove.setObjectName(f"remove_{item.entry}")
            remove.clicked.connect(lambda _=False, entry=item.entry: self._remove(entry))
            head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        card.body.addWidget(TextLabel(page.texts.get(f"annex.{item.id}.why"), "help"))
        path = f"annexes.{item.entry}"
        fields = Columns(18)
        fields.addWidget(page.text_row(f"{path}.party_name", name=f"annex_name_{item.party}"), 1)
        fields.addWidget(page.date_row(f"{path}.requested_on", name="annex_requested_on", dont_know=False), 1)
        fields.addWidget(page.yes_no_row(f"{path}.signed", name="annex_signed"), 1)
        card.body.addWidget(fields)
        return card

    def _adders(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for annex_id in dict.fromkeys(item.id for item in self._items if item.several):
            more = QPushButton(self._page.say("annex_add"))
            more.setObjectName(f"add_{annex_id}")
            more.clicked.connect(lambda _=False, wanted=annex_id: self._add(wanted))
            line.addWidget(more)
        line.addStretch(1)
        return line

    def _add(self, annex_id: str) -> None:
        self._change(with_further(self._page.session.case, annex_id))
        last = states_of(annex_id, self._page.session.case, several=True)[-1]
        self._page.focus_path(f"annexes.{last.id}.party_name")

    def _remove(self, entry: str) -> None:
        # The button goes with its entry: the keyboard gets a place that stays.
        first = next(item.entry for item in self._items if entry_number(item.id, entry) > 1)
        self._change(without(self._page.session.case, entry))
        self._page.focus_path(f"annexes.{first}.party_name")

    def load(self, items: Sequence[AnnexItem]) -> None:
        """Say whether an unsigned annex still keeps the application from being filed."""
        page = self._page
        if all(item.signed == Tri.YES for item in items):
            self.notice.show_message(
                Tone.GOOD, [page.say("annex_all_signed")], title=page.say("annex_done_title")
            )
            return
        unsigned = any(item.signed == Tri.NO for item in items)
        sent = page.session.case.filing
        urgent = unsigned and (sent.sent_on is not None or sent.upo_received is Tri.YES)
        self.notice.show_message(
            Tone.RED if urgent else Tone.AMBER,
            [page.say("annex_rule"), page.say("annex_link")],
            title=page.say("annex_rule_title"),
        )
