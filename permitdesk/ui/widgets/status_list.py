"""Kinds of stay in groups, found by typing any part of their name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.labels import FittedList, TextLabel, fit_rows
from permitdesk.ui.widgets.sign_icon import sign_pixmap
from permitdesk.ui.widgets.tones import Sign, Tone, tone_colors

_VALUE = Qt.ItemDataRole.UserRole


def folded(text: str) -> str:
    """Lower case without accents, so that typing without Polish letters finds Polish words."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


class GroupedList(QWidget):
    """A search line over a list with group headings. ``chosen`` follows a click, Enter or Space."""

    chosen = Signal(str)

    def __init__(
        self,
        texts: TextSource,
        groups: Sequence[tuple[str, Sequence[Option]]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._groups = groups
        self._value: str | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts.get("page.list.search"))
        self.search.setAccessibleName(f"{name} {texts.get('page.list.search')}")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.list = FittedList(name)
        side = round(self.fontMetrics().height() * 0.95)
        self.list.setIconSize(QSize(side, side))
        self.list.itemClicked.connect(self._on_taken)
        self.list.itemActivated.connect(self._on_taken)
        self.list.currentItemChanged.connect(self._show_help)
        self.nothing = TextLabel(texts.get("page.list.nothing"), "help")
        self.help = TextLabel("", "help")
        self.help.setMinimumHeight(round(self.fontMetrics().height() * 3.2))
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing)
        box.addWidget(self.help)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down leads from the search into the list; the space bar takes a line, as Enter does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            item = self.list.currentItem()
            if watched is self.list and event.key() == Qt.Key.Key_Space and item is not None:
                self._on_taken(item)
                return True
        return False

    def value(self) -> str | None:
        """The option chosen."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show which option is chosen, without a signal."""
        if value == self._value and self.list.count():
            return
        self._value = value
        self._fill()

    def _fill(self) -> None:
        wanted = folded(self.search.text()).split()
        self.list.clear()
        groups = [(heading, [o for o in options if _fits(o, wanted)]) for heading, options in self._groups]
        # Who types a name means that line: it comes before those with the words in their explanation.
        groups.sort(key=lambda group: not any(_named(o, wanted) for o in group[1]))
        for heading, found in groups:
            if not found:
                continue
            found.sort(key=lambda o: not _named(o, wanted))
            head = QListWidgetItem(heading)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            self.list.addItem(head)
            self._add(found)
        empty = self.list.count() == 0
        self.nothing.setVisible(empty)
        fit_rows(self.list)

    def _add(self, options: Iterable[Option]) -> None:
        for option in options:
            item = QListWidgetItem(option.label)
            item.setIcon(self._mark(chosen=option.value == self._value))
            item.setData(_VALUE, option.value)
            item.setToolTip(option.help)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, option.help)
            self.list.addItem(item)
            if option.value == self._value:
                self.list.setCurrentItem(item)

    def _mark(self, *, chosen: bool) -> QIcon:
        """A sign beside the chosen line; the others keep its room, so that all words begin at one edge."""
        side = self.list.iconSize().width()
        if chosen:
            colors = tone_colors(QApplication.palette(), Tone.INFO)
            return QIcon(sign_pixmap(Sign.CHECK, colors.edge, colors.ground, side, 2.0))
        empty = QPixmap(side, side)
        empty.fill(Qt.GlobalColor.transparent)
        return QIcon(empty)

    def _on_taken(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        if isinstance(value, str) and value != self._value:
            self._value = value
            self._fill()
            self.chosen.emit(value)

    def _take_first(self) -> None:
        """Enter in the search line takes the only option left, else moves into the list."""
        options = self._option_items()
        if len(options) == 1:
            self._on_taken(options[0])
        else:
            self._enter_list()

    def _option_items(self) -> list[QListWidgetItem]:
        items = [self.list.item(i) for i in range(self.list.count())]
        return [item for item in items if item.data(_VALUE) is not None]

    def _enter_list(self) -> None:
        options = self._option_items()
        if options:
            self.list.setFocus()
            if self.list.currentItem() is None:
                self.list.setCurrentItem(options[0])

    def _show_help(self, item: QListWidgetItem | None) -> None:
        value = item.data(_VALUE) if item is not None else None
        found = next((o for _, options in self._groups for o in options if o.value == value), None)
        self.help.setText(found.help if found is not None else "")


def _named(option: Option, wanted: Sequence[str]) -> bool:
    """Whether every word typed begins a word of the option's own name."""
    words = folded(option.label).replace("(", " ").split()
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)


def _fits(option: Option, wanted: Sequence[str]) -> bool:
    words = folded(f"{option.label} {option.help} {option.value.replace('_', ' ')}")
    return all(word in words for word in wanted)
