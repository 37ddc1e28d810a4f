"""The rule of the desk on how long cases are kept, and the cases that are due under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from permitdesk.desk.retention import Caution, RetentionItem, retention_due
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.viewmodels.desk_cells import LATE
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.retention import (
    MONTHS_OFFERED,
    keep_for_a_year,
    retention_months,
    set_retention_months,
)
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone


class RetentionDialog(DeskDialog):
    """Off until somebody chooses a time. Nothing is deleted without being chosen here."""

    def __init__(
        self, ports: DeskPorts, on_changed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """``on_changed`` is told when the rule changed, or a case was deleted or kept."""
        title = ports.texts.get("desk_window.retention.title")
        super().__init__(ports.texts, title, parent, letters=88, height=540)
        self.setObjectName("retention_dialog")
        self._ports = ports
        self._on_changed = on_changed
        self.line(self.say("retention.words"), "help")
        row = QHBoxLayout()
        label = TextLabel(self.say("retention.rule"), "strong")
        label.setWordWrap(False)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label)
        self.months = Combo()
        self.months.setObjectName("retention_months")
        self.months.setAccessibleName(self.say("retention.rule"))
        row.addWidget(self.months, 1)
        self.column.addLayout(row)
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
        self.months.activated.connect(self._on_months)
        self.tried(self._fill)
        self.months.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_months(self) -> None:
        chosen = retention_months(self._ports.store)
        self.months.addItem(self.say("retention.off"), None)
        for months in sorted({*MONTHS_OFFERED, *(() if chosen is None else (chosen,))}):
            words = self.say("retention.years", n=months // 12) if months % 12 == 0 else ""
            self.months.addItem(words or self.say("retention.months", n=months), months)
        self.months.setCurrentIndex(max(0, self.months.findData(chosen)))

    def _fill(self) -> None:
        store = self._ports.store
        months = retention_months(store)
        rows = retention_due(store.list_cases(), self._ports.today, months)
        self.cases.clear()
        for row in rows:
            words = [self.texts.fill("desk_window.retention.changed", day=row.last_touched)]
            words += [self._caution(row, caution) for caution in row.cautions]
            item = QListWidgetItem(f"{row.title or row.name or self.say('no_name')}\n{' · '.join(words)}")
            item.setData(Qt.ItemDataRole.UserRole, row.case_id)
            self.cases.addItem(item)
        self.cases.setVisible(bool(rows))
        if months is None:
            self.count.setText(self.say("retention.no_rule"))
        else:
            self.count.setText(self.say("retention.count", n=len(rows)))
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
        self.tried(self._fill)
        self._on_changed()

    def _on_keep(self) -> None:
        chosen = self._chosen()
        days = []
        if self.tried(lambda: days.append(keep_for_a_year(self._ports.store, chosen, self._ports.today))):
            words = self.texts.fill("desk_window.retention.kept", n=len(chosen), day=days[0])
            self.notice.show_message(Tone.GOOD, [words])
        self.tried(self._fill)
        self._on_changed()

    def _on_delete(self) -> None:
        chosen = self._chosen()

        def delete() -> None:
            for case_id in chosen:
                self._ports.store.delete(case_id)

        if self.tried(delete):
            self.notice.show_message(Tone.GOOD, [self.say("retention.deleted", n=len(chosen))])
        self.tried(self._fill)
        self._on_changed()
