"""Reading what is to be imported: at once if it is small, else beside the window, where it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal

from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import Statement
from permitdesk.imports.mapping import ColumnMap, Vocabulary, guess
from permitdesk.imports.records import CannotRead, Choices, Stopped, Table, Tick, no_tick
from permitdesk.imports.report import ImportReport, check
from permitdesk.imports.sources import Pasted, Source, read_source
from permitdesk.imports.words import Field, Target
from permitdesk.interview.typed import Habit
from permitdesk.ui.background_job import BackgroundJob

#: letters and lines that are read while the window waits: less than a tenth of a second
_QUICK_LETTERS = 40_000
_QUICK_LINES = 1_000
_SLOW = (".xlsx", ".xlsm", ".xls", ".ods", ".ics")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read, and all that the person decided about it; None: find out."""

    source: Source
    target: Target
    choices: Choices = field(default_factory=Choices)
    order: Habit | None = None
    header: bool | None = None
    fields: tuple[Field, ...] | None = None
    #: lines read already, if only their meaning is to be found anew
    table: Table | None = None

    def is_quick(self) -> bool:
        """Whether reading takes no longer than a person notices."""
        if self.table is not None:
            return len(self.table.lines) <= _QUICK_LINES
        if isinstance(self.source, Pasted):
            text = self.source.text
            return len(text) <= _QUICK_LETTERS and "BEGIN:VCALENDAR" not in text[:200].upper()
        try:
            # Workbooks and calendars need a library that takes longer to load than a small file to read.
            small = self.source.path.stat().st_size <= _QUICK_LETTERS
        except (OSError, ValueError):
            return True
        return small and self.source.path.suffix.lower() not in _SLOW


@dataclass(frozen=True, slots=True)
class Against:
    """What the lines are held against."""

    case: Case
    today: date
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read and what it means."""

    table: Table
    columns: ColumnMap
    report: ImportReport


def read_all(asked: Asked, against: Against, tick: Tick = no_tick) -> Outcome:
    """Read the source, find the meaning of its columns and judge each line. Raises CannotRead and Stopped."""
    table = asked.table
    if table is None:
        table = read_source(asked.source, asked.choices, lambda done: tick(done // 2))
    columns = guess(
        table, asked.target, against.today, against.vocabulary, asked.order, asked.header, asked.fields
    )
    report = check(
        table,
        columns,
        against.case,
        against.today,
        against.vocabulary,
        lambda done: tick(50 + done // 2),
    )
    return Outcome(table, columns, report)


class ReadJob(BackgroundJob):
    """``read_all`` off the window's thread. ``stop`` ends it at the next hundred lines."""

    progressed = Signal(int)
    #: what was asked, and the outcome or the statement of the problem
    succeeded = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, asked: Asked, against: Against) -> None:
        super().__init__()
        self._asked = asked
        self._work: Callable[[], Outcome] = lambda: read_all(asked, against, self._tick)
        self._stopped = False
        self._told = -1

    def stop(self) -> None:
        """Nobody wants the outcome any more; neither signal follows."""
        self._stopped = True

    def end(self) -> None:
        """Nobody waits for the outcome when the program ends."""
        self.stop()
        super().end()

    def _tick(self, done: int) -> None:
        if self._stopped:
            raise Stopped
        if done != self._told:
            self._told = done
            self.progressed.emit(done)

    def run(self) -> None:
        """Read; a source that gives nothing is told, anything else is a bug and shows as one."""
        try:
            outcome = self._work()
        except Stopped:
            return
        except CannotRead as problem:
            statement: Statement = problem.statement
            if not self._stopped:
                self.failed.emit(self._asked, statement)
        else:
            if not self._stopped:
                self.succeeded.emit(self._asked, outcome)
