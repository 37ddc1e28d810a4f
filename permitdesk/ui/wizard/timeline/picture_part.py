"""The drawn timeline on the page: built while it is seen, of the case or, clearly said, of a plan."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from permitdesk.documents.scene_building import build_scene
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.ui.timeline_window import TimelineWindow, open_full_screen
from permitdesk.ui.viewmodels.headline import legal_stay_headline
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.timeline_layouts import fitting_layouts
from permitdesk.ui.widgets.timeline_view import TimelineView
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.timeline.shown_route import shown_route

#: lines of text as high as the picture is on the page at most: in a small window and in any window
LINES, MOST_LINES = 11.5, 26.0
#: lines of text that fit into a small window, and the part of each further one that the picture takes
SMALL, SHARE = 50.0, 0.85


def picture_lines(room: float) -> float:
    """Lines of text as high as the picture may be in a window as high as ``room`` lines."""
    return min(MOST_LINES, LINES + max(0.0, room - SMALL) * SHARE)


class PicturePart(QWidget):
    """``edit_asked`` carries the field path of what somebody wants to open."""

    edit_asked = Signal(str)

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._height = 0
        # Drawn when what was typed has been taken and shown: the picture holds nobody up.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._draw)
        self._plan: Case | None = None
        #: the full screen, while it is open
        self.window_shown: TimelineWindow | None = None
        self.notice = Surface(Tone.AMBER)
        self.notice.body.setContentsMargins(14, 4, 10, 4)
        self.notice.body.addWidget(TextLabel(session.texts.get("page.timeline.picture_plan")))
        self.notice.set_tone(Tone.AMBER)
        self.notice.hide()
        self.view = TimelineView(session.texts)
        self.view.set_compact(True)
        self.view.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_room(SMALL)
        self.view.edit_asked.connect(self.edit_asked)
        self.view.full_screen_asked.connect(self._on_full_screen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.notice)
        box.addWidget(self.view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw()

    def set_room(self, room: float) -> None:
        """Take a part of the window, which is as high as ``room`` lines of text."""
        height = round(self.fontMetrics().height() * picture_lines(room))
        if height == self._height:
            return
        self._height = height
        # The scroll bar that comes with zooming has its own room, so that it never lies on the years.
        bar = self.view.picture.horizontalScrollBar().sizeHint().height()
        self.view.picture.set_layouts(fitting_layouts(height - bar - 2))
        for shown in (self.view.picture, self.view.lines):
            shown.setMaximumHeight(height)

    def refresh(self) -> None:
        """Draw the case as it is now, as soon as the window is idle, if the picture is seen."""
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def show_plan(self, planned: Case | None) -> None:
        """Draw a planned case instead of the real one; None goes back to the real one."""
        if planned != self._plan:
            self._plan = planned
            self.refresh()

    @property
    def shows_plan(self) -> bool:
        """Whether the picture is of a plan."""
        return self._plan is not None

    def _draw(self) -> None:
        self._pause.stop()
        self._stale = False
        session = self._session
        case, dossier = session.case, session.dossier
        if self._plan is not None:
            # As of today, so that "today" stays true and what is planned lies ahead.
            case = self._plan
            dossier = assess(case, session.ruleset, session.dossier.on)
        self.notice.setVisible(self.shows_plan)
        self.view.show_scene(build_scene(case, dossier, session.ruleset, shown_route(dossier)))

    def _on_full_screen(self) -> None:
        session = self._session
        told = session.case.current_stay is not None
        stay = session.dossier.last_day_of_legal_stay
        headline = legal_stay_headline(stay, session.texts, told=told, on=session.dossier.on)
        self.window_shown = open_full_screen(self.view, session.texts, headline, self)
        if self.window_shown is not None:
            self.window_shown.finished.connect(self._on_closed)

    def _on_closed(self) -> None:
        self.window_shown = None
