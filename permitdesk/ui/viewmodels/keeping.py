"""Where the open case is kept: which state of it is stored, and what keeps the newest from being stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from permitdesk.desk.records import DerivedFacts
    from permitdesk.domain.case import Case
    from permitdesk.ui.viewmodels.ports import CaseSaver


@dataclass(slots=True)
class Keeping:
    """The stored side of one open case."""

    store: CaseSaver
    #: how often the answers were stored; 0 for a case never stored
    revision: int
    #: how the history tells the first state of a case never stored
    first: AuditAction = AuditAction.EDITED
    #: what kept the last save from happening; None when all is saved
    problem: StorageError | None = None
    #: the answers as last written to a case file
    in_file: Case | None = None

    def save(self, case: Case, place: str, facts: DerivedFacts | None) -> None:
        """Store a state with the step it was left on; a known problem is kept in ``problem``.

        Without ``facts`` (the assessment has a bug) those stored before stay.
        """
        try:
            self.revision = self.store.save(
                case,
                place,
                None if facts is None else facts.last_day_of_legal_stay,
                expected=self.revision,
                facts=facts,
                action=AuditAction.EDITED if self.revision else self.first,
            )
        except StorageError as problem:
            self.problem = problem
        else:
            self.problem = None

    def begin_copy(self) -> None:
        """What is stored next is a case of its own."""
        self.revision, self.first = 0, AuditAction.COPIED

    def is_safe(self, case: Case) -> bool:
        """Whether nothing is lost when the case is closed: it is stored or in a case file."""
        return self.problem is None or case is self.in_file
