"""Take cases over from a hand-over file: see what each would change, choose, and only then write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from permitdesk.domain.merging import Side
from permitdesk.storage.errors import StorageError, VaultLocked
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.desk.merge_table import MergeTable
from permitdesk.ui.desk.work import Work
from permitdesk.ui.vault.passphrase_fields import PassphraseField
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.handover import Incoming, Standing, held_against, take_as_new, take_over
from permitdesk.ui.viewmodels.vault_port import HandoverPackage
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone

#: what there is to take over of a case
_TO_TAKE = frozenset({Standing.NEW, Standing.CHANGED_THERE, Standing.BOTH})

#: after so many milliseconds it looks again whether the cases can be read
_WAIT = 500


class ImportDialog(DeskDialog):
    """First the passphrase, then the cases. Nothing is written before "Take over"."""

    def __init__(
        self,
        ports: DeskPorts,
        path: Path,
        on_taken: Callable[[Sequence[str]], object],
        parent: QWidget | None = None,
        packages: Sequence[HandoverPackage] | None = None,
    ) -> None:
        """``packages``: what was read from an open case file already, which needs no passphrase.

        ``on_taken`` gets the ids of the cases that were written.
        """
        title = ports.texts.get("desk_window.import.title")
        super().__init__(ports.texts, title, parent, letters=112, height=640)
        self.setObjectName("import_dialog")
        self._ports = ports
        self._path = path
        self._on_taken = on_taken
        self._incoming: list[Incoming] = []
        self._choices: dict[int, dict[str, Side]] = {}
        self._to_look_at: list[HandoverPackage] = []
        self._shown = -1
        #: rows that were written already
        self._taken: set[int] = set()
        self.line(self.say("import.file", name=path.name), "help")
        self._build_secret()
        self._build_cases()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.say("import.reading"))
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.unlock = self.button(self.say("import.open"), self._on_unlock, primary=True)
        self.take = self.button(self.say("import.take"), self._on_take, primary=True)
        self.as_new = self.button(self.say("import.as_new"), self._on_as_new)
        self.leave = self.close_button("cancel")
        self._show_part(cases=False)
        if packages is not None:
            self._take_packages(packages)
        else:
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_secret(self) -> None:
        self._secret_part = QWidget()
        box = QVBoxLayout(self._secret_part)
        box.setContentsMargins(0, 0, 0, 0)
        self.secret = PassphraseField("import_passphrase")
        self.secret.set_label(self.say("import.passphrase"))
        self.secret.changed.connect(lambda: self.unlock.setEnabled(bool(self.secret.text())))
        box.addWidget(self.secret)
        box.addWidget(TextLabel(self.say("import.passphrase_words"), "help"))
        box.addStretch(1)
        self.column.addWidget(self._secret_part, 1)

    def _build_cases(self) -> None:
        self._cases_part = QWidget()
        box = QVBoxLayout(self._cases_part)
        box.setContentsMargins(0, 0, 0, 0)
        self.cases: QListWidget = plain_list(self.say("import.cases"))
        self.cases.setObjectName("import_cases")
        self.cases.setMinimumHeight(4 * self.fontMetrics().height())
        self.cases.currentRowChanged.connect(self._on_row)
        self.cases.itemChanged.connect(lambda _item: self._enable())
        self.standing = TextLabel("", "strong")
        self.merge = MergeTable(self.texts)
        box.addWidget(TextLabel(self.say("import.cases_words"), "help"))
        box.addWidget(self.cases, 1)
        box.addWidget(self.standing)
        box.addWidget(self.merge, 2)
        self.column.addWidget(self._cases_part, 1)

    def _show_part(self, *, cases: bool) -> None:
        self._secret_part.setVisible(not cases)
        self._cases_part.setVisible(cases)
        self.unlock.setVisible(not cases)
        self.unlock.setEnabled(bool(self.secret.text()))
        self.take.setVisible(cases)
        self.as_new.setVisible(cases)
        # A dialog has one button for Enter.
        (self.take if cases else self.unlock).setDefault(True)

    # --- reading ----------------------------------------------------------------------

    def _on_unlock(self) -> None:
        handover, passphrase, path = self._ports.handover, self.secret.text(), self._path
        if handover is None or not passphrase:
            return
        job = Work(lambda: handover.open(path, passphrase))
        job.succeeded.connect(self._take_packages)
        job.failed.connect(self._on_unreadable)
        job.finished.connect(self.progress.hide)
        self.notice.hide()
        self.unlock.setEnabled(False)
        self.progress.show()
        job.start()

    def _on_unreadable(self, problem: object) -> None:
        self.show_problem(problem)
        self.unlock.setEnabled(True)
        self.secret.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.secret.edit.selectAll()

    def _take_packages(self, packages: Sequence[HandoverPackage]) -> None:
        self.secret.clear()
        self._to_look_at = list(packages)
        self._show_part(cases=True)
        self._enable()
        self._look_on()

    def _look_on(self) -> None:
        """One case for each turn of the window, so that it answers in between."""
        if not self._to_look_at:
            self.cases.setCurrentRow(0)
            self.cases.setFocus(Qt.FocusReason.OtherFocusReason)
            self._enable()
            return
        package = self._to_look_at.pop(0)
        try:
            incoming = held_against(self._ports.store, package)
        except VaultLocked:
            # This dialog waits behind the lock.
            self._to_look_at.insert(0, package)
            QTimer.singleShot(_WAIT, self, self._look_on)
            return
        except StorageError as problem:
            self.show_problem(problem)
        else:
            self._add(incoming)
        QTimer.singleShot(0, self, self._look_on)

    def _add(self, incoming: Incoming) -> None:
        case = incoming.case
        name = case.title or f"{case.person.given_names} {case.person.surname}".strip() or self.say("no_name")
        item = QListWidgetItem(f"{name} · {self.say(f'standing.{incoming.standing}')}")
        self._incoming.append(incoming)
        if incoming.standing in _TO_TAKE or incoming.deleted:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.cases.addItem(item)

    # --- choosing ---------------------------------------------------------------------

    def _on_row(self, row: int) -> None:
        self._keep_choices()
        self._shown = row
        if not 0 <= row < len(self._incoming):
            return
        incoming = self._incoming[row]
        words = [self.say(f"standing.{incoming.standing}_words")]
        if incoming.merge is not None:
            words.append(self.say("import.conflicts", n=len(incoming.merge.conflicts)))
            if not incoming.common:
                words.append(self.say("import.no_common"))
        if incoming.deleted:
            words.append(self.say("import.deleted_here"))
        self.standing.setText(" ".join(words))
        self.merge.setVisible(incoming.merge is not None)
        self.merge.show_merge(incoming.merge, self._choices.get(row, {}))
        self._enable()

    def _keep_choices(self) -> None:
        if 0 <= self._shown < len(self._incoming):
            self._choices[self._shown] = self.merge.choices()

    def _ticked(self) -> list[int]:
        return [
            row
            for row in range(self.cases.count())
            if self.cases.item(row).checkState() is Qt.CheckState.Checked
        ]

    def _enable(self) -> None:
        ready = not self._to_look_at
        self.take.setEnabled(ready and bool(self._ticked()))
        # What was chosen so far waits until the cases are unlocked again.
        self.setProperty("waits_behind_lock", bool(self._to_look_at or self._ticked()))
        row = self.cases.currentRow()
        here = 0 <= row < len(self._incoming) and self._incoming[row].stored is not None
        self.as_new.setEnabled(ready and here and row not in self._taken)
        self.merge.setEnabled(row not in self._taken)
        if self._taken:
            # What was written stays, whatever one does now.
            self.leave.setText(self.say("close"))

    # --- writing ----------------------------------------------------------------------

    def _on_take(self) -> None:
        self._keep_choices()
        rows = self._ticked()
        taken: list[str] = []
        for row in rows:
            write = partial(self._write, row, taken)
            if not self.tried(write):
                break
            self._done(row)
        if taken:
            self._on_taken(taken)
        if len(taken) == len(rows):
            self.notice.show_message(Tone.GOOD, [self.say("import.taken", n=len(taken))])
        self._enable()

    def _write(self, row: int, taken: list[str]) -> None:
        taken.append(take_over(self._ports.store, self._incoming[row], self._choices.get(row, {})))

    def _done(self, row: int) -> None:
        """A case that was written is not offered again; Enter must not do something else with it."""
        self._taken.add(row)
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        item = self.cases.item(row)
        item.setData(Qt.ItemDataRole.CheckStateRole, None)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        item.setText(f"{item.text()} · {self.say('import.done')}")

    def _on_as_new(self) -> None:
        row = self.cases.currentRow()
        taken: list[str] = []
        incoming = self._incoming[row]
        if self.tried(lambda: taken.append(take_as_new(self._ports.store, incoming, self._ports.new_id()))):
            self._done(row)
            self._on_taken(taken)
            self.notice.show_message(Tone.GOOD, [self.say("import.taken", n=1)])
        self._enable()
