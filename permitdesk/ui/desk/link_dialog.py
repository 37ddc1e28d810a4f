"""Cases that belong together: a household, a matter, the same person under two cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from permitdesk.desk.search_keys import matcher
from permitdesk.domain.case import Relation
from permitdesk.storage.case_store import CaseSummary
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.viewmodels.desk_cells import DeskCells
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel

#: what another case can be to this one
KINDS = tuple(Relation)
#: a longer list of cases is narrowed by typing
_SHOWN = 200


class LinkDialog(DeskDialog):
    """The links a case has, and a list of the other cases to choose from."""

    def __init__(
        self,
        ports: DeskPorts,
        row: CaseSummary,
        others: Sequence[CaseSummary],
        on_changed: Callable[[Sequence[str]], object],
        parent: QWidget | None = None,
    ) -> None:
        self._cells = DeskCells(ports.texts, ports.today)
        title = ports.texts.fill("desk_window.link.title", title=self._cells.title(row))
        super().__init__(ports.texts, title, parent, letters=72, height=690)
        self.setObjectName("link_dialog")
        self._ports = ports
        self._row = row
        self._others = {other.case_id: other for other in others if other.case_id != row.case_id}
        self._on_changed = on_changed
        self.line(self.say("link.words"), "help")
        self.line(self.say("link.has"), "strong")
        self.linked: QListWidget = plain_list(self.say("link.has"))
        self.linked.setObjectName("link_has")
        self.linked.setMinimumHeight(3 * self.fontMetrics().height())
        self.linked.itemSelectionChanged.connect(self._enable)
        self.column.addWidget(self.linked, 1)
        self.line(self.say("link.with"), "strong")
        self.search = QLineEdit()
        self.search.setObjectName("link_search")
        self.search.setAccessibleName(self.say("link.search"))
        self.search.setPlaceholderText(self.say("link.search"))
        self.search.textChanged.connect(self._fill_others)
        self.column.addWidget(self.search)
        self.others: QListWidget = plain_list(self.say("link.with"))
        self.others.setObjectName("link_others")
        self.others.setMinimumHeight(4 * self.fontMetrics().height())
        self.others.itemSelectionChanged.connect(self._enable)
        self.column.addWidget(self.others, 2)
        kind = QHBoxLayout()
        label = TextLabel(self.say("link.kind"))
        label.setWordWrap(False)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        kind.addWidget(label)
        self.kind = Combo()
        self.kind.setAccessibleName(self.say("link.kind"))
        for value in KINDS:
            self.kind.addItem(self._kind_words(value), str(value))
        kind.addWidget(self.kind, 1)
        self.column.addLayout(kind)
        self.link = self.button(self.say("link.link"), self._on_link)
        self.unlink = self.button(self.say("link.unlink"), self._on_unlink)
        self.close_button()
        self.tried(self._fill_linked)
        self._fill_others()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kind_words(self, kind: str) -> str:
        text_id = f"desk_window.link_kind.{kind}"
        return self.texts.get(text_id if self.texts.has(text_id) else "desk_window.link_kind.other")

    def _fill_linked(self) -> None:
        self.linked.clear()
        for link in self._ports.store.links(self._row.case_id):
            other = self._others.get(link.case_id)
            name = self._cells.titled(other) if other is not None else self.say("link.unknown")
            item = QListWidgetItem(f"{name} · {self._kind_words(link.kind)}")
            item.setData(Qt.ItemDataRole.UserRole, link.case_id)
            self.linked.addItem(item)
        self._enable()

    def _fill_others(self) -> None:
        fits = matcher(self.search.text())
        self.others.clear()
        found = [other for other in self._others.values() if fits(other.search)]
        for other in found[:_SHOWN]:
            item = QListWidgetItem(self._cells.titled(other))
            item.setData(Qt.ItemDataRole.UserRole, other.case_id)
            self.others.addItem(item)
        self._enable()

    def _enable(self) -> None:
        self.link.setEnabled(bool(self.others.selectedItems()))
        self.unlink.setEnabled(bool(self.linked.selectedItems()))

    def _on_link(self) -> None:
        store, chosen = self._ports.store, self.others.selectedItems()
        if chosen:
            other = str(chosen[0].data(Qt.ItemDataRole.UserRole))
            self.tried(lambda: store.link(self._row.case_id, other, str(self.kind.currentData())))
            self._after(other)

    def _on_unlink(self) -> None:
        store, chosen = self._ports.store, self.linked.selectedItems()
        if chosen:
            other = str(chosen[0].data(Qt.ItemDataRole.UserRole))
            self.tried(lambda: store.unlink(self._row.case_id, other))
            self._after(other)

    def _after(self, other: str) -> None:
        self.tried(self._fill_linked)
        self._on_changed((self._row.case_id, other))
