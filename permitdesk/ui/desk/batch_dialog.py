"""Write files for several cases into one folder: papers, calendars or case files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QProgressBar, QRadioButton, QWidget

from permitdesk.storage.case_store import AuditAction, CaseSummary, StoredCase
from permitdesk.ui.desk.dialog import DeskDialog, free_name, problem_words
from permitdesk.ui.desk.work import CaseQueue
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.widgets.tones import Tone

if TYPE_CHECKING:
    from permitdesk.domain.household_summary import PersonDossier

#: kinds of files and how their names end
KINDS = {"pdf": ".pdf", "calendar": ".ics", "case": ".json"}
#: how the history of the case names the format
_DETAIL = {"pdf": "pdf", "calendar": "ics", "case": "json"}

#: so many cases that fail one after the other end the writing
_ENOUGH = 3


class BatchDialog(DeskDialog):
    """Names carry a number in the order of the list and the day, nothing about the person.

    No file is written over: where one of that name exists, the new one gets a further number.
    """

    def __init__(self, ports: DeskPorts, rows: Sequence[CaseSummary], parent: QWidget | None = None) -> None:
        super().__init__(
            ports.texts, ports.texts.get("desk_window.batch.title"), parent, letters=72, height=460
        )
        self.setObjectName("batch_dialog")
        self._ports = ports
        self._rows = tuple(rows)
        self._queue: CaseQueue | None = None
        self._numbers = {row.case_id: number for number, row in enumerate(self._rows, start=1)}
        self._written = 0
        self._failed: list[int] = []
        #: what went wrong last, and how often one after the other
        self._reason = ""
        self._in_a_row = 0
        self.line(self.say("batch.cases", n=len(self._rows)), "strong")
        self.kinds = {kind: QRadioButton(self.say(f"batch.{kind}")) for kind in KINDS}
        for kind, radio in self.kinds.items():
            radio.setObjectName(f"batch_{kind}")
            self.column.addWidget(radio)
        self.kinds["pdf"].setChecked(True)
        self.line(self.say("batch.names", example=self._stem(1) + ".pdf"), "help")
        self.column.addStretch(1)
        self.progress = QProgressBar()
        self.progress.setObjectName("batch_progress")
        self.progress.setAccessibleName(self.say("batch.title"))
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.write_button = self.button(self.say("batch.choose"), self._on_write, primary=True)
        self.stop_button = self.button(self.say("stop"), self._on_stop)
        self.stop_button.setEnabled(False)
        self.close_button()

    def _stem(self, number: int) -> str:
        digits = max(2, len(str(len(self._rows))))
        return f"case-{number:0{digits}}-{self._ports.today.isoformat()}"

    def _on_write(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.say("batch.folder"), str(usual_folder()))
        if folder:
            self.write(Path(folder))

    def write(self, folder: Path) -> None:
        """Write the files beside the window, one case after the other."""
        kind = next(kind for kind, radio in self.kinds.items() if radio.isChecked())
        make = _WRITERS[kind]
        ports, numbers = self._ports, self._numbers

        def work(stored: StoredCase) -> object:
            path = free_name(folder, self._stem(numbers[stored.case.case_id]), KINDS[kind])
            make(ports, stored, path)
            return path

        self._written, self._failed = 0, []
        self._reason, self._in_a_row = "", 0
        queue = CaseQueue(ports.store, list(numbers), work, self)
        queue.progress.connect(self._on_progress)
        queue.done.connect(lambda stored, _path: self._on_done(stored, kind))
        queue.failed.connect(self._on_failed)
        queue.finished.connect(lambda: self._on_finished(folder))
        self._queue = queue
        self._set_busy(True)
        queue.start()

    def _set_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.write_button.setEnabled(not busy)
        self.stop_button.setEnabled(busy)
        for radio in self.kinds.values():
            radio.setEnabled(not busy)
        if busy:
            self.notice.hide()

    def _on_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.progress.setFormat(f"{done} / {of}")

    def _on_done(self, stored: StoredCase, kind: str) -> None:
        self._written += 1
        self._in_a_row = 0
        self.tried(lambda: self._ports.store.note(stored.case.case_id, AuditAction.EXPORTED, _DETAIL[kind]))

    def _on_failed(self, case_id: str, problem: object) -> None:
        self._failed.append(self._numbers[case_id])
        self._reason = problem_words(self.texts, problem)
        self._in_a_row += 1
        if self._in_a_row >= _ENOUGH:
            # The folder is gone or the disk is full; the others would fail too.
            self._on_stop()

    def _on_stop(self) -> None:
        if self._queue is not None:
            self._queue.stop()

    def _on_finished(self, folder: Path) -> None:
        stopped = self._queue is not None and self._queue.stopped
        self._queue = None
        self._set_busy(False)
        words = [self.say("batch.written", n=self._written, folder=str(folder))]
        if self._failed:
            numbers = ", ".join(map(str, self._failed))
            words.append(self.say("batch.failed", n=len(self._failed), numbers=numbers))
            words.append(self._reason)
        if stopped:
            words.append(self.say("batch.stopped"))
        self.notice.show_message(Tone.AMBER if self._failed or stopped else Tone.GOOD, words)

    def reject(self) -> None:
        """Closing stops; the file being written is finished, none is left half."""
        self._on_stop()
        super().reject()


def _family(ports: DeskPorts, stored: StoredCase) -> tuple[PersonDossier, ...]:
    from permitdesk.domain.household import people
    from permitdesk.domain.household_summary import PersonDossier

    views = people(stored.case, ports.ruleset)
    return tuple(PersonDossier(view, ports.assess(view, ports.ruleset, ports.today)) for view in views)


def _pdf(ports: DeskPorts, stored: StoredCase, path: Path) -> None:
    from permitdesk.documents.pdf import render_pdf, write_pdf
    from permitdesk.documents.report import build_household_report

    report = build_household_report(_family(ports, stored), ports.ruleset, ports.texts)
    write_pdf(path, render_pdf(report))


def _calendar(ports: DeskPorts, stored: StoredCase, path: Path) -> None:
    from permitdesk.documents.atomic import write_atomically
    from permitdesk.documents.calendar_file import household_ics

    # The same stamp as the calendar of the open case: minutes of the day count the states of the case.
    minute = min(stored.revision, 1439)
    stamp = datetime.combine(ports.today, time(minute // 60, minute % 60), UTC)
    write_atomically(path, household_ics(_family(ports, stored), ports.texts, stamp=stamp))


def _case(ports: DeskPorts, stored: StoredCase, path: Path) -> None:
    ports.write_case(path, stored.case)


_WRITERS: dict[str, Callable[[DeskPorts, StoredCase, Path], None]] = {
    "pdf": _pdf,
    "calendar": _calendar,
    "case": _case,
}
