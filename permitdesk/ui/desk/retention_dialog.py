"""The rule of the desk on how long cases are kept, and the cases that are due under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from permitdesk.desk.retention import Caution, RetentionItem, retention_due
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.desk_cells import LATE
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.retention import (
    MONTHS_OFFERED,
    keep_for_a_year,
    retention_months,
    set_retention_months,
)
from permitdesk.ui.viewmodels.trash import DAYS_OFFERED, set_trash_days, trash_days
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone

#: so many cases are shown; whoever has more to look at sees the next ones when these are dealt with
_MOST = 300


class RetentionDialog(DeskDialog):
    """Off until somebody chooses a time. Nothing is deleted without being chosen here."""

    def __init__(self, ports: DeskPorts, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        title = ports.texts.get("desk_window.retention.title")
        super().__init__(ports.texts, title, parent, letters=88, height=540)
        self.setObjectName("retention_dialog")
        self._ports = ports
        self._desk = desk
        self.line(self.say("retention.words"), "help")
        self.months = self._choice("retention_months", self.say("retention.rule"))
        self.days = self._choice("trash_days", self.say("retention.trash_days"))
        self.count = self.line("", "strong")
        self.cases: QListWidget = plain_list(self.say("retention.due"))
        self.cases.setObjectName("retention_list")
        self.cases.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.cases.itemSelectionChanged.connect(self._enable)
        self.cases.setMinimumHeight(6 * self.fontMetrics().height())
        self.column.addWidget(self.cases, 20)
        # Takes the room while there is nothing to look at.
        self.column.addStretch(1)
        self.keep = self.button(self.say("retention.keep"), self._on_keep)
        self.delete = self.button(self.say("retention.delete"), self._on_delete)
        self.close_button()
        self.tried(self._fill_months)
        self.tried(self._fill_days)
        self.months.activated.connect(self._on_months)
        self.days.activated.connect(self._on_days)
        self.tried(self._fill)
        self.months.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, name: str, words: str) -> Combo:
        row = QHBoxLayout()
        label = TextLabel(words, "strong")
        label.setWordWrap(False)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label)
        combo = Combo()
        combo.setObjectName(name)
        combo.setAccessibleName(words)
        row.addWidget(combo, 1)
        self.column.addLayout(row)
        return combo

    def _fill_days(self) -> None:
        chosen = trash_days(self._ports.store)
        for days in sorted({*DAYS_OFFERED, chosen}):
            self.days.addItem(self.say("retention.days", n=days), days)
        self.days.setCurrentIndex(self.days.findData(chosen))

    def _fill_months(self) -> None:
        chosen = retention_months(self._ports.store)
        self.months.addItem(self.say("retention.off"), None)
        for months in sorted({*MONTHS_OFFERED, *(() if chosen is None else (chosen,))}):
            words = self.say("retention.years", n=months // 12) if months % 12 == 0 else ""
            self.months.addItem(words or self.say("retention.months", n=months), months)
        self.months.setCurrentIndex(max(0, self.months.findData(chosen)))

    def _fill(self) -> None:
        months = retention_months(self._ports.store)
        rows = retention_due(self._desk.rows, self._ports.today, months)
        self.cases.clear()
        for row in rows[:_MOST]:
            words = [self.texts.fill("desk_window.retention.changed", day=row.last_touched)]
            words += [self._caution(row, caution) for caution in row.cautions]
            item = QListWidgetItem(f"{row.title or row.name or self.say('no_name')}\n{' · '.join(words)}")
            item.setData(Qt.ItemDataRole.UserRole, row.case_id)
            self.cases.addItem(item)
        self.cases.setVisible(bool(rows))
        if months is None:
            self.count.setText(self.say("retention.no_rule"))
        else:
            words = [self.say("retention.count", n=len(rows))]
            if len(rows) > _MOST:
                words.append(self.say("retention.first", n=_MOST))
            self.count.setText(" ".join(words))
        self._enable()

    def _caution(self, row: RetentionItem, caution: Caution) -> str:
        if caution is Caution.OPEN_DEADLINE and row.next_day is not None:
            return LATE + self.texts.fill("desk.caution.open_deadline", day=row.next_day)
        return LATE + self.texts.get(f"desk.caution.{caution}")

    def _enable(self) -> None:
        chosen = bool(self.cases.selectedItems())
        for button in (self.keep, self.delete):
            button.setVisible(self.cases.count() > 0)
            button.setEnabled(chosen)

    def _chosen(self) -> list[str]:
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in self.cases.selectedItems()]

    def _on_months(self) -> None:
        if self.tried(lambda: set_retention_months(self._ports.store, self.months.currentData())):
            self.notice.hide()
        self._changed(())

    def _on_days(self) -> None:
        if self.tried(lambda: set_trash_days(self._ports.store, self.days.currentData())):
            self.notice.hide()

    def _changed(self, case_ids: Sequence[str]) -> None:
        self._desk.refresh(*case_ids)
        self.tried(self._fill)

    def _on_keep(self) -> None:
        chosen = self._chosen()
        days = []
        if self.tried(lambda: days.append(keep_for_a_year(self._ports.store, chosen, self._ports.today))):
            words = self.texts.fill("desk_window.retention.kept", n=len(chosen), day=days[0])
            self.notice.show_message(Tone.GOOD, [words])
        self._changed(chosen)

    def _on_delete(self) -> None:
        chosen = self._chosen()

        def delete() -> None:
            with self._ports.store.together():
                for case_id in chosen:
                    self._ports.store.delete(case_id)

        if self.tried(delete):
            self.notice.show_message(Tone.GOOD, [self.say("retention.deleted", n=len(chosen))])
        self._changed(chosen)
