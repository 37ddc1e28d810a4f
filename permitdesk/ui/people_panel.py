"""The people of the case above the steps: who they are, how far they are, until when they may stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.domain.case import Case
from permitdesk.domain.household import NewMember
from permitdesk.ui.icons import icon
from permitdesk.ui.viewmodels.people import PersonLine, person_lines, person_name
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.sign_icon import sign_pixmap
from permitdesk.ui.widgets.tones import SIGN_OF_TONE, Sign, Tone, tone_colors

_ID = Qt.ItemDataRole.UserRole


class PeoplePanel(QWidget):
    """A list of the people to switch between. With one person only the button ``add`` is to be seen.

    ``add`` stands elsewhere: whoever uses the panel places it.
    """

    person_chosen = Signal(str)
    add_asked = Signal(str)
    remove_asked = Signal(str)
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._compact = False
        self._lines: tuple[PersonLine, ...] = ()
        self._shown = ""
        #: the household as it was left when somebody was removed; the way back goes with the next change
        self._removed_at: Case | None = None
        self._heading = TextLabel("", "help")
        self.list = QListWidget()
        self.list.setObjectName("people_list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._on_taken)
        self.list.installEventFilter(self)
        self.remove = QToolButton()
        self.remove.setObjectName("remove_person")
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.add = QPushButton()
        self.add.setObjectName("add_person")
        self.add.setProperty("flat", True)
        self._menu = QMenu(self.add)
        # Made with a parent: what addAction() makes itself was seen to be deleted while the menu still stood.
        self._new = {who: QAction(self) for who in NewMember}
        self._menu.addActions(list(self._new.values()))
        for who, action in self._new.items():
            action.triggered.connect(lambda _=False, who=who: self.add_asked.emit(who.value))
        self.add.setMenu(self._menu)
        self._undo_bar = QFrame()
        self._undo_bar.setObjectName("pill")
        self._undo_words = QLabel()
        self._undo_words.setWordWrap(True)
        self._undo_words.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton()
        self.undo.setObjectName("undo_remove")
        self.undo.clicked.connect(self._on_undo_clicked)
        bar = QHBoxLayout(self._undo_bar)
        bar.setContentsMargins(8, 4, 4, 4)
        bar.addWidget(self._undo_words, 1)
        bar.addWidget(self.undo)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self._heading, 1)
        head.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.list)
        box.addWidget(self._undo_bar)
        self._undo_bar.hide()

    # --- what is shown ----------------------------------------------------------------

    def refresh(self, session: CaseSession) -> None:
        """Show the people of the case, and the person shown as the chosen one."""
        texts = session.texts
        several = bool(session.household.members)
        if self._removed_at is not None and self._removed_at is not session.household:
            self._removed_at = None
        self._undo_bar.setVisible(self._removed_at is not None)
        self.add.setText("+" if self._compact else texts.get("household.add"))
        self.add.setAccessibleName(texts.get("household.add"))
        self.add.setToolTip(texts.get("household.add_help"))
        for who, action in self._new.items():
            action.setText(texts.get(f"new_member.{who}"))
        self.undo.setText(texts.get("household.undo"))
        for widget in (self._heading, self.list, self.remove):
            widget.setVisible(several)
        self.setVisible(several or self._removed_at is not None)
        if not several:
            self._lines = ()
            return
        self._heading.setText("" if self._compact else texts.get("household.people"))
        self.list.setAccessibleName(texts.get("household.people"))
        self._lines = person_lines(session)
        self._shown = session.person
        self._fill()
        shown = next(n for n, line in enumerate(self._lines) if line.case_id == self._shown)
        self.list.setCurrentRow(shown)
        words = texts.fill("household.remove", name=self._lines[shown].name)
        self.remove.setIcon(icon("trash"))
        self.remove.setToolTip(words)
        self.remove.setAccessibleName(words)
        # What is entered once stands with the first person, so that one stays.
        self.remove.setEnabled(shown > 0)

    def _fill(self) -> None:
        metrics = self.fontMetrics()
        side = round(metrics.height() * 1.05)
        self.list.setIconSize(QSize(side, side))
        while self.list.count() > len(self._lines):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(self._lines):
            self.list.addItem(QListWidgetItem())
        room = round(metrics.height() * (1.6 if self._compact else 2.7))
        for number, line in enumerate(self._lines):
            item = self.list.item(number)
            item.setText(str(number + 1) if self._compact else f"{line.title}\n{line.state}")
            item.setToolTip(line.spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
            item.setData(_ID, line.case_id)
            item.setIcon(self._sign(line, side))
            item.setSizeHint(QSize(0, room))
        self.list.setFixedHeight(min(room * len(self._lines), room * 5) + 8)

    def _sign(self, line: PersonLine, side: int) -> QIcon:
        tone = Tone(line.urgency.value)
        colors = tone_colors(self.palette(), tone)
        sign = SIGN_OF_TONE[tone] if tone is not Tone.INFO else Sign.QUESTION
        return QIcon(sign_pixmap(sign, colors.edge, colors.ground, side, self.devicePixelRatioF()))

    def set_compact(self, compact: bool) -> None:
        """Show numbers instead of names when the text is large for the window; ``refresh`` afterwards."""
        self._compact = compact

    def preferred_width(self) -> int:
        """The width that shows the longest line, within reason; 0 while there is one person only."""
        metrics = self.fontMetrics()
        words = [part for line in self._lines for part in (line.title, line.state)]
        widest = max((metrics.horizontalAdvance(part) for part in words), default=0)
        return 0 if self._compact or not words else widest + self.list.iconSize().width() + 40

    def line(self, case_id: str) -> str:
        """What a screen reader hears for a person."""
        return next(line.spoken for line in self._lines if line.case_id == case_id)

    # --- removing ---------------------------------------------------------------------

    def removed_words(self, session: CaseSession, case_id: str) -> str:
        """What is said after a person was removed; asked before, while their name is known."""
        view = next(p.case for p in session.people_in_brief if p.case.case_id == case_id)
        return session.texts.fill("household.removed", name=person_name(view, session.texts))

    def offer_undo(self, session: CaseSession, words: str) -> None:
        """Show the way back beside what was removed, until the case changes again."""
        self._removed_at = session.household
        self._undo_words.setText(words)
        self.refresh(session)
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove_clicked(self) -> None:
        # Whom the button names, not the line that the arrow keys have moved to meanwhile.
        self.remove_asked.emit(self._shown)

    def _on_undo_clicked(self) -> None:
        self._removed_at = None
        self.undo_asked.emit()

    # --- switching --------------------------------------------------------------------

    def _on_taken(self, item: QListWidgetItem) -> None:
        self.person_chosen.emit(str(item.data(_ID)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Space switch to the person the keyboard is on."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
                self._on_taken(item)
                return True
        return super().eventFilter(watched, event)
