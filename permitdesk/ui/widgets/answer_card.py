"""Big answers to one question: one press answers it, and the next question comes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QSizePolicy, QWidget

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.choice_field import DONT_KNOW_KEY, Option
from permitdesk.ui.widgets.tones import Tone, tone_colors

_PAD, _GAP = 11, 8
#: with more answers than this the cards lie closer together
_MANY, _CLOSE_PAD, _CLOSE_GAP = 9, 7, 5


class AnswerCard(QAbstractButton):
    """A button with wrapped words. The answer given before has a check mark and a thick edge."""

    def __init__(self, option: Option, given: bool, pad: int = _PAD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self._pad = pad
        self.given = given
        self.setText(option.label)
        self.setObjectName(f"answer_{option.value}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _shown(self) -> str:
        return f"✓ {self.text()}" if self.given else self.text()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = self.fontMetrics().boundingRect(
            QRect(0, 0, max(20, width - 2 * _PAD), 10_000), Qt.TextFlag.TextWordWrap, self._shown()
        )
        return box.height() + 2 * self._pad

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 30
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics()
        return QSize(line.averageCharWidth() * 12, line.height() + 2 * self._pad)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = QApplication.palette()
        marked = self.given or self.isDown() or self.underMouse()
        colors = tone_colors(palette, Tone.INFO if marked else Tone.PLAIN)
        edge = tone_colors(palette, Tone.INFO).edge if self.given or self.hasFocus() else colors.edge
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colors.ground)
        painter.setPen(QPen(edge, 2.5 if self.hasFocus() else 2.0 if self.given else 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.setPen(colors.ink)
        inner = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, self._shown())
        painter.end()


class AnswerCards(QWidget):
    """The answers to one question, "I don't know" last. ``answered`` follows a press on one of them."""

    answered = Signal(object)

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._cards: list[AnswerCard] = []
        self._columns = 0
        self._shown: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 6, 1)
        self._grid.setSpacing(_GAP)

    def show_options(self, question: str, options: Sequence[Option], value: AnswerValue | None) -> None:
        """Show other options; ``value`` is the answer given before. The same again changes nothing."""
        given = DONT_KNOW_KEY if value is DONT_KNOW else value
        wanted = (question, tuple(options), given)
        if wanted == self._shown:
            return
        self._shown = wanted
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        offered = (*options, Option(DONT_KNOW_KEY, self._texts.get("page.dont_know")))
        many = len(offered) > _MANY
        pad = _CLOSE_PAD if many else _PAD
        self._cards = [AnswerCard(option, option.value == given, pad, self) for option in offered]
        self._grid.setSpacing(_CLOSE_GAP if many else _GAP)
        for card in self._cards:
            card.setAccessibleName(f"{question} {card.option.label}")
            if card.given:
                card.setAccessibleDescription(self._texts.get("page.finder.given"))
            card.clicked.connect(lambda _=False, name=card.option.value: self._on_pressed(name))
        self._columns = 0
        self._place()
        for card in self._cards:
            # Shown now: what is made on a visible page is shown later than the keyboard needs.
            card.setVisible(True)

    def cards(self) -> tuple[AnswerCard, ...]:
        """The cards in order."""
        return tuple(self._cards)

    def card(self, value: str) -> AnswerCard:
        """The card of one option; ``dont_know`` for "I don't know". Raises KeyError for another."""
        found = {card.option.value: card for card in self._cards}
        return found[value]

    def focus_first(self) -> None:
        """Put the keyboard on the answer given before, else on the first one."""
        if self._cards:
            target = next((card for card in self._cards if card.given), self._cards[0])
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Two columns where there is room and more than a few answers; "I don't know" over the full width."""
        roomy = self.width() > self.fontMetrics().averageCharWidth() * 68
        columns = 2 if roomy and len(self._cards) > 4 else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        last = len(self._cards) - 1
        for place, card in enumerate(self._cards):
            wide = place == last and last % columns == 0
            self._grid.addWidget(card, place // columns, place % columns, 1, columns if wide else 1)
        self._grid.setRowStretch(len(self._cards), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _on_pressed(self, name: str) -> None:
        self.answered.emit(DONT_KNOW if name == DONT_KNOW_KEY else name)
