"""The wizard around the pages: step list at the left, head above, Back and Next below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permitdesk.interview.steps import STEPS, StepId
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.header import Header
from permitdesk.ui.icons import icon
from permitdesk.ui.step_list import StepList
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.page import WizardPage


class WizardView(QWidget):
    """Shows one open case. Pages are built when they are first shown and kept."""

    why_legal_stay_asked = Signal()
    finished = Signal()

    def __init__(self, session: CaseSession, pages: Mapping[StepId, type[WizardPage]]) -> None:
        super().__init__()
        self.session = session
        self._pages = pages
        self._built: dict[StepId, WizardPage] = {}
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
        side_box.addWidget(self.steps)
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
        session.case_changed.connect(self._on_case_changed)
        session.step_changed.connect(self._on_step_changed)
        session.language_changed.connect(self.retranslate)
        self.retranslate()
        self._on_step_changed()

    @property
    def page(self) -> WizardPage:
        """The page on the screen."""
        return self._built[self.session.step]

    def retranslate(self) -> None:
        """Show the words of the language in use, on the page too."""
        self.back.setText(self.tr("&Back"))
        self._show_state()
        if self.session.step in self._built:
            self.page.refresh()

    def set_compact(self, compact: bool) -> None:
        """Give the page more room when the text is large for the window."""
        self.steps.set_compact(compact)
        self.header.set_compact(compact)
        self._show_state()

    def step_with_unread_text(self) -> StepId | None:
        """A step with a field whose text is no answer yet, the shown one first; None if there is none."""
        waiting = [step for step, page in self._built.items() if page.pending_text()]
        return self.session.step if self.session.step in waiting else next(iter(waiting), None)

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

    def _on_step_chosen(self, step: str) -> None:
        self.session.go_to(StepId(step))

    def _on_case_changed(self) -> None:
        self._show_state()
        self.page.refresh()

    def _on_step_changed(self) -> None:
        step = self.session.step
        page = self._built.get(step)
        if page is None:
            page = self._built[step] = self._pages[step](self.session)
            page.part_changed.connect(self._show_state)
            self.stack.addWidget(_scrolled(page))
        # Filled before it is shown: what is made on a visible page is shown later than the keyboard needs.
        page.refresh()
        self.stack.setCurrentIndex(list(self._built).index(step))
        self._show_state()
        page.focus_first()

    def _show_state(self) -> None:
        self.steps.refresh(self.session)
        self._side.setFixedWidth(min(self.steps.preferred_width() + 18, 330))
        self.header.refresh(self.session)
        last = self.session.step is STEPS[-1]
        here = self._built.get(self.session.step)
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


def _scrolled(page: WizardPage) -> FlowArea:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(28, 8, 28, 12)
    box.addWidget(page)
    return FlowArea(holder)
