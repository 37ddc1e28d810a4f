"""What the window stands on: the desk, the open case, the rules, and how a case begins."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from permitdesk.domain.records import dataclass
from permitdesk.interview.steps import StepId
from permitdesk.storage.errors import StorageError
from permitdesk.ui.viewmodels.beside import Beside, at_once
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.gate import Gate, GateState

if TYPE_CHECKING:
    # Records of the law are many; the first screen does without them.
    from permitdesk.domain.case import Case
    from permitdesk.domain.dossier import Dossier
    from permitdesk.domain.law.rules import Ruleset
    from permitdesk.storage.case_store import CaseStore
    from permitdesk.storage.vault.records import RecoveryKey, VaultLook
    from permitdesk.ui.viewmodels.ports import TextSource
    from permitdesk.ui.viewmodels.session import CaseSession
    from permitdesk.ui.viewmodels.vault_port import HandoverPort, OpenVault, VaultPort


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything that touches the world, plugged in by ``app`` (and by tests)."""

    #: where there is no vault: raises StorageError if the cases of this computer cannot be used
    open_store: Callable[[], CaseStore]
    load_ruleset: Callable[[], Ruleset]
    load_texts: Callable[[str], TextSource]
    assess: Callable[[Case, Ruleset, date], Dossier]
    #: with the rules, so that each answer gets the type its question asks for
    read_case: Callable[[Path, Ruleset], Case]
    write_case: Callable[[Path, Case], None]
    new_id: Callable[[], str]
    today: date
    #: makes the encrypted vault; None: ``open_store`` gives the cases, with nothing before them
    vault: Callable[[], VaultPort] | None = None
    #: what stands in the data folder, seen without the storage; None: the vault itself is asked
    look: Callable[[], VaultLook] | None = None
    #: writes the sheet with a recovery key in a language; raises StorageError
    write_sheet: Callable[[Path, RecoveryKey, str], None] | None = None
    #: makes what writes and reads encrypted hand-over files; None: there are none
    handover: Callable[[], HandoverPort] | None = None
    #: runs slow work off the window's thread
    beside: Beside = at_once


class Workspace(QObject):
    """One desk and at most one open case. Rules and texts are read when they are first needed."""

    session_changed = Signal()
    failed = Signal(object)

    def __init__(self, outside: Outside, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outside = outside
        self.language = language
        self.session: CaseSession | None = None
        #: the way to the cases; None where nothing stands before them
        self.gate: Gate | None = None
        if outside.vault is not None:
            self.gate = Gate(outside.vault, outside.beside, self, look=outside.look)
        self._opened: CaseStore | None = None
        self.desk = DeskViewModel(lambda: self.store, self, today=outside.today)
        self.desk.failed.connect(self.failed)
        self._texts: dict[str, TextSource] = {}

    @property
    def today(self) -> date:
        """The day in Warsaw when the program was started."""
        return self.outside.today

    @property
    def vault(self) -> OpenVault | None:
        """The vault while it is open."""
        return self.gate.vault if self.gate is not None else None

    @property
    def is_open(self) -> bool:
        """Whether the cases may be shown."""
        return self.gate is None or self.gate.state is GateState.OPEN

    @property
    def beside(self) -> Beside:
        """Runs slow work off the window's thread."""
        return self.outside.beside

    @cached_property
    def store(self) -> CaseStore:
        """The cases, wherever they are; raises at each use what keeps them shut."""
        from permitdesk.ui.viewmodels.reached_store import ReachedStore

        return ReachedStore(self._reach)

    def _reach(self) -> CaseStore:
        if self.gate is not None:
            return self.gate.store()
        if self._opened is None:
            self._opened = self.outside.open_store()
        return self._opened

    def close(self) -> None:
        """Let go of the files, at the end of the program."""
        if self.gate is not None:
            self.gate.close()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @cached_property
    def ruleset(self) -> Ruleset:
        """The rules; raises what the loader raises if the installation is damaged."""
        return self.outside.load_ruleset()

    @property
    def texts(self) -> TextSource:
        """The rule texts of the language in use."""
        return self._texts_of(self.language)

    def _texts_of(self, language: str) -> TextSource:
        if language not in self._texts:
            self._texts[language] = self.outside.load_texts(language)
        return self._texts[language]

    def read_cases(self) -> None:
        """Read the list of cases, which the first screen is drawn without."""
        self.desk.reload()

    def read_texts(self) -> None:
        """Read the names of permits for the list of cases."""
        self.desk.model.set_texts(self.texts)

    def set_language(self, language: str) -> None:
        """Speak another language, in the open case too."""
        self.language = language
        self.desk.model.set_texts(self.texts)
        if self.session is not None:
            self.session.set_language(language)

    def words_of(self, problem: StorageError) -> str:
        """What a known problem means and what to do."""
        return self.texts.fill(problem.text_id, **problem.params)

    # --- cases ------------------------------------------------------------------------

    def new_case(self, step: StepId = StepId.APPLICANT) -> None:
        """Begin an empty case at a step."""
        from permitdesk.domain.case import Case

        self._open(Case(self.outside.new_id()), step)

    def open_case(self, case_id: str) -> None:
        """Open a case of the desk on the step where it was left."""
        try:
            stored = self.store.load(case_id)
        except StorageError as problem:
            self.failed.emit(problem)
            return
        name, _, person = (stored.step or "").partition("/")
        step = next((step for step in StepId if step == name), StepId.APPLICANT)
        self._open(stored.case, step, stored.revision, person or None)

    def import_case(self, path: Path) -> None:
        """Open a case file as a new case of this computer."""
        from permitdesk.storage.case_store import AuditAction

        try:
            case = self.outside.read_case(path, self.ruleset)
        except StorageError as problem:
            self.failed.emit(problem)
            return
        self._open(case.with_changes(case_id=self.outside.new_id()), StepId.SUMMARY)
        if self.session is not None:
            self.session.save_first_as(AuditAction.IMPORTED)

    def export_case(self, case_id: str, path: Path) -> bool:
        """Write a case to a case file; False if that failed (``failed`` says why)."""
        try:
            open_now = self.session is not None and self.session.household.case_id == case_id
            case = self.session.household if self.session and open_now else self.store.load(case_id).case
            self.outside.write_case(path, case)
            self._note_export(case_id)
        except StorageError as problem:
            self.failed.emit(problem)
            return False
        if self.session is not None and open_now:
            self.session.kept_in_file()
        return True

    def _note_export(self, case_id: str) -> None:
        """For the history of the case; one that could not be stored yet has none."""
        from permitdesk.storage.case_store import AuditAction

        with suppress(StorageError):
            self.store.note(case_id, AuditAction.EXPORTED, "json")

    def keep_as_copy(self) -> None:
        """Another window changed the open case: go on with the answers of this one as a case of its own."""
        if self.session is not None:
            self.session.keep_as_copy(self.outside.new_id())

    def load_theirs(self) -> None:
        """Another window changed the open case: go on with what that one stored."""
        if self.session is None:
            return
        try:
            stored = self.store.load(self.session.household.case_id)
        except StorageError as problem:
            self.failed.emit(problem)
            return
        self.session.take_stored(stored.case, stored.revision)

    def put_away(self) -> CaseSession | None:
        """Take the open case off the window and hand it out; ``bring_back`` shows it again as it was."""
        session, self.session = self.session, None
        self.session_changed.emit()
        return session

    def bring_back(self, session: CaseSession) -> None:
        """Show a case that was put away, and store what could not be stored meanwhile."""
        self.session = session
        session.set_language(self.language)
        if not session.saved:
            session.retry_save()
        self.session_changed.emit()

    def set_title(self, title: str) -> None:
        """Name the open case; without one nothing happens."""
        if self.session is not None:
            self.session.update(self.session.case.with_changes(title=title))

    def undo(self) -> None:
        """Take the last change of the open case back; without one nothing happens."""
        if self.session is not None:
            self.session.undo()

    def redo(self) -> None:
        """Bring the last undone change of the open case back; without one nothing happens."""
        if self.session is not None:
            self.session.redo()

    def close_case(self) -> None:
        """Go back to the desk. What is not stored is lost: the window asks before (``session.is_safe``)."""
        session, self.session = self.session, None
        if session is not None and self.vault is not None and self.desk.rows:
            # Nobody else writes into a vault, and thousands of lines take a moment to read.
            self.desk.refresh(session.household.case_id)
        else:
            self.desk.reload()
        self.session_changed.emit()

    def _open(self, case: Case, step: StepId, revision: int = 0, person: str | None = None) -> None:
        from permitdesk.ui.viewmodels.ports import SessionPorts
        from permitdesk.ui.viewmodels.session import CaseSession

        outside = self.outside
        ports = SessionPorts(
            ruleset=self.ruleset,
            assess=outside.assess,
            load_texts=self._texts_of,
            store=self.store,
            new_id=outside.new_id,
        )
        # No child of the workspace, which would keep its answers in memory after it was closed or locked.
        self.session = CaseSession(case, ports, outside.today, self.language, step, revision, None, person)
        self.session_changed.emit()
