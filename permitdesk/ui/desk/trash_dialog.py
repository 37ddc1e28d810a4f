"""The trash: bring deleted cases back, or remove them for good; and what was removed before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from permitdesk.desk.retention import trash
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.desk.work import Work
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.trash import REASONS, note_lines, purge_all, trash_days
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import Parts, TextLabel
from permitdesk.ui.widgets.tones import Tone


class TrashDialog(DeskDialog):
    """Several cases can be chosen with Ctrl and Shift, or Ctrl+A."""

    def __init__(
        self,
        ports: DeskPorts,
        on_changed: Callable[[Sequence[str]], object],
        failed: SignalInstance,
        parent: QWidget | None = None,
    ) -> None:
        """``on_changed`` is told which cases came back, ``failed`` what went wrong after closing."""
        super().__init__(
            ports.texts, ports.texts.get("desk_window.trash.title"), parent, letters=92, height=560
        )
        self.setObjectName("trash_dialog")
        self._ports = ports
        self._on_changed = on_changed
        self._failed = failed
        self._job: Work | None = None
        self._purged = 0
        self._closed = False
        self._days = trash_days(ports.store)
        self.line(self.say("trash.words", n=self._days), "help")
        self.parts = Parts()
        self.deleted: QListWidget = plain_list(self.say("trash.deleted"))
        self.deleted.setObjectName("trash_list")
        self.deleted.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.deleted.itemSelectionChanged.connect(self._enable)
        self.notes: QListWidget = plain_list(self.say("trash.notes"))
        self.reason = Combo()
        self.reason.setObjectName("trash_reason")
        self.reason.setAccessibleName(self.say("trash.why"))
        for reason in REASONS:
            self.reason.addItem(self.say(f"reason.{reason}"), reason)
        first, second = QWidget(), QWidget()
        box = QVBoxLayout(first)
        box.setContentsMargins(12, 12, 12, 12)
        box.addWidget(self.deleted, 1)
        why = QHBoxLayout()
        label = TextLabel(self.say("trash.why"))
        label.setWordWrap(False)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        why.addWidget(label)
        why.addWidget(self.reason, 1)
        box.addLayout(why)
        other = QVBoxLayout(second)
        other.setContentsMargins(12, 12, 12, 12)
        other.addWidget(TextLabel(self.say("trash.notes_words"), "help"))
        other.addWidget(self.notes, 1)
        self.parts.addTab(first, self.say("trash.deleted"))
        self.parts.addTab(second, self.say("trash.notes"))
        self.deleted.setMinimumHeight(7 * self.fontMetrics().height())
        self.column.addWidget(self.parts, 1)
        self.progress = QProgressBar()
        self.progress.setObjectName("trash_progress")
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.say("trash.purging"))
        self.progress.setToolTip(self.say("trash.purging"))
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.undelete = self.button(self.say("trash.undelete"), self._on_undelete)
        self.purge = self.button(self.say("trash.purge"), self._on_purge)
        self.close_button()
        self.tried(self._fill)
        self.deleted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        store = self._ports.store
        self.deleted.clear()
        for deleted in trash(store.list_cases(deleted=True), self._ports.today, self._days):
            until = self.texts.fill("desk_window.trash.until", day=deleted.due_on)
            name = deleted.title or deleted.name or self.say("no_name")
            item = QListWidgetItem(f"{name}\n{until}")
            item.setData(Qt.ItemDataRole.UserRole, deleted.case_id)
            self.deleted.addItem(item)
        if self.deleted.count():
            self.deleted.setCurrentRow(0)
        self.notes.clear()
        self.notes.addItems(
            list(note_lines(self.texts, store.deletion_notes())) or [self.say("trash.no_notes")]
        )
        self._enable()

    def _enable(self) -> None:
        chosen = bool(self.deleted.selectedItems()) and self._job is None
        self.deleted.setEnabled(self._job is None)
        self.undelete.setEnabled(chosen)
        self.purge.setEnabled(chosen)
        self.reason.setEnabled(chosen)

    def _chosen(self) -> list[str]:
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in self.deleted.selectedItems()]

    def _on_undelete(self) -> None:
        chosen = self._chosen()

        def bring_back() -> None:
            with self._ports.store.together():
                for case_id in chosen:
                    self._ports.store.undelete(case_id)

        done = self.tried(bring_back)
        self.tried(self._fill)
        self._on_changed(chosen)
        if done:
            self.notice.show_message(Tone.GOOD, [self.say("trash.back", n=len(chosen))])

    def _on_purge(self) -> None:
        chosen = self._chosen()
        words = self.say("trash.sure", n=len(chosen))
        if self._ports.vault is not None:
            words += "\n\n" + self.say("trash.backups")
        dialog = DecisionDialog(
            self.say("trash.purge_title"),
            words,
            [
                (self.say("cancel"), lambda: None),
                (self.say("trash.purge_now"), lambda: self._purge(chosen)),
            ],
            self,
        )
        dialog.open()

    def _purge(self, chosen: list[str]) -> None:
        store, vault, reason = self._ports.store, self._ports.vault, str(self.reason.currentData())
        self._purged = len(chosen)
        self.notice.hide()
        if vault is None:
            self.tried(lambda: self._on_purged(purge_all(store, None, chosen, reason)))
            return
        # Every backup is opened and written anew.
        self._job = Work(lambda: purge_all(store, vault, chosen, reason))
        self._job.succeeded.connect(self._on_purged)
        self._job.failed.connect(self._on_problem)
        self._job.finished.connect(self._on_finished)
        self.progress.show()
        self._enable()
        self._job.start()

    def _on_purged(self, left: object) -> None:
        if left:
            words = self.say("trash.some_left", n=self._purged, left=int(str(left)))
            self.notice.show_message(Tone.AMBER, [words])
        else:
            self.notice.show_message(Tone.GOOD, [self.say("trash.gone", n=self._purged)])
        if self._job is None:
            self.tried(self._fill)

    def _on_problem(self, problem: object) -> None:
        if self._closed:
            self._failed.emit(problem)
        else:
            self.show_problem(problem)

    def _on_finished(self) -> None:
        self._job = None
        if self._closed:
            self.deleteLater()
            return
        self.progress.hide()
        self.tried(self._fill)

    def reject(self) -> None:
        """A removal that has begun goes on; should it fail then, the window says so."""
        if self._job is not None:
            self._closed = True
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        super().reject()
