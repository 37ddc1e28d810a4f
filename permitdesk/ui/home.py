"""The list of cases with all that can be done there, built when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from permitdesk.interview.steps import StepId

if TYPE_CHECKING:
    from permitdesk.ui.desk.desk_actions import DeskActions
    from permitdesk.ui.main_window import MainWindow
    from permitdesk.ui.start_screen import StartScreen


class Home(QObject):
    """While the cases are locked at the start, the screen before them comes up without this."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._compact = False

    @property
    def is_built(self) -> bool:
        """Whether the list of cases was needed by now."""
        return "actions" in vars(self)

    @cached_property
    def start(self) -> StartScreen:
        """The first screen."""
        from permitdesk.ui.start_screen import StartScreen

        window, workspace = self._window, self._window.workspace
        start = StartScreen(workspace.desk)
        start.set_compact(self._compact)
        start.new_case_asked.connect(lambda: workspace.new_case())
        start.already_filed_asked.connect(lambda: workspace.new_case(StepId.EARLIER_FILING))
        start.open_file_asked.connect(window.open_file)
        start.desk.import_asked.connect(window.open_file)
        start.desk.case_chosen.connect(workspace.open_case)
        start.desk.export_asked.connect(window.save_file)
        window.stack.addWidget(start)
        return start

    @cached_property
    def actions(self) -> DeskActions:
        """What can be done with cases; placed in the menu."""
        from permitdesk.ui.desk.desk_actions import DeskActions

        window = self._window
        actions = DeskActions(window, window.workspace, self.start.desk)
        actions.set_locked(not window.workspace.is_open)
        actions.case_asked.connect(window.open_case)
        # The calm line about somebody who stands in another case too, above the pages of the open one.
        middle = window.stack.parentWidget()
        if middle is not None and isinstance(layout := middle.layout(), QVBoxLayout):
            layout.insertWidget(layout.indexOf(window.stack), actions.watch.open_line)
        window.menu.place_case_actions(actions.for_menu())
        window.addActions(actions.all())
        return actions

    def keys(self) -> list[QAction]:
        """The actions with keys of their own."""
        return self.actions.all() if self.is_built else []

    def rest(self) -> None:
        """Nothing more is worked out beside the list: the window closes."""
        if self.is_built:
            self.actions.set_locked(True)

    def set_compact(self, compact: bool) -> None:
        """Rearrange when the text is large for the window."""
        self._compact = compact
        if "start" in vars(self):
            self.start.set_compact(compact)

    def show_age(self) -> None:
        """Say how old the rules are, if that matters."""
        from permitdesk.rulesets.freshness import freshness
        from permitdesk.ui.viewmodels.headline import rules_age_notice

        workspace = self._window.workspace
        ruleset, texts = workspace.ruleset, workspace.texts
        age = freshness(ruleset.verified_on, workspace.today)
        notice = rules_age_notice(age, texts.day(ruleset.verified_on))
        self.start.age.set_text("" if notice is None else notice.words)
