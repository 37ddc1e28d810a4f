"""Choices: cards with a radio button, or a drop-down list; "I don't know" is an option like the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.answer_field import AnswerField
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone, tone_colors

#: stands for "I don't know" among the options
DONT_KNOW_KEY = "dont_know"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: stored value, words, and an optional line that explains them."""

    value: str
    label: str
    help: str = ""


def cards_weight(options: int, columns: int) -> int:
    """Room that cards (with "I don't know") take on a sheet, in units of a one-line question."""
    rows = -(-(options + 1) // columns)
    return max(1, round((60 + 35 * rows) / 88))


class OptionCard(QWidget):
    """A radio button with wrapping words; the whole card can be clicked."""

    chosen = Signal()

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.radio = QRadioButton()
        self.radio.setObjectName(f"option_{option.value}")
        self.radio.setAccessibleName(option.label)
        self.radio.setAccessibleDescription(option.help)
        self.radio.clicked.connect(self.chosen)
        self.radio.toggled.connect(self.update)
        self.radio.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(TextLabel(option.label))
        if option.help:
            words.addWidget(TextLabel(option.help, "help"))
        row.addLayout(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Repaint when the keyboard comes or goes, so that the focus ring follows."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        checked = self.radio.isChecked()
        colors = tone_colors(QApplication.palette(), Tone.INFO if checked else Tone.PLAIN)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colors.ground)
        width = 2.0 if self.radio.hasFocus() or checked else 1.0
        edge = tone_colors(QApplication.palette(), Tone.INFO).edge if width > 1 else colors.edge
        style = Qt.PenStyle.DashLine if self.radio.hasFocus() and not checked else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, width, style))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()


class ChoiceField(AnswerField):
    """Cards side by side in ``columns`` columns; arrow keys move, Space chooses."""

    def __init__(
        self,
        texts: TextSource,
        options: Sequence[Option],
        columns: int = 1,
        dont_know: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, parent)
        self._group = QButtonGroup(self)
        self._cards: dict[str, OptionCard] = {}
        self._columns = columns
        self._used = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        shown = list(options)
        if dont_know:
            shown.append(Option(DONT_KNOW_KEY, texts.get("page.dont_know")))
        for option in shown:
            card = OptionCard(option)
            card.chosen.connect(self.edited)
            self._group.addButton(card.radio)
            self._cards[option.value] = card
        self._place(columns)
        self.box.addLayout(self._grid)

    def _place(self, columns: int) -> None:
        """Put the cards into so many columns."""
        if columns == self._used:
            return
        for column in range(max(columns, self._used)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._used = columns
        for place, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() // max(1, self.fontMetrics().averageCharWidth() * 11)
        self._place(max(1, min(self._columns, room)))

    def value(self) -> AnswerValue | None:
        checked = next((key for key, card in self._cards.items() if card.radio.isChecked()), None)
        return DONT_KNOW if checked == DONT_KNOW_KEY else checked

    def set_value(self, value: AnswerValue | None) -> None:
        key = DONT_KNOW_KEY if value is DONT_KNOW else value
        self._group.setExclusive(False)
        for name, card in self._cards.items():
            card.radio.setChecked(name == key)
        self._group.setExclusive(True)

    def set_label(self, label: str, help_text: str) -> None:
        self.setAccessibleName(label)
        for card in self._cards.values():
            card.radio.setAccessibleName(f"{label} {card.option.label}")
            card.radio.setAccessibleDescription(card.option.help or help_text)

    def focus_field(self) -> None:
        cards = list(self._cards.values())
        target = next((card for card in cards if card.radio.isChecked()), cards[0])
        target.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def card(self, value: str) -> OptionCard:
        """The card of one option; ``dont_know`` for "I don't know". Raises KeyError for another."""
        return self._cards[value]


class ComboField(AnswerField):
    """A drop-down list for long choices; its first line means "not answered"."""

    def __init__(
        self,
        texts: TextSource,
        options: Sequence[Option],
        dont_know: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, parent)
        self.combo = Combo()
        self.combo.setMaximumWidth(520)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(24)
        self.combo.addItem(texts.get("page.choose"), None)
        for option in options:
            self.combo.addItem(option.label, option.value)
            self.combo.setItemData(self.combo.count() - 1, option.help, Qt.ItemDataRole.ToolTipRole)
        if dont_know:
            self.combo.addItem(texts.get("page.dont_know"), DONT_KNOW_KEY)
        self.combo.activated.connect(self.edited)
        self.box.addWidget(self.combo)

    def value(self) -> AnswerValue | None:
        data = self.combo.currentData()
        if data == DONT_KNOW_KEY:
            return DONT_KNOW
        return data if isinstance(data, str) else None

    def set_value(self, value: AnswerValue | None) -> None:
        key = DONT_KNOW_KEY if value is DONT_KNOW else value
        self.combo.setCurrentIndex(max(0, self.combo.findData(key) if key is not None else 0))

    def set_label(self, label: str, help_text: str) -> None:
        self.combo.setAccessibleName(label)
        self.combo.setAccessibleDescription(help_text)

    def focus_field(self) -> None:
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)
