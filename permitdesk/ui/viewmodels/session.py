"""One open case: the answers, what follows from them, and whether they are safely stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.rules import Ruleset
from permitdesk.interview.steps import STEPS, StepId, next_step, previous_step
from permitdesk.storage.errors import StorageError
from permitdesk.ui.viewmodels.ports import Assess, CaseSaver, TextSource

#: Snapshots kept for undo. One snapshot shares almost everything with its neighbours.
UNDO_DEPTH = 500


@dataclass(frozen=True, slots=True)
class SessionPorts:
    """What a session needs from outside."""

    ruleset: Ruleset
    assess: Assess
    load_texts: Callable[[str], TextSource]
    store: CaseSaver


class CaseSession(QObject):
    """The single place where a case changes.

    ``update`` stores the new answers in one transaction and works out the dossier anew.
    If storing fails the answers stay on the screen and in memory, ``save_failed`` carries
    the id of a text that says what to do, and the next change or ``retry_save`` tries again.
    """

    case_changed = Signal()
    step_changed = Signal()
    language_changed = Signal()
    saved_changed = Signal()
    save_failed = Signal(str)
    undo_changed = Signal()

    def __init__(
        self,
        case: Case,
        ports: SessionPorts,
        today: date,
        language: str = "en",
        step: StepId = StepId.APPLICANT,
        revision: int = 0,
        parent: QObject | None = None,
    ) -> None:
        """``revision`` is the stored one these answers were read from; 0 for a case never stored."""
        super().__init__(parent)
        self._ports = ports
        self._revision = revision
        self.today = today
        self.ruleset = ports.ruleset
        self.texts: TextSource = ports.load_texts(language)
        self.case = case
        self.dossier: Dossier = ports.assess(case, today)
        #: the answers that ``dossier`` was worked out for
        self._assessed = case
        self.step = step
        #: steps seen in this case, so that the step list can offer them
        self.visited: frozenset[StepId] = frozenset(STEPS[: STEPS.index(step) + 1])
        #: what kept the last save from happening; None when all is saved
        self.problem: StorageError | None = None
        #: the answers as last written to a case file
        self._in_file: Case | None = None
        self._past: list[Case] = []
        self._future: list[Case] = []

    # --- answers --------------------------------------------------------------------

    def update(self, case: Case) -> None:
        """Take over changed answers: remember the old ones for undo, store, assess, tell.

        Equal answers change nothing, so a page may call this freely.
        """
        if case == self.case:
            return
        self._past.append(self.case)
        del self._past[:-UNDO_DEPTH]
        self._future.clear()
        self._take(case)

    @property
    def revision(self) -> int:
        """How often the answers were stored; 0 for a case never stored."""
        return self._revision

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to bring back."""
        return bool(self._future)

    def undo(self) -> None:
        """Take the last change back; without one nothing happens."""
        if self._past:
            self._future.append(self.case)
            self._take(self._same_id(self._past.pop()))

    def redo(self) -> None:
        """Bring the last undone change back; without one nothing happens."""
        if self._future:
            self._past.append(self.case)
            self._take(self._same_id(self._future.pop()))

    def _same_id(self, case: Case) -> Case:
        # Answers from before the case was kept as a copy belong to the copy now.
        return case.with_changes(case_id=self.case.case_id)

    def _take(self, case: Case) -> None:
        self.case = case
        try:
            self.dossier = self._ports.assess(case, self.today)
            self._assessed = case
        finally:
            # Should the assessment have a bug, the answers must not be lost with it.
            self._save()
        self.case_changed.emit()
        self.undo_changed.emit()

    # --- storing --------------------------------------------------------------------

    def retry_save(self) -> None:
        """Try to store again, after the person made room or plugged the disk in."""
        self._save()

    def keep_as_copy(self, case_id: str) -> None:
        """Store these answers as a case of its own, beside the one that another window changed."""
        self._revision = 0
        self.case = self.case.with_changes(case_id=case_id)
        self._assessed = self.case
        self._save()
        self.case_changed.emit()

    def take_stored(self, case: Case, revision: int) -> None:
        """Show what another window stored; ``undo`` brings the answers of this one back."""
        self._past.append(self.case)
        self._future.clear()
        self._revision = revision
        self._take(case)

    def _save(self) -> None:
        day = self.dossier.last_day_of_legal_stay.day if self._assessed is self.case else None
        try:
            self._revision = self._ports.store.save(self.case, str(self.step), day, expected=self._revision)
        except StorageError as problem:
            self._set_problem(problem)
            self.save_failed.emit(problem.text_id)
        else:
            self._set_problem(None)

    def _set_problem(self, problem: StorageError | None) -> None:
        old = self.problem.text_id if self.problem is not None else None
        new = problem.text_id if problem is not None else None
        self.problem = problem
        if new != old:
            self.saved_changed.emit()

    @property
    def saved(self) -> bool:
        """Whether everything on the screen is on the disk."""
        return self.problem is None

    @property
    def is_safe(self) -> bool:
        """Whether nothing is lost when the case is closed: it is stored or in a case file."""
        return self.saved or self.case is self._in_file

    def kept_in_file(self) -> None:
        """The answers were written to a case file as they are now."""
        self._in_file = self.case

    def problem_words(self) -> str:
        """What keeps the answers from being stored and what to do; empty when all is saved."""
        if self.problem is None:
            return ""
        return self.texts.fill(self.problem.text_id, **self.problem.params)

    # --- steps ----------------------------------------------------------------------

    def go_to(self, step: StepId) -> None:
        """Show a step and store it, so that reopening the case lands there."""
        if step == self.step:
            return
        self.step = step
        self.visited = self.visited | {step}
        self._save()
        self.step_changed.emit()

    def go_next(self) -> None:
        """Go one step on; on the last one nothing happens."""
        if (step := next_step(self.step)) is not None:
            self.go_to(step)

    def go_back(self) -> None:
        """Go one step back; on the first one nothing happens."""
        if (step := previous_step(self.step)) is not None:
            self.go_to(step)

    # --- language -------------------------------------------------------------------

    def set_language(self, language: str) -> None:
        """Take the texts of another language; the answers are untouched."""
        if language != self.texts.language:
            self.texts = self._ports.load_texts(language)
            self.language_changed.emit()
