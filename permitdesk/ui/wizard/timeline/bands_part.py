"""Every permit at once: a table with the days that count for each as a bar, and the same in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.stay.bands import Band, RouteBand, Weight, bands
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.sign_icon import sign_pixmap
from permitdesk.ui.widgets.tones import Tone, tone_colors
from permitdesk.ui.widgets.verdict_tones import SIGN_OF_VERDICT, TONE_OF_VERDICT

_BANDS = Qt.ItemDataRole.UserRole + 1
_COLUMNS = ("permit", "days", "from_day", "bar")
_BAR = len(_COLUMNS) - 1
#: height of a band as a part of the bar: the weight is read from the height, the pattern and the words
_HEIGHT = {Weight.FULL: 1.0, Weight.HALF: 0.5, Weight.PERHAPS: 1.0, Weight.NONE: 0.12}
_TONE = {Weight.FULL: Tone.GOOD, Weight.HALF: Tone.GOOD, Weight.PERHAPS: Tone.AMBER, Weight.NONE: Tone.INFO}


class BandDelegate(QStyledItemDelegate):
    """Draws the bands of one period over the days that all rows share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = date.min
        self.last = date.max

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.fontMetrics.averageCharWidth() * 30, option.fontMetrics.height() * 2)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        found: tuple[Band, ...] = index.data(_BANDS) or ()
        box = QRectF(option.rect).adjusted(6, 6, -6, -6)
        whole = (self.last - self.first).days + 1
        painter.save()
        for band in found:
            left = box.left() + box.width() * (band.first - self.first).days / whole
            width = max(1.0, box.width() * band.days / whole)
            height = box.height() * _HEIGHT[band.weight]
            edge = QColor(tone_colors(option.palette, _TONE[band.weight]).edge)
            perhaps = band.weight is Weight.PERHAPS
            pattern = Qt.BrushStyle.BDiagPattern if perhaps else Qt.BrushStyle.SolidPattern
            painter.setPen(edge)
            painter.setBrush(QBrush(edge, pattern))
            painter.drawRect(QRectF(left, box.bottom() - height, width, height))
        painter.restore()


class BandsPart(QWidget):
    """The table, filled when it is seen."""

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts: TextSource = session.texts
        self._stale = True
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(TextLabel(self._say("intro"), "help"))
        self.empty = TextLabel(self._say("empty"))
        box.addWidget(self.empty)
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setAccessibleName(self._say("title"))
        self.table.setHorizontalHeaderLabels([self._say(name) for name in _COLUMNS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(_BAR, QHeaderView.ResizeMode.Stretch)
        self.delegate = BandDelegate(self.table)
        self.table.setItemDelegateForColumn(_BAR, self.delegate)
        box.addWidget(self.table, 1)
        session.case_changed.connect(self._on_changed)

    def _say(self, name: str) -> str:
        return self._texts.get(f"page.bands.{name}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Fill the table with the permits as they are ranked now."""
        self._stale = False
        found = [row for row in bands(self._session.dossier) if row.bands]
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        if found:
            self.delegate.first = min(row.bands[0].first for row in found)
            self.delegate.last = max(row.bands[-1].last for row in found)
        self.table.setRowCount(len(found))
        for place, row in enumerate(found):
            self._fill(place, row)
        self.table.resizeRowsToContents()

    def _fill(self, place: int, row: RouteBand) -> None:
        texts = self._texts
        verdict = texts.get(f"verdict.{row.verdict}.title")
        title = QTableWidgetItem(f"{texts.get(f'route.{row.route}.title')} — {verdict}")
        colors = tone_colors(self.palette(), TONE_OF_VERDICT[row.verdict])
        size = self.fontMetrics().height()
        title.setIcon(sign_pixmap(SIGN_OF_VERDICT[row.verdict], colors.edge, colors.ground, size))
        credited = texts.fill("page.bands.credited", strict=row.credited_strict, lenient=row.credited_lenient)
        needed = texts.fill("page.bands.required", n=row.required_days)
        days = QTableWidgetItem(f"{credited} ({needed})")
        safe = QTableWidgetItem(
            self._say("no_day") if row.earliest_safe is None else texts.day(row.earliest_safe)
        )
        bar = QTableWidgetItem()
        words = self.band_words(row)
        bar.setData(_BANDS, row.bands)
        bar.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        bar.setToolTip(words)
        for column, item in enumerate((title, days, safe, bar)):
            self.table.setItem(place, column, item)

    def band_words(self, row: RouteBand) -> str:
        """The bar in words, one line for each band."""
        return "\n".join(
            self._texts.fill(
                "page.bands.band", first=b.first, last=b.last, weight=self._say(f"weight_{b.weight}")
            )
            for b in row.bands
        )
