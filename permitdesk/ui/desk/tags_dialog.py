"""The tags of one case or several: known ones to tick, and a line for new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from permitdesk.storage.case_store import CaseSummary
from permitdesk.ui.desk.dialog import DeskDialog, plain_list
from permitdesk.ui.viewmodels.desk_ports import DeskPorts

_ROLE = Qt.ItemDataRole.CheckStateRole


def split_tags(words: str) -> tuple[str, ...]:
    """Tags typed in a line, separated by commas or semicolons; blanks and repeated ones are left out."""
    parts = (" ".join(part.split()) for part in words.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


class TagsDialog(DeskDialog):
    """Of several cases a tag that only some have is half ticked, and stays as it is unless touched."""

    def __init__(
        self,
        ports: DeskPorts,
        rows: Sequence[CaseSummary],
        known: Iterable[str],
        on_changed: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            ports.texts, ports.texts.get("desk_window.tags.title"), parent, letters=56, height=440
        )
        self.setObjectName("tags_dialog")
        self._ports = ports
        self._rows = tuple(rows)
        self._on_changed = on_changed
        self.line(self.say("tags.words", n=len(self._rows)), "help")
        self.known: QListWidget = plain_list(self.say("tags.known"))
        self.known.setObjectName("tags_known")
        for tag in sorted({*known, *(tag for row in self._rows for tag in row.tags)}, key=str.casefold):
            item = QListWidgetItem(tag)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(self._state(tag))
            self.known.addItem(item)
        self.known.setMinimumHeight(5 * self.fontMetrics().height())
        self.known.setVisible(self.known.count() > 0)
        self.column.addWidget(self.known, 1)
        label = self.line(self.say("tags.new"), "strong")
        self.new = QLineEdit()
        self.new.setObjectName("tags_new")
        self.new.setAccessibleName(label.text())
        self.new.setPlaceholderText(self.say("tags.example"))
        self.column.addWidget(self.new)
        if self.known.count() == 0:
            self.column.addStretch(1)
        self.save = self.button(self.say("save"), self._on_save, primary=True)
        self.close_button("cancel")
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state(self, tag: str) -> Qt.CheckState:
        having = sum(tag in row.tags for row in self._rows)
        if having == len(self._rows):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if having else Qt.CheckState.Unchecked

    def _on_save(self) -> None:
        items = [self.known.item(place) for place in range(self.known.count())]
        on = {item.text() for item in items if item.checkState() is Qt.CheckState.Checked}
        off = {item.text() for item in items if item.checkState() is Qt.CheckState.Unchecked}
        new = split_tags(self.new.text())

        def store() -> None:
            with self._ports.store.together():
                for row in self._rows:
                    kept = [tag for tag in row.tags if tag not in off]
                    wanted = tuple(dict.fromkeys([*kept, *sorted(on - set(kept)), *new]))
                    if wanted != row.tags:
                        self._ports.store.set_tags(row.case_id, wanted)

        if self.tried(store):
            self.accept()
            self._on_changed()
