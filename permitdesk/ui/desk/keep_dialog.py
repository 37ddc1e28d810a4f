"""Until when the desk keeps a case, whatever its rule says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from permitdesk.storage.case_store import CaseSummary
from permitdesk.ui.desk.dialog import DeskDialog
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.tones import Tone


class KeepDialog(DeskDialog):
    """A day, or no day at all. Nothing is deleted or stored longer by itself: it is a reminder only."""

    def __init__(
        self,
        ports: DeskPorts,
        rows: Sequence[CaseSummary],
        on_changed: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            ports.texts, ports.texts.get("desk_window.keep.title"), parent, letters=62, height=300
        )
        self.setObjectName("keep_dialog")
        self._ports = ports
        self._rows = tuple(rows)
        self._on_changed = on_changed
        self.line(self.say("keep.words", n=len(self._rows)))
        label = self.line(self.say("keep.until"), "strong")
        self.field = DateField(ports.texts, ports.today, dont_know=False)
        self.field.set_label(label.text(), "")
        days = {row.keep_until for row in self._rows}
        if len(days) == 1 and (day := days.pop()) is not None:
            self.field.set_value(day)
        self.column.addWidget(self.field)
        self.column.addStretch(1)
        self.save = self.button(self.say("save"), self._on_save, primary=True)
        self.clear = self.button(self.say("keep.clear"), self._on_clear)
        self.clear.setEnabled(any(row.keep_until is not None for row in self._rows))
        self.close_button("cancel")
        self.field.focus_field()

    def _on_save(self) -> None:
        if self.field.day() is None:
            self.notice.show_message(Tone.AMBER, [self.say("keep.no_day")])
            self.field.focus_field()
            return
        self._store()

    def _on_clear(self) -> None:
        self.field.set_value(None)
        self._store()

    def _store(self) -> None:
        day = self.field.day()

        def keep() -> None:
            with self._ports.store.together():
                for row in self._rows:
                    self._ports.store.keep_until(row.case_id, day)

        if self.tried(keep):
            self.accept()
            self._on_changed()
