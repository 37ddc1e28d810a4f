"""What every page of the wizard has in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.session import CaseSession


class WizardPage(QWidget):
    """One step on the screen.

    A page builds its widgets once and fills them in ``refresh``, which the shell calls when
    the page is shown, when the answers change (undo included) and when the language changes.
    It writes with ``self.session.update(self.session.case.with_changes(…))`` and never keeps
    an answer of its own, except text that is not valid yet. The shell draws the title and the
    help sentence of the step, the Back and Next buttons and the scroll area around the page.
    """

    step: StepId
    #: another part of the page is shown, so that Back and Next may mean something else
    part_changed = Signal()

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self.session = session
        self.setObjectName(f"page_{self.step}")

    def refresh(self) -> None:
        """Show the answers, the dossier and the language of the session as they are now."""
        raise NotImplementedError

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a path such as ``current_stay.last_day``, if it is here.

        Called after the step list, the summary or a finding sent the person to this page.
        """

    def focus_first(self) -> None:
        """Put the keyboard on the first field, so that nobody has to look for it.

        Called when the page is shown as a step, and when ``Next`` went to another part of it.
        """
        widget = self.nextInFocusChain()
        while widget is not self and widget is not None:
            takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_tab and self.isAncestorOf(widget) and widget.isVisibleTo(self) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            widget = widget.nextInFocusChain()

    def walk_parts(self, *, forward: bool) -> bool:
        """Show the next or the previous part of this page; False if the walk goes to another step."""
        del forward  # a page of one part has nowhere to go
        return False

    def has_part_before(self) -> bool:
        """Whether Back stays on this page."""
        return False

    def pending_text(self) -> bool:
        """Whether a field holds typed text that is not valid yet and so is not in the case."""
        return False
