"""One question: words, a line of help, the field. And a sheet that shows a few questions at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.answer_field import AnswerField
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone, tone_colors


class FieldRow(QWidget):
    """A question with its field. ``path`` is the field path in the case that it edits."""

    edited = Signal(str)

    def __init__(
        self,
        path: str,
        label: str,
        help_text: str,
        field: AnswerField,
        *,
        weight: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.field = field
        #: room taken on a sheet, in units of a one-line field
        self.weight = weight
        self.setObjectName(f"row_{path}")
        self.label = TextLabel(label, "strong")
        self.help = TextLabel(help_text, "help")
        if not help_text:
            self.help.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.label)
        box.addWidget(self.help)
        box.addWidget(field)
        self.problem = TextLabel("", "help")
        self.problem.hide()
        box.addWidget(self.problem)
        box.addStretch(1)
        field.set_label(label, help_text)
        field.edited.connect(self._on_edited)

    def show_problem(self, text: str) -> None:
        """Show what is odd about a valid answer (a birth date in the future…); empty hides it."""
        palette = self.problem.palette()
        palette.setColor(self.problem.foregroundRole(), tone_colors(self.palette(), Tone.AMBER).edge)
        self.problem.setPalette(palette)
        self.problem.set_text(text)

    def _on_edited(self) -> None:
        self.edited.emit(self.path)


class QuestionSheet(QWidget):
    """Rows shown a few at a time, with "Earlier questions" and "More questions"."""

    view_changed = Signal()

    def __init__(self, texts: TextSource, capacity: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._capacity = capacity
        self._rows: tuple[FieldRow, ...] = ()
        self._views: list[list[FieldRow]] = []
        self._stack = QStackedWidget()
        self._where = TextLabel("", "help")
        self.back = QPushButton(texts.get("page.sheet.back"))
        self.back.setObjectName("sheet_back")
        self.more = QPushButton(texts.get("page.sheet.more"))
        self.more.setObjectName("sheet_more")
        self.back.clicked.connect(lambda: self.show_view(self._stack.currentIndex() - 1))
        self.more.clicked.connect(lambda: self.show_view(self._stack.currentIndex() + 1))
        foot = QHBoxLayout()
        foot.addWidget(self._where, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._stack, 1)
        box.addLayout(foot)

    def rows(self) -> tuple[FieldRow, ...]:
        """Every row, shown or not."""
        return self._rows

    def set_rows(self, rows: Sequence[FieldRow]) -> None:
        """Show other rows; stays on the view that holds the row shown first before, if it is still there."""
        anchor = self._views[self._stack.currentIndex()][0].path if self._views else None
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._rows = tuple(rows)
        self._views = self._divided(rows)
        for view in self._views:
            holder = QWidget()
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(12)
            for row in view:
                box.addWidget(row)
            box.addStretch(1)
            self._stack.addWidget(holder)
        place = next((i for i, view in enumerate(self._views) for row in view if row.path == anchor), 0)
        self.show_view(place)

    def _divided(self, rows: Sequence[FieldRow]) -> list[list[FieldRow]]:
        """Rows in views whose weights do not exceed the capacity; a heavier row stands alone."""
        views: list[list[FieldRow]] = []
        room = 0
        for row in rows:
            if not views or row.weight > room:
                views.append([])
                room = self._capacity
            views[-1].append(row)
            room -= row.weight
        return views

    def show_view(self, place: int) -> None:
        """Show one view; places outside are taken to the nearest end."""
        last = len(self._views) - 1
        place = max(0, min(place, last))
        if self._views:
            self._stack.setCurrentIndex(place)
            before = sum(len(view) for view in self._views[:place])
            shown = len(self._views[place])
            key = "page.sheet.where_one" if shown == 1 else "page.sheet.where"
            self._where.set_text(
                self._texts.fill(key, first=before + 1, last=before + shown, total=len(self._rows))
            )
        several = last > 0
        self._where.setVisible(several)
        for button, enabled in ((self.back, place > 0), (self.more, place < last)):
            button.setVisible(several)
            button.setEnabled(enabled)
        self.view_changed.emit()

    def place(self) -> int:
        """The view shown, counted from 0."""
        return self._stack.currentIndex()

    def views(self) -> tuple[tuple[str, ...], ...]:
        """The paths of the rows of each view."""
        return tuple(tuple(row.path for row in view) for view in self._views)

    def focus_path(self, path: str) -> bool:
        """Show the view that holds the row of ``path`` and put the keyboard there; False if there is none."""
        for place, view in enumerate(self._views):
            for row in view:
                if row.path == path:
                    self.show_view(place)
                    row.field.focus_field()
                    return True
        return False
