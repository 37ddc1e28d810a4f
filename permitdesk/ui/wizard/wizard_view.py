"""The wizard around the pages: step list at the left, head above, Back and Next below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.household import NewMember
from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.header import Header
from permitdesk.ui.icons import icon
from permitdesk.ui.people_panel import PeoplePanel
from permitdesk.ui.step_list import StepList
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.not_covered_page import STEPS_OF_RULES, NotCoveredPage
from permitdesk.ui.wizard.page import WizardPage


class WizardView(QWidget):
    """Shows one open case. Pages are built when they are first shown and kept."""

    why_legal_stay_asked = Signal()
    other_day_asked = Signal()
    finished = Signal()

    def __init__(self, session: CaseSession, pages: Mapping[StepId, type[WizardPage]]) -> None:
        super().__init__()
        self.session = session
        self._pages = pages
        # the pages of each person by step: half-typed text stays with its person
        self._built: dict[tuple[str, StepId], WizardPage] = {}
        self._areas: dict[tuple[str, StepId], FlowArea] = {}
        #: what stands in place of the pages that need rules, once a day without rules was looked at
        self._not_covered: tuple[NotCoveredPage, FlowArea] | None = None
        self.people = PeoplePanel()
        self.steps = StepList()
        self.header = Header()
        self.stack = QStackedWidget()
        self.back = QPushButton()
        self.next = QPushButton()
        self.next.setProperty("primary", True)
        self.back.setObjectName("back")
        self.next.setObjectName("next")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._side = QFrame()
        self._side.setObjectName("side")
        side_box = QVBoxLayout(self._side)
        side_box.setContentsMargins(8, 12, 8, 12)
        side_box.addWidget(self.people)
        side_box.addWidget(self.steps, 1)
        side_box.addWidget(self.people.add)
        footer = QFrame()
        footer.setObjectName("footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(28, 8, 28, 8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.header)
        middle.addWidget(self.stack, 1)
        middle.addWidget(footer)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._side)
        box.addLayout(middle, 1)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.steps.step_chosen.connect(self._on_step_chosen)
        self.header.why_asked.connect(self.why_legal_stay_asked)
        self.header.other_day_asked.connect(self.other_day_asked)
        self.header.today_asked.connect(self._on_today_asked)
        self.people.person_chosen.connect(self._on_person_chosen)
        self.people.add_asked.connect(self._on_add_asked)
        self.people.remove_asked.connect(self._on_remove_asked)
        self.people.undo_asked.connect(session.undo)
        session.case_changed.connect(self._on_case_changed)
        session.step_changed.connect(self._on_step_changed)
        session.language_changed.connect(self.retranslate)
        self.retranslate()
        self._on_step_changed()

    @property
    def page(self) -> WizardPage:
        """The page on the screen."""
        if self._without_rules and self._not_covered is not None:
            return self._not_covered[0]
        return self._built[self._place]

    @property
    def _place(self) -> tuple[str, StepId]:
        return self.session.person, self.session.step

    @property
    def _without_rules(self) -> bool:
        """Whether the step has nothing to show because no rules hold on the day looked at."""
        return not self.session.dossier.covered and self.session.step in STEPS_OF_RULES

    @property
    def _area(self) -> FlowArea | None:
        """What scrolls the page that belongs on the screen; None while it is not built."""
        if self._without_rules:
            return None if self._not_covered is None else self._not_covered[1]
        return self._areas.get(self._place)

    def look_at(self, day: date) -> None:
        """See everything as of another day; what stands in the field with the keyboard counts before."""
        _finish_typing(self)
        self.session.look_at(day)
        self.page.focus_first()

    def retranslate(self) -> None:
        """Show the words of the language in use, on the page too."""
        self.back.setText(self.tr("&Back"))
        self._show_state()
        if self._area is not None:
            self.page.refresh()

    def set_compact(self, compact: bool) -> None:
        """Give the page more room when the text is large for the window."""
        self.people.set_compact(compact)
        self.steps.set_compact(compact)
        self.header.set_compact(compact)
        self._show_state()

    def place_with_unread_text(self) -> tuple[str, StepId] | None:
        """A person and step with a field whose text is no answer yet, the shown one first; None if none."""
        people = {person.case.case_id for person in self.session.people_in_brief}
        waiting = [place for place, page in self._built.items() if page.pending_text() and place[0] in people]
        return self._place if self._place in waiting else next(iter(waiting), None)

    def show_path(self, path: str, step: StepId) -> None:
        """Go to the step that owns a field and put the keyboard on it."""
        self.session.go_to(step)
        self.page.focus_path(path)

    # --- slots ------------------------------------------------------------------------

    def _on_back(self) -> None:
        if not self.page.walk_parts(forward=False):
            self.session.go_back()

    def _on_next(self) -> None:
        if self.page.walk_parts(forward=True):
            return
        if self.session.step is STEPS[-1]:
            self.finished.emit()
        else:
            self.session.go_next()

    def _on_today_asked(self) -> None:
        self.look_at(self.session.today)

    def _on_step_chosen(self, step: str) -> None:
        self.session.go_to(StepId(step))

    def switch_by(self, distance: int) -> None:
        """Show the person that many places further in the list, round and round."""
        everybody = [person.case.case_id for person in self.session.people_in_brief]
        place = everybody.index(self.session.person) + distance
        self._on_person_chosen(everybody[place % len(everybody)])

    def _on_person_chosen(self, person: str) -> None:
        _finish_typing(self)
        self.session.switch_to(person)

    def _on_add_asked(self, who: str) -> None:
        _finish_typing(self)
        self.session.add_person(NewMember(who))

    def _on_remove_asked(self, person: str) -> None:
        _finish_typing(self)
        words = self.people.removed_words(self.session, person)
        self.session.remove_person(person)
        self.people.offer_undo(self.session, words)

    def _on_case_changed(self) -> None:
        if self._area is None or self.stack.currentWidget() is not self._area:
            self._on_step_changed()
            return
        self._show_state()
        self.page.refresh()

    def _on_step_changed(self) -> None:
        area = self._area or self._build()
        page = self.page
        # Filled before it is shown: what is made on a visible page is shown later than the keyboard needs.
        page.refresh()
        self.stack.setCurrentWidget(area)
        self._show_state()
        page.focus_first()

    def _build(self) -> FlowArea:
        """Make the page that belongs on the screen."""
        page: WizardPage
        if self._without_rules:
            page = told = NotCoveredPage(self.session)
            told.other_day_asked.connect(self.other_day_asked)
            told.back_asked.connect(self._on_today_asked)
            area = _scrolled(page)
            self._not_covered = told, area
        else:
            page = self._built[self._place] = self._pages[self.session.step](self.session)
            area = self._areas[self._place] = _scrolled(page)
        page.part_changed.connect(self._show_state)
        self.stack.addWidget(area)
        return area

    def _show_state(self) -> None:
        self.people.refresh(self.session)
        self.steps.refresh(self.session)
        width = max(self.steps.preferred_width(), self.people.preferred_width())
        self._side.setFixedWidth(min(width + 18, 330))
        self.header.refresh(self.session)
        last = self.session.step is STEPS[-1]
        here = None if self._area is None else self.page
        before = here is not None and here.has_part_before()
        self.back.setEnabled(before or self.session.step is not STEPS[0])
        if self.next.property("primary") is last:
            # On the last page the button of the page is the one to press.
            self.next.setProperty("primary", not last)
            self.next.style().polish(self.next)
        self.next.setText(self.tr("To all &cases") if last else self.tr("&Next"))
        self.back.setIcon(icon("back"))
        self.next.setIcon(icon("home") if last else icon("next", QPalette.ColorRole.HighlightedText))
        side = round(self.fontMetrics().height() * 1.1)
        for button in (self.back, self.next):
            button.setIconSize(QSize(side, side))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.page.focus_first()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._built:
            self._show_state()


def _finish_typing(view: QWidget) -> None:
    """What stands in the field with the keyboard becomes an answer of the person it was typed for."""
    field = view.window().focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit) and view.isAncestorOf(field):
        field.clearFocus()


def _scrolled(page: WizardPage) -> FlowArea:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(28, 8, 28, 12)
    box.addWidget(page)
    return FlowArea(holder)
