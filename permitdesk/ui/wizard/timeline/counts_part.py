"""What counts: the whole result of one permit, and beside it every permit at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Statement, Verdict, say
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import Disclosure, ScrollBox
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.verdict_card import VerdictCard
from permitdesk.ui.wizard.timeline.bands_part import BandsPart
from permitdesk.ui.wizard.timeline.lazy_part import LazyPart
from permitdesk.ui.wizard.timeline.result_words import ResultWords, waits_for_journeys
from permitdesk.ui.wizard.timeline.shown_route import shown_route
from permitdesk.ui.wizard.timeline.switch import Switch
from permitdesk.ui.wizard.wording import Wording


def differing(route: RouteAssessment | None) -> tuple[Statement, ...]:
    """What is said where both counts of a stay differ; nothing where they agree."""
    for proof in () if route is None else route.stay_evidence:
        if proof.second is not None and not proof.second.agrees:
            return (say("second.differs"), *proof.second.differences)
    return ()


class CountsPart(QWidget):
    """Filled when it is seen. ``action_asked``: the button under the result."""

    action_asked = Signal()

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self.card = VerdictCard(session.texts)
        self.card.action_asked.connect(self.action_asked)
        self.notice = Notice(session.texts)
        self.proofs = Disclosure(session.texts.get("page.timeline.prove_day"))
        one = QWidget()
        inner = QVBoxLayout(one)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(8)
        for widget in (self.notice, self.card, self.proofs):
            inner.addWidget(widget)
        inner.addStretch(1)
        say_ = session.texts.get
        bands = LazyPart(self._make_bands, scrolls=False)
        self.switch = Switch(
            say_("page.timeline.which"),
            [(say_("page.timeline.this_permit"), ScrollBox(one)), (say_("page.timeline.all_permits"), bands)],
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.switch)
        session.case_changed.connect(self._on_changed)

    def _make_bands(self) -> QWidget:
        part = BandsPart(self._session)
        # The table scrolls by itself in what room there is.
        part.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        part.table.setMinimumHeight(part.fontMetrics().height() * 7)
        return part

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _say(self, name: str) -> str:
        return self._session.texts.get(f"page.timeline.{name}")

    def refresh(self) -> None:
        """Show the result of the permit spoken of."""
        self._stale = False
        session, texts = self._session, self._session.texts
        route = shown_route(session.dossier)
        wrong = [texts.render(each) for each in differing(route)]
        self.notice.show_message(Tone.RED, wrong, title=self._say("second_differs") if wrong else None)
        self.proofs.set_text("")
        self.card.offer("")
        if route is None:
            covered = session.dossier.covered
            title = texts.get("page.questions.no_permit_title") if covered else ""
            self.card.show_verdict(Verdict.UNKNOWN, title, [self._say("no_permit")])
            self.card.offer(texts.get("page.route.choose") if covered else "")
            return
        wording, words = Wording(texts, session.ruleset), ResultWords(session, route)
        name = wording.route(route.id)
        if not route.stay_evidence:
            lines = [self._say("no_period"), self._say("travel_asked")]
            self.card.show_verdict(route.verdict, wording.verdict(route.verdict), lines, (), name)
            return
        proof: StayEvidence = route.stay_evidence[0]
        over = texts.fill("page.timeline.over", route=name)
        self.card.show_verdict(
            proof.verdict, wording.verdict(proof.verdict), words.lines(proof), words.small_print(proof), over
        )
        if waits_for_journeys(route):
            self.card.offer(complete_words(session))
        self.proofs.set_text("\n".join("• " + line for line in words.proofs(proof)))


def complete_words(session: CaseSession) -> str:
    """The button by which somebody says that all journeys are told."""
    key = "complete_yes" if session.case.absences else "complete_yes_none"
    return session.texts.get(f"page.timeline.{key}")
