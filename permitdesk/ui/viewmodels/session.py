"""One open case: the answers, what follows from them, and whether they are safely stored.

A case is a household of one person or more; the session shows one of them at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from permitdesk.desk.facts import facts_of
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.household import (
    NewMember,
    Shared,
    add_member,
    remove_member,
    shared_by,
    with_person,
)
from permitdesk.domain.household_summary import PersonDossier
from permitdesk.interview.flow import StepProgress, progress
from permitdesk.interview.steps import STEPS, StepId, next_step, previous_step
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.errors import StorageError
from permitdesk.ui.viewmodels.family import Family
from permitdesk.ui.viewmodels.keeping import Keeping
from permitdesk.ui.viewmodels.ports import SessionPorts, TextSource
from permitdesk.ui.viewmodels.undo_stack import UndoStack

#: Snapshots kept for undo. One snapshot shares almost everything with its neighbours.
UNDO_DEPTH = 500


@dataclass(frozen=True, slots=True)
class _State:
    """A state to go back to: the household, and whose answers were shown (None: the first person's)."""

    household: Case
    member: str | None


class CaseSession(QObject):
    """The single place where a case changes.

    ``household`` is the whole case as it is stored; ``case`` and ``dossier`` are those of the person
    shown, with what the household enters once. A case of one person is a household of one.

    ``update`` stores the new answers in one transaction and works out the dossier anew.
    If storing fails the answers stay on the screen and in memory, ``save_failed`` carries
    the id of a text that says what to do, and the next change or ``retry_save`` tries again.
    """

    case_changed = Signal()
    #: another person of the household is shown
    person_changed = Signal()
    step_changed = Signal()
    language_changed = Signal()
    #: everything is seen as of another day, or as of today again
    day_changed = Signal()
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
        person: str | None = None,
    ) -> None:
        """``revision`` is the stored one these answers were read from; 0 for a case never stored.

        ``person`` is the case id of the member to show; without it the first person is shown.
        """
        super().__init__(parent)
        self._ports = ports
        self._kept = Keeping(ports.store, revision)
        #: the real day: what is typed is checked against it, and the list of cases counts from it
        self.today = today
        #: the day everything is seen as of; never stored, so a case always opens as of today
        self.day = today
        self.ruleset = ports.ruleset
        self.texts: TextSource = ports.load_texts(language)
        self.household = case
        self._family = Family(ports.ruleset, ports.assess, today)
        self._family.take(case)
        self._member: str | None = None
        if person is not None and person in {member.case_id for member in case.members}:
            self._member = person
        self.case = self._family.view(self._shown)
        self.dossier: Dossier = self._family.dossier(self._shown)
        #: the answers that ``dossier`` was worked out for
        self._assessed = case
        self.step = step
        #: steps seen of each person, so that the step list can offer them
        self._visited: dict[str | None, frozenset[StepId]] = {
            self._member: frozenset(STEPS[: STEPS.index(step) + 1])
        }
        #: the step on which each person was left
        self._left_on: dict[str | None, StepId] = {}
        self._undo: UndoStack[_State] = UndoStack(UNDO_DEPTH)

    # --- answers --------------------------------------------------------------------

    def update(self, case: Case) -> None:
        """Take over changed answers of the person shown: remember the old ones for undo, store, assess, tell.

        Equal answers change nothing, so a page may call this freely.
        """
        if case != self.case:
            self._change(with_person(self.household, case, self.ruleset), self._member)

    def _change(self, household: Case, member: str | None) -> None:
        self._undo.leave(self._state)
        self._take(household, member)

    @property
    def _state(self) -> _State:
        return _State(self.household, self._member)

    @property
    def _shown(self) -> str:
        return self._member or self.household.case_id

    @property
    def revision(self) -> int:
        """How often the answers were stored; 0 for a case never stored."""
        return self._kept.revision

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to bring back."""
        return self._undo.can_redo

    def undo(self) -> None:
        """Take the last change back and show whose answers it changed; without one nothing happens."""
        self._restore(self._undo.undo(self._state))

    def redo(self) -> None:
        """Bring the last undone change back; without one nothing happens."""
        self._restore(self._undo.redo(self._state))

    def _restore(self, state: _State | None) -> None:
        if state is not None:
            # Answers from before the case was kept as a copy belong to the copy now.
            household = state.household.with_changes(case_id=self.household.case_id)
            self._take(household, state.member)

    def _take(self, household: Case, member: str | None) -> None:
        before = self._member
        self.household = household
        self._family.take(household)
        self._member = member if any(m.case_id == member for m in household.members) else None
        self.case = self._family.view(self._shown)
        try:
            self.dossier = self._family.dossier(self._shown)
            self._family.people_today()
            self._assessed = household
        finally:
            # Should the assessment have a bug, the answers must not be lost with it.
            self._save()
        if self._member != before:
            self._settle(before)
            self._save()
        self.case_changed.emit()
        self.undo_changed.emit()

    # --- the day --------------------------------------------------------------------

    @property
    def is_as_of(self) -> bool:
        """Whether another day than today is looked at."""
        return self.day != self.today

    def look_at(self, day: date) -> None:
        """See everything as of another day; today itself ends that. The answers stay as they are."""
        if day == self.day:
            return
        self.day = day
        self._take_texts(self.texts.language)
        self._family.look_at(day)
        self.dossier = self._family.dossier(self._shown)
        self.day_changed.emit()
        self.case_changed.emit()

    # --- people ---------------------------------------------------------------------

    @property
    def people(self) -> tuple[PersonDossier, ...]:
        """Everybody of the household with what follows for them, the first person first."""
        return self._family.people()

    @property
    def people_in_brief(self) -> tuple[PersonDossier, ...]:
        """Everybody with what is known of their stay and chosen permit; quick in a large household."""
        return self._family.people_in_brief()

    @property
    def person(self) -> str:
        """The case id of the person shown."""
        return self._shown

    def is_shared(self, path: str) -> bool:
        """Whether the field at a path is entered once for several people."""
        return bool(self.household.members) and self._shared.has_path(path)

    def is_shared_document(self, entry: str) -> bool:
        """Whether one original of this entry of the checklist serves several people."""
        return bool(self.household.members) and entry in self._shared.documents

    @cached_property
    def _shared(self) -> Shared:
        return shared_by(self.ruleset)

    def switch_to(self, case_id: str) -> None:
        """Show another person, on the same step if it is reachable for them; unknown ids change nothing.

        Nothing is changed by that, so it is not a step of undo; the case opens on this person again.
        """
        known = {member.case_id for member in self.household.members}
        if case_id == self._shown or case_id not in known | {self.household.case_id}:
            return
        before, self._member = self._member, case_id if case_id in known else None
        self.case = self._family.view(self._shown)
        self.dossier = self._family.dossier(self._shown)
        self._settle(before)
        self._save()
        self.case_changed.emit()

    def _settle(self, before: str | None) -> None:
        """Find the step for the person shown now, and tell that it is another person."""
        self._left_on[before] = self.step
        if self.step not in {line.step for line in self.progress() if line.reachable}:
            self.step = self._left_on.get(self._member, StepId.APPLICANT)
        self._visited[self._member] = self.visited | {self.step}
        self.person_changed.emit()

    def add_person(self, who: NewMember) -> str:
        """Add somebody to the household and show them; returns their case id."""
        case_id = self._ports.new_id()
        self._change(add_member(self.household, case_id, who), case_id)
        return case_id

    def remove_person(self, case_id: str) -> None:
        """Take a member out of the household; ``undo`` brings them back. Raises KeyError for others."""
        smaller = remove_member(self.household, case_id)
        self._change(smaller, None if self._member == case_id else self._member)

    @property
    def visited(self) -> frozenset[StepId]:
        """The steps seen of the person shown."""
        return self._visited.get(self._member, frozenset())

    def progress(self, case_id: str | None = None) -> tuple[StepProgress, ...]:
        """How far a person is, step by step; without an id the person shown. Raises KeyError."""
        wanted = case_id or self._shown
        member = None if wanted == self.household.case_id else wanted
        view, dossier = self._family.view(wanted), self._family.brief(wanted)
        route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
        own = next((m for m in self.household.members if m.case_id == member), None)
        return progress(
            view,
            self.ruleset,
            self._visited.get(member, frozenset()),
            route.open_questions if route is not None else (),
            own,
        )

    # --- storing --------------------------------------------------------------------

    def retry_save(self) -> None:
        """Try to store again, after the person made room or plugged the disk in."""
        self._save()

    def save_first_as(self, action: AuditAction) -> None:
        """Store a case for the first time; the history tells where it came from."""
        self._kept.first = action
        self._save()

    def keep_as_copy(self, case_id: str) -> None:
        """Store these answers as a case of its own, beside the one that another window changed."""
        self._kept.begin_copy()
        self.household = self.household.with_changes(case_id=case_id)
        self._family.take(self.household)
        self.case = self._family.view(self._shown)
        self.dossier = self._family.dossier(self._shown)
        self._assessed = self.household
        self._save()
        self.case_changed.emit()

    def take_stored(self, case: Case, revision: int) -> None:
        """Show what another window stored; ``undo`` brings the answers of this one back."""
        self._undo.leave(self._state)
        self._kept.revision = revision
        self._take(case, self._member)

    def _save(self) -> None:
        facts = None
        if self._assessed is self.household:
            facts = facts_of(self._family.people_today(), self.today, self.ruleset.version)
        place = str(self.step) if self._member is None else f"{self.step}/{self._member}"
        before = self.problem
        self._kept.save(self.household, place, facts)
        now = self.problem
        if (before and before.text_id) != (now and now.text_id):
            self.saved_changed.emit()
        if now is not None:
            self.save_failed.emit(now.text_id)

    @property
    def problem(self) -> StorageError | None:
        """What kept the last save from happening; None when all is saved."""
        return self._kept.problem

    @property
    def saved(self) -> bool:
        """Whether everything on the screen is on the disk."""
        return self.problem is None

    @property
    def is_safe(self) -> bool:
        """Whether nothing is lost when the case is closed: it is stored or in a case file."""
        return self._kept.is_safe(self.household)

    def kept_in_file(self) -> None:
        """The answers were written to a case file as they are now."""
        self._kept.in_file = self.household

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
        self._visited[self._member] = self.visited | {step}
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

    def texts_in(self, language: str) -> TextSource:
        """The texts of any language, such as for a search that finds names in both."""
        return self._ports.load_texts(language)

    def set_language(self, language: str) -> None:
        """Take the texts of another language; the answers are untouched."""
        if language != self.texts.language:
            self._take_texts(language)
            self.language_changed.emit()

    def _take_texts(self, language: str) -> None:
        """Texts in a language; those of another day never say "today"."""
        texts = self._ports.load_texts(language)
        self.texts = texts.as_of() if self.is_as_of else texts
