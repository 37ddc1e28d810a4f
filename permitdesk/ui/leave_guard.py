"""Asks before something typed could be lost: not stored, not readable, or changed in another window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from permitdesk.interview.steps import StepId
from permitdesk.storage.errors import ChangedElsewhere
from permitdesk.ui.decision_dialog import Choice, DecisionDialog
from permitdesk.ui.viewmodels.workspace import Workspace


class LeaveGuard(QObject):
    """Stands between the person and everything that puts the open case away."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        save_as_file: Callable[[], object],
        unread: Callable[[], tuple[str, StepId] | None],
        stay: Callable[[], object],
    ) -> None:
        """``unread``: person and step with text that is no answer yet; ``stay``: the person stays here."""
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._save_as_file = save_as_file
        self._unread = unread
        self._stay = stay

    def unless_lost(self, go_on: Callable[[], object]) -> None:
        """Do ``go_on`` at once if everything typed is safe, else ask first."""
        session = self._workspace.session
        if session is not None and not session.is_safe:
            session.retry_save()
        if session is None:
            go_on()
        elif isinstance(session.problem, ChangedElsewhere):
            self.ask_whose_answers(session.problem_words())
        elif not session.is_safe:
            self._ask_about_unsaved(session.problem_words(), go_on)
        elif (place := self._unread()) is not None:
            self._ask_about_unread(*place, go_on)
        else:
            go_on()

    def ask_whose_answers(self, words: str) -> None:
        """Another window stored other answers of this case: which ones shall stay?"""
        self._ask(
            self.tr("Changed in another window"),
            words,
            [
                (self.tr("&Keep mine as a copy"), self._workspace.keep_as_copy),
                (self.tr("&Load the other answers"), self._workspace.load_theirs),
            ],
        )

    def _ask_about_unsaved(self, problem: str, go_on: Callable[[], object]) -> None:
        question = self.tr("Your last answers are not saved yet. If you leave now, they are gone.")
        self._ask(
            self.tr("Leave without saving?"),
            f"{problem}\n\n{question}",
            [
                (self.tr("&Save as a file…"), self._save_as_file),
                (self.tr("S&tay here"), self._stay),
                (self.tr("Leave &without saving"), go_on),
            ],
        )

    def _ask_about_unread(self, person: str, step: StepId, go_on: Callable[[], object]) -> None:
        session = self._workspace.session
        if session is None:
            return

        def go_there() -> None:
            session.switch_to(person)
            session.go_to(step)

        words = self.tr(
            "On the page “{page}” a field holds text that could not be read, "
            "so it is not part of your answers. All other answers are saved."
        )
        self._ask(
            self.tr("One field is not finished"),
            words.format(page=session.texts.get(f"step.{step}.title")),
            [
                (self.tr("&Go to that page"), go_there),
                (self.tr("Leave &without it"), go_on),
            ],
        )

    def _ask(self, title: str, words: str, choices: Sequence[Choice]) -> None:
        """Ask, unless a question is on the screen already."""
        if self._window.findChild(DecisionDialog) is None:
            DecisionDialog(title, words, choices, self._window).open()
