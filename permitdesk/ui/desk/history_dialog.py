"""The history of one case: look at an earlier state, see what bringing it back would change, do it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTabWidget, QVBoxLayout, QWidget

from permitdesk.domain.case import Case
from permitdesk.storage.case_store import StoredCase
from permitdesk.storage.errors import StorageError
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.history import (
    StateLine,
    area_words,
    audit_lines,
    change_lines,
    differing_areas,
    state_lines,
)
from permitdesk.ui.widgets.labels import Parts, TextLabel


class HistoryDialog(DeskDialog):
    """Two parts: the states, of which one can be brought back, and what else was done with the case."""

    def __init__(
        self,
        ports: DeskPorts,
        case_id: str,
        title: str,
        on_restored: Callable[[StoredCase], object],
        parent: QWidget | None = None,
    ) -> None:
        """``on_restored`` gets the case as it stands after restoring, which is a new state of its own."""
        super().__init__(
            ports.texts,
            ports.texts.fill("desk_window.history.title", title=title),
            parent,
            letters=100,
            height=600,
        )
        self.setObjectName("history_dialog")
        self._ports = ports
        self._case_id = case_id
        self._on_restored = on_restored
        self._lines: tuple[StateLine, ...] = ()
        self._now: Case | None = None
        self.line(self.say("history.words"), "help")
        self.parts: QTabWidget = Parts()
        self.states: QListWidget = plain_list(self.say("history.states"))
        self.states.setObjectName("history_states")
        self.states.currentRowChanged.connect(lambda _row: self._show_preview())
        self.preview = TextLabel()
        self.preview.setObjectName("history_preview")
        self.audit: QListWidget = plain_list(self.say("history.audit"))
        first = QWidget()
        box = QVBoxLayout(first)
        box.setContentsMargins(12, 12, 12, 12)
        box.addWidget(self.states, 2)
        box.addWidget(TextLabel(self.say("history.preview"), "strong"))
        box.addWidget(self.preview)
        second = QWidget()
        other = QVBoxLayout(second)
        other.setContentsMargins(12, 12, 12, 12)
        other.addWidget(self.audit)
        self.parts.addTab(first, self.say("history.states"))
        self.parts.addTab(second, self.say("history.audit"))
        self.states.setMinimumHeight(9 * self.fontMetrics().height())
        self.column.addWidget(self.parts, 1)
        self.restore = self.button(self.say("history.restore"), self._on_restore)
        self.restore.setObjectName("history_restore")
        self.close_button()
        self.tried(self._fill)
        self.states.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        store = self._ports.store
        self._now = store.load(self._case_id).case
        self._lines = state_lines(self.texts, store.history(self._case_id))
        self.states.clear()
        self.states.addItems([line.spoken for line in self._lines])
        self.audit.clear()
        done = audit_lines(self.texts, store.audit(self._case_id))
        self.audit.addItems(list(done) or [self.say("history.no_audit")])
        if self._lines:
            self.states.setCurrentRow(0)
        self._show_preview()

    def _show_preview(self) -> None:
        row = self.states.currentRow()
        self.restore.setEnabled(row > 0)
        if row <= 0 or self._now is None:
            self.preview.setText(self.say("history.is_now"))
            return
        try:
            then = self._ports.store.state(self._case_id, self._lines[row].revision)
        except StorageError as problem:
            self.restore.setEnabled(False)
            self.show_problem(problem)
            return
        self.preview.setText(self._difference(self._now, then))

    def _difference(self, now: Case, then: Case) -> str:
        areas = area_words(self.texts, differing_areas(now, then))
        if not areas:
            self.restore.setEnabled(False)
            return self.say("history.same")
        lines = [f"• {line}" for line in change_lines(now, then, self.texts)]
        shown = lines[:_SHOWN]
        if len(lines) > _SHOWN:
            shown.append(self.say("history.more", n=len(lines) - _SHOWN))
        return "\n".join([self.say("history.differs", areas=areas), *shown])

    def _on_restore(self) -> None:
        row = self.states.currentRow()
        if row <= 0:
            return

        def restore() -> None:
            stored = self._ports.store.restore(self._case_id, self._lines[row].revision)
            self._on_restored(stored)
            self._fill()

        if self.tried(restore):
            from permitdesk.ui.widgets.tones import Tone

            self.notice.show_message(Tone.GOOD, [self.say("history.restored")])


#: so many single differences are written out
_SHOWN = 14
