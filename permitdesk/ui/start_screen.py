"""The first screen: three ways in, and the list of cases below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from permitdesk.ui.desk.desk import Desk
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.icons import icon
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.widgets.labels import TextLabel


class ChoiceButton(QPushButton):
    """A large button with an icon, a title and a sentence that wraps."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self.setObjectName("choice")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._title = TextLabel("", "heading")
        self._sentence = TextLabel("", "help")
        for label in (self._picture, self._title, self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(14)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        self.restyle()

    def set_words(self, title: str, sentence: str) -> None:
        """Show other words."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def set_slim(self, slim: bool) -> None:
        """Show the title only, for whoever knows the way and wants to see the list."""
        self._sentence.setVisible(not slim)
        self._margins(slim)
        self.updateGeometry()

    def _margins(self, slim: bool) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(16, 6 if slim else 14, 16, 6 if slim else 14)

    def restyle(self) -> None:
        """Draw the icon in the colours of the theme and the size of the text."""
        side = round(self.fontMetrics().height() * 1.9)
        self._picture.setPixmap(icon(self._icon_name).pixmap(QSize(side, side)))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


class StartScreen(QWidget):
    """Three questions and the desk."""

    new_case_asked = Signal()
    already_filed_asked = Signal()
    open_file_asked = Signal()

    def __init__(self, desk_model: DeskViewModel) -> None:
        super().__init__()
        self._greeting = TextLabel("", "big")
        self._promise = TextLabel("", "body")
        self.new_case = ChoiceButton("new")
        self.open_case = ChoiceButton("open")
        self.already_filed = ChoiceButton("letter")
        self.new_case.clicked.connect(self.new_case_asked)
        self.open_case.clicked.connect(self._on_open_clicked)
        self.already_filed.clicked.connect(self.already_filed_asked)
        self.desk = Desk(desk_model)
        self.age = TextLabel("", "strong")
        self.age.setObjectName("rules_age")
        self.age.hide()
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices.setSpacing(14)
        for choice in (self.new_case, self.open_case, self.already_filed):
            self._choices.addWidget(choice, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 26, 40, 22)
        column.setSpacing(12)
        column.addWidget(self._greeting)
        column.addWidget(self._promise)
        column.addWidget(self.age)
        column.addSpacing(4)
        column.addLayout(self._choices)
        column.addSpacing(8)
        column.addWidget(self.desk, 1)
        area = FlowArea(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self._compact = False
        desk_model.changed.connect(self._make_room)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self._greeting.setText(self.tr("What would you like to do?"))
        self._promise.setText(
            self.tr(
                "Everything stays on this computer. You will see whether and when you may apply, "
                "until when your stay is legal, and what you need."
            )
        )
        self.new_case.set_words(
            self.tr("Prepare a new application"),
            self.tr("Answer short questions. At the end you get a plan to print."),
        )
        self.open_case.set_words(
            self.tr("Open a case"),
            self.tr("Go on with a case from the list below, or open a case file."),
        )
        self.already_filed.set_words(
            self.tr("I already applied, or got a letter"),
            self.tr("See what your application is worth today and what to do next."),
        )

    def set_compact(self, compact: bool) -> None:
        """Stand the choices below each other when the text is large for the window."""
        direction = QBoxLayout.Direction
        self._choices.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self._compact = compact
        self.desk.set_compact(compact)
        self._make_room()

    def _make_room(self) -> None:
        """Whoever has many cases works with the list; the words above it are for who is here first."""
        many = self.desk.many
        self._promise.setVisible(not self._compact and not many)
        self._greeting.setVisible(not many)
        for choice in (self.new_case, self.open_case, self.already_filed):
            choice.set_slim(many)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever has a keyboard only can begin at once."""
        super().showEvent(event)
        if not event.spontaneous():
            self.new_case.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            for choice in (self.new_case, self.open_case, self.already_filed):
                choice.restyle()

    def _on_open_clicked(self) -> None:
        """With cases on the list the keyboard goes there; without any, a file is asked for."""
        if not self.desk.focus_list():
            self.open_file_asked.emit()
