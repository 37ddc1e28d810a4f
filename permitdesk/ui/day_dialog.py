"""Which day should the case be seen as of? Typed or chosen; nothing is accepted that is no day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.labels import TextLabel


class DayDialog(QDialog):
    """Enter shows the day, Escape changes nothing."""

    def __init__(self, session: CaseSession, on_day: Callable[[date], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._on_day = on_day
        texts = session.texts
        self.setObjectName("day_dialog")
        self.setWindowTitle(texts.get("as_of.dialog.title"))
        label = texts.get("as_of.dialog.day")
        self.field = DateField(texts, session.today, dont_know=False)
        self.field.set_label(label, texts.get("as_of.dialog.words"))
        self.field.set_value(session.day)
        self.hint = TextLabel("", "strong")
        self.today = self._button("today", self._on_today_clicked)
        self.show_day = self._button("show", self._on_show_clicked)
        self.cancel = self._button("cancel", self.reject)
        self.show_day.setDefault(True)
        self.show_day.setProperty("primary", True)
        # Next to the calendar, as it fills the field, too.
        self.field.line.insertWidget(2, self.today)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.show_day)
        foot.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(TextLabel(texts.get("as_of.dialog.title"), "title"))
        box.addWidget(TextLabel(texts.get("as_of.dialog.words")))
        box.addWidget(TextLabel(label, "strong"))
        box.addWidget(self.field)
        box.addWidget(self.hint)
        box.addStretch(1)
        box.addLayout(foot)
        self.field.edit.textChanged.connect(self._show_hint)
        letter = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(72 * letter)
        self._show_hint()
        self.field.focus_field()

    def _button(self, name: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._session.texts.get(f"as_of.dialog.{name}"))
        button.setObjectName(f"day_{name}")
        button.setAutoDefault(name == "show")
        button.clicked.connect(slot)
        return button

    def _show_hint(self) -> None:
        """What kind of day stands in the field."""
        session, day = self._session, self.field.day()
        texts = session.texts
        if day is None:
            self.hint.setText("")
        elif day < session.ruleset.covered_from:
            self.hint.setText(texts.fill("as_of.no_rules_title", begin=session.ruleset.covered_from))
        elif day == session.today:
            self.hint.setText(texts.get("as_of.dialog.is_today"))
        else:
            kind = "past" if day < session.today else "future"
            self.hint.setText(texts.get(f"as_of.dialog.{kind}"))
        self.hint.setAccessibleName(self.hint.text())

    def _on_today_clicked(self) -> None:
        self.field.edit.setText(self.field.written(self._session.today))
        self.field.put_back(self.field.edit.text())
        self.show_day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_show_clicked(self) -> None:
        day = self.field.day()
        if day is None:
            # What is wrong with the text stands under the field; an empty one is told here.
            if not self.field.edit.text().strip():
                self.hint.setText(self._session.texts.get("as_of.dialog.empty"))
            self.field.put_back(self.field.edit.text())
            self.field.focus_field()
            return
        self.accept()
        self._on_day(day)
