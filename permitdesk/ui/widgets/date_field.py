"""A date typed in any usual way, or picked from a calendar; the day understood is written out in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QVBoxLayout, QWidget

from permitdesk.domain.answers import AnswerValue
from permitdesk.interview.typed import parse_day
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.typed_field import Reading, TypedField


class DateField(TypedField):
    """A date. Day before month, as in Poland; ISO and names of months are understood too."""

    def __init__(
        self,
        texts: TextSource,
        today: date,
        *,
        dont_know: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, dont_know=dont_know, width_chars=16, parent=parent)
        self._today = today
        self._popup: QFrame | None = None
        self.edit.setPlaceholderText(texts.get("page.date.placeholder"))
        self.calendar_button = QPushButton()
        self.calendar_button.setText(texts.get("page.date.calendar"))
        self.calendar_button.setObjectName("calendar_button")
        self.calendar_button.clicked.connect(self.open_calendar)
        self.line.insertWidget(1, self.calendar_button)

    def read(self, text: str) -> Reading:
        typed = parse_day(text)
        if typed.day is None:
            return Reading(None, "" if typed.problem is None else self.texts.render(typed.problem))
        words = self.texts.fill("page.date.understood", day=typed.day)
        return Reading(typed.day, understood=words)

    def written(self, value: AnswerValue) -> str:
        return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)

    def day(self) -> date | None:
        """The day in the field, None if there is none."""
        value = self.value()
        return value if isinstance(value, date) else None

    def set_label(self, label: str, help_text: str) -> None:
        super().set_label(label, help_text)
        self.calendar_button.setAccessibleName(f"{label} {self.calendar_button.text()}")

    def open_calendar(self) -> None:
        """Show the calendar under the field, on the day typed or on today."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        calendar = QCalendarWidget(popup)
        calendar.setObjectName("calendar")
        calendar.setLocale(QLocale(self.texts.language))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.day() or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._on_picked)
        calendar.activated.connect(self._on_picked)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)
        popup.move(self.edit.mapToGlobal(QPoint(0, self.edit.height() + 2)))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def _on_picked(self, picked: QDate) -> None:
        """Take the picked day once; a double click reports it twice."""
        if self._popup is None:
            return
        self._popup.close()
        self._popup = None
        self.unknown.setChecked(False)
        self.edit.setText(self.written(date(picked.year(), picked.month(), picked.day())))
        self.edit.setModified(True)
        self._on_finished()
        self.edit.setFocus()
