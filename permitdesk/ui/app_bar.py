"""The bar at the top: all cases, the name of the case, whether it is saved, undo, redo, menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
)

from permitdesk.ui.icons import icon, set_icons
from permitdesk.ui.widgets.pause import at_pause
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.session import CaseSession


class AppBar(QFrame):
    """Without an open case only the name of the program and the menu are shown."""

    home_asked = Signal()
    title_edited = Signal(str)
    save_problem_asked = Signal()
    lock_asked = Signal()

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("app_bar")
        self._session: CaseSession | None = None
        self._compact = False
        self._can_lock = False
        self.home = QPushButton()
        self.home.setObjectName("home")
        self.home.setProperty("flat", True)
        self._mark = QLabel()
        self._name = QLabel("PermitDesk")
        self.title = QLineEdit()
        self.title.setObjectName("case_title")
        self.title.setMaxLength(120)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._saved_icon = SignIcon(Sign.CHECK, Tone.GOOD, 1.0)
        self.saved = QPushButton()
        self.saved.setObjectName("saved_state")
        self.saved.setProperty("flat", True)
        self.undo = QToolButton()
        self.redo = QToolButton()
        self.lock = QToolButton()
        self.lock.setObjectName("lock")
        self.menu_button = QToolButton()
        self.menu_button.setObjectName("menu_button")
        self.menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        for button in (self.undo, self.redo, self.lock, self.menu_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 6, 14, 6)
        box.setSpacing(8)
        box.addWidget(self._mark)
        box.addWidget(self._name)
        box.addWidget(self.home)
        box.addWidget(self.title, 1)
        box.addStretch(1)
        box.addWidget(self._saved_icon)
        box.addWidget(self.saved)
        box.addWidget(self.undo)
        box.addWidget(self.redo)
        box.addWidget(self.lock)
        box.addWidget(self.menu_button)
        self.home.clicked.connect(self.home_asked)
        self.saved.clicked.connect(self.save_problem_asked)
        self.title.editingFinished.connect(self._on_title_finished)
        self.pause = at_pause(self.title, self._on_title_finished)
        self.lock.clicked.connect(self.lock_asked)
        self.retranslate()

    def show_session(self, session: CaseSession | None) -> None:
        """Show an open case, or none."""
        self._session = session
        self.restyle()
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the open case as it is now."""
        session = self._session
        for widget in (self.home, self.title, self._saved_icon, self.saved, self.undo, self.redo):
            widget.setVisible(session is not None)
        for label in (self._mark, self._name):
            label.setVisible(session is None)
        self.lock.setVisible(self._can_lock)
        if session is None:
            # Nothing of the case that was open stays in a hidden field.
            self.title.clear()
            return
        typed = self.title.isModified() or self.title.text().strip() == session.case.title
        if not (self.title.hasFocus() and typed):
            self.title.setText(session.case.title)
            # A long name is read from its beginning.
            self.title.setCursorPosition(0)
        self.undo.setEnabled(session.can_undo)
        self.redo.setEnabled(session.can_redo)
        saved = session.saved
        self._saved_icon.show_sign(Sign.CHECK if saved else Sign.STOP, Tone.GOOD if saved else Tone.RED)
        words = self.tr("All changes saved") if saved else self.tr("Not saved: what to do")
        self.saved.setText(words)
        self.saved.setVisible(not (saved and self._compact))
        self._saved_icon.setToolTip(words)
        self._saved_icon.setAccessibleName(words)
        self.saved.setFocusPolicy(Qt.FocusPolicy.NoFocus if saved else Qt.FocusPolicy.StrongFocus)
        self.saved.setAccessibleDescription(session.problem_words())

    def offer_lock(self, offered: bool) -> None:
        """Show the button that locks the cases, or hide it."""
        if offered != self._can_lock:
            self._can_lock = offered
            self.restyle()
        self.refresh()

    def _on_title_finished(self) -> None:
        self.pause.stop()
        if self.title.isModified():
            self.title.setModified(False)
            self.title_edited.emit(self.title.text().strip())

    def set_compact(self, compact: bool) -> None:
        """Show signs without their words when the text is large for the window; tool tips keep them."""
        self._compact = compact
        self.retranslate()

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.home.setText("" if self._compact else self.tr("&All cases"))
        self.home.setAccessibleName(self.tr("All cases"))
        self.home.setToolTip(self.tr("All cases"))
        self.title.setPlaceholderText(self.tr("Name this case"))
        self.title.setAccessibleName(self.tr("Name of this case"))
        self.undo.setAccessibleName(self.tr("Undo the last change"))
        self.undo.setToolTip(self.tr("Undo the last change (Ctrl+Z)"))
        self.redo.setAccessibleName(self.tr("Redo the change"))
        self.redo.setToolTip(self.tr("Redo the change (Ctrl+Y)"))
        self.lock.setAccessibleName(self.tr("Lock the cases"))
        self.lock.setToolTip(self.tr("Lock the cases (Ctrl+L)"))
        self.menu_button.setText(self.tr("&Menu"))
        self.restyle()
        self.refresh()

    def restyle(self) -> None:
        """Take the colours of the theme and the size of the text."""
        side = round(self.fontMetrics().height() * 1.15)
        shown: list[tuple[QAbstractButton, str]] = [(self.menu_button, "menu")]
        # Drawing takes a moment at the start, when there is no case and nothing to lock yet.
        if self._session is not None:
            shown += [(self.home, "home"), (self.undo, "undo"), (self.redo, "redo")]
        if self._can_lock:
            shown.append((self.lock, "lock"))
        set_icons(shown, 1.15)
        self._mark.setPixmap(icon("app").pixmap(QSize(side, side)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.restyle()
