"""The view of the open case among the screens of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.session import CaseSession
    from permitdesk.ui.wizard.wizard_view import WizardView


class CaseViews:
    """Makes the view of a case, drops it, or takes it off the window as it is and puts it back."""

    def __init__(self, stack: QStackedWidget, on_made: Callable[[WizardView], object]) -> None:
        """``on_made`` connects what a new view asks for."""
        self._stack = stack
        self._on_made = on_made
        self._held: WizardView | None = None
        #: the view of the open case, if one is open
        self.current: WizardView | None = None

    def show(self, session: CaseSession) -> WizardView:
        """Show a case: with the view that is held for it, else with a new one."""
        view = self._held or self._made(session)
        self._held = None
        self.current = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        return view

    def drop(self) -> None:
        """Let go of the view; without one nothing happens."""
        view, self.current = self.current, None
        if view is not None:
            self._stack.removeWidget(view)
            view.deleteLater()

    def take(self) -> WizardView:
        """Take the view off the window. Raises LookupError if no case is open."""
        view, self.current = self.current, None
        if view is None:
            raise LookupError("no case is open")
        self._stack.removeWidget(view)
        view.hide()
        view.setParent(None)
        return view

    def hold(self, view: WizardView) -> None:
        """Keep a view that was taken off for the next case that is shown."""
        self._held = view

    def _made(self, session: CaseSession) -> WizardView:
        # The pages are many: the first screen does without them.
        from permitdesk.ui.wizard.pages import PAGES
        from permitdesk.ui.wizard.wizard_view import WizardView

        view = WizardView(session, PAGES)
        self._on_made(view)
        return view
