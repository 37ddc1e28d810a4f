"""The list of permits: in groups, best first; found by typing a part of the name in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from permitdesk.domain.dossier import Dossier, RouteAssessment, RouteGroup
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import FittedList, TextLabel, fit_rows
from permitdesk.ui.widgets.ranking_list import SIGN_OF_GROUP, TONE_OF_GROUP
from permitdesk.ui.widgets.sign_icon import sign_pixmap
from permitdesk.ui.widgets.status_list import folded
from permitdesk.ui.widgets.tones import tone_colors
from permitdesk.ui.wizard.wording import Wording

_ID = Qt.ItemDataRole.UserRole


class PermitList(QWidget):
    """A search line, the permits in groups, and a box that unfolds what is not possible.

    ``looked_at`` follows the line the person is on, ``taken`` follows Enter or a double click.
    """

    looked_at = Signal(str)
    taken = Signal()

    def __init__(self, texts: TextSource, every_language: Callable[[], Sequence[TextSource]]) -> None:
        """``every_language`` gives the texts of all languages; it is asked when a search begins."""
        super().__init__()
        self._texts = texts
        self._every_language = every_language
        self._names: dict[str, str] = {}
        self._dossier: Dossier | None = None
        self._current: str | None = None
        self._wording: Wording | None = None
        self.search = QLineEdit()
        self.search.setObjectName("permit_search")
        self.search.setPlaceholderText(texts.get("page.permit.search"))
        self.search.setAccessibleName(texts.get("page.permit.search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._enter_list)
        self.search.installEventFilter(self)
        self.list = FittedList(texts.get("page.permit.list"))
        side = round(self.fontMetrics().height() * 1.3)
        self.list.setIconSize(QSize(side, side))
        self.list.setSpacing(1)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.itemActivated.connect(self.taken)
        self.nothing = TextLabel(texts.get("page.permit.nothing"), "help")
        self.nothing.hide()
        self.unfold = QCheckBox()
        self.unfold.setObjectName("show_all")
        self.unfold.toggled.connect(self._fill)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing)
        box.addWidget(self.unfold)

    def show_permits(self, dossier: Dossier, current: str | None, wording: Wording) -> None:
        """List the permits of a dossier with ``current`` looked at."""
        self._dossier, self._current, self._wording = dossier, current, wording
        self._fill()

    def listed(self) -> tuple[str, ...]:
        """Ids of the permits listed now, in order."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return tuple(item.data(_ID) for item in items if item.data(_ID))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down leads from the search into the list."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if watched is self.search and key == Qt.Key.Key_Down:
            self._enter_list()
            return True
        return False

    # --- inside ------------------------------------------------------------------------

    def _fill(self) -> None:
        dossier, wording = self._dossier, self._wording
        if dossier is None or wording is None:
            return
        wanted = folded(self.search.text()).split()
        self.list.blockSignals(True)
        self.list.clear()
        for group in RouteGroup:
            routes = [r for r in dossier.routes if r.group is group and self._is_listed(r, wanted)]
            if routes:
                self._add_heading(f"{self._texts.get(f'group.{group}')} ({len(routes)})")
            for route in routes:
                self._add(route, wording, chosen=route.id == dossier.chosen)
        fit_rows(self.list)
        self.list.blockSignals(False)
        folded_away = sum(route.group is RouteGroup.NOT_POSSIBLE for route in dossier.routes)
        self.unfold.setText(self._texts.fill("page.permit.show_all", n=folded_away))
        self.unfold.setVisible(folded_away > 0)
        self.nothing.setVisible(self.list.count() == 0)
        if (item := self.list.currentItem()) is not None:
            self.list.scrollToItem(item)

    def _is_listed(self, route: RouteAssessment, wanted: Sequence[str]) -> bool:
        if wanted:
            words = self._searched(route.id)
            return all(word in words for word in wanted)
        # The permit looked at stays in sight, whatever the ranking makes of it.
        kept = self._dossier is not None and route.id in {self._current, self._dossier.chosen}
        return kept or self.unfold.isChecked() or route.group is not RouteGroup.NOT_POSSIBLE

    def _searched(self, route_id: str) -> str:
        if not self._names and self._dossier is not None:
            self._names = self._names_of(route.id for route in self._dossier.routes)
        return self._names.get(route_id, "")

    def _names_of(self, routes: Iterable[str]) -> dict[str, str]:
        """What a search looks at: names in every language, what they are about, and the article."""
        languages = self._every_language()
        found = {}
        for route_id in routes:
            keys = (f"route.{route_id}.title", f"route.{route_id}.summary", f"term.{route_id}")
            words = [texts.get(key) for texts in languages for key in keys if texts.has(key)]
            found[route_id] = folded(" ".join([*words, route_id.replace("_", " ")]))
        return found

    def _add(self, route: RouteAssessment, wording: Wording, *, chosen: bool) -> None:
        name = wording.route(route.id)
        below = wording.route_line(route)
        item = QListWidgetItem(f"{'✓ ' if chosen else ''}{name}\n{below}")
        group = self._texts.get(f"group.{route.group}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}. {group}. {below}")
        colors = tone_colors(QApplication.palette(), TONE_OF_GROUP[route.group])
        side = self.list.iconSize().width()
        item.setIcon(QIcon(sign_pixmap(SIGN_OF_GROUP[route.group], colors.edge, colors.ground, side, 2.0)))
        item.setData(_ID, route.id)
        self.list.addItem(item)
        if route.id == self._current:
            self.list.setCurrentItem(item)

    def _add_heading(self, words: str) -> None:
        head = QListWidgetItem(words)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        self.list.addItem(head)

    def _enter_list(self) -> None:
        """From the search to the list: on the permit looked at if it was found, else on the first one."""
        if self.list.count() == 0:
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.currentItem() is None:
            items = [self.list.item(place) for place in range(self.list.count())]
            self.list.setCurrentItem(next(item for item in items if item.data(_ID)))

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID) and item.data(_ID) != self._current:
            self.looked_at.emit(item.data(_ID))
