"""Write cases into a file for somebody else: encrypted with a passphrase, or open on purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton, QRadioButton, QVBoxLayout, QWidget

from permitdesk.storage.case_store import AuditAction, CaseSummary
from permitdesk.storage.handover.names import SUFFIX, file_name, new_mark
from permitdesk.ui.desk.dialog import DeskDialog
from permitdesk.ui.desk.work import Work
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.vault.passphrase_fields import NewPassphrase
from permitdesk.ui.viewmodels.desk_cells import DeskCells
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.handover import packages, suggested_passphrase
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone

#: so many cases are named; of more only the number is said
_NAMED = 6


class HandoverDialog(DeskDialog):
    """The suggested file name carries nothing about the person."""

    def __init__(
        self,
        ports: DeskPorts,
        rows: Sequence[CaseSummary],
        on_done: Callable[[], object] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        """``on_done`` is told when a file was written."""
        title = ports.texts.get("desk_window.handover.title")
        super().__init__(ports.texts, title, parent, letters=78, height=620)
        self.setObjectName("handover_dialog")
        self._ports = ports
        self._rows = tuple(rows)
        self._on_done = on_done
        self._job: Work | None = None
        self._path = Path()
        self._suggested = ""
        #: the suggested passphrase the file being written got; nobody knows it yet
        self._untold = ""
        names = [DeskCells(ports.texts, ports.today).titled(row) for row in self._rows]
        more = [self.say("handover.more", n=len(names) - _NAMED)] if len(names) > _NAMED else []
        self.line(self.say("handover.cases", n=len(names)), "strong")
        self.line(", ".join(names[:_NAMED] + more))
        self.sealed = QRadioButton(self.say("handover.sealed"))
        self.open_way = QRadioButton(self.say("handover.open"))
        self.passphrase = NewPassphrase()
        self.passphrase.changed.connect(self._enable)
        self.suggest = QPushButton(self.say("handover.suggest"))
        self.suggest.setAutoDefault(False)
        self.suggest.clicked.connect(self._on_suggest)
        self._sealed_part = QWidget()
        sealed = QVBoxLayout(self._sealed_part)
        sealed.setContentsMargins(0, 0, 0, 0)
        sealed.setSpacing(10)
        sealed.addWidget(self.passphrase)
        sealed.addWidget(self.suggest, 0, Qt.AlignmentFlag.AlignLeft)
        sealed.addWidget(TextLabel(self.say("handover.tell"), "strong"))
        self._open_words = TextLabel(self.say("handover.open_words"))
        self.column.addWidget(self.sealed)
        self.column.addWidget(self._sealed_part)
        self.column.addWidget(self.open_way)
        self.column.addWidget(self._open_words)
        self.column.addStretch(1)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.say("handover.writing"))
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.save = self.button(self.say("handover.save"), self._on_save, primary=True)
        self.close_button()
        # An open file holds one case.
        single, can_seal = len(self._rows) == 1, ports.handover is not None
        self.sealed.setChecked(can_seal)
        self.open_way.setChecked(not can_seal)
        self.sealed.setVisible(single and can_seal)
        self.open_way.setVisible(single and can_seal)
        self.sealed.toggled.connect(self._show_way)
        self._show_way()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_way(self) -> None:
        self._sealed_part.setVisible(self.sealed.isChecked())
        self._open_words.setVisible(self.open_way.isChecked())
        self.notice.hide()
        self._enable()

    def _enable(self) -> None:
        ready = self.open_way.isChecked() or self.passphrase.passphrase() is not None
        self.save.setEnabled(ready and self._job is None)

    def _on_suggest(self) -> None:
        self._suggested = made = suggested_passphrase()
        self.passphrase.first.edit.setText(made)
        self.passphrase.again.edit.setText(made)
        self.passphrase.first.show_button.setChecked(True)
        self.passphrase.first.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.first.edit.selectAll()

    def _on_save(self) -> None:
        sealed = self.sealed.isChecked()
        name = file_name(self._ports.today, new_mark()) if sealed else "permitdesk-case.json"
        kind = self.say("filter_handover") if sealed else self.say("filter_case")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.say("handover.where"), str(usual_folder() / name), kind
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(SUFFIX if sealed else ".json"))

    def write(self, path: Path) -> None:
        """Write the file beside the window; how it went is said below."""
        passphrase, handover = self.passphrase.passphrase(), self._ports.handover
        self._path = path
        self._untold = self._suggested if passphrase == self._suggested else ""
        made: list[Callable[[], object]] = []

        def prepare() -> None:
            packed = packages(self._ports.store, [row.case_id for row in self._rows], self._ports.today)
            if self.open_way.isChecked():
                made.append(lambda: self._ports.write_case(path, packed[0].case))
            elif handover is not None and passphrase is not None:
                made.append(lambda: handover.seal(path, packed, passphrase))

        if not self.tried(prepare) or not made:
            return
        self._job = Work(made[0])
        self._job.succeeded.connect(self._on_written)
        self._job.failed.connect(self.show_problem)
        self._job.finished.connect(self._on_finished)
        self.progress.show()
        self.notice.hide()
        self._enable()
        self._job.start()

    def _on_written(self) -> None:
        sealed = self.sealed.isChecked()
        action = AuditAction.HANDED_OVER if sealed else AuditAction.EXPORTED
        detail = "permitdesk" if sealed else "json"

        def note() -> None:
            with self._ports.store.together():
                for row in self._rows:
                    self._ports.store.note(row.case_id, action, detail)

        words = [self.say("written", name=self._path.name, folder=str(self._path.parent))]
        if sealed and self._untold:
            words.append(self.say("handover.note_down", passphrase=self._untold))
        if sealed:
            words.append(self.say("handover.tell"))
        self.notice.show_message(Tone.GOOD, words)
        self.tried(note)
        # What is written stays readable with this passphrase only; the fields need not keep it.
        self.passphrase.clear()
        self._on_done()

    def _on_finished(self) -> None:
        self._job = None
        self.progress.hide()
        self._enable()
