"""Two permits side by side in a window of its own; the second one is chosen here and kept in the case."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from permitdesk.documents.compare_words import cell_words
from permitdesk.domain.compare import ComparedRow, compare
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Statement
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel, clear_layout
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.wording import Wording


class CompareDialog(QDialog):
    """The permit of ``first`` at the left, the compared one at the right; rows scroll, Escape closes."""

    def __init__(self, session: CaseSession, first: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._first = first
        texts = session.texts
        self.setWindowTitle(texts.get("compare.title"))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 14)
        box.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(TextLabel(texts.get("compare.title"), "title"), 1)
        label = TextLabel(texts.get("page.compare.with"), "strong")
        label.setWordWrap(False)
        head.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.second = Combo()
        self.second.setAccessibleName(texts.get("page.compare.with"))
        self.second.setMinimumWidth(34 * self.fontMetrics().averageCharWidth())
        self.second.activated.connect(self._on_chosen)
        head.addWidget(self.second, 1)
        box.addLayout(head)
        box.addWidget(TextLabel(texts.get("compare.intro"), "help"))
        self.notice = Notice(texts)
        box.addWidget(self.notice)
        inner = QWidget()
        self.grid = QGridLayout(inner)
        self.grid.setContentsMargins(0, 0, 8, 0)
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(0, 2)
        self.grid.setColumnStretch(1, 5)
        self.grid.setColumnStretch(2, 5)
        self.area = FlowArea(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(texts.get("compare.title"))
        box.addWidget(self.area, 1)
        # Takes the room while there are no rows, so that the notice stays as tall as its words.
        self.rest = QWidget()
        box.addWidget(self.rest, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # The style's own icon cannot be seen in the dark theme.
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1180, screen.width() - 60), min(660, screen.height() - 60))
        self._fill_choices()
        self._show()
        self.second.setFocus(Qt.FocusReason.OtherFocusReason)

    def _routes(self) -> tuple[RouteAssessment | None, RouteAssessment | None]:
        dossier = self._session.dossier
        first = dossier.route(self._first) if self._first is not None else None
        wanted = self._session.case.compared_route
        second = dossier.route(wanted) if wanted is not None else None
        return first, None if second is None or second.id == self._first else second

    def _fill_choices(self) -> None:
        texts = self._session.texts
        wording = Wording(texts, self._session.ruleset)
        self.second.addItem(texts.get("page.compare.choose"), "")
        for route in self._session.dossier.routes:
            if route.id != self._first:
                self.second.addItem(f"{wording.route(route.id)} ({wording.verdict(route.verdict)})", route.id)
        _, second = self._routes()
        self.second.setCurrentIndex(0 if second is None else max(0, self.second.findData(second.id)))

    def _on_chosen(self) -> None:
        wanted = self.second.currentData() or None
        if wanted != self._session.case.compared_route:
            self._session.update(self._session.case.with_changes(compared_route=wanted))
        self._show()

    def _show(self) -> None:
        clear_layout(self.grid)
        texts = self._session.texts
        first, second = self._routes()
        if first is None or second is None:
            key = "no_route" if first is None else "none"
            self.notice.show_message(Tone.INFO, [texts.get(f"page.compare.{key}")])
            self.notice.show()
            self.area.hide()
            self.rest.show()
            return
        self.notice.hide()
        self.rest.hide()
        self.area.show()
        wording = Wording(texts, self._session.ruleset)
        for column, name in enumerate(("", wording.route(first.id), wording.route(second.id))):
            self.grid.addWidget(TextLabel(name, "heading"), 0, column)
        for line, row in enumerate(compare(first, second, self._session.dossier.on).rows, start=1):
            self._add_row(line * 2, row)
        self.grid.setRowStretch(self.grid.rowCount(), 1)

    def _add_row(self, line: int, row: ComparedRow) -> None:
        """The topic, its two sides, and beneath them over the full width what both have in common."""
        texts = self._session.texts
        self.grid.addWidget(TextLabel(texts.get(f"compare.{row.topic}"), "strong"), line, 0)
        if not (row.first or row.second):
            self.grid.addWidget(self._words(row.topic, row.both), line, 1, 1, 2)
            return
        self.grid.addWidget(self._words(row.topic, row.first), line, 1)
        self.grid.addWidget(self._words(row.topic, row.second), line, 2)
        if row.both:
            both = self._words(row.topic, row.both, f"{texts.get('compare.both')} ")
            self.grid.addWidget(both, line + 1, 1, 1, 2)

    def _words(self, topic: str, statements: Iterable[Statement], before: str = "") -> TextLabel:
        words = cell_words(self._session.texts, topic, statements)
        label = TextLabel(before + words, "help" if before else "body")
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return label
